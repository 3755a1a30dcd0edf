import type { CandidateReport, Report } from '../../../protocol/index.ts';
import { inTerminal } from './words.ts';

/** Converts a report to the JSON of `verify`. */
export function verificationJson(report: Report) {
  return {
    file: report.file,
    function: report.function,
    examples: report.examples.map(({ range: _range, ...example }) => example),
    notRun: report.notRun,
    ...(report.leftOut && { leftOut: report.leftOut }),
    candidates: report.candidates.map(({ samples, solution, edits, cluster, ...candidate }) => candidate),
    passRate: report.passRate,
    sandbox: report.sandbox,
    interpreter: report.interpreter,
    seconds: report.seconds,
  };
}

/** Converts a report to the JSON of `synth`; `accepted` is the id of the candidate that was written into the file. */
export function synthesisJson(report: Report, accepted: CandidateReport | undefined) {
  return {
    ...verificationJson(report),
    sampler: report.sampler ?? null,
    model: report.model ?? null,
    samples: report.samples,
    candidates: report.candidates.map(({ edits, ...candidate }) => candidate),
    accepted: accepted?.id ?? null,
    ...(report.behaviours === undefined ? {} : { behaviours: report.behaviours }),
    ...(report.changes === undefined ? {} : { changes: report.changes }),
    ...(report.confidence === undefined ? {} : { confidence: report.confidence }),
    ...(report.evidence === undefined ? {} : { evidence: report.evidence }),
    ...questionIn(report),
    ...askModelIn(report),
    suspicious: report.suspicious ?? [],
    rounds: report.rounds ?? [],
    ...(report.hints === undefined ? {} : { hints: report.hints }),
    ...(report.history === undefined ? {} : { history: report.history }),
    ...(report.tokens === undefined ? {} : { tokens: report.tokens }),
    ...(report.note === undefined ? {} : { note: inTerminal(report.note) }),
  };
}

function questionIn({ questions: [question] = [] }: Report) {
  if (question === undefined) return {};
  const { call, answers, model } = question;
  const given = answers.map(({ kind: _kind, ...answer }) => answer);
  const said = model && { model: { value: model.value, votes: model.votes } };
  return { question: { call, answers: given, ...said } };
}

function askModelIn({ askModel }: Report) {
  if (askModel === undefined) return {};
  const { ballots, tokens = { prompt: 0, completion: 0 } } = askModel;
  return { askModel: { questions: ballots.length, tokens } };
}
