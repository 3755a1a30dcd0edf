import { describe, expect, it } from 'vitest';
import { accept, solution, stub } from './candidates.ts';

const check = '\n\nassert f([1]) == 1\n';
const spliced = (file: string, text: string, name = 'f') => accept(file, name, text).text;

describe('the body', () => {
  it('takes the user’s indentation and leaves strings alone', () => {
    const text =
      'def f(nums):  # gone\n  # one\n  if nums:\n    # two\n    x = (1,\n         2)\n    return """a\n  b"""\n  # three\n  else:\n      pass\n\n  return x  # four\n  # five\n';
    const body = (unit: string) =>
      [
        `${unit}# one`,
        `${unit}if nums:`,
        `${unit}${unit}# two`,
        `${unit}${unit}x = (1,`,
        `${unit}${unit}     2)`,
        `${unit}${unit}return """a`,
        '  b"""',
        `${unit}# three`,
        `${unit}else:`,
        `${unit}${unit}pass`,
        '',
        `${unit}return x  # four`,
      ].join('\n');
    for (const unit of ['    ', '\t', '  ', '   ']) {
      expect(spliced(`def f(nums):\n${unit}"""Doc."""\n${unit}pass\n${check}`, text)).toBe(
        `def f(nums):\n${unit}"""Doc."""\n${body(unit)}\n${check}`,
      );
    }
  });

  it('of a candidate in one line becomes a block', () => {
    expect(solution('def f(nums): x = 1; return x\n')).toBe('def f(nums):\n    """Doc."""\n    x = 1; return x');
  });

  it('replaces the stub and keeps the comments of the user', () => {
    const text = 'def f(nums):\n    return 2\n';
    expect(spliced(`def f(nums):\n    # hint\n    ...  # todo\n    # after\n${check}`, text)).toBe(
      `def f(nums):\n    # hint\n    # todo\n    return 2\n    # after\n${check}`,
    );
    expect(spliced(`def f(nums):\n    """Doc."""  # note\n    # hint\n${check}`, text)).toBe(
      `def f(nums):\n    """Doc."""  # note\n    # hint\n    return 2\n${check}`,
    );
    expect(spliced(`def f(nums):\n    """Doc."""; pass\n${check}`, text)).toBe(
      `def f(nums):\n    """Doc."""\n    return 2\n${check}`,
    );
  });

  it('replaces a real body whole', () => {
    const file = `def f(nums):\n    """Doc."""\n    # naive\n    y = 1  # a\n    # mid\n    return y  # b\n    # end\n${check}`;
    expect(spliced(file, 'def f(nums):\n    return 2\n')).toBe(`def f(nums):\n    """Doc."""\n    return 2\n${check}`);
  });

  it('begins a line of its own where comments stand further left or right than the body', () => {
    for (const comment of ['##    y = 0', '# left', '            # right']) {
      const file = `def f(nums):\n    """Doc."""\n\n${comment}\n\n    y = 1\n    return y\n${check}`;
      expect(spliced(file, 'def f(nums):\n    return 2\n')).toBe(
        `def f(nums):\n    """Doc."""\n\n    return 2\n${check}`,
      );
    }
  });

  it('opens a function that stood in one line', () => {
    const text = 'def f(nums):\n    if nums:\n        return 2\n';
    expect(spliced(`def f(nums): ...  # note${check}`, text)).toBe(
      `def f(nums):  # note\n    if nums:\n        return 2${check}`,
    );
    expect(spliced(`def f(nums): "Doc."; pass${check}`, text)).toBe(
      `def f(nums):\n    "Doc."\n    if nums:\n        return 2${check}`,
    );
    expect(spliced('class A:\n\tdef f(self, x): ...\n\nassert A().f(1)\n', text, 'A.f')).toBe(
      'class A:\n\tdef f(self, x):\n\t\tif x:\n\t\t\treturn 2\n\nassert A().f(1)\n',
    );
  });

  it('brings its docstring only where the user’s is empty', () => {
    const text = 'def f(self):\n  """Hello.\n\n  World\n    deeper\n  """\n  return 1\n';
    const file = (docstring: string) => `class A:\n    def f(self):\n        ${docstring}\n\n\nassert A().f() == 1\n`;
    expect(accept(file('""""""'), 'A.f', text).solution).toBe(
      'def f(self):\n    """Hello.\n\n    World\n      deeper\n    """\n    return 1',
    );
    expect(accept(file('"""Mine."""'), 'A.f', text).solution).toBe('def f(self):\n    """Mine."""\n    return 1');
    expect(accept(file('...'), 'A.f', text).solution).toBe('def f(self):\n    return 1');
  });
});

describe('the file around', () => {
  const text = 'import re\ndef g(x):\n    """G."""\n    return """a\n  b"""\n\ndef f(x):\n    return g(x)\n';

  it('keeps line ends, byte order mark, letters and a missing last line break', () => {
    const file = `\ufeffname = "äß😀"; k = 1\r\n\r\n\r\n${stub.replaceAll('\n', '\r\n')}x = "😀" # é`;
    const result = spliced(file, text);
    expect(result.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(result.replaceAll('\r\n', '\n')).toBe(
      '\ufeffname = "äß😀"; k = 1\n\n\ndef g(x):\n    """G."""\n    return """a\n  b"""\n\n\n' +
        'def f(nums):\n    """Doc."""\n    return g(nums)\n\n\nassert f([1]) == 1\nx = "😀" # é',
    );
  });

  it('keeps comments and decorators with the function', () => {
    const file = `import x\n\n\n# assay: k=3\n@x.mark(\n    1\n)\ndef f(nums):\n    """Doc."""${check}`;
    const { text: result, solution: own } = accept(
      file,
      'f',
      'def g(x):\n    return x\n\ndef f(a):\n    return g(a)\n',
    );
    expect(result).toBe(
      `import x\n\n\ndef g(x):\n    return x\n\n\n# assay: k=3\n@x.mark(\n    1\n)\ndef f(nums):\n    """Doc."""\n    return g(nums)${check}`,
    );
    expect(own).toBe('@x.mark(\n    1\n)\ndef f(nums):\n    """Doc."""\n    return g(nums)');
  });

  it('may hold the function in an `if`', () => {
    const file = 'if True:\n  def f(nums):\n    """Doc."""\n    raise NotImplementedError\n\nassert f(1) == 1\n';
    expect(spliced(file, 'def g(x):\n    return x\n\ndef f(a):\n    return g(a)\n')).toBe(
      'def g(x):\n  return x\n\n\nif True:\n  def f(nums):\n    """Doc."""\n    return g(nums)\n\nassert f(1) == 1\n',
    );
  });

  it('may not parse elsewhere', () => {
    const file = `${stub}\n\ndef broken(:\n    x =\n`;
    expect(spliced(file, 'def f(a):\n    return a\n')).toBe(
      file.replace('"""Doc."""\n', '"""Doc."""\n    return nums\n'),
    );
  });
});

describe('the solution', () => {
  it('is the function at column 0, its strings as they are', () => {
    const file =
      'class A:\n    def f(self, x):\n        """Doc.\n\n        More.\n        """\n\n\nassert A().f(1) == 1\n';
    expect(accept(file, 'A.f', 'def f(self, x):\n    return """\n        a\n"""\n').solution).toBe(
      'def f(self, x):\n    """Doc.\n\n    More.\n    """\n    return """\n        a\n"""',
    );
  });
});

describe('equal programs', () => {
  const key = (text: string) => accept(stub, 'f', text).key;
  const base = key(
    'import os\nimport re\ndef g(x):\n    return x\ndef f(nums):\n    if nums: return re, g(nums), "a", 1\n    return [nums]\n',
  );

  it('differ in comments, layout, docstrings, brackets, quotes and the names of parameters only', () => {
    expect(
      key(
        'import re\n\n\ndef g(x):\n  """G."""\n  # g\n  return (x)\n\n\ndef f(lst):\n  """F."""\n  if (lst):\n    return (re, g(\n        lst,\n    ), \'a\', 1)\n  return [lst,]\n\nprint(f([1]))\n',
      ),
    ).toBe(base);
  });

  it('differ not in what they do', () => {
    const bodies = [
      'nums[:1]',
      'nums[1:]',
      'nums[1]',
      'nums[1,]',
      '-nums',
      'nums',
      '(nums,)',
      '"nums"',
      'b"nums"',
      'nums - 1',
      '1 - nums',
      'nums if nums else 1',
    ];
    const keys = bodies.map((body) => key(`def f(nums):\n    return ${body}\n`));
    expect(new Set(keys).size).toBe(bodies.length);
    expect(key('def g(x):\n    return 1\ndef f(nums):\n    return g(nums)\n')).not.toBe(
      key('def g(x):\n    return 2\ndef f(nums):\n    return g(nums)\n'),
    );
    expect(key('def f(nums):\n    if nums:\n        g()\n    h()\n')).not.toBe(
      key('def f(nums):\n    if nums:\n        g()\n        h()\n'),
    );
  });

  it('are known across the forms of a sample', () => {
    const one = key('def f(a):\n    return a[0]\n');
    expect(key('f = lambda x: x[0]\n')).toBe(one);
    expect(accept(stub, 'f', 'return nums[0]', 'reply').key).toBe(one);
    expect(accept(stub, 'f', 'nums[0]', 'reply').key).toBe(one);
    expect(accept(stub, 'f', '    return nums[0]\n\nprint(f([1]))', 'completion').key).toBe(one);
  });
});

describe('a body that is replaced by itself', () => {
  const same = (own: string, name = 'f') => {
    const file = `x = 1\n${own}\n\nassert f([1]) == 1\n`;
    const wanted = name.split('.').at(-1)!;
    const at = own.split('\n').findIndex((line) => new RegExp(`def ${wanted}\\b`).test(line));
    const margin = /^\s*/.exec(own.split('\n')[at]!)![0];
    const text = own
      .split('\n')
      .slice(at)
      .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
      .join('\n');
    expect(spliced(file, text, name)).toBe(file);
  };

  it('leaves continued lines and comments where they stand', () => {
    same('def f(nums):\n    x = {"a": [\n        1,\n   ],\n         }\n    return x');
    same(
      'def f(nums):\n    if nums:      # first\n                  # second\n        # third\n        return 1\n      # odd\n    return 2',
    );
    same('class A:\n    def f(self):\n##      old()\n        return 1  # here', 'A.f');
    same('class A:\n\tdef f(self):\n\t\treturn (1,\n\t\t\t\t2,\n\t\t\t\t  3)', 'A.f');
  });

  it('leaves a line, its semicolons, white space that nobody sees, and comments below', () => {
    same('def f(nums): return nums  # one');
    same('def f(nums): return (nums,\n                     1)');
    same('def f(nums):\n    x = 1; return x;');
    same('def f(nums):\n    x = 1\n    \n    return x\n    # end');
    same('def f(nums):\n    x = """a\n    \n  b"""\n    return x');
    same('def f(nums):\n    if nums:\n          return 1\n    else:\n     return 2\n     # end');
    same('def f(nums):\n    for x in nums:\n        return x\n\n        # end');
  });
});

describe('a comment', () => {
  it('is no code left out where it continues prose or stands behind code', () => {
    for (const body of [
      '    x = nums  # ... and not None\n    return x',
      '    # one\n    # ...\n    # two\n    return nums',
    ])
      expect(solution(`def f(nums):\n${body}\n`)).toContain('return');
    for (const body of ['    # ...\n    return nums', '    x = 1\n    # ... the rest of it\n    return x'])
      expect(() => solution(`def f(nums):\n${body}\n`)).toThrow('leaves code out');
  });
});

describe('a file that doesn’t parse below', () => {
  it('takes the body all the same', () => {
    for (const broken of [
      'def broken(:\n    x = (\n',
      'x = [1,\n',
      'class A:\n    def g(self):\n        return (\n',
      'y = """\n',
    ]) {
      const file = (body: string) =>
        `@(lambda g: g)\ndef f(nums):\n    """Doc."""\n${body}\n\nassert f(1) == 1\n\n${broken}`;
      expect(spliced(file(''), 'def f(x):\n    return x\n')).toBe(file('    return nums\n'));
    }
  });
});
