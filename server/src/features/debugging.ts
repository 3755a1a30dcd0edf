/** Makes the program that runs one example on the body in the file, for a debugger of the editor. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Example, Specification } from '../../../protocol/index.ts';
import type { DebugParams, DebugProgram, Refusal } from '../../../protocol/messages.ts';
import { runnerFolder } from '../execution/index.ts';
import { specificationOf, targetsOf } from '../specification/index.ts';
import type { OpenDocument } from './documents.ts';
import { exampleWith } from './show/exampleItems.ts';

/** A test runs in its own framework; any other example in a script that leaves the other examples out. */
export function debugProgram(
  open: OpenDocument,
  { function: name, example: id }: DebugParams,
  workspace: string | undefined,
): Omit<DebugProgram, 'python'> | Refusal {
  const { file } = open.python;
  if (open.cells || !existsSync(file)) return { refused: 'Only examples of saved Python files can be debugged.' };
  const specification = specificationOf(open.python, name, { workspace });
  if ('error' in specification) return { refused: specification.error };
  const example = exampleWith(id, specification);
  if (!example) return { refused: `${name} no longer has this example. Choose one that is there.` };
  return testProgram(specification, example, workspace) ?? scriptProgram(open, specification, example, workspace);
}

function testProgram(
  { steps, examples }: Specification,
  example: Example,
  workspace: string | undefined,
): Omit<DebugProgram, 'python'> | undefined {
  const index = examples.indexOf(example);
  for (const step of steps) {
    const test = step.do === 'tests' ? step.tests.find((one) => one.example === index) : undefined;
    if (!test || step.do !== 'tests') continue;
    if (test.kind === 'unittest') return { module: 'unittest', args: [`${step.module}.${test.name}`], cwd: step.root };
    const node = [step.file, ...test.name.split('.')].join('::');
    return { module: 'pytest', args: [node], cwd: workspace ?? path.dirname(step.file) };
  }
  return undefined;
}

function scriptProgram(
  { python }: OpenDocument,
  { file, module, target }: Specification,
  { kind, line }: Example,
  workspace: string | undefined,
): Omit<DebugProgram, 'python'> {
  const lines = targetsOf(python).flatMap(({ name }) => {
    const one = specificationOf(python, name, { workspace });
    return 'error' in one ? [] : one.examples.filter((other) => other.file === file && other.kind !== 'doctest');
  });
  const others = [...new Set(lines.map((one) => one.line))].filter((one) => one !== line);
  const program = path.join(runnerFolder(), 'debugging.py');
  const args = [file, module, target.name, kind, String(line), ...others.map(String)];
  return { program, args, cwd: workspace ?? path.dirname(file) };
}
