import { describe, expect, it } from 'vitest';
import type { Specification } from '../../protocol/index.ts';
import { chatPrompt } from '../../server/src/sampling/prompts/chat.ts';
import { specified } from '../servers/specified.ts';

function asked(specification: Specification, feedback?: string): string {
  return chatPrompt({ specification, ...(feedback !== undefined && { feedback }) })[1]!.content;
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

  it('ends with what earlier candidates got wrong', () => {
    expect(asked(specified(), 'add(1, 2) returned -1.')).toMatch(/```\n\nadd\(1, 2\) returned -1\.$/);
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
