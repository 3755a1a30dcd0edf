import { afterEach, describe, expect, it } from 'vitest';
import { CodeActionKind } from 'vscode-languageserver-protocol';
import { Editor, modern, until, vscode } from './editor.ts';
import { broken, firstWord, hopeless, search, working } from './sources.ts';

let editor: Editor;
afterEach(() => editor.stop());

const synthesize = (uri: string, name: string) =>
  editor.execute('assay.server.synthesize', { uri, function: name, wait: true });

describe('a synthesis', () => {
  it('ends with pass rates on hover, a lens that accepts, a note and code actions', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    const outcome = await synthesize(uri, 'first_word');
    expect(outcome).toMatchObject({ function: 'first_word', state: 'done' });
    expect(outcome!.passing).toBeGreaterThan(0);

    const [title] = await editor.titles(uri);
    expect(title).toMatch(/^(?:a guess|perhaps right), \d+% · fits 2 asserts; so do \d+ others · Accept$/);
    expect(await editor.hover(uri, 'first_word')).toMatch(
      /(?:a guess|perhaps right), \d+% · it fits 2 asserts; so do \d+ others/,
    );
    expect(await editor.hover(uri, 'assert first_word("one')).toMatch(
      /\d+% \(\d+ of \d+\) of the samples pass this example/,
    );

    await until('the note', () => editor.diagnostics.get(uri)?.length);
    const [note] = editor.diagnostics.get(uri)!;
    expect(note).toMatchObject({ severity: 3, source: 'assay', range: { start: { line: 0, character: 4 } } });

    const actions = await editor.actions(uri, 'first_word');
    const fix = actions.find(({ kind }) => kind === CodeActionKind.QuickFix)!;
    expect(fix.diagnostics).toEqual([note]);
    expect(fix.edit).toBeUndefined();
    expect(fix.command!.command).toBe('assay.server.accept');
    expect(actions.some(({ kind }) => kind === CodeActionKind.RefactorRewrite)).toBe(true);
    expect((await editor.actions(uri, 'first_word', ['quickfix'])).map(({ kind }) => kind)).toEqual(['quickfix']);
  });

  it('is accepted as one edit to the version that it was made for, and the lens says so', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    await synthesize(uri, 'first_word');
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    expect(editor.applied).toHaveLength(1);
    expect(editor.applied[0]!.edit.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
    const text = editor.text(uri);
    expect(text).toContain('"""Return the first word of text."""\n    return ');
    expect(text).toContain('assert first_word("one two three") == "one"\n');
    expect(await editor.titles(uri)).toEqual([expect.stringMatching(/^accepted · /)]);
    const outcome = await editor.execute('assay.server.verify', { uri, function: 'first_word', wait: true });
    expect(outcome!.message).toBe('first_word: passes all 2 asserts.');
  });

  it('can be accepted after lines above have moved', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    await synthesize(uri, 'first_word');
    await editor.replace(uri, 'def first_word', '# A comment.\n\n\ndef first_word');
    expect((await editor.titles(uri))[0]).toMatch(/ · Accept$/);
    expect(await editor.hover(uri, 'first_word(text')).toMatch(/it fits 2 asserts|pass every example/);
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    expect(editor.text(uri)).toMatch(
      /^# A comment\.\n\n\ndef first_word\(text: str\) -> str:\n {4}"""Return the first word of text\."""\n {4}return /,
    );
  });

  it('goes stale when the docstring changes, offers nothing to accept and says what to do', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    await synthesize(uri, 'first_word');
    await editor.replace(uri, 'the first word', 'the very first word');
    expect(await editor.titles(uri)).toEqual(['stale · synthesize again']);
    expect(await editor.hover(uri, 'first_word')).toContain('stale');
    expect((await editor.actions(uri, 'first_word')).map(({ title }) => title)).toEqual([
      'Synthesize first_word from 2 asserts',
    ]);
    await until('the note to go', () => editor.diagnostics.get(uri)?.length === 0);
    const before = editor.text(uri);
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    expect(editor.text(uri)).toBe(before);
    expect(editor.messages.at(-1)!.message).toMatch(/stale\. Synthesize again\.$/);
    await editor.replace(uri, 'the very first word', 'the first word');
    expect((await editor.titles(uri))[0]).toMatch(/ · Accept$/);
  });

  it('never replaces what the user has typed into the body since', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    await synthesize(uri, 'first_word');
    await editor.replace(
      uri,
      '"""Return the first word of text."""',
      '"""Return the first word of text."""\n    return text[:5]',
    );
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    expect(editor.applied).toEqual([]);
    expect(editor.text(uri)).toContain('return text[:5]');
    expect(editor.messages.at(-1)!.message).toContain('Synthesize again');
  });

  it('loses its report when the function is deleted', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    await synthesize(uri, 'first_word');
    await editor.replace(uri, firstWord, 'x = 1\n');
    expect(await editor.titles(uri)).toEqual([]);
    await editor.replace(uri, 'x = 1\n', firstWord);
    expect(await editor.titles(uri)).toEqual(['Synthesize from 2 asserts']);
  });

  it('that finds nothing says so, without an offer', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(hopeless);
    const outcome = await synthesize(uri, 'riddle');
    expect(outcome).toMatchObject({ passing: 0 });
    expect((await editor.titles(uri))[0]).toMatch(/synthesize again$/);
    expect(
      (await editor.actions(uri, 'riddle')).every(({ command }) => command?.command !== 'assay.server.accept'),
    ).toBe(true);
  });

  it('of a body that passes reports it and leaves it', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(working);
    const outcome = await synthesize(uri, 'double');
    expect(outcome).toMatchObject({
      state: 'kept',
      message: 'double passes all 2 asserts already, so its body was left as it is.',
    });
    expect(editor.text(uri)).toBe(working);
    expect(await editor.titles(uri)).toEqual([]);
  });

  it('of a body that fails draws another when the user names it', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(broken);
    expect(await synthesize(uri, 'double')).toMatchObject({ state: 'done' });
    await editor.execute('assay.server.accept', { uri, function: 'double' });
    expect(editor.text(uri)).not.toContain('number + 1');
    const outcome = await editor.execute('assay.server.verify', { uri, function: 'double', wait: true });
    expect(outcome!.message).toBe('double: passes all 2 asserts.');
  });

  it('shows what a failing body returned instead', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(broken);
    await editor.execute('assay.server.verify', { uri, function: 'double', wait: true });
    const hover = await editor.hover(uri, 'assert double(2)');
    expect(hover).toContain('the present body does not pass this example');
    expect(hover).toContain('expected  4\ngot       3');
    expect((await editor.titles(uri))[0]).toBe('passes 0 of 2 asserts');
  });

  it('reports its progress on a token that the server asks for, with a cancel', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    await synthesize(uri, 'first_word');
    expect(editor.methods).toContain('window/workDoneProgress/create');
    const kinds = editor.progress.map(({ value }) => value.kind);
    expect(kinds[0]).toBe('begin');
    expect(kinds.at(-1)).toBe('end');
    expect(editor.progress[0]!.value).toMatchObject({ title: 'Assay: first_word', cancellable: true });
    expect(editor.refreshes).toBeGreaterThan(0);
  });

  it("takes the token of the client's own request, and then answers when it is done", async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord);
    const outcome = await editor.execute(
      'assay.server.synthesize',
      { uri, function: 'first_word' },
      { workDoneToken: 'mine' },
    );
    expect(outcome).toMatchObject({ state: 'done' });
    expect(new Set(editor.progress.map(({ token }) => token))).toEqual(new Set(['mine']));
    expect(editor.methods).not.toContain('window/workDoneProgress/create');
  });

  it('is at the cursor where no name is given, and works in an untitled document', async () => {
    editor = await Editor.start({ settings: search });
    const uri = await editor.open(firstWord, 'untitled:Untitled-1');
    const position = editor.at(uri, '"one two');
    expect(await editor.execute('assay.server.synthesize', { uri, position, wait: true })).toMatchObject({
      function: 'first_word',
      state: 'done',
    });
    await editor.execute('assay.server.accept', { uri, position });
    expect(editor.text(uri)).toContain('return ');
  });
});

describe('a client that knows little', () => {
  it('gets plain edits, plain text and commands for actions', async () => {
    editor = await Editor.start({ capabilities: {}, initializationOptions: { assay: search } });
    const uri = await editor.open(firstWord);
    await synthesize(uri, 'first_word');
    const hover = await editor.hover(uri, 'first_word');
    expect(hover).toMatch(/it fits 2 asserts|pass every example/);
    expect(hover).not.toMatch(/[`*\\]/);
    const actions = await editor.actions(uri, 'first_word');
    expect(actions.map(({ command }) => command)).toContain('assay.server.accept');
    await editor.execute('assay.server.accept', { uri, function: 'first_word' });
    expect(Object.keys(editor.applied[0]!.edit)).toEqual(['changes']);
    expect(editor.text(uri)).toContain('return ');
    expect(editor.messages.map(({ message }) => message).join('\n')).toMatch(
      /first_word: (\d+ of \d+ pass|(?:a guess|perhaps right), \d+% · fits 2 asserts)/,
    );
    const custom = editor.methods.filter((method) => method.startsWith('assay/'));
    expect([...custom, ...editor.methods.filter((method) => method.startsWith('client/'))]).toEqual([]);
  });

  it('gets no custom message even where it knows the whole protocol', async () => {
    editor = await Editor.start({ capabilities: modern, settings: search });
    const uri = await editor.open(firstWord);
    await synthesize(uri, 'first_word');
    expect(editor.methods.filter((method) => method.startsWith('assay/'))).toEqual([]);
    expect(editor.statuses).toEqual([]);
  });
});

describe('our own client', () => {
  it('is told what is in use and what is running', async () => {
    editor = await Editor.start({ capabilities: vscode, settings: search });
    const uri = await editor.open(firstWord);
    await editor.lenses(uri);
    await until('the first status', () => editor.statuses.at(-1)?.sampler === 'search');
    expect(editor.statuses.at(-1)).toMatchObject({ trusted: true, running: [], sandbox: { tier: 'not probed' } });
    await synthesize(uri, 'first_word');
    await until(
      'the end',
      () => editor.statuses.at(-1)?.sandbox.tier !== 'not probed' && editor.statuses.at(-1)?.running.length === 0,
    );
    expect(editor.statuses.at(-1)).toMatchObject({ sampler: 'search', destination: 'this machine' });
    expect(editor.statuses.at(-1)!.interpreter).toMatch(/^Python 3\.\d+/);
    expect(editor.statuses.some(({ running }) => running[0]?.function === 'first_word')).toBe(true);
  });

  it('gets the edits with the text that they expect, and previews', async () => {
    editor = await Editor.start({ capabilities: vscode, settings: search });
    const uri = await editor.open(firstWord);
    await synthesize(uri, 'first_word');
    const acceptance = await editor.connection.sendRequest<{ version: number; edits: { expected: string }[] }>(
      'assay/acceptance',
      { uri, function: 'first_word' },
    );
    expect(acceptance.version).toBe(1);
    expect(acceptance.edits.length).toBeGreaterThan(0);
    for (const { expected } of acceptance.edits) expect(firstWord).toContain(expected);
    const { previews } = await editor.connection.sendRequest<{ previews: { text: string; title: string }[] }>(
      'assay/preview',
      { uri, function: 'first_word' },
    );
    expect(previews[0]!.text).toContain('return ');
    expect(previews[0]!.title).toMatch(/^passes 2 of 2 asserts · /);
    expect(editor.text(uri)).toBe(firstWord);
  });
});
