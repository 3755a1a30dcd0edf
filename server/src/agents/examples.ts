import { verify } from '../synthesis/verification.ts';
import { boundsOf, listed, sourceIn, valueIn } from './bounds.ts';
import { type Desk, type Following, withSubject } from './desk.ts';
import { placeOf } from './examplesOf.ts';
import type { Input } from './inputs.ts';
import type { Output } from './outputs.ts';
import { Refusal } from './refusal.ts';
import { surroundingsOf, toolsOf } from './surroundings.ts';

/** Which examples of the function run, and why others don't: the interpreter decides. Throws Refusal. */
export async function examples(
  desk: Desk,
  asked: Input<'examples'>,
  following: Following,
): Promise<Output<'examples'>> {
  const bounds = boundsOf(asked);
  return withSubject(desk, asked, async (subject) => {
    const report = await verify({ ...subject, candidates: [] }, toolsOf(desk, following));
    following.signal.throwIfAborted();
    if (report.state.kind === 'failed') throw new Refusal(report.state.message);
    const { shown, more } = listed(report.examples, bounds, (one) => ({
      at: placeOf(one, subject),
      kind: one.kind,
      source: sourceIn(one, bounds),
    }));
    return {
      ...(await surroundingsOf(desk, subject, report, bounds)),
      runs: shown,
      moreRuns: more,
      leftOut: listed(report.leftOut ?? [], bounds, ({ message }) => valueIn(message, bounds)).shown,
    };
  });
}
