import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../server.ts';

/** The language server over standard input and output; the process ends when the client has left. */
export async function runServe(): Promise<number> {
  // Whatever prints would break the protocol: it goes to standard error instead.
  console.log = console.error;
  // The streams themselves, not readers of them: so the library ends the process when the client is gone without a word.
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
  return new Promise(() => undefined);
}
