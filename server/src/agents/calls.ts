/** The five calls, with the words by which a client offers them. */
import { behaviours } from './behaviours.ts';
import type { Desk, Following } from './desk.ts';
import { examples } from './examples.ts';
import { type CallName, type Input, inputs } from './inputs.ts';
import { type Output, outputs } from './outputs.ts';
import { question } from './question.ts';
import { synthesize } from './synthesize.ts';
import { verify } from './verify.ts';
import { words } from './words.ts';

type Run<N extends CallName> = (desk: Desk, asked: Input<N>, following: Following) => Promise<Output<N>>;

export interface Call<N extends CallName = CallName> {
  readonly name: N;
  readonly title: string;
  readonly description: string;
  readonly input: (typeof inputs)[N];
  readonly output: (typeof outputs)[N];
  /** It sends code to a model, where the user's settings choose one. */
  readonly leavesMachine: boolean;
  /** Throws Refusal, or the abort's reason. */
  run(
    desk: Desk,
    asked: Input<N>,
    following: Following,
  ): Promise<{ readonly text: string; readonly answer: Output<N> }>;
}

function call<N extends CallName>(name: N, run: Run<N>, told: Pick<Call, 'title' | 'description'>): Call<N> {
  return {
    ...{ name, ...told, input: inputs[name], output: outputs[name], leavesMachine: name === 'synthesize' },
    run: async (desk, asked, following) => {
      const answer = await run(desk, asked, following);
      return { text: words[name](answer), answer };
    },
  };
}

export const calls = {
  verify: call('verify', verify, {
    title: 'Verify',
    description:
      'Runs a candidate for a Python function, or its present body, against the function’s examples (asserts, doctests, tests in the file and its test files), in a sandbox and where it can’t reach its judge. Gives a verdict and, for each example that fails, its place, source, expected and actual value. Nothing is written. Use it after each change of a function. `doubtful` and `unverified` are no pass.',
  }),
  behaviours: call('behaviours', behaviours, {
    title: 'Compare Behaviours',
    description:
      'Tells whether two or more candidates for a Python function do the same, whether they pass its examples or not: runs them on generated inputs, and gives the inputs on which they differ with each one’s value. With `present`, the present body is one of them. Nothing is written. Use it to check that a rewrite keeps the behaviour.',
  }),
  question: call('question', question, {
    title: 'Open Question',
    description:
      'Gives the one input on which candidates for a Python function that all pass its examples differ, with their answers and how many candidates give each: what the examples leave open. For a single body, it compares small changes of it. With `answer`, gives the text of the example that settles the question. Nothing is written. Ask the user what is right where the docstring does not say.',
  }),
  synthesize: call('synthesize', synthesize, {
    title: 'Synthesize',
    description:
      'Draws candidates for a Python function with examples from the sampler that the user’s settings choose, runs each against the examples, ranks those that pass, and gives the best with its verdict and code. It may take a minute. Nothing is written.',
  }),
  examples: call('examples', examples, {
    title: 'List Examples',
    description:
      'Lists the examples of a Python function: the asserts, doctests and tests that check it. Says which run, which do not and why, and whether they are those of git HEAD. The function’s present body runs in a sandbox to find them. Nothing is written. Use it before you write a function.',
  }),
} as const satisfies { readonly [N in CallName]: Call<N> };
