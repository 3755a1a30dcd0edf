/** The dev sets and how many samples are drawn from them, as issue and findings state their figures. */
import path from 'node:path';
import type { DevSet } from './observed.ts';

const data = path.join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');

function devSet(name: string): DevSet {
  const file = (more: string) => path.join(data, `${name}.dev${more}.jsonl`);
  return { name, tasks: file(''), samples: file('.samples'), verdicts: file('.verdicts') };
}

export const humanEval = devSet('humaneval');
export const mbpp = devSet('mbpp');

export interface Drawn {
  readonly name: string;
  readonly set: DevSet;
  /** Samples of a draw; all of them where it is absent. */
  readonly k?: number;
  readonly draws: number;
}

export const drawn: readonly Drawn[] = [
  { name: 'HumanEval CodeGen-16B, k=10', set: humanEval, k: 10, draws: 60 },
  { name: 'HumanEval CodeGen-16B, k=100', set: humanEval, k: 100, draws: 1 },
  { name: 'MBPP, all samples', set: mbpp, draws: 1 },
];
