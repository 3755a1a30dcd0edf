/** What a candidate's process must not hold, though the candidate may name it: tables and helpers that only the examples use. */
import type { Specification } from '../../../protocol/index.ts';
import type { Checks } from './examples.ts';
import type { Model } from './model.ts';
import { Needs } from './needs.ts';
import type { Snapshot } from './snapshot.ts';
import type { FunctionAt } from './statement.ts';
import { type FunctionTarget, runningFunction } from './targets.ts';

/** What `childSource` must know of the text that a specification was read from. */
interface Secrets {
  readonly hidden: ReadonlySet<string>;
  /** Classes of the file that examples may hand instances of to the function. */
  readonly classes: ReadonlySet<string>;
  /** How many functions of the target's name come before it. */
  readonly ordinal: number;
}

const remembered = new WeakMap<Specification, () => Secrets>();

export function rememberSecrets(specification: Specification, secrets: () => Secrets): void {
  remembered.set(specification, secrets);
}

/** Undefined for a specification that was not read by this process. */
export function secretsOf(specification: Specification): Secrets | undefined {
  return remembered.get(specification)?.();
}

/** Judged on the text that the user wrote, before a candidate refers to anything. `needs` are the examples' and the definition's. */
export function hiddenNames(model: Model, target: FunctionTarget, checks: Checks, needs: Needs): Set<string> {
  const { calls, found } = checks;
  const examples = new Set(found.map(({ statement }) => statement));
  const visible = new Needs(model, { skip: (one) => one.inMain || examples.has(one), without: target });
  visible.addDefinition(target.statement);
  // What a nested stub's outer function reads is the user's code too.
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
  // What checks read by themselves is what the function is to bring about.
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

/** What prose names beyond doubt: `rate`, rate(x), max_rate, maxRate, MAX, Rate.max; not a word that is one of the language too, nor "value(s)". */
function namesTold(prose: string): Set<string> {
  const found = new Set<string>();
  for (const [, quoted, chain, called, word] of prose.matchAll(inProse)) {
    if (word === undefined) for (const name of (quoted ?? chain ?? called)!.split('.')) found.add(name);
    else if (compound.test(word)) found.add(word);
  }
  return found;
}

const madeByCall = /=\s*(?:\w+\.)?_?(?:namedtuple|NamedTuple|Enum|IntEnum|StrEnum|Flag|IntFlag)\(/;

/** Classes of the file that examples need, but for those that hold tests. */
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

/** Functions that have examples of their own: the file's, not the examples'. */
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
