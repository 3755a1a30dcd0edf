/** Values whose reprs are cut: the verdict says where they differ, whichever way it was judged. */
import { afterEach, expect, it } from 'vitest';
import { Judge } from '../../server/src/execution/judge.ts';
import { judgePreparation } from './preparation.ts';

const open: Judge[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function differences(candidate: string, examples: string): Promise<(string | undefined)[]> {
  const signal = AbortSignal.timeout(60_000);
  const { subject, ...preparation } = judgePreparation({}, { examples });
  const judge = await Judge.start(preparation, 1, signal);
  open.push(judge);
  const { outcomes } = await judge.evaluate(subject(candidate), signal);
  return outcomes.map((one) => (one.kind === 'verdict' ? one.verdict.difference : one.reason));
}

const examples = [
  'assert f(0) == [1] * 400',
  'assert [1] * 400 == f(1)',
  'assert f(2) == {"a": {"b": "x" * 2000}}',
  'assert f(3) == [1]',
].join('\n');
const body = `    return [[1] * 399 + [0], [1] * 398, {"a": {"b": "x" * 1500 + "\\u200b"}}, [2]][x]\n`;
const expected = [
  'index 399: 0 ≠ 1',
  'length: 398 ≠ 400',
  "key 'a', key 'b', character 1500: '\\u200b' ≠ 'xxxxxxxxxxxxxxxxxxxx'",
  undefined,
];

it('in the plain process', async () => {
  expect(await differences(`def f(x):\n${body}`, examples)).toEqual(expected);
});

it('across the boundary', async () => {
  expect(await differences(`def f(x):\n    import os\n    os.getcwd()\n${body}`, examples)).toEqual(expected);
});
