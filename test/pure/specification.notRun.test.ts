/** Examples that can't run, and their reasons. */
import { describe, expect, it } from 'vitest';
import { expectMarked, specified } from './specification.ts';

describe('an example is not run', () => {
  it('where it needs another open stub', () => {
    expectMarked(
      'f',
      `
      def g(x):
          """Another."""
      def h(x):
          return g(x)
      def f(x):  #: define
          """Doc.

          >>> f(g(1))  #: not run, it needs g, which is a stub itself: synthesize g first.
          1
          """
      assert f(1) == 1  #: example
      assert f(1) == g(1)  #: not run, synthesize g first
      assert f(1) == h(1)  #: not run, synthesize g first
      `,
    );
  });

  it('but for stubs that are so on purpose', () => {
    expectMarked(
      'C.f',
      `
      from abc import ABC, abstractmethod  #: run
      class Base(ABC):  #: run
          @abstractmethod
          def g(self):
              """To be defined."""
          def __enter__(self): pass
      class C(Base):  #: define
          def __init__(self):
              pass
          def g(self):
              return 1
          def f(self):
              """Doc."""
      assert C().f() == C().g()  #: example
      `,
    );
  });

  it('but for methods that a class of the file overrides', () => {
    expectMarked(
      'f',
      `
      class Base:  #: run
          def handle(self):
              """Do nothing, until a class further down does more."""
      class Loud(Base):  #: run
          def handle(self):
              return 1
      def f(x):  #: define
          """Doc."""
      assert f(1) == Base().handle()  #: example
      `,
    );
  });

  it('where what it needs has a syntax error', () => {
    expectMarked(
      'f',
      `
      def f(x):  #: define
          """Doc."""
      def check(x:
          return x

      assert f(1) == 1  #: example
      assert f(1) == check(1)  #: not run, it needs check near line 3, which has a syntax error: fix it first.
      `,
    );
  });

  it('where it stands in one block with the function', () => {
    expectMarked(
      'f',
      `
      if True:  #: define
          def f(x):
              """Doc."""
          assert f(1) == 1  #: not run, move it out of the block
      assert f(2) == 2  #: example
      `,
    );
  });

  it('and it is told with its source', () => {
    const { notRun } = specified('f', 'def g(): ...\ndef f(x): ...\nassert (f(1) ==\n  g())\n');
    expect(notRun).toEqual([
      {
        file: '/project/task.py',
        line: 3,
        source: 'assert (f(1) ==\n  g())',
        reason: expect.stringContaining('synthesize g'),
      },
    ]);
  });
});
