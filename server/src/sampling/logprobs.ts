/** Reads the log-probabilities of a choice's tokens, where the server tells them. */

/** Below this, a token's is rounded up: some servers say -9999 for any unlikely one. */
const LEAST = -50;

/** The mean over the tokens that were told, as they come. */
export class Logprobs {
  #sum = 0;
  #count = 0;

  /** Takes the `logprobs` of a choice, or of a part of one: the form of chat, or of plain completions. Ignores anything else. */
  add(told: unknown): void {
    if (typeof told !== 'object' || told === null) return;
    const { content, token_logprobs } = told as { content?: unknown; token_logprobs?: unknown };
    const tokens = Array.isArray(content)
      ? content.map((one) => (one as { logprob?: unknown } | null)?.logprob)
      : Array.isArray(token_logprobs)
        ? token_logprobs
        : [];
    for (const one of tokens) {
      if (typeof one !== 'number' || Number.isNaN(one) || one > 0) continue;
      this.#sum += Math.max(LEAST, one);
      this.#count++;
    }
  }

  get mean(): number | undefined {
    return this.#count === 0 ? undefined : this.#sum / this.#count;
  }
}
