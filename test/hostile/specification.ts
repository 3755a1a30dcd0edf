import type { Example, Specification, Step } from '../../protocol/index.ts';

const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export interface Parts {
  /** Statements that are also in the candidate's context. */
  readonly context?: string;
  /** Statements that only the evaluator has. */
  readonly table?: string;
  /** `def f(x):` or another head, without a body. */
  readonly head?: string;
  readonly target?: string;
  readonly docstring?: string;
  /** Top-level statements. Those with an assert, and each `try` or `with`, are examples; the others run. */
  readonly examples: string;
  readonly file?: string;
}

/** The specification that specification/ would read from a file with these parts, for tests of the execution. */
export function specificationOf(parts: Parts): Specification {
  const { context = '', table = '', head = 'def f(x):', target = 'f', docstring, file = '/nowhere/subject.py' } = parts;
  const steps: Step[] = [];
  const examples: Example[] = [];
  let line = 1;
  const add = (make: (line: number) => Step, source: string) => {
    steps.push(make(line));
    line += source.split('\n').length;
  };
  const example = (kind: Example['kind'], at: number, source: string) =>
    examples.push({ file, line: at, kind, source, range: nowhere }) - 1;
  for (const source of [...statements(context), ...statements(table)]) {
    add((at) => ({ do: 'run', line: at, source }), source);
  }
  const stub = `${head}\n    ${docstring === undefined ? '...' : `"""${docstring}"""`}\n`;
  add((at) => ({ do: 'define', line: at, source: stub }), stub);
  for (const source of statements(parts.examples)) {
    const lines = source.split('\n');
    const whole = /^(async )?(try|with)\b/.test(source);
    const asserts = lines.flatMap((text, index) => (/^\s*assert\b/.test(text) ? [index] : []));
    if (!whole && asserts.length === 0) add((at) => ({ do: 'run', line: at, source }), source);
    else {
      add((at) => {
        const marked = whole ? [0] : asserts;
        const kind = source.startsWith('try') ? 'try' : whole ? 'with' : 'assert';
        return {
          do: 'example',
          line: at,
          source,
          asserts: marked.map((index) => ({ line: at + index, example: example(kind, at + index, lines[index]!) })),
        };
      }, source);
    }
  }
  if (docstring?.includes('>>>')) {
    const prompts = docstring.split('>>>').slice(1);
    const counts = prompts.map((prompt) => /\n\s*\S/.test(prompt.replace(/\n\s*\.\.\..*/g, '')));
    const indexes = counts.map((one) => (one ? example('doctest', line, '') : null));
    steps.push({ do: 'doctest', line, source: docstring, examples: indexes });
  }
  return {
    file,
    module: 'subject',
    target: {
      name: target,
      simpleName: target.split('.').at(-1)!,
      line: 1,
      signature: head.replace(/:$/, ''),
      parameters: [],
      isAsync: head.startsWith('async'),
      source: stub,
      body: 'stub',
      range: nowhere,
      nameRange: nowhere,
    },
    examples,
    notRun: [],
    steps,
    context,
    directive: {},
    fingerprint: JSON.stringify(steps),
  };
}

/** Top-level statements, each with its continuation lines: indented lines, closing brackets and later clauses. */
function statements(source: string): string[] {
  const found: string[] = [];
  for (const line of source.split('\n')) {
    const goesOn = /^(\s|[)\]}]|(else|elif|except|finally)\b|$)/.test(line);
    const decorated = found.at(-1)?.split('\n').at(-1)?.startsWith('@') ?? false;
    if (found.length > 0 && (goesOn || decorated)) found[found.length - 1] += `\n${line}`;
    else if (line.trim() !== '' && !line.startsWith('#')) found.push(line);
  }
  return found.map((statement) => statement.trimEnd());
}
