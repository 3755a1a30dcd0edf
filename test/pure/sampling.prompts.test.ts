import { describe, expect, it } from 'vitest';
import type { Specification } from '../../protocol/index.ts';
import { chatPrompt } from '../../server/src/sampling/prompts/chat.ts';
import { repairFeedback } from '../../server/src/sampling/prompts/repairPrompt.ts';
import type { SamplingRequest } from '../../server/src/sampling/sampler.ts';
import { specified } from '../servers/specified.ts';

function asked(specification: Specification, more: Partial<SamplingRequest> = {}): string {
  return chatPrompt({ specification, ...more })[1]!.content;
}

describe('the chat prompt', () => {
  it('has the context, the stub and the examples', () => {
    const specification = { ...specified(), context: 'from math import inf\n\nLIMIT = 10\n' };
    expect(chatPrompt({ specification })).toEqual([
      {
        role: 'system',
        content: `\
You are an expert Python programmer.
Answer with one Python code block that defines the function with exactly the signature that is given. Put the imports and \
helpers that it needs into the same block. Leave out the code that is there already, the examples, usage and explanations.`,
      },
      {
        role: 'user',
        content: `\
This code is there already:

\`\`\`python
from math import inf

LIMIT = 10
\`\`\`

Write this function:

\`\`\`python
def add(a, b):
    """Return the sum of a and b."""
\`\`\`

These examples must hold:

\`\`\`python
assert add(1, 2) == 3
assert add(-1, 1) == 0
\`\`\``,
      },
    ]);
  });

  it('leaves out what there is none of', () => {
    expect(asked({ ...specified(), examples: [] })).toBe(
      'Write this function:\n\n```python\ndef add(a, b):\n    """Return the sum of a and b."""\n```',
    );
  });

  it('ends with what a person has said', () => {
    expect(asked(specified(), { hints: ['Mind the sign.'] })).toMatch(/```\n\nThe user says: Mind the sign\.$/);
    expect(asked(specified(), { hints: ['Mind the sign.', 'Use +.'] })).toMatch(
      /```\n\nThe user says:\n- Mind the sign\.\n- Use \+\.$/,
    );
  });

  it('goes on from what was answered before, the word of a person last', () => {
    const conversation = [
      { answer: 'def add(a, b):\n    return a - b\n', feedback: 'It gave -1.' },
      { answer: 'def add(a, b):\n    return b - a\n', feedback: 'It gave 1.' },
    ];
    const [, , ...said] = chatPrompt({ specification: specified(), conversation, hints: ['Use +.'] });
    expect(said).toEqual([
      { role: 'assistant', content: '```python\ndef add(a, b):\n    return a - b\n```' },
      { role: 'user', content: 'It gave -1.' },
      { role: 'assistant', content: '```python\ndef add(a, b):\n    return b - a\n```' },
      { role: 'user', content: 'It gave 1.\n\nThe user says: Use +.' },
    ]);
  });

  it('asks for examples that a person can choose from', () => {
    const [system, user] = chatPrompt({ specification: specified(), wants: 'examples' });
    expect(system!.content).toContain('`assert f(1, [2]) == 3`');
    expect(user!.content).toBe(`\
Write 6 examples for the function:

\`\`\`python
def add(a, b):
    """Return the sum of a and b."""
\`\`\`

These are there already; cover what they don't, edge cases first:

\`\`\`python
assert add(1, 2) == 3
assert add(-1, 1) == 0
\`\`\`

After the asserts, write 8 further calls without results: inputs on which a program with a subtle mistake would be found out.`);
  });

  it('shows what a body that does not pass should do, not the body', () => {
    const { target, ...rest } = specified();
    const docstring = 'Return the sum.\n\n>>> add(1, 2)\n3';
    const prompt = asked({
      ...rest,
      examples: [],
      target: { ...target, docstring, body: 'real', source: 'def add(a, b): return 0' },
    });
    expect(prompt).toContain('def add(a, b):\n    """Return the sum.\n\n    >>> add(1, 2)\n    3"""\n    ...');
    expect(prompt).not.toContain('return 0');
  });

  it('asks for the def alone of a method', () => {
    const { target, ...rest } = specified();
    expect(asked({ ...rest, target: { ...target, name: 'Sum.add', receiver: 'self' } })).toContain(
      'Write this method, `Sum.add` (its `def` alone):',
    );
  });

  it('fences code that holds fences', () => {
    const context = 'HELP = """\n```\ncode\n```\n"""';
    expect(asked({ ...specified(), context })).toContain(`\`\`\`\`python\n${context}\n\`\`\`\`\n`);
  });
});

describe('what is said to a program that failed', () => {
  it('has each failing example with what came instead, and the failing call', () => {
    const feedback = repairFeedback({
      failed: [
        { source: 'assert add(1, 2) == 3', status: 'fail', expected: '3', actual: '-1' },
        { source: 'assert add("a", "b") == "ab"', status: 'error', expected: "'ab'", message: 'TypeError: no minus' },
      ],
      examples: 3,
      trace: 'return a - b  # returned -1',
    });
    expect(feedback).toBe(`\
That program fails 2 of 3 examples.

\`\`\`python
assert add(1, 2) == 3
\`\`\`
It gave -1, not 3.

\`\`\`python
assert add("a", "b") == "ab"
\`\`\`
It raised: TypeError: no minus. It should give 'ab'.

The first of these calls, line by line:

\`\`\`python
return a - b  # returned -1
\`\`\`

Find the mistake, and answer with the corrected program in one Python code block.`);
  });

  it('stays short, however long the values and however many the examples', () => {
    const failed = Array.from({ length: 50 }, () => ({
      source: `assert f("${'x'.repeat(5000)}") == 1`,
      status: 'fail' as const,
      actual: 'y'.repeat(1000),
      expected: 'z'.repeat(1000),
    }));
    const feedback = repairFeedback({ failed, examples: 50, trace: 't'.repeat(100_000) });
    expect(feedback.length).toBeLessThanOrEqual(6000);
    expect(feedback).toMatch(/corrected program in one Python code block\.$/);
  });
});
