/** Makes the steps of the evaluator, in the file's order; an example above its needs is moved below them. */
import type { Step } from '../../../protocol/index.ts';
import type { Calls } from './calls.ts';
import type { Collected, PlacedCheck } from './collected.ts';
import { importsItself } from './importsInText.ts';
import { changedBy, type Model } from './model.ts';
import { Needs } from './needs.ts';
import { sourceOf } from './pieceSource.ts';
import { reboundIn } from './rebound.ts';
import type { Snapshot } from './snapshot.ts';
import type { Statement } from './statement.ts';
import { dottedName, type FunctionTarget, lineAt, runningFunction } from './targets.ts';

/** `fixed` are the steps that do not depend on the function's body, with their statements. */
export function stepsOf(
  document: Snapshot,
  model: Model,
  target: FunctionTarget,
  calls: Calls,
  { placed, session, needs, tests, needsElsewhere }: Collected,
  others: readonly FunctionTarget[],
): { steps: Step[]; fixed: { step: Step; statement: Statement | null; printed?: string }[] } {
  const checks = new Map(placed.map((one) => [one.statement, one]));
  const optional = statementsOfBody(document, model, target, needs);
  const rebound = new Set(reboundIn(document, model, target));
  const more = new Needs(model);
  for (const one of rebound) more.addDefinition(one);
  const isAtHand = (one: Statement) => rebound.has(one) || needs.statements.has(one) || optional.has(one);
  if ([...more.statements].every(isAtHand)) for (const one of rebound) optional.add(one);
  const isImported =
    tests.some(({ step }) => step.source !== null) ||
    (session !== undefined && importsItself(document.file, session.source));
  const elsewhere = isImported ? needsElsewhere.statements : new Set<Statement>();
  if (isImported) for (const one of statementsOfImport(model)) optional.add(one);
  const wanted = new Set([...needs.statements, ...elsewhere, ...optional, ...checks.keys(), target.statement]);
  const { indexes } = model;
  const entries = [...wanted]
    .filter(
      (one) =>
        one.kind !== 'broken' &&
        (checks.has(one) || (one.kind !== 'docstring' && (!isPlainCheck(one, needs) || elsewhere.has(one)))),
    )
    .map((statement) => {
      const check = checks.get(statement);
      const own = indexes.get(statement)!;
      return { statement, check, own, at: check ? Math.max(own, lastNeeded(check, model, target, indexes, own)) : own };
    })
    .sort((a, b) => a.at - b.at || Number(a.at !== a.own) - Number(b.at !== b.own) || a.own - b.own)
    .map(({ statement, check }) => ({
      statement,
      step: stepFor(
        document,
        statement,
        check,
        [target, ...others],
        tests.length > 0 && calls.of(statement).some(Boolean),
      ),
    }));
  const doctest: Step[] = session ? [{ do: 'doctest', ...session }] : [];
  return {
    steps: [...entries.map(({ step }) => step), ...doctest, ...tests.map(({ step }) => step)],
    fixed: [
      ...entries.filter(
        ({ statement }) => needs.statements.has(statement) || elsewhere.has(statement) || checks.has(statement),
      ),
      ...doctest.map((step) => ({ step, statement: null })),
      ...tests.map(({ step, printed }) => ({ step, statement: null, printed })),
    ],
  };
}

/** Whether this is an assert that is not an example and changes nothing in use, so that it does not run. */
function isPlainCheck(statement: Statement, needs: Needs): boolean {
  return statement.kind === 'assert' && !needs.statements.has(statement);
}

function stepFor(
  document: Snapshot,
  statement: Statement,
  check: PlacedCheck | undefined,
  targets: readonly FunctionTarget[],
  tied: boolean,
): Step {
  const place = { line: lineAt(document, statement.start), source: sourceOf(document, statement) };
  if (check) return { do: 'example', ...place, asserts: check.asserts };
  const held = targets.filter((one) => one.statement === statement).map((one) => dottedName(one.function));
  if (held.length > 0) return { do: 'define', ...place, ...(targets.length > 1 && { targets: held }) };
  return { do: 'run', ...place, ...(tied && { tied }) };
}

/** The statements that run when a test file imports the file: all that bind or change a name. */
function statementsOfImport(model: Model): Statement[] {
  return model.statements.filter(
    (one) =>
      !one.inMain &&
      one.kind !== 'assert' &&
      (one.kind !== 'other' || one.names.binds.size > 0 || changedBy(one, model).size > 0) &&
      !one.functions.some(({ isTest }) => isTest),
  );
}

/** The statement below the example that first binds a name which nothing above binds. */
function lastNeeded(
  { statement, needs }: PlacedCheck,
  { binders }: Model,
  target: FunctionTarget,
  indexes: ReadonlyMap<Statement, number>,
  own: number,
): number {
  let last = indexes.get(target.statement)!;
  for (const name of needs.names) {
    if (name === target.function.path[0]) continue;
    const places = (binders.get(name) ?? [])
      .filter((one) => one !== statement && needs.statements.has(one))
      .map((one) => indexes.get(one)!);
    if (places.length > 0 && places.every((index) => index > own)) last = Math.max(last, Math.min(...places));
  }
  return last;
}

const plainLibrary =
  /^(?:abc|collections|contextlib|copy|dataclasses|datetime|decimal|enum|fractions|functools|heapq|itertools|json|math|numbers|operator|re|string|textwrap|types|typing|typing_extensions|uuid)(?:\.|$)/;

/** The statements that the present body needs. Includes the file's classes, whose instances a candidate may return, if they need only definitions. */
function statementsOfBody(document: Snapshot, model: Model, target: FunctionTarget, known: Needs): Set<Statement> {
  const found = new Set<Statement>();
  const take = (needs: Needs) => {
    for (const one of needs.statements) found.add(one);
  };
  const isOther = (statement: Statement, name: string) =>
    statement.inMain || (name === target.function.path[0] && statement !== target.statement);
  if (target.body === 'real') {
    const needs = new Needs(model, { changers: true, skip: isOther });
    needs.addDefinition(target.statement);
    needs.add(runningFunction(target).names);
    take(needs);
  }
  for (const { name, statement } of [...model.classes.values(), ...model.madeClasses]) {
    if (known.statements.has(statement) || statement.inMain || statement.functions.some((one) => one.isTest)) continue;
    const needs = new Needs(model, { skip: isOther });
    needs.addDefinition(statement);
    needs.addName(name);
    if ([...needs.statements].every((one) => known.statements.has(one) || isDefinition(document, one))) take(needs);
  }
  return found;
}

function isDefinition({ text }: Snapshot, { kind, names, madeClass, start, end, broken }: Statement): boolean {
  if (broken.length > 0) return false;
  if (kind === 'function' || kind === 'class' || kind === 'future') return true;
  const source = text.slice(start, end);
  if (kind === 'import') {
    const modules = source.replace(/^from\s+(\S+)\s[\s\S]*$/, '$1').replace(/^import\s+/, '');
    return modules.split(',').every((module) => plainLibrary.test(module.trim()));
  }
  return kind === 'other' && (!names.operators.has('()') || madeClass !== null);
}
