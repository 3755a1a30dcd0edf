/** Specifications for the samplers' tests, without a parser: one function, whose stub is alone in its file. */
import type { Example, Range, Specification } from '../../protocol/index.ts';
import type { Task } from './replay.ts';

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const add = {
  prompt: 'def add(a, b):\n    """Return the sum of a and b."""\n',
  entry_point: 'add',
  asserts: ['assert add(1, 2) == 3', 'assert add(-1, 1) == 0'],
};

export function specified(task: Pick<Task, 'prompt' | 'entry_point' | 'asserts'> = add): Specification {
  const [, signature = '', docstring = ''] = /^(def [^\n]*):\n\s*"""(.*?)"""/s.exec(task.prompt) ?? [];
  const first = task.prompt.split('\n').length;
  const examples = task.asserts.map(
    (source, index): Example => ({
      file: '/project/f.py',
      line: first + index,
      kind: 'assert',
      source,
      range: nowhere,
    }),
  );
  return {
    file: '/project/f.py',
    module: 'f',
    target: {
      name: task.entry_point,
      simpleName: task.entry_point,
      line: 1,
      signature,
      parameters: [],
      isAsync: false,
      docstring,
      source: task.prompt,
      body: 'stub',
      range: nowhere,
      nameRange: nowhere,
    },
    examples,
    notRun: [],
    steps: examples.map(({ line, source }, index) => ({
      do: 'example',
      line,
      source,
      asserts: [{ line, example: index }],
    })),
    context: '',
    directive: {},
    fingerprint: '',
  };
}
