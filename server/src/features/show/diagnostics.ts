/** A diagnostic for a function with a candidate to accept; the quick fix for this diagnostic accepts the candidate. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { printable } from '../../support/printable.ts';
import { type Placed, passing, refuted } from '../reports.ts';
import { suspicionDiagnostics } from './doubts.ts';

export const source = 'assay';

export function diagnosticsFor(placed: readonly Placed[]): Diagnostic[] {
  return [...placed.filter(isAcceptable).map(diagnosticFor), ...suspicionDiagnostics(placed, source)];
}

/** Whether a candidate can be accepted now. */
export function isAcceptable({ entry: { report }, standing }: Placed): boolean {
  const isOpen = standing.kind === 'current' || refuted(standing) !== undefined;
  return report?.job === 'synthesis' && isOpen && passing(report).length > 0;
}

export function diagnosticFor({ specification }: Placed): Diagnostic {
  return {
    range: specification.target.nameRange,
    severity: DiagnosticSeverity.Information,
    source,
    code: 'candidate',
    message: `${printable(specification.target.name)}: a candidate passes every example. The quick fix accepts it.`,
  };
}
