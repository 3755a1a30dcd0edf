import type { Report } from '../../../protocol/index.ts';
import { counted } from '../support/counted.ts';

/** `Your examples don't tell 4 of 31 small changes apart.` */
export function unpinnedInWords({ changes }: Pick<Report, 'changes'>): string | undefined {
  if (changes === undefined || changes.unnoticed === 0) return undefined;
  return `Your examples don't tell ${changes.unnoticed} of ${counted(changes.tried, 'small change')} of it apart.`;
}
