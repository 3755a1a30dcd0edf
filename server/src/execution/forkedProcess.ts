import { mkdirSync, rmSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import path from 'node:path';
import { ExecutionError } from './executionError.ts';
import { fromRunner } from './frameSchemas.ts';
import { readFrames, writeFrame } from './frames.ts';
import type { Interpreter } from './interpreter.ts';
import { ParentProcess } from './parentProcess.ts';
import type { Mode, RunnerProcess, Take } from './runnerProcess.ts';
import type { ToRunner } from './wire.ts';

let count = 0;

/** One session of server/runner, forked from the interpreter's warmed parent: a process group that ends as a whole. */
export class ForkedProcess implements RunnerProcess {
  readonly ended: Promise<ExecutionError>;
  readonly #parent: ParentProcess;
  readonly #number: number;
  readonly #connection: Socket;

  private constructor(parent: ParentProcess, number: number, connection: Socket, ended: Promise<ExecutionError>) {
    this.#parent = parent;
    this.#number = number;
    this.#connection = connection;
    this.ended = ended;
  }

  /** Forks the process. If the interpreter can't be started, `ended` gives the reason. */
  static async start<M extends Mode>(interpreter: Interpreter, mode: M, take: Take<M>): Promise<ForkedProcess> {
    const parent = ParentProcess.of(interpreter);
    const temporary = path.join(parent.folder, String(count++));
    mkdirSync(temporary);
    const server = createServer();
    const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
    // If the parent can't be started, its folder is already removed, and `ended` gives the reason.
    await new Promise<void>((resolve) => {
      server.once('error', () => resolve());
      server.listen(`${temporary}.sock`, resolve);
    });
    let number = 0;
    const gone = new Promise<ExecutionError>((resolve) => {
      number = parent.start(mode, `${temporary}.sock`, temporary, (why) => {
        server.close();
        rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
        resolve(why);
      });
    });
    const connection = await Promise.race([connected, gone.then(() => undefined)]);
    server.close();
    if (!connection) return new ForkedProcess(parent, number, new Socket(), gone);
    // A write to a process that has just died fails; `ended` reports its end.
    connection.on('error', () => parent.end(number));
    const closed = new Promise<void>((resolve) => {
      connection.on('close', () => {
        parent.end(number);
        resolve();
      });
    });
    let broken: ExecutionError | undefined;
    readFrames(connection, fromRunner[mode], take, (why) => {
      broken = new ExecutionError(why);
    });
    // Its last message arrives before its end.
    const ended = closed.then(() => gone).then((why) => broken ?? why);
    return new ForkedProcess(parent, number, connection, ended);
  }

  send(message: ToRunner): void {
    if (this.#connection.writable) writeFrame(this.#connection, message);
  }

  kill(): void {
    this.#parent.end(this.#number);
    this.#connection.destroy();
  }
}
