/** Lists the examples of a document for a testing view, from its text and its reports. Nothing runs. */
import { pathToFileURL } from 'node:url';
import type { Example, Specification } from '../../../../protocol/index.ts';
import type { DocumentExamples, ExampleItem, ExampleResult } from '../../../../protocol/messages.ts';
import { labelOf } from '../../report/exampleLabel.ts';
import { specificationOf, targetsOf } from '../../specification/index.ts';
import { printable } from '../../support/printable.ts';
import type { OpenDocument } from '../documents.ts';
import type { Placed } from '../reports.ts';
import { failureInWords, resultsOf, worstOf } from './ticks.ts';

/** The functions of a document that have examples, in its order. */
export function examplesIn(
  open: OpenDocument,
  placed: readonly Placed[],
  workspace: string | undefined,
): DocumentExamples {
  const functions = targetsOf(open.python).flatMap(({ name }) => {
    const specification = specificationOf(open.python, name, { workspace });
    if ('error' in specification || specification.examples.length === 0) return [];
    const { target } = specification;
    const own = placed.find(({ entry }) => entry.name === name);
    const results = own ? resultsOf(own) : [];
    const examples = itemsOf(specification, open.uri).map((item, index): ExampleItem => {
      const all = results[index] ?? [];
      if (all.length === 0) return item;
      const { verdict, stale } = worstOf(all);
      const { status, expected, actual, ms } = verdict;
      const result: ExampleResult = {
        ...{ status, ms },
        message: failureInWords(verdict, true),
        ...(status === 'fail' && expected !== undefined && { expected: printable(expected) }),
        ...(status === 'fail' && actual !== undefined && { actual: printable(actual) }),
        ...(stale && { stale: true as const }),
      };
      return { ...item, result };
    });
    return [{ function: name, range: target.range, isStub: target.body === 'stub', examples }];
  });
  return { version: open.version, parses: !open.python.tree.rootNode.hasError, functions };
}

/** The items without results. An id stays the same while lines move; equal examples are counted. */
function itemsOf({ file, examples }: Specification, uri: string): ExampleItem[] {
  const seen = new Map<string, number>();
  return examples.map((example) => {
    const { source, range } = example;
    const key = `${example.file === file ? '' : example.file} ${source}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const own = example.file === file ? uri : pathToFileURL(example.file).href;
    return { id: `${key} ${count}`, label: labelOf(example), uri: own, range };
  });
}

/** The example with this id. */
export function exampleWith(id: string, specification: Specification): Example | undefined {
  const index = itemsOf(specification, '').findIndex((item) => item.id === id);
  return specification.examples[index];
}
