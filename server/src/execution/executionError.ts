/** An expected failure of the machine, the interpreter or the user's file; the message names a remedy. */
export class ExecutionError extends Error {}
