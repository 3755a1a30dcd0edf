/** The candidates view over the connection: what is asked for, and when our client hears that it has changed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CandidatesView, NoCandidates } from '../../protocol/candidates.ts';
import {
  CandidatesChanged,
  type CandidatesChangedParams,
  CandidatesRequest,
  VerdictRequest,
} from '../../protocol/messages.ts';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { Editor, until, vscode } from './editor.ts';

const source = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "two"
`;
const bodies = ['return text.split()[0]', 'return text.split(" ")[0]', 'return text.partition(" ")[0]'];
const name = 'first_word';

const place = scratch('candidates', 'each');
let editor: Editor;
let model: ModelServer;
let news: CandidatesChangedParams[];
beforeEach(async () => {
  model = await startAnswering((_, turn) => fenced(`def first_word(text):\n    ${bodies[turn % bodies.length]}`));
  const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', samples: 6, repairRounds: 0 };
  editor = await Editor.start({ settings, capabilities: vscode, env: { ASSAY_HISTORY: place.in('h.db') } });
  news = [];
  editor.connection.onNotification(CandidatesChanged.type, (changed) => void news.push(changed));
});
afterEach(async () => {
  await editor.stop();
  await model.close();
});

const ask = (uri: string): Promise<CandidatesView | NoCandidates> =>
  editor.connection.sendRequest(CandidatesRequest.type, { uri, position: { line: 0, character: 6 } });
const synthesize = (uri: string) => editor.execute('assay.server.synthesize', { uri, function: name, wait: true });

describe('the candidates view', () => {
  it('says what to do before anything was drawn, and where there are no examples', async () => {
    const uri = await editor.open(source);
    expect(await ask(uri)).toEqual({
      ...{ uri, function: name, empty: 'No candidates have been drawn yet.' },
      next: { label: 'Synthesize from 2 asserts', command: 'synthesize' },
    });
    const bare = await editor.open('def bare():\n    """Do nothing."""\n');
    expect(await ask(bare)).toMatchObject({ function: 'bare', empty: expect.stringContaining('has no examples') });
  });

  it('hears of its function while samples come, and gets results, values and history', async () => {
    const uri = await editor.open(source);
    await synthesize(uri);
    await until('news', () => news.some(({ functions }) => functions.includes(name)));
    expect(news[0]).toMatchObject({ uri, hasReports: true });
    const view = (await ask(uri)) as CandidatesView;
    expect(view).toMatchObject({ function: name, phase: 'ended', head: { verdict: 'none of 6 passes' } });
    expect(view.candidates.map(({ statuses }) => statuses)).toEqual(bodies.map(() => ['pass', 'fail']));
    expect(view.history).toEqual([expect.objectContaining({ received: 6, passing: 0, examples: 2, current: true })]);
    const about = { uri, function: name, candidate: view.candidates[0]!.id, example: 1 };
    expect(await editor.connection.sendRequest(VerdictRequest.type, about)).toMatchObject({
      ...{ status: 'fail', expected: "'two'", actual: "'one'" },
    });
  });

  it('names the example that is probably wrong, and corrects it on request', async () => {
    const uri = await editor.open(source);
    await synthesize(uri);
    const view = (await ask(uri)) as CandidatesView;
    const [doubt] = view.doubts;
    expect(doubt).toMatchObject({ text: expect.stringMatching(/^6 of 6 samples give 'one' here/), place: { line: 5 } });
    await editor.execute('assay.server.correctExample', { uri, function: name, line: doubt!.fix!.line });
    expect(editor.text(uri)).toBe(source.replace('== "two"', '== "one"'));
    await until('the candidates to be judged again', async () => {
      const now = (await ask(uri)) as CandidatesView;
      return now.standing === 'current' && now.candidates[0]?.passes;
    });
    expect(news.at(-1)).toMatchObject({ uri, functions: [name] });
    await editor.execute('assay.server.correctExample', { uri, function: name, line: 6 });
    expect(editor.messages.at(-1)!.message).toContain('no longer doubtful');
  });

  it('hears that it has moved, and that the file was closed', async () => {
    const uri = await editor.open(source);
    await synthesize(uri);
    await until('the last news of the run', async () => ((await ask(uri)) as CandidatesView).phase === 'ended');
    const before = news.length;
    await editor.replace(uri, 'def first_word', '# a line\n\ndef first_word');
    await until('news of the place', () => news.length > before);
    const moved = { uri, function: name };
    const view = (await editor.connection.sendRequest(CandidatesRequest.type, moved)) as CandidatesView;
    expect([view.place.line, ...view.examples.map((one) => one.place!.line)]).toEqual([2, 6, 7]);
    await editor.close(uri);
    await until('news of the end', () => news.at(-1)?.hasReports === false);
    expect(await ask(uri)).toEqual({ empty: expect.stringContaining('closed') });
  });
});
