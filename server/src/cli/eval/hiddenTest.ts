import type { Specification } from '../../../../protocol/index.ts';
import { PythonDocument, specificationOf } from '../../specification/index.ts';
import { Failure } from '../failure.ts';
import type { Task } from './tasks.ts';

/** A benchmark's hidden test checks many inputs in one example. */
const PATIENCE = 3;

/** The text to append to a task's file, with or without a candidate in it: the hidden test and its set-up. */
export function hiddenPart(task: Task): string {
  return `\n${task.before === undefined ? '' : `${task.before}\n`}${task.test}\n`;
}

/** The examples of a task's file, followed by the hidden test. `text` has only the visible ones. Throws Failure. */
export function tested(file: string, text: string, task: Task): Specification {
  const whole = new PythonDocument(file, text + hiddenPart(task));
  try {
    const specification = specificationOf(whole, task.entryPoint, {});
    const shown = linesIn(text);
    const isHidden = (line: number) => line > shown;
    if ('error' in specification || !specification.examples.some(({ line }) => isHidden(line)))
      throw new Failure(`${task.id}: its test does not call ${task.entryPoint}.`);
    const steps = specification.steps.map((step) =>
      step.do === 'example' && isHidden(step.line) ? { ...step, patience: PATIENCE } : step,
    );
    return { ...specification, context: specification.context, fingerprint: specification.fingerprint, steps };
  } finally {
    whole.dispose();
  }
}

export function linesIn(text: string): number {
  return text.split(/\r\n?|\n/).length;
}
