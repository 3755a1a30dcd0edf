/** Translates between the client, which knows cells, and the features, which know the notebook as one document. */
import type { CodeAction, CodeLens, Diagnostic, ExecuteCommandParams, Hover } from 'vscode-languageserver';
import type { CommandArguments } from '../../../../protocol/commands.ts';
import { type Cell, shifted, unshifted } from './cells.ts';

export function hoverIn(hover: Hover | null, cell: Cell): Hover | null {
  return hover?.range ? { ...hover, range: unshifted(hover.range, cell) } : hover;
}

export function lensesIn(lenses: readonly CodeLens[], cell: Cell): CodeLens[] {
  return lenses
    .filter(({ range }) => isIn(range.start.line, cell))
    .map((lens) => ({ ...lens, range: unshifted(lens.range, cell) }));
}

/** Moves the diagnostics of actions into their cell. Their edits name cells already. */
export function actionsIn(actions: readonly CodeAction[], cell: Cell): CodeAction[] {
  return actions.map(({ diagnostics, ...action }) => ({
    ...action,
    ...(diagnostics && { diagnostics: diagnostics.map((one) => diagnosticIn(one, cell, unshifted)) }),
  }));
}

export function diagnosticIn(diagnostic: Diagnostic, cell: Cell, move: typeof shifted): Diagnostic {
  return { ...diagnostic, range: move(diagnostic.range, cell) };
}

/** Translates a command for a cell into one for the notebook, at the same place. */
export function commandIn(params: ExecuteCommandParams, notebook: string, cell: Cell): ExecuteCommandParams {
  const [about, ...more] = (params.arguments ?? []) as CommandArguments[];
  if (!about) return params;
  return { ...params, arguments: [aboutIn(about, notebook, cell), ...more] };
}

export function aboutIn<T extends Pick<CommandArguments, 'uri' | 'position'>>(
  about: T,
  notebook: string,
  cell: Cell,
): T {
  return { ...about, uri: notebook, ...(about.position && { position: shifted(about.position, cell) }) };
}

function isIn(line: number, { first, lines }: Cell): boolean {
  return first <= line && line < first + lines;
}
