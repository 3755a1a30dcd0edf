/** Chooses a candidate for each function so that all of them pass together. */
import type { OrderedStub, StubGroup } from '../../specification/index.ts';
import { combinations } from './combinations.ts';
import type { Judges } from './judges.ts';
import type { Choice, Pools } from './pools.ts';

/** Combinations of candidates that are judged before a group of functions is given up. */
const MOST_COMBINATIONS = 30;
/** Candidates of a function that are combined with others'. */
const MOST_OF_ONE = 8;
/** How often all functions are judged together before what fails is given up. */
const MOST_ROUNDS = 4;

export class Fitting {
  readonly #judges: Judges;
  readonly #pools: Pools;
  readonly #groups: readonly StubGroup[];
  readonly #stubs: ReadonlyMap<string, OrderedStub>;
  #choice: Choice = new Map();
  /** Components that no combination was found for. */
  readonly #tried = new Set<string>();
  /** Chosen without having passed: its examples, or those of whoever calls it, need functions that come later. */
  readonly #provisional = new Set<string>();

  constructor(judges: Judges, pools: Pools, groups: readonly StubGroup[]) {
    this.#judges = judges;
    this.#pools = pools;
    this.#groups = groups;
    this.#stubs = new Map(groups.flat().map((stub) => [stub.name, stub]));
  }

  get choice(): Choice {
    return this.#choice;
  }

  /** Of a function that was drawn for: the best, or provisionally the first where it may pass with functions to come. */
  chooseFirst({ name }: OrderedStub, group: StubGroup): void {
    const { report } = this.#pools.get(name);
    const [first] = report.candidates.filter((one) => one.refused === undefined);
    const best = report.candidates.find((one) => this.#judges.passes(one)) ?? first;
    if (!best) return;
    if (!this.#judges.passes(best)) {
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
      return group.includes(other) || this.#pools.hasPartIn(other.name, name, this.#choice);
    });
  }

  /** Finds what fits together for those that are chosen provisionally; `for good` where nothing more will be drawn. */
  async settle(when?: 'for good'): Promise<void> {
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
        const helpers = component.filter(
          (one) => this.#stubs.get(one)!.examples === 'none' && this.#pools.calls(name, one),
        );
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
    return sameGroup || this.#pools.calls(one, other) || this.#pools.calls(other, one);
  }

  /** All examples of all functions, on the combined text: what fails is exchanged, and given up where nothing helps. */
  async judgeTogether(): Promise<void> {
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
    const pool = this.#pools.get(name);
    const among = this.#judges.among(name, this.#choice);
    if (pool.among !== among) {
      const judged = await this.#judges.judged(name, this.#choice);
      if (!judged) return false;
      Object.assign(pool, judged, { among });
    }
    const chosen = this.#pools.chosen(name, this.#choice);
    return chosen !== undefined && this.#judges.passes(chosen);
  }

  /** Another candidate for one of those that fail, else another combination of those that its failing examples need. */
  async #mend(failing: readonly string[]): Promise<boolean> {
    for (const name of failing) {
      const instead = this.#pools.get(name).report.candidates.find((one) => this.#judges.passes(one));
      if (!instead) continue;
      const changed = new Map(this.#choice).set(name, instead.id);
      if (!(await this.#judges.allPass(failing, changed))) continue;
      this.#choice = changed;
      return true;
    }
    return this.#combineWithInvolved(failing);
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
    if (this.#pools.candidates(name).length < 2) return false;
    return failing.some((one) => this.#pools.hasPartIn(name, one, this.#choice));
  }

  /** Tries the candidates of the functions against one another, the likeliest first; takes the first combination that all judges pass. */
  async #combine(component: readonly string[], judges: readonly string[]): Promise<boolean> {
    const last = judges.at(-1);
    if (last === undefined) return false;
    const others = component.filter((name) => name !== last);
    const base = new Map([...this.#choice].filter(([name]) => !component.includes(name)));
    const lists = others.map((name) =>
      this.#pools
        .candidates(name)
        .filter((one) => !one.refused)
        .slice(0, MOST_OF_ONE),
    );
    for (const combination of combinations(lists, MOST_COMBINATIONS)) {
      const tried = new Map([...base, ...others.map((name, index) => [name, combination[index]!.id] as const)]);
      const report = await this.#judges.judge(last, tried);
      for (const candidate of report?.candidates.filter((one) => this.#judges.passes(one)).slice(0, 2) ?? []) {
        const whole = new Map([...tried, [last, candidate.id]]);
        if (!(await this.#judges.allPass(judges.slice(0, -1), whole))) continue;
        this.#choice = whole;
        for (const name of component) this.#provisional.delete(name);
        return true;
      }
    }
    return false;
  }

  /** Something that has passed calls it, directly or through others. */
  #isCalled(name: string, seen = new Set<string>()): boolean {
    seen.add(name);
    return [...this.#choice.keys()].some(
      (caller) =>
        !seen.has(caller) &&
        this.#pools.isCalledBy(name, caller, this.#choice) &&
        (!this.#provisional.has(caller) || this.#isCalled(caller, seen)),
    );
  }

  /** Some candidate names a stub that nothing has been drawn for yet. */
  #waitsForLater(name: string): boolean {
    return [...this.#stubs.keys()].some((other) => !this.#pools.has(other) && this.#pools.calls(name, other));
  }

  #forget(name: string): void {
    this.#choice = new Map([...this.#choice].filter(([one]) => one !== name));
    this.#provisional.delete(name);
  }

  #hasExamples(name: string, among: readonly string[]): boolean {
    return this.#judges.hasExamples(name, [...this.#choice.keys(), ...among]);
  }

  #orderOf(name: string): number {
    return [...this.#stubs.keys()].indexOf(name);
  }
}
