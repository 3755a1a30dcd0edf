/** `assay mcp`: the agents' calls over the Model Context Protocol, on standard input and output. */
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { loadParser } from '../../specification/index.ts';
import { leaveOutput, warn } from '../terminal.ts';
import { DeskOfTerminal, type McpOptions } from './desk.ts';
import { mcpServer } from './server.ts';

export type { McpOptions } from './desk.ts';

/** Serves one client until it leaves or `signal` aborts; the exit code. Throws Failure for wrong options. */
export async function runMcp(options: McpOptions, signal: AbortSignal): Promise<number> {
  leaveOutput();
  const desk = new DeskOfTerminal(options);
  await loadParser();
  const wire = new StdioServerTransport();
  const ended = new AbortController();
  const serving = AbortSignal.any([signal, ended.signal]);
  const handle = serveStdio(() => mcpServer(desk, serving), {
    transport: wire,
    onerror: (error) => warn(error.message),
  });
  const close = wire.onclose;
  const left = new Promise<void>((resolve) => {
    wire.onclose = () => {
      close?.();
      resolve();
    };
    signal.addEventListener('abort', () => void handle.close().finally(resolve), { once: true });
  });
  await left;
  ended.abort();
  await desk.close();
  return 0;
}
