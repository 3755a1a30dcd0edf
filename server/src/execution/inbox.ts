import { ExecutionError } from './executionError.ts';

/** Messages before the first job, each taken once. */
export class Inbox {
  #messages: Record<string, unknown>[] = [];
  #wake: (() => void) | undefined;
  #failure: string | undefined;

  put(message: Record<string, unknown>): void {
    this.#messages.push(message);
    this.#wake?.();
  }

  fail(message: string): void {
    this.#failure ??= message;
    this.#wake?.();
  }

  async take(): Promise<Record<string, unknown>> {
    while (this.#messages.length === 0) {
      if (this.#failure) throw new ExecutionError(this.#failure);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#messages.shift()!;
  }
}
