import type { CallOutcome } from '../execution/index.ts';
import { sourceOf } from '../python/values.ts';
import { bySimplicity } from '../selection/inputs.ts';
import type { Row } from '../selection/outcomes.ts';
import { type Comparison, compare } from '../synthesis/comparing.ts';
import { type Bounds, boundsOf, listed, valueIn } from './bounds.ts';
import { type Desk, type Following, withSubject } from './desk.ts';
import type { Input } from './inputs.ts';
import { candidateIn } from './judged.ts';
import type { Output } from './outputs.ts';
import { Refusal } from './refusal.ts';
import { checked, surroundingsOf, toolsOf } from './surroundings.ts';
import { sampleOf } from './verify.ts';

/** Whether candidates do the same, and on which inputs not, whether they pass or not. Throws Refusal. */
export async function behaviours(
  desk: Desk,
  asked: Input<'behaviours'>,
  following: Following,
): Promise<Output<'behaviours'>> {
  const bounds = boundsOf(asked);
  return withSubject(desk, asked, async (subject) => {
    const given = asked.candidates.map((text, index) => ({ id: String(index + 1), sample: sampleOf(text) }));
    if (asked.present) given.push({ id: 'present', sample: sampleOf(subject.specification.target.source) });
    if (given.length < 2) throw new Refusal('There is nothing to compare: give two candidates, or one and `present`.');
    const { report, comparison } = await compare(subject, given, toolsOf(desk, following));
    checked(report, following);
    const numbers = comparison ? numbersOf(comparison) : [];
    const differing = comparison ? differingIn(comparison) : [];
    const { shown, more } = listed(differing, bounds, ({ call, row }) => ({
      call: valueIn(call, bounds),
      results: resultsIn(row, comparison!.ids, bounds),
    }));
    const isCompared = numbers.length === given.length && comparison!.rows.some(isKnown);
    return {
      ...(await surroundingsOf(desk, subject, report, bounds)),
      same: differing.length > 0 ? false : isCompared ? true : null,
      behaviours: new Set(numbers).size,
      inputs: comparison?.rows.filter(isKnown).length ?? 0,
      candidates: report.candidates.map((one) => {
        const at = comparison?.ids.indexOf(one.id) ?? -1;
        return { ...candidateIn(one, one.id, bounds), ...(at >= 0 && { behaviour: numbers[at]! }) };
      }),
      differences: shown,
      moreDifferences: more,
    };
  });
}

function isKnown({ classes }: Row): boolean {
  return classes.every((one) => one >= 0);
}

/** The number of each candidate's behaviour, from 0 in their order. */
function numbersOf({ ids, rows }: Comparison): number[] {
  const known = rows.filter(isKnown);
  const all = ids.map((_, at) => JSON.stringify(known.map(({ classes }) => classes[at])));
  const distinct = [...new Set(all)];
  return all.map((one) => distinct.indexOf(one));
}

/** The inputs on which they differ, the simplest first. */
function differingIn({ inputs, rows }: Comparison): { readonly call: string; readonly row: Row }[] {
  return rows
    .map((row, at) => ({ input: inputs[at]!, row }))
    .filter(({ row }) => new Set(row.classes.filter((one) => one >= 0)).size > 1)
    .sort((one, other) => bySimplicity(one.input, other.input))
    .map(({ input, row }) => ({ call: input.source, row }));
}

function resultsIn({ classes, outcomes }: Row, ids: readonly string[], bounds: Bounds) {
  return outcomes.map((outcome, number) => ({
    value: valueIn(resultOf(outcome), bounds),
    candidates: ids.filter((_, at) => classes[at] === number),
  }));
}

/** `[1, 2]`, `raises ValueError: no items`, `does not end`; with what it does to its arguments, and prints. */
function resultOf(outcome: CallOutcome): string {
  if (outcome.kind === 'timeout') return 'does not end';
  if (outcome.kind === 'unknown') return 'not known';
  const changed = outcome.changed.map(([at, value]) => `, changes argument ${at + 1} to ${sourceOf(value)}`).join('');
  if (outcome.kind === 'raises') return `raises ${outcome.type}: ${outcome.message}${changed}`;
  const printed = outcome.printed === undefined ? '' : `, prints ${JSON.stringify(outcome.printed)}`;
  return `${sourceOf(outcome.value)}${changed}${printed}`;
}
