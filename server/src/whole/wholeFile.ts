/**
 * Several stubs at once, in the order of who calls whom: the best candidate of each goes into a working copy in which the next is
 * synthesised, and at the end all are judged together (CodeGen, arXiv 2203.13474; Parsel, arXiv 2212.10561).
 */
import type { CandidateReport, Report, Specification } from '../../../protocol/index.ts';
import type { Program } from '../candidates/index.ts';
import type { Settings } from '../config.ts';
import type { Interpreter } from '../execution/index.ts';
import type { Sampler } from '../sampling/index.ts';
import { type OrderedStub, type PythonDocument, type StubGroup, synthesisOrder, targetsOf } from '../spec/index.ts';
import { type JobTools, judge, synthesize } from '../synthesis.ts';
import { combinations } from './combinations.ts';
import { type Fills, specificationIn, workingCopy } from './workingCopy.ts';

export interface WholeRequest {
  /** The user's text. It stays the caller's, who disposes of it. */
  readonly document: PythonDocument;
  /** Which stubs; without it all of the file. */
  readonly isWanted?: (name: string) => boolean;
  readonly settings: Settings;
  readonly interpreter: Interpreter;
  readonly workspace?: string;
  readonly acceptUnverified?: boolean;
  /** Draws even where the history has the answer to a very request. */
  readonly fresh?: boolean;
  /** Throws, or gives one line that says what to do, where there is none. */
  samplerFor(specification: Specification): Promise<{ sampler: Sampler } | { error: string }>;
}

export interface WholeTools extends Omit<JobTools, 'onReport'> {
  onProgress(progress: WholeProgress): void;
}

export interface WholeProgress {
  /** Functions that are done with, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Of the function whose samples are drawn. */
  readonly report: Report;
}

export interface FunctionOutcome {
  readonly name: string;
  /** What came of it among all the others; absent where nothing was drawn. */
  readonly report?: Report;
  readonly programs?: ReadonlyMap<string, Program>;
  /** The function in the text that the report's edits are for: with what was chosen for the others. */
  readonly specification?: Specification;
  /** What stands for it in `WholeOutcome.text`. */
  readonly chosen?: CandidateReport;
  /** Why nothing was drawn; one line that says what to do. */
  readonly reason?: string;
}

export interface WholeOutcome {
  /** In the file's order. */
  readonly functions: readonly FunctionOutcome[];
  /** The user's text with all that was chosen, and what makes it of that text. */
  readonly text: string;
  readonly fills: Fills;
  /** What ended it before its time; one line that says what to do. */
  readonly failure?: string;
}

/** Combinations of candidates that are judged before a group of functions is given up. */
const MOST_COMBINATIONS = 30;
/** Candidates of a function that are combined with others'. */
const MOST_OF_ONE = 8;
/** How often all functions are judged together before what fails is given up. */
const MOST_ROUNDS = 4;

/** Draws, judges and combines; expected failures end in the outcome. Rejects with the reason of `signal` when that aborts. */
export async function synthesizeAll(request: WholeRequest, tools: WholeTools): Promise<WholeOutcome> {
  const whole = new WholeFile(request, tools);
  const failure = await whole.run();
  return whole.outcome(failure);
}

interface Pool {
  /** As it was drawn, or as it was judged last. */
  report: Report;
  readonly programs: ReadonlyMap<string, Program>;
  readonly isOwnGrammar: boolean;
  /** The function in the text that `report` was made in. */
  specification: Specification;
  /** The choices of others that it was made with. */
  among: string;
}

/** For each function its candidate's id, in the order in which they are put in. */
type Choice = ReadonlyMap<string, string>;

class WholeFile {
  readonly #request: WholeRequest;
  readonly #tools: WholeTools;
  readonly #groups: readonly StubGroup[];
  readonly #stubs: ReadonlyMap<string, OrderedStub>;
  readonly #pools = new Map<string, Pool>();
  #choice: Choice = new Map();
  /** Components that no combination was found for. */
  readonly #tried = new Set<string>();
  /** Chosen without having passed: its examples, or those of whoever calls it, need functions that come later. */
  readonly #provisional = new Set<string>();

  constructor(request: WholeRequest, tools: WholeTools) {
    this.#request = request;
    this.#tools = tools;
    const { workspace, isWanted } = request;
    this.#groups = synthesisOrder(request.document, { workspace, isWanted });
    this.#stubs = new Map(this.#groups.flat().map((stub) => [stub.name, stub]));
  }

  /** What ended it, if anything did. */
  async run(): Promise<string | undefined> {
    let failure: string | undefined;
    for (const group of this.#groups) {
      for (const stub of group) {
        if (stub.examples === 'none' && !this.#isAskedFor(stub)) continue;
        failure ??= await this.#draw(stub, group);
      }
      await this.#settle();
    }
    // What only candidates call: nothing that the user wrote has told of it.
    for (let more = this.#calledLate(); more.length > 0 && failure === undefined; more = this.#calledLate()) {
      for (const stub of more) failure ??= await this.#draw(stub, more);
    }
    await this.#settle('for good');
    await this.#judgeTogether();
    return failure;
  }

  outcome(failure: string | undefined): WholeOutcome {
    const document = this.#copy(this.#choice);
    try {
      const byLine = (a: OrderedStub, b: OrderedStub) => this.#lineOf(a.name) - this.#lineOf(b.name);
      const functions = [...this.#stubs.values()].sort(byLine).map((stub) => this.#outcomeOf(stub));
      return {
        functions,
        text: document.text,
        fills: this.#fills(this.#choice),
        ...(failure !== undefined && { failure }),
      };
    } finally {
      document.dispose();
    }
  }

  #outcomeOf({ name }: OrderedStub): FunctionOutcome {
    const pool = this.#pools.get(name);
    if (!pool) return { name, reason: this.#reasonAgainst(name) };
    const { report, programs, specification } = pool;
    const chosen = report.candidates.find((one) => one.id === this.#choice.get(name));
    if (!chosen) return { name, report, programs, specification };
    const candidates = [chosen, ...report.candidates.filter((one) => one !== chosen)];
    return { name, report: { ...report, candidates }, programs, specification, chosen };
  }

  #reasonAgainst(name: string): string {
    const notRun = this.#specification(name, [])?.notRun[0];
    const why = notRun ? ` Line ${notRun.line} can't be run: ${notRun.reason}` : '';
    return `${name} has no examples that can be run, and nothing that has some calls it.${why}`;
  }

  // -- drawing

  /** Draws candidates in the working copy of now. */
  async #draw(stub: OrderedStub, group: StubGroup): Promise<string | undefined> {
    const { document: original, workspace, settings } = this.#request;
    const { name } = stub;
    const document = this.#copy(this.#choice);
    try {
      const open = group.map((one) => one.name).filter((one) => !this.#choice.has(one));
      const shown = specificationIn(document, original, name, { workspace, together: open });
      const judged = this.#specification(name, [...this.#choice.keys(), name]);
      if (!shown || !judged) return undefined;
      const found = await this.#request.samplerFor(shown);
      if ('error' in found) return found.error;
      this.#tools.signal.throwIfAborted();
      let programs: ReadonlyMap<string, Program> = new Map();
      const report = await synthesize(
        {
          ...this.#job(document, shown),
          // What can't be judged yet has nothing wrong that could be told.
          settings: judged.examples.length === 0 ? { ...settings, repairRounds: 0 } : settings,
          together: this.#together(judged, this.#choice),
          sampler: found.sampler,
          force: true,
          fresh: this.#request.fresh === true,
        },
        {
          ...this.#tools,
          onReport: (grown, all) => {
            programs = all;
            this.#tools.onProgress({ done: this.#pools.size, total: this.#stubs.size, report: grown });
          },
        },
      );
      this.#tools.signal.throwIfAborted();
      const isOwnGrammar = found.sampler.name === 'search';
      const pool: Pool = { report, programs, isOwnGrammar, specification: shown, among: '' };
      this.#pools.set(name, pool);
      if (judged.examples.length > 0) pool.among = this.#among(name, this.#choice);
      this.#chooseFirst(stub, group);
      const { state, samples } = report;
      if (state.kind === 'failed' && !state.foundNothing && samples.received === 0) return state.message;
      return undefined;
    } finally {
      document.dispose();
    }
  }

  #chooseFirst({ name }: OrderedStub, group: StubGroup): void {
    const { report } = this.#pools.get(name)!;
    const [first] = report.candidates.filter((one) => one.refused === undefined);
    const best = report.candidates.find((one) => this.#passes(one)) ?? first;
    if (!best) return;
    if (!this.#passes(best)) {
      if (report.examples.length > 0 && !this.#mayPassLater(name, group)) return;
      this.#provisional.add(name);
    }
    this.#choice = new Map([...this.#choice, [name, best.id]]);
  }

  /** It has to do with functions that are open still, or for which there are other candidates than the chosen one. */
  #mayPassLater(name: string, group: StubGroup): boolean {
    return [...this.#stubs.values()].some((other) => {
      if (other.name === name) return false;
      const isOpen = !this.#choice.has(other.name) || this.#provisional.has(other.name);
      if (!isOpen) return this.#isInvolved(other.name, [name]);
      return group.includes(other) || this.#hasPartIn(other.name, name);
    });
  }

  /** A docstring of something with examples names it, directly or through others that have none. */
  #isAskedFor({ name }: OrderedStub, seen = new Set<string>()): boolean {
    if (seen.has(name)) return false;
    seen.add(name);
    return [...this.#stubs.values()].some(
      (other) => other.mentions.includes(name) && (other.examples !== 'none' || this.#isAskedFor(other, seen)),
    );
  }

  /** Stubs without examples that nothing was drawn for, and that candidates call. */
  #calledLate(): OrderedStub[] {
    const callers = [...this.#pools.keys()].filter((name) => !this.#isGivenUp(name));
    return [...this.#stubs.values()].filter(
      ({ name, examples }) =>
        examples === 'none' && !this.#pools.has(name) && callers.some((caller) => this.#calls(caller, name)),
    );
  }

  #isGivenUp(name: string): boolean {
    return !this.#choice.has(name);
  }

  // -- choosing

  /** Finds what fits together for those that are chosen provisionally; `for good` where nothing more will be drawn. */
  async #settle(when?: 'for good'): Promise<void> {
    for (const component of this.#components()) {
      const judges = component.filter((name) => this.#hasExamples(name, component));
      const isComplete = !component.some((name) => this.#waitsForLater(name));
      if (judges.length === 0 || !(isComplete || when)) continue;
      const key = component.join(' ');
      if (!this.#tried.has(key) && (await this.#combineWithInvolved(component))) continue;
      this.#tried.add(key);
      if (!when) continue;
      // Not all of them: then those that come out right with their helpers.
      for (const name of component) this.#forget(name);
      for (const name of judges) {
        const helpers = component.filter((one) => this.#stubs.get(one)!.examples === 'none' && this.#calls(name, one));
        await this.#combine([...helpers, name], [name]);
      }
    }
    if (!when) return;
    for (const name of [...this.#provisional]) if (!this.#isCalled(name)) this.#forget(name);
    this.#provisional.clear();
  }

  /** Those chosen provisionally that call, or wait for, one another. */
  #components(): string[][] {
    const left = new Set(this.#provisional);
    const found: string[][] = [];
    for (const first of left) {
      const component: string[] = [];
      const pending = [first];
      for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
        if (!left.delete(name)) continue;
        component.push(name);
        for (const other of left) if (this.#areTied(name, other)) pending.push(other);
      }
      found.push(component.sort((a, b) => this.#orderOf(a) - this.#orderOf(b)));
    }
    return found;
  }

  #areTied(one: string, other: string): boolean {
    const sameGroup = this.#groups.some((group) =>
      [one, other].every((name) => group.some((stub) => stub.name === name)),
    );
    return sameGroup || this.#calls(one, other) || this.#calls(other, one);
  }

  /** With what is chosen for the others as it is, else with other candidates for those that have a part in what fails. */
  async #combineWithInvolved(component: readonly string[]): Promise<boolean> {
    const judgesIn = (all: readonly string[]) => all.filter((name) => this.#hasExamples(name, all));
    if (await this.#combine(component, judgesIn(component))) return true;
    const involved = [...this.#choice.keys()].filter(
      (name) => !component.includes(name) && this.#isInvolved(name, component),
    );
    const all = [...involved, ...component];
    return involved.length > 0 && this.#combine(all, judgesIn(all));
  }

  /** Are there other candidates for a function that candidates of these call, or that examples need which the best of them fail? */
  #isInvolved(name: string, failing: readonly string[]): boolean {
    if ((this.#pools.get(name)?.report.candidates.length ?? 0) < 2) return false;
    return failing.some((one) => this.#hasPartIn(name, one));
  }

  #hasPartIn(name: string, failing: string): boolean {
    const { report } = this.#pools.get(failing)!;
    const chosen = report.candidates.find(({ id }) => id === this.#choice.get(failing)) ?? report.candidates[0];
    const failed = report.examples.filter((_, index) => chosen?.verdicts[index]?.status !== 'pass');
    return this.#calls(failing, name) || failed.some(({ source }) => names(source, name));
  }

  /** Tries the candidates of the functions against one another, the likeliest first; takes the first combination that all judges pass. */
  async #combine(component: readonly string[], judges: readonly string[]): Promise<boolean> {
    const last = judges.at(-1);
    if (last === undefined) return false;
    const others = component.filter((name) => name !== last);
    const base = new Map([...this.#choice].filter(([name]) => !component.includes(name)));
    const lists = others.map((name) =>
      this.#pools
        .get(name)!
        .report.candidates.filter((one) => !one.refused)
        .slice(0, MOST_OF_ONE),
    );
    for (const combination of combinations(lists, MOST_COMBINATIONS)) {
      const tried = new Map([...base, ...others.map((name, index) => [name, combination[index]!.id] as const)]);
      const report = await this.#judge(last, tried);
      for (const candidate of report?.candidates.filter((one) => this.#passes(one)).slice(0, 2) ?? []) {
        const whole = new Map([...tried, [last, candidate.id]]);
        if (!(await this.#allPass(judges.slice(0, -1), whole))) continue;
        this.#choice = whole;
        for (const name of component) this.#provisional.delete(name);
        return true;
      }
    }
    return false;
  }

  async #allPass(names: readonly string[], choice: Choice): Promise<boolean> {
    for (const name of names) {
      const report = await this.#judge(name, choice, choice.get(name));
      if (!report?.candidates.some((one) => this.#passes(one))) return false;
    }
    return true;
  }

  /** All examples of all functions, on the combined text: what fails is exchanged, and given up where nothing helps. */
  async #judgeTogether(): Promise<void> {
    for (let round = 1; ; round++) {
      const failing: string[] = [];
      for (const name of this.#choice.keys()) {
        if (!(await this.#judgeAgain(name))) failing.push(name);
      }
      if (failing.length === 0) return;
      const mended = round < MOST_ROUNDS && (await this.#mend(failing));
      if (!mended) for (const name of failing) this.#forget(name);
    }
  }

  /** Judges a function's candidates among the choices of now, if those have changed since. Whether the chosen one passes. */
  async #judgeAgain(name: string): Promise<boolean> {
    const pool = this.#pools.get(name)!;
    const among = this.#among(name, this.#choice);
    if (pool.among !== among) {
      const judged = await this.#judged(name, this.#choice);
      if (!judged) return false;
      Object.assign(pool, judged, { among });
    }
    const chosen = pool.report.candidates.find(({ id }) => id === this.#choice.get(name));
    return chosen !== undefined && this.#passes(chosen);
  }

  /** Another candidate for one of those that fail, else another combination of those that its failing examples need. */
  async #mend(failing: readonly string[]): Promise<boolean> {
    for (const name of failing) {
      const instead = this.#pools.get(name)!.report.candidates.find((one) => this.#passes(one));
      if (!instead) continue;
      const changed = new Map(this.#choice).set(name, instead.id);
      if (!(await this.#allPass(failing, changed))) continue;
      this.#choice = changed;
      return true;
    }
    return this.#combineWithInvolved(failing);
  }

  #forget(name: string): void {
    this.#choice = new Map([...this.#choice].filter(([one]) => one !== name));
    this.#provisional.delete(name);
  }

  // -- judging

  async #judge(name: string, choice: Choice, only?: string): Promise<Report | undefined> {
    return (await this.#judged(name, choice, only))?.report;
  }

  /** The function's candidates, or one of them, in the text with the choices of the others; undefined where nothing judges it. */
  async #judged(
    name: string,
    choice: Choice,
    only?: string,
  ): Promise<{ report: Report; specification: Specification } | undefined> {
    this.#tools.signal.throwIfAborted();
    const { document: original, workspace } = this.#request;
    const pool = this.#pools.get(name)!;
    const others = new Map([...choice].filter(([one]) => one !== name));
    const judged = this.#judgeOf(name, choice);
    if (!judged) return undefined;
    const document = this.#copy(others);
    try {
      const specification = specificationIn(document, original, name, { workspace });
      if (!specification) return undefined;
      const { report, programs } = pool;
      const candidates = report.candidates.filter(({ id }) => only === undefined || id === only);
      const together = this.#together(judged, new Map([...others, [name, '']]));
      const drawn = { ...report, candidates };
      const tools = { ...this.#tools, onReport: () => undefined };
      const again = await judge({ ...this.#job(document, specification), together, drawn, programs }, tools);
      this.#tools.signal.throwIfAborted();
      return { report: again, specification };
    } finally {
      document.dispose();
    }
  }

  /** The specification whose examples judge a function: its own, else that of a function which calls it. */
  #judgeOf(name: string, choice: Choice): Specification | undefined {
    const all = [...new Set([...choice.keys(), name])];
    const own = this.#specification(name, all);
    if (!own || own.examples.length > 0) return own;
    const callers = [...choice.keys()].filter((caller) => caller !== name && this.#isCalledBy(name, caller, choice));
    return callers
      .map((caller) => this.#specification(caller, all))
      .find((specification) => specification && specification.examples.length > 0);
  }

  #hasExamples(name: string, among: readonly string[]): boolean {
    const specification = this.#specification(name, [...this.#choice.keys(), ...among]);
    return specification !== undefined && specification.examples.length > 0;
  }

  #specification(name: string, together: readonly string[]): Specification | undefined {
    const { document, workspace } = this.#request;
    return specificationIn(document, document, name, { workspace, together });
  }

  #together(specification: Specification, choice: Choice) {
    const { document } = this.#request;
    const names = [...choice.keys()].filter((name) => name !== specification.target.name);
    const others = names.flatMap((name) => this.#specification(name, [...choice.keys()]) ?? []);
    const isOwnGrammar = names.every((name) => this.#pools.get(name)?.isOwnGrammar ?? true);
    return { document, specification, others, isOwnGrammar };
  }

  #job(document: PythonDocument, specification: Specification) {
    const { settings, interpreter, workspace } = this.#request;
    return { document, specification, settings, interpreter, ...(workspace !== undefined && { workspace }) };
  }

  #copy(choice: Choice): PythonDocument {
    const { document, workspace } = this.#request;
    return workingCopy(document, this.#fills(choice), workspace);
  }

  #fills(choice: Choice): Fills {
    const fills = [...choice].flatMap(([name, id]) => {
      const program = this.#pools.get(name)!.programs.get(id);
      return program ? [[name, program] as const] : [];
    });
    return new Map(fills);
  }

  #passes(candidate: CandidateReport): boolean {
    return candidate.passed || (this.#request.acceptUnverified === true && candidate.unverified === true);
  }

  // -- who calls whom

  /** Some candidate of the caller names the other. */
  #calls(caller: string, other: string): boolean {
    const candidates = this.#pools.get(caller)?.report.candidates ?? [];
    return candidates.some(({ solution }) => names(solution, other));
  }

  #isCalledBy(name: string, caller: string, choice: Choice): boolean {
    const chosen = this.#pools.get(caller)?.report.candidates.find(({ id }) => id === choice.get(caller));
    return chosen !== undefined && names(chosen.solution, name);
  }

  /** Something that has passed calls it, directly or through others. */
  #isCalled(name: string, seen = new Set<string>()): boolean {
    seen.add(name);
    return [...this.#choice.keys()].some(
      (caller) =>
        !seen.has(caller) &&
        this.#isCalledBy(name, caller, this.#choice) &&
        (!this.#provisional.has(caller) || this.#isCalled(caller, seen)),
    );
  }

  /** Some candidate names a stub that nothing has been drawn for yet. */
  #waitsForLater(name: string): boolean {
    return [...this.#stubs.keys()].some((other) => !this.#pools.has(other) && this.#calls(name, other));
  }

  /** What a verdict of the function depends on besides itself: the examples, and those choices that they and its candidates lead to. */
  #among(name: string, choice: Choice): string {
    const judged = this.#judgeOf(name, choice);
    const examples = judged?.examples.map(({ source }) => source) ?? [];
    const left = new Map(targetsOf(this.#request.document).map((target) => [target.name, target.source]));
    const met: string[] = [];
    const pending = [...examples, this.#codeOf(name)];
    for (let code = pending.pop(); code !== undefined; code = pending.pop()) {
      for (const [other, source] of left) {
        if (!names(code, other)) continue;
        left.delete(other);
        pending.push(this.#pools.has(other) ? this.#codeOf(other) : source);
        if (other !== name && choice.has(other)) met.push(`${other} ${choice.get(other)}`);
      }
    }
    return JSON.stringify([examples, met.sort()]);
  }

  #codeOf(name: string): string {
    return (
      this.#pools
        .get(name)
        ?.report.candidates.map(({ solution }) => solution)
        .join('\n') ?? ''
    );
  }

  #orderOf(name: string): number {
    return [...this.#stubs.keys()].indexOf(name);
  }

  #lineOf(name: string): number {
    return this.#specification(name, [])?.target.line ?? 0;
  }
}

/** Does the source have the function's simple name as a word? */
function names(source: string, name: string): boolean {
  const simple = name
    .replace(/@\d+$/, '')
    .split('.')
    .findLast((part) => !/^(?:setter|getter|deleter)$/.test(part))!;
  return new RegExp(`(?<![\\w])${simple}(?![\\w])`).test(source);
}
