import type { Report, ReportState } from '../../../protocol/index.ts';
import type { Program } from '../candidates/index.ts';
import { ExecutionError, type JudgePreparation } from '../execution/index.ts';
import { nothingToRun } from '../report/nothingToRun.ts';
import { ReportBuilder, type ReportHeader } from '../report/reportBuilder.ts';
import { childSource, namesAtHand, plainSource } from '../specification/index.ts';
import { CandidateRuns } from './candidateRuns.ts';
import type { JobRequest, JobTools } from './job.ts';
import { judging, reported } from './together.ts';

export interface RunOptions {
  /** Report the end before the candidates are looked at more closely: a second report then follows. */
  readonly reportsEarly?: boolean;
  /** What is left to do when the candidates that pass are compared. It runs nothing of theirs, and is not called after a failure. */
  readonly last?: (candidates: CandidateRuns) => Promise<void>;
}

/** One session, one builder, and `draw`, which hands over what is to run and returns what went wrong, if anything. */
export async function runJob(
  request: JobRequest,
  tools: JobTools,
  header: Omit<ReportHeader, 'specification' | 'interpreter'>,
  draw: (candidates: CandidateRuns) => Promise<ReportState | undefined>,
  { reportsEarly = false, last }: RunOptions = {},
): Promise<Report> {
  const { interpreter } = request;
  const builder = new ReportBuilder(
    { ...header, specification: reported(request), interpreter: interpreter.path },
    Date.now,
  );
  const programs = new Map<string, Program>();
  let release: () => void = () => undefined;
  let state: ReportState;
  try {
    const started = tools.executor.acquire(preparationOf(request), tools.signal);
    const session = started.then((acquired) => {
      release = acquired.release;
      builder.sandbox = acquired.session.sandbox;
      builder.expand(acquired.session);
      return acquired.session;
    });
    const candidates = new CandidateRuns(request, builder, programs, session, tools);
    // The file's tests run once before anything is known: that may take its time.
    tools.onReport(builder.build({ kind: 'running' }), programs);
    // A file or an interpreter that can't be used ends the job before a model is asked, and paid, for anything.
    const { examples, notRun } = await session;
    // Among others it may be judged later, by the examples of its callers.
    if (examples.length === 0 && header.job === 'synthesis' && !request.together) {
      throw new ExecutionError(nothingToRun({ function: request.specification.target.name, notRun }));
    }
    tools.onReport(builder.build({ kind: 'running' }), programs);
    const failure = await draw(candidates);
    await candidates.settled();
    state = failure ?? { kind: 'done' };
    if (header.job === 'synthesis' && !request.together) {
      // Those that pass can be accepted meanwhile.
      await candidates.select();
      tools.onReport(builder.build(reportsEarly ? state : { kind: 'running' }), programs);
      await candidates.lookCloser();
      release();
      if (failure === undefined) await last?.(candidates);
    }
  } catch (error) {
    if (tools.signal.aborted) state = { kind: 'cancelled' };
    else if (error instanceof ExecutionError) state = { kind: 'failed', ...error.notice };
    else throw error;
  } finally {
    release();
  }
  const report = builder.build(tools.signal.aborted ? { kind: 'cancelled' } : state);
  tools.onReport(report, programs);
  return report;
}

function preparationOf(request: JobRequest): JudgePreparation {
  const { settings, interpreter } = request;
  const { document, specification, others } = judging(request);
  return {
    specification,
    interpreter,
    ...workspaceOf(request),
    plain: plainSource(document, request.workspace, others),
    // Every candidate's process starts from the code that the stub itself needs, without the function.
    across: (offer) => ({
      context: childSource(document, specification.target.name, specification, others, offer),
      atHand: namesAtHand(document, specification, offer),
    }),
    timeout: specification.directive.timeout ?? settings.timeout,
    memory: settings.memory,
    minimum: settings.sandbox.minimum,
  };
}

function workspaceOf(request: JobRequest): { workspace?: string } {
  return request.workspace === undefined ? {} : { workspace: request.workspace };
}
