import { describe, expect, it } from 'vitest';
import { refusal, solution, stub } from './candidates.ts';

const f = (body: string) => `def f(nums):\n    """Doc."""\n${body}`;
const fenced = (code: string, marks = '```') => `Here it is:\n\n${marks}python\n${code}\n${marks}\n\nIt works.\n`;
const reply = (text: string) => solution(text, 'reply');
const refusedReply = (text: string) => refusal(stub, 'f', text, 'reply');

describe('a chat reply', () => {
  it('is read from the first fence that defines the function, whatever marks it', () => {
    const usage = '```python\nassert f([1]) == 1\n```\n';
    expect(reply(usage + fenced('def f(nums):\n    return 2') + fenced('def f(nums):\n    return 3'))).toBe(
      f('    return 2'),
    );
    expect(reply(fenced('def f(nums):\n    return 2', '~~~~'))).toBe(f('    return 2'));
    expect(reply('1. Do this:\n   ```py\n   def f(nums):\n       return 2\n   ```\n')).toBe(f('    return 2'));
    expect(reply('Sure: ```python\ndef f(nums):\n    return 2```\nDone')).toBe(f('    return 2'));
    expect(reply('[BEGIN]\ndef f(nums):\n    return 2\n[DONE]\n')).toBe(f('    return 2'));
  });

  it('may quote the stub before it answers', () => {
    expect(reply(`You have\n${fenced(stub)}so\n${fenced('def f(nums):\n    return 2')}`)).toBe(f('    return 2'));
  });

  it('keeps a fence inside of a docstring apart from its own', () => {
    const code = 'def f(nums):\n    """\n    ```python\n    f([1])\n    ```\n    """\n    return 2';
    expect(reply(fenced(code))).toBe(f('    return 2'));
  });

  it('is read without its reasoning', () => {
    const draft = fenced('def f(nums):\n    return 1');
    const answer = fenced('def f(nums):\n    return 2');
    expect(reply(`<think>\nHmm.\n${draft}</think>\n${answer}`)).toBe(f('    return 2'));
    expect(reply(`Hmm.\n${draft}</think>\n${answer}`)).toBe(f('    return 2'));
    expect(refusedReply(`<think>\nHmm.\n${draft}`)).toBe('was cut off before its code');
  });

  it('is read without a fence, with the prose around the code', () => {
    const code = 'def f(nums):\n    return 2\n';
    expect(reply(code)).toBe(f('    return 2'));
    expect(reply(`Here's the function (see below:\n\n${code}\nIt's done.\n\nassert f([1]) == 2\n`)).toBe(
      f('    return 2'),
    );
  });

  it('may be a body or an expression', () => {
    expect(reply('return nums[0]')).toBe(f('    return nums[0]'));
    expect(reply('```\n    total = 0\n    return total\n```')).toBe(f('    total = 0\n    return total'));
    expect(reply('sorted(nums)[0]')).toBe(f('    return sorted(nums)[0]'));
  });

  it('without code is refused', () => {
    for (const text of ['', 'Sorry', "I can't do that.", '```\nHello\n```', '# nothing']) {
      expect(refusedReply(text)).toBe('contains no code that defines f');
    }
  });

  it('that was cut off is refused, unless its function was there to the end', () => {
    const open = '```python\ndef f(nums):\n    for n in nums:\n';
    expect(refusedReply(`${open}        return (n +`)).toBe('was cut off before its end');
    expect(refusedReply(`${open}        return n\n`)).toBe('was cut off before its end');
    expect(refusedReply('```python\ndef f(nums):\n    return nu')).toBe('was cut off before its end');
    expect(reply('```python\ndef f(nums):\n    return 2\n')).toBe(f('    return 2'));
    expect(reply(`${open}        return n\n\nprint(f(`)).toBe(f('    for n in nums:\n        return n'));
  });
});

describe('a completion', () => {
  const completion = (text: string) => solution(text, 'completion');

  it('goes on where the prompt ends, and ends where the text comes back to column 0', () => {
    const rest = '\n\ndef main():\n    print(f([1]))\n\nif __name__ == "__main__":\n    main()\nfrom x import';
    expect(completion(`    return 2${rest}`)).toBe(f('    return 2'));
    expect(completion('    x = nums\n    return x\n\nprint(f(')).toBe(f('    x = nums\n    return x'));
  });

  it('takes along helpers that follow', () => {
    expect(completion('    return g(nums)\n\ndef g(x):\n    return x\n')).toBe(f('    return g(nums)'));
  });

  it('may lack what the prompt ended with', () => {
    expect(completion('x = nums\n    return x')).toBe(f('    x = nums\n    return x'));
    expect(completion('   x = nums\n    return x')).toBe(f('    x = nums\n    return x'));
    expect(completion('return 2')).toBe(f('    return 2'));
  });

  it('may begin again with the function, or be a chat reply', () => {
    expect(completion('def f(a):\n    return 2')).toBe(f('    return 2'));
    expect(completion(fenced('def f(a):\n    return 2'))).toBe(f('    return 2'));
  });

  it('for a method stops at the next one', () => {
    const file = 'class A:\n    def f(self, n):\n        """Doc."""\n\n\nassert A().f(1) == 1\n';
    expect(refusal(file, 'A.f', '        return n\n\n    def g(self):\n        return (', 'completion')).toBe(
      'accepted: def f(self, n):\n    """Doc."""\n    return n',
    );
  });
});

describe('what is not a program', () => {
  const refused = (text: string) => refusal(stub, 'f', text);

  it('is refused with the line that does not parse', () => {
    expect(refused('import os\n\ndef f(nums):\n    x = = 3\n    return x\n')).toBe('does not parse: line 4');
    expect(refused('def f(nums):\n    print "x"\n    return nums\n')).toBe('does not parse: line 2');
    expect(refused('def f(nums):\n    if nums:\n    return nums\n')).toMatch(/^does not parse: line [23]$/);
    expect(refused('def f(nums):\n    return nums if\n')).toBe('does not parse: line 2');
    expect(refusal(stub, 'f', '    return numsimport os\n    return 2import sys\n', 'completion')).toMatch(
      /^does not parse/,
    );
  });

  it('may stand beside the function', () => {
    const beside = 'x = = 3\n\ndef g(:\n    pass\n\ndef f(nums):\n    return 2\n\nclass A\n    pass\nprint "x"\n';
    expect(solution(beside)).toBe(f('    return 2'));
  });

  it('is refused where a text is none', () => {
    expect(refused('def f(nums):\n    return "\0"\n')).toMatch(/NUL/);
    expect(refused('def f(nums):\n    return "\ud800"\n')).toMatch(/surrogate/);
    expect(refused('x'.repeat(10_000_000))).toBe('is longer than 1 MB');
    expect(refused(`def f(nums):\n    return ${'('.repeat(49_000)}${')'.repeat(49_000)}\n`)).toBe(
      'is nested too deeply: line 2',
    );
    expect(refused(`def f(nums):\n    return ${'('.repeat(100_000)}`)).toMatch(
      /^contains more than 100,000 characters of code/,
    );
    expect(refused('\\\n'.repeat(40_000))).toMatch(/^contains more than 100,000 characters of code/);
  });
});

describe('left-out code', () => {
  const inside = (line: string) => refusal(stub, 'f', `def f(nums):\n    x = 1\n    ${line}\n    return x\n`);

  it.each([
    '# rest of code here',
    '# ... existing code ...',
    '# ...',
    '# your code here',
    '# Implementation goes here',
    '# rest of the function remains unchanged',
    '# (previous code omitted)',
    '...',
    '# TODO: implement\n    pass',
  ])('inside of the function refuses it: %s', (line) => {
    expect(inside(line)).toBe(`leaves code out: ${line.split('\n')[0]}`);
  });

  it.each(['# the rest of the elements', '# main logic', '# TODO: make it faster', '# implement the sieve'])(
    'is not what other comments say: %s',
    (line) => {
      expect(inside(line)).toMatch(/^accepted/);
    },
  );

  it('elsewhere doesn’t matter', () => {
    expect(solution('def g(x):\n    # rest of code here\n    ...\n    return 1\n\ndef f(nums):\n    return 2\n')).toBe(
      f('    return 2'),
    );
  });

  it('is no `...` that stands for an empty block', () => {
    const body =
      '    try:\n        return g()\n    except ValueError: ...\n    class Empty(Exception): ...\n    raise Empty';
    expect(solution(`def f(nums):\n${body}\n`)).toBe(f(body));
  });

  it('refuses a candidate that is the stub', () => {
    for (const body of ['pass', '...', '"""Other."""', '"""Other."""\n    raise NotImplementedError("later")']) {
      expect(refusal(stub, 'f', `def f(nums):\n    ${body}\n`)).toBe('only restates the stub');
    }
    expect(refusal(stub, 'f', '    pass\n', 'completion')).toBe('only restates the stub');
  });
});
