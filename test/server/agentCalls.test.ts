/** The calls of agents in an editor, over the language server. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type AgentAnswer, type AgentCallParams, AgentCallRequest } from '../../protocol/agents.ts';
import { processTree } from '../../scripts/processes.ts';
import { Editor, vscode } from './editor.ts';
import { search } from './sources.ts';

const text = `def shout(text):
    """Return text in upper case."""
    return text.upper()


assert shout("a") == "A"
`;
const about = { file: 'shout.py', function: 'shout' };

let editor: Editor;
afterEach(() => editor.stop());

async function start(trusted: boolean): Promise<void> {
  editor = await Editor.start({
    ...{ settings: search, capabilities: vscode, initializationOptions: { trusted }, inOwnProcess: !trusted },
  });
  writeFileSync(path.join(editor.folder, 'shout.py'), text);
}

function call(params: AgentCallParams): Promise<AgentAnswer> {
  return editor.connection.sendRequest(AgentCallRequest.type, params);
}

it('judges the file on the disk, or the open document with what is not saved', async () => {
  await start(true);
  expect(await call({ call: 'verify', asked: about })).toMatchObject({ verdict: 'pass' });
  const uri = await editor.open(text.replace('upper()', 'lower()'), 'shout.py');
  expect(await call({ call: 'verify', asked: about })).toMatchObject({ verdict: 'fail' });
  const at = { uri, position: { line: 2, character: 8 } };
  expect(await call({ call: 'verify', asked: {}, at })).toMatchObject({ verdict: 'fail' });
});

it('refuses what lies outside, what is no argument, and what is no call', async () => {
  await start(true);
  const refused: AgentCallParams[] = [
    { call: 'verify', asked: { ...about, file: '/etc/passwd' } },
    { call: 'verify', asked: { ...about, timeout: 600 } },
    { call: 'constructor' as 'verify', asked: about },
  ];
  for (const one of refused) expect(await call(one)).toEqual({ isError: true, text: expect.any(String) });
});

it('runs nothing in a workspace that is not trusted', async () => {
  await start(false);
  expect(await call({ call: 'verify', asked: about })).toEqual({
    isError: true,
    text: expect.stringContaining('restricted mode'),
  });
  expect(processTree(editor.pid).slice(1)).toEqual([]);
});
