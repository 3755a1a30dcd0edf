import { verify as run } from '../synthesis/verification.ts';
import { boundsOf } from './bounds.ts';
import { type Desk, type Following, withSubject } from './desk.ts';
import type { Input } from './inputs.ts';
import { judgedIn } from './judged.ts';
import type { Output } from './outputs.ts';
import { checked, surroundingsOf, toolsOf } from './surroundings.ts';

/** Judges a candidate, or the present body as strictly. Throws Refusal. */
export async function verify(desk: Desk, asked: Input<'verify'>, following: Following): Promise<Output<'verify'>> {
  const bounds = boundsOf(asked);
  const { candidate } = asked;
  return withSubject(desk, asked, async (subject) => {
    const given = candidate === undefined ? {} : { candidates: [{ id: 'candidate', sample: sampleOf(candidate) }] };
    const report = checked(await run({ ...subject, ...given }, toolsOf(desk, following)), following);
    return {
      ...(await surroundingsOf(desk, subject, report, bounds)),
      of: candidate === undefined ? 'present' : 'candidate',
      ...judgedIn(report, report.candidates[0]!, subject, bounds),
    };
  });
}

export function sampleOf(text: string): { readonly form: 'solution'; readonly text: string } {
  return { form: 'solution', text };
}
