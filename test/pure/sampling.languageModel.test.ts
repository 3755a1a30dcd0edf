import { describe, expect, it } from 'vitest';
import {
  type LanguageModel,
  type LanguageModelAsked,
  type LanguageModels,
  languageModelSampler,
} from '../../server/src/sampling/languageModel.ts';
import type { Sampler } from '../../server/src/sampling/sampler.ts';
import { draw } from './sampling.ts';

const all: LanguageModel[] = [
  { id: 'a-1', name: 'Model A', vendor: 'acme', family: 'a' },
  { id: 'b-1', name: 'Model B', vendor: 'acme', family: 'b' },
];

class Fake implements LanguageModels {
  readonly asked: LanguageModelAsked[] = [];
  /** The number of active requests when each began, including itself. */
  readonly abreast: number[] = [];
  readonly #answer: (turn: number, signal: AbortSignal) => Promise<{ text: string } | { error: string }>;
  #underway = 0;

  constructor(answer: (turn: number, signal: AbortSignal) => Promise<{ text: string } | { error: string }>) {
    this.#answer = answer;
  }

  list = async () => all;

  async reply(asked: LanguageModelAsked, signal: AbortSignal): Promise<{ text: string } | { error: string }> {
    const turn = this.asked.push(asked) - 1;
    this.abreast.push(++this.#underway);
    try {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return await this.#answer(turn, signal);
    } finally {
      this.#underway--;
    }
  }
}

async function sampler(models: LanguageModels, named?: string): Promise<Sampler> {
  const found = await languageModelSampler(models, named);
  if (!found) throw new Error('there is none');
  return found;
}

describe('a language model of the editor', () => {
  it('is asked for one sample a request: once alone, for the user may be asked for consent, then in parallel', async () => {
    const models = new Fake(async (turn) => ({ text: `reply ${turn}` }));
    const { samples, error, usage } = await draw(await sampler(models), { k: 12, temperature: 0.5 });
    expect(error).toBeUndefined();
    expect(samples.toSorted()).toHaveLength(12);
    expect(models.abreast.slice(0, 2)).toEqual([1, 1]);
    expect(Math.max(...models.abreast)).toBe(5);
    expect(models.asked[0]).toMatchObject({ model: 'a-1', vendor: 'acme', temperature: 0.5 });
    expect(usage).toMatchObject({ estimated: true });
  });

  it('is told all by the user, since it knows no messages of the system', async () => {
    const models = new Fake(async () => ({ text: 'x' }));
    await draw(await sampler(models));
    expect(models.asked[0]!.messages.map(({ role }) => role)).toEqual(['user']);
    expect(models.asked[0]!.messages[0]!.content).toMatch(/^You are an expert[\s\S]*def add\(a, b\)/);
  });

  it('is chosen by its id, name or family', async () => {
    const models = new Fake(async () => ({ text: 'x' }));
    for (const name of ['b-1', 'acme/b-1', 'Model B', 'b']) expect((await sampler(models, name)).model).toBe('Model B');
    expect(await languageModelSampler(models, 'c')).toBeUndefined();
    models.list = async () => [];
    expect(await languageModelSampler(models)).toBeUndefined();
  });

  it('fails in the words of its vendor, and nothing more is asked; what came counts', async () => {
    const models = new Fake(async (turn) =>
      turn < 3 ? { text: `reply ${turn}` } : { error: 'You have used up\nyour quota.' },
    );
    const { samples, error } = await draw(await sampler(models), { k: 100 });
    expect(samples.length).toBeGreaterThanOrEqual(3);
    expect(error).toBe('Model A (acme): You have used up your quota.');
    expect(models.asked.length).toBeLessThan(12);
  });

  it('is asked once where consent is not given', async () => {
    const models = new Fake(async () => ({ error: 'User has not given consent.' }));
    const { error } = await draw(await sampler(models), { k: 10 });
    expect(error).toBe('Model A (acme): User has not given consent.');
    expect(models.asked).toHaveLength(1);
  });

  it('is told of an abort', async () => {
    const controller = new AbortController();
    let aborted = false;
    const models = new Fake(
      (_, signal) =>
        new Promise((resolve) => {
          controller.abort();
          aborted = signal.aborted;
          resolve({ error: 'Canceled' });
        }),
    );
    expect(await draw(await sampler(models), { k: 3 }, controller.signal)).toEqual({
      kind: 'ended',
      samples: [],
      refused: [],
    });
    expect(aborted).toBe(true);
  });

  it('stops at the ceiling', async () => {
    const models = new Fake(async () => ({ text: 'x'.repeat(350) }));
    const { samples, note } = await draw(await sampler(models), { k: 100, ceiling: 2000 });
    expect(samples.length).toBeLessThan(20);
    expect(note).toMatch(/^Drawing stopped at assay\.tokenCeiling/);
  });
});
