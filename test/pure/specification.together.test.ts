/** Functions that are judged together: their examples, the stubs of the evaluator, and the contents of the child. */
import { describe, expect, it } from 'vitest';
import type { Specification } from '../../protocol/index.ts';
import { childSource, loadParser, PythonDocument, specificationOf } from '../../server/src/specification/index.ts';

await loadParser();

const text = `def parse(text):
    """Read numbers."""


class Box:
    def put(self, item):
        """Put in."""

    def take(self):
        """Take out."""


def total(text):
    """Add up."""


SECRET = "1 2"
assert total("1") == 1
assert total(SECRET) == sum(parse(SECRET))
box = Box()
box.put(1)
assert box.take() == 1
`;

function specified(name: string, together?: string[], source = text): Specification {
  const document = new PythonDocument('/project/f.py', source);
  const found = specificationOf(document, name, { together });
  document.dispose();
  if ('error' in found) throw new Error(found.error);
  return found;
}

describe('functions that are judged together', () => {
  it('have the examples that need one another, which alone are not run', () => {
    expect(specified('total').examples.map(({ line }) => line)).toEqual([18]);
    expect(specified('total').notRun.map(({ line }) => line)).toEqual([19]);
    expect(specified('total', ['parse']).examples.map(({ line }) => line)).toEqual([18, 19]);
    expect(specified('total', ['parse']).notRun).toEqual([]);
    expect(specified('total', ['Box.put']).notRun.map(({ line }) => line)).toEqual([19]);
  });

  it('are all stubs in the evaluator, of a class those that are named', () => {
    const defined = ({ steps }: Specification) =>
      steps.flatMap((step) => (step.do === 'define' ? [step.targets ?? null] : []));
    expect(defined(specified('total'))).toEqual([null]);
    expect(defined(specified('total', ['parse']))).toEqual([['parse'], ['total']]);
    expect(defined(specified('Box.take', ['Box.put']))).toEqual([['Box.take', 'Box.put']]);
  });

  it('have their bodies in the child, and none of their examples', () => {
    const filled = text
      .replace('"""Read numbers."""', '"""Read numbers."""\n    return [int(one) for one in text.split()]')
      .replace('"""Add up."""', '"""Add up."""\n    return 3');
    const document = new PythonDocument('/project/f.py', filled);
    const [total, parse] = [specified('total', ['parse']), specified('parse', ['total'])];
    const both = childSource(document, 'total', total, [parse]);
    expect(both).toContain('return 3');
    expect(both).toContain('int(one)');
    expect(both).not.toMatch(/SECRET|assert/);
    expect(childSource(document, 'total', total)).not.toContain('int(one)');
    document.dispose();
  });
});
