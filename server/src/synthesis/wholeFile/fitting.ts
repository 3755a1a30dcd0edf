/** Chooses a candidate for each function so that all of them pass together. */
import type { OrderedStub, StubGroup } from '../../specification/index.ts';
import { combinations } from './combinations.ts';
import type { Judges } from './judges.ts';
import type { Choice, Pools } from './pools.ts';

/** The most combinations of candidates to judge before giving up a group of functions. */
const MOST_COMBINATIONS = 30;
/** The most candidates of a function to combine with others'. */
const MOST_OF_ONE = 8;
/** The most rounds of judging all functions together before giving up the failing ones. */
const MOST_ROUNDS = 4;

export class Fitting {
  readonly #judges: Judges;
  readonly #pools: Pools;
  readonly #groups: readonly StubGroup[];
  readonly #stubs: ReadonlyMap<string, OrderedStub>;
  #choice: Choice = new Map();
  /** Components without a passing combination. */
  readonly #tried = new Set<string>();
  /** Functions with a chosen candidate that has not passed yet: their examples, or those of their callers, need later functions. */
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

  /** Chooses the best passing candidate of a function, or provisionally the first one if it may pass with later functions. */
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

  /** Whether it depends on functions that are still open, or that have other candidates than the chosen one. */
  #mayPassLater(name: string, group: StubGroup): boolean {
    return [...this.#stubs.values()].some((other) => {
      if (other.name === name) return false;
      const isOpen = !this.#choice.has(other.name) || this.#provisional.has(other.name);
      if (!isOpen) return this.#isInvolved(other.name, [name]);
      return group.includes(other) || this.#pools.hasPartIn(other.name, name, this.#choice);
    });
  }

  /** Finds passing combinations for the provisionally chosen functions; `for good` means that no more samples will be drawn. */
  async settle(when?: 'for good'): Promise<void> {
    for (const component of this.#components()) {
      const judges = component.filter((name) => this.#hasExamples(name, component));
      const isComplete = !component.some((name) => this.#waitsForLater(name));
      if (judges.length === 0 || !(isComplete || when)) continue;
      const key = component.join(' ');
      if (!this.#tried.has(key) && (await this.#combineWithInvolved(component))) continue;
      this.#tried.add(key);
      if (!when) continue;
      // If not all of them fit, keep those that pass with their helpers.
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

  /** Groups of provisionally chosen functions that call or wait for one another. */
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

  /** Judges all examples of all functions on the combined text. Exchanges failing candidates, and gives a function up if that does not help. */
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

  /** Judges a function's candidates among the current choices, if these have changed. Returns whether the chosen one passes. */
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

  /** Tries another candidate for a failing function, else another combination of the functions that its failing examples need. */
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

  /** Tries combinations with the other choices unchanged, else also with other candidates for the functions involved in the failure. */
  async #combineWithInvolved(component: readonly string[]): Promise<boolean> {
    const judgesIn = (all: readonly string[]) => all.filter((name) => this.#hasExamples(name, all));
    if (await this.#combine(component, judgesIn(component))) return true;
    const involved = [...this.#choice.keys()].filter(
      (name) => !component.includes(name) && this.#isInvolved(name, component),
    );
    const all = [...involved, ...component];
    return involved.length > 0 && this.#combine(all, judgesIn(all));
  }

  /** Whether there are other candidates for a function that candidates of these call, or that their best candidates' failing examples need. */
  #isInvolved(name: string, failing: readonly string[]): boolean {
    if (this.#pools.candidates(name).length < 2) return false;
    return failing.some((one) => this.#pools.hasPartIn(name, one, this.#choice));
  }

  /** Tries combinations of the functions' candidates, the likeliest first; takes the first one that passes all judges. */
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

  /** Whether a passing candidate calls it, directly or indirectly. */
  #isCalled(name: string, seen = new Set<string>()): boolean {
    seen.add(name);
    return [...this.#choice.keys()].some(
      (caller) =>
        !seen.has(caller) &&
        this.#pools.isCalledBy(name, caller, this.#choice) &&
        (!this.#provisional.has(caller) || this.#isCalled(caller, seen)),
    );
  }

  /** Whether a candidate names a stub without samples. */
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
