/** The model as oracle: where programs that pass differ, it is asked too which is right, and its answer is one more vote. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { fenced } from '../servers/answering.ts';
import { type ChatRequest, completion, json, type ModelServer, startServer } from '../servers/modelServer.ts';
import { assayJson, runAssay, startAssay } from '../servers/terminal.ts';
import { Editor, until, vscode } from './editor.ts';

const source = `def half(n: int) -> int:
    """Return half of n, rounded down."""


assert half(4) == 2
assert half(10) == 5
`;
/** Two samples of three round up. */
const rare = 'return n // 2';
const bodies = ['return (n + 1) // 2', 'return -(-n // 2)', rare];

const place = scratch('ask-model', 'each');
let editor: Editor | undefined;
let model: ModelServer;
let turn: number;
/** What the model says about a pair: the text of A and of B. */
let choose: (a: string, b: string) => string | undefined;
/** The prompts of pairs, in order. */
let pairs: string[];

const promptOf = ({ messages, prompt }: ChatRequest) => prompt ?? messages.map(({ content }) => content).join('\n\n');
/** Chooses the lower answer, wherever it stands. */
const lower = (a: string, b: string) => `Down it goes.\n\n**Answer: ${isLower(a, b) ? 'A' : 'B'}**`;
const isLower = (a: string, b: string) => Number(/-?\d+/.exec(a)![0]) < Number(/-?\d+/.exec(b)![0]);

function drawn(body: ChatRequest): string[] {
  const codes = Array.from({ length: body.n ?? 1 }, () => `    ${bodies[turn++ % bodies.length]}`);
  return body.prompt === undefined ? codes.map((code) => fenced(`def half(n: int) -> int:\n${code}`)) : codes;
}

beforeEach(async () => {
  turn = 0;
  pairs = [];
  choose = () => 'Answer: neither';
  model = await startServer({
    chat: ({ body }, response) => {
      const prompt = promptOf(body);
      const between = /\nA: ([\s\S]*)\n\nB: ([\s\S]*)/.exec(prompt);
      if (!between) {
        return json(response, 200, completion(body.model, drawn(body)));
      }
      pairs.push(prompt);
      const said = choose(between[1]!, between[2]!);
      if (said === undefined) return json(response, 400, { error: { message: 'no more today' } });
      json(response, 200, completion(body.model, [said]));
    },
  });
});
afterEach(async () => {
  await editor?.stop();
  await model.close();
  editor = undefined;
});

const env = () => ({ OPENAI_BASE_URL: model.baseUrl, ASSAY_HISTORY: place.in('h.db') });
const argsOf = (more: readonly string[]) => {
  const file = place.file(source, 'words.py');
  return ['synth', `${file}::half`, '-k', '6', '--model', 'replay', ...more];
};
const synth = async (...more: string[]) => (await assayJson(argsOf(more), place.folder, env())).object;

describe('the model as oracle', () => {
  it('is off by default: nothing more is sent', async () => {
    const object = await synth();
    expect(object.behaviours.count).toBe(2);
    expect(pairs).toEqual([]);
    expect(object.askModel).toBeUndefined();
    expect(object.question.model).toBeUndefined();
    expect(object.candidates[0].solution).not.toContain(rare);
  });

  it('gets docstring, examples, the call and both answers in both orders, and its vote moves the order', async () => {
    choose = lower;
    const before = await synth('--fresh');
    const object = await synth('--fresh', '--ask-model');
    expect(pairs).toHaveLength(2);
    const [one, other] = pairs as [string, string];
    for (const part of ['"""Return half of n, rounded down."""', 'assert half(10) == 5']) {
      expect(one).toContain(part);
    }
    expect(one).toContain(`What should this call give?\n\n\`\`\`python\n${object.question.call}\n\`\`\``);
    const turned = (prompt: string) => /\nA: ([\s\S]*)\n\nB: ([\s\S]*)/.exec(prompt)!.slice(1).reverse();
    expect(turned(one)).toEqual(turned(other).reverse());
    expect(object.candidates[0].solution).toContain(rare);
    expect(object.question.model).toEqual({ value: object.question.answers[1].value, votes: 2 });
    expect(object.askModel).toMatchObject({ questions: 1, tokens: { prompt: 200 } });
    expect(object.tokens.prompt).toBe(before.tokens.prompt + 200);
    expect(object.tokens.completion).toBe(before.tokens.completion + object.askModel.tokens.completion);
    // The vote is no example, and no pass.
    expect(object.examples).toHaveLength(2);
    expect(object.passRate).toBe(1);
  });

  it.each([
    ['always the first', () => 'Answer: A'],
    ['always the second', () => 'Answer: B'],
    ['neither', () => 'Answer: neither'],
    ['both', () => 'Answer: A or B'],
    ['something else', () => 'As an AI, I like both.'],
    ['nothing', () => ' '],
  ])('has no vote where it says %s', async (_, said) => {
    choose = said;
    const object = await synth('--ask-model');
    expect(pairs).toHaveLength(2);
    expect(object.candidates[0].solution).not.toContain(rare);
    expect(object.question.model).toBeUndefined();
    expect(object.askModel.questions).toBe(1);
  });

  it('does no harm where it fails, and says once why', async () => {
    choose = () => undefined;
    const { code, object, stderr } = await assayJson(argsOf(['--ask-model']), place.folder, env());
    expect([code, object.behaviours.count, object.candidates[0].passed]).toEqual([0, 2, true]);
    expect(object.note).toMatch(/^The model could not be asked which program is right: .*no more today/);
    expect(stderr).not.toContain('no more today');
    expect(pairs.length).toBeLessThanOrEqual(2);
    expect(object.askModel.questions).toBe(0);
  });

  it('asks no more than the ceiling of tokens allows', async () => {
    choose = lower;
    const { object } = await assayJson(argsOf(['--ask-model', '--token-ceiling', '110']), place.folder, env());
    expect(object.candidates.length).toBeGreaterThan(0);
    expect(pairs).toEqual([]);
  });

  it('is asked by a completion too, for base models', async () => {
    choose = (a, b) => (isLower(a, b) ? ' A' : ' B');
    const object = await synth('--ask-model', '--prompt', 'completion');
    expect(pairs[0]).toMatch(/The right answer is A, B or neither\.\n\nAnswer:$/);
    expect(object.question?.model?.votes).toBe(2);
  });

  it('is not asked again for what the history has', async () => {
    choose = lower;
    const first = await synth('--ask-model');
    const again = await synth('--ask-model');
    expect(model.asked.filter(({ body }) => promptOf(body).includes('\nA: '))).toHaveLength(2);
    expect(again.question.model).toEqual(first.question.model);
    expect(again.candidates.map(({ id }: { id: string }) => id)).toEqual(
      first.candidates.map(({ id }: { id: string }) => id),
    );
  });

  it('is shown in the terminal, with the question and without it', async () => {
    choose = lower;
    const { stderr } = await runAssay(argsOf(['--ask-model']), { cwd: place.folder, env: env() });
    expect(stderr).toMatch(/ The model says half\(-?\d+\) → -?\d+\. --ask settles it\./);
    const { child, ended } = startAssay(argsOf(['--ask-model', '--ask']), { cwd: place.folder, env: env() });
    child.stdin!.end('\n');
    expect((await ended).stderr).toMatch(/\n {2}\(the model says half\(-?\d+\) → -?\d+\)\n/);
  });
});

describe('assay eval', () => {
  const task = {
    ...{ task_id: 'T/0', prompt: 'def half(n):\n    """Return half of n, rounded down."""\n', entry_point: 'half' },
    ...{ asserts: ['assert half(4) == 2'], test: 'def check(candidate):\n    assert candidate(7) == 3\n' },
  };
  async function evaluated(...more: string[]) {
    const tasks = place.file(`${JSON.stringify(task)}\n`, 'tasks.jsonl');
    const lines = bodies.map((body) => JSON.stringify({ task_id: 'T/0', completion: `    ${body}\n` }));
    const samples = place.file(`${lines.join('\n')}\n`, 'samples.jsonl');
    return assayJson(['eval', '--tasks', tasks, '--samples', samples, ...more], place.folder, env());
  }

  it('ranks with the votes of a model, and counts what it costs', async () => {
    choose = lower;
    expect((await evaluated()).object).not.toHaveProperty('askModel');
    expect(pairs).toEqual([]);
    const { object } = await evaluated('--ask-model', '--model', 'replay', '--price-prompt', '10000');
    expect(object).toMatchObject({ offered: 1, offeredCorrect: 1, oracle: 1 });
    expect(object.askModel).toMatchObject({ questions: 1, failed: 0, tokens: { prompt: 200, cost: 2 } });
    expect(pairs[0]).toContain('assert half(4) == 2');
    expect(pairs.join()).not.toContain('candidate(7)');
  });

  it('goes on where the model fails, and needs one', async () => {
    choose = () => undefined;
    const { code, object, stderr } = await evaluated('--ask-model', '--model', 'replay');
    expect([code, object.offered, object.askModel.failed]).toEqual([0, 1, 1]);
    expect(stderr).toMatch(/The model could not be asked which program is right: .*no more today/);
    const search = await evaluated('--ask-model', '--sampler', 'search');
    expect([search.code, search.object.error]).toEqual([2, expect.stringMatching(/^--ask-model needs a model/)]);
  });
});

describe('the model as oracle in an editor', () => {
  const settings = () => ({
    ...{ sampler: 'openai', baseUrl: model.baseUrl, model: 'replay', samples: 6, askModel: true },
  });
  async function start(more: object = {}) {
    editor = await Editor.start({
      ...{ settings: settings(), capabilities: vscode, env: { ASSAY_HISTORY: place.in('h.db') } },
      ...more,
    });
    return editor.open(source);
  }
  const about = (uri: string) => ({ uri, function: 'half', wait: true });

  it('is told in the hover, and keeps its vote after an edit of the examples without another request', async () => {
    choose = lower;
    const uri = await start();
    await editor!.execute('assay.server.synthesize', about(uri));
    const shown = JSON.stringify(await editor!.hover(uri, 'half'));
    expect(shown).toMatch(/The model says .*→ /);
    expect(shown).toContain(rare);
    const asked = model.asked.length;
    await editor!.replace(uri, 'assert half(10) == 5\n', 'assert half(12) == 6\n');
    await until('the new report', async () => !(await editor!.titles(uri)).join().includes('stale'));
    expect(JSON.stringify(await editor!.hover(uri, 'half'))).toContain(rare);
    expect(model.asked).toHaveLength(asked);
  });

  it('does not hold what passes back, and ends with the run', async () => {
    let isAsked = false;
    choose = lower;
    await model.close();
    model = await startServer({
      chat: ({ body }, response) => {
        if (promptOf(body).includes('\nA: ')) {
          // It never answers.
          isAsked = true;
          return;
        }
        json(response, 200, completion(body.model, drawn(body)));
      },
    });
    const uri = await start();
    const run = editor!.execute<{ state: string; passing: number }>('assay.server.synthesize', about(uri));
    await until('the question to the model', async () => isAsked);
    const actions = await editor!.actions(uri, 'half');
    expect(actions.some(({ title }) => /^Accept/.test(title))).toBe(true);
    await editor!.execute('assay.server.cancel', { uri, function: 'half' });
    expect(await run).toMatchObject({ state: 'cancelled', passing: 6 });
    await until('the requests to be left', async () => model.abandoned === 2);
  });

  it('sends nothing in restricted mode', async () => {
    const uri = await start({ initializationOptions: { trusted: false } });
    await editor!.execute('assay.server.synthesize', about(uri)).catch(() => undefined);
    expect(model.asked).toEqual([]);
  });
});
