import type { Specification, Step } from '../../../../protocol/index.ts';
import { PythonDocument, specificationOf } from '../../spec/index.ts';
import { Failure } from '../failure.ts';
import type { Task } from './tasks.ts';

/** The hidden test's examples behind the visible ones. They and what they need never reach the candidate's process. Throws Failure. */
export function tested(visible: Specification, document: PythonDocument, task: Task): Specification {
  const whole = new PythonDocument(document.file, `${task.setup}\n${task.prompt}\n\n${task.test}\n`);
  try {
    const hidden = specificationOf(whole, task.entryPoint, {});
    if ('error' in hidden || hidden.examples.length === 0)
      throw new Failure(`${task.id}: its test does not call ${task.entryPoint}.`);
    const known = new Set(visible.steps.flatMap((step) => (step.do === 'run' ? [step.source] : [])));
    const before: Step[] = task.before === undefined ? [] : [{ do: 'run', line: 1, source: task.before }];
    const more = hidden.steps.flatMap((step): Step[] => {
      if (step.do === 'example') {
        return [
          { ...step, asserts: step.asserts.map((one) => ({ ...one, example: one.example + visible.examples.length })) },
        ];
      }
      return step.do === 'run' && !known.has(step.source) ? [step] : [];
    });
    return {
      ...visible,
      examples: [...visible.examples, ...hidden.examples],
      steps: [...before, ...visible.steps, ...more],
    };
  } finally {
    whole.dispose();
  }
}
