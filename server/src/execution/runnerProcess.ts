import type { FromRunner, HostMode, ToRunner } from './wire.ts';

/** What Node has of a session of server/runner, however its processes come about. */
export interface RunnerProcess {
  /** Settles when the process is gone, with what is to be said of that to the user. */
  readonly ended: Promise<string>;
  send(message: ToRunner): void;
  /** Ends the process and all that it started, for certain and at once. */
  kill(): void;
}

export type Mode = HostMode | 'search';

/** Is given each message of the process, in order. */
export type Take<M extends Mode = Mode> = (message: FromRunner<M>) => void;
