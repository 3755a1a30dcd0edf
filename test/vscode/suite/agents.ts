/** Tests what VS Code's agents get: the tools, the MCP server and the participant of the chat. */
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import * as vscode from 'vscode';
import { answer } from '../../../client/chat.ts';
import type { Api } from '../../../client/extension.ts';
import { openPython, test, waitFor } from './harness.ts';

const source = `def shout(text: str) -> str:
    """Return the text in upper case."""
    return |||text.upper()


assert shout("a") == "A"
assert shout("Hello you") == "HELLO YOU"
`;
const calls = ['verify', 'behaviours', 'question', 'synthesize', 'examples'];

async function invoke(call: string, input: object): Promise<string> {
  const options = { input, toolInvocationToken: undefined };
  const { content } = await vscode.lm.invokeTool(`assay_${call}`, options);
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

test('the tools are there for every agent, and verify gives a verdict', async () => {
  const { document } = await openPython(source, 'agents.py');
  const offered = await waitFor('the tools', () => {
    const found = vscode.lm.tools.filter(({ name }) => name.startsWith('assay_'));
    return found.length === calls.length && found;
  });
  assert.deepEqual(offered.map(({ name }) => name).sort(), calls.map((call) => `assay_${call}`).sort());
  const about = { file: 'agents.py', function: 'shout' };
  assert.match(
    await invoke('verify', about),
    /^PASS: the present body of `agents\.py::shout` passes 2 of 2 examples\./,
  );
  const candidate = 'def shout(text):\n    return text.title()\n';
  assert.match(await invoke('verify', { ...about, candidate }), /^FAIL: [\s\S]*actual: 'Hello You'/);
  assert.match(await invoke('behaviours', { ...about, candidates: [candidate], present: true }), /^They differ/);

  // What is not saved counts: an agent's own edits may lie there.
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(2, 4, 2, 23), 'return text.lower()');
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.match(await invoke('verify', about), /^FAIL: the present body/);
});

test('a tool says what is wrong with its arguments', async () => {
  await assert.rejects(() => invoke('verify', { file: '../elsewhere.py', function: 'shout' }), /There is no/);
  await assert.rejects(() => invoke('verify', { file: 'agents.py', function: 'missing' }), /missing/);
});

test('agent mode finds the MCP server, and it answers', async () => {
  const { exports } = vscode.extensions.getExtension<Api>('assay.assay')!;
  const [server] = exports.mcpServers();
  assert.ok(server, 'no server is defined');
  const { command, args, env } = server;
  const given = Object.entries({ ...process.env, ...env }).filter(([, value]) => typeof value === 'string');
  const client = new Client({ name: 'the test', version: '1' });
  await client.connect(
    new StdioClientTransport({ command, args, env: Object.fromEntries(given) as Record<string, string> }),
  );
  try {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      calls,
    );
    await openPython(source, 'served.py');
    const asked = { file: 'served.py', function: 'shout' };
    const { structuredContent } = await client.callTool({ name: 'verify', arguments: asked });
    assert.equal((structuredContent as { verdict: string }).verdict, 'pass');
  } finally {
    await client.close();
  }
});

test('the chat’s participant asks about the function at the cursor, and offers the next step', async () => {
  const { document } = await openPython(source);
  const [asked, said, offered]: [object[], string[], string[]] = [[], [], []];
  const server = {
    uriOf: () => document.uri.toString(),
    execute: async () => ({ function: 'shout', state: 'done', message: 'shout: 10 of 10 pass.', passing: 10 }),
    request: async (_: unknown, params: object) => {
      asked.push(params);
      return { text: 'FAIL: it', verdict: 'fail' };
    },
  } as unknown as Parameters<typeof answer>[0];
  const stream = {
    markdown: (text: string | vscode.MarkdownString) => void said.push(typeof text === 'string' ? text : text.value),
    button: ({ title }: vscode.Command) => void offered.push(title),
    progress: () => undefined,
  };
  const token = new vscode.CancellationTokenSource().token;
  const code = 'def shout(text):\n    return text\n';
  await answer(server, { command: 'verify', prompt: `this?\n\`\`\`python\n${code}\`\`\`` }, stream, token);
  await answer(server, { command: 'synthesize', prompt: '' }, stream, token);
  await answer(server, { command: undefined, prompt: 'hello' }, stream, token);
  const at = { uri: document.uri.toString(), position: { line: 2, character: 11 } };
  assert.deepEqual(asked, [{ call: 'verify', asked: { candidate: code }, at }]);
  assert.deepEqual(offered, ['Synthesize', 'Accept', 'Compare', 'Answer the Question']);
  assert.equal(said[0], 'FAIL: it');
  assert.match(said[2]!, /Put the cursor into a Python function/);
});
