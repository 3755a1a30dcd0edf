/** Paces the requests to a server: fewer at a time, and a pause, when it is overloaded; and a limit on retries. */
import { setTimeout as pause } from 'node:timers/promises';
import { APIConnectionTimeoutError, APIError } from 'openai';
import { isLostConnection, UnfinishedStream } from './problems.ts';

/** The most requests at a time. */
const WIDTH = 10;
/** Milliseconds before the second attempt, if the server gives none; each further pause is twice as long. */
const PAUSE = 500;
/** Attempts after the first. A failing server probably fails again; a busy one has announced that it will recover. */
const TRIES = { failed: 2, busy: 5 };

export class Pace {
  readonly #budget: number;
  readonly #now: () => number;
  #width: number;
  #round = 0;
  #failures = 0;
  #waited = 0;
  #notBefore = 0;
  #lastSample = Number.NEGATIVE_INFINITY;

  /** `budget`: milliseconds until a request times out, and the most for all pauses together; `width`: requests at a time. */
  constructor(budget: number, width = WIDTH, now: () => number = Date.now) {
    this.#budget = budget;
    this.#width = width;
    this.#now = now;
  }

  /** The number of requests that may run at a time. */
  get width(): number {
    return this.#width;
  }

  /** Waits until the next request may start. Pass the returned turn back with the request's outcome. */
  async turn(signal: AbortSignal): Promise<number> {
    while (this.#notBefore > this.#now()) await pause(this.#notBefore - this.#now(), undefined, { signal });
    return this.#round;
  }

  /** Call this when a sample arrives, which proves that the server works. */
  sampled(): void {
    this.#lastSample = this.#now();
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** Whether another attempt makes sense after this error; `turn` waits for it. */
  failed(error: unknown, turn: number): boolean {
    const queued = error instanceof APIConnectionTimeoutError && this.#now() - this.#lastSample <= this.#budget;
    const kind = queued ? 'busy' : kindOf(error);
    if (kind === undefined) return false;
    // Requests that ran at the same time fail together, which counts as one refusal with one pause.
    if (turn < this.#round) return true;
    // If a server handles requests one by one, the last one waits for all others; fewer at a time are fast enough.
    if (queued) {
      if (this.#width === 1) return false;
      this.#round++;
      this.#width = Math.floor(this.#width / 2);
      return true;
    }
    const wait = toldBy(error, this.#now()) ?? PAUSE * 2 ** this.#failures;
    if (this.#failures >= TRIES[kind] || this.#waited + wait > this.#budget) return false;
    this.#failures++;
    this.#round++;
    this.#waited += wait;
    this.#notBefore = this.#now() + wait;
    if (kind === 'busy') this.#width = Math.max(1, Math.floor(this.#width / 2));
    return true;
  }
}

function kindOf(error: unknown): keyof typeof TRIES | undefined {
  if (isLostConnection(error) || error instanceof UnfinishedStream) return 'failed';
  if (!(error instanceof APIError) || error.code === 'insufficient_quota') return undefined;
  // An error in the middle of a stream has no status; some servers give it as the code.
  const status = error.status ?? Number(error.code);
  if (status === 429 || status === 529) return 'busy';
  return [408, 500, 502, 503, 504].includes(status) ? 'failed' : undefined;
}

/** The pause that the server requests, in milliseconds: from `retry-after-ms`, or from seconds or a date in `retry-after`. */
function toldBy(error: unknown, now: number): number | undefined {
  const headers = error instanceof APIError ? error.headers : undefined;
  const exact = headers?.get('retry-after-ms');
  const rough = headers?.get('retry-after');
  if (exact && Number.isFinite(Number(exact))) return Math.max(0, Number(exact));
  if (!rough) return undefined;
  const seconds = Number(rough);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(rough);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
