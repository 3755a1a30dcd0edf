import type { Range } from './text.ts';

export type ExampleKind = 'assert' | 'try' | 'with' | 'doctest' | 'pytest' | 'unittest';

/** One executable check of the function. */
export interface Example {
  /** Absolute path of its file. */
  readonly file: string;
  /** First line of the statement (of a test function: its `def`; of a doctest: its `>>>`), counted from 1. */
  readonly line: number;
  readonly kind: ExampleKind;
  readonly source: string;
  /** The id of a parametrized case. */
  readonly case?: string;
  /** In a report: no model saw it, so it checks candidates that were made from the other examples. */
  readonly heldBack?: true;
  readonly range: Range;
}

/** A check that was found but can't run. */
export interface NotRun {
  readonly file: string;
  readonly line: number;
  readonly source: string;
  /** The id of a parametrized case. */
  readonly case?: string;
  /** The obstacle and a remedy. */
  readonly reason: string;
}

/** A top-level statement that can't run where the examples run, and is left out. */
export interface LeftOut {
  /** Counted from 1; 0 for a package that does not load. */
  readonly line: number;
  readonly message: string;
}

export interface Parameter {
  readonly name: string;
  /** `f(positionalOnly, /, positional, *variadic, keyword, **keywords)` */
  readonly kind: 'positionalOnly' | 'positional' | 'variadic' | 'keyword' | 'keywords';
  readonly annotation?: string;
  readonly default?: string;
}

/** The function that is to be synthesised or verified. */
export interface Target {
  /** The name that users give: `f`, `Class.method`, `outer.inner`. */
  readonly name: string;
  /** The last part of `name`, as in the `def`. */
  readonly simpleName: string;
  /** Line of the `def` keyword, counted from 1. */
  readonly line: number;
  /** `async def f(a: int, b=2) -> str` as written, without the colon; line breaks inside it kept. */
  readonly signature: string;
  readonly parameters: readonly Parameter[];
  readonly returns?: string;
  readonly isAsync: boolean;
  /** `receiver` is the `self` or `cls` of a method. Functions outside of classes and static methods have none. */
  readonly receiver?: string;
  /** The docstring's value, dedented as `inspect.cleandoc` does. */
  readonly docstring?: string;
  /** The function as it is in the file, with its decorators, dedented to column 0. */
  readonly source: string;
  /** A stub is open for synthesis: a docstring alone, `...`, `pass` or `raise NotImplementedError`. */
  readonly body: 'stub' | 'real';
  /** The whole definition, from the first decorator to the end of the body. */
  readonly range: Range;
  readonly nameRange: Range;
  readonly docstringRange?: Range;
}

/**
 * A step of the evaluator, which executes them in order. `source` is a whole statement dedented to column 0. `line` is its first
 * line in the file, counted from 1, so that tracebacks name the user's lines.
 */
export type Step =
  /**
   * The user's own statement, which binds or changes something that the function's examples need. Where there are tests, `tied`
   * statements depend on calls of the function, so they run with each candidate; the others run before the tests are found.
   */
  | { readonly do: 'run'; readonly line: number; readonly source: string; readonly tied?: boolean }
  /**
   * A top-level statement with the target in it (a function, or the class around it): a stub takes the target's place. With
   * `targets`, several functions are judged together, and stubs take the places of all of these.
   */
  | { readonly do: 'define'; readonly line: number; readonly source: string; readonly targets?: readonly string[] }
  /**
   * One statement with examples in it. `asserts` names each assert that is an example, by its line in the file and
   * its index in `Specification.examples`. A statement that is one example as a whole (`try`, `with`, a call of a helper
   * that asserts) has a single entry with its own line.
   */
  | {
      readonly do: 'example';
      readonly line: number;
      readonly source: string;
      readonly asserts: readonly { readonly line: number; readonly example: number }[];
      /** The factor by which the limits of an ordinary example are multiplied. */
      readonly patience?: number;
    }
  /** The value of the target's docstring, one session. `examples` has an index for each `>>>` that counts, and null for the others. */
  | {
      readonly do: 'doctest';
      readonly line: number;
      readonly source: string;
      readonly examples: readonly (number | null)[];
    }
  /** Test functions of one file, run by their own framework. Each of them may have several cases. */
  | {
      readonly do: 'tests';
      /** Absolute path. */
      readonly file: string;
      /** Its import name, and the folder from which it is imported. */
      readonly module: string;
      readonly root: string;
      /** The file's text; null for the function's own file. */
      readonly source: string | null;
      /** Texts of open buffers that differ from the disk, by file: conftest.py and test files. */
      readonly unsaved: Readonly<Record<string, string>>;
      /** `TestClass.test_x`, with the index of its example. */
      readonly tests: readonly {
        readonly name: string;
        readonly kind: 'pytest' | 'unittest';
        readonly example: number;
      }[];
    };

/** The settings that `# assay: k=20 temperature=1.0` above a function makes for it. */
export interface Directive {
  readonly k?: number;
  readonly temperature?: number;
  readonly timeout?: number;
  readonly model?: string;
}

/** A function's signature, docstring and examples, with the context that they need. */
export interface Specification {
  readonly file: string;
  /** The module's import name, so that reprs read as under `pytest --doctest-modules`. */
  readonly module: string;
  readonly target: Target;
  /** In the order of their lines. */
  readonly examples: readonly Example[];
  readonly notRun: readonly NotRun[];
  readonly steps: readonly Step[];
  /** The user's statements that are visible to the function's code (imports, constants, classes, helpers), for the prompt. */
  readonly context: string;
  readonly directive: Directive;
  /** It changes exactly when a verdict could change: a report with another fingerprint is stale. The target's body does not count. */
  readonly fingerprint: string;
}
