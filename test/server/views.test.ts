/** What the views of our client ask: examples with results, a program for the debugger, the doctor, models. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { DebugProgram, DoctorFindings, DocumentExamples, OfferedModels } from '../../protocol/messages.ts';
import { json, startServer } from '../servers/modelServer.ts';
import { Editor, vscode } from './editor.ts';
import { broken, search } from './sources.ts';

let editor: Editor;
afterEach(() => editor.stop());

const ask = <T>(method: string, params: object): Promise<T> => editor.connection.sendRequest(`assay/${method}`, params);

it('examples have stable ids while lines move, and the results of the present body', async () => {
  editor = await Editor.start({ capabilities: vscode, settings: search });
  const uri = await editor.open(broken);
  const examples = async () => (await ask<DocumentExamples>('examples', { uri })).functions[0]!.examples;
  const before = await examples();
  expect(before.map(({ label, result }) => [label, result])).toEqual([
    ['assert double(2) == 4', undefined],
    ['assert double(5) == 10', undefined],
  ]);
  await editor.execute('assay.server.verify', { uri, function: 'double', wait: true, quietly: true });
  await editor.replace(uri, 'def double', '# Moved.\ndef double');
  const after = await examples();
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(after[0]).toMatchObject({
    range: { start: { line: 6 } },
    result: { status: 'fail', expected: '4', actual: '3', message: 'got 3, not 4' },
  });
  await editor.replace(uri, 'number + 1', 'number + 2');
  expect((await examples())[0]!.result).toMatchObject({ stale: true });
});

it('an example is debugged by a program that stops at it and runs no other', async () => {
  editor = await Editor.start({ capabilities: vscode, settings: search });
  const uri = await editor.open(broken);
  writeFileSync(fileURLToPath(uri), broken);
  const [first, second] = (await ask<DocumentExamples>('examples', { uri })).functions[0]!.examples;
  const debug = (example: string) => ask<DebugProgram>('debug', { uri, function: 'double', example });
  const { python, program, args, cwd } = await debug(second!.id);
  expect(args.slice(1)).toEqual([expect.any(String), 'double', 'assert', '7', '6']);
  const done = spawnSync(python, [program!, ...args], {
    cwd,
    env: { PYTHONBREAKPOINT: 'builtins.print' },
    encoding: 'utf8',
  });
  expect(done.stderr).toMatch(/line 7[\s\S]*AssertionError/);
  expect((await debug(first!.id)).args.slice(-2)).toEqual(['6', '7']);
  expect(await debug('another')).toEqual({ refused: expect.stringMatching(/no longer has this example/) });
});

it('the doctor finds what the terminal finds, and models are those that the configured server lists', async () => {
  const model = await startServer({ chat: (_asked, response) => json(response, 500, {}), models: ['small', 'large'] });
  editor = await Editor.start({ capabilities: vscode, settings: { sampler: 'openai', baseUrl: model.baseUrl } });
  const uri = await editor.open('answer = 42\n');
  const { rows } = await ask<DoctorFindings>('doctor', { uri });
  expect(rows.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['assay', 'interpreter', 'sandbox', 'sampler', 'history']),
  );
  expect(rows.find(({ label }) => label === 'sampler')!.lines).toEqual([`openai: configured: ${model.baseUrl}`]);
  const { servers } = await ask<OfferedModels>('models', { uri });
  expect(servers[0]).toEqual({ baseUrl: model.baseUrl, models: ['small', 'large'] });
  await model.close();
});

it('nothing starts for them in restricted mode', async () => {
  editor = await Editor.start({ capabilities: vscode, settings: search, initializationOptions: { trusted: false } });
  const uri = await editor.open(broken);
  for (const method of ['doctor', 'models']) {
    expect(await ask(method, { uri })).toEqual({ refused: expect.stringMatching(/restricted mode/) });
  }
});
