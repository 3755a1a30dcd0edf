/** The embedded search with another time limit. It notes when the first program came. */
import type { Evaluate, Sampler, SamplingEvent, SamplingRequest } from '../../../server/src/sampling/sampler.ts';
import { SearchSampler } from '../../../server/src/sampling/searchSampler.ts';

export class TimedSampler implements Sampler {
  readonly #search = new SearchSampler();
  readonly #seconds: number;
  readonly name = this.#search.name;
  readonly asksModel = false;
  readonly destination = this.#search.destination;
  /** Seconds from the request to the first program. */
  first: number | undefined;

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  sent(): undefined {
    return undefined;
  }

  async *draw(
    request: SamplingRequest,
    { evaluate, signal }: Parameters<Sampler['draw']>[1],
  ): AsyncIterable<SamplingEvent> {
    const started = performance.now();
    const limited: Evaluate = (wanted, aborted) => evaluate({ ...wanted, seconds: this.#seconds }, aborted);
    for await (const event of this.#search.draw(request, { evaluate: limited, signal })) {
      if (event.kind === 'sample') this.first ??= (performance.now() - started) / 1000;
      yield event;
    }
  }
}
