/** The result of a run over a whole document, and its relation to the current text. */
import type { Example, Specification } from '../../../../protocol/index.ts';
import type { Acceptance, Previews, Refusal } from '../../../../protocol/messages.ts';
import { type PythonDocument, specificationOf } from '../../specification/index.ts';
import { printable } from '../../support/printable.ts';
import { editsBetween, type FunctionOutcome, type WholeOutcome, workingCopy } from '../../synthesis/wholeFile/index.ts';
import type { OpenDocument } from '../documents.ts';
import { type Entry, sameSource } from '../reports.ts';
import { counted } from '../show/words.ts';

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

  /** One edit for everything, for the current text; or a refusal. */
  acceptance(now: Now): Acceptance | Refusal {
    if (!this.isCurrent(now)) return this.#stale();
    const { uri, version, python } = now.open;
    const edits = editsBetween(python.snapshot, this.#filled(now)).map((edit) => ({
      ...edit,
      expected: python.text.slice(python.offsetAt(edit.range.start), python.offsetAt(edit.range.end)),
    }));
    return { function: this.name, candidate: '', uri, version, edits };
  }

  /** The whole text after accepting. */
  preview(now: Now): Previews | Refusal {
    if (!this.isCurrent(now)) return this.#stale();
    const { chosen, total } = this;
    const title = `${chosen.length} of ${counted(total, 'function')} found`;
    const detail = printable(chosen.map(({ name }) => name).join(', '));
    const one = { candidate: '', title, detail, uri: now.open.uri, text: this.#filled(now) };
    return { function: this.name, previews: [one] };
  }

  #stale(): Refusal {
    return {
      refused: `${this.name} has changed since its samples were run, so what was found is stale. Synthesize it again.`,
    };
  }

  #filled({ open, workspace }: Now): string {
    const filled = workingCopy(open.python, this.#outcome.fills, workspace);
    try {
      return filled.text;
    } finally {
      filled.dispose();
    }
  }

  /** The reports of the functions for which no candidate was chosen; the user can still accept one of their own candidates. */
  entriesWithout(workspace: string | undefined): Entry[] {
    return this.#outcome.functions.flatMap(({ name, report, programs, chosen }): Entry[] => {
      const specification = specificationOf(this.#before, name, { workspace });
      if (!report || chosen || 'error' in specification) return [];
      return [{ name, specification, text: this.#before.text, report, programs, phase: 'ended' }];
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
