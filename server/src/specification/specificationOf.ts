/** Reads the specification of a function: its examples, the code that they need, and the checks that can't run. */
import type { Position, Specification, Target } from '../../../protocol/index.ts';
import { collect } from './collect.ts';
import { directiveAbove } from './directive.ts';
import type { PythonDocument } from './document.ts';
import { checksOf } from './examples.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Model, modelOf } from './model.ts';
import { moduleName } from './module.ts';
import { promptContext } from './promptContext.ts';
import { classesInUse, hiddenNames, rememberSecrets } from './secrets.ts';
import type { Snapshot } from './snapshot.ts';
import type { Statement } from './statement.ts';
import { statementsOf } from './statements.ts';
import { stepsOf } from './steps.ts';
import { type FunctionTarget, findTarget, lineAt, targetsIn } from './targets.ts';
import type { TestFiles, TestFilesAround } from './tests/testFiles.ts';

export interface SpecificationOptions {
  /** The absolute path of the folder in which the file's imports are looked up. */
  readonly workspace?: string | undefined;
  /** The names of functions that are judged together with this one, so that examples that need them can run. */
  readonly together?: readonly string[] | undefined;
}

interface Options extends SpecificationOptions {
  readonly testFiles: TestFiles | undefined;
}

const known = new WeakMap<readonly Statement[], Map<string, Specification>>();

/**
 * The specification of the function with this name (`NAME`, `Class.method`, `NAME@LINE`), or one line with a remedy. A function
 * without examples has a specification without examples.
 */
export function specificationOf(
  { snapshot: document, testFiles }: PythonDocument,
  name: string,
  options: SpecificationOptions,
): Specification | { error: string } {
  const target = findTarget(document, name);
  return 'error' in target ? target : specify(document, target, { ...options, testFiles });
}

/** The same for any place in the function, on its decorators, or in one of its examples. */
export function specificationAt(
  { snapshot: document, testFiles }: PythonDocument,
  position: Position,
  given: SpecificationOptions,
): Specification | { error: string } {
  const options = { ...given, testFiles };
  const statements = statementsOf(document);
  const offset = document.offsetAt(position);
  const line = document.lineStarts[Math.min(position.line, document.lineStarts.length - 1)]!;
  const isAt = ({ start, end }: { start: number; end: number }) =>
    start <= offset ? offset <= end : line <= start && document.text.slice(line, start).trim() === '' && offset >= line;
  for (const { broken } of statements) {
    const here = broken.find(isAt);
    if (here) {
      const what = here.name ? `${here.name} has a syntax error` : 'There is a syntax error';
      return { error: `${what} near line ${lineAt(document, here.at)}: fix it and try again.` };
    }
  }
  const around = targetsIn(document).filter(({ function: { base, start, end } }) =>
    isAt({ start: base + start, end: base + end }),
  );
  const own = around.at(-1);
  // The user rarely means a helper inside a finished function.
  if (own)
    return specify(
      document,
      own.body === 'stub' || own.function.outerFunctions === 0
        ? own
        : (around.find((one) => one.function.outerFunctions === 0) ?? own),
      options,
    );
  const statement = statements.find(isAt);
  const found = statement && functionTestedBy(document, statement, offset, options);
  return found ?? { error: 'There is no function here: put the cursor into one, or on one of its examples.' };
}

/** The first open one of the functions that an example calls. */
function functionTestedBy(
  document: Snapshot,
  statement: Statement,
  offset: number,
  options: Options,
): Specification | undefined {
  const model = modelOf(statementsOf(document));
  const targets = targetsIn(document);
  const stubsFirst = [...targets.filter((one) => one.body === 'stub'), ...targets.filter((one) => one.body !== 'stub')];
  const candidates = stubsFirst.filter((target) =>
    checksOf(model, target).found.some(
      (check) =>
        check.statement === statement &&
        (check.asserts.length === 0 || check.asserts.some((part) => part.start <= offset || part.end >= offset)),
    ),
  );
  const specifications = candidates.map((target) => specify(document, target, options));
  return specifications.find(({ examples }) => examples.length > 0) ?? specifications[0];
}

function specify(document: Snapshot, target: FunctionTarget, options: Options): Specification {
  const statements = statementsOf(document);
  const cache = known.get(statements) ?? new Map<string, Specification>();
  known.set(statements, cache);
  const around = options.testFiles?.around(document.file, options.workspace);
  const key = JSON.stringify([target.name, options.workspace, options.together, around?.version]);
  const cached = cache.get(key);
  if (cached) return cached;
  const specification = build(document, modelOf(statements), target, options, around);
  cache.set(key, specification);
  return specification;
}

function build(
  document: Snapshot,
  model: Model,
  target: FunctionTarget,
  { workspace, together }: Options,
  around: TestFilesAround | undefined,
): Specification {
  const others = targetsIn(document).filter(({ name }) => name !== target.name && together?.includes(name));
  const checks = checksOf(model, target);
  const collected = collect(document, model, target, checks, others, around && { around, workspace });
  const { examples, notRun } = collected;
  const module = moduleName(document.file, workspace);
  const directive = directiveAbove(document, [target.range.start.line, target.line - 1]);
  const more = new Later(() => {
    const hidden = hiddenNames(model, target, checks, collected.needs);
    for (const one of others) hidden.delete(one.function.path[0]!);
    const classes = classesInUse(document, model, [collected.needs, collected.needsElsewhere]);
    const { steps, fixed } = stepsOf(document, model, target, checks.calls, collected, others);
    const printed = { module, directive, examples, notRun, steps: fixed };
    return {
      steps,
      context: promptContext(document, model, target, checks, hidden),
      fingerprint: fingerprintOf(document, target, printed),
      secrets: { hidden, classes, ordinal: target.ordinal },
    };
  });
  const specification: Specification = {
    file: document.file,
    module,
    target: plain(target),
    examples,
    notRun,
    directive,
    get steps() {
      return more.value.steps;
    },
    get context() {
      return more.value.context;
    },
    get fingerprint() {
      return more.value.fingerprint;
    },
  };
  rememberSecrets(specification, () => more.value.secrets);
  return specification;
}

/** A value that is computed on first use: lenses only need the examples, at every keystroke. */
class Later<T> {
  #make: (() => T) | undefined;
  #made: T | undefined;

  constructor(make: () => T) {
    this.#make = make;
  }

  get value(): T {
    if (this.#make) {
      this.#made = this.#make();
      this.#make = undefined;
    }
    return this.#made as T;
  }
}

/** Removes the internal fields of specification/. */
function plain({
  function: _function,
  statement: _statement,
  ordinal: _ordinal,
  decorators: _decorators,
  ...target
}: FunctionTarget): Target {
  return target;
}
