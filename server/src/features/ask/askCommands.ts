/** The commands that ask the user which candidate is right, and that add the answer to the file as an example. */
import type { Asked, CommandArguments, UsersAnswer } from '../../../../protocol/commands.ts';
import type { Question, Specification } from '../../../../protocol/index.ts';
import { answerEdit } from '../../candidates/index.ts';
import { isExpression } from '../../python/parser.ts';
import { answerInWords, supportInWords } from '../../report/answerWords.ts';
import { narrowed } from '../../selection/question.ts';
import { putExample } from '../accept/putExample.ts';
import type { CommandTools } from '../commandTools.ts';
import type { OpenDocument } from '../documents.ts';
import { doubtsOf, expectInstead } from '../show/doubts.ts';
import { questionInWords } from './words.ts';

const CANNOT_HAPPEN = 'That can’t happen';

export class AskCommands {
  readonly #tools: CommandTools;

  constructor(tools: CommandTools) {
    this.#tools = tools;
  }

  /** Returns the best question to our client, which shows it. Asks users of other clients by a message with buttons. */
  async ask(open: OpenDocument, specification: Specification): Promise<Asked | null> {
    const { client, messages } = this.#tools;
    const { name } = specification.target;
    const [question] = this.#questions(open, name);
    if (!question) {
      messages.inform(`${name}: no question is open. ${this.#reason(open, name)}`);
      return null;
    }
    if (client.ours) return asked(name, question);
    await this.#askByMessage(open, specification, question);
    return null;
  }

  #reason(open: OpenDocument, name: string): string {
    const placed = this.#tools.placedIn(open).find(({ entry }) => entry.name === name);
    if (placed?.entry.report === undefined) return 'Nothing was drawn for it yet.';
    if (placed.entry.phase !== 'ended') return 'Its candidates are still being judged.';
    if (placed.standing.kind !== 'current') return 'Its report is older than its text.';
    if (placed.entry.report.behaviours === undefined)
      return 'The programs that pass were not compared on other inputs.';
    if (placed.entry.report.behaviours.count < 2)
      return 'The programs that pass do the same on every input that was tried.';
    return 'No other input is left on which an example could tell the programs that pass apart.';
  }

  /** Adds the answer as an example. Returns the next question, as far as the present candidates have one. */
  async answer(open: OpenDocument, specification: Specification, { answer }: CommandArguments): Promise<Asked | null> {
    const { messages, questions } = this.#tools;
    const { name } = specification.target;
    const wrong = answer ? wrongIn(answer) : 'it names no answer';
    if (!answer || wrong !== undefined) {
      return messages.refuse(`The answer for ${name} can’t be an example: ${wrong}. Type a Python expression.`);
    }
    const known = this.#questions(open, name);
    if (answer.kind === 'cannotHappen') {
      questions.drop(open.uri, name, answer.call);
      this.#tools.changed(open.uri);
      const next = known.find(({ call }) => call !== answer.call);
      return next ? asked(name, next) : null;
    }
    const { call, kind, value = '' } = answer;
    if (!(await this.#add(open, specification, { call, kind, value }))) return null;
    const [next] = narrowed(known, call, { kind, value });
    return next ? asked(name, next) : null;
  }

  /** Lets a doubtful example expect what most samples give. */
  async correct(open: OpenDocument, { function: name, line }: CommandArguments): Promise<null> {
    const { client, messages } = this.#tools;
    const placed = this.#tools.placedIn(open).find(({ entry }) => entry.name === name);
    const doubt = placed && doubtsOf(placed).find(({ example }) => example.line === line);
    const edit = doubt && expectInstead(open.python, doubt);
    if (!placed || !edit) return messages.refuse('This example has changed, or it is no longer doubtful.');
    if (client.editsInActions) {
      return messages.refuse(`This editor can't apply edits from a server. Correct the example by its code action.`);
    }
    await putExample(this.#tools, open, placed.entry.name, edit, `Correct an example of ${placed.entry.name}`);
    return null;
  }

  #questions(open: OpenDocument, name: string): readonly Question[] {
    const placed = this.#tools.placedIn(open).find(({ entry }) => entry.name === name);
    return placed ? this.#tools.questions.of(open.uri, placed) : [];
  }

  async #askByMessage(open: OpenDocument, specification: Specification, question: Question): Promise<void> {
    const { messages } = this.#tools;
    const writable = question.answers.filter(({ kind }) => kind !== 'unwritable');
    const titles = writable.map((one) => `${answerInWords(one)} (${supportInWords(one, question)})`);
    const chosen = await messages.ask(questionInWords(question), ...titles, CANNOT_HAPPEN);
    const answer = writable[titles.indexOf(chosen ?? '')];
    const { call } = question;
    const said: UsersAnswer | undefined =
      chosen === CANNOT_HAPPEN
        ? { call, kind: 'cannotHappen' }
        : answer && { call, value: answer.value, kind: answer.kind === 'raises' ? 'raises' : 'value' };
    if (said) await this.answer(open, specification, { uri: open.uri, answer: said });
  }

  async #add(
    open: OpenDocument,
    specification: Specification,
    answered: { readonly call: string; readonly value: string; readonly kind: 'value' | 'raises' },
  ): Promise<boolean> {
    const { client, messages } = this.#tools;
    const { name } = specification.target;
    if (client.editsInActions) {
      messages.refuse(`This editor can't apply edits from a server. Answer for ${name} with a code action.`);
      return false;
    }
    return putExample(this.#tools, open, name, answerEdit(open.python, specification, answered));
  }
}

function asked(name: string, question: Question): Asked {
  return {
    function: name,
    question,
    labels: question.answers.map(answerInWords),
    weights: question.answers.map((one) => supportInWords(one, question)),
  };
}

/** The reason why an answer of a client can't go into the user's file; undefined if it can. */
function wrongIn({ call, value, kind }: UsersAnswer): string | undefined {
  if (typeof call !== 'string' || !isExpression(call)) return 'the call is no expression';
  if (kind === 'cannotHappen') return undefined;
  if (kind === 'raises') return /^[A-Za-z_][\w.]*$/.test(value ?? '') ? undefined : `${value} is no exception’s name`;
  return typeof value === 'string' && isExpression(value) ? undefined : `${value} is no expression`;
}
