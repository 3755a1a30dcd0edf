import type { Example } from '../../../protocol/index.ts';
import { printable, shortened } from '../support/printable.ts';

/** An example in one line: the name and case of a test function, else at most `length` characters of the source. */
export function labelOf({ source, case: id }: Pick<Example, 'source' | 'case'>, length = 70): string {
  const name = /^(?:@[\s\S]*?\n)?(?:async )?def (test\w*)/.exec(source)?.[1];
  return (name ?? shortened(source, length)) + (id === undefined ? '' : ` [${printable(id)}]`);
}
