/** Finds out what a second round of inputs should look for: a simpler question, or a first difference. */
import type { Question } from '../../../protocol/index.ts';
import type { Observation } from '../execution/index.ts';
import { bySimplicity, type Input } from './inputs.ts';
import { rowsOf } from './outcomes.ts';
import { type Passer, weightOf } from './passer.ts';
import type { Selection } from './select.ts';

export interface Sought {
  /** Inputs that tell clusters apart, and are odd or long; without any, it looks for a first difference. */
  readonly near: readonly Input[];
  /** The programs to tell apart. */
  readonly among: readonly Passer[];
}

/** The most clusters, inputs and programs of one cluster to look at. */
const CLUSTERS = 4;
const NEAR = 3;
const PROGRAMS = 6;
/** A call of more characters is long to read. */
const LONG = 60;
/** Programs of a lighter cluster would hardly be the choice. */
const HEAVY = 0.5;

/** Undefined where a question at hand is simple, or where nothing could differ. */
export function soughtIn(
  { clusters, weights, questions, order }: Selection,
  passers: readonly Passer[],
  inputs: readonly Input[],
): Sought | undefined {
  const ofCluster = (number: number) =>
    order.filter((id) => clusters.get(id) === number).map((id) => passers.find((one) => one.id === id)!);
  const near = questions.slice(0, NEAR).map(inputOf(inputs));
  if (near[0] && weights.length <= CLUSTERS && (near[0].oddness > 0 || near[0].source.length > LONG)) {
    return { near, among: weights.map((_, number) => ofCluster(number)[0]!) };
  }
  const heaviest = weights.indexOf(Math.max(...weights));
  const among = ofCluster(heaviest).sort((one, other) => other.samples - one.samples);
  if (near.length > 0 || among.length < 2 || weightOf(among, passers) < HEAVY) return undefined;
  return { near: [], among: among.slice(0, PROGRAMS) };
}

function inputOf(inputs: readonly Input[]): (question: Question) => Input {
  return ({ call }) => inputs.find(({ source }) => source === call)!;
}

/** The simplest of the inputs on which the observed programs do something else, each the same again and to an end. */
export function telling(inputs: readonly Input[], observations: readonly Observation[]): Input[] {
  const rows = rowsOf(observations, inputs.length);
  return inputs
    .filter((_, at) => {
      const { classes, outcomes } = rows[at]!;
      const isKnown = classes.every((number) => number >= 0) && outcomes.every(({ kind }) => kind !== 'timeout');
      return isKnown && outcomes.length > 1 && !observations.some(({ unstable }) => unstable.has(at));
    })
    .sort(bySimplicity);
}
