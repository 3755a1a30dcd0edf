import type { Sampler, SamplingEvent, SamplingRequest } from './sampler.ts';

const SECONDS = 2;

/** The embedded default: the user's interpreter enumerates short expressions over the arguments. No model, no network. */
export class SearchSampler implements Sampler {
  readonly name = 'search';
  readonly destination = 'this machine';

  sent(): undefined {
    return undefined;
  }

  async *draw(
    { specification, k }: SamplingRequest,
    { evaluate, signal }: Parameters<Sampler['draw']>[1],
  ): AsyncIterable<SamplingEvent> {
    let found = 0;
    for await (const { expression } of evaluate({ specification, seconds: SECONDS, limit: k }, signal)) {
      found++;
      const imports = /\bmath\./.test(expression) ? 'import math\n\n\n' : '';
      const text = `${imports}${specification.target.signature}:\n    return ${expression}\n`;
      yield { kind: 'sample', sample: { form: 'solution', text } };
    }
    yield found > 0 || signal.aborted ? { kind: 'ended' } : { kind: 'ended', error: NOTHING, foundNothing: true };
  }
}

const NOTHING = `The built-in search found nothing in ${SECONDS} s: it only tries short expressions over the arguments, on examples \
that compare results. For more, use a model: start a local server (Ollama, LM Studio, llama.cpp), or set assay.baseUrl and \
assay.model (in a terminal OPENAI_BASE_URL and --model).`;
