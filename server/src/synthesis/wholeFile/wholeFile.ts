/**
 * Synthesizes several stubs, callees before callers. The best candidate of each goes into a working copy, in which the next one is
 * synthesised. At the end, all are judged together (CodeGen, arXiv 2203.13474; Parsel, arXiv 2212.10561).
 */
import type { Notice } from '../../../../protocol/index.ts';
import type { Program } from '../../candidates/index.ts';
import { type OrderedStub, type StubGroup, synthesisOrder } from '../../specification/index.ts';
import { synthesize } from '../synthesis.ts';
import { Fitting } from './fitting.ts';
import { Judges } from './judges.ts';
import { type Pool, Pools } from './pools.ts';
import type { FunctionOutcome, WholeOutcome, WholeRequest, WholeTools } from './wholeRequest.ts';
import { specificationIn } from './workingCopy.ts';

/** Draws, judges and combines; expected failures are in the outcome. Rejects with the reason of `signal` when that aborts. */
export async function synthesizeAll(request: WholeRequest, tools: WholeTools): Promise<WholeOutcome> {
  const whole = new WholeFile(request, tools);
  const failure = await whole.run();
  return whole.outcome(failure);
}

class WholeFile {
  readonly #request: WholeRequest;
  readonly #tools: WholeTools;
  readonly #groups: readonly StubGroup[];
  readonly #stubs: readonly OrderedStub[];
  readonly #pools = new Pools();
  readonly #judges: Judges;
  readonly #fitting: Fitting;

  constructor(request: WholeRequest, tools: WholeTools) {
    this.#request = request;
    this.#tools = tools;
    const { workspace, isWanted } = request;
    this.#groups = synthesisOrder(request.document, { workspace, isWanted });
    this.#stubs = this.#groups.flat();
    this.#judges = new Judges(request, tools, this.#pools);
    this.#fitting = new Fitting(this.#judges, this.#pools, this.#groups);
  }

  /** Runs the synthesis; returns the failure that ended it, if there was one. */
  async run(): Promise<Notice | undefined> {
    let failure: Notice | undefined;
    for (const group of this.#groups) {
      for (const stub of group) {
        if (stub.examples === 'none' && !this.#isAskedFor(stub)) continue;
        failure ??= await this.#draw(stub, group);
      }
      await this.#fitting.settle();
    }
    // These stubs are called only by candidates, so the user's text did not show them.
    for (let more = this.#calledLate(); more.length > 0 && failure === undefined; more = this.#calledLate()) {
      for (const stub of more) failure ??= await this.#draw(stub, more);
    }
    await this.#fitting.settle('for good');
    await this.#fitting.judgeTogether();
    return failure;
  }

  outcome(failure: Notice | undefined): WholeOutcome {
    const document = this.#judges.copy(this.#fitting.choice);
    try {
      const byLine = (a: OrderedStub, b: OrderedStub) => this.#lineOf(a.name) - this.#lineOf(b.name);
      const functions = [...this.#stubs].sort(byLine).map((stub) => this.#outcomeOf(stub));
      return {
        functions,
        text: document.text,
        fills: this.#judges.fills(this.#fitting.choice),
        ...(failure !== undefined && { failure }),
      };
    } finally {
      document.dispose();
    }
  }

  #outcomeOf({ name }: OrderedStub): FunctionOutcome {
    if (!this.#pools.has(name)) return { name, reason: this.#reasonAgainst(name) };
    const { report, programs, specification } = this.#pools.get(name);
    const chosen = this.#pools.chosen(name, this.#fitting.choice);
    if (!chosen) return { name, report, programs, specification };
    const candidates = [chosen, ...report.candidates.filter((one) => one !== chosen)];
    return { name, report: { ...report, candidates }, programs, specification, chosen };
  }

  #reasonAgainst(name: string): string {
    const notRun = this.#judges.specification(name, [])?.notRun[0];
    const why = notRun ? ` Line ${notRun.line} can't be run: ${notRun.reason}` : '';
    return `${name} has no examples that can be run, and no function that has some calls it.${why}`;
  }

  /** Draws candidates in the current working copy. */
  async #draw(stub: OrderedStub, group: StubGroup): Promise<Notice | undefined> {
    const { document: original, workspace, settings } = this.#request;
    const { name } = stub;
    const document = this.#judges.copy(this.#fitting.choice);
    try {
      const open = group.map((one) => one.name).filter((one) => !this.#fitting.choice.has(one));
      const shown = specificationIn(document, original, name, { workspace, together: open });
      const judged = this.#judges.specification(name, [...this.#fitting.choice.keys(), name]);
      if (!shown || !judged) return undefined;
      const found = await this.#request.samplerFor(shown);
      if ('error' in found) return { message: found.error, next: found.next };
      this.#tools.signal.throwIfAborted();
      let programs: ReadonlyMap<string, Program> = new Map();
      const report = await synthesize(
        {
          ...this.#judges.job(document, shown),
          // A function without runnable examples gives no feedback for a repair.
          settings: judged.examples.length === 0 ? { ...settings, repairRounds: 0 } : settings,
          together: this.#judges.together(judged, this.#fitting.choice),
          sampler: found.sampler,
          fresh: this.#request.fresh === true,
        },
        {
          ...this.#tools,
          onReport: (grown, all) => {
            programs = all;
            this.#tools.onProgress({ done: this.#pools.size, total: this.#stubs.length, report: grown });
          },
        },
      );
      this.#tools.signal.throwIfAborted();
      const isOwnGrammar = !found.sampler.asksModel;
      const pool: Pool = { report, programs, isOwnGrammar, specification: shown, among: '' };
      this.#pools.set(name, pool);
      if (judged.examples.length > 0) pool.among = this.#judges.among(name, this.#fitting.choice);
      this.#fitting.chooseFirst(stub, group);
      const { state, samples } = report;
      if (state.kind === 'failed' && !state.foundNothing && samples.received === 0)
        return { message: state.message, next: state.next };
      return undefined;
    } finally {
      document.dispose();
    }
  }

  /** Whether the docstring of a function with examples names it, directly or through functions without examples. */
  #isAskedFor({ name }: OrderedStub, seen = new Set<string>()): boolean {
    if (seen.has(name)) return false;
    seen.add(name);
    return this.#stubs.some(
      (other) => other.mentions.includes(name) && (other.examples !== 'none' || this.#isAskedFor(other, seen)),
    );
  }

  /** Stubs without examples and without samples that candidates call. */
  #calledLate(): OrderedStub[] {
    const callers = this.#pools.names.filter((name) => this.#fitting.choice.has(name));
    return this.#stubs.filter(
      ({ name, examples }) =>
        examples === 'none' && !this.#pools.has(name) && callers.some((caller) => this.#pools.calls(caller, name)),
    );
  }

  #lineOf(name: string): number {
    return this.#judges.specification(name, [])?.target.line ?? 0;
  }
}
