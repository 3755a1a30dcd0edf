import { expect } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { programOf, splice, variantsOf } from '../../server/src/candidates/index.ts';
import type { Sample } from '../../server/src/sampling/sampler.ts';
import { loadParser, PythonDocument, specificationOf } from '../../server/src/specification/index.ts';

await loadParser();

/** A stub `f` with one parameter and one example. */
export const stub = 'def f(nums):\n    """Doc."""\n\n\nassert f([1]) == 1\n';

export interface Accepted {
  readonly text: string;
  readonly solution: string;
  readonly key: string;
}

/** The file after accepting a sample; the edits are applied as in an editor. */
export function accept(file: string, name: string, text: string, form: Sample['form'] = 'solution'): Accepted {
  const read = attempt(file, name, text, form);
  if ('refused' in read) throw new Error(`refused: ${read.refused}`);
  return read;
}

/** The reason why a sample is refused. */
export function refusal(file: string, name: string, text: string, form: Sample['form'] = 'solution'): string {
  const read = attempt(file, name, text, form);
  return 'refused' in read ? read.refused : `accepted: ${read.solution}`;
}

/** The function as it would be in the file. */
export function solution(text: string, form: Sample['form'] = 'solution', file = stub): string {
  return accept(file, 'f', text, form).solution;
}

export function attempt(
  file: string,
  name: string,
  text: string,
  form: Sample['form'],
): Accepted | { refused: string } {
  const document = new PythonDocument('/project/task.py', file);
  try {
    const specification = specificationOf(document, name, {});
    if ('error' in specification) throw new Error(specification.error);
    const read = programOf({ form, text }, document, specification);
    if ('refused' in read) return read;
    const spliced = splice(document, specification, read.program);
    const asEditor = TextDocument.create('file:///task.py', 'python', 0, file);
    expect(TextDocument.applyEdits(asEditor, spliced.edits as never)).toBe(spliced.text);
    return { text: spliced.text, solution: spliced.solution, key: read.program.key };
  } finally {
    document.dispose();
  }
}

/** The file after accepting each variant of a sample, least code first. */
export function variants(
  file: string,
  name: string,
  text: string,
): readonly (Accepted & { notes: readonly string[] })[] {
  const document = new PythonDocument('/project/task.py', file);
  try {
    const specification = specificationOf(document, name, {});
    if ('error' in specification) throw new Error(specification.error);
    const sample = { form: 'solution', text } as const;
    const read = variantsOf(sample, document, specification);
    const whole = programOf(sample, document, specification);
    if ('refused' in read || 'refused' in whole) throw new Error('refused');
    expect(read.programs.at(-1)).toEqual(whole.program);
    expect(new Set(read.programs.map(({ key }) => key)).size).toBe(read.programs.length);
    return read.programs.map((program) => {
      const { text: whole, solution: own } = splice(document, specification, program);
      return { text: whole, solution: own, key: program.key, notes: program.notes ?? [] };
    });
  } finally {
    document.dispose();
  }
}
