/** A diagnostic for a function with a candidate to accept; the quick fix for this diagnostic accepts the candidate. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { printable } from '../../support/printable.ts';
import { type Placed, passing, passingSamples, refuted } from '../reports.ts';
import { suspicionDiagnostics } from './doubts.ts';
import { rate } from './words.ts';

export const source = 'assay';

export function diagnosticsFor(placed: readonly Placed[]): Diagnostic[] {
  return [...placed.filter(isAcceptable).map(diagnosticFor), ...suspicionDiagnostics(placed, source)];
}

/** Whether a candidate can be accepted now. */
export function isAcceptable({ entry: { report }, standing }: Placed): boolean {
  const isOpen = standing.kind === 'current' || refuted(standing) !== undefined;
  return report?.job === 'synthesis' && isOpen && passing(report).length > 0;
}

export function diagnosticFor({ entry, specification }: Placed): Diagnostic {
  const report = entry.report!;
  const share = rate(passingSamples(report), report.samples.received);
  return {
    range: specification.target.nameRange,
    severity: DiagnosticSeverity.Information,
    source,
    code: 'candidate',
    message: `${printable(specification.target.name)}: ${share} of the samples pass every example. A candidate can be accepted.`,
  };
}
