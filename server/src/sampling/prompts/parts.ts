/** What every prompt is made of. */
import type { Specification, Target } from '../../../../protocol/index.ts';
import type { SamplingRequest } from '../sampler.ts';

/** What of a request goes into a prompt. */
export type Asked = Pick<
  SamplingRequest,
  'specification' | 'conversation' | 'hints' | 'accepted' | 'heldBack' | 'contextTokens'
>;

/** The examples to be shown, each text once. Doctests stand in the docstring. */
export function shownExamples({ specification, heldBack }: Asked): string[] {
  const shown = specification.examples.filter(({ kind }, index) => kind !== 'doctest' && !heldBack?.has(index));
  return [...new Set(shown.map(({ source }) => source.trimEnd()))];
}

/** `text` as a docstring at an indentation of four. */
export function quoted(text: string): string {
  return `"""${text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"""')}"""`.replace(/^(?=.)/gm, '    ');
}

/** A stub as it stands in the file; of a real body, which doesn't pass, no more than what it should do. */
export function stubOf(target: Target): string {
  if (target.body === 'stub') return target.source.trimEnd();
  const { signature, docstring } = target;
  return `${signature}:\n${docstring === undefined ? '' : `${quoted(docstring)}\n`}    ...`;
}

/** What the function is to do. */
export function taskOf({ target }: Specification): string {
  return target.docstring?.trim() || `Write the function ${target.simpleName}.`;
}
