/** Finds the test functions of a file, each with all code that runs for it: fixtures, set-up, the helpers of its class. */

import { GrowingNames, type Names } from '../../python/names/names.ts';
import type { Model } from '../model.ts';
import type { Snapshot } from '../snapshot.ts';
import type { FunctionAt, Statement } from '../statement.ts';

export interface TestFunction {
  readonly function: FunctionAt;
  readonly statement: Statement;
  /** `test_x`, `TestClass.test_x`. */
  readonly name: string;
  readonly kind: 'pytest' | 'unittest';
  /** The names of the function and of the code that its framework runs around it; parameters are names of fixtures. */
  readonly names: Names;
  /** The reason why it is not run, from its decorators. */
  readonly skipped?: string;
}

const known = new WeakMap<Model, readonly TestFunction[]>();

/** The tests in the file's order. The last of several with the same name counts. */
export function testsOf(document: Snapshot, model: Model): readonly TestFunction[] {
  const cached = known.get(model);
  if (cached) return cached;
  const around = setUpOf(model);
  const found = new Map<string, TestFunction>();
  for (const { function: one, statement } of model.tests) {
    if (one.outerFunctions > 0) continue;
    const name = one.path.join('.');
    const skipped = skipIn(one.decorators);
    found.delete(name);
    found.set(name, {
      function: one,
      statement,
      name,
      kind: kindOf(document, model, one, statement),
      names: namesFor(one, statement, around),
      ...(skipped !== undefined && { skipped }),
    });
  }
  const tests = [...found.values()];
  known.set(model, tests);
  return tests;
}

export function isFixture({ decorators }: Pick<FunctionAt, 'decorators'>): boolean {
  return decorators.some((one) => /^(?:\w+\.)*fixture\b/.test(one));
}

const setUpOfModule = /^(?:setUpModule|tearDownModule|setup_module|teardown_module|setup_function|teardown_function)$/;
const setUpOfClass =
  /^(?:setUp|tearDown|setUpClass|tearDownClass|asyncSetUp|asyncTearDown|setup_method|teardown_method|setup_class|teardown_class|setup|teardown)$/;

/** The functions that run for every test of the file. */
function setUpOf(model: Model): FunctionAt[] {
  const functions = [...model.functions.values()].flat();
  return functions.filter((one) => setUpOfModule.test(one.path[0]!) || isAutomatic(one));
}

function isAutomatic(one: FunctionAt): boolean {
  return isFixture(one) && one.decorators.some((each) => /\bautouse\s*=\s*True\b/.test(each));
}

function namesFor(test: FunctionAt, statement: Statement, around: readonly FunctionAt[]): Names {
  const names = new GrowingNames();
  const seen = new Set<FunctionAt>();
  const siblings = statement.functions.filter((one) => one.path.length === test.path.length && !one.isTest);
  const byName = new Map(siblings.map((one) => [one.path.at(-1)!, one]));
  const pending = [
    test,
    ...around,
    ...siblings.filter((one) => setUpOfClass.test(one.path.at(-1)!) || isAutomatic(one)),
  ];
  for (const one of around) names.later.add(one.path[0]!);
  for (let one = pending.pop(); one; one = pending.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    names.add(one.names);
    for (const { name } of one.parameters) {
      if (name === one.receiver) continue;
      names.later.add(name);
      names.callable.add(name);
      pending.push(...(byName.has(name) ? [byName.get(name)!] : []));
    }
    for (const attribute of one.names.attributes) if (byName.has(attribute)) pending.push(byName.get(attribute)!);
  }
  return names;
}

function kindOf(document: Snapshot, model: Model, test: FunctionAt, statement: Statement): TestFunction['kind'] {
  if (test.path.length === 1) return 'pytest';
  return isTestCase(document, model, statement, new Set()) ? 'unittest' : 'pytest';
}

function isTestCase(document: Snapshot, model: Model, statement: Statement, seen: Set<Statement>): boolean {
  if (seen.has(statement)) return false;
  seen.add(statement);
  const head = document.text.slice(statement.start, statement.end).match(/class\s+\w+\s*\(([^)]*)\)/)?.[1] ?? '';
  if (/TestCase\b/.test(head)) return true;
  const bases = (statement.class?.bases ?? []).flatMap((one) => model.classes.get(one)?.statement ?? []);
  if (bases.some((one) => isTestCase(document, model, one, seen))) return true;
  // The base class is from another file, so the calls of the tests decide.
  const isForeign = (statement.class?.bases ?? []).some((one) => model.imported.has(one));
  return (
    isForeign && statement.functions.some((one) => [...one.names.attributes].some((name) => /^assert[A-Z]/.test(name)))
  );
}

/** The reason of a mark that always skips a test; the framework evaluates conditional marks. */
function skipIn(decorators: readonly string[]): string | undefined {
  for (const decorator of decorators) {
    const [, name, args] = /^([\w.]+)\s*(\([\s\S]*\))?$/.exec(decorator) ?? [];
    if (name === undefined) continue;
    const reason = /(?:reason\s*=\s*)?(["'])(.*?)\1/.exec(args ?? '')?.[2];
    if (/(?:^|\.)mark\.skip$|^(?:unittest\.)?skip$/.test(name)) {
      return `it is skipped${reason === undefined ? '' : `: ${reason}`}`;
    }
    const unconditional = args === undefined || /^\(\s*(?:(?:reason|strict|raises)\s*=|\))/.test(args);
    const isConditional = args !== undefined && /\bcondition\s*=/.test(args);
    if (/(?:^|\.)expectedFailure$/.test(name)) return 'it is expected to fail: remove the decorator to run it';
    if (/(?:^|\.)mark\.xfail$/.test(name) && unconditional && !isConditional)
      return 'it is expected to fail: remove the xfail mark to run it';
  }
  return undefined;
}
