import { specificationOf } from '../specification/index.ts';
import { printable } from '../support/printable.ts';
import { redactorOf } from '../support/redaction.ts';
import { agreementInWords, nothingNew, programsToAsk, suggestExamples } from '../synthesis/suggesting.ts';
import { Failure } from './failure.ts';
import { openDocument } from './openDocument.ts';
import { executorOf } from './openExecutor.ts';
import { openHistory } from './openHistory.ts';
import { samplerFor } from './samplerFor.ts';
import { readSource } from './sourceFile.ts';
import { type CommonOptions, interpreterFor, number, parseTarget, settingsFrom, workspaceOf } from './target.ts';
import { note, say, sayJson, warn } from './terminal.ts';

export interface SuggestOptions extends CommonOptions {
  readonly sampler?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly temperature?: string;
  readonly requestTimeout?: string;
  readonly showSent?: boolean;
}

/** Runs `assay suggest`: prints asserts for a person to choose from, and changes nothing. Returns the exit code. Throws Failure. */
export async function runSuggest(argument: string, options: SuggestOptions, signal: AbortSignal): Promise<number> {
  const { file, name } = parseTarget(argument);
  if (name === undefined) throw new Failure(`Name the function to suggest examples for: ${file}::NAME.`);
  const settings = settingsFrom(options, {
    temperature: number(options.temperature),
    requestTimeout: number(options.requestTimeout),
    sampler: options.sampler,
    model: options.model,
    baseUrl: options.baseUrl,
  });
  const source = readSource(file);
  const workspace = workspaceOf(source.path);
  const document = await openDocument(source);
  const executor = executorOf();
  const history = openHistory();
  try {
    const specification = specificationOf(document, name, { workspace });
    if ('error' in specification) throw new Failure(specification.error);
    const interpreter = await interpreterFor(source.path, workspace, options);
    const sampler = await samplerFor(settings, specification.directive, signal);
    const known = history.candidates(document.file, specification);
    const onSent = (text: string) => note(`Sent for ${name}:\n${text}\n`);
    const { suggestions, dropped, received, error } = await suggestExamples(
      {
        document,
        specification,
        settings,
        interpreter,
        workspace,
        sampler,
        programs: programsToAsk(known.map((one) => ({ passed: one.passed, program: one.solution }))),
        hints: history.hints(document.file, specification.target.name),
      },
      { executor, signal, history, redactor: redactorOf(process.env), ...(options.showSent && { onSent }) },
    );
    signal.throwIfAborted();
    if (received === 0 && error !== undefined) throw new Failure(error);
    if (options.json) {
      const { name: sampled, model = null } = sampler;
      const counts = [...dropped].map(([reason, count]) => ({ reason, count }));
      const about = { file: source.path, function: specification.target.name, sampler: sampled, model };
      sayJson({ ...about, suggestions, dropped: counts });
    } else for (const one of suggestions) say(`${printable(one.source)}  # ${agreementInWords(one)}`);
    if (error !== undefined) warn(error);
    else if (suggestions.length === 0) warn(nothingNew(name, dropped));
    return suggestions.length > 0 ? 0 : 1;
  } finally {
    document.dispose();
    history.close();
    await executor.close();
  }
}
