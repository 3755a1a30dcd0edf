/** Says what is doubtful about examples. Values come from candidates and are made printable. */
import type { Suspicion } from '../../../protocol/index.ts';
import type { Contradiction } from '../selection/contradictions.ts';
import { counted } from '../support/counted.ts';
import { shortened } from '../support/printable.ts';

/** `8 of 10 samples give [1.5] here, not [2.5]: perhaps the example is wrong`; values of at most `length` characters. */
export function suspicionInWords({ samples, weight, expected, instead }: Suspicion, length: number): string {
  const [given, wanted] = [instead, expected].map((value) => shortened(value, length));
  const share = `${samples} of ${counted(Math.round(samples / weight), 'sample')}`;
  return `${share} ${samples === 1 ? 'gives' : 'give'} ${given} here, not ${wanted}: perhaps the example is wrong`;
}

/** `Line 9 expects 3 where line 8 expects 2 of the same call: no program passes both. Correct one of them.` */
export function contradictionMessage(one: Contradiction, length: number): string {
  return `Line ${one.example.line} ${contradictionInWords(one, length)}. Correct one of them.`;
}

/** `expects 3 where line 8 expects 2 of the same call: no program passes both` */
export function contradictionInWords({ value, other, otherValue }: Contradiction, length: number): string {
  const [own, earlier] = [value, otherValue].map((one) => shortened(one, length));
  return `expects ${own} where line ${other.line} expects ${earlier} of the same call: no program passes both`;
}
