/** The names that the user's file has by any means: a candidate's helpers and imports must not take them. */
import type { Node } from 'web-tree-sitter';
import { namesIn } from '../python/identifiers.ts';
import { named, nameOf, undecorated } from '../python/nodes.ts';
import type { Import } from './importStatements.ts';
import { starNames } from './starNames.ts';
import { classOf, type FileImport, importsInForce, membersOf, type UserFile } from './userFile.ts';

/** Code that finds names by strings. */
const lookingUp =
  /\b(?:globals|locals|vars|[gs]etattr|hasattr|delattr|eval|exec|timeit|modules|import_module|attrgetter|patch|__dict__|__getattr__|__all__)\b/;
const evaluating = /\b(?:eval|exec|timeit)\b/;

/** Names that Python and the test frameworks look for in a module. */
const looked =
  /^(?:__\w+__|test.*|Test.*|pytest_.*|(?:setup|teardown)(?:_(?:module|function|class|method))?|setUpModule|tearDownModule|load_tests|collect_ignore(?:_glob)?)$/;

const spoken = new WeakMap<UserFile, ReadonlySet<string>>();

export class TakenNames {
  readonly #spoken: ReadonlySet<string>;
  readonly #stars: readonly string[];
  /** The modules of star imports that have run before the function runs. */
  readonly #inForce: readonly string[];

  constructor(file: UserFile, definition: Node) {
    this.#spoken = spoken.get(file) ?? spokenIn(file.root);
    spoken.set(file, this.#spoken);
    this.#stars = starsOf(file.imports);
    this.#inForce = starsOf(importsInForce(file, definition));
  }

  /** Whether a name occurs in strings that are looked up or evaluated, or in doctests. */
  isSpoken(name: string): boolean {
    return this.#spoken.has(name);
  }

  isLookedFor(name: string): boolean {
    return looked.test(name);
  }

  /** Whether the file has a star import of a module whose names are unknown. */
  get hasUnknownStar(): boolean {
    return this.#stars.some((module) => !starNames(module));
  }

  /** The module of the file's last star import that is known to bring a name. */
  starOf(name: string): string | undefined {
    return this.#stars.findLast((module) => starNames(module)?.has(name));
  }

  /** Whether the file's last star import already brings the name of an import. */
  bringsByStar({ module, name, alias }: Import): boolean {
    if (alias !== undefined || name.startsWith('_') || !this.#inForce.includes(module)) return false;
    const after = this.#stars.slice(this.#stars.lastIndexOf(module) + 1);
    return after.every((other) => starNames(other)?.has(name) === false);
  }
}

function starsOf(imports: readonly FileImport[]): string[] {
  const all = imports.flatMap(({ names }) => names);
  return all.filter(({ name }) => name === '*').map(({ module }) => module);
}

function spokenIn(root: Node): Set<string> {
  const { text } = root;
  const found = new Set((text.match(/^[ \t]*(?:>>>|\.\.\.)[ \t].*$/gm) ?? []).flatMap(namesIn));
  if (!lookingUp.test(text)) return found;
  const isEvaluating = evaluating.test(text);
  for (const string of root.descendantsOfType('string_content')) {
    // `"name"`, and `"module.name"` as in a patch.
    if (string && (isEvaluating || /^[\w.\x80-\uffff]+$/.test(string.text)))
      for (const name of namesIn(string.text)) found.add(name);
  }
  for (const keyword of root.descendantsOfType('keyword_argument')) {
    const name = keyword?.childForFieldName('name');
    if (name) found.add(named(name));
  }
  return found;
}

/** Names that a method's class has, or may inherit from an unknown base class. */
export class TakenMembers {
  /** Whether it has a base class from outside of the file. */
  readonly isOpen: boolean;
  readonly #members: ReadonlySet<string>;
  readonly #mentioned: ReadonlySet<string>;

  constructor(target: Node, file: UserFile) {
    const cls = classOf(target);
    this.#members = cls ? membersOf(cls, file) : new Set();
    this.isOpen = cls !== undefined && isOpen(cls, file);
    const attributes = file.root.descendantsOfType('attribute').flatMap((one) => {
      const isOwn = one && one.startIndex >= target.startIndex && one.endIndex <= target.endIndex;
      return isOwn ? [] : (one?.childForFieldName('attribute') ?? []);
    });
    this.#mentioned = new Set(attributes.map(named));
  }

  has(name: string): boolean {
    if (this.#members.has(name) || /^__\w+__$/.test(name)) return true;
    return this.isOpen && (this.#mentioned.has(name) || ofBuiltins.has(name));
  }

  /** Whether the file uses this attribute of any object. */
  isMentioned(name: string): boolean {
    return this.#mentioned.has(name);
  }
}

function isOpen(cls: Node, file: UserFile, seen = new Set<number>()): boolean {
  if (seen.has(cls.id)) return false;
  seen.add(cls.id);
  const bases = cls.childForFieldName('superclasses')?.namedChildren ?? [];
  return bases.some((base) => {
    if (!base || base.type === 'comment') return false;
    if (base.type !== 'identifier') return true;
    const bound = file.bindings.get(named(base));
    const definition = bound && undecorated(bound);
    if (definition?.type === 'class_definition' && nameOf(definition) === named(base))
      return isOpen(definition, file, seen);
    return named(base) !== 'object';
  });
}

/** The attributes of Python's builtin classes. */
const ofBuiltins = new Set(
  `
  add add_note append args as_integer_ratio bit_count bit_length capitalize casefold center characters_written clear conjugate
  copy count decode denominator difference difference_update discard encode endswith errno expandtabs extend filename filename2
  find format format_map from_bytes fromhex fromkeys get hex imag index insert intersection intersection_update is_integer
  isalnum isalpha isascii isdecimal isdigit isdisjoint isidentifier islower isnumeric isprintable isspace issubset issuperset
  istitle isupper items join keys ljust lower lstrip maketrans numerator partition pop popitem real remove removeprefix
  removesuffix replace reverse rfind rindex rjust rpartition rsplit rstrip setdefault sort split splitlines startswith strerror
  strip swapcase symmetric_difference symmetric_difference_update title to_bytes translate union update upper value values
  with_traceback zfill
  `
    .trim()
    .split(/\s+/),
);
