import type { Specification, Step } from '../../../../protocol/index.ts';
import { PythonDocument, specificationOf } from '../../spec/index.ts';
import { Failure } from '../failure.ts';
import type { Task } from './tasks.ts';

/** A benchmark's hidden test checks many inputs in one example. */
const PATIENCE = 3;

/** The hidden test's examples behind the visible ones. They and what they need never reach the candidate's process. Throws Failure. */
export function tested(visible: Specification, document: PythonDocument, task: Task): Specification {
  const whole = new PythonDocument(document.file, `${task.setup}\n${task.prompt}\n\n${task.test}\n`);
  try {
    const hidden = specificationOf(whole, task.entryPoint, {});
    // The docstring's doctests are visible ones.
    const examples = 'error' in hidden ? [] : hidden.examples.filter(({ kind }) => kind !== 'doctest');
    if ('error' in hidden || examples.length === 0)
      throw new Failure(`${task.id}: its test does not call ${task.entryPoint}.`);
    const known = new Set(visible.steps.flatMap((step) => (step.do === 'run' ? [step.source] : [])));
    const before: Step[] = task.before === undefined ? [] : [{ do: 'run', line: 1, source: task.before }];
    const indexOf = (one: number) => visible.examples.length + examples.indexOf(hidden.examples[one]!);
    const more = hidden.steps.flatMap((step): Step[] => {
      if (step.do === 'example') {
        const asserts = step.asserts.map((one) => ({ ...one, example: indexOf(one.example) }));
        return [{ ...step, asserts, patience: PATIENCE }];
      }
      return step.do === 'run' && !known.has(step.source) ? [step] : [];
    });
    return {
      ...visible,
      examples: [...visible.examples, ...examples],
      steps: [...before, ...visible.steps, ...more],
    };
  } finally {
    whole.dispose();
  }
}
