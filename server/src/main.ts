/** The language server as a separate process: over IPC for our client, over stdio for all others. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.ts';

// The library looks for `--node-ipc`, `--socket=…` or `--stdio`; without any of them, stdio is the default.
const named = process.argv.slice(2).some((flag) => /^--(node-ipc|stdio|socket|pipe)/.test(flag));
if (!named) process.argv.push('--stdio');

serve(createConnection(ProposedFeatures.all));
