import type { ExecutionError } from './executionError.ts';
import type { FromRunner, HostMode, ToRunner } from './wire.ts';

/** Node's side of a session of server/runner, forked or spawned. */
export interface RunnerProcess {
  /** Settles when the process has ended, with the message for the user. */
  readonly ended: Promise<ExecutionError>;
  send(message: ToRunner): void;
  /** Kills the process and all its children at once. */
  kill(): void;
}

export type Mode = HostMode | 'search';

/** Called with each message of the process, in order. */
export type Take<M extends Mode = Mode> = (message: FromRunner<M>) => void;
