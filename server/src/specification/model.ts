/** Indexes a document's statements by the names that they bind, read and change. */
import type { BareCall, Names } from '../python/names/names.ts';
import type { FunctionAt, Part, Statement } from './statement.ts';

export interface ClassAt {
  readonly name: string;
  readonly statement: Statement;
  readonly bases: readonly string[];
  /** Methods by name, including those of nested classes. */
  readonly methods: ReadonlyMap<string, readonly FunctionAt[]>;
}

export interface Model {
  readonly statements: readonly Statement[];
  readonly indexes: ReadonlyMap<Statement, number>;
  readonly binders: ReadonlyMap<string, readonly Statement[]>;
  /** Statements that change the object of a name without binding it. */
  readonly changers: ReadonlyMap<string, readonly Statement[]>;
  /** Module-level functions, including those in an `if` or `try`. */
  readonly functions: ReadonlyMap<string, readonly FunctionAt[]>;
  readonly classes: ReadonlyMap<string, ClassAt>;
  /** Classes that a call makes, such as named tuples. */
  readonly madeClasses: readonly { readonly name: string; readonly statement: Statement }[];
  readonly classOf: ReadonlyMap<Statement, ClassAt>;
  readonly methodNames: ReadonlySet<string>;
  readonly tests: readonly { readonly function: FunctionAt; readonly statement: Statement }[];
  readonly imported: ReadonlySet<string>;
  /** Statements that every part of the file needs: `from __future__ import …`, `from x import *`. */
  readonly unconditional: readonly Statement[];
  /** Annotations are not evaluated. */
  readonly lazyAnnotations: boolean;
}

const models = new WeakMap<readonly Statement[], Model>();

export function modelOf(statements: readonly Statement[]): Model {
  const known = models.get(statements);
  if (known) return known;
  const binders = new Map<string, Statement[]>();
  const functions = new Map<string, FunctionAt[]>();
  const classes = new Map<string, ClassAt>();
  const classOf = new Map<Statement, ClassAt>();
  const indexes = new Map(statements.map((statement, index) => [statement, index]));
  const imported = new Set<string>();
  for (const statement of statements) {
    for (const name of statement.names.binds) push(binders, name, statement);
    for (const one of statement.functions) if (one.path.length === 1) push(functions, one.path[0]!, one);
    if (statement.class) {
      const one = classAt(statement, statement.class);
      classes.set(one.name, one);
      classOf.set(statement, one);
    }
    if (statement.kind === 'import') for (const name of statement.names.binds) imported.add(name);
    for (const part of statement.parts)
      if (part.kind === 'import') for (const name of part.names.binds) imported.add(name);
  }
  const madeClasses = statements.flatMap((statement) =>
    statement.madeClass === null ? [] : [{ name: statement.madeClass, statement }],
  );
  const methodNames = new Set([...classes.values()].flatMap(({ methods }) => [...methods.keys()]));
  const tests = statements.flatMap((statement) =>
    statement.functions.filter((one) => one.isTest).map((one) => ({ function: one, statement })),
  );
  const unconditional = statements.filter((one) => one.star || one.kind === 'future');
  const lazyAnnotations = statements.some((one) => one.kind === 'future' && one.names.binds.has('annotations'));
  const model = {
    statements,
    indexes,
    binders,
    functions,
    classes,
    madeClasses,
    classOf,
    methodNames,
    tests,
    imported,
    unconditional,
    lazyAnnotations,
  };
  const changers = new Map<string, Statement[]>();
  for (const statement of statements) {
    for (const name of changedBy(statement, model))
      if (!statement.names.binds.has(name)) push(changers, name, statement);
  }
  const whole = { ...model, changers };
  models.set(statements, whole);
  return whole;
}

function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}

function classAt(statement: Statement, { name, bases }: { name: string; bases: readonly string[] }): ClassAt {
  const methods = new Map<string, FunctionAt[]>();
  for (const one of statement.functions) if (one.outerFunctions === 0) push(methods, one.path.at(-1)!, one);
  return { name, statement, bases, methods };
}

/** Methods that change objects of the standard library. */
const mutators =
  /^(?:add|append|appendleft|clear|discard|extend|extendleft|insert|pop|popitem|popleft|register|remove|reverse|rotate|seed|setdefault|sort|subtract|symmetric_difference_update|difference_update|intersection_update|update|write|writelines|put|put_nowait|push|enqueue|dequeue|send|setcontext|setrecursionlimit|simplefilter|filterwarnings|setlocale|set\w*)$/;
/** Calls that change modules: `sys.path.insert`, `random.seed`, `os.environ.update`. */
const moduleChanges =
  /^(?:(?:sys\.)?path\.(?:append|extend|insert|remove)|(?:\w+\.)*seed|environ\.(?:setdefault|update|pop|clear)|setrecursionlimit|simplefilter|filterwarnings|setlocale|setcontext|set_int_max_str_digits)$/;
/** Functions that change their first argument. */
const changesArgument =
  /^(?:(?:random\.)?shuffle|(?:heapq\.)?(?:heapify|heappush|heappop|heapreplace|heappushpop)|(?:bisect\.)?insort(?:_left|_right)?|setattr|delattr|(?:list|dict|set|deque)\.\w+)$/;
/** Methods of library objects that start something and do not return. */
const starters =
  /(?:^|\.)(?:run|run_app|run_forever|run_polling|start_polling|infinity_polling|serve|serve_forever|mainloop|listen|launch|show|exec|exec_|loop_forever)$/;

const changes = new WeakMap<Omit<Model, 'changers'>['statements'], WeakMap<Names, ReadonlySet<string>>>();

/** The names whose object a statement changes: `visits.append(…)`, `CONFIG["x"] = 1`, `x += 1`, `fill(xs)`; not `time.sleep(…)`. */
export function changedBy(
  part: Pick<Statement | Part, 'names'> & { readonly kind: string },
  model: Omit<Model, 'changers'>,
): ReadonlySet<string> {
  const known = changes.get(model.statements) ?? new WeakMap<Names, ReadonlySet<string>>();
  changes.set(model.statements, known);
  const cached = known.get(part.names);
  if (cached) return cached;
  const found = readChanges(part, model);
  known.set(part.names, found);
  return found;
}

function readChanges(
  { names, kind }: Pick<Part, 'names'> & { readonly kind: string },
  model: Omit<Model, 'changers'>,
): ReadonlySet<string> {
  if (names.changes.size + names.bareCalls.length + names.receivers.size === 0) return names.changes;
  const changed = new Set(names.changes);
  for (const call of names.bareCalls) for (const name of changedByCall(call, model)) changed.add(name);
  const defines = kind === 'function' || kind === 'class' || kind === 'definition';
  if (!defines && changesReceiver(names, model)) {
    for (const name of names.receivers) if (!model.imported.has(name)) changed.add(name);
  }
  return changed;
}

function changedByCall({ root, path, args }: BareCall, model: Omit<Model, 'changers'>): string[] {
  const whole = path ? `${root}.${path}` : root;
  const first = args[0];
  const ofArgument = changesArgument.test(whole) && first ? [first] : [];
  if (path) {
    if (model.imported.has(root))
      return moduleChanges.test(path) || isObjectOfImport(path) ? [root, ...ofArgument] : ofArgument;
    if (model.classes.has(root)) return [root, ...argumentsOf(model.classes.get(root)!.methods.get(path) ?? [], args)];
    const isForeign = (model.binders.get(root) ?? []).some((one) =>
      [...one.names.uses].some((name) => model.imported.has(name)),
    );
    if (isForeign && starters.test(path)) return ofArgument;
    const methods = [...model.classes.values()].flatMap((one) => one.methods.get(path.split('.').at(-1)!) ?? []);
    return [root, ...argumentsOf(methods, args, 1), ...ofArgument];
  }
  const callees = model.functions.get(root) ?? [];
  return [...ofArgument, ...argumentsOf(callees, args), ...callees.flatMap((one) => [...one.names.changesLater])];
}

/** Whether a name such as `append` in `registry.append(x)` shows that `from app import registry` imports an object: modules have no such functions. */
function isObjectOfImport(path: string): boolean {
  return /^(?:append|add|update|extend|insert|setdefault|register|clear|pop|remove|discard)$/.test(path);
}

/** The arguments that a call may change. The effects of a stub on its arguments are unknown. */
function argumentsOf(callees: readonly FunctionAt[], args: BareCall['args'], before = 0): string[] {
  return args.filter((name, index): name is string => {
    const mayChange = callees.some(
      (one) =>
        one.body === 'stub' || one.changesParameters.has(index + before) || index + before >= one.parameters.length,
    );
    return name !== null && mayChange;
  });
}

/** `assert stack.pop() == 3` changes `stack` too. */
function changesReceiver(names: Names, model: Omit<Model, 'changers'>): boolean {
  for (const attribute of names.attributes) {
    const own = [...model.classes.values()].flatMap((one) => one.methods.get(attribute) ?? []);
    if (own.some((one) => one.changesParameters.has(0))) return true;
    if (own.length === 0 && mutators.test(attribute) && !model.methodNames.has(attribute)) return true;
  }
  return false;
}
