/** An expected failure of the machine, the interpreter or the user's file; the message says what to do. */
export class ExecutionError extends Error {}
