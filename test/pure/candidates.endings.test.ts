import { describe, expect, it } from 'vitest';
import { accept as accepted, refusal, solution, stub } from './candidates.ts';

const f = (body: string) => `def f(nums):\n    """Doc."""\n${body}`;
const completion = (text: string) => solution(text, 'completion');
const reply = (text: string) => solution(text, 'reply');
const refusedReply = (text: string) => refusal(stub, 'f', text, 'reply');
const accept = (from: string, text: string) => accepted(from, 'A.m', text).text;
const file = 'class A:\n    def m(self, n):\n        """Doc."""\n\n\nassert A().m(1) == 1\n';

describe('a completion whose first statement has a head of several lines', () => {
  const total = '    return max(nums)';

  it.each([
    ['in brackets', '    if (len(nums) > 3 and\n            nums[0] == 1):\n        return 1\n'],
    [
      'with a comment between',
      '    if (len(nums) > 3\n            # or so\n            and nums[0] == 1):  # here:\n        return 1\n',
    ],
    ['by a backslash', '    if len(nums) > 3 and \\\n            nums[0] == 1:\n        return 1\n'],
    ['with a string of several lines', '    if nums == """a\nb:\n  c""":\n        return 1\n'],
    ['further left than its block', '    for n in [\n  1,\n  2,\n    ]:\n        nums.append(n)\n'],
  ])('is read: %s', (_, head) => {
    expect(completion(`${head}${total}\n`)).toBe(f(`${head}${total}`));
    expect(completion(`${head.trimStart()}${total}\n`)).toBe(f(`${head}${total}`));
  });

  it.each([
    ['in brackets', '    return (nums[0],\n            nums[1])'],
    ['by a backslash', '    return nums[0] + \\\n        nums[1]'],
    ['in quotes', '    return """a\n  b:\n"""'],
  ])('may be all there is: %s', (_, text) => {
    for (const given of [text, `${text}\n`, `${text}\n\nprint(f([1]))\n`]) {
      expect(completion(given)).toBe(f(text));
      expect(completion(given.trimStart()).replace(/^ +/gm, '')).toBe(f(text).replace(/^ +/gm, ''));
    }
  });

  it('may lack what the prompt ended with, and open a block', () => {
    const loop = '    for n in nums:\n        if n:\n            return n';
    for (const rest of ['\n    return 0', '\n    else:\n        return 0']) {
      expect(completion(`${loop.trimStart()}${rest}\n\nprint(f([1]))\n`)).toBe(f(loop + rest));
    }
    expect(completion('for n in nums:\n    print(n)\nreturn 0')).toBe(
      f('    for n in nums:\n        print(n)\n    return 0'),
    );
    const text =
      'while n: # down: to 0\n            n -= 1\n        return n\n\n    def other(self):\n        return 1\n';
    expect(solution(text, 'completion', stub.replace('f(nums)', 'f(n)')).trimEnd()).toMatch(
      /while n: # down: to 0\n +n -= 1\n {4}return n$/,
    );
  });

  it('is told from a line that only ends like a head', () => {
    expect(completion('x = nums  # this:\n    return x')).toBe(f('    x = nums  # this:\n    return x'));
    expect(completion('x = "a:"\n    return x')).toBe(f('    x = "a:"\n    return x'));
  });
});

describe('a completion ends', () => {
  const two = f('    return 2');

  it.each([
    '<|endoftext|>',
    '<|im_end|>\n<|im_start|>user\nThanks',
    '</s>',
    '<|eot_id|>\n\ndef f(nums):\n    return 3\n',
    '<｜end▁of▁sentence｜>',
    '<end_of_turn>',
    '<eos>\n',
    '<EOT>',
    '</code></pre>',
    '[/INST] Thanks',
  ])('at the end token %j', (token) => {
    for (const before of ['', '\n', '\n\n', '  # done\n']) {
      expect(completion(`    return 2${before}${token}`)).toMatch(
        /^def f\(nums\):\n {4}"""Doc\."""\n {4}return 2( {2}# done)?$/,
      );
    }
    expect(completion(`def f(nums):\n    return 2${token}`)).toBe(two);
    expect(solution(`def f(nums):\n    return 2\n${token}`)).toBe(two);
    expect(reply(`def f(nums):\n    return 2${token}`)).toBe(two);
    expect(reply(`So:\n\`\`\`python\ndef f(nums):\n    return 2${token}`)).toBe(two);
  });

  it('at no token that its code speaks of', () => {
    const text = '    # <|a|>\n    x = "<|im_end|>"\n    return """\n</s>""", x < eos > 1';
    expect(completion(text)).toBe(f(text));
    expect(reply(`The token \`<|im_end|>\` ends it.\n\ndef f(nums):\n    return 2\n`)).toBe(two);
  });

  it.each([
    '```',
    '\n```',
    '\n```\n\nThis gives two.\n',
    '\n```\nSo:\n```python\nf([1])\n```\n',
    '\n```python\nprint(f([1]))\n```',
    '\n~~~\n',
  ])('at a fence, whatever follows: %j', (rest) => {
    expect(completion(`    return 2${rest}`)).toBe(two);
    expect(completion(`return 2${rest}`)).toBe(two);
    expect(completion(`def f(a):\n    return 2${rest}`)).toBe(two);
  });

  it('at a fence only after code', () => {
    expect(completion('```python\n    return 2\n```\nThis gives two.\n')).toBe(two);
    expect(completion('Sure\n\n```python\ndef f(a):\n    return 2\n```\n')).toBe(two);
    expect(completion('"""\n    ```python\n    f([1])\n    ```\n    """\n    return 2\n')).toBe(two);
  });

  it('at prose, indented or not', () => {
    expect(completion('    return 2\n\nThis gives two: see (above.\n  - It is\n')).toBe(two);
    expect(completion('    return 2\n\n    This gives two.\n')).toBe(two);
  });

  it('at its own return, but for a yield', () => {
    const check = '\n\n    # Check\n    assert f([1]) == 1\n    print("ok")\n';
    for (const end of ['return (nums[0],\n            1)', 'raise ValueError(nums)']) {
      expect(completion(`    ${end}${check}`)).toBe(f(`    ${end}`));
      expect(completion(`${end}${check}`)).toBe(f(`    ${end}`));
      expect(completion(`    if nums:\n        return 1\n    ${end}${check}`)).toBe(
        f(`    if nums:\n        return 1\n    ${end}`),
      );
    }
    expect(completion(`    return g(nums)${check}\ndef g(x):\n    return x\n    print(x)\n`)).toBe(
      f('    return g(nums)'),
    );
    expect(completion('    return\n    yield\n')).toBe(f('    return\n    yield'));
  });

  it('at a token behind the fence of a chat reply', () => {
    expect(reply('```python\ndef f(nums):\n    return 2\n```<|im_end|>')).toBe(two);
    expect(reply('```python\ndef f(nums):\n    return 2\n```</s>\nThat is it.')).toBe(two);
  });
});

describe('a fence that is not closed', () => {
  const open = (lines: string) => `\`\`\`python\ndef f(nums):\n${lines}`;
  const cut = 'was cut off before its end';

  it.each([
    ['a value', '    return (nums or [1])[0]'],
    ['a name', '    x = 1\n    return nums'],
    [
      'both ways',
      '    if nums:\n        return 1\n    elif None:\n        raise ValueError\n    else:\n        return 2\n',
    ],
    ['a try', '    try:\n        return nums[0]\n    except IndexError:\n        return 0\n'],
    ['a with', '    with open(nums) as g:\n        return g.read()\n'],
    ['a loop without end', '    while True:\n        if nums.pop():\n            return 2\n'],
    ['what it does', '    for n in nums:\n        print(n)\n'],
    ['what it changes', '    nums[0] = 1\n'],
    ['what it yields', '    for n in nums:\n        if n:\n            yield n\n        yield 0\n'],
  ])('around code that is whole is read: it ends in %s', (_, lines) => {
    expect(reply(open(lines))).toBe(f(lines.trimEnd()));
  });

  it.each([
    ['a name that nobody has', '    return nu'],
    ['a condition', '    if nums:\n        return 1\n'],
    ['another branch', '    if nums:\n        return 1\n    else:\n        x = 2\n'],
    ['an assignment', '    total = 0\n'],
    ['an assignment in a block', '    for n in nums:\n        total = n\n'],
    ['a loop', '    while True:\n        if nums:\n            break\n        return 1\n'],
    ['an open bracket', '    return (nums'],
  ])('around code that was cut off refuses it: it ends in %s', (_, lines) => {
    expect(refusedReply(open(lines))).toBe(cut);
  });

  it('may hold a body', () => {
    expect(reply('```python\n    total = sum(nums)\n    return total\n')).toBe(
      f('    total = sum(nums)\n    return total'),
    );
    expect(refusedReply('```python\n    total = sum(nums)\n    if total:\n        return total\n')).toBe(
      'was cut off before its code',
    );
  });
});

describe('a receiver that was forgotten', () => {
  const wanted = (parameters: string, body: string) => `def m(${parameters}):\n    """Doc."""\n${body}`;
  const method = (parameters: string, text: string) => solutionOf(file.replace('self, n', parameters), text);
  const solutionOf = (from: string, text: string) => {
    const read = refusal(from, 'A.m', text);
    return read.replace(/^accepted: /, '');
  };

  it.each([
    ['self, n', 'def m(n):\n    return self.x * n\n'],
    ['self, n, k=1.0', 'def m(n, k=1.0):\n    return self.x * n\n'],
    ['self, n=1, k=2', 'def m(n=1):\n    return self.x * n\n'],
    ['self, n=1, k=2', 'def m(n=1, k=2):\n    return self.x * n\n'],
    ['self, n, *, k=2', 'def m(n, *, k=2):\n    return self.x * n\n'],
    ['self, n, *rest', 'def m(n, *rest):\n    return self.x * n\n'],
    ['self, n, k=2', 'class A:\n    def m(n):\n        return self.x * n\n'],
    ['self, n, k=2', 'm = lambda n, k=2: self.x * n\n'],
    ['this, n, k=2', 'def m(n, k=2):\n    return self.x * n\n'],
    ['cls, n, k=2', 'def m(n, k=2):\n    return self.x * n\n'],
  ])('is the user’s: %s', (parameters, text) => {
    const receiver = parameters.split(',')[0]!;
    expect(method(parameters, text)).toBe(wanted(parameters, `    return ${receiver}.x * n`));
  });

  it('is there in calls of itself', () => {
    expect(method('self, n, k=1', 'def m(n, k=1):\n    return m(n - 1, k=2) + self.x\n')).toBe(
      wanted('self, n, k=1', '    return self.m(n - 1, k=2) + self.x'),
    );
  });

  it('is no first parameter that has a default or the name of another', () => {
    expect(method('self, n=1, k=2', 'def m(other=1):\n    return other\n')).toBe(
      wanted('self, n=1, k=2', '    return n'),
    );
    expect(method('self, n=1, k=2', 'class A:\n    def m(n):\n        return n\n')).toBe(
      wanted('self, n=1, k=2', '    return n'),
    );
    expect(method('self, n=1, k=2', 'def m(this, n=1, k=2):\n    return this.x\n')).toBe(
      wanted('self, n=1, k=2', '    return self.x'),
    );
  });

  it('is not one that a function around the user’s binds', () => {
    const around = `def test(self):\n    class A:\n        def m(self_, n):\n            return 0\n\n    assert A().m(1) == self.one\n`;
    const own = 'def m(self_, n):\n    self.use(n)\n    return self_.x\n';
    expect(accepted(around, 'test.A.m', own).text).toContain(
      'def m(self_, n):\n            self.use(n)\n            return self_.x\n',
    );
  });

  it('is handed to a function that stays one', () => {
    for (const [parameters, given] of [
      ['n, extra=1', 'self, n, extra=1'],
      ['*n', 'self, *n'],
      ['\n    n,\n    extra=1\n', 'self,\n    n,\n    extra=1\n'],
    ]) {
      const text = `@cache\ndef m(${parameters}):\n    return self.x\n`;
      const document = accept(file, text);
      expect(document).toContain(`def _m(${given}):\n    return self.x\n`);
      expect(document).toContain('        return _m(self, n)\n');
    }
    const inside = accept(file, 'class A:\n    @cache\n    def m(n):\n        return n\n');
    expect(inside).toContain('    @cache\n    def _m(self, n):\n        return n\n');
    expect(inside).toContain('        return self._m(n)\n');
    expect(accept(file, 'm = lambda n, extra=1: self.x\n')).toContain('_m = lambda self, n, extra=1: self.x\n');
  });
});
