/** Turns checks and doctests into examples, and gives a reason for each that can't run. */
import type { Example, NotRun } from '../../../protocol/index.ts';
import type { Collected } from './collected.ts';
import { type SessionExample, sessionOf } from './doctestSession.ts';
import type { Check, Checks } from './examples.ts';
import type { Model } from './model.ts';
import { Needs } from './needs.ts';
import { dedented, sourceOf } from './pieceSource.ts';
import type { Snapshot } from './snapshot.ts';
import type { FunctionAt, Part, Statement } from './statement.ts';
import { docstringOf, dottedName, type FunctionTarget, lineAt } from './targets.ts';
import {
  exampleOf,
  isForTests,
  notRunOf,
  ownLeads,
  type Surroundings,
  stepOf,
  type TestGroup,
  testsElsewhere,
} from './tests/testExamples.ts';
import { type TestFunction, testsOf } from './tests/testFunctions.ts';

/**
 * The examples of a function in the order of their lines, those of other files last. Includes examples that need `others`, which
 * are judged together with the function.
 */
export function collect(
  document: Snapshot,
  model: Model,
  target: FunctionTarget,
  checks: Checks,
  others: readonly FunctionTarget[],
  surroundings?: Surroundings,
): Collected {
  const reader = new ExampleReader(document, model, target, checks, others);
  for (const check of checks.found) reader.readCheck(check);
  reader.readDocstring();
  if (!isForTests(target)) reader.readTests(surroundings);
  return reader.finish();
}

/** Reads examples in any order, and numbers them by their lines at the end. */
class ExampleReader {
  readonly examples: Example[] = [];
  readonly notRun: NotRun[] = [];
  /** The needs of all examples. */
  readonly needs: Needs;
  readonly #openStubs: FunctionAt[][] = [];
  readonly #placed: { check: Check; examples: Example[]; needs: Needs }[] = [];
  readonly #document: Snapshot;
  readonly #model: Model;
  readonly #target: FunctionTarget;
  readonly #checks: Checks;
  readonly #others: readonly FunctionTarget[];
  readonly #groups: TestGroup[] = [];
  readonly #needsElsewhere: Needs;
  #session: { line: number; source: string; examples: (Example | null)[] } | undefined;

  constructor(
    document: Snapshot,
    model: Model,
    target: FunctionTarget,
    checks: Checks,
    others: readonly FunctionTarget[],
  ) {
    this.#others = others;
    this.#document = document;
    this.#model = model;
    this.#target = target;
    this.#checks = checks;
    this.needs = this.#newNeeds();
    this.needs.addDefinition(target.statement);
    this.#needsElsewhere = this.#newNeeds();
  }

  readCheck(check: Check): void {
    const { statement, asserts, isWeak } = check;
    const needs = this.#newNeeds();
    const at = this.#model.indexes.get(statement)!;
    needs.add(statement.names, at);
    needs.addName(this.#target.function.path[0]!, at);
    const parts = asserts.length > 0 ? asserts : [statement];
    const reason =
      statement === this.#target.statement
        ? 'it is in the same block as the function: move it out of the block.'
        : this.#obstacle(needs);
    if (reason !== undefined && isWeak) return;
    const examples = parts.map((part) => this.#exampleOf(part, check));
    if (reason !== undefined) {
      for (const { file, line, source } of examples) this.notRun.push({ file, line, source, reason });
      return;
    }
    this.examples.push(...examples);
    this.#placed.push({ check, examples, needs });
    this.needs.merge(needs);
  }

  readDocstring(): void {
    const literal = docstringOf(this.#document, this.#target.function);
    const session = literal && sessionOf(literal);
    if (!literal || !session) return;
    const { file } = this.#document;
    const lineOf = (line: number) => lineAt(this.#document, literal.lines[Math.min(line, literal.lines.length - 1)]!);
    if (session.error !== undefined) {
      const line = lineOf(session.errorLine ?? 0);
      const source = literal.value.split('\n')[session.errorLine ?? 0]?.trim() ?? '';
      this.notRun.push({
        file,
        line,
        source,
        reason: `doctest can't parse this docstring: ${session.error}.`,
      });
      return;
    }
    const examples = session.examples.map((one) => this.#doctest(one, literal.lines, lineOf(one.line)));
    for (const example of examples) if (example) this.examples.push(example);
    if (!examples.some(Boolean)) return;
    for (const { names } of session.examples) {
      const needs = this.#newNeeds();
      if (names) needs.add(names);
      this.needs.merge(needs);
    }
    this.#session = { line: lineOf(0), source: literal.value, examples };
  }

  #doctest(one: SessionExample, lines: readonly number[], line: number): Example | null {
    if (one.want === '') return null;
    const { file, text } = this.#document;
    const source = `>>> ${one.source.replaceAll('\n', '\n... ')}\n${one.want}`.trimEnd();
    if (one.skip) {
      this.notRun.push({ file, line, source, reason: 'it is marked +SKIP: remove the mark to run it.' });
      return null;
    }
    const needs = this.#newNeeds();
    if (one.names) needs.add(one.names);
    const reason = this.#obstacle(needs);
    if (reason !== undefined) {
      this.notRun.push({ file, line, source, reason });
      return null;
    }
    const from = lines[one.line] ?? lines.at(-1)!;
    const next = lines[one.line + one.lineCount] ?? this.#endOfDocstring();
    const first = text.slice(from).search(/\S/);
    const end = from + text.slice(from, next).trimEnd().length;
    return {
      file,
      line,
      kind: 'doctest',
      source,
      range: this.#document.rangeAt(from + Math.max(0, first), Math.max(end, from)),
    };
  }

  #endOfDocstring(): number {
    const { base, docstring, end } = this.#target.function;
    const last = base + (docstring?.at(-1)?.end ?? end);
    const quotes = /^(?:"""|''')$/.test(this.#document.text.slice(last - 3, last)) ? 3 : 1;
    return last - quotes;
  }

  readTests(surroundings: Surroundings | undefined): void {
    const leads = ownLeads(this.#document, this.#checks, surroundings);
    const own = testsOf(this.#document, this.#model).filter(({ names }) => leads(names));
    const run = own.filter((test) => this.#readTest(test));
    if (run.length > 0) {
      const { workspace, around } = surroundings ?? {};
      const step = { ...stepOf(this.#document, workspace, around?.unsaved ?? {}), source: null };
      const tests = run.map((test) => ({ test, example: exampleOf(this.#document, test) }));
      this.examples.push(...tests.map(({ example }) => example));
      this.#groups.push({ step, tests, printed: '' });
    }
    const others = surroundings && testsElsewhere(this.#document, this.#checks, surroundings);
    if (!others) return;
    this.#groups.push(...others.groups);
    this.notRun.push(...others.notRun);
    if (others.groups.length === 0) return;
    this.#openStubs.push([]);
    const names = others.imported.has('*') ? this.#model.binders.keys() : others.imported;
    for (const name of names) if (this.#model.binders.has(name)) this.#needsElsewhere.addName(name);
  }

  /** Reads a test of the file itself, with its needs. */
  #readTest(test: TestFunction): boolean {
    const needs = this.#newNeeds();
    needs.addDefinition(test.statement);
    needs.add(test.names);
    if (this.#model.binders.has('pytestmark')) needs.addName('pytestmark');
    const reason = test.skipped ?? this.#obstacle(needs);
    if (reason !== undefined) this.notRun.push(notRunOf(this.#document, test, reason));
    else this.needs.merge(needs);
    return reason === undefined;
  }

  finish(): Collected {
    const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line;
    this.examples.sort((a, b) => byLine(a, b) || a.range.start.character - b.range.start.character);
    for (const { step, tests } of this.#groups)
      if (step.source !== null) this.examples.push(...tests.map(({ example }) => example));
    const indexOf = new Map(this.examples.map((one, index) => [one, index]));
    const placed = this.#placed.map(({ check, examples, needs }) => ({
      statement: check.statement,
      needs,
      asserts: examples.map((one) => ({ line: one.line, example: indexOf.get(one)! })),
    }));
    const session = this.#session && {
      ...this.#session,
      examples: this.#session.examples.map((one) => (one ? indexOf.get(one)! : null)),
    };
    const tests = this.#groups.map(({ step, tests: ones, printed }) => ({
      step: {
        ...step,
        tests: ones.map(({ test: { name, kind }, example }) => ({ name, kind, example: indexOf.get(example)! })),
      },
      printed,
    }));
    const isOwn = ({ file }: { file: string }) => Number(file !== this.#document.file);
    this.notRun.sort((a, b) => isOwn(a) - isOwn(b) || (isOwn(a) === 0 ? byLine(a, b) : 0));
    const { examples, notRun, needs } = this;
    const [openStubs, needsElsewhere] = [this.#openStubs, this.#needsElsewhere];
    return { examples, notRun, placed, session, needs, tests, needsElsewhere, openStubs };
  }

  #newNeeds(): Needs {
    const { function: own, statement } = this.#target;
    return new Needs(this.#model, {
      changers: true,
      without: { function: own, statement },
      skip: (one, name) => isOther(one, name, this.#target),
    });
  }

  #obstacle(needs: Needs): string | undefined {
    const isOther = (one: FunctionAt) => this.#others.some((other) => other.function.names === one.names);
    const stubs = needs.openStubs(this.#target.function);
    this.#openStubs.push(stubs);
    const stub = stubs.find((one) => !isOther(one));
    if (stub) return `it needs ${dottedName(stub)}, which is a stub itself: synthesize ${dottedName(stub)} first.`;
    for (const { broken, kind } of needs.statements) {
      const first = kind === 'broken' ? broken[0] : undefined;
      if (first)
        return `it needs ${first.name ?? 'code'} near line ${lineAt(this.#document, first.at)}, which has a syntax error: fix it first.`;
    }
    return undefined;
  }

  #exampleOf(part: Part | Statement, { kind, statement }: Check): Example {
    const isStatement = part === statement || part.start === statement.start;
    const source = isStatement
      ? sourceOf(this.#document, statement)
      : dedented(this.#document.text, part.start, part.end, statement.longStrings);
    return {
      file: this.#document.file,
      line: lineAt(this.#document, part.start),
      kind,
      source,
      range: this.#document.rangeAt(part.start, part.end),
    };
  }
}

/** Whether this is another definition of the target's name, which does not hold at the target's place. */
function isOther(statement: Statement, name: string, { statement: own, function: { path } }: FunctionTarget): boolean {
  return name === path[0] && statement !== own && !statement.names.uses.has(name);
}
