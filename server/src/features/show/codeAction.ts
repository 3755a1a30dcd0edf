/** The code actions at a function: synthesize, accept, compare, verify, cancel, or add a first example. */

import {
  type CodeAction,
  CodeActionKind,
  type Command,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { CommandArguments } from '../../../../protocol/commands.ts';
import type { CandidateReport, Position, Question, Range, Specification, Target } from '../../../../protocol/index.ts';
import type { Acceptance, Refusal } from '../../../../protocol/messages.ts';
import { answerEdit } from '../../candidates/index.ts';
import { answerInWords, weightInWords } from '../../report/answerWords.ts';
import { guessWithChance, othersToOffer } from '../../report/searchWords.ts';
import { specificationAt, targetsOf } from '../../specification/index.ts';
import { counted } from '../../support/counted.ts';
import { printable, shortened } from '../../support/printable.ts';
import { acceptance, workspaceEdit } from '../accept/accept.ts';
import { editFor } from '../accept/editFor.ts';
import type { Client } from '../client/client.ts';
import type { OpenDocument } from '../documents.ts';
import { isRunning, type Placed, passing, refuted } from '../reports.ts';
import { firstExample } from './addExample.ts';
import { tellingLine } from './candidateCode.ts';
import { diagnosticFor, isAcceptable, source } from './diagnostics.ts';
import { doubtsOf, expectInstead } from './doubts.ts';
import type { Commands } from './offeredCommands.ts';
import { examplesInWords } from './words.ts';

/** The most candidates to offer besides the best. */
const MOST = 5;
/** A function with at most this many examples gets an action that suggests more. */
const FEW = 1;
/** The most characters of a value in a title. */
const SHOWN = 60;

export interface ActionContext {
  readonly open: OpenDocument;
  readonly workspace?: string;
  readonly client: Pick<Client, 'versionedEdits' | 'snippetEdits'>;
  readonly commands: Commands;
  /** The open question about the candidates that pass. */
  questionOf(placed: Placed): Question | undefined;
  /** The acceptance of everything that a run for the whole document has found. */
  wholeFound(): Acceptance | Refusal;
  /** Actions for the examples that a model has suggested for a function. */
  suggested(specification: Specification): CodeAction[];
  /** Whether the settings allow a model, which could suggest examples. */
  readonly suggests: boolean;
  /** The client's diagnostics at this place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The actions for the function at `range`; none if it does not parse. */
export function actionsAt(range: Range, placed: readonly Placed[], context: ActionContext): CodeAction[] {
  const { python } = context.open;
  const specification = specificationAt(python, range.start, { workspace: context.workspace });
  if ('error' in specification) return [];
  const { target, examples, notRun } = specification;
  const suggesting = suggestionActions(specification, range, context);
  if (examples.length === 0) {
    return [...(notRun.length === 0 ? [addExampleAction(target, context)] : []), ...suggesting];
  }
  const own = placed.find(({ entry }) => entry.name === target.name);
  return [
    ...doubtActions(own, range, context),
    ...actionsFor(specification, own, range, context),
    ...answerActions(specification, own, context),
    ...suggesting,
  ];
}

function actionsFor(
  { target, examples }: Specification,
  placed: Placed | undefined,
  range: Range,
  context: ActionContext,
): CodeAction[] {
  const { open, commands } = context;
  const about = { uri: open.uri, function: target.name };
  if (placed && isRunning(placed.entry)) {
    const cancel = action(commands.cancel(`Cancel the run of ${target.name}`, about), CodeActionKind.Refactor);
    return [...(isAcceptable(placed) ? acceptActions(placed, about, context) : []), cancel];
  }
  if (placed && isAcceptable(placed)) return [...acceptActions(placed, about, context), ...acceptWhole(context)];

  const from = `from ${examplesInWords(examples)}`;
  if (target.body === 'stub') {
    const failed = placed?.standing.kind === 'current' && placed.entry.report?.job === 'synthesis';
    return [
      action(
        commands.synthesize(`Synthesize ${target.name} ${from}`, { ...about, ...(failed && { fresh: true }) }),
        CodeActionKind.RefactorRewrite,
      ),
      ...(failed && commands.hint
        ? [action(commands.hint(`Synthesize ${target.name} with a hint…`, about), CodeActionKind.RefactorRewrite)]
        : []),
      ...acceptWhole(context),
      ...wholeActions(target, open, commands),
    ];
  }
  // Inside a real body, we leave the lightbulb to other extensions.
  if (
    !headed(target, range.start) &&
    !examples.some((example) => example.file === open.python.file && contains(example.range, range.start))
  )
    return [];
  const verify = commands.verify(`Verify ${target.name} against ${examplesInWords(examples)}`, about);
  const verified = placed?.entry.report?.job === 'verification' ? placed.entry.report.candidates[0] : undefined;
  const isRefuted = placed !== undefined && refuted(placed.standing) !== undefined;
  const failed = verified?.passed === false || isRefuted;
  const again = { ...about, ...(isRefuted && { fresh: true }) };
  const synthesize = commands.synthesize(`Synthesize another body for ${target.name} ${from}`, again);
  return [
    action(verify, CodeActionKind.Refactor),
    ...(failed ? [action(synthesize, CodeActionKind.RefactorRewrite)] : []),
  ];
}

/** For a suspicious example at `range`: an action that lets it expect what most samples give. */
function doubtActions(placed: Placed | undefined, range: Range, context: ActionContext): CodeAction[] {
  const { open, diagnostics } = context;
  const doubts = placed ? doubtsOf(placed).filter(({ example }) => contains(example.range, range.start)) : [];
  return doubts.flatMap((doubt) => {
    const edit = expectInstead(open.python, doubt);
    if (edit === undefined) return [];
    const shown = diagnostics.filter(({ code }) => code === 'suspicious');
    const title = `Expect ${shortened(edit.newText, SHOWN)} instead`;
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics: shown, edit: editFor(open, edit, context.client) }];
  });
}

/** For each answer to the open question an action that adds it as an example. */
function answerActions(
  specification: Specification,
  placed: Placed | undefined,
  { open, client, questionOf }: ActionContext,
): CodeAction[] {
  const question = placed && questionOf(placed);
  return (question?.answers ?? []).flatMap((answer) => {
    const { value, kind } = answer;
    if (kind === 'unwritable') return [];
    const title = `Answer: ${question!.call} ${kind === 'raises' ? '' : 'gives '}${answerInWords(answer)} (${weightInWords(answer)})`;
    const edit = editFor(open, answerEdit(open.python, specification, { call: question!.call, value, kind }), client);
    return [{ title: printable(title), kind: CodeActionKind.RefactorRewrite, edit }];
  });
}

/** Actions for all stubs of the class and of the file, where there are several. */
function wholeActions({ name }: Target, { uri, python, cells }: OpenDocument, commands: Commands): CodeAction[] {
  const stubs = targetsOf(python).filter(({ body }) => body === 'stub');
  const within = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : undefined;
  const members = stubs.filter((one) => within !== undefined && one.name.startsWith(`${within}.`)).length;
  const all = (title: string, about: CommandArguments) =>
    action(commands.synthesizeFile(title, about), CodeActionKind.RefactorRewrite);
  return [
    ...(members > 1 && members < stubs.length
      ? [all(`Synthesize the ${members} stubs of ${within}`, { uri, within: within! })]
      : []),
    ...(stubs.length > 1
      ? [all(`Synthesize all ${stubs.length} stubs of this ${cells ? 'notebook' : 'file'}`, { uri })]
      : []),
  ];
}

/** Actions that add suggested examples, and one that asks for suggestions if the function has few examples. */
function suggestionActions(specification: Specification, range: Range, context: ActionContext): CodeAction[] {
  const { target, examples } = specification;
  const made = context.suggested(specification);
  if (made.length > 0) return made;
  if (!context.suggests || examples.length > FEW || !headed(target, range.start)) return [];
  const about = { uri: context.open.uri, function: target.name };
  return [action(context.commands.suggest(`Suggest examples for ${target.name}`, about), CodeActionKind.Refactor)];
}

function acceptActions(placed: Placed, about: { uri: string; function: string }, context: ActionContext): CodeAction[] {
  const { commands, diagnostics } = context;
  const report = placed.entry.report!;
  const [best] = passing(report);
  const others = othersToOffer(passing(report));
  const guess = guessWithChance(report);
  const accept = (verb: string, candidate: CandidateReport, kind: string): CodeAction[] => {
    const line = tellingLine(candidate, report, placed.specification.target);
    // The search draws each program once, and so may a model at a high temperature; then the count is meaningless.
    const share = `${candidate.samples} of ${counted(report.samples.received, 'sample')}`;
    const doubt = candidate === best && guess !== undefined ? ` (${guess})` : '';
    const title = `${verb}: ${line}${candidate.samples > 1 ? ` (${share})` : doubt}`;
    const command = commands.accept?.(title, { ...about, candidate: candidate.id });
    if (command) return [action(command, kind)];
    return editing(title, kind, acceptance(context.open, about.function, placed, candidate.id), context);
  };
  const own = diagnosticFor(placed);
  const shown = diagnostics.filter((each) => each.source === source && each.range.start.line === own.range.start.line);
  return [
    ...accept('Accept', best!, CodeActionKind.QuickFix).map((fix) => ({
      ...fix,
      diagnostics: shown.length > 0 ? shown : [own],
      isPreferred: true,
    })),
    ...accept('Accept', best!, CodeActionKind.RefactorRewrite),
    ...others
      .slice(0, MOST)
      .flatMap((candidate) => accept('Accept instead', candidate, CodeActionKind.RefactorRewrite)),
    ...(report.history?.drawn === undefined
      ? []
      : [
          action(
            commands.synthesize(`Synthesize ${about.function} afresh`, { ...about, fresh: true }),
            CodeActionKind.RefactorRewrite,
          ),
        ]),
    ...(commands.candidates
      ? [action(commands.candidates(`Compare candidates for ${about.function}`, about), CodeActionKind.Refactor)]
      : []),
  ];
}

/** An action that accepts everything, for a client that can't run the command of the lens. */
function acceptWhole(context: ActionContext): CodeAction[] {
  if (context.commands.acceptFile) return [];
  const made = context.wholeFound();
  if ('refused' in made) return [];
  return editing(`Accept all that was found for ${made.function}`, CodeActionKind.RefactorRewrite, made, context);
}

/** An action with its edit; none if there is no edit. */
function editing(title: string, kind: string, made: Acceptance | Refusal, { client }: ActionContext): CodeAction[] {
  if ('refused' in made) return [];
  return [{ title: printable(title), kind, edit: workspaceEdit(made, client.versionedEdits) }];
}

/** An action that adds an example. It is an edit, not a command, because it only adds text. */
function addExampleAction(target: Target, { open, client }: ActionContext): CodeAction {
  const { uri, version, position, newText, snippet } = firstExample(open, target);
  const range = { start: position, end: position };
  const edit =
    client.snippetEdits && snippet !== undefined
      ? { range, snippet: { kind: 'snippet' as const, value: snippet } }
      : { range, newText };
  const change: WorkspaceEdit = client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: [edit] }] }
    : { changes: { [uri]: [{ range, newText }] } };
  return { title: printable(`Add an assert for ${target.name}`), kind: CodeActionKind.RefactorRewrite, edit: change };
}

function action(command: Command, kind: string): CodeAction {
  return { title: command.title, kind, command };
}

/** Whether the position is on the decorators, the signature or the docstring. */
function headed({ range, nameRange, docstringRange }: Target, { line }: Position): boolean {
  return range.start.line <= line && line <= (docstringRange ?? nameRange).end.line;
}

function contains({ start, end }: Range, { line }: Position): boolean {
  return start.line <= line && line <= end.line;
}

/** Whether `only` includes a kind; each kind in it includes its subkinds. */
export function asked(kind: string | undefined, only: readonly string[] | undefined): boolean {
  return !only || only.some((wanted) => wanted === '' || kind === wanted || kind?.startsWith(`${wanted}.`));
}

/** Removes duplicates: one action exists as a quick fix and as a rewrite, and is listed once if the client asked for both kinds. */
export function once(actions: readonly CodeAction[]): CodeAction[] {
  return actions.filter(({ title }, index) => actions.findIndex((one) => one.title === title) === index);
}
