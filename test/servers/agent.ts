/** An agent at work: the MCP SDK's own client with the built `assay mcp`. */
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const assay = path.join(import.meta.dirname, '..', '..', 'bin', 'assay.js');

export interface Answered {
  readonly isError: boolean;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test checks the parts that it expects.
  readonly answer: any;
}

export interface Agent {
  readonly client: Client;
  readonly pid: number;
  call(
    name: string,
    asked: object,
    options?: { readonly signal?: AbortSignal; onprogress?(told: { readonly message?: string }): void },
  ): Promise<Answered>;
  close(): Promise<void>;
}

/** Starts the command in `folder`, without variables that choose a model or an interpreter. */
export async function startAgent(folder: string, args: readonly string[] = []): Promise<Agent> {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, ASSAY_INTERPRETER: _python, ...env } = process.env;
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [assay, 'mcp', '--sampler', 'search', ...args],
    cwd: folder,
    env: env as Record<string, string>,
    stderr: 'ignore',
  });
  const client = new Client({ name: 'an agent', version: '1' });
  await client.connect(transport);
  return {
    client,
    pid: transport.pid!,
    async call(name, asked, options = {}) {
      const result = await client.callTool({ name, arguments: { ...asked } }, { timeout: 120_000, ...options });
      const [content] = result.content as { text: string }[];
      return { isError: result.isError === true, text: content?.text ?? '', answer: result.structuredContent };
    },
    close: () => client.close(),
  };
}
