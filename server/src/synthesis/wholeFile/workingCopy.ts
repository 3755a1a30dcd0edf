/** The user's text with candidates in place of some of its stubs. */
import type { Specification } from '../../../../protocol/index.ts';
import { type Program, splice } from '../../candidates/index.ts';
import { PythonDocument, specificationOf, targetsOf, withoutLine } from '../../specification/index.ts';

/** The programs to insert, by function, in this order. */
export type Fills = ReadonlyMap<string, Program>;

/** A new document, which the caller must dispose of. Missing functions are left out. */
export function workingCopy(original: PythonDocument, fills: Fills, workspace: string | undefined): PythonDocument {
  const { file, testFiles } = original;
  let document = new PythonDocument(file, original.text, testFiles);
  for (const [name, program] of fills) {
    const specification = specificationIn(document, original, name, { workspace });
    const text = specification ? splice(document, specification, program).text : document.text;
    document.dispose();
    document = new PythonDocument(file, text, testFiles);
  }
  return document;
}

/** The specification of the function with this name in the original. Where names repeat, their lines may have moved. */
export function specificationIn(
  document: PythonDocument,
  original: PythonDocument,
  name: string,
  options: { readonly workspace: string | undefined; readonly together?: readonly string[] },
): Specification | undefined {
  const found = specificationOf(document, document === original ? name : nameIn(document, original, name), options);
  return 'error' in found ? undefined : found;
}

function nameIn(document: PythonDocument, original: PythonDocument, name: string): string {
  if (withoutLine(name) === name) return name;
  const ordinal = targetsOf(original).find((one) => one.name === name)?.ordinal;
  return (
    targetsOf(document).find((one) => withoutLine(one.name) === withoutLine(name) && one.ordinal === ordinal)?.name ??
    name
  );
}
