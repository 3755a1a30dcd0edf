/** The result of a run over a whole document, and its relation to the current text. */
import type { Example, Specification } from '../../../../protocol/index.ts';
import { type PythonDocument, specificationOf } from '../../specification/index.ts';
import type { Fills, FunctionOutcome, WholeOutcome } from '../../synthesis/wholeFile/index.ts';
import type { OpenDocument } from '../documents.ts';
import { type Entry, sameSource } from '../reports.ts';

/** The current document. */
export interface Now {
  readonly open: OpenDocument;
  readonly workspace: string | undefined;
}

export class Found {
  /** The file's name, or the class's. */
  readonly name: string;
  /** Whether its functions show the reports of the accepted text. */
  isShown = false;
  readonly #before: PythonDocument;
  readonly #outcome: WholeOutcome;

  /** Takes the result of a run on the text `before`, and owns that document. */
  constructor(name: string, before: PythonDocument, outcome: WholeOutcome) {
    this.name = name;
    this.#before = before;
    this.#outcome = outcome;
  }

  dispose(): void {
    this.#before.dispose();
  }

  get chosen(): FunctionOutcome[] {
    return this.#outcome.functions.filter(({ chosen }) => chosen !== undefined);
  }

  /** The number of functions in the run. */
  get total(): number {
    return this.#outcome.functions.length;
  }

  /** Whether the functions are still the same stubs, with the same specifications. */
  isCurrent({ open, workspace }: Now): boolean {
    return this.chosen.every(({ name }) => {
      const [now, then] = [open.python, this.#before].map((text) => specificationOf(text, name, { workspace }));
      if (!now || !then || 'error' in now || 'error' in then) return false;
      return now.fingerprint === then.fingerprint && sameSource(now.target.source, then.target.source);
    });
  }

  /** Whether the text contains everything that was found. */
  isAccepted({ open, workspace }: Now): boolean {
    const { chosen } = this;
    return (
      chosen.length > 0 &&
      chosen.every((one) => {
        const now = specificationOf(open.python, one.name, { workspace });
        return !('error' in now) && sameSource(now.target.source, one.chosen!.solution);
      })
    );
  }

  /** The programs of the chosen candidates, in the order in which they are put into the text. */
  get fills(): Fills {
    return this.#outcome.fills;
  }

  /** The reports of functions with examples, in the text before: each can be read, and accepted, by itself. */
  entries(workspace: string | undefined): Entry[] {
    return this.#outcome.functions.flatMap(({ name, report, programs }): Entry[] => {
      const specification = specificationOf(this.#before, name, { workspace });
      if (!report || 'error' in specification || specification.examples.length === 0) return [];
      const moved = { ...report, examples: placedIn(specification, report.examples) };
      return [{ name, specification, text: this.#before.text, report: moved, programs, phase: 'ended' }];
    });
  }

  /** The report of a function with its chosen candidate, as if this text had been the context of its synthesis. */
  entryOf({ name, report, programs }: FunctionOutcome, { open, workspace }: Now): Entry | undefined {
    const [now, then] = [open.python, this.#before].map((text) => specificationOf(text, name, { workspace }));
    if (!now || !then || 'error' in now || 'error' in then || !report) return undefined;
    // The other functions of the current text have their chosen candidates.
    const specification = { ...now, target: { ...now.target, source: then.target.source } };
    const moved = { ...report, examples: placedIn(now, report.examples) };
    return { name, specification, text: open.python.text, report: moved, programs, phase: 'ended' };
  }
}

/** The examples at their places in a specification's text: the bodies above have moved them. */
function placedIn({ examples: now }: Specification, examples: readonly Example[]): Example[] {
  const left = [...now];
  return examples.map((example) => {
    const at = left.findIndex(({ source, case: id }) => source === example.source && id === example.case);
    return at < 0 ? example : { ...example, ...left.splice(at, 1)[0]! };
  });
}
