import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTree } from '../../scripts/processes.ts';
import { Editor, until } from './editor.ts';
import { firstWord } from './sources.ts';

/** A model server that accepts every request and never answers, so that a run lasts until it is cancelled. */
let silent: Server;
let asked: number;
let dropped: number;
let baseUrl: string;
let editor: Editor;

beforeEach(async () => {
  asked = 0;
  dropped = 0;
  silent = createServer((request) => {
    asked++;
    request.socket.on('close', () => dropped++);
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`;
});
afterEach(async () => {
  await editor.stop();
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
});

const open = async (options: { inOwnProcess?: true } = {}) => {
  editor = await Editor.start({ settings: { sampler: 'openai', baseUrl, model: 'silent' }, ...options });
};
const start = (uri: string) => editor.execute('assay.server.synthesize', { uri, function: 'first_word' });
const idle = /^Synthesize from/;

describe('a run that lasts', () => {
  beforeEach(() => open());

  it('lets the client go on at once, and shows itself in the lens', async () => {
    const uri = await editor.open(firstWord);
    expect(await start(uri)).toBeNull();
    await until('the question to the model', () => asked > 0);
    await until('its lens', async () => (await editor.titles(uri))[0] === '0 of 10 samples');
  });

  it('shows its progress when the lens is pressed again, and is cancelled there', async () => {
    const uri = await editor.open(firstWord);
    await start(uri);
    await until('the question to the model', () => asked > 0);
    editor.answer = 'Cancel this run';
    await start(uri);
    await until('its end', async () => idle.test((await editor.titles(uri))[0]!));
    expect(editor.questions[0]!.message).toMatch(/^first_word is running: /);
    await until('the connection to be dropped', () => dropped > 0);
    expect(editor.messages).toEqual([]);
  });

  it.each([
    ['the button of its progress', (uri: string) => cancelByProgress(uri)],
    ['assay.server.cancel', (uri: string) => editor.execute('assay.server.cancel', { uri, function: 'first_word' })],
    ['a code action', (uri: string) => cancelByAction(uri)],
  ])('is cancelled by %s', async (_way, cancel) => {
    const uri = await editor.open(firstWord);
    await start(uri);
    await until('the question to the model', () => asked > 0);
    await cancel(uri);
    await until('its end', async () => idle.test((await editor.titles(uri))[0]!));
    await until('the connection to be dropped', () => dropped > 0);
    expect(editor.progress.at(-1)!.value.kind).toBe('end');
  });

  it('ends when its document is closed, and says so', async () => {
    const uri = await editor.open(firstWord);
    await start(uri);
    await until('the question to the model', () => asked > 0);
    await editor.close(uri);
    await until('the connection to be dropped', () => dropped > 0);
    await until('the message', () => editor.messages.length > 0);
    expect(editor.messages.map(({ message }) => message)).toEqual([
      'first_word: its file was closed, so its run has ended. Open it and synthesize again.',
    ]);
    await editor.open(firstWord, uri);
    expect((await editor.titles(uri))[0]).toMatch(idle);
  });

  it('does not keep other functions from running', async () => {
    const one = await editor.open(firstWord);
    const other = await editor.open(firstWord);
    await start(one);
    await start(other);
    await until('both to ask the model', () => asked >= 2);
  });
});

describe('a run of a server process', () => {
  beforeEach(() => open({ inOwnProcess: true }));

  it.each(['exit', 'the end of its input'])('ends with the server by %s, and leaves no process', async (way) => {
    const uri = await editor.open(firstWord);
    await start(uri);
    await until('the question to the model', () => asked > 0);
    const pids = processTree(editor.pid);
    expect(pids.length).toBeGreaterThan(1);
    expect(await (way === 'exit' ? editor.stop() : editor.vanish())).toBe(way === 'exit' ? 0 : 1);
    await until('its processes to end', () => !pids.some(isAlive));
    editor = await Editor.start();
  });
});

async function cancelByProgress(_uri: string): Promise<void> {
  const { token } = editor.progress[0]!;
  await editor.connection.sendNotification('window/workDoneProgress/cancel', { token });
}

async function cancelByAction(uri: string): Promise<void> {
  const [action] = await editor.actions(uri, 'first_word');
  expect(action!.title).toBe('Cancel the run of first_word');
  await editor.execute(action!.command!.command, action!.command!.arguments![0]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
