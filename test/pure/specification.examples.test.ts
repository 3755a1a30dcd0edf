/** The examples of a function. */
import { describe, expect, it } from 'vitest';
import { expectMarked, specified } from './specification.ts';

describe('an assert', () => {
  it('is an example where it calls the function, above the def too', () => {
    expectMarked(
      'f',
      `
      assert f(1) == 1  #: example

      def f(x):  #: define
          """Doc."""

      assert f(2) == 2  #: example
      assert 1 + 1 == 2
      assert g(1)
      `,
    );
  });

  it('counts once for each statement on a line', () => {
    const { examples } = specified('f', 'def f(x): ...\nassert f(1); assert f(2) == 2; assert 3\n');
    expect(examples.map(({ line, source, range }) => [line, source, range.start.character])).toEqual([
      [2, 'assert f(1)', 0],
      [2, 'assert f(2) == 2', 13],
    ]);
  });

  it('in a loop or branch is told by its own line and source', () => {
    const { examples, steps } = expectMarked(
      'f',
      `
      CASES = [(1, 1), (2, 4)]  #: run
      def f(x):  #: define
          """Doc."""
      for given, wanted in CASES:
          if given:
              assert f(given) == wanted  #: example
          print(given)
      `,
    );
    expect(examples[0]!.source).toBe('assert f(given) == wanted');
    expect(steps.at(-1)).toMatchObject({ do: 'example', line: 4, asserts: [{ line: 6, example: 0 }] });
  });

  it('may get its value through the names of a loop', () => {
    expectMarked(
      'f',
      `
      def f(x):  #: define
          """Doc."""
      for x in range(3):
          y = f(x)
          z = y + 1
          assert z == x  #: example
      while True:
          assert f(0) == 0  #: example
          break
      `,
    );
  });

  it('stands in `if __name__ == "__main__":` as well', () => {
    const { steps } = expectMarked(
      'f',
      `
      def f(x):  #: define
          """Doc."""

      if __name__ == "__main__":
          import sys
          data = [1]  #: run
          assert f(data) == 1  #: example
          for x in data:
              assert f(x) == x  #: example
          sys.exit(main())
      `,
    );
    expect(steps.map((step) => step.source?.split('\n')[0])).toEqual([
      'def f(x):',
      'data = [1]',
      'assert f(data) == 1',
      'for x in data:',
    ]);
    expect(steps.at(-1)!.source).toBe('for x in data:\n    assert f(x) == x');
  });

  it('takes its message, its walrus and its line breaks along', () => {
    const { examples } = specified(
      'f',
      'def f(x): ...\nassert (\n    (y := f(1))\n    == 1\n), f"got {y}"\nassert f(\n2)\n',
    );
    expect(examples.map(({ line, source }) => [line, source])).toEqual([
      [2, 'assert (\n    (y := f(1))\n    == 1\n), f"got {y}"'],
      [6, 'assert f(\n2)'],
    ]);
  });

  it('is none where it only speaks of the function', () => {
    expectMarked(
      'f',
      `
      def f(x):  #: define
          """Doc."""
      assert callable(f)
      assert f.__name__ == "f"
      assert isinstance(f, object)
      assert f is not None
      assert "f" in globals()
      assert f(1) == 1  #: example
      `,
    );
  });
});

describe('through the file’s own code', () => {
  it('an assert on a helper, a class or an alias that calls the function counts', () => {
    expectMarked(
      'f',
      `
      def f(x):  #: define
          """Doc."""
      def twice(x):  #: run
          return f(f(x))
      def deep(x):  #: run
          return twice(x)
      g = f  #: run
      class Box:  #: run
          def __init__(self, x):
              self.x = f(x)
          def other(self):
              return 1
      assert deep(1) == 1  #: example
      assert g(2) == 2  #: example
      assert Box(3).x == 3  #: example
      assert map(f, [1])  #: example
      assert len([1]) == 1
      `,
    );
  });

  it('a call of a helper that asserts is one example', () => {
    const { examples, steps } = expectMarked(
      'f',
      `
      def f(x):  #: define
          """Doc."""
      def check(x, wanted):  #: run
          assert f(x) == wanted
      def show(x):
          print(f(x))
      check(1, 1)  #: example
      show(1)
      for x in [1, 2]:  #: example
          check(x, x)
      `,
    );
    expect(examples.map(({ kind }) => kind)).toEqual(['assert', 'assert']);
    expect(steps.at(-2)).toMatchObject({ do: 'example', line: 7, asserts: [{ line: 7, example: 0 }] });
  });

  it('a checker that is handed the function counts, a decorated or nested one too', () => {
    expectMarked(
      'f',
      `
      def f(x):  #: define
          """Doc."""
      def equals(function, given, wanted):  #: run
          assert function(given) == wanted
      equals(f, 1, 1)  #: example
      equals(len, [], 0)
      def main():  #: run
          def inner(x):
              assert f(x) == x
          inner(1)
      main()  #: example
      `,
    );
  });

  it('a coroutine function is driven by asyncio', () => {
    expectMarked(
      'f',
      `
      import asyncio  #: run
      async def f(x):  #: define
          """Doc."""
      assert asyncio.run(f(1)) == 1  #: example
      async def main():  #: run
          assert await f(2) == 2
      asyncio.run(main())  #: example
      `,
    );
  });
});

describe('state', () => {
  it('that a call has bound or changed leads to the asserts that read it', () => {
    expectMarked(
      'f',
      `
      def f(xs):  #: define
          """Doc."""
      result = f([1])  #: run
      first, *rest = result  #: run
      assert first == 1  #: example
      assert rest == []  #: example
      seen = []  #: run
      seen.append(f([2]))  #: run
      assert seen == [2]  #: example
      total = 0  #: run
      total += f([3])  #: run
      assert total  #: example
      other = 3
      assert other == 3
      `,
    );
  });

  it('ends where the name is bound anew', () => {
    expectMarked(
      'f',
      `
      def f(xs):  #: define
          """Doc."""
      result = f([1])  #: run
      assert result == 1  #: example
      result = 5
      assert result == 5
      `,
    );
  });

  it('of an argument counts where the function is said to change it', () => {
    expectMarked(
      'fill',
      `
      def fill(xs):  #: define
          """Sort xs in place."""
      xs = [2, 1]  #: run
      fill(xs)  #: run
      assert xs == [1, 2]  #: example
      `,
    );
  });

  it('of an argument counts, that it is left as it was too, until another function may have changed it', () => {
    expectMarked(
      'f',
      `
      def f(xs, key):  #: define
          """Doc."""
      def g(xs):
          """Doc."""
      KEY = 1  #: run
      xs = [2, 1]  #: run
      out = f(xs, KEY)  #: run
      assert out == [1, 2]  #: example
      assert xs == [2, 1]  #: example
      g(xs)
      assert xs == [1, 2]
      ys = [3]  #: run
      assert f(ys, KEY) == [3]  #: example
      assert ys == [3]  #: example
      assert g(ys) == [3]
      assert ys == [3]
      assert len(f([1], KEY)) == 1  #: example
      assert len([2]) == 1
      `,
    );
  });

  it('of a global that the function writes counts', () => {
    expectMarked(
      'count',
      `
      calls = 0  #: run
      def count():  #: define
          """Count."""
          global calls
          calls += 1
      count()  #: run
      assert calls == 1  #: example
      `,
    );
  });

  it('of an object whose methods are called belongs to each of them', () => {
    const text = (push: string, pop: string) => `
      class Stack:  #: define
          def __init__(self):
              self.items = []
          def push(self, x):
              self.items.append(x)
          def pop(self):
              return self.items.pop()
      stack = Stack()  #: run
      stack.push(1)  #: run
      assert stack.items == [1]${push}
      assert stack.pop() == 1${pop}
      `;
    expectMarked('Stack.push', text('  #: example', '  #: example'));
    expectMarked('Stack.pop', text('', '  #: example'));
  });
});

describe('a statement around calls', () => {
  it('`try` and `with` are one example each', () => {
    const { examples } = expectMarked(
      'f',
      `
      import contextlib, io, pytest  #: run
      def f(x):  #: define
          """Doc."""
      try:  #: example
          f(None)
      except TypeError:
          pass
      else:
          assert False
      with pytest.raises(ValueError):  #: example
          f(-1)
      out = io.StringIO()  #: run
      with contextlib.redirect_stdout(out):  #: example
          f(1)
      assert out.getvalue() == "1"  #: example
      try:
          import nothing
      except ImportError:
          nothing = None
      `,
    );
    expect(examples.map(({ kind }) => kind)).toEqual(['try', 'with', 'with', 'assert']);
    expect(examples[0]!.source).toBe('try:\n    f(None)\nexcept TypeError:\n    pass\nelse:\n    assert False');
  });
});

describe('a name that a head binds', () => {
  it('is no longer what a call has left in it', () => {
    expectMarked(
      'f',
      `
      import contextlib, other  #: run
      @contextlib.contextmanager  #: define
      def f(x):
          """Doc."""
      with f(1) as name:  #: example
          assert name == 1
      with other.g() as name:
          assert name == 2
      for name in [1, 2]:
          assert name
      `,
    );
  });
});

describe('a method', () => {
  it('is called by its attribute on an object of its class', () => {
    expectMarked(
      'A.f',
      `
      class A:  #: define
          def f(self, x):
              """Doc."""
      class B:  #: run
          def f(self, x):
              return 1
      class Sub(A):  #: run
          pass
      a = A()  #: run
      assert a.f(1) == 1  #: example
      assert A().f(2) == 2  #: example
      assert A.f(a, 3) == 3  #: example
      assert Sub().f(4) == 4  #: example
      assert B().f(1) == 1
      `,
    );
  });

  it('may be one that Python calls by itself', () => {
    expectMarked(
      'V.__add__',
      `
      class V:  #: define
          def __init__(self, x): self.x = x
          def __eq__(self, other): return self.x == other.x
          def __add__(self, other):
              """Doc."""
      assert V(1) + V(2) == V(3)  #: example
      assert V(1) == V(1)
      assert 1 + 2 == 3
      `,
    );
    expectMarked(
      'V.__eq__',
      `
      class V:  #: define
          def __init__(self, x): self.x = x
          def __eq__(self, other):
              """Doc."""
      assert V(1) == V(1)  #: example
      assert V(1) is not None
      `,
    );
  });

  it('as a property is read, and its setter is what an assignment calls', () => {
    const text = (getter: string, setter: string) => `
      class T:  #: define
          def __init__(self): self._x = 1
          @property
          def x(self):
              """Doc."""
              return self._x
          @x.setter
          def x(self, value):
              """Doc."""
              self._x = value
          @staticmethod
          def two(): return 2
      assert T().x == 1${getter}
      t = T()  #: run
      t.x = 5  #: run
      assert t.x == 5${setter}
      assert T.two() == 2
      `;
    expectMarked('T.x.setter', text('', '  #: example'));
    expectMarked('T.x', text('  #: example', '  #: example'));
  });
});
