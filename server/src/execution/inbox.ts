import type { ExecutionError } from './executionError.ts';

/** Messages before the first job, each taken once. */
export class Inbox<Message> {
  #messages: Message[] = [];
  #wake: (() => void) | undefined;
  #failure: ExecutionError | undefined;

  put(message: Message): void {
    this.#messages.push(message);
    this.#wake?.();
  }

  fail(error: ExecutionError): void {
    this.#failure ??= error;
    this.#wake?.();
  }

  async take(): Promise<Message> {
    while (this.#messages.length === 0) {
      if (this.#failure) throw this.#failure;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#messages.shift()!;
  }
}
