/** Links to commands in a hover. Only our own client gets them, and it lets a hover run only these commands. */
import { type CommandArguments, clientCommands } from '../../../../protocol/commands.ts';
import type { CandidateReport, Report } from '../../../../protocol/index.ts';
import { nearestOf } from '../../report/nearest.ts';
import { type Placed, passing } from '../reports.ts';
import { isAcceptable } from './diagnostics.ts';

/** `Accept · Next · Compare · Why`, as Markdown; undefined where there is nothing to act on. */
export function linksOf(placed: Placed, uri: string, asks: boolean): string | undefined {
  const { entry, standing } = placed;
  const { report } = entry;
  if (report?.job !== 'synthesis' || report.candidates.length === 0) return undefined;
  const about = { uri, function: entry.name };
  const isOpen = standing.kind === 'current' || isAcceptable(placed);
  const best = isAcceptable(placed) ? passing(report)[0] : undefined;
  const next = isOpen ? nextOf(report) : undefined;
  const links = [
    best && link('Accept', clientCommands.accept, { ...about, candidate: best.id }),
    next && link('Next', clientCommands.compare, { ...about, candidate: next.id }),
    isOpen && link('Compare', clientCommands.compare, about),
    link('Why', clientCommands.showCandidates, about),
    asks && link('Answer', clientCommands.ask, about),
  ];
  return links.filter(Boolean).join(' · ');
}

/** The candidate of the next behaviour, or where none passes, the next way to fail. */
function nextOf(report: Report): CandidateReport | undefined {
  const [best, ...others] = passing(report);
  return best ? others.find(({ cluster }) => cluster === undefined || cluster !== best.cluster) : nearestOf(report)[1];
}

function link(title: string, command: string, about: CommandArguments): string {
  // A parenthesis or an apostrophe would end the link early.
  const given = encodeURIComponent(JSON.stringify([about])).replace(
    /[()'*!~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `[${title}](command:${command}?${given})`;
}
