/** Programs that do the same on every input form a cluster. */
import type { Row } from './outcomes.ts';
import type { Passer } from './passer.ts';

/** For each program, the number of its cluster, in the order of the clusters' first programs. An unstable program is alone in its cluster. */
export function clustersOf(rows: readonly Row[], passers: readonly Passer[]): number[] {
  const numbers = new Map<string, number>();
  return passers.map(({ observation }, at) => {
    const alone = observation.unstable.size > 0 ? `alone ${at}` : '';
    const behaviour = `${alone}\n${rows.map(({ classes }) => classes[at]).join(' ')}`;
    const number = numbers.get(behaviour) ?? numbers.size;
    numbers.set(behaviour, number);
    return number;
  });
}
