/** Finds the checks of a function: asserts and similar statements at module level, and the doctests of its docstring. */
import { type Calls, callsOf, type Relation } from './calls.ts';
import type { Model } from './model.ts';
import type { Part, Statement } from './statement.ts';
import type { FunctionTarget } from './targets.ts';

/** A statement with examples in it. */
export interface Check {
  readonly statement: Statement;
  readonly kind: 'assert' | 'try' | 'with';
  /** The asserts that are examples; empty if the whole statement is one example. */
  readonly asserts: readonly Part[];
  /** It only reads an object that a call may have changed, so it counts unless there is a reason against it. */
  readonly isWeak: boolean;
}

export interface Checks {
  readonly calls: Calls;
  /** The checks in the file's order. */
  readonly found: readonly Check[];
}

export function checksOf(model: Model, target: FunctionTarget): Checks {
  const calls = callsOf(model, target);
  const asserting = new Map<string, boolean>();
  const asserts = (name: string): boolean => {
    const known = asserting.get(name);
    if (known !== undefined) return known;
    asserting.set(name, false);
    const own = (model.functions.get(name) ?? []).filter((one) => one.names !== target.function.names);
    const found = own.some((one) => one.asserts || [...one.names.later].some(asserts));
    asserting.set(name, found);
    return found;
  };
  const found = [...calls.related].flatMap((statement) => {
    const check = checkIn(statement, calls.of(statement), model, asserts);
    return check ? [check] : [];
  });
  return { calls, found };
}

type Asserts = (name: string) => boolean;

function checkIn(statement: Statement, relations: readonly Relation[], model: Model, asserts: Asserts): Check | null {
  const { kind, parts } = statement;
  const related = parts.filter((_, index) => relations[index]);
  const isAbout = (part: Part) => relations[parts.indexOf(part)] === 'calls' || part.kind === 'assert';
  const strongly = related.filter((part) => relations[parts.indexOf(part)] !== 'weakly');
  const whole = (as: Check['kind']): Check => ({ statement, kind: as, asserts: [], isWeak: false });
  switch (kind) {
    case 'assert':
      return related.length > 0 ? { statement, kind, asserts: parts, isWeak: strongly.length === 0 } : null;
    case 'try':
    case 'with':
      return strongly.some(isAbout) ? whole(kind) : null;
    case 'compound': {
      const own = strongly.filter((part) => part.kind === 'assert' && part.within === null);
      if (own.length > 0) return { statement, kind: 'assert', asserts: own, isWeak: false };
      const guarded = strongly.find((part) => part.within !== null && isAbout(part));
      if (guarded) return whole(guarded.within!);
      return strongly.some((part) => callsChecker(part, model, asserts)) ? whole('assert') : null;
    }
    case 'other':
      return strongly.some((part) => callsChecker(part, model, asserts)) ? whole('assert') : null;
    default:
      return null;
  }
}

/** Whether this is a call such as `check(3, 4)`, where `check` asserts, or `asyncio.run(main())`. */
function callsChecker({ names }: Part, model: Model, asserts: Asserts): boolean {
  return names.bareCalls.some(({ root, path }) => {
    if (model.functions.has(root)) return path === '' && asserts(root);
    const method = path.split('.').at(-1)!;
    const isOwn = [...model.classes.values()].some((one) => one.methods.get(method)?.some((each) => each.asserts));
    return (
      isOwn ||
      (model.imported.has(root) &&
        [...names.uses].some((name) => (model.functions.get(name) ?? []).some((one) => one.isAsync) && asserts(name)))
    );
  });
}
