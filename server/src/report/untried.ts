import type { CandidateReport } from '../../../protocol/index.ts';

/** `no example runs line 3 of it: return -x`, `no example runs lines 3–5 and 9 of it`. Undefined where every line runs. */
export function untriedInWords({ untried = [], solution }: CandidateReport): string | undefined {
  if (untried.length === 0) return undefined;
  const [first] = untried;
  if (untried.length === 1)
    return `no example runs line ${first} of it: ${solution.split(/\r\n?|\n/)[first! - 1]?.trim()}`;
  const ranges = rangesOf(untried).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const last = ranges.pop()!;
  return `no example runs lines ${ranges.length === 0 ? last : `${ranges.join(', ')} and ${last}`} of it`;
}

function rangesOf(lines: readonly number[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (const line of lines) {
    const open = found.at(-1);
    if (open && line === open[1] + 1) open[1] = line;
    else found.push([line, line]);
  }
  return found;
}
