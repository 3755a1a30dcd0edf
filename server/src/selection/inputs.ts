/** Makes inputs for a specification: calls of the function that no example makes, on which candidates that pass may differ. */
import type { Parameter, Specification } from '../../../protocol/index.ts';
import { type Quote, readsBack, sourceOf, type Value } from '../python/values.ts';
import { expectationOf } from '../specification/expectation.ts';
import { type Argument, type Call, callsIn, quoteIn, textOf } from './calls.ts';
import { around } from './constants.ts';
import { type Domain, domainOf, oddness } from './domain.ts';
import { keeps, limitsOf } from './limits.ts';
import { Random } from './random.ts';
import { related, relationsOf } from './relations.ts';
import { boundaries, type Source, variant } from './variants.ts';

export interface Input {
  /** A call of the function. */
  readonly source: string;
  readonly origin: 'boundary' | 'variant' | 'mixture' | 'constant';
  /** The number of ways in which it leaves what the examples show. */
  readonly oddness: number;
  /** The constant for which it was made, as source. */
  readonly constant?: string;
}

/** The sources of inputs for one specification. */
export class Inputs {
  readonly #calls: readonly Call[];
  /** Calls without arguments whose result no example tells: `len(f()) == 3` doesn't. */
  readonly #bare: readonly string[];
  readonly #domains = new Map<Call, readonly Domain[]>();
  readonly #source: Source;
  readonly #known: Set<string>;
  readonly #quote: Quote;
  readonly #relations: ReturnType<typeof relationsOf>;

  constructor(specification: Specification) {
    const { target } = specification;
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
    for (const call of this.#calls) {
      this.#domains.set(
        call,
        call.arguments.map((one, at) => domains.get(placeOf(one, at, target.parameters))!),
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
    const domains = this.#domains.get(call)!;
    const odd = given.reduce((sum, { value }, at) => sum + oddness(value, domains[at]), 0);
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

/** The value with the constant at a place for its kind; undefined if there is no such place. */
function planted(value: Value, constant: Value, random: Random): Value | undefined {
  const isNumber = constant[0] === 'int' || constant[0] === 'float';
  switch (value[0]) {
    case 'int':
      return constant[0] === 'int' ? constant : undefined;
    case 'float':
      return isNumber ? ['float', constant[0] === 'int' ? `${constant[1]}.0` : (constant[1] as string)] : undefined;
    case 'str':
      if (constant[0] !== 'str') return undefined;
      return ['str', random.next() < 0.4 ? constant[1] : inserted(value[1], constant[1], random)];
    case 'list':
    case 'tuple':
    case 'set': {
      const items = value[1] as readonly Value[];
      const length = constant[0] === 'int' ? Number(constant[1]) : 0;
      if (length >= 2 && length <= 20 && items.length > 0 && random.next() < 0.3) {
        return [value[0], Array.from({ length }, (_, at) => items[at % items.length]!)];
      }
      const start = random.below(items.length);
      for (let step = 0; step < items.length; step++) {
        const at = (start + step) % items.length;
        const changed = planted(items[at]!, constant, random);
        if (changed) return [value[0], items.map((one, index) => (index === at ? changed : one))];
      }
      return undefined;
    }
    case 'dict': {
      const pairs = value[1] as readonly (readonly [Value, Value])[];
      for (const [at, [key, one]] of pairs.entries()) {
        const changed = planted(one, constant, random);
        if (changed) return ['dict', pairs.map((pair, index) => (index === at ? [key, changed] : pair))];
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function inserted(text: string, part: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + part + text.slice(at);
}
