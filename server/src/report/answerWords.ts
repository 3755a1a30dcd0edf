/** Says the answers to a question in words. */
import type { Answer, Question } from '../../../protocol/index.ts';
import { printable, shortened } from '../support/printable.ts';

/** The most characters of a value. */
const LONGEST = 80;

/** `"a-b"`, `raises ValueError`, `does not end` */
export function answerInWords({ value, kind }: Pick<Answer, 'value' | 'kind'>): string {
  return shortened(printable(kind === 'raises' ? `raises ${value}` : value), LONGEST);
}

/** `50% of the samples that pass`; of what the search has found, `2 of the behaviours that fit` */
export function weightInWords({ weight, behaviours }: Pick<Answer, 'weight' | 'behaviours'>): string {
  if (weight === 0) return 'a small change of the candidate';
  if (weight === 1) return 'every candidate that passes';
  if (behaviours !== undefined) return `${behaviours} of the behaviours that fit`;
  return `${Math.min(99, Math.max(1, Math.round(100 * weight)))}% of the samples that pass`;
}

/** `50%`: the same, where there is little room. */
export function shareInWords({ weight }: Pick<Answer, 'weight'>): string {
  if (weight === 0) return 'by a small change';
  return weight === 1 ? 'all' : `${Math.min(99, Math.max(1, Math.round(100 * weight)))}%`;
}

/** `the model says f([]) → 0`; undefined where it was not asked, or chose none. */
export function modelInWords({ call, model }: Question): string | undefined {
  if (model === undefined) return undefined;
  const said = answerInWords(model);
  return `the model says ${shortened(printable(call), 2 * LONGEST)} ${model.kind === 'raises' ? said : `→ ${said}`}`;
}

/** `50% of the samples that pass`, and whether the model says so too. */
export function supportInWords(answer: Answer, { model }: Question): string {
  const isChosen = model !== undefined && model.value === answer.value && model.kind === answer.kind;
  return isChosen ? `${weightInWords(answer)}, and the model says so` : weightInWords(answer);
}
