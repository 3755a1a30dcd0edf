/** What each call may be asked. No argument chooses an interpreter, a model, a host, a limit or a sandbox: those are the user's. */
import * as z from 'zod';

const MOST_CODE = 200_000;

const about = {
  file: z.string().min(1).max(1_000).describe('Path of a Python file, absolute or from the workspace folder.'),
  function: z
    .string()
    .min(1)
    .max(300)
    .describe('The function in it: NAME, Class.method, outer.inner, or NAME@LINE where names repeat.'),
};
const full = z
  .boolean()
  .optional()
  .describe(
    'Give whole lists and longer values. Without it the answer is small, and says how many entries are left out.',
  );
const code = z.string().min(1).max(MOST_CODE);

export const inputs = {
  verify: z.strictObject({
    ...about,
    candidate: code
      .optional()
      .describe(
        'Source of the function, with the helpers and imports that it needs. Without it, the present body is judged.',
      ),
    full,
  }),
  behaviours: z.strictObject({
    ...about,
    candidates: z.array(code).min(1).max(8).describe('Sources of the function. They are called 1, 2, … in this order.'),
    present: z.boolean().optional().describe('Compare them with the present body as well, which is called `present`.'),
    full,
  }),
  question: z.strictObject({
    ...about,
    candidates: z
      .array(code)
      .min(1)
      .max(50)
      .optional()
      .describe(
        'Sources of the function; one that is given twice weighs twice. Without it, those of the last `synthesize` count, else the present body.',
      ),
    answer: z
      .strictObject({
        call: z.string().min(1).max(2_000).describe('The call of the question.'),
        value: z.string().min(1).max(2_000).optional().describe('The right value, as a Python expression.'),
        raises: z
          .string()
          .regex(/^[A-Za-z_][\w.]{0,100}$/)
          .optional()
          .describe('Instead of a value: the exception that is right.'),
      })
      .optional()
      .describe('The answer: you get the text of the example that says so. Nothing is written.'),
    full,
  }),
  synthesize: z.strictObject({
    ...about,
    samples: z.int().min(1).max(200).optional().describe('Samples to draw, at most as many as the settings say.'),
    fresh: z.boolean().optional().describe('Draw again, even if the history has samples for this request.'),
    force: z.boolean().optional().describe('Draw even if the present body passes.'),
    full,
  }),
  examples: z.strictObject({ ...about, full }),
} as const;

export type CallName = keyof typeof inputs;
export type Input<N extends CallName> = z.infer<(typeof inputs)[N]>;
