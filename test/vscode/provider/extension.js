/** A provider of language models for the tests: what each is to answer stands in its id. Written in the newest API's own terms. */
const vscode = require('vscode');

const answer = '```python\ndef first_word(text: str) -> str:\n    return text.split()[0]\n```';

const bodies = ['text.split()[0]', 'text.split(" ")[0]'];
let turn = 0;

const examples = `\`\`\`python
assert first_word("  padded") == "padded"
assert first_word("one") == "one"
print(first_word("no assert"))
\`\`\``;

const behaviours = {
  answers: async (progress) => {
    for (const part of answer.match(/[\s\S]{1,20}/g)) progress.report(new vscode.LanguageModelTextPart(part));
  },
  differs: async (progress) => {
    const text = answer.replace(bodies[0], bodies[turn++ % bodies.length]);
    progress.report(new vscode.LanguageModelTextPart(text));
  },
  proposes: async (progress) => progress.report(new vscode.LanguageModelTextPart(examples)),
  'has no quota left': async () => {
    throw new Error('You have used up your quota until tomorrow.');
  },
  'has no consent': async () => {
    throw vscode.LanguageModelError.NoPermissions('The user has not consented.');
  },
  'never ends': (progress, token) =>
    new Promise((_, reject) => {
      progress.report(new vscode.LanguageModelTextPart('```python\n'));
      token.onCancellationRequested(() => {
        cancelled++;
        reject(new vscode.CancellationError());
      });
    }),
};
let cancelled = 0;
const asked = [];

exports.activate = (context) => {
  const provider = {
    provideLanguageModelChatInformation: () =>
      Object.keys(behaviours).map((id) => ({
        id,
        name: `Model that ${id}`,
        family: 'test',
        version: '1',
        maxInputTokens: 4096,
        maxOutputTokens: 4096,
        capabilities: {},
      })),
    provideLanguageModelChatResponse: (model, messages, options, progress, token) => {
      asked.push({ model: model.id, messages, options });
      return behaviours[model.id](progress, token);
    },
    provideTokenCount: async (_, text) => String(text).length,
  };
  context.subscriptions.push(vscode.lm.registerLanguageModelChatProvider('assay-test', provider));
  return { asked, cancelled: () => cancelled };
};
