/** The lenses of a function with a run: its progress, or its result with the next step. */
import type { Command } from 'vscode-languageserver';
import type { CommandArguments } from '../../../../protocol/commands.ts';
import type { Report } from '../../../../protocol/index.ts';
import { timeOfThen } from '../../report/course.ts';
import { isRunning, type Placed, passing, refuted } from '../reports.ts';
import { doubtsOf } from './doubts.ts';
import type { Commands } from './offeredCommands.ts';
import { failedOf, passedOf, progressInWords, resultInWords } from './words.ts';

/** The addition for a client that accepts by a code action. */
export const BY_ACTION = ' (a code action accepts)';

interface ReportContext {
  readonly uri: string;
  readonly commands: Commands;
  readonly now?: Date;
}

export function reportCommands(placed: Placed, context: ReportContext): Command[] {
  const { entry, specification, standing } = placed;
  const { commands } = context;
  const about = { uri: context.uri, function: entry.name };
  const { report } = entry;
  const isReal = specification.target.body === 'real';
  const isVerification = report?.job === 'verification' && isReal;
  const run = isVerification ? commands.verify : commands.synthesize;

  if (entry.phase === 'waiting') return [run('waiting for other functions', about)];
  if (isRunning(entry)) return running(placed, run, about, commands);
  if (standing.kind === 'stale') {
    if (standing.byHand) return [commands.verify('changed by hand · Verify', about)];
    return [isReal ? commands.verify('stale · verify again', about) : run('stale · synthesize again', about)];
  }
  if (!report) return [run('could not run · try again', about)];
  if (standing.kind === 'accepted' && !refuted(standing)) {
    if (entry.isSettled) return [];
    return [commands.verify(`accepted · ${passedOf(standing.candidate, report.examples)}`, about)];
  }
  return isVerification
    ? verified(report, ended(placed, context), about, commands)
    : synthesized(placed, ended(placed, context), about, commands);
}

/** The result, and its time where it is of an earlier window. */
function ended({ entry }: Placed, { now = new Date() }: ReportContext): string {
  const result = resultInWords(entry.report!);
  return entry.restored ? `${result} · ${timeOfThen(entry.restored.at, now)}` : result;
}

function running(
  placed: Placed,
  run: Commands['synthesize'],
  about: CommandArguments,
  { accept }: Commands,
): Command[] {
  const { report } = placed.entry;
  const progress = run(report ? progressInWords(report) : 'starting…', about);
  if (!report || !canAccept(placed)) return [progress];
  const first = accept?.('Accept the first that passes', { ...about, candidate: passing(report)[0]!.id });
  return first ? [progress, first] : [progress];
}

function canAccept({ entry: { report }, standing }: Placed): boolean {
  return report?.job === 'synthesis' && standing.kind === 'current' && passing(report).length > 0;
}

/** Nothing where the body passes: its examples have their ticks. */
function verified(report: Report, result: string, about: CommandArguments, commands: Commands): Command[] {
  if (report.candidates[0]?.passed) return [];
  return [commands.verify(result, about), commands.synthesize('Synthesize another body', about)];
}

function synthesized(placed: Placed, result: string, about: CommandArguments, commands: Commands): Command[] {
  const { entry, standing } = placed;
  const report = entry.report!;
  const accept = (title: string) => commands.accept?.(title, { ...about, candidate: passing(report)[0]!.id });
  // The history would give the same samples again.
  const afresh = (title: string) => commands.synthesize(title, { ...about, fresh: true });
  const failing = refuted(standing);
  if (failing) {
    const fails = commands.verify(`accepted · ${failedOf(failing, report.examples)}`, about);
    if (passing(report).length === 0) return [fails, afresh(`${result} now · draw more`)];
    return [fails, accept(`${result} · Accept another`) ?? afresh(`${result}${BY_ACTION} · draw more`)];
  }
  if (canAccept(placed)) return [accept(`${result} · Accept`) ?? afresh(`${result}${BY_ACTION} · synthesize again`)];
  if (entry.drawn) return [afresh(`${result} now · draw more`), ...doubtful(placed, about, commands)];
  const cause = report.state.kind === 'cancelled' ? 'cancelled · ' : '';
  return [afresh(`${result} · ${cause}synthesize again`), ...doubtful(placed, about, commands)];
}

/** Leads to the first example that is probably wrong. */
function doubtful(placed: Placed, about: CommandArguments, { showExample }: Commands): Command[] {
  const [doubt] = doubtsOf(placed);
  if (!doubt || !showExample) return [];
  const { start } = doubt.example.range;
  return [showExample(`is line ${start.line + 1} right?`, { ...about, position: start })];
}
