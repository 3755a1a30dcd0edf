/** Small changes of a program. */
import { beforeAll, describe, expect, it } from 'vitest';
import { mutantsOf } from '../../server/src/selection/mutants.ts';
import { loadParser, PythonDocument } from '../../server/src/specification/index.ts';

beforeAll(loadParser);

const head = 'def f(xs, k=2):\n    """Sums what is > 2."""\n';

/** The bodies, each with one change. */
function changed(body: string): string[] {
  return mutantsOf(`${head}    ${body}\n`).map((one) => one.slice(head.length).trim());
}

describe('a change', () => {
  it.for([
    ['return xs < k', ['return xs <= k']],
    ['return xs + 2', ['return xs - 2', 'return xs + 3', 'return xs + 1']],
    ['return xs and k', ['return xs or k']],
    ['return max(xs)', ['return min(xs)']],
    ['return xs.lower()', ['return xs.upper()']],
    ['return True', ['return False']],
    ['return xs if k else 0', ['return xs if k else 1']],
  ] as const)('of %s', ([body, expected]) => {
    expect(changed(body)).toEqual(expected);
  });

  it('drops a branch', () => {
    expect(mutantsOf(`${head}    if xs:\n        return xs\n    return k\n`)).toEqual([
      `${head}    if False:\n        return xs\n    return k\n`,
    ]);
  });

  it('leaves signature, docstring and names of no call as they are', () => {
    expect(changed('return min')).toEqual([]);
    expect(changed('"""1 < 2"""')).toEqual([]);
    for (const one of mutantsOf(`${head}    return xs[1:k] + [len(xs) % 3]\n`)) expect(one.startsWith(head)).toBe(true);
  });

  it('parses, and each is another', () => {
    const body = Array.from({ length: 60 }, (_, at) => `    xs = xs + ${at} if xs < ${at} else max(xs, k)\n`).join('');
    const all = mutantsOf(head + body);
    expect(all.length).toBeGreaterThan(20);
    expect(all.length).toBeLessThanOrEqual(40);
    expect(new Set(all).size).toBe(all.length);
    for (const one of all) {
      const document = new PythonDocument('/project/f.py', one);
      expect(document.tree.rootNode.hasError).toBe(false);
      document.dispose();
    }
  });

  it('of what does not parse is none', () => {
    expect(mutantsOf('def f(:\n')).toEqual([]);
  });
});
