/** The lens above a function: it offers a command, or shows progress or a result. */
import type { CodeLens, Command } from 'vscode-languageserver';
import type { Question, Specification } from '../../../../protocol/index.ts';
import { type PythonDocument, specificationOf, targetsOf } from '../../specification/index.ts';
import { behavioursInWords } from '../ask/words.ts';
import { isRunning, type Placed, passing, refuted } from '../reports.ts';
import type { WholeState } from '../runs/wholeFiles.ts';
import type { Commands } from './offeredCommands.ts';
import { counted, examplesInWords, failedOf, progressInWords, resultInWords } from './words.ts';

/** The addition for a client that accepts by a code action. */
const BY_ACTION = ' (a code action accepts)';

export interface LensContext {
  readonly uri: string;
  readonly trusted: boolean;
  readonly commands: Commands;
  readonly workspace?: string;
  /** The open question about the candidates that pass. */
  questionOf(placed: Placed): Question | undefined;
  /** The state of a run for all stubs of the document. */
  readonly whole?: WholeState;
}

/** The lenses of a document: one for each function that was run or is running, and for each stub with examples. */
export function lensesOf(python: PythonDocument, placed: readonly Placed[], context: LensContext): CodeLens[] {
  const known = new Set(placed.map(({ entry }) => entry.name));
  const stubs = targetsOf(python).filter(({ name, body }) => body === 'stub' && !known.has(name));
  return [
    ...wholeLens(python, context),
    ...placed.flatMap((one) => commandsFor(one, context).map((command) => lens(one.specification, command))),
    ...stubs.flatMap(({ name }) => {
      const specification = specificationOf(python, name, { workspace: context.workspace });
      const hasExamples = !('error' in specification) && specification.examples.length > 0;
      return hasExamples ? [lens(specification, synthesize(specification, context))] : [];
    }),
  ];
}

/** The lens of a run for the whole document, above the first function that was found, or above the first stub during the run. */
function wholeLens(python: PythonDocument, { uri, commands, whole }: LensContext): CodeLens[] {
  if (!whole) return [];
  const targets = targetsOf(python);
  const isFirst = ({ name, body }: { name: string; body: string }) =>
    whole.kind === 'found' ? name === whole.first : body === 'stub';
  const first = targets.find(isFirst);
  if (!first) return [];
  const range = { start: first.range.start, end: first.range.start };
  if (whole.kind === 'running') return [{ range, command: commands.synthesizeFile(whole.progress, { uri }) }];
  const found = `${whole.found} of ${counted(whole.of, 'function')} found`;
  const accept =
    commands.acceptFile?.(`${found} · Accept all`, { uri }) ??
    commands.synthesizeFile(`${found}${BY_ACTION} · synthesize again`, { uri });
  const compare = commands.compare?.('Compare', { uri, whole: true });
  return [accept, ...(compare ? [compare] : [])].map((command) => ({ range, command }));
}

function synthesize({ target, examples }: Specification, { uri, trusted, commands }: LensContext): Command {
  const restricted = trusted ? '' : ' (restricted: trust this workspace first)';
  return commands.synthesize(`Synthesize from ${examplesInWords(examples)}${restricted}`, {
    uri,
    function: target.name,
  });
}

function lens({ target }: Specification, command: Command): CodeLens {
  // A lens must be on one line; this is the first line of the decorators, if there are any.
  return { range: { start: target.range.start, end: target.range.start }, command };
}

/** The function's own lenses, and the question beside them. */
function commandsFor(placed: Placed, context: LensContext): Command[] {
  const { entry } = placed;
  const asks = context.questionOf(placed) && entry.report ? behavioursInWords(entry.report) : undefined;
  const own = runCommandsFor(placed, context);
  const ask = asks && context.commands.ask?.(`${asks} · which is right?`, { uri: context.uri, function: entry.name });
  return ask ? [...own, ask] : own;
}

function runCommandsFor({ entry, specification, standing }: Placed, { uri, commands }: LensContext): Command[] {
  const { report } = entry;
  const about = { uri, function: entry.name };
  const run =
    report?.job === 'verification' && specification.target.body === 'real' ? commands.verify : commands.synthesize;
  const accept = (title: string) => commands.accept?.(title, { ...about, candidate: passing(report!)[0]!.id });
  const acceptable = report?.job === 'synthesis' && standing.kind === 'current' && passing(report).length > 0;

  if (entry.phase === 'waiting') return [run('waiting for other functions', about)];
  if (isRunning(entry)) {
    const progress = run(report ? progressInWords(report) : 'starting…', about);
    const first = acceptable ? accept('Accept the first that passes') : undefined;
    return first ? [progress, first] : [progress];
  }
  if (standing.kind === 'stale') return [run(`stale · ${verb(run === commands.verify)} again`, about)];
  if (!report) return [run('could not run · try again', about)];
  const result = resultInWords(report);
  // The history would give the same samples again.
  const afresh = (title: string) => commands.synthesize(title, { ...about, fresh: true });
  const failing = refuted(standing);
  if (failing) {
    const fails = commands.verify(`accepted · ${failedOf(failing, report.examples)}`, about);
    if (passing(report).length === 0) return [fails, afresh(`${result} now · draw more`)];
    return [fails, accept(`${result} · Accept another`) ?? afresh(`${result}${BY_ACTION} · draw more`)];
  }
  if (standing.kind === 'accepted') return [commands.verify(`accepted · ${result}`, about)];
  if (acceptable) return [accept(`${result} · Accept`) ?? afresh(`${result}${BY_ACTION} · synthesize again`)];
  if (report.job === 'verification') {
    const verify = commands.verify(result, about);
    return report.candidates[0]?.passed ? [verify] : [verify, commands.synthesize('Synthesize another body', about)];
  }
  if (entry.drawn) return [afresh(`${result} now · draw more`)];
  return [afresh(`${result} · ${cause(report.state.kind)}synthesize again`)];
}

function verb(verifying: boolean): string {
  return verifying ? 'verify' : 'synthesize';
}

function cause(kind: 'running' | 'done' | 'cancelled' | 'failed'): string {
  return kind === 'cancelled' ? 'cancelled · ' : '';
}
