/** Sends jobs to a runner process that judges candidates. Each job gets one answer; if the process dies, a new one takes its jobs once. */
import { availableParallelism, loadavg } from 'node:os';
import { ExecutionError } from './executionError.ts';
import { Inbox } from './inbox.ts';
import type { Interpreter } from './interpreter.ts';
import type { RunnerProcess } from './runnerProcess.ts';
import { startRunner } from './startRunner.ts';
import type { AnswerOf, FromHost, HostMode, Hosts, JobFor, NewsOf, OrderTo, ReadyOf } from './wire.ts';

/** A process whose messages different owners may read in turn. */
export interface Line<M extends HostMode> {
  readonly running: RunnerProcess;
  /** Settles when the process has ended, with its own message or ours. */
  readonly ended: Promise<ExecutionError>;
  take(message: FromHost<M>): void;
}

/** A process that is ready for candidates. */
export interface Started<M extends HostMode> {
  readonly line: Line<M>;
}

/** Starts a process; `settle` takes the answer to each job. Throws ExecutionError. */
export type Launch<M extends HostMode, S extends Started<M>> = (
  signal: AbortSignal,
  settle: (message: AnswerOf<M>) => void,
) => Promise<S>;

interface Waiting<M extends HostMode> {
  readonly job: JobFor<M>;
  /** The number of processes that have died during this job. */
  deaths: number;
  resolve(message: AnswerOf<M>): void;
  reject(error: Error): void;
}

const STARTING_SECONDS = 30;

/** Wall-clock seconds for loading a file; more where many processes share the cores. */
export function startingSeconds(load: number, cores: number): number {
  return Math.round(STARTING_SECONDS * Math.min(10, Math.max(1, load / cores)));
}

export class Evaluations<M extends HostMode, S extends Started<M>> {
  /** Settles when it has ended for good, closed or dead. */
  readonly ended: Promise<void>;
  readonly #launch: Launch<M, S>;
  readonly #waiting = new Map<number, Waiting<M>>();
  readonly #closing = new AbortController();
  #end: () => void = () => undefined;
  #started!: S;
  #failure: ExecutionError | undefined;
  #next = 0;

  private constructor(launch: Launch<M, S>) {
    this.#launch = launch;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  static async start<M extends HostMode, S extends Started<M>>(
    launch: Launch<M, S>,
    signal: AbortSignal,
  ): Promise<Evaluations<M, S>> {
    const evaluations = new Evaluations(launch);
    await evaluations.#begin(signal);
    return evaluations;
  }

  get started(): S {
    return this.#started;
  }

  /** The answer to a job. Rejects with ExecutionError, or with the abort's reason. */
  async run(job: JobFor<M>, signal: AbortSignal): Promise<AnswerOf<M>> {
    signal.throwIfAborted();
    if (this.#failure !== undefined) throw this.#failure;
    const id = this.#next++;
    const answer = new Promise<AnswerOf<M>>((resolve, reject) => {
      this.#waiting.set(id, { job, deaths: 0, resolve, reject });
    });
    const cancel = () => {
      this.#started.line.running.send({ op: 'cancel', id });
      this.#waiting.get(id)?.reject(signal.reason);
      this.#waiting.delete(id);
    };
    signal.addEventListener('abort', cancel, { once: true });
    this.#send(id, job);
    try {
      return await answer;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** Ends every process. */
  close(): void {
    this.release().running.kill();
  }

  /** Ends, but returns its process for another use. */
  release(): Line<M> {
    this.#closing.abort();
    this.#fail(new ExecutionError('The session was closed.'));
    return this.#started.line;
  }

  async #begin(signal: AbortSignal): Promise<void> {
    this.#started = await this.#launch(signal, (message) => {
      const { id } = message;
      this.#waiting.get(id)?.resolve(message);
      this.#waiting.delete(id);
    });
    const { line } = this.#started;
    line.ended.then((why) => this.#replace(why));
  }

  /** Replaces a dead process: its jobs go to a new one, except jobs during which a process has already died before. */
  async #replace(why: ExecutionError): Promise<void> {
    if (this.#failure !== undefined) return;
    for (const [id, one] of this.#waiting) {
      if (++one.deaths < 2) continue;
      one.reject(why);
      this.#waiting.delete(id);
    }
    try {
      await this.#begin(this.#closing.signal);
    } catch (error) {
      this.#fail(error instanceof ExecutionError ? error : why);
      return;
    }
    for (const [id, { job }] of this.#waiting) this.#send(id, job);
  }

  #send(id: number, job: JobFor<M>): void {
    // This is a job for the host in question; TypeScript can't infer that through `Omit`.
    this.#started.line.running.send({ ...job, id } as unknown as Hosts[M]['job']);
  }

  #fail(why: ExecutionError): void {
    if (this.#failure !== undefined) return;
    this.#failure = why;
    for (const one of this.#waiting.values()) one.reject(why);
    this.#waiting.clear();
    this.#end();
  }
}

/** Starts a process in a mode. */
async function lineTo<M extends HostMode>(interpreter: Interpreter, mode: M): Promise<Line<M>> {
  let broken: ExecutionError | undefined;
  let line: Line<M> | undefined;
  const running = await startRunner(interpreter, mode, (message) => {
    if (message.op === 'broken') broken = new ExecutionError(message.broken);
    line?.take(message);
  });
  line = { running, ended: running.ended.then((why) => broken ?? why), take: () => undefined };
  return line;
}

function isAnswer<M extends HostMode>(message: FromHost<M>): message is AnswerOf<M> {
  return message.op === 'verdicts' || message.op === 'unconfined' || message.op === 'observed';
}

/** The first message to a process, and the reader of its answer. */
export interface Opening<M extends HostMode, S> {
  readonly orders: readonly OrderTo<M>[];
  make(ready: ReadyOf<M>): S;
}

/** Sends a process its orders and waits until it is ready. Undefined where another process is needed. Throws ExecutionError. */
export async function opened<M extends HostMode, S>(
  line: Line<M>,
  { orders, make }: Opening<M, S>,
  signal: AbortSignal,
  settle: (message: AnswerOf<M>) => void,
): Promise<(S & Started<M>) | undefined> {
  const { running } = line;
  if (signal.aborted) {
    // Nothing else would end this process.
    running.kill();
    throw signal.reason;
  }
  const inbox = new Inbox<NewsOf<M>>();
  // Answers to jobs of an earlier owner are dropped.
  let isOpen = false;
  line.take = (message) => {
    if (!isAnswer(message)) inbox.put(message as NewsOf<M>);
    else if (isOpen) settle(message);
    isOpen ||= message.op === 'loaded' || message.op === 'ready';
  };
  const abort = () => running.kill();
  signal.addEventListener('abort', abort, { once: true });
  const seconds = startingSeconds(loadavg()[0]!, availableParallelism());
  const late = setTimeout(() => {
    inbox.fail(
      new ExecutionError(
        `The file's imports and definitions took more than ${seconds} s: move what is slow below \`if __name__ == "__main__":\`.`,
      ),
    );
  }, seconds * 1000);
  line.ended.then((why) => inbox.fail(why));
  try {
    for (const order of orders) running.send(order);
    let ready = await inbox.take();
    // It has loaded the file and now runs its tests once.
    if (ready.op === 'loaded') {
      clearTimeout(late);
      ready = await inbox.take();
    }
    if (ready.op === 'stale') {
      running.kill();
      return undefined;
    }
    if (ready.op !== 'ready') {
      throw new ExecutionError(`Python could not load the file: ${ready.op === 'broken' ? ready.broken : ready.op}`);
    }
    return { line, ...make(ready) };
  } catch (error) {
    running.kill();
    signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', abort);
  }
}

/** Starts a new process for an opening. Throws ExecutionError. */
export async function launched<M extends HostMode, S>(
  interpreter: Interpreter,
  mode: M,
  opening: Opening<M, S>,
  signal: AbortSignal,
  settle: (message: AnswerOf<M>) => void,
): Promise<S & Started<M>> {
  signal.throwIfAborted();
  const found = await opened(await lineTo(interpreter, mode), opening, signal, settle);
  if (!found) throw new ExecutionError('Python could not load the file.');
  return found;
}
