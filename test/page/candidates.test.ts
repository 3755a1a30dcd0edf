/** The page of the candidates view, with views that the server makes of real reports: by mouse, by keys, in every theme. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import bundle from '../../l10n/bundle.l10n.de.json' with { type: 'json' };
import type { CandidatesView } from '../../protocol/candidates.ts';
import { launchBrowser } from '../browser.ts';
import { scratch } from '../scratch.ts';
import { Editor, vscode } from '../server/editor.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { allThemes, CandidatesPage, type Theme, viewOf } from './candidatesPage.ts';

const source = `def tally(words: list[str]) -> dict[str, int]:
    """Count how often each word occurs, without regard to case."""


assert tally(["one", "two", "one"]) == {"one": 2, "two": 1}
assert tally(["Ape", "ape", "bee", "Cat", "dog", "Bee", "elk", "fox"]) == {"ape": 2, "bee": 2, "cat": 1, "dog": 1, "elk": 1, "fox": 1}
assert tally(["a", "b", "a", "c"]) == {"a": 2, "b": 1, "c": 1}
assert tally(["x"]) == {"x": 1}
`;
const bodies = [
  'counts = {}\n    for word in words:\n        key = word.lower()\n        counts[key] = counts.get(key, 0) + 1\n    return counts',
  'counts = {}\n    for word in words:\n        if not word:\n            continue  # nothing to count\n        key = word.casefold()\n        counts[key] = counts.get(key, 0) + 1\n    return counts',
  'return {word: words.count(word) for word in words}',
  'lower = [word.lower() for word in words]\n    return {word: lower.count(word) for word in lower if word}',
  'return {word: len(words) for word in words} or words[0]',
  'raise ValueError("\\u202ecannot \\x1b[31m count <img src=x onerror=alert(1)>")',
  'while words:\n        pass\n    return {}',
];

const place = scratch('candidates-page', 'all');
let browser: Browser;
let model: ModelServer;
let editor: Editor;
let uri: string;
let view: CandidatesView;

beforeAll(async () => {
  browser = await launchBrowser();
  model = await startAnswering((_, turn) => {
    return fenced(`def tally(words: list[str]) -> dict[str, int]:\n    ${bodies[turn % bodies.length]}`);
  });
  const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', samples: 16, timeout: 0.2 };
  editor = await Editor.start({ settings, capabilities: vscode, env: { ASSAY_HISTORY: place.in('h.db') } });
  uri = await editor.open(source, 'tally.py');
  for (let time = 0; time < 3; time++) {
    await editor.execute('assay.server.synthesize', { uri, function: 'tally', fresh: true, wait: true });
  }
  view = (await viewOf(editor, uri, 'tally')) as CandidatesView;
});

afterAll(async () => {
  await editor?.stop();
  await model?.close();
  await browser?.close();
});

async function opened(theme: Theme = 'dark', size?: { width: number; height: number }): Promise<CandidatesPage> {
  const shown = await CandidatesPage.open(browser, theme, size);
  onTestFinished(async () => {
    await shown.close();
  });
  await shown.showFrom(editor, uri, 'tally');
  await shown.page.getByRole('grid').waitFor();
  return shown;
}

describe.each(allThemes)('in the theme %s', (theme) => {
  it('breaks no rule of accessibility, with each part open', async () => {
    const shown = await opened(theme);
    const { page } = shown;
    for (const summary of await page.locator('summary').all()) await summary.click();
    await page
      .getByRole('row', { name: /Candidate 4/ })
      .getByRole('gridcell')
      .nth(1)
      .click();
    await page.getByText('got', { exact: false }).first().waitFor();
    await shown.screenshot(theme);
    expect(await shown.violations()).toEqual([]);
    await page.getByRole('button', { name: 'Changes' }).click();
    await page.getByRole('rowheader', { name: /Candidate 1,/ }).click();
    await shown.screenshot(`${theme}-changes`);
    expect(await shown.violations()).toEqual([]);
    expect(shown.wrong).toEqual([]);
  });
});

it('shows the candidate beside the matrix where there is room', async () => {
  const shown = await opened('dark', { width: 1160, height: 700 });
  const { page } = shown;
  await page
    .getByRole('row', { name: /Candidate 4/ })
    .getByRole('gridcell')
    .nth(1)
    .click();
  await page.getByText('+ got').waitFor();
  await shown.screenshot('view', { fullPage: false });
  const [matrix, detail] = await Promise.all(
    [page.getByRole('grid'), page.getByRole('heading', { name: 'Candidate 4' })].map((one) => one.boundingBox()),
  );
  expect(detail!.x).toBeGreaterThan(matrix!.x + matrix!.width);
  expect(await shown.violations()).toEqual([]);
});

describe('by keys alone', () => {
  const focused = (shown: CandidatesPage) => shown.page.locator(':focus');

  it('moves through the grid by arrows, Home and End, with one stop for Tab', async () => {
    const shown = await opened();
    const { page } = shown;
    const { keyboard } = page;
    expect(await page.locator('[role=grid] [tabindex="0"]').count()).toBe(1);
    await page.locator('[role=grid] [tabindex="0"]').focus();
    expect(await focused(shown).getAttribute('aria-label')).toMatch(/^Candidate 1, 2 samples, passes 4 of 4/);
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowRight');
    expect(await focused(shown).getAttribute('aria-label')).toBe('passes');
    await keyboard.press('Control+End');
    expect(await focused(shown).getAttribute('aria-label')).toBe('timed out');
    await keyboard.press('Home');
    expect(await focused(shown).getAttribute('aria-label')).toMatch(/^Candidate 7/);
    await keyboard.press('Control+Home');
    expect(await focused(shown).textContent()).toContain('Line');
    await keyboard.press('ArrowRight');
    expect(await focused(shown).getAttribute('aria-label')).toMatch(
      /^Line 5: assert tally\(\["one", "two", "one"\]\).*% \(\d+ of 16\) of the samples pass/,
    );
    await keyboard.press('Enter');
    await expect.poll(() => shown.said.at(-1)).toMatchObject({ kind: 'reveal', place: { line: 4 } });
    expect(await page.locator('[role=grid] [tabindex="0"]').count()).toBe(1);
  });

  it('shows the values of a result on Enter, and keeps the focus there while samples arrive', async () => {
    const shown = await opened();
    const { page } = shown;
    await page.locator('[role=grid] [tabindex="0"]').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter']) {
      await page.keyboard.press(key);
    }
    await page.getByRole('heading', { name: 'Candidate 4' }).waitFor();
    await page.getByRole('region', { name: 'The expected value and what was got, line by line' }).waitFor();
    const row = await focused(shown).locator('..').getAttribute('data-candidate');
    const [first, second, third, ...rest] = view.candidates;
    const candidates = [second!, first!, rest.find(({ id }) => id === row)!, third!];
    await shown.send({ kind: 'view', view: { ...view, candidates }, pinned: false });
    await expect.poll(() => page.getByRole('row').count()).toBe(5);
    expect(await focused(shown).locator('..').getAttribute('data-candidate')).toBe(row);
    expect(await focused(shown).getAttribute('aria-label')).toBe('gives another value');
  });

  it('reaches each button by Tab, and does what they say', async () => {
    const shown = await opened();
    const { page } = shown;
    const reached: string[] = [];
    await page.locator('body').focus();
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const name = ((await focused(shown).count()) === 0 ? '' : await focused(shown).textContent())!.trim();
      if (reached.length > 9 && name === reached[0]) break;
      reached.push(name);
      if (name === 'Copy') await page.keyboard.press('Enter');
    }
    const wanted = ['tally.py:1', 'Accept the best', 'Draw again', 'Another value…', 'Accept', 'Copy', 'Open as Diff'];
    expect(reached.filter((name) => wanted.includes(name))).toEqual(wanted);
    expect(shown.said).toContainEqual({ kind: 'copy', text: expect.stringMatching(/^def tally/) });
  });
});

it('answers the question with the value as Python has it', async () => {
  const shown = await opened();
  const { answers, source: call } = view.question!;
  await shown.page.getByRole('button', { name: answers[1]!.label }).click();
  const { value, kind } = answers[1]!;
  await expect.poll(() => shown.said.at(-1)).toEqual({ kind: 'answer', answer: { call, value, kind } });
});

it('leads to a doubtful example, and corrects it', async () => {
  const shown = await opened('light');
  const { page } = shown;
  const fix = { label: 'Expect 3 instead', line: 5 };
  const text = '8 of 10 samples give 3 here, not 4: perhaps the example is wrong.';
  await shown.send({ kind: 'view', view: { ...view, doubts: [{ text, place: view.place, fix }] }, pinned: false });
  await page.getByRole('heading', { name: 'An example is doubtful' }).waitFor();
  await shown.screenshot('doubt');
  expect(await shown.violations()).toEqual([]);
  await page.getByRole('button', { name: fix.label }).click();
  await expect.poll(() => shown.said.at(-1)).toEqual({ kind: 'correct', line: 5 });
});

it('takes nothing from a candidate for markup, and shows what is hidden in it', async () => {
  const shown = await opened();
  const { page } = shown;
  await page.getByRole('rowheader', { name: /Candidate 6/ }).click();
  const message = page.getByRole('region', { name: 'Message' });
  await expect
    .poll(() => message.textContent())
    .toContain('\\u202ecannot \\x1b[31m count <img src=x onerror=alert(1)>');
  expect(await page.locator('img').count()).toBe(0);
  expect(shown.wrong).toEqual([]);
});

it('says once in a while how a run goes, and its end at once', async () => {
  const shown = await opened();
  const news = shown.page.getByRole('status');
  const running = (verdict: string, phase: 'running' | 'ended'): Promise<void> =>
    shown.send({ kind: 'view', view: { ...view, phase, head: { ...view.head, verdict } }, pinned: false });
  await running('1 of 16 samples', 'running');
  await running('2 of 16 samples', 'running');
  expect(await news.textContent()).not.toContain('of 16 samples');
  await running('7 of 16 pass', 'ended');
  await expect.poll(() => news.textContent()).toMatch(/^tally: 7 of 16 pass/);
});

it('comes back as it was after a reload of the window, and says that it is old', async () => {
  const shown = await opened();
  const { page } = shown;
  await page.getByRole('rowheader', { name: /Candidate 3/ }).click();
  await page.getByRole('button', { name: 'Changes' }).click();
  const next = { label: 'Synthesize from 4 asserts', command: 'synthesize' } as const;
  const gone = { empty: 'No candidates have been drawn yet.', function: 'tally', uri, next };
  shown.answer = async ({ kind }) => (kind === 'ready' ? { kind: 'view', view: gone, pinned: false } : undefined);
  await page.reload();
  await page.getByRole('heading', { name: 'Candidate 3' }).waitFor();
  await page.getByText('from before the window was reloaded').waitFor();
  expect(await page.getByRole('button', { name: 'Accept' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Changes' }).getAttribute('aria-pressed')).toBe('true');
});

it('says what to do where there is nothing', async () => {
  const shown = await CandidatesPage.open(browser, 'dark', { width: 640, height: 560 });
  onTestFinished(() => shown.close());
  const next = { label: 'Synthesize from 4 asserts', command: 'synthesize' } as const;
  await shown.show({ empty: 'No candidates have been drawn yet.', function: 'tally', uri, next });
  await shown.page.getByRole('heading', { name: 'tally' }).waitFor();
  await shown.screenshot('empty');
  expect(await shown.violations()).toEqual([]);
  await shown.page.getByRole('button', { name: next.label }).click();
  await expect.poll(() => shown.said.at(-1)).toEqual({ kind: 'run', command: 'synthesize' });
});

it('speaks the language of VS Code, and leaves what the server says as it is', async () => {
  const shown = await CandidatesPage.open(browser, 'light', { language: 'de', bundle });
  onTestFinished(() => shown.close());
  await shown.show(view);
  const { page } = shown;
  await page.getByRole('heading', { name: 'Kandidaten und Beispiele' }).waitFor();
  await page.getByRole('row', { name: /Kandidat 2/ }).waitFor();
  await page.getByText(view.head.verdict).first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await shown.screenshot('german');
  expect(await shown.violations()).toEqual([]);
  expect(shown.wrong).toEqual([]);
});

it('shows 200 candidates and 100 examples, and takes news of them in a moment', async () => {
  const shown = await CandidatesPage.open(browser, 'dark', { width: 1280, height: 800 });
  onTestFinished(() => shown.close());
  const [first] = view.candidates;
  const statuses = (row: number) =>
    Array.from({ length: 100 }, (_, at) => ((row * at) % 7 === 3 ? 'fail' : 'pass') as 'pass' | 'fail');
  const large = (samples: number): CandidatesView => ({
    ...view,
    examples: Array.from({ length: 100 }, (_, at) => ({
      ...view.examples[0]!,
      line: at + 5,
      place: { ...view.place, line: at + 4 },
    })),
    candidates: Array.from({ length: 200 }, (_, row) => ({
      ...first!,
      id: `${row}`,
      samples: row === 3 ? samples : 1,
      statuses: statuses(row),
    })),
  });
  await shown.show(large(1));
  await shown.page.getByRole('grid').waitFor();
  await shown.screenshot('large');
  console.log(`news of 200 × 100 results: ${Math.round(await shown.timeTo(large(2)))} ms`);
  await shown.page.getByRole('rowheader', { name: /^Candidate 4, 2 samples/ }).waitFor();
  await shown.page.locator('[role=grid] [tabindex="0"]').focus();
  await shown.page.keyboard.press('Control+End');
  expect(await shown.page.locator(':focus').getAttribute('aria-label')).toMatch(/passes|another/);
});
