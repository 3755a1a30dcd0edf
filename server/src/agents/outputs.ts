/** The shape of each answer. */
import * as z from 'zod';

const status = z.enum(['pass', 'fail', 'error', 'timeout', 'blocked']);
const count = z.int().min(0);
const line = z.string();

/**
 * `pass`: it passes every example that runs, judged where it can't reach its judge. `doubtful`: it passes, but not as a right program would.
 * `unverified`: it passes only in the process that judges it, which it could have forged. `refused`: it was not run.
 */
const verdict = z.enum(['pass', 'doubtful', 'fail', 'unverified', 'refused']);

const failing = z.object({
  at: line.describe('FILE:LINE'),
  source: line,
  status,
  expected: line.optional(),
  actual: line.optional(),
  difference: line.optional(),
  message: line.optional(),
});

const judged = {
  verdict,
  why: line.optional().describe('Why it is no pass, in one line.'),
  passed: count.describe('Examples that it passes.'),
  integrity: z
    .enum(['confined', 'boundary', 'in-process'])
    .optional()
    .describe(
      '`confined`: it can’t reach its judge; `boundary`: it ran in another process than the examples; `in-process`: it could forge its verdict.',
    ),
  failing: z.array(failing),
  moreFailing: count,
  notes: z.array(line).describe('What else is known about it.'),
};

const examples = z.object({
  count: count.describe('Examples that run.'),
  notRun: z.object({ shown: z.array(z.object({ at: line, source: line, reason: line })), more: count }),
  digest: line.describe('Another digest means other examples.'),
  fileDigest: line,
  sinceHead: z
    .object({ status: z.enum(['same', 'more', 'changed', 'unknown']), changes: z.array(line), more: count })
    .describe(
      'Whether the examples and the code around the function are those of git HEAD; `more`: examples were only added; `unknown`: the function is in no commit.',
    ),
});

const surroundings = {
  file: line,
  function: line,
  examples,
  sandbox: line,
  interpreter: line,
  limits: z
    .object({ timeout: z.number(), memory: z.number() })
    .describe('CPU seconds for each example, and megabytes.'),
};

const question = z.object({
  call: line,
  answers: z.array(
    z.object({
      value: line,
      raises: z.boolean().optional().describe('The value is the name of an exception.'),
      candidates: z.array(line),
      weight: z.number().describe('The part of the candidates that pass, 0 to 1; 0 for a small change of the first.'),
    }),
  ),
});

const candidate = z.object({
  id: line,
  verdict,
  why: line.optional(),
  passed: count,
  behaviour: count.optional().describe('Candidates with one number do the same.'),
});

export const outputs = {
  verify: z.object({ ...surroundings, of: z.enum(['candidate', 'present']), ...judged }),
  behaviours: z.object({
    ...surroundings,
    same: z.boolean().nullable().describe('Null where nothing could be compared.'),
    behaviours: count,
    inputs: count.describe('Inputs on which they were compared.'),
    candidates: z.array(candidate),
    differences: z.array(
      z.object({ call: line, results: z.array(z.object({ value: line, candidates: z.array(line) })) }),
    ),
    moreDifferences: count,
  }),
  question: z.object({
    ...surroundings,
    of: z.enum(['candidates', 'synthesis', 'present', 'answer']),
    question: question.nullable(),
    candidates: z.array(candidate),
    example: z.object({ line: count, text: z.string() }).optional().describe('Where it would go, and its text.'),
  }),
  synthesize: z.object({
    ...surroundings,
    found: z.boolean(),
    kept: z.boolean().describe('The present body passes, so nothing was drawn.'),
    code: z.string().optional().describe('The function as it would stand in the file.'),
    isCut: z.boolean().optional().describe('Only the beginning of the code is given: ask with `full`.'),
    above: z.string().optional().describe('Imports and helpers that go above it.'),
    best: z.object(judged).optional(),
    samples: z.object({ received: count, passing: count }),
    behaviours: count.optional(),
    confidence: z.number().optional().describe('The measured chance that it is right, 0 to 1.'),
    question: question.nullable(),
    sampler: line.optional(),
    note: line.optional(),
  }),
  examples: z.object({
    ...surroundings,
    runs: z.array(z.object({ at: line, kind: line, source: line })),
    moreRuns: count,
    leftOut: z.array(line).describe('Statements of the file that can’t run here, and are left out.'),
  }),
} as const;

export type Output<N extends keyof typeof outputs> = z.infer<(typeof outputs)[N]>;
export type Judged = Pick<
  Output<'verify'>,
  'verdict' | 'why' | 'passed' | 'integrity' | 'failing' | 'moreFailing' | 'notes'
>;
export type Surroundings = Pick<
  Output<'verify'>,
  'file' | 'function' | 'examples' | 'sandbox' | 'interpreter' | 'limits'
>;
export type QuestionShown = NonNullable<Output<'question'>['question']>;
export type CandidateShown = Output<'question'>['candidates'][number];
