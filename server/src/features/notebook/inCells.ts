/** Translates between the client, which knows cells, and the features, which know the notebook as one document. */
import type { CodeAction, CodeLens, Diagnostic, ExecuteCommandParams, Hover } from 'vscode-languageserver';
import type { CommandArguments } from '../../../../protocol/commands.ts';
import type { Range } from '../../../../protocol/index.ts';
import { type Cell, shifted, unshifted } from './cells.ts';

export function hoverIn(hover: Hover | null, cell: Cell): Hover | null {
  return hover?.range ? { ...hover, range: unshifted(hover.range, cell) } : hover;
}

export function lensesIn(lenses: readonly CodeLens[], cell: Cell): CodeLens[] {
  return lenses
    .filter(({ range }) => isIn(range.start.line, cell))
    .map((lens) => ({ ...lens, range: unshifted(lens.range, cell) }));
}

/** Moves the edits of actions into their cells; leaves out actions for which that is impossible. */
export function actionsIn(actions: readonly CodeAction[], cell: Cell): CodeAction[] {
  return actions.flatMap(({ edit, diagnostics, ...action }): CodeAction[] => {
    const own = diagnostics && { diagnostics: diagnostics.map((one) => diagnosticIn(one, cell, unshifted)) };
    if (!edit) return [{ ...action, ...own }];
    const edits = [...Object.values(edit.changes ?? {}).flat(), ...(edit.documentChanges ?? []).flatMap(editsOf)];
    if (!edits.every(({ range }) => isIn(range.start.line, cell))) return [];
    const moved = edits.map((one) => ({ ...one, range: unshifted(one.range, cell) }));
    const { uri, version } = cell;
    const change = edit.changes
      ? { changes: { [uri]: moved } }
      : { documentChanges: [{ textDocument: { uri, version }, edits: moved }] };
    return [{ ...action, ...own, edit: change as NonNullable<CodeAction['edit']> }];
  });
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

interface Edit {
  readonly range: Range;
}

function editsOf(change: NonNullable<NonNullable<CodeAction['edit']>['documentChanges']>[number]): Edit[] {
  return 'edits' in change ? (change.edits as Edit[]) : [];
}

function isIn(line: number, { first, lines }: Cell): boolean {
  return first <= line && line < first + lines;
}
