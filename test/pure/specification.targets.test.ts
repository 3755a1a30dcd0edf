/** The functions of a file under the names that users give them. */
import { describe, expect, it } from 'vitest';
import { nameAt, namesIn, refused, specified } from './specification.ts';

describe('a name', () => {
  it('is dotted through classes and functions; accessors follow their property', () => {
    expect(
      namesIn(`
        def f(): pass
        async def g(): pass
        class A:
            def m(self): pass
            class B:
                @classmethod
                def n(cls): pass
            @property
            def p(self): return 1
            @p.setter
            def p(self, value): pass
            @p.deleter
            def p(self): pass
        def outer():
            def inner():
                def innermost(): pass
            class C:
                def m(self): pass
        if True:
            def h(): pass
        try:
            pass
        except E:
            def i(): pass
        with x:
            for y in z:
                def j(): pass
        match k:
            case 1:
                def l(): pass
      `),
    ).toEqual([
      'f',
      'g',
      'A.m',
      'A.B.n',
      'A.p',
      'A.p.setter',
      'A.p.deleter',
      'outer',
      'outer.inner',
      'outer.inner.innermost',
      'outer.C.m',
      'h',
      'i',
      'j',
      'l',
    ]);
  });

  it('has its line where names repeat; a bare one means the last, unless several are open', () => {
    const text = (first: string, second: string) => `
      if True:
          def f(x): ${first}
      else:
          def f(x): ${second}
      `;
    expect(namesIn(text('return 1', 'return 2'))).toEqual(['f@2', 'f@4']);
    expect(specified('f', text('return 1', 'return 2')).target.line).toBe(4);
    expect(specified('f', text('return 1', '...')).target.line).toBe(4);
    expect(specified('f@2', text('return 1', 'return 2')).target.line).toBe(2);
    expect(refused('f', text('...', '...'))).toBe('f is defined 2 times: name one of them, f@2 or f@4.');
    expect(refused('f@3', text('...', '...'))).toContain('there is f@2 or f@4');
  });

  it('with a line that it doesn’t need is the one that stands there', () => {
    expect(specified('f@2', '# first\ndef f(x): ...\n').target.name).toBe('f');
  });

  it('of overloads means the implementation', () => {
    const text = `
      from typing import overload
      import typing as t
      @overload
      def f(x: int) -> int: ...
      @t.overload
      def f(x: str) -> str: ...
      def f(x):
          """Doc."""
      assert f(1)
      `;
    expect(namesIn(text)).toEqual(['f']);
    expect(specified('f', text)).toMatchObject({ target: { line: 7 }, examples: [{ line: 9 }] });
  });

  it('that is not there is told with those that are', () => {
    const text = `
      class Stack:
          def push(self, x): ...
          def pop(self): ...
      class P(Protocol):
          def g(self): ...
      def shout(x): ...
      def broken(x:
          return (

      `;
    expect(refused('shuot', text)).toBe('task.py has no function shuot. Did you mean shout?');
    expect(refused('push', text)).toBe('task.py has no function push. Did you mean Stack.push?');
    expect(refused('Stack', text)).toBe('Stack is a class: name one of its methods, such as Stack.push or Stack.pop.');
    expect(refused('P.g', text)).toContain('no body of its own');
    expect(refused('broken', text)).toMatch(/^broken has a syntax error near line \d+: fix it/);
    expect(refused('entirely_other', text)).toContain('It has Stack.push, Stack.pop or shout.');
    expect(refused('f', 'x = 1\n')).toBe('task.py has no functions.');
  });
});

describe('a body', () => {
  const bodyOf = (body: string) => specified('f', `def f(x):\n${body}`).target.body;

  it('is a stub where nothing but a docstring, ..., pass or NotImplementedError stands', () => {
    for (const body of [
      '    """Doc."""\n',
      '    ...\n',
      '    pass\n',
      '    raise NotImplementedError\n',
      '    raise NotImplementedError("later")\n',
      '    """Doc."""\n    ...\n',
      '    """Doc."""\n    # todo\n    pass  # here\n',
      '    "Doc."; pass\n',
    ])
      expect([body, bodyOf(body)]).toEqual([body, 'stub']);
    expect(specified('f', 'def f(x): ...\n').target.body).toBe('stub');
  });

  it('is real otherwise', () => {
    for (const body of [
      '    return None\n',
      '    """Doc."""\n    raise ValueError\n',
      '    return ...\n',
      '    raise NotImplementedError from x\n    return 1\n',
      '    f"""Doc."""\n',
      '    pass\n    return 1\n',
      '    1\n',
    ])
      expect([body, bodyOf(body)]).toEqual([body, 'real']);
  });
});

describe('a signature', () => {
  it('is as written, its parameters by their kinds', () => {
    const { target } = specified(
      'A.f',
      `
      class A:
          @deco(1)
          async def f(self, a, /, b: int, c="x", *args: int, d, e: str = "y",
                      **kw: dict[str, int]) -> list[int]:
              """Doc.

                More.
              Most.
              """
      `,
    );
    expect(target.signature).toBe(
      'async def f(self, a, /, b: int, c="x", *args: int, d, e: str = "y",\n                **kw: dict[str, int]) -> list[int]',
    );
    expect(target.parameters).toEqual([
      { name: 'self', kind: 'positionalOnly' },
      { name: 'a', kind: 'positionalOnly' },
      { name: 'b', kind: 'positional', annotation: 'int' },
      { name: 'c', kind: 'positional', default: '"x"' },
      { name: 'args', kind: 'variadic', annotation: 'int' },
      { name: 'd', kind: 'keyword' },
      { name: 'e', kind: 'keyword', annotation: 'str', default: '"y"' },
      { name: 'kw', kind: 'keywords', annotation: 'dict[str, int]' },
    ]);
    expect(target).toMatchObject({
      simpleName: 'f',
      line: 3,
      returns: 'list[int]',
      isAsync: true,
      receiver: 'self',
      docstring: 'Doc.\n\n  More.\nMost.',
      range: { start: { line: 1, character: 4 } },
      nameRange: { start: { line: 2, character: 14 }, end: { line: 2, character: 15 } },
      docstringRange: { start: { line: 4, character: 8 }, end: { line: 8, character: 11 } },
    });
    expect(target.source).toMatch(/^@deco\(1\)\nasync def f\(self/);
  });

  it('has a receiver in a class unless it is static', () => {
    const text = `
      class A:
          def m(this): ...
          @classmethod
          def c(cls): ...
          @staticmethod
          def s(x): ...
          def __new__(cls): ...
          def n(*args): ...
          def outer(self):
              def inner(x): ...
      `;
    const receivers = namesIn(text).map((name) => specified(name, text).target.receiver);
    expect(receivers).toEqual(['this', 'cls', undefined, 'cls', undefined, 'self', undefined]);
  });

  it('knows type parameters, tuples of defaults, and names beyond ASCII', () => {
    const { target } = specified('größe', 'def größe[T: int](a: T, *, b=(1, 2)) -> T: ...\n');
    expect(target).toMatchObject({
      simpleName: 'größe',
      parameters: [
        { name: 'a', annotation: 'T' },
        { name: 'b', kind: 'keyword', default: '(1, 2)' },
      ],
    });
  });
});

describe('the cursor', () => {
  it('is in a function anywhere from its decorators to its end, and in one that an example tests', () => {
    expect(nameAt('@de‸co\ndef f(x):\n    ...\n')).toBe('f');
    expect(nameAt('def f(x):\n    ...‸\n')).toBe('f');
    expect(nameAt('class A:\n‸    def f(x):\n        ...\n')).toBe('A.f');
    expect(nameAt('def f(x): ...\ndef g(x): ...\nassert f(1) == g‸(2)\n')).toBe('f');
    expect(nameAt('def f(x): return 1\ndef g(x): ...\nassert f(1) == g‸(2)\n')).toBe('g');
    expect(nameAt('def f(x): ...\nfor x in y:‸\n    assert f(x)\n')).toBe('f');
  });

  it('in help that a working function keeps to itself means the outer one', () => {
    expect(nameAt('def f(x):\n    def g(y):\n        return ‸1\n    return g\n')).toBe('f');
    expect(nameAt('def f(x):\n    def g(y):\n        ‸...\n    return g\n')).toBe('f.g');
  });

  it('elsewhere is told what to do', () => {
    expect(nameAt('x = ‸1\n')).toContain('There is no function here');
    expect(nameAt('def f(x:\n    return ‸1\n\n')).toContain('f has a syntax error near line');
  });
});
