import path from 'node:path';
import type { Report } from '../../../protocol/index.ts';
import type { Settings } from '../config.ts';
import { type PythonDocument, specificationOf, targetsOf } from '../specification/index.ts';
import { printable } from '../support/printable.ts';
import { redactorOf } from '../support/redaction.ts';
import { answerOf } from '../synthesis/repair.ts';
import { type FunctionOutcome, synthesizeAll, type WholeOutcome } from '../synthesis/wholeFile/index.ts';
import { warnOfContradictions } from './contradictions.ts';
import { diffOf } from './diff.ts';
import { Failure } from './failure.ts';
import { synthesisJson } from './json.ts';
import { ofTests } from './openDocument.ts';
import { executorOf } from './openExecutor.ts';
import { openHistory } from './openHistory.ts';
import { nearestLines, notRunLines, summary } from './reportText.ts';
import { samplerFor } from './samplerFor.ts';
import { type SourceFile, writeSource } from './sourceFile.ts';
import type { SynthOptions } from './synthOptions.ts';
import { interpreterFor } from './target.ts';
import { note, sayJson, sayPainted, warn } from './terminal.ts';
import { Progress } from './terminalProgress.ts';

/** The stubs to fill: those of `document` for which `isWanted` is true. */
export interface Wanted {
  readonly source: SourceFile;
  readonly document: PythonDocument;
  readonly workspace: string;
  readonly isWanted: (name: string) => boolean;
  readonly settings: Settings;
}

/** Runs `assay synth` on all stubs of a file or a class, with one diff and one write. Returns the exit code. Throws Failure. */
export async function synthAll(wanted: Wanted, options: SynthOptions, signal: AbortSignal): Promise<number> {
  const { source, document, workspace, isWanted, settings } = wanted;
  const stubs = targetsOf(document).filter(({ name, body }) => body === 'stub' && isWanted(name));
  const specifications = stubs.map(({ name }) => specificationOf(document, name, { workspace }));
  warnOfContradictions(
    document,
    specifications.flatMap((one) => ('error' in one ? [] : [one])),
  );
  const interpreter = await interpreterFor(source.path, workspace, options);
  const executor = executorOf();
  const progress = new Progress();
  const history = openHistory();
  const onSent = (text: string) => note(`Sent:\n${text}\n`);
  const { acceptUnverified = false, fresh = false } = options;
  try {
    const outcome = await synthesizeAll(
      {
        ...{ document, isWanted, settings, interpreter, workspace, acceptUnverified, fresh },
        samplerFor: async ({ directive }) => ({ sampler: await samplerFor(settings, directive, signal) }),
      },
      {
        ...{ executor, signal, history, redactor: redactorOf(process.env) },
        onProgress: ({ report }) => progress.show(report),
        ...(options.showSent && { onSent }),
      },
    );
    progress.clear();
    const drawn = outcome.functions.filter(({ report }) => report !== undefined);
    if (drawn.every(({ chosen }) => chosen === undefined)) refuse(outcome, document);
    const isWritten = options.write === true && outcome.text !== source.text;
    if (isWritten) {
      await writeSource(source, outcome.text);
      for (const { report, chosen, specification } of drawn) {
        if (!chosen || !specification) continue;
        const solution = answerOf(chosen, specification);
        history.accept(report?.history?.id, specification, { id: chosen.id, passed: chosen.passed, solution });
      }
    }
    tell(outcome, options);
    if (options.json) {
      const all = drawn.map(({ report, chosen }) => synthesisJson(report!, isWritten ? chosen : undefined));
      sayJson({ functions: all });
    } else if (outcome.text !== source.text) {
      sayPainted(diffOf(source.path, source.text, outcome.text));
      if (isWritten) note(`Written into ${printable(path.relative(process.cwd(), source.path))}.`);
    }
    return outcome.functions.every(({ chosen }) => chosen) && outcome.failure === undefined ? 0 : 1;
  } finally {
    progress.clear();
    history.close();
    await executor.close();
  }
}

/** Throws Failure if the job could not run; a bad outcome is not a failure. */
function refuse({ functions, failure }: WholeOutcome, document: PythonDocument): void {
  if (failure !== undefined) throw new Failure(failure.message);
  if (functions.every(({ report }) => report === undefined)) {
    const first = functions.find(({ reason }) => reason !== undefined);
    throw new Failure(
      first?.reason ??
        ofTests(document) ??
        'There is no stub with examples: write a function with a docstring for a body, and asserts that call it.',
    );
  }
}

/** Prints notes on standard error. */
function tell({ functions, failure }: WholeOutcome, { json }: SynthOptions): void {
  const reasons = new Map<string, string[]>();
  for (const one of functions) {
    if (one.report === undefined) warn(one.reason ?? `${one.name} was not drawn.`);
    else if (!json) for (const line of linesOf(one, one.report)) note(line);
    const state = one.report?.state;
    if (state?.kind === 'failed' && state.message !== failure?.message)
      reasons.set(state.message, [...(reasons.get(state.message) ?? []), one.name]);
  }
  // A reason that holds for several functions is printed once.
  for (const [reason, names] of reasons) warn(`${names.join(', ')}: ${reason}`);
  if (failure !== undefined) warn(failure.message);
}

function linesOf({ chosen }: FunctionOutcome, report: Report): string[] {
  return [summary(report), ...notRunLines(report), ...(chosen ? [] : nearestLines(report))];
}
