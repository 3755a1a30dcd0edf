/** Compares how the costs of candidates grow. Only what is clear is told: a clock is never the same twice. */
import type { CandidateReport, Grows } from '../../../protocol/index.ts';
import type { Cost } from '../execution/index.ts';

export type Growth = NonNullable<CandidateReport['growth']>;

export interface Measured {
  readonly id: string;
  readonly cluster: number;
  /** By the number of the size; undefined where it was not called, or gave nothing. */
  readonly costs: readonly (Cost | undefined)[];
}

interface Point {
  readonly size: number;
  readonly cost: number;
}
interface Curve {
  readonly points: readonly Point[];
  /** The estimated exponent: 2 for a cost that grows with the square. */
  readonly exponent: number;
}
/** The least cost of which the growth shows, and the least at the end that is worth telling. */
interface Scale {
  readonly floor: number;
  readonly least: number;
}

const TIME: Scale = { floor: 2e-5, least: 1e-3 };
const MEMORY: Scale = { floor: 4096, least: 1 << 17 };
/** The least difference of two exponents, and how often the one cost must hold the other at the largest size that both have. */
const CLEAR = 0.7;
const TIMES = 5;
/** The largest points, which say most about the growth. */
const LAST = 5;

/** By id, for those that clearly grow more than others of their cluster. */
export function growthsOf(measured: readonly Measured[], sizes: readonly number[]): Map<string, Growth> {
  const found = new Map<string, Growth>();
  for (const one of measured) {
    const others = measured.filter(({ id, cluster }) => cluster === one.cluster && id !== one.id);
    const time = compared(one, others, (measure) => curveOf(measure, sizes, ({ seconds }) => seconds, TIME), TIME);
    const memory = compared(one, others, (measure) => curveOf(measure, sizes, ({ bytes }) => bytes, MEMORY), MEMORY);
    if (time || memory) found.set(one.id, { ...(time && { time }), ...(memory && { memory }) });
  }
  return found;
}

function compared(
  one: Measured,
  others: readonly Measured[],
  curve: (measured: Measured) => Curve | undefined,
  { least }: Scale,
): Grows | undefined {
  const own = curve(one);
  if (own === undefined) return undefined;
  const lesser = others.flatMap((other) => {
    const found = curve(other);
    return found && isClear(own, found, least) ? [found.exponent] : [];
  });
  return lesser.length === 0 ? undefined : { own: power(own.exponent), others: power(Math.min(...lesser)) };
}

function isClear(own: Curve, other: Curve, least: number): boolean {
  const last = own.points.at(-1)!;
  const there = other.points.find(({ size }) => size === last.size);
  return (
    there !== undefined &&
    own.exponent - other.exponent >= CLEAR &&
    last.cost >= least &&
    last.cost >= TIMES * there.cost &&
    power(own.exponent) !== power(other.exponent)
  );
}

/** Undefined if it was not measured at three sizes, unless it went over its time. */
function curveOf(
  { costs }: Measured,
  sizes: readonly number[],
  costOf: (cost: Cost) => number | undefined,
  { floor }: Scale,
): Curve | undefined {
  const points = costs.flatMap((cost, at): Point[] => {
    const value = cost && costOf(cost);
    return value === undefined ? [] : [{ size: sizes[at]!, cost: value }];
  });
  if (points.length < 3 && !costs.some((cost) => cost?.isOver)) return undefined;
  const seen = points.filter(({ cost }) => cost >= floor).slice(-LAST);
  return points.length === 0 ? undefined : { points, exponent: seen.length < 2 ? 0 : slopeOf(seen) };
}

/** The slope of the logarithms: the median over all pairs (Theil and Sen), so that one call that was disturbed does not matter. */
function slopeOf(points: readonly Point[]): number {
  const slopes = points.flatMap((one, at) =>
    points.slice(at + 1).map((other) => Math.log(other.cost / one.cost) / Math.log(other.size / one.size)),
  );
  slopes.sort((one, other) => one - other);
  return slopes[Math.floor(slopes.length / 2)]!;
}

/** `n²`; `1` for what does not grow. */
function power(exponent: number): string {
  const nearest = Math.max(0, Math.round(exponent));
  return ['1', 'n', 'n²', 'n³'][nearest] ?? 'more than n³';
}

/** The order with those that take clearly more time behind the others of their cluster; each cluster keeps its places. */
export function slowerLast(
  order: readonly string[],
  clusters: ReadonlyMap<string, number>,
  isSlower: (id: string) => boolean,
): string[] {
  const queues = new Map<number, string[]>();
  for (const late of [false, true]) {
    for (const id of order) {
      const cluster = clusters.get(id)!;
      if (isSlower(id) === late) queues.set(cluster, [...(queues.get(cluster) ?? []), id]);
    }
  }
  return order.map((id) => queues.get(clusters.get(id)!)!.shift()!);
}
