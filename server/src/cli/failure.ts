/** The call, the configuration or the input is wrong: one line for standard error, exit code 2. */
export class Failure extends Error {}
