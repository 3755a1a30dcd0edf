/** The MCP server: a tool for each call. */
import { type CallToolResult, McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { type Call, calls, type Desk, Refusal } from '../../agents/index.ts';
import { printable } from '../../support/printable.ts';
import { version } from '../../support/version.ts';
import { Failure } from '../failure.ts';

const INSTRUCTIONS =
  'Assay judges Python functions by their examples: asserts, doctests and tests. Start with `examples`, write the function, then `verify` it. Only the verdict `pass` is a pass. Assay never edits a file. Never change an example to make a function pass: answers say what differs from git HEAD.';

/** `ending` aborts when the connection ends, and every call with it. */
export function mcpServer(desk: Desk, ending: AbortSignal): McpServer {
  const server = new McpServer({ name: 'assay', title: 'Assay', version }, { instructions: INSTRUCTIONS });
  for (const call of Object.values(calls) as Call[]) {
    const { name, title, description, input, output, leavesMachine } = call;
    server.registerTool(
      name,
      {
        ...{ title, description, inputSchema: input, outputSchema: output },
        annotations: { title, readOnlyHint: true, destructiveHint: false, openWorldHint: leavesMachine },
      },
      (asked: Parameters<Call['run']>[1], context: ServerContext) => answerTo(call, desk, asked, context, ending),
    );
  }
  return server;
}

async function answerTo(
  call: Call,
  desk: Desk,
  asked: Parameters<Call['run']>[1],
  { mcpReq }: ServerContext,
  ending: AbortSignal,
): Promise<CallToolResult> {
  const signal = AbortSignal.any([mcpReq.signal, ending]);
  const token = mcpReq._meta?.progressToken;
  let count = 0;
  const progress = (message: string) => {
    if (token === undefined || signal.aborted) return;
    count++;
    const params = { progressToken: token, progress: count, message };
    // A client that has left needs no progress.
    mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined);
  };
  try {
    const { text, answer } = await call.run(desk, asked, { signal, progress });
    return { content: [{ type: 'text', text }], structuredContent: answer };
  } catch (error) {
    if (error instanceof Refusal || error instanceof Failure) return failed(error.message);
    if (signal.aborted) return failed('The call was cancelled.');
    throw error;
  }
}

function failed(message: string): CallToolResult {
  return { content: [{ type: 'text', text: printable(message) }], isError: true };
}
