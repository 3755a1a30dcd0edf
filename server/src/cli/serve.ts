import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../server.ts';
import { leaveOutput } from './terminal.ts';

/** Runs the language server over standard input and output. The process ends when the client has left. */
export async function runServe(): Promise<number> {
  leaveOutput();
  // Given the streams themselves, the library ends the process when the client disappears without `exit`.
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
  return new Promise(() => undefined);
}
