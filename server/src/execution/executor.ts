import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Sandbox } from '../../../protocol/index.ts';
import { ExecutionError } from './executionError.ts';
import { type CandidateJudge, Judge, type JudgePreparation } from './judge.ts';

/** Milliseconds for which an unused session waits for the next request about the same specification. */
const IDLE = 120_000;
const MOST_SESSIONS = 3;

export interface ExecutorOptions {
  /** Candidates that run at once in a session. */
  readonly slots?: number;
  /** Called with the probes' results of each new session. */
  readonly onSandbox?: (sandbox: Sandbox) => void;
}

interface Kept {
  readonly key: string;
  /** The same key for preparations that differ only in texts. */
  readonly family: string;
  readonly session: Judge;
  users: number;
  usedAt: number;
  timer?: NodeJS.Timeout;
}

/** The live sessions, one for each specification, interpreter and set of limits in use. */
export class Executor {
  /** The results of the last session's probes; `not probed` until one has started. */
  sandbox: Sandbox = { tier: 'not probed' };
  readonly #kept = new Map<string, Promise<Kept>>();
  readonly #idle = new Set<Kept>();
  readonly #slots: number;
  readonly #onSandbox: (sandbox: Sandbox) => void;

  constructor({ slots = availableParallelism(), onSandbox = () => undefined }: ExecutorOptions = {}) {
    this.#slots = slots;
    this.#onSandbox = onSandbox;
  }

  /**
   * A session for `preparation`; call `release` after use. One that was unused loads again what has changed on the disk since, such as a
   * module that the file imports. Throws ExecutionError.
   */
  async acquire(
    preparation: JudgePreparation,
    signal: AbortSignal,
  ): Promise<{ session: CandidateJudge; release(): void }> {
    const kept = await this.#keep(preparation, signal);
    kept.users++;
    this.#idle.delete(kept);
    clearTimeout(kept.timer);
    let released = false;
    return {
      session: kept.session.view(preparation),
      release: () => {
        if (released) return;
        released = true;
        kept.users--;
        this.#rest(kept);
      },
    };
  }

  async #keep(preparation: JudgePreparation, signal: AbortSignal): Promise<Kept> {
    const key = keyOf(preparation);
    const unused = this.#unused(key);
    const known = unused ? undefined : this.#kept.get(key);
    if (known) {
      // From here on, no other session may take it over.
      for (const kept of this.#idle) if (kept.key === key) this.#idle.delete(kept);
      try {
        return await known;
      } catch (error) {
        if (error instanceof ExecutionError) throw error;
        // The caller that started the session has cancelled, but this caller has not.
        signal.throwIfAborted();
        if (this.#kept.get(key) === known) this.#kept.delete(key);
        return this.#keep(preparation, signal);
      }
    }
    const family = familyOf(preparation);
    const pending = this.#start(preparation, unused ?? this.#relative(family), signal).then((session) => {
      this.sandbox = session.sandbox;
      this.#onSandbox(session.sandbox);
      return { key, family, session, users: 0, usedAt: Date.now() };
    });
    this.#kept.set(key, pending);
    // A session that could not start, or has died for good, is not used again.
    const forget = () => {
      if (this.#kept.get(key) === pending) this.#kept.delete(key);
    };
    const over = async (kept: Kept) => {
      await kept.session.ended;
      this.#idle.delete(kept);
    };
    pending.then(over).then(forget, forget);
    return pending;
  }

  #unused(key: string): Kept | undefined {
    return [...this.#idle].find((kept) => kept.key === key);
  }

  #relative(family: string): Kept | undefined {
    return [...this.#idle].find((kept) => kept.family === family);
  }

  /** Starts a session. It reuses what `former`, an idle one, had loaded before the texts or the files on the disk differ. */
  async #start(preparation: JudgePreparation, former: Kept | undefined, signal: AbortSignal): Promise<Judge> {
    if (former) {
      this.#idle.delete(former);
      clearTimeout(former.timer);
      this.#kept.delete(former.key);
    }
    return Judge.start(preparation, this.#slots, signal, former?.session);
  }

  /** Ends every session and its processes. */
  async close(): Promise<void> {
    const all = [...this.#kept.values()];
    this.#kept.clear();
    this.#idle.clear();
    for (const pending of all) {
      const kept = await pending.catch(() => undefined);
      clearTimeout(kept?.timer);
      kept?.session.close();
    }
  }

  #rest(kept: Kept): void {
    if (kept.users > 0) return;
    kept.usedAt = Date.now();
    kept.timer = setTimeout(() => this.#end(kept), IDLE);
    kept.timer.unref();
    this.#idle.add(kept);
    void this.#endOldest();
  }

  async #endOldest(): Promise<void> {
    if (this.#kept.size <= MOST_SESSIONS) return;
    const idle = (await Promise.all(this.#kept.values())).filter((kept) => kept.users === 0);
    idle.sort((one, other) => one.usedAt - other.usedAt);
    for (const kept of idle.slice(0, this.#kept.size - MOST_SESSIONS)) this.#end(kept);
  }

  #end(kept: Kept): void {
    if (kept.users > 0) return;
    clearTimeout(kept.timer);
    this.#idle.delete(kept);
    this.#kept.delete(kept.key);
    kept.session.close();
  }
}

function keyOf({ specification, interpreter, across: _across, plain, ...rest }: JudgePreparation): string {
  const { file, module, target, examples, notRun } = specification;
  const { text, frame = text, ...around } = plain;
  const expected = [...examples, ...notRun].map(({ file: one, source }) => [one, source]);
  const identity = [file, module, target.name, target.body, expected, interpreter.path, frame, around, rest];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

function familyOf({ specification, interpreter, across: _across, plain, ...rest }: JudgePreparation): string {
  const { file, module, target } = specification;
  return JSON.stringify([file, module, target.name, interpreter.path, plain.tests, plain.together, rest]);
}
