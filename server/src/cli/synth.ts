import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CandidateReport, Report, Specification } from '../../../protocol/index.ts';
import type { Program } from '../candidates/index.ts';
import type { Settings } from '../config.ts';
import type { History } from '../history/index.ts';
import { type PythonDocument, targetsOf } from '../specification/index.ts';
import { printable } from '../support/printable.ts';
import { redactorOf } from '../support/redaction.ts';
import { rejudge } from '../synthesis/rejudging.ts';
import { answerOf } from '../synthesis/repair.ts';
import { NO_HINTS } from '../synthesis/rounds.ts';
import { synthesize } from '../synthesis/synthesis.ts';
import { leavesBody } from '../synthesis/verification.ts';
import { ask } from './ask.ts';
import { warnOfContradictions } from './contradictions.ts';
import { diffOf } from './diff.ts';
import { Failure } from './failure.ts';
import { synthesisJson } from './json.ts';
import { checkReport, choose, openDocument } from './openDocument.ts';
import { executorOf } from './openExecutor.ts';
import { openHistory } from './openHistory.ts';
import { nearestLines, notRunLines, summary } from './reportText.ts';
import { samplerFor, strongerFor } from './samplerFor.ts';
import { readSource, type SourceFile, writeSource } from './sourceFile.ts';
import { synthAll } from './synthAll.ts';
import type { SynthOptions } from './synthOptions.ts';
import { interpreterFor, number, parseTarget, settingsFrom, workspaceOf } from './target.ts';
import { note, sayJson, sayPainted, warn } from './terminal.ts';
import { Progress } from './terminalProgress.ts';

/** Runs `assay synth`; the exit code. Throws Failure. */
export async function runSynth(argument: string, options: SynthOptions, signal: AbortSignal): Promise<number> {
  const { file, name } = parseTarget(argument);
  const settings = settingsFrom(options, {
    samples: number(options.k),
    temperature: number(options.temperature),
    requestTimeout: number(options.requestTimeout),
    repairRounds: number(options.repairRounds),
    escalateTo: options.escalateTo,
    askModel: options.askModel,
    prompt: options.prompt,
    heldBack: number(options.heldBack),
    tokenCeiling: number(options.tokenCeiling),
    'price.prompt': number(options.pricePrompt),
    'price.completion': number(options.priceCompletion),
    sampler: options.sampler,
    model: options.model,
    baseUrl: options.baseUrl,
  });
  const source = readSource(file);
  const workspace = workspaceOf(source.path);
  const document = await openDocument(source);
  try {
    const isWanted = name === undefined ? () => true : membersOf(document, name);
    if (isWanted && options.hint !== undefined) throw new Failure('--hint is for one function: name it as FILE::NAME.');
    if (isWanted) return await synthAll({ source, document, workspace, isWanted, settings }, options, signal);
    return await synthOne(source, { document, workspace, name: name!, settings }, options, signal);
  } finally {
    document.dispose();
  }
}

/** If `name` is a class, returns a test for the names of its stubs. */
function membersOf(document: PythonDocument, name: string): ((stub: string) => boolean) | undefined {
  const names = targetsOf(document).map((target) => target.name);
  const isMember = (one: string) => one.startsWith(`${name}.`);
  return names.includes(name) || !names.some(isMember) ? undefined : isMember;
}

interface One {
  readonly document: PythonDocument;
  readonly workspace: string;
  readonly name: string;
  readonly settings: Settings;
}

async function synthOne(
  source: SourceFile,
  { document, workspace, name, settings }: One,
  options: SynthOptions,
  signal: AbortSignal,
): Promise<number> {
  const specification = choose(document, name, workspace);
  warnOfContradictions(document, [specification]);
  const interpreter = await interpreterFor(source.path, workspace, options);
  const executor = executorOf();
  const progress = new Progress();
  const history = openHistory();
  try {
    if (options.hint?.trim()) history.hint(specification.file, specification.target.name, options.hint.trim());
    const request = { document, specification, settings, interpreter, workspace };
    const quiet = { executor, signal, history, onReport: () => undefined };
    let programs: ReadonlyMap<string, Program> = new Map();
    const keep = (_: Report, known: ReadonlyMap<string, Program>) => {
      programs = known;
    };
    const draw = async () => {
      const sampler = await samplerFor(settings, specification.directive, signal);
      if (options.hint && !sampler.asksModel) warn(NO_HINTS.message);
      const onSent = (text: string) => note(`Sent for ${name}:\n${text}\n`);
      return synthesize(
        { ...request, sampler, ...(await strongerFor(sampler, settings, signal)), fresh: options.fresh === true },
        {
          ...{ executor, signal, history, redactor: redactorOf(process.env) },
          onReport: (grown, known) => {
            keep(grown, known);
            progress.show(grown);
          },
          ...(options.showSent && { onSent }),
        },
      );
    };
    const drawn = (options.force ? undefined : await leavesBody(request, quiet)) ?? (await draw());
    progress.clear();
    signal.throwIfAborted();
    checkReport(drawn);
    const asked = { source, document, specification, report: drawn, programs };
    const ended = options.ask
      ? await ask(asked, {
          workspace,
          rejudge: async (asking) => ({
            report: await rejudge({ ...request, ...asking, drawn: asking.report }, { ...quiet, onReport: keep }),
            programs,
          }),
        })
      : asked;
    signal.throwIfAborted();
    return await accept(ended, history, options);
  } finally {
    progress.clear();
    history.close();
    await executor.close();
  }
}

/** Writes the best candidate where it is asked for, and tells of the report; the exit code. */
async function accept(
  { source, specification, report }: { source: SourceFile; specification: Specification; report: Report },
  history: History,
  options: SynthOptions,
): Promise<number> {
  const best = bestOf(report, options);
  const accepted = options.write && best && best.edits.length > 0 ? best : undefined;
  if (accepted) {
    await writeSource(source, applied(source, accepted));
    const { id, passed } = accepted;
    history.accept(report.history?.id, specification, { id, passed, solution: answerOf(accepted, specification) });
  }
  if (options.json) {
    if (report.state.kind === 'failed') warn(report.state.message);
    sayJson(synthesisJson(report, accepted));
  } else print(source, report, best, accepted);
  return best ? 0 : 1;
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

/** Prints the diff on standard output, and notes on standard error. */
function print(
  source: SourceFile,
  report: Report,
  best: CandidateReport | undefined,
  accepted: CandidateReport | undefined,
): void {
  if (report.job === 'verification') {
    note(`${report.function}: its present body passes; --force draws all the same.`);
    return;
  }
  note(summary(report));
  for (const line of notRunLines(report)) note(line);
  if (report.state.kind === 'failed') warn(report.state.message);
  if (!best) {
    for (const line of nearestLines(report)) note(line);
    return;
  }
  sayPainted(diffOf(source.path, source.text, applied(source, best)));
  if (accepted) note(`Written into ${printable(path.relative(process.cwd(), source.path))}.`);
}
