import type { Example } from '../../../protocol/index.ts';
import { printable, shortened } from '../support/printable.ts';

/** An example in one line: a test function by its name and its case, anything else by at most `length` characters of its source. */
export function labelOf({ source, case: id }: Pick<Example, 'source' | 'case'>, length = 70): string {
  const name = /^(?:@[\s\S]*?\n)?(?:async )?def (test\w*)/.exec(source)?.[1];
  return (name ?? shortened(source, length)) + (id === undefined ? '' : ` [${printable(id)}]`);
}
