/** Finds the test functions that are examples of a function, in its own file and in test files that import it. */
import path from 'node:path';
import type { Example, NotRun, Step } from '../../../../protocol/index.ts';
import type { Names } from '../../python/names/names.ts';
import type { Checks } from '../examples.ts';
import { Imports } from '../importsOfSubject.ts';
import { type Model, modelOf } from '../model.ts';
import { moduleName } from '../module.ts';
import { Needs } from '../needs.ts';
import { dedented } from '../pieceSource.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Statement } from '../statement.ts';
import { statementsOf } from '../statements.ts';
import { type FunctionTarget, lineAt } from '../targets.ts';
import { TestCalls, textOf } from './testCalls.ts';
import type { TestFilesAround } from './testFiles.ts';
import { isFixture, type TestFunction, testsOf } from './testFunctions.ts';

export type TestsStep = Extract<Step, { do: 'tests' }>;

/** The test functions of one file. */
export interface TestGroup {
  readonly step: Omit<TestsStep, 'tests'>;
  readonly tests: readonly { readonly test: TestFunction; readonly example: Example }[];
  /** The code of their own file that they need, as it goes into the fingerprint. */
  readonly printed: string;
}

export interface TestsOfOthers {
  readonly groups: readonly TestGroup[];
  readonly notRun: readonly NotRun[];
  /** The names of the file under test that these files import. */
  readonly imported: ReadonlySet<string>;
}

/** Whether a test calls the function, judged by the names of all code that runs for it. */
export type Leads = (names: Names) => boolean;

/** The files around a file that matter for its tests, such as conftest.py files. */
export interface Surroundings {
  readonly around: TestFilesAround;
  readonly workspace: string | undefined;
}

/** Whether a function is a test, a fixture, or a member of a test class: it runs for examples, and has none itself. */
export function isForTests({ function: own, statement }: Pick<FunctionTarget, 'function' | 'statement'>): boolean {
  return own.isTest || isFixture(own) || (own.path.length > 1 && statement.functions.some((one) => one.isTest));
}

export function exampleOf(document: Snapshot, { function: one, statement, kind }: TestFunction): Example {
  const start = one.base + one.start;
  const end = one.base + one.end;
  return {
    file: document.file,
    line: lineAt(document, one.base + one.def),
    kind,
    source: dedented(document.text, start, end, statement.longStrings),
    range: document.rangeAt(start, end),
  };
}

/** Whether the file's own tests lead to the function, including through fixtures of conftest.py files. */
export function ownLeads(document: Snapshot, checks: Checks, surroundings: Surroundings | undefined): Leads {
  const { calls } = checks;
  if (!surroundings || surroundings.around.conftests.size === 0) return (names) => calls.isCall(names);
  const imports = new Imports(document.file, surroundings.around.packages);
  const subject = { calls, meaningOf: imports.meaningOf.bind(imports) };
  const above = conftestsOf(document.file, surroundings.around).map(
    (one) => new TestCalls(one, modelOf(statementsOf(one)), subject, []),
  );
  return (names) => calls.isCall(names) || above.some((one) => one.gives(names));
}

export function testsElsewhere(
  document: Snapshot,
  checks: Checks,
  { around, workspace }: Surroundings,
): TestsOfOthers | undefined {
  const imports = new Imports(document.file, around.packages);
  const subject = { calls: checks.calls, meaningOf: imports.meaningOf.bind(imports) };
  const conftests = new Map<Snapshot, TestCalls>();
  const conftestOf = (one: Snapshot) => {
    const known = conftests.get(one) ?? new TestCalls(one, modelOf(statementsOf(one)), subject, []);
    conftests.set(one, known);
    return known;
  };
  const groups: TestGroup[] = [];
  const notRun: NotRun[] = [];
  const imported = new Set<string>();
  for (const file of around.tests) {
    const model = modelOf(statementsOf(file));
    const above = conftestsOf(file.file, around).map(conftestOf);
    const calls = new TestCalls(file, model, subject, above);
    if (!calls.isAbout && !above.some((one) => one.isAbout)) continue;
    const tests = testsOf(file, model).filter(({ names, function: own }) => calls.leads(names, textOf(own, file.text)));
    if (tests.length === 0) continue;
    const run = tests.filter(({ skipped }) => skipped === undefined);
    for (const test of tests) {
      if (test.skipped !== undefined) notRun.push(notRunOf(file, test, test.skipped));
    }
    for (const one of [calls, ...above]) for (const name of one.needed) imported.add(name);
    if (run.length === 0) continue;
    groups.push({
      step: stepOf(file, workspace, around.unsaved),
      tests: run.map((test) => ({ test, example: exampleOf(file, test) })),
      printed: printedOf(file, model, run),
    });
  }
  if (groups.length > 0) for (const name of imports.neededByPackages) imported.add(name);
  return { groups, notRun, imported };
}

export function notRunOf(document: Snapshot, test: TestFunction, reason: string): NotRun {
  const { file, line, source } = exampleOf(document, test);
  return { file, line, source, reason };
}

export function stepOf(
  { file, text }: Snapshot,
  workspace: string | undefined,
  unsaved: Readonly<Record<string, string>>,
): Omit<TestsStep, 'tests'> {
  const module = moduleName(file, workspace);
  const depth = module.split('.').length - 1;
  const root = path.resolve(path.dirname(file), ...Array<string>(depth).fill('..'));
  return { do: 'tests', file, module, root, source: text, unsaved };
}

function conftestsOf(file: string, { conftests }: TestFilesAround): Snapshot[] {
  const found: Snapshot[] = [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const one = conftests.get(folder);
    if (one) found.push(one);
    if (folder === path.dirname(folder)) return found;
  }
}

/** The source of the statements that the tests need. */
function printedOf({ text }: Snapshot, model: Model, tests: readonly TestFunction[]): string {
  const needs = new Needs(model, { changers: true });
  for (const { names, statement } of tests) {
    needs.addDefinition(statement);
    needs.add(names);
  }
  const own = new Set<Statement>([...needs.statements, ...tests.map(({ statement }) => statement)]);
  return model.statements
    .filter((one) => own.has(one))
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
}
