/** Makes inputs for a specification: calls of the function that no example makes, on which candidates that pass may differ. */
import type { Parameter, Specification } from '../../../protocol/index.ts';
import { type Quote, readsBack, sourceOf, type Value } from '../python/values.ts';
import { expectationOf } from '../specification/expectation.ts';
import { type Argument, type Call, callsIn, quoteIn, textOf } from './calls.ts';
import { around } from './constants.ts';
import { type Domain, domainOf, oddness } from './domain.ts';
import { keeps, limitsOf } from './limits.ts';
import { lengthened, planted } from './planting.ts';
import { Random } from './random.ts';
import { related, relationsOf } from './relations.ts';
import { simpler } from './simpler.ts';
import { boundaries, type Source, variant } from './variants.ts';

export interface Input {
  /** A call of the function. */
  readonly source: string;
  readonly origin: 'boundary' | 'variant' | 'mixture' | 'constant' | 'proposed' | 'searched';
  /** The number of ways in which it leaves what the examples show. */
  readonly oddness: number;
  /** The constant for which it was made, as source. */
  readonly constant?: string;
  /** What suggested examples expect of it. */
  readonly suggested?: readonly Suggested[];
}

/** A value that a model expects of an input; no example says so. */
export interface Suggested {
  readonly value: Value;
  /** The number of the model's answers that say so. */
  readonly samples: number;
}

/** The sources of inputs for one specification. */
export class Inputs {
  readonly #calls: readonly Call[];
  /** Calls without arguments whose result no example tells: `len(f()) == 3` doesn't. */
  readonly #bare: readonly string[];
  readonly #domains = new Map<Call, readonly Domain[]>();
  readonly #domainOf: (one: Argument, at: number) => Domain | undefined;
  readonly #source: Source;
  readonly #known: Set<string>;
  readonly #examples: ReadonlySet<string>;
  readonly #target: Specification['target'];
  readonly #quote: Quote;
  readonly #relations: ReturnType<typeof relationsOf>;

  constructor(specification: Specification) {
    const { target } = specification;
    this.#target = target;
    const calls = callsIn(specification);
    this.#calls = calls.filter((call) => call.arguments.length > 0);
    this.#bare = bareIn(calls, specification);
    const limits = limitsOf(
      target.docstring,
      this.#calls.flatMap((call) => call.arguments.map(({ value }) => value)),
    );
    this.#source = {
      limits,
      random: new Random(`${target.name}\n${this.#calls.map((one) => textOf(one)).join('\n')}`),
    };
    this.#quote = quoteIn(specification);
    this.#known = new Set(this.#calls.map((one) => textOf(one, one.arguments, this.#quote)));
    this.#examples = new Set(this.#known);
    const widest = Math.max(0, ...this.#calls.map((one) => one.arguments.length));
    this.#relations = relationsOf(
      this.#calls.map((one) => one.arguments).filter((given) => given.length === widest && given.every(isPositional)),
    );
    const places = new Map<string, Value[]>();
    for (const call of this.#calls) {
      call.arguments.forEach((one, at) => {
        const key = placeOf(one, at, target.parameters);
        places.set(key, [...(places.get(key) ?? []), one.value]);
      });
    }
    const domains = new Map(
      [...places].map(([key, values]) => [key, domainOf(values, hintOf(key, target.parameters))] as const),
    );
    this.#domainOf = (one, at) => domains.get(placeOf(one, at, target.parameters));
    for (const call of this.#calls) {
      this.#domains.set(
        call,
        call.arguments.map((one, at) => this.#domainOf(one, at)!),
      );
    }
  }

  /** Whether no example shows how to call the function. */
  get isEmpty(): boolean {
    return this.#calls.length === 0 && this.#bare.length === 0;
  }

  /** At most `count` inputs that do not depend on candidates, simple ones first. */
  general(count: number): Input[] {
    const made = this.#bare.map((source): Input => ({ source, origin: 'variant', oddness: 0 }));
    if (this.#calls.length === 0) return made;
    const few = Math.ceil(count * 0.3);
    for (const input of this.#boundaries()) if (made.length < few) made.push(input);
    const mixtures = Math.ceil(count * 0.15);
    for (let tries = 0, got = 0; got < mixtures && tries < mixtures * 4; tries++)
      got += this.#put(made, this.#mixture());
    for (let tries = 0; made.length < count && tries < count * 8; tries++) this.#put(made, this.#variant());
    return made;
  }

  /** At most `count` inputs for constants of candidates' code. */
  forConstants(constants: readonly Value[], count: number): Input[] {
    const made: Input[] = [];
    const { random } = this.#source;
    const wanted = constants.flatMap((constant) => around(constant).map((value) => ({ constant, value })));
    for (let round = 0; round < 3 && made.length < count; round++) {
      for (const { constant, value } of wanted) {
        if (made.length >= count) break;
        const call = this.#pick();
        if (!call) return made;
        const at = random.below(call.arguments.length);
        const order = call.arguments.map((_, index) => (index + at) % call.arguments.length);
        for (const index of order) {
          const changed = planted(call.arguments[index]!.value, value, random);
          if (changed === undefined) continue;
          this.#put(made, this.#input(call, replaced(call.arguments, index, changed), 'constant', sourceOf(constant)));
          break;
        }
      }
    }
    return made;
  }

  /**
   * A call that somebody proposes, as an input in the form that the examples have; undefined if an example makes it, or if it has more than
   * literals. `isPlain`: the examples have that form themselves, so that what is said of the call holds for the input.
   */
  proposed(call: Call): { readonly input: Input; readonly isPlain: boolean } | undefined {
    const { arguments: given } = call;
    if (given.length === 0 || given.some(({ value }) => value[0] === 'code')) return undefined;
    const form = this.#calls.find((one) => hasForm(one, given));
    if (!form && given.some(({ within }) => within !== undefined)) return undefined;
    const input = this.#input(form ?? call, given, 'proposed');
    if (!input || this.#examples.has(input.source)) return undefined;
    return { input, isPlain: input.source === textOf(call, given, this.#quote) };
  }

  /** At most `count` calls near an input that was made here, the simplest first: with one simpler argument, or one that an example has. */
  near(source: string, count: number): Input[] {
    const [call] = callsIn({ target: this.#target, examples: [{ source }] });
    const made = (call?.arguments ?? []).flatMap((one, at) => {
      const values = [...simpler(one.value), ...(this.#domainOf(one, at)?.seen ?? [])];
      return values.flatMap((value) => this.#input(call!, replaced(call!.arguments, at, value), 'searched') ?? []);
    });
    return this.#first(made, count);
  }

  /** At most `count` calls on either side of what the constants may bound: numbers, and lengths of texts and lists, each in every place. */
  beside(constants: readonly Value[], count: number): Input[] {
    const made = constants.flatMap(around).flatMap((value) =>
      this.#calls.flatMap((call) =>
        call.arguments.flatMap((one, at) => {
          const length = value[0] === 'int' ? Number(value[1]) : 0;
          const longer = length > 0 && length <= MOST_ITEMS ? lengthened(one.value, length) : undefined;
          const values = [planted(one.value, value, this.#source.random), longer];
          return values.flatMap((given) =>
            given === undefined ? [] : (this.#input(call, replaced(call.arguments, at, given), 'searched') ?? []),
          );
        }),
      ),
    );
    return this.#first(made, count);
  }

  #first(inputs: readonly Input[], count: number): Input[] {
    const made: Input[] = [];
    for (const one of [...inputs].sort(bySimplicity)) if (made.length < count) this.#put(made, one);
    return made;
  }

  #pick(): Call | undefined {
    return this.#calls.length === 0 ? undefined : this.#source.random.pick(this.#calls);
  }

  *#boundaries(): Generator<Input> {
    const seen: Input[] = [];
    for (const call of this.#calls.slice(0, 4)) {
      for (const [at, domain] of this.#domains.get(call)!.entries()) {
        for (const value of boundaries(domain, this.#source)) {
          const given = this.#related(replaced(call.arguments, at, value), at);
          const input = this.#input(call, given, 'boundary');
          if (input && this.#put(seen, input)) yield input;
        }
      }
    }
  }

  /** Arguments of several examples in one call. */
  #mixture(): Input | undefined {
    const call = this.#pick();
    if (!call) return undefined;
    const domains = this.#domains.get(call)!;
    const { random } = this.#source;
    const given = call.arguments.map((one, at) => ({ ...one, value: random.pick(domains[at]!.seen) }));
    return this.#input(call, this.#related(given, 0), 'mixture');
  }

  #variant(): Input | undefined {
    const call = this.#pick();
    if (!call) return undefined;
    const { random } = this.#source;
    const domains = this.#domains.get(call)!;
    let given: readonly Argument[] = call.arguments;
    const steps = 1 + random.below(3);
    for (let step = 0; step < steps; step++) {
      const at = random.below(given.length);
      given = replaced(given, at, variant(given[at]!.value, domains[at]!, this.#source));
      if (random.next() < KEEPING) given = this.#related(given, at);
    }
    return this.#input(call, given, 'variant');
  }

  #related(given: readonly Argument[], kept: number): readonly Argument[] {
    const fits =
      given.every(isPositional) &&
      this.#relations.every((one) => Object.values(one).every((at) => typeof at === 'string' || at < given.length));
    return fits ? related(given, this.#relations, kept, this.#source.random) : given;
  }

  #input(call: Call, given: readonly Argument[], origin: Input['origin'], constant?: string): Input | undefined {
    if (!given.every(({ value }) => readsBack(value) && keeps(value, this.#source.limits))) return undefined;
    const source = textOf(call, given, this.#quote);
    if (source.length > LONGEST) return undefined;
    const odd = given.reduce((sum, one, at) => sum + oddness(one.value, this.#domainOf(one, at)), 0);
    const breaks = this.#related(given, 0).some(({ value }, at) => value !== given[at]!.value) ? 1 : 0;
    return { source, origin, oddness: odd + breaks, ...(constant !== undefined && { constant }) };
  }

  /** Adds an input and returns 1, unless an example or another input has it already. */
  #put(made: Input[], input: Input | undefined): number {
    if (input === undefined || this.#known.has(input.source)) return 0;
    this.#known.add(input.source);
    made.push(input);
    return 1;
  }
}

/** The probability that a change keeps the relations between arguments. */
const KEEPING = 0.8;
/** The most characters of an input: nobody reads more. */
const LONGEST = 1500;
/** The most items of a text or list that is made as long as a constant says. */
const MOST_ITEMS = 60;

/** Less odd ones first, then short ones. */
export function bySimplicity(one: Input, other: Input): number {
  return one.oddness - other.oddness || one.source.length - other.source.length || (one.source < other.source ? -1 : 1);
}

/** Calls without arguments whose result no example tells. Objects of the file are left out, because an earlier call may have changed them. */
function bareIn(calls: readonly Call[], { target, examples }: Specification): string[] {
  const told = new Set(examples.map((one) => expectationOf(one)?.subject.replaceAll(' ', '')));
  const onObject = new RegExp(`(?:^|[^\\w.)\\]])[a-z_]\\w*(?:\\.\\w+)*\\.${target.simpleName}\\(`);
  return calls
    .filter((call) => call.arguments.length === 0)
    .map((call) => textOf(call))
    .filter((call) => !told.has(call.replaceAll(' ', '')) && !onObject.test(call));
}

function isPositional({ name, within }: Argument): boolean {
  return name === undefined && within === undefined;
}

function hasForm({ arguments: own }: Call, given: readonly Argument[]): boolean {
  const isAlike = ({ name, within }: Argument, at: number) => name === own[at]!.name && within === own[at]!.within;
  return own.length === given.length && given.every(isAlike);
}

function placeOf({ name, within }: Argument, at: number, parameters: readonly Parameter[]): string {
  return within ?? name ?? positional(parameters)[at]?.name ?? String(at);
}

function hintOf(key: string, parameters: readonly Parameter[]): string | undefined {
  return parameters.find(({ name, kind }) => name === key && kind !== 'variadic' && kind !== 'keywords')?.annotation;
}

function positional(parameters: readonly Parameter[]): readonly Parameter[] {
  return parameters.filter(({ kind }) => kind === 'positional' || kind === 'positionalOnly');
}

function replaced(given: readonly Argument[], at: number, value: Value): Argument[] {
  return given.map((one, index) => (index === at ? { ...one, value } : one));
}
