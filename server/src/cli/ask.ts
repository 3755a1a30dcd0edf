/** `assay synth --ask`: asks which of the candidates that pass is right, and writes each answer into the file as an example. */
import { createInterface } from 'node:readline/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Answer, Question, Report, Specification } from '../../../protocol/index.ts';
import { answerEdit, type Program } from '../candidates/index.ts';
import { isExpression } from '../python/parser.ts';
import { answerInWords, modelInWords, weightInWords } from '../report/answerWords.ts';
import type { PythonDocument } from '../specification/index.ts';
import { printable } from '../support/printable.ts';
import { choose, openDocument } from './openDocument.ts';
import { readSource, type SourceFile, writeSource } from './sourceFile.ts';
import { note } from './terminal.ts';

/** The state between two questions. */
export interface Asking {
  readonly source: SourceFile;
  readonly document: PythonDocument;
  readonly specification: Specification;
  readonly report: Report;
  readonly programs: ReadonlyMap<string, Program>;
}

export interface AskTools {
  readonly workspace: string;
  /** Judges the candidates of a report again, by the current examples. */
  rejudge(asking: Asking): Promise<Pick<Asking, 'report' | 'programs'>>;
}

type Said = Pick<Answer, 'value' | 'kind'> | 'never' | 'stop';

/** Asks until the user stops or no question is left. The caller disposes of the first document. */
export async function ask(start: Asking, { workspace, rejudge }: AskTools): Promise<Omit<Asking, 'document'>> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const given = lines[Symbol.asyncIterator]();
  const dropped = new Set<string>();
  const opened: PythonDocument[] = [];
  let asking = start;
  try {
    for (;;) {
      const question = asking.report.questions?.find(({ call }) => !dropped.has(call));
      if (!question) break;
      const said = await answerTo(question, async () => (await given.next()).value as string | undefined);
      if (said === 'stop') break;
      if (said === 'never') dropped.add(question.call);
      else {
        asking = await answered(asking, question.call, said, workspace, rejudge);
        opened.push(asking.document);
      }
    }
  } finally {
    lines.close();
    for (const one of opened) one.dispose();
  }
  return asking;
}

async function answerTo(question: Question, next: () => Promise<string | undefined>): Promise<Said> {
  for (const line of linesOf(question)) note(line);
  for (;;) {
    note('A number, “= VALUE” for another value, “raises NAME”, “never” if that can’t happen, or nothing to stop:');
    const line = (await next())?.trim();
    if (line === undefined || line === '') return 'stop';
    const said = saidBy(line, question);
    if (typeof said !== 'object' || !('wrong' in said)) return said;
    note(said.wrong);
  }
}

/** The question, and its answers by number, each in one line whatever the candidates have put into it. */
export function linesOf(question: Question): string[] {
  const { call, answers } = question;
  const model = modelInWords(question);
  const shown = answers.map((one, index) => `  ${index + 1}  ${answerInWords(one)}  (${weightInWords(one)})`);
  return ['', `What should ${printable(call)} give?`, ...shown, ...(model === undefined ? [] : [`  (${model})`])];
}

/** The answer in a line that the user has typed. The equals sign may be left out if the value is no whole number. */
export function saidBy(line: string, { answers }: Pick<Question, 'answers'>): Said | { readonly wrong: string } {
  if (line === 'never') return 'never';
  const raised = /^raises\s+([A-Za-z_][\w.]*)$/.exec(line);
  if (raised) return { value: raised[1]!, kind: 'raises' };
  const isNumber = /^\d+$/.test(line);
  const chosen = isNumber ? answers[Number(line) - 1] : undefined;
  if (chosen?.kind === 'unwritable') return { wrong: 'No assert can say that: type the right value.' };
  if (chosen) return chosen;
  if (isNumber) return { wrong: `There is no answer ${line}: for the value, type “= ${line}”.` };
  const value = line.replace(/^=(?!=)\s*/, '');
  return isExpression(value) ? { value, kind: 'value' } : { wrong: `${value} is no Python expression.` };
}

/** Adds the example to the file, and judges the candidates again. */
async function answered(
  asking: Asking,
  call: string,
  { value, kind }: Pick<Answer, 'value' | 'kind'>,
  workspace: string,
  rejudge: AskTools['rejudge'],
): Promise<Asking> {
  const { source, document, specification } = asking;
  const { range, newText } = answerEdit(document, specification, { call, value, kind });
  const text = TextDocument.applyEdits(TextDocument.create('', 'python', 0, source.text), [{ range, newText }]);
  await writeSource(source, text);
  note(`Added to line ${range.start.line + 1}: ${newText.trim().split(/\r?\n/)[0]}`);
  const written = readSource(source.path);
  const opened = await openDocument(written);
  const next = {
    source: written,
    document: opened,
    specification: choose(opened, specification.target.name, workspace),
  };
  return { ...next, ...(await rejudge({ ...asking, ...next })) };
}
