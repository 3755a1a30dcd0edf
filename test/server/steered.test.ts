/** Where no sample of a model passes, a search around them: in a round of its own, judged like any other, and without the model. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { fenced, startAnswering } from '../servers/answering.ts';
import type { ModelServer } from '../servers/modelServer.ts';
import { assayJson } from '../servers/terminal.ts';

const source = `def longest_run(items: list[int], least: int) -> int:
    """How many items in a row are at least as large, at most."""


assert longest_run([1, 5, 6, 2, 5], 5) == 2
assert longest_run([], 5) == 0
assert longest_run([5, 5, 5, 1, 9], 5) == 3
assert longest_run([7, 1, 8, 9], 6) == 2
`;
const body = (test: string) => `    best = run = 0
    for item in items:
        run = run + 1 if ${test} else 0
        best = max(best, run)
    return best`;
const place = scratch('steered', 'each');
let model: ModelServer;
let test: string;
beforeEach(async () => {
  model = await startAnswering(() => fenced(`def longest_run(items: list[int], least: int) -> int:\n${body(test)}`));
});
afterEach(() => model.close());

async function synth(...more: string[]) {
  const file = place.file(source, 'runs.py');
  const args = ['synth', `${file}::longest_run`, '-k', '4', '--model', 'small', ...more];
  const env = { OPENAI_BASE_URL: model.baseUrl, ASSAY_HISTORY: place.in('h.db') };
  return (await assayJson(args, place.folder, env)).object;
}

it('mends a sample that misses by one edit', async () => {
  test = 'item > least';
  const report = await synth();
  expect(model.asked).toHaveLength(2);
  expect(report.rounds.slice(0, 2)).toEqual([
    { requested: 4, received: 4, passing: 0 },
    { requested: 4, received: 4, passing: 0 },
  ]);
  expect(report.rounds[2]).toMatchObject({ sampler: 'search' });
  expect(report.rounds[2].passing).toBeGreaterThan(0);
  const [first] = report.candidates;
  expect(first).toMatchObject({ passed: true, round: 3, searched: { how: 'an edit of a sample' } });
  expect(first.solution).toContain(body('item >= least'));
  const again = await synth();
  expect(model.asked).toHaveLength(2);
  expect(again.candidates[0]).toMatchObject({ round: 3, searched: first.searched });
});

it('does not run where a sample passes, nor where repairs are switched off', async () => {
  test = 'item >= least';
  expect((await synth()).rounds).toHaveLength(1);
  test = 'item > least';
  expect((await synth('--repair-rounds', '0', '--fresh')).rounds).toHaveLength(1);
});
