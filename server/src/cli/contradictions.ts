import type { Specification } from '../../../protocol/index.ts';
import { contradictionInWords } from '../report/doubts.ts';
import { contradictionsIn } from '../selection/contradictions.ts';
import type { PythonDocument } from '../specification/index.ts';
import { warn } from './terminal.ts';

/** Warns before anything is drawn. */
export function warnOfContradictions(document: PythonDocument, specifications: readonly Specification[]): void {
  for (const specification of specifications) {
    for (const one of contradictionsIn(document, specification)) {
      warn(`${specification.target.name}: line ${one.example.line} ${contradictionInWords(one, 80)}.`);
    }
  }
}
