/** A language server for a test's editor to talk to: in the test's own process, or the built one in a process of its own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { createConnection, ProposedFeatures } from 'vscode-languageserver';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { serverFlags } from '../../protocol/process.ts';
import { serve } from '../../server/src/server.ts';

export interface StartedServer {
  /** Streams from and to the editor. */
  readonly input: Writable;
  readonly output: Readable;
  readonly pid: number;
  /** Settles when it has ended, with its exit code. */
  readonly exited: Promise<number | null>;
  /** All output of the server so far: its messages and its prints. */
  written(): string;
}

export interface Surroundings {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs the sources over streams in memory. */
export function serverInProcess({ env }: Surroundings): StartedServer {
  const input = new PassThrough();
  const output = new PassThrough();
  const { written, listen } = record();
  listen(output);
  const exited = new Promise<number>((exit) => {
    const connection = createConnection(
      (logger) => createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output), logger),
      { shutdownReceived: false, initialize: () => undefined, exit },
      ProposedFeatures.all,
    );
    serve(connection, env);
  });
  return { input, output, pid: process.pid, exited, written };
}

/** Starts the built server over stdio. */
export function serverProcess({ folder, env }: Surroundings): StartedServer {
  const server = path.join(import.meta.dirname, '..', '..', 'dist', 'server.js');
  if (!existsSync(server)) throw new Error('dist/server.js is not there: run `npm run build` first.');
  const child = spawn(process.execPath, [...serverFlags, server, '--stdio'], { cwd: folder, env });
  const { written, listen } = record();
  listen(child.stdout);
  listen(child.stderr);
  child.stderr.on('data', (bytes: Buffer) => process.stderr.write(bytes));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { input: child.stdin, output: child.stdout, pid: child.pid!, exited, written };
}

function record() {
  const chunks: Buffer[] = [];
  return {
    written: () => Buffer.concat(chunks).toString(),
    listen: (stream: Readable) => stream.on('data', (bytes: Buffer) => chunks.push(bytes)),
  };
}
