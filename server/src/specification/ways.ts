/** Finds the names and attributes through which code may call a function, directly or indirectly. */
import { constructors } from '../python/dunders.ts';
import type { Names } from '../python/names/names.ts';
import type { ClassAt, Model } from './model.ts';
import type { FunctionTarget } from './targets.ts';

/** The names that lead to the function when they are called or read. */
export interface Ways {
  /** Functions and classes of the module that lead to it. */
  readonly names: ReadonlySet<string>;
  /** Functions that lead to it if the code has an object of one of these classes. */
  readonly through: ReadonlyMap<string, ReadonlySet<string>>;
  /** Attributes that lead to it on objects of these classes. */
  readonly attributes: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The user of a name or an attribute: a function of the module, or a method of a class. */
interface User {
  readonly class: ClassAt | null;
  readonly name: string;
  readonly names: Names;
}

const indexes = new WeakMap<Model, { readonly byName: Map<string, User[]>; readonly all: readonly User[] }>();

function indexOf(model: Model): { byName: Map<string, User[]>; all: readonly User[] } {
  const known = indexes.get(model);
  if (known) return known;
  const all: User[] = [];
  for (const [name, own] of model.functions) for (const one of own) all.push({ class: null, name, names: one.names });
  for (const one of model.classes.values()) {
    for (const [name, own] of one.methods)
      for (const method of own) all.push({ class: one, name, names: method.names });
  }
  const byName = new Map<string, User[]>();
  for (const user of all) {
    for (const name of user.names.callable) {
      const list = byName.get(name);
      if (list) list.push(user);
      else byName.set(name, [user]);
    }
  }
  const index = { byName, all };
  indexes.set(model, index);
  return index;
}

/** The ways to a target. */
export function waysTo(model: Model, target: FunctionTarget, isMethod: boolean): Ways {
  const names = new Set<string>();
  const through = new Map<string, Set<string>>();
  const attributes = new Map<string, Set<string>>();
  const own = target.function;
  const name = own.path[0]!;
  const { byName, all } = indexOf(model);
  const pending: (() => void)[] = [];

  const addName = (one: string) => {
    if (names.has(one)) return;
    names.add(one);
    pending.push(() => {
      for (const user of byName.get(one) ?? []) addUser(user);
      for (const { name: sub, bases } of model.classes.values()) if (bases.includes(one)) addName(sub);
    });
  };
  const addUser = (user: User) => {
    if (user.names === own.names) return;
    if (user.class) addAttribute(user.class.name, user.name);
    else addName(user.name);
  };
  const addThrough = (one: string, className: string) => {
    const classes = through.get(one) ?? new Set();
    if (classes.has(className)) return;
    through.set(one, classes.add(className));
    pending.push(() => {
      for (const user of byName.get(one) ?? []) {
        if (user.class) addAttribute(user.class.name, user.name);
        else addThrough(user.name, className);
      }
    });
  };
  const addAttribute = (className: string, attribute: string) => {
    const classes = attributes.get(attribute) ?? new Set();
    if (classes.has(className)) return;
    attributes.set(attribute, classes.add(className));
    pending.push(() => {
      if (constructors.has(attribute)) addName(className);
      const accessor = attribute === target.simpleName ? own.accessor : null;
      for (const user of all) {
        const used = accessor === 'setter' ? user.names.assignedAttributes : user.names.attributes;
        if (!used.has(attribute) || user.names === own.names) continue;
        if (user.class) addAttribute(user.class.name, user.name);
        else addThrough(user.name, className);
      }
    });
  };

  // A function in a method runs when the method runs.
  const method = isMethod ? target.simpleName : model.classes.has(name) ? own.path[1] : undefined;
  if (method === undefined) addName(name);
  else
    for (const carrier of carriersOf(model, name, method)) {
      addAttribute(carrier, method);
      // Outside of its class, a private name has its mangled form.
      if (/^__.*(?<!__)$/.test(method)) addAttribute(carrier, `_${own.path.at(-2)!.replace(/^_+/, '')}${method}`);
    }
  for (let next = pending.pop(); next; next = pending.pop()) next();
  return { names, through, attributes };
}

/** The class, and the classes that inherit the method from it. */
function carriersOf({ classes }: Model, owner: string, method: string): Set<string> {
  const carriers = new Set([owner]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { name, bases, methods } of classes.values()) {
      if (carriers.has(name) || methods.has(method) || !bases.some((base) => carriers.has(base))) continue;
      carriers.add(name);
      grown = true;
    }
  }
  return carriers;
}
