/** Makes what the candidates view shows of one candidate. */
import type { CandidateReport, Report, ShownCandidate, Verdict } from '../../../../../protocol/index.ts';
import { caveatsOf } from '../../../report/caveats.ts';
import { foundInWords } from '../../../report/searchWords.ts';
import { counted } from '../../../support/counted.ts';
import { printable, printableLines, shortened } from '../../../support/printable.ts';
import type { Placed } from '../../reports.ts';
import { tellingLine } from '../candidateCode.ts';
import { isAcceptable } from '../diagnostics.ts';
import { passedOf } from '../words.ts';

/** The most characters of a candidate's code, of a line about it, and the most reasons why it is not confined. */
const LONGEST_CODE = 20_000;
const LONGEST_LINE = 400;
const MOST_REACHES = 20;

export function shownCandidate(candidate: CandidateReport, placed: Placed, report: Report): ShownCandidate {
  const { id, samples, solution, verdicts, reaches = [] } = candidate;
  const { standing, specification } = placed;
  const integrity = integrityInWords(verdicts);
  const isAccepted = standing.kind === 'accepted' && standing.candidate.id === id;
  const passes = candidate.passed || candidate.unverified === true;
  return {
    id,
    samples,
    statuses: report.examples.map((_, index) => verdicts[index]?.status ?? null),
    result: passedOf(candidate, report.examples),
    passes,
    ...(isAccepted && { accepted: true }),
    ...(passes && !isAccepted && isAcceptable(placed) && { acceptable: true }),
    telling: report.job === 'synthesis' ? tellingLine(candidate, report, specification.target) : '',
    code: printableLines(solution.trimEnd()).slice(0, LONGEST_CODE),
    untried: candidate.untried ?? [],
    ...(report.job === 'synthesis' &&
      candidate.cluster !== undefined && { behaviour: behaviourName(candidate.cluster) }),
    ...(integrity !== undefined && { integrity }),
    reaches: reaches.slice(0, MOST_REACHES).map(({ line, what }) => shortened(`${what}, line ${line}`, LONGEST_LINE)),
    caveats: caveatsOf(candidate).map((one) => shortened(one, LONGEST_LINE)),
    facts: factsOf(candidate, report),
  };
}

/** `A` to `Z`, then `A2`, … */
export function behaviourName(cluster: number): string {
  const letter = String.fromCharCode(65 + (cluster % 26));
  return cluster < 26 ? letter : `${letter}${1 + Math.floor(cluster / 26)}`;
}

function factsOf({ samples, round, searched, logprob }: CandidateReport, report: Report): string[] {
  if (report.job === 'verification') return [];
  const how = searched && foundInWords({ searched } as CandidateReport);
  return [
    `given by ${samples} of ${counted(report.samples.received, 'sample')}`,
    ...(round !== undefined && (report.rounds?.length ?? 0) > 1 ? [`first in round ${round}`] : []),
    ...(how ? [printable(how)] : []),
    ...(logprob === undefined ? [] : [`mean log-probability ${logprob.toFixed(2)}`]),
  ];
}

function integrityInWords(verdicts: readonly Verdict[]): string | undefined {
  if (verdicts.length === 0) return undefined;
  const ways = new Set(verdicts.map(({ integrity }) => integrity));
  if (ways.has('in-process')) return 'judged in the process that it runs in: unverified';
  if (ways.has('boundary')) return 'judged behind the boundary';
  return 'confined: it reaches nothing that it is not handed';
}
