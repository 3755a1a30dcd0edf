/** Tests VS Code's own language models, from a provider that the launcher has installed. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lensesOf, openPython, test, waitFor } from './harness.ts';

interface Provider {
  readonly asked: { readonly model: string; readonly messages: { role: number }[]; readonly options: object }[];
  cancelled(): number;
}

const stub = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;

async function provider(): Promise<Provider> {
  const extension = vscode.extensions.getExtension<Provider>('assay-test.language-models');
  assert.ok(extension, 'the provider is not installed');
  return extension.activate();
}

/** Runs `use` with the model in use, and restores the settings afterwards. */
async function withModel(name: string, use: (about: object, document: vscode.TextDocument) => Promise<void>) {
  const configuration = vscode.workspace.getConfiguration('assay');
  await configuration.update('sampler', 'languageModel', vscode.ConfigurationTarget.Workspace);
  await configuration.update('model', name, vscode.ConfigurationTarget.Global);
  try {
    const { document } = await openPython(stub);
    await use({ uri: document.uri.toString(), function: 'first_word' }, document);
  } finally {
    await configuration.update('sampler', 'search', vscode.ConfigurationTarget.Workspace);
    await configuration.update('model', undefined, vscode.ConfigurationTarget.Global);
  }
}

interface Outcome {
  readonly state: string;
  readonly message: string;
  readonly received: number;
}

function synthesize(about: object): Thenable<Outcome> {
  return vscode.commands.executeCommand<Outcome>('assay.synthesizeFunction', about);
}

test('a language model of VS Code gives samples, asked by the user alone', async () => {
  const { asked } = await provider();
  await withModel('answers', async (about, document) => {
    const { state, received } = await synthesize(about);
    assert.deepEqual({ state, received }, { state: 'done', received: 10 });
    await waitFor('the lens', async () =>
      (await lensesOf(document)).find((lens) => /10 of 10 pass · Accept/.test(lens.command?.title ?? '')),
    );
  });
  assert.equal(asked.length, 10);
  assert.deepEqual(
    asked[0]!.messages.map(({ role }) => role),
    [vscode.LanguageModelChatMessageRole.User],
  );
});

test('a hint of the user’s is told to it, until a candidate is accepted', async () => {
  const { asked } = await provider();
  const last = () => JSON.stringify(asked.at(-1)!.messages);
  await withModel('answers', async (about) => {
    await vscode.commands.executeCommand('assay.synthesizeWithHint', { ...about, hint: 'Words are split by spaces.' });
    assert.ok(last().includes('The user says: Words are split by spaces.'), last());
    await vscode.commands.executeCommand('assay.synthesizeAfresh', about);
    assert.ok(last().includes('The user says: Words are split by spaces.'));
    assert.equal(await vscode.commands.executeCommand('assay.acceptCandidate', about), true);
    await vscode.commands.executeCommand('undo');
    await waitFor('the hint to be forgotten', async () => {
      await vscode.commands.executeCommand('assay.synthesizeAfresh', about);
      return !last().includes('The user says');
    });
  });
});

test('what its vendor says of a quota, and VS Code of consent, is shown as it is', async () => {
  const { asked } = await provider();
  const before = asked.length;
  for (const [model, said] of [
    ['has no quota left', 'You have used up your quota until tomorrow.'],
    ['has no consent', 'The user has not consented.'],
  ] as const) {
    await withModel(model, async (about) => {
      const { state, message } = await synthesize(about);
      assert.equal(state, 'failed');
      assert.ok(message.includes(said), message);
    });
  }
  assert.equal(asked.length, before + 2, 'after a refusal it was asked again');
});

test('cancelling a run reaches the language model', async () => {
  const { asked, cancelled } = await provider();
  const before = asked.length;
  await withModel('never ends', async (about) => {
    const running = synthesize(about);
    await waitFor('the request', () => asked.length > before);
    await vscode.commands.executeCommand('assay.cancelRun', about);
    assert.equal((await running).state, 'cancelled');
    await waitFor('the cancellation', () => cancelled() > 0);
  });
});

test('a workspace can not say where code and keys go', async () => {
  for (const name of ['baseUrl', 'model', 'price.prompt']) {
    const { workspaceValue, workspaceFolderValue } = vscode.workspace.getConfiguration('assay').inspect(name)!;
    assert.deepEqual([workspaceValue, workspaceFolderValue], [undefined, undefined], name);
  }
  // The folder's own settings.json names a server, see launch.ts.
  assert.equal(vscode.workspace.getConfiguration('assay').get('baseUrl'), '');
});
