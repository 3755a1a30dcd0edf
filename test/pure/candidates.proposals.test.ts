import { describe, expect, it } from 'vitest';
import type { Specification } from '../../protocol/index.ts';
import { proposalsIn } from '../../server/src/candidates/index.ts';
import { loadParser, PythonDocument, specificationOf } from '../../server/src/specification/index.ts';

await loadParser();

function specify(source: string, name: string): Specification {
  const document = new PythonDocument('/project/file.py', source);
  const specification = specificationOf(document, name, {});
  document.dispose();
  if ('error' in specification) throw new Error(specification.error);
  return specification;
}

const source = `def scale(x, by=1):
    """Scale x.

    >>> scale(9)
    9
    """


assert scale(1, by=2) == 2
assert sorted(scale([3])) == [3]
`;
const scale = specify(source, 'scale');

function read(code: string, specification = scale) {
  const { found, calls, dropped } = proposalsIn(
    { form: 'reply', text: `Here you are:\n\n\`\`\`python\n${code}\n\`\`\`\n` },
    specification,
  );
  return { found: found.map((one) => one.source), calls, dropped: Object.fromEntries(dropped) };
}

describe('proposed examples', () => {
  it.each([
    'assert scale(2) == 2',
    'assert scale(-2.5, by=2) == -5.0',
    'assert scale("a", by=3) == "aaa"',
    "assert scale([1, (2, 3)], by={'k': {4}}) == [1, None]",
    'assert scale(0) is None',
    'assert scale(0) is False',
    'assert scale(set()) == set()',
    'assert scale(b"x", by="a" "b") == b"x"',
  ])('are asserts of one call with literals: %s', (line) => {
    expect(read(line)).toMatchObject({ found: [line], dropped: {} });
  });

  it.each([
    ['import math', 'is not an assert'],
    ['print(scale(2))', 'is not an assert'],
    ['scale(2) == 2', 'is not an assert'],
    ['for x in [1]:\n    assert scale(x) == x', 'is not an assert'],
    ['assert scale(2)', 'compares nothing'],
    ['assert scale(2) > 1', 'compares nothing'],
    ['assert scale(2) != 1', 'compares nothing'],
    ['assert 1 == scale(2) == 1', 'compares nothing'],
    ['assert scale(2) == 2, "message"', 'compares nothing'],
    ['assert len(scale([2])) == 1', 'does not call scale'],
    ['assert other(2) == 2', 'does not call scale'],
    ['assert scale(2) == scale(2)', 'expects a value that is not a literal'],
    ['assert scale(2) == 1 + 1', 'expects a value that is not a literal'],
    ['assert scale(x) == 2', 'has arguments that are not literals'],
    ['assert scale(*[2]) == 2', 'has arguments that are not literals'],
    ['assert scale(**{"x": 2}) == 2', 'has arguments that are not literals'],
    ['assert scale(__import__("os").system("x")) == 0', 'has arguments that are not literals'],
    ['assert scale(f"{x}") == "x"', 'has arguments that are not literals'],
    ['assert scale(i for i in [1]) == 2', 'has arguments that are not literals'],
    ['assert scale([i for i in [1]]) == 2', 'has arguments that are not literals'],
    ['assert scale(lambda: 1) == 2', 'has arguments that are not literals'],
    [`assert scale("${'x'.repeat(400)}") == 2`, 'is too long'],
    ['assert scale(1, by=2) == 7', 'is there already'],
    ['assert scale( 1 , by = 2 ) == 2', 'is there already'],
    ['assert scale(9) == 9', 'is there already'],
    ['assert scale([3]) == [3]', 'is there already'],
  ])('are nothing else: %s (%s)', (line, reason) => {
    expect(read(line)).toMatchObject({ found: [], dropped: { [reason]: 1 } });
  });

  it('are written as the others are, and once', () => {
    expect(
      read('assert 4 == scale(4)\nassert scale(4)==4\nassert scale(\n    4,\n) == 4\nassert scale(4) is 4').found,
    ).toEqual(['assert scale(4) == 4']);
  });

  it('give calls without results as well: those that stand alone, and those of which no literal is said', () => {
    const lines = [
      'scale(\n    []\n)',
      'scale(0, by=-1)',
      'assert scale(7) == 7',
      'assert scale(8) == 2 * 4',
      'scale(8)',
      'scale(9)',
    ];
    const { calls, dropped } = read(lines.join('\n'));
    expect(calls).toEqual(['scale([])', 'scale(0, by=-1)', 'scale(7)', 'scale(8)']);
    expect(dropped).toEqual({ 'expects a value that is not a literal': 1 });
  });

  it.each([
    'scale(open("/etc/passwd").read())',
    'scale(x)',
    'scale(*[1])',
    'scale(f"{x}")',
    '__import__("os").system("x").scale(1)',
    'scale.__globals__["scale"](1)',
    'scale("a\\\nb" """\n""")',
    'print(scale(2))',
  ])('give no call with anything but literals, or of several lines: %s', (line) => {
    expect(read(line).calls).toEqual([]);
  });

  it('that contradict one another are both there for a person to choose from', () => {
    expect(read('assert scale(4) == 4\nassert scale(4) == 5').found).toHaveLength(2);
  });

  it('are found without a fence, after reasoning, and beside what does not parse', () => {
    const text = '<think>assert scale(7) == 0</think>\nassert scale(5) == 5\nassert scale(6) == (\n';
    const { found } = proposalsIn({ form: 'reply', text }, scale);
    expect(found.map((one) => one.source)).toEqual(['assert scale(5) == 5']);
  });

  it('of methods call an instance, of class methods the class', () => {
    const text = `class Box:
    def __init__(self, n=0): ...

    def size(self, unit): ...

    @classmethod
    def of(cls, n): ...
`;
    const size = specify(text, 'Box.size');
    expect(read('assert Box(3).size("cm") == 3\nassert Box.size(3) == 1\nassert box.size(1) == 1', size)).toMatchObject(
      {
        found: ['assert Box(3).size("cm") == 3'],
        dropped: { 'does not call Box.size': 2 },
      },
    );
    expect(read('assert Box.of(3) == 3\nassert Box().of(3) == 3', specify(text, 'Box.of')).found).toEqual([
      'assert Box.of(3) == 3',
    ]);
  });
});
