/** Finds tables and helpers that only the examples use. A candidate's process must not contain them, even if the candidate names them. */
import type { Specification } from '../../../protocol/index.ts';
import type { Checks } from './examples.ts';
import type { Model } from './model.ts';
import { Needs } from './needs.ts';
import type { Snapshot } from './snapshot.ts';
import type { FunctionAt } from './statement.ts';
import { type FunctionTarget, runningFunction } from './targets.ts';

/** The information for `childSource` about a specification's original text. */
interface Secrets {
  readonly hidden: ReadonlySet<string>;
  /** Classes of the file whose instances examples may pass to the function. */
  readonly classes: ReadonlySet<string>;
  /** The number of functions with the target's name before it. */
  readonly ordinal: number;
}

const remembered = new WeakMap<Specification, () => Secrets>();

export function rememberSecrets(specification: Specification, secrets: () => Secrets): void {
  remembered.set(specification, secrets);
}

/** Undefined for a specification that another process has read. */
export function secretsOf(specification: Specification): Secrets | undefined {
  return remembered.get(specification)?.();
}

/** The names to hide, from the user's own text without candidates. `needs` are those of the examples and of the definition. */
export function hiddenNames(model: Model, target: FunctionTarget, checks: Checks, needs: Needs): Set<string> {
  const { calls, found } = checks;
  const examples = new Set(found.map(({ statement }) => statement));
  const visible = new Needs(model, { skip: (one) => one.inMain || examples.has(one), without: target });
  visible.addDefinition(target.statement);
  // The code of the function around a nested stub is the user's code too.
  if (target.body === 'real' || target.function.outerFunctions > 0) visible.add(runningFunction(target).names);
  const underTest = testedElsewhere(model, calls, target);
  for (const [name, functions] of model.functions) {
    if (functions.some((one) => isOwnPurpose(one, target) && (!needs.functions.has(one) || underTest.has(name))))
      visible.addName(name);
  }
  for (const [name, { statement }] of model.classes) {
    if (!statement.functions.some((one) => one.isTest)) visible.addName(name);
  }
  for (const { name } of model.madeClasses) visible.addName(name);
  const prose = target.docstring?.replace(/^[ \t]*(?:>>>|\.\.\.).*$/gm, '') ?? '';
  const docstring = namesTold(prose);
  const words = new Set(prose.match(/[^\W\d]\w*/gu));
  // Names that checks read directly are results of the function.
  const stated = new Set<string>();
  for (const { statement } of found) {
    const relations = calls.of(statement);
    statement.parts.forEach((part, index) => {
      if (part.kind === 'assert' && relations[index] !== 'calls') for (const name of part.names.uses) stated.add(name);
    });
  }
  const reached = [...needs.names, ...found.flatMap(({ statement }) => [...statement.names.binds])];
  return new Set(
    reached.filter(
      (name) =>
        model.binders.has(name) &&
        !visible.names.has(name) &&
        !docstring.has(name) &&
        !(words.has(name) && stated.has(name)) &&
        !model.imported.has(name) &&
        !model.classes.has(name) &&
        name !== target.function.path[0],
    ),
  );
}

const inProse =
  /(?:`+|['"])([^\W\d][\w.]*)(?:\(.*?\))?(?:`+|['"])|(?<![\w.])([^\W\d]\w*(?:\.[^\W\d]\w*)+)|(?<!\w)([^\W\d]\w*)\((?!e?s\))|(?<!\w)([^\W\d]\w*)/gu;
const compound = /\w_+\w|[a-z\d][A-Z]|^[A-Z][A-Z\d]+$/;

/** Names in prose that are clearly code: `rate`, rate(x), max_rate, maxRate, MAX, Rate.max; not ordinary words, nor "value(s)". */
function namesTold(prose: string): Set<string> {
  const found = new Set<string>();
  for (const [, quoted, chain, called, word] of prose.matchAll(inProse)) {
    if (word === undefined) for (const name of (quoted ?? chain ?? called)!.split('.')) found.add(name);
    else if (compound.test(word)) found.add(word);
  }
  return found;
}

const madeByCall = /=\s*(?:\w+\.)?_?(?:namedtuple|NamedTuple|Enum|IntEnum|StrEnum|Flag|IntFlag)\(/;

/** Classes of the file that examples need, except test classes. */
export function classesInUse({ text }: Snapshot, model: Model, needs: readonly Needs[]): Set<string> {
  const found = new Set<string>();
  for (const { statements } of needs) {
    for (const { kind, names, start, end } of statements) {
      if (kind === 'other' && madeByCall.test(text.slice(start, end))) for (const name of names.binds) found.add(name);
    }
  }
  for (const [name, { statement }] of model.classes) {
    if (needs.some((one) => one.statements.has(statement)) && !statement.functions.some((one) => one.isTest))
      found.add(name);
  }
  for (const { name, statement } of model.madeClasses)
    if (needs.some((one) => one.statements.has(statement))) found.add(name);
  return found;
}

function isOwnPurpose(one: FunctionAt, target: FunctionTarget): boolean {
  return !one.isTest && one.names !== target.function.names;
}

/** Functions with their own examples: they belong to the file, and are not helpers of examples. */
function testedElsewhere(model: Model, calls: Checks['calls'], { function: own }: FunctionTarget): Set<string> {
  const found = new Set<string>();
  for (const statement of model.statements) {
    const relations = calls.of(statement);
    statement.parts.forEach((part, index) => {
      if (part.kind !== 'assert' || relations[index]) return;
      for (const name of part.names.callable) if (model.functions.has(name) && name !== own.path[0]) found.add(name);
    });
  }
  return found;
}
