/** Says what sets a candidate apart from the others that pass. */
import type { CandidateReport, Report } from '../../../protocol/index.ts';
import { printable, shortened } from '../support/printable.ts';
import { answerInWords } from './answerWords.ts';

/** The most characters of a call. */
const LONGEST = 60;

/** `f([]) → 0`, `f([]) raises ValueError`: what it gives where the candidates differ most. Undefined where no question tells. */
export function apartInWords({ id }: CandidateReport, { questions = [] }: Report): string | undefined {
  for (const { call, answers } of questions) {
    const own = answers.find(({ candidates }) => candidates.includes(id));
    if (!own || answers.length < 2) continue;
    return `${shortened(printable(call), LONGEST)} ${own.kind === 'raises' ? '' : '→ '}${answerInWords(own)}`;
  }
  return undefined;
}
