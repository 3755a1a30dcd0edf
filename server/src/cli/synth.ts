import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CandidateReport, Report } from '../../../protocol/index.ts';
import { Executor } from '../execution/index.ts';
import { printable, printableLines } from '../printable.ts';
import { redactorOf } from '../redaction.ts';
import { answerOf } from '../repair.ts';
import { asksModel, NO_HINTS } from '../rounds.ts';
import { synthesize } from '../synthesis.ts';
import { Failure } from './failure.ts';
import { type Chosen, checkReport, choose, chooseAll, openDocument } from './functions.ts';
import { openHistory } from './history.ts';
import { synthesisJson } from './json.ts';
import { Progress } from './progress.ts';
import { samplerFor } from './sampler.ts';
import { readSource, type SourceFile, writeSource } from './sourceFile.ts';
import { type CommonOptions, interpreterFor, number, parseTarget, settingsFrom, workspaceOf } from './target.ts';
import { notRunLines, summary, verdictLines } from './text.ts';

export interface SynthOptions extends CommonOptions {
  readonly k?: string;
  readonly sampler?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly temperature?: string;
  readonly requestTimeout?: string;
  readonly prompt?: string;
  readonly heldBack?: string;
  readonly tokenCeiling?: string;
  readonly write?: boolean;
  readonly acceptUnverified?: boolean;
  readonly force?: boolean;
  readonly fresh?: boolean;
  readonly repairRounds?: string;
  readonly hint?: string;
  readonly showSent?: boolean;
}

/** Runs `assay synth`; the exit code. Throws Failure. */
export async function runSynth(argument: string, options: SynthOptions, signal: AbortSignal): Promise<number> {
  const { file, name } = parseTarget(argument);
  const settings = settingsFrom(options, {
    samples: number(options.k),
    temperature: number(options.temperature),
    requestTimeout: number(options.requestTimeout),
    repairRounds: number(options.repairRounds),
    prompt: options.prompt,
    heldBack: number(options.heldBack),
    tokenCeiling: number(options.tokenCeiling),
    sampler: options.sampler,
    model: options.model,
    baseUrl: options.baseUrl,
  });
  if (options.hint !== undefined && name === undefined)
    throw new Failure('--hint is for one function: name it as FILE::NAME.');
  let source = readSource(file);
  const workspace = workspaceOf(source.path);
  const first = await openDocument(source);
  let names: Chosen[];
  try {
    names =
      name === undefined
        ? chooseAll(first, workspace, true)
        : [{ name, specification: choose(first, name, workspace) }];
  } finally {
    first.dispose();
  }
  const interpreter = await interpreterFor(source.path, workspace, options);
  const executor = new Executor();
  const progress = new Progress();
  const history = openHistory();
  const redactor = redactorOf(process.env);
  const results: { report: Report; best: CandidateReport | undefined; accepted: CandidateReport | undefined }[] = [];
  try {
    for (const one of names) {
      if ('error' in one) {
        console.error(`assay: ${one.error}`);
        continue;
      }
      // Read again for each: the one before may have been written.
      source = readSource(file);
      const document = await openDocument(source);
      try {
        const specification = choose(document, one.name, workspace);
        const sampler = await samplerFor(settings, specification.directive, signal);
        if (options.hint?.trim()) history.hint(specification.file, specification.target.name, options.hint.trim());
        if (options.hint && !asksModel(sampler, specification)) console.error(`assay: ${NO_HINTS}`);
        const onSent = (text: string) =>
          console.error(`What is sent for ${printable(one.name)}:\n${printableLines(text)}\n`);
        const { force = false, fresh = false } = options;
        const report = await synthesize(
          { document, specification, settings, interpreter, workspace, sampler, force, fresh },
          {
            executor,
            signal,
            onReport: (grown) => progress.show(grown),
            history,
            redactor,
            ...(options.showSent && { onSent }),
          },
        );
        progress.clear();
        signal.throwIfAborted();
        checkReport(report);
        const best = bestOf(report, options);
        const accepted = options.write && best && best.edits.length > 0 ? best : undefined;
        if (accepted) {
          await writeSource(source, applied(source, accepted));
          const { id, passed } = accepted;
          history.accept(report.history?.id, { id, passed, solution: answerOf(accepted, specification) });
        }
        results.push({ report, best, accepted });
        if (options.json && report.state.kind === 'failed') console.error(`assay: ${report.state.message}`);
        if (!options.json) print(source, report, best, accepted);
      } finally {
        document.dispose();
      }
    }
  } finally {
    progress.clear();
    history.close();
    await executor.close();
  }
  if (options.json) {
    const all = results.map(({ report, accepted }) => synthesisJson(report, accepted));
    console.log(JSON.stringify(name === undefined ? { functions: all } : all[0]));
  }
  return results.length === names.length && results.every(({ best }) => best) ? 0 : 1;
}

function bestOf(report: Report, options: SynthOptions): CandidateReport | undefined {
  const best = report.candidates[0];
  return best?.passed || (best?.unverified && options.acceptUnverified) ? best : undefined;
}

function applied(source: SourceFile, candidate: CandidateReport): string {
  const document = TextDocument.create('', 'python', 0, source.text);
  const edits = candidate.edits.map(({ range, newText }) => ({ range, newText }));
  return TextDocument.applyEdits(document, edits);
}

/** The diff goes to standard output, what is to be known besides to standard error. */
function print(
  source: SourceFile,
  report: Report,
  best: CandidateReport | undefined,
  accepted: CandidateReport | undefined,
): void {
  if (report.job === 'verification') {
    console.error(`${report.function}: its present body passes; --force draws all the same.`);
    return;
  }
  console.error(summary(report));
  for (const line of notRunLines(report)) console.error(line);
  if (report.state.kind === 'failed') console.error(`assay: ${report.state.message}`);
  if (!best) {
    const nearest = report.candidates.find((one) => one.refused === undefined);
    if (nearest) console.error(['The nearest candidate:', ...verdictLines(report, nearest)].join('\n  '));
    if (nearest?.unverified) console.error('It passed in its own process only: --accept-unverified takes it.');
    return;
  }
  const shown = path.relative(process.cwd(), source.path);
  console.log(printableLines(createTwoFilesPatch(shown, shown, source.text, applied(source, best))));
  if (accepted) console.error(`Written into ${shown}.`);
}
