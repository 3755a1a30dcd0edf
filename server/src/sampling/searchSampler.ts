import type { NextStep, Problem, Target } from '../../../protocol/index.ts';
import { openSettings } from '../support/nextStep.ts';
import type { Evidence, Sampler, SamplingEvent, SamplingRequest, SearchedProgram } from './sampler.ts';

/** CPU seconds on each core. */
export const SECONDS = 5;

/** A model that would be asked if the setting did not say to search. */
export interface Elsewhere {
  /** `The model qwen is on this machine` */
  readonly words: string;
  /** For the button that uses it. */
  readonly name: string;
}

/** The embedded default: the user's interpreter enumerates short expressions over the arguments, and fills skeletons of programs with them. No model, no network. */
export class SearchSampler implements Sampler {
  readonly name = 'search';
  readonly asksModel = false;
  readonly destination = 'this machine';

  readonly #elsewhere: (signal: AbortSignal) => Promise<Elsewhere | undefined>;

  /** `elsewhere` is asked where nothing is found. */
  constructor(elsewhere: (signal: AbortSignal) => Promise<Elsewhere | undefined> = async () => undefined) {
    this.#elsewhere = elsewhere;
  }

  sent(): undefined {
    return undefined;
  }

  async *draw(
    { specification, k, library }: SamplingRequest,
    { evaluate, signal }: Parameters<Sampler['draw']>[1],
  ): AsyncIterable<SamplingEvent> {
    let found = 0;
    let why: Why = 'nothing';
    let evidence: Evidence | undefined;
    const { target } = specification;
    if (target.parameters.length === 0 && target.receiver === undefined) {
      yield { kind: 'ended', ...(await this.#problem('noParameters', signal)), foundNothing: true };
      return;
    }
    for await (const one of evaluate(
      { specification, seconds: SECONDS, limit: k, ...(library && { library }) },
      signal,
    )) {
      if ('unread' in one) why = one.unread;
      else if ('evidence' in one) evidence = one.evidence;
      else {
        found++;
        const { how, rank } = one;
        const text = solution(target, one);
        yield { kind: 'sample', sample: { form: 'solution', text, searched: { how, rank } } };
      }
    }
    if (found > 0 || signal.aborted) yield { kind: 'ended', ...(evidence && { evidence }) };
    else yield { kind: 'ended', ...(await this.#problem(why, signal)), foundNothing: true };
  }

  async #problem(why: Why, signal: AbortSignal): Promise<Problem> {
    const found = await this.#elsewhere(signal);
    const next: NextStep = found
      ? { kind: 'changeSetting', title: `Use ${found.name}`, name: 'sampler', value: 'auto' }
      : openSettings('baseUrl', 'model');
    const more = found ? `${found.words}: set assay.sampler to auto to ask it.` : MODEL;
    return { error: `The built-in search ${REASONS[why]}. ${more}`, next };
  }
}

/** The text of what was found for a target. */
export function solution(
  { signature, returns = '', docstring = '' }: Target,
  { body, program, imports, helpers = [] }: SearchedProgram,
): string {
  if (program !== undefined) return program;
  const isGenerator = /\b(Iterator|Generator)\b/.test(returns) || /\b(yields?|generator)\b/i.test(docstring);
  const lines = (isGenerator ? body.replace(/^return (?=.*$(?![\s\S]))/m, 'yield from ') : body).split('\n');
  const head = [imports.map((name) => `import ${name}\n`).join(''), ...helpers.map((text) => `${text}\n`)];
  const above = head.filter((text) => text !== '').map((text) => `${text}\n\n`);
  return `${above.join('')}${signature}:\n${lines.map((line) => line && `    ${line}`).join('\n')}\n`;
}

type Why = 'nothing' | 'noParameters' | 'uncalled' | 'arguments' | 'results';

const REASONS: Readonly<Record<Why, string>> = {
  nothing: `found nothing in ${SECONDS} s: it knows short expressions over the arguments, and usual kinds of loops and tables`,
  noParameters: 'has nothing to work with: the function takes no arguments',
  uncalled: `can't read these examples: it needs some that call the function and compare its result with a value`,
  arguments: `can't work with these examples: they give the function a function, a class, a module or a generator, where it needs data`,
  results: `can't work with these examples: they expect an object that is no plain data`,
};
const MODEL = 'Use a model: start a local server (Ollama, LM Studio, llama.cpp), or set assay.baseUrl and assay.model.';
