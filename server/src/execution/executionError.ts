import type { NextStep, Notice } from '../../../protocol/index.ts';

/** An expected failure of the machine, the interpreter or the user's file; the message names a remedy. */
export class ExecutionError extends Error {
  readonly next: NextStep | undefined;

  constructor(message: string, next?: NextStep) {
    super(message);
    this.next = next;
  }

  get notice(): Notice {
    return { message: this.message, ...(this.next && { next: this.next }) };
  }
}
