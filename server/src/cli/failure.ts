import { inTerminal } from './words.ts';

/** A wrong call, configuration or input: the command prints one line on standard error, with exit code 2. */
export class Failure extends Error {
  constructor(message: string) {
    super(inTerminal(message));
  }
}
