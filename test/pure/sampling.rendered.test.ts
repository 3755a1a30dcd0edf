/** Each prompt in the form that a model gets, as a readable file of test/pure/prompts/; `vitest -u` updates them. */
import { describe, expect, it } from 'vitest';
import type { Specification } from '../../protocol/index.ts';
import { contextWithin } from '../../server/src/sampling/prompts/context.ts';
import {
  type Form,
  heldBackOf,
  type Prompt,
  promptFor,
  sampleOf,
  textOfPrompt,
} from '../../server/src/sampling/prompts/index.ts';
import { repairFeedback } from '../../server/src/sampling/prompts/repairPrompt.ts';
import type { AcceptedFunction, SamplingRequest } from '../../server/src/sampling/sampler.ts';
import { loadParser, PythonDocument, specificationOf } from '../../server/src/specification/index.ts';
import { attempt } from './candidates.ts';

await loadParser();

const file = `\
import re
from dataclasses import dataclass

VOWELS = "aeiou"
LIMIT = 3


@dataclass
class Word:
    text: str
    count: int


def normal(text: str) -> str:
    """Lower case, without punctuation."""
    return re.sub(r"[^a-z ]", "", text.lower())


def frequent(text: str, limit: int = LIMIT) -> list[Word]:
    """Return the most frequent words of text, at most limit, the most frequent first.

    Words that are equally frequent stand in the order of the alphabet.

    >>> frequent("a b a")[0].count
    2
    """


assert frequent("") == []
assert [w.text for w in frequent(normal("The cat. The dog!"))] == ["the", "cat", "dog"]
assert [w.text for w in frequent("b a c d")] == ["a", "b", "c"]
`;

function specification(text = file, name = 'frequent'): Specification {
  const document = new PythonDocument('/project/words.py', text);
  const read = specificationOf(document, name, {});
  document.dispose();
  if ('error' in read) throw new Error(read.error);
  return read;
}

const conversation: SamplingRequest['conversation'] = [
  {
    answer: 'def frequent(text, limit=LIMIT):\n    return text.split()[:limit]\n',
    feedback: repairFeedback({
      failed: [
        {
          source: 'assert [w.text for w in frequent("b a c d")] == ["a", "b", "c"]',
          status: 'error',
          message: "AttributeError: 'str' object has no attribute 'text'",
        },
      ],
      examples: 4,
    }),
  },
];

const accepted: AcceptedFunction[] = [
  {
    stub: 'def area(width, height):\n    """Return the area."""',
    docstring: 'Return the area.',
    examples: ['assert area(2, 3) == 6'],
    solution: 'def area(width, height):\n    """Return the area."""\n    return width * height\n',
  },
  {
    stub: 'def rarest(text):\n    """Return the rarest word of text."""',
    docstring: 'Return the rarest word of text.',
    examples: ['assert rarest("a b a") == "b"'],
    solution:
      'def rarest(text):\n    """Return the rarest word of text."""\n    return min(text.split(), key=text.split().count)\n',
  },
];

const base: SamplingRequest = { specification: specification(), k: 1, temperature: 0 };
const hints = ['Count words with a dictionary.'];
const cases: [string, Form, Partial<SamplingRequest>][] = [
  ['chat', 'chat', {}],
  ['chat-repair', 'chat', { conversation, hints }],
  ['chat-held-back', 'chat', { heldBack: heldBackOf(base.specification, 1) }],
  ['chat-examples', 'chat', { wants: 'examples' }],
  ['completion', 'completion', {}],
  ['completion-repair', 'completion', { conversation, hints }],
  ['completion-examples', 'completion', { wants: 'examples' }],
  ['few-shot', 'fewShot', {}],
  ['few-shot-own', 'fewShot', { accepted }],
];

describe('the prompt', () => {
  it.each(cases)('%s', async (name, form, more) => {
    const text = textOfPrompt(promptFor({ ...base, ...more }, form));
    await expect(text).toMatchFileSnapshot(path(name));
  });
});

const path = (name: string) => `./prompts/${name}.txt`;

describe('the form for base models', () => {
  const method = `class Sum:\n    def add(self, a, b):\n        """Return the sum."""\n\n\nassert Sum().add(1, 2) == 3\n`;

  it('is one that the reply goes on with, to the function in its file', () => {
    for (const form of ['completion', 'fewShot'] as const) {
      const prompt = promptFor(base, form);
      const sample = sampleOf(prompt, '    return []\n[DONE]\n\ndef other():\n    pass\n');
      const read = attempt(file, 'frequent', sample.text, sample.form);
      expect(read).toMatchObject({ solution: expect.stringMatching(/def frequent\([\s\S]*"""\n {4}return \[\]$/) });
    }
  });

  it('is one for methods as well', () => {
    const prompt = promptFor({ ...base, specification: specification(method, 'Sum.add') }, 'completion') as Prompt & {
      text: string;
    };
    expect(prompt.text).toMatch(/def add\(self, a, b\):\n {4}"""[\s\S]*"""\n$/);
    const read = attempt(method, 'Sum.add', sampleOf(prompt, '    return a + b\n').text, 'completion');
    expect(read).toMatchObject({ text: expect.stringContaining('"""\n        return a + b\n') });
  });

  it('shows the user’s own functions, the nearest last, and never the function itself', () => {
    const itself = {
      ...accepted[0]!,
      stub: 'def frequent(text):\n    ...',
      docstring: 'Return the most frequent words.',
    };
    const text = textOfPrompt(promptFor({ ...base, accepted: [itself, ...accepted] }, 'fewShot'));
    const at = (part: string) => text.indexOf(part);
    expect(at('def area')).toBeGreaterThan(0);
    expect(at('def rarest')).toBeGreaterThan(at('def area'));
    expect(at('def frequent')).toBeGreaterThan(at('def rarest'));
    expect(text.match(/\[BEGIN\]/g)).toHaveLength(4);
  });

  it('begins a reply of examples with the first assert', () => {
    const prompt = promptFor({ ...base, wants: 'examples' }, 'completion');
    expect(sampleOf(prompt, '"x") == []\nassert frequent("y") == []\n\n')).toEqual({
      form: 'reply',
      text: 'assert frequent("x") == []\nassert frequent("y") == []',
    });
  });
});

describe('the context of a prompt', () => {
  const { context } = base.specification;

  it('is whole where the budget allows', () => {
    expect(contextWithin(base.specification, 1000)).toBe(context.trim());
  });

  it('has what the function names before what stands beside it', () => {
    const cut = contextWithin(base.specification, 30);
    expect(cut).toContain('class Word');
    expect(cut).toContain('LIMIT = 3');
    expect(cut).not.toContain('VOWELS');
  });

  it('keeps statements whole, with what decorates them', () => {
    for (let budget = 0; budget < 120; budget++) {
      const cut = contextWithin(base.specification, budget);
      expect(cut.includes('class Word')).toBe(cut.includes('@dataclass\nclass Word:\n    text: str\n    count: int'));
      expect(cut.includes('def normal')).toBe(cut.includes('return re.sub'));
    }
    expect(contextWithin(base.specification, 0)).toBe('');
  });
});

describe('examples held back', () => {
  it('are the last, and never all', () => {
    expect([...heldBackOf(base.specification, 1)]).toEqual([3]);
    // The docstring shows the doctest.
    expect([...heldBackOf(base.specification, 9)]).toEqual([1, 2, 3]);
    const plain = specification('def f(x):\n    "Doc."\n\n\nassert f(1) == 1\nassert f(2) == 2\n', 'f');
    expect([...heldBackOf(plain, 9)]).toEqual([1]);
    expect(heldBackOf(plain, 0).size).toBe(0);
  });
});
