import { afterEach, describe, expect, it } from 'vitest';
import { Drawn, impossible, padded, partition, split } from './edited.ts';
import { until } from './editor.ts';

let drawn: Drawn;
afterEach(() => drawn.stop());

const marks = () =>
  (drawn.editor.marks.get(drawn.uri) ?? []).map(({ status, text }) => `${status} ${text ?? ''}`.trim());

/** Accepts the candidate that most samples gave. */
async function accepted(more: Parameters<typeof Drawn.start>[0] = {}): Promise<void> {
  drawn = await Drawn.start({ replies: [partition, partition, partition, split], ...more });
  await drawn.shows('4 of 4 pass · Accept');
  const report = await drawn.editor.actions(drawn.uri, 'first_word');
  const own = report.find(({ title }) => title.includes('partition'))!;
  await drawn.editor.execute('assay.server.accept', own.command!.arguments![0]);
  await drawn.shows(more.text === undefined ? 'accepted · passes 2 of 2 asserts' : 'accepted · passes 1 of 1 doctest');
}

describe('an accepted candidate that a new example refutes', () => {
  it('says so, and gives way to the best that passes', async () => {
    await accepted();
    await drawn.add(padded);
    await drawn.shows('accepted · fails 1 of 3 asserts', '1 of 4 passes · Accept another');
    await until('the cross', () => marks().includes("fail got ''"));
    await drawn.editor.execute('assay.server.accept', { uri: drawn.uri, function: 'first_word' });
    expect(drawn.editor.text(drawn.uri)).toContain('return text.split()[0]');
    expect(drawn.editor.text(drawn.uri)).not.toContain('partition');
    await drawn.shows('accepted · passes 3 of 3 asserts');
    await until('the ticks', () => marks().join() === 'pass,pass,pass');
  });

  it('leads to more samples where no other passes', async () => {
    await accepted();
    await drawn.add(impossible);
    await drawn.shows('accepted · fails 1 of 3 asserts', 'none of 4 passes now · draw more');
  });

  it('is accepted again when the example is taken back, and open again when it is taken back itself', async () => {
    await accepted();
    await drawn.add(padded);
    await drawn.shows('accepted · fails 1 of 3 asserts', '1 of 4 passes · Accept another');
    await drawn.editor.replace(drawn.uri, padded, '');
    await drawn.shows('accepted · passes 2 of 2 asserts');
    await drawn.add(padded);
    await drawn.editor.replace(drawn.uri, '\n    return text.partition(" ")[0]', '');
    await drawn.shows('1 of 4 passes · Accept');
  });

  it('keeps its report when the file is saved at once', async () => {
    await accepted({ settings: { verifyOnSave: true } });
    await drawn.add(padded);
    await drawn.editor.save(drawn.uri);
    await new Promise((resolve) => setTimeout(resolve, 800));
    await drawn.shows('accepted · fails 1 of 3 asserts', '1 of 4 passes · Accept another');
  });

  it('can be told from the code actions, too', async () => {
    await accepted();
    await drawn.add(padded);
    await drawn.shows('accepted · fails 1 of 3 asserts', '1 of 4 passes · Accept another');
    const offered = await drawn.editor.actions(drawn.uri, 'first_word', ['refactor.rewrite']);
    expect(offered.map(({ title }) => title)).toEqual(['Accept: return text.split()[0]']);
    expect(await drawn.editor.hover(drawn.uri, 'first_word')).toContain('return text.split()[0]');
  });

  it('still stands where doctests of its docstring change', async () => {
    const text =
      'def first_word(text: str) -> str:\n    """Return the first word of text.\n\n    >>> first_word("a b")\n    \'a\'\n    """\n';
    await accepted({ text });
    await drawn.editor.replace(drawn.uri, '>>> first_word("a b")', '>>> first_word(" a b")');
    await drawn.shows('accepted · fails 1 of 1 doctest', '1 of 4 passes · Accept another');
  });
});

describe('examples that change during a run', () => {
  it('are the ones that judge after it, without a word', async () => {
    let isFirst = true;
    drawn = await Drawn.start({
      wait: async (editor, uri) => {
        if (!isFirst) return;
        isFirst = false;
        await editor.replace(uri, 'assert first_word("hello', `${padded}assert first_word("hello`);
      },
    });
    expect(drawn.told.filter((one) => one.includes('stale'))).toEqual([]);
    await drawn.shows('3 of 4 pass · Accept');
  });
});
