/** Examples that contradict each other, as they are read. */
import { describe, expect, it } from 'vitest';
import { contradictionsIn } from '../../server/src/selection/contradictions.ts';
import { PythonDocument, specificationOf } from '../../server/src/specification/index.ts';
import { source } from './specification.ts';

function contradictions(text: string, name = 'f'): string[] {
  const document = new PythonDocument('/project/task.py', source(text));
  try {
    const specification = specificationOf(document, name, {});
    if ('error' in specification) throw new Error(specification.error);
    return contradictionsIn(document, specification).map(
      ({ example, value, other, otherValue }) => `${example.line}: ${value}, ${other.line}: ${otherValue}`,
    );
  } finally {
    document.dispose();
  }
}

const stub = 'def f(x, y=0):\n    """Do it."""\n\n\n';

describe('contradictions', () => {
  it.each([
    ['assert f(1) == 2\nassert f(1) == 3', '6: 3, 5: 2'],
    ['assert f(1) == 2\n\n# Again.\nassert 3 == f( 1 )', '8: 3, 5: 2'],
    ['assert f([1, "a"]) == 2\nassert f([\n    1,\n    \'a\',\n]) is None', '6: None, 5: 2'],
    ['assert f(x=1) == 2\nassert (f(x=1) == 3), "no"', '6: 3, 5: 2'],
    ['assert sorted(f(1)) == [1]\nassert sorted(f(1)) == [2]', '6: [2], 5: [1]'],
    ['assert f(f(1)) == 1\nassert f(f(1)) == 2', '6: 2, 5: 1'],
    ['assert f(1)[0] == 1\nimport os\ndef g():\n    pass\nassert f(1)[0] == 2', '9: 2, 5: 1'],
  ])('%s', (examples, found) => {
    expect(contradictions(stub + examples)).toEqual([found]);
  });

  it('are found in doctests, and between these and asserts', () => {
    const doctests = `
      def f(x):
          """Do it.

          >>> f(1)
          'a'
          >>> f(1)
          'b'
          """


      assert f(1) == "a"
      assert f(1) == "c"
    `;
    expect(contradictions(doctests)).toEqual(["6: 'b', 4: 'a'", "12: 'c', 4: 'a'"]);
  });

  it('are found in methods of new instances', () => {
    const stack = 'class S:\n    def top(self, n):\n        """Do it."""\n\n\n';
    expect(contradictions(`${stack}assert S([1]).top(1) == 1\nassert S([1]).top(1) == 2`, 'S.top')).toEqual([
      '7: 2, 6: 1',
    ]);
    expect(contradictions(`${stack}s = S()\nassert s.top(1) == 1\nassert s.top(1) == 2`, 'S.top')).toEqual([]);
  });

  it.each([
    ['equal values', 'assert f(1) == 2\nassert f(1) == 2.0'],
    ['other arguments', 'assert f(1) == 2\nassert f(1, 1) == 3\nassert f("1") == 4'],
    ['variables', 'a = 1\nassert f(a) == 2\na = 2\nassert f(a) == 3'],
    ['something that may change what it gives', 'assert f(1) == 2\nprint(f(7))\nassert f(1) == 3'],
    ['no arguments', 'assert f() == 2\nassert f() == 3'],
    ['branches', 'if f(5):\n    assert f(1) == 2\nelse:\n    assert f(1) == 3'],
    ['another comparison', 'assert f(1) != 2\nassert f(1) == 3\nassert f(1) < 4\nassert 1 < f(1) == 3'],
    ['what is no literal', 'assert f(1) == int(2)\nassert f(1) == 3'],
    ['generators', 'g = f(1)\nassert next(g) == 1\nassert next(g) == 2'],
  ])('are none with %s', (_, examples) => {
    expect(contradictions(stub + examples)).toEqual([]);
  });
});
