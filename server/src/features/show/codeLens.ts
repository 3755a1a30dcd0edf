/** The lenses of a document: which functions have one. A function that is finished and passes has none. */

import type { CodeLens, Command } from 'vscode-languageserver';
import type { Question, Specification } from '../../../../protocol/index.ts';
import { type PythonDocument, specificationOf, targetsOf } from '../../specification/index.ts';
import { counted } from '../../support/counted.ts';
import { behavioursInWords } from '../ask/words.ts';
import { isRunning, type Placed } from '../reports.ts';
import type { WholeState } from '../runs/wholeFiles.ts';
import type { Commands } from './offeredCommands.ts';
import { BY_ACTION, reportCommands } from './reportLens.ts';
import { examplesInWords } from './words.ts';

export interface LensContext {
  readonly uri: string;
  readonly trusted: boolean;
  readonly commands: Commands;
  readonly workspace?: string;
  /** `stubs`: none above functions with a body. */
  readonly scope: 'all' | 'stubs';
  /** A notebook takes no examples from commands. */
  readonly isNotebook?: boolean;
  readonly now?: Date;
  /** The open question about the candidates that pass. */
  questionOf(placed: Placed): Question | undefined;
  /** The state of a run for all stubs of the document. */
  readonly whole?: WholeState;
}

/** The lenses of functions that were run or are running, of stubs, and of functions with a body and examples. */
export function lensesOf(python: PythonDocument, placed: readonly Placed[], context: LensContext): CodeLens[] {
  const known = new Set(placed.map(({ entry }) => entry.name));
  const isWanted = (body: 'stub' | 'real') => body === 'stub' || context.scope === 'all';
  const shown = placed.filter(({ entry, specification }) => isRunning(entry) || isWanted(specification.target.body));
  const others = targetsOf(python).filter(({ name, body }) => isWanted(body) && !known.has(name));
  return [
    ...wholeLens(python, context),
    ...shown.flatMap((one) => commandsFor(one, context).map((command) => lens(one.specification, command))),
    ...others.flatMap(({ name }) => {
      const specification = specificationOf(python, name, { workspace: context.workspace });
      const command = 'error' in specification ? undefined : firstStep(specification, context);
      return command ? [lens(specification as Specification, command)] : [];
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

/** The command for a function without a report: synthesize, verify, or add a first example. */
function firstStep({ target, examples, notRun }: Specification, context: LensContext): Command | undefined {
  const { uri, trusted, commands, isNotebook } = context;
  const about = { uri, function: target.name };
  const restricted = trusted ? '' : ' (restricted: trust this workspace first)';
  const words = examplesInWords(examples);
  if (examples.length > 0) {
    return target.body === 'stub'
      ? commands.synthesize(`Synthesize from ${words}${restricted}`, about)
      : commands.verify(`Verify ${words}${restricted}`, about);
  }
  // Without a docstring, it is more likely a placeholder than a specification.
  const isSpecified = target.body === 'stub' && target.docstring !== undefined && notRun.length === 0;
  return isSpecified && !isNotebook ? commands.addExample?.('Add an example', about) : undefined;
}

function lens({ target }: Specification, command: Command): CodeLens {
  // A lens must be on one line; this is the first line of the decorators, if there are any.
  return { range: { start: target.range.start, end: target.range.start }, command };
}

/** The function's own lenses, and the question beside them. */
function commandsFor(placed: Placed, context: LensContext): Command[] {
  const { entry } = placed;
  const asks = context.questionOf(placed) && entry.report ? behavioursInWords(entry.report) : undefined;
  const own = reportCommands(placed, context);
  const ask = asks && context.commands.ask?.(`${asks} · which is right?`, { uri: context.uri, function: entry.name });
  return ask ? [...own, ask] : own;
}
