/** Draws samples of a task at random, and selects among those that pass as a synthesis does. */
import type { Observation } from '../../../server/src/execution/index.ts';
import type { Input } from '../../../server/src/selection/inputs.ts';
import type { Passer as Selectable } from '../../../server/src/selection/passer.ts';
import { Random } from '../../../server/src/selection/random.ts';
import { type Selection, select } from '../../../server/src/selection/select.ts';
import { FOR_CONSTANTS, GENERAL } from '../../../server/src/synthesis/observing.ts';
import type { Passer, TaskObserved } from './observed.ts';

/** One draw from one task, of which at least one sample passes. */
export interface Case {
  readonly task: TaskObserved;
  readonly received: number;
  readonly passing: number;
  readonly passers: readonly Selectable[];
  readonly inputs: readonly Input[];
  readonly selection: Selection;
  /** The results of the task's own solution on these inputs. */
  readonly reference?: Observation;
}

export type Origin = Input['origin'];

/** A case for each draw; undefined where no sample passes. `without` leaves inputs of these origins out. */
export function* casesOf(
  tasks: readonly TaskObserved[],
  k: number | undefined,
  draws: number,
  without: readonly Origin[] = [],
): Generator<Case | undefined> {
  for (const task of tasks) {
    for (let draw = 0; draw < draws; draw++) {
      const all = task.samples.map((_, at) => at);
      const chosen =
        k === undefined || k >= all.length ? all : new Random(`${task.id} ${k} ${draw}`).shuffled(all).slice(0, k);
      yield caseOf(task, chosen, without);
    }
  }
}

function caseOf(task: TaskObserved, chosen: readonly number[], without: readonly Origin[]): Case | undefined {
  const counts = new Map<number, number>();
  for (const at of chosen) {
    const passer = task.samples[at];
    if (passer !== null && passer !== undefined) counts.set(passer, (counts.get(passer) ?? 0) + 1);
  }
  if (counts.size === 0) return undefined;
  const constants = new Set([...counts.keys()].flatMap((at) => task.passers[at]!.constants));
  const kept = task.inputs.map((input, at) => ({ input, at })).filter(({ input }) => !without.includes(input.origin));
  const general = kept.filter(({ input }) => input.constant === undefined).slice(0, GENERAL);
  const forConstants = kept
    .filter(({ input }) => input.constant !== undefined && constants.has(input.constant))
    .slice(0, FOR_CONSTANTS);
  const used = [...general, ...forConstants];
  const places = used.map(({ at }) => at);
  const passers = [...counts].map(([at, samples]) => selectable(task.passers[at]!, String(at), samples, places));
  const inputs = used.map(({ input }) => input);
  const passing = passers.reduce((sum, { samples }) => sum + samples, 0);
  const reference = task.reference && at(task.reference, places);
  const selection = select(passers, inputs);
  return { task, received: chosen.length, passing, passers, inputs, selection, ...(reference && { reference }) };
}

function selectable(
  { solution, observation }: Passer,
  id: string,
  samples: number,
  places: readonly number[],
): Selectable {
  return { id, samples, solution, observation: at(observation, places) };
}

function at({ outputs, unstable, cpu }: Observation, places: readonly number[]): Observation {
  return {
    outputs: places.map((place) => outputs[place]!),
    unstable: new Set(places.flatMap((place, index) => (unstable.has(place) ? [index] : []))),
    cpu: places.map((place) => cpu[place]!),
  };
}

export function isRight({ task }: Case, id: string): boolean {
  return task.passers[Number(id)]!.right;
}
