/** The parts of every prompt. */
import type { Specification, Target } from '../../../../protocol/index.ts';
import type { SamplingRequest } from '../sampler.ts';

/** The fields of a request that go into a prompt. */
export type Asked = Pick<
  SamplingRequest,
  'specification' | 'conversation' | 'hints' | 'accepted' | 'heldBack' | 'contextTokens'
>;

/** The examples to show, each text once. Doctests are already in the docstring. */
export function shownExamples({ specification, heldBack }: Asked): string[] {
  const shown = specification.examples.filter(({ kind }, index) => kind !== 'doctest' && !heldBack?.has(index));
  return [...new Set(shown.map(({ source }) => source.trimEnd()))];
}

/** `text` as a docstring with an indentation of four. */
export function quoted(text: string): string {
  return `"""${text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"""')}"""`.replace(/^(?=.)/gm, '    ');
}

/** The stub from the file. A real body is left out, because it does not pass; only its header and docstring remain. */
export function stubOf(target: Target): string {
  if (target.body === 'stub') return target.source.trimEnd();
  const { signature, docstring } = target;
  return `${signature}:\n${docstring === undefined ? '' : `${quoted(docstring)}\n`}    ...`;
}

/** The task of the function. */
export function taskOf({ target }: Specification): string {
  return target.docstring?.trim() || `Write the function ${target.simpleName}.`;
}
