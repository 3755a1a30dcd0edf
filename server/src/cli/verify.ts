import type { Report, Specification } from '../../../protocol/index.ts';
import type { PythonDocument } from '../specification/index.ts';
import { printable } from '../support/printable.ts';
import { verify } from '../synthesis/verification.ts';
import { readCandidates } from './candidateLines.ts';
import { inColour } from './colour.ts';
import { Failure } from './failure.ts';
import { verificationJson } from './json.ts';
import { checkReport, choose, chooseAll, openDocument } from './openDocument.ts';
import { executorOf } from './openExecutor.ts';
import { notRunLines, rate, verdictLines } from './reportText.ts';
import { readSource } from './sourceFile.ts';
import { type CommonOptions, interpreterFor, parseTarget, settingsFrom, workspaceOf } from './target.ts';
import { say, sayJson, sayPainted } from './terminal.ts';

export interface VerifyOptions extends CommonOptions {
  readonly candidates?: string;
  readonly strict?: boolean;
}

/** Runs `assay verify`; the exit code. Throws Failure. */
export async function runVerify(argument: string, options: VerifyOptions, signal: AbortSignal): Promise<number> {
  const { file, name } = parseTarget(argument);
  const settings = settingsFrom(options);
  const source = readSource(file);
  const workspace = workspaceOf(source.path);
  if (options.candidates !== undefined && name === undefined) {
    throw new Failure('--candidates are for one function: name it as FILE::NAME.');
  }
  const candidates = options.candidates === undefined ? undefined : readCandidates(options.candidates);
  const document = await openDocument(source);
  const executor = executorOf();
  try {
    const chosen = name === undefined ? chooseAll(document, workspace) : [choose(document, name, workspace)];
    const interpreter = await interpreterFor(source.path, workspace, options);
    const run = (specification: Specification, doc: PythonDocument) =>
      verify(
        {
          document: doc,
          specification,
          settings,
          interpreter,
          workspace,
          ...(candidates && { candidates }),
          ...(options.strict && { strict: true }),
        },
        { executor, signal, onReport: () => undefined },
      );
    const reports: Report[] = [];
    let good = true;
    for (const specification of chosen) {
      const report = await run(specification, document);
      signal.throwIfAborted();
      const isIdle = name === undefined && report.examples.length === 0 && report.notRun.length > 0;
      // In a file, only functions with something to run count. If there are none, the last one's reasons are reported.
      if (!isIdle || (specification === chosen.at(-1) && !reports.some(({ examples }) => examples.length > 0)))
        checkReport(report);
      if (report.state.kind === 'failed') throw new Failure(report.state.message);
      good &&= isIdle || report.candidates.some((candidate) => candidate.passed);
      reports.push(report);
      if (!options.json) {
        for (const candidate of report.candidates) {
          const title = candidates ? `${report.function}, candidate ${candidate.id}` : report.function;
          sayPainted([printable(title), ...verdictLines(report, candidate).map((line) => inColour(line))].join('\n  '));
        }
        for (const line of notRunLines(report)) say(`  ${line}`);
        if (candidates) say(`${rate(report)} pass`);
      }
    }
    const tier = reports.at(-1)?.sandbox.tier;
    if (!options.json && tier !== undefined) say(`sandbox ${tier}`);
    if (options.json) {
      const all = reports.map(verificationJson);
      sayJson(name === undefined ? { functions: all } : all[0]);
    }
    return good ? 0 : 1;
  } finally {
    document.dispose();
    await executor.close();
  }
}
