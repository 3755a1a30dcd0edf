import type { Problem, Target } from '../../../protocol/index.ts';
import { openSettings } from '../support/nextStep.ts';
import type { Evidence, Sampler, SamplingEvent, SamplingRequest, SearchedProgram } from './sampler.ts';

/** CPU seconds on each core. */
const SECONDS = 5;

/** The embedded default: the user's interpreter enumerates short expressions over the arguments, and fills skeletons of programs with them. No model, no network. */
export class SearchSampler implements Sampler {
  readonly name = 'search';
  readonly asksModel = false;
  readonly destination = 'this machine';

  sent(): undefined {
    return undefined;
  }

  async *draw(
    { specification, k }: SamplingRequest,
    { evaluate, signal }: Parameters<Sampler['draw']>[1],
  ): AsyncIterable<SamplingEvent> {
    let found = 0;
    let isUnread = false;
    let evidence: Evidence | undefined;
    for await (const one of evaluate({ specification, seconds: SECONDS, limit: k }, signal)) {
      if ('unread' in one) isUnread = true;
      else if ('evidence' in one) evidence = one.evidence;
      else {
        found++;
        const { how, rank } = one;
        const text = solution(specification.target, one);
        yield { kind: 'sample', sample: { form: 'solution', text, searched: { how, rank } } };
      }
    }
    const why: Problem = { error: isUnread ? UNREAD : NOTHING, next: openSettings('baseUrl', 'model') };
    yield found > 0 || signal.aborted
      ? { kind: 'ended', ...(evidence && { evidence }) }
      : { kind: 'ended', ...why, foundNothing: true };
  }
}

function solution({ signature, returns = '', docstring = '' }: Target, { body, imports }: SearchedProgram): string {
  const isGenerator = /\b(Iterator|Generator)\b/.test(returns) || /\b(yields?|generator)\b/i.test(docstring);
  const lines = (isGenerator ? body.replace(/^return (?=.*$(?![\s\S]))/m, 'yield from ') : body).split('\n');
  const head = imports.map((name) => `import ${name}\n`).join('');
  return `${head}${head && '\n\n'}${signature}:\n${lines.map((line) => line && `    ${line}`).join('\n')}\n`;
}

const MODEL = `use a model: start a local server (Ollama, LM Studio, llama.cpp), or set assay.baseUrl and assay.model (in a \
terminal OPENAI_BASE_URL and --model).`;
const NOTHING = `The built-in search found nothing: it only tries short expressions over the arguments, for ${SECONDS} s. Add \
another example, or ${MODEL}`;
const UNREAD = `The built-in search can't read these examples: it needs some that call the function and compare its result with \
a value. Write such an assert, or ${MODEL}`;
