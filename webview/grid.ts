/** The keyboard of the matrix, as ARIA has it for a grid: one stop for Tab, arrows within, Enter to act. */

interface Acts {
  select(candidate: string, example?: number): void;
  reveal(example: number): void;
}

/** A cell by its candidate, empty in the row of headers, and its column, from 0 for the header of the row. */
interface Spot {
  readonly row: string;
  readonly column: number;
}

export class Grid {
  readonly #root: HTMLElement;
  readonly #acts: Acts;
  /** Where Tab leads; at first, the best candidate. */
  #spot: Spot | undefined;
  #stop: HTMLElement | undefined;

  constructor(root: HTMLElement, acts: Acts) {
    this.#root = root;
    this.#acts = acts;
    root.addEventListener('keydown', (event) => this.#pressed(event));
    root.addEventListener('click', ({ target }) => {
      const cell = cellOf(target);
      if (!cell) return;
      this.#go(cell);
      this.#act(cell);
    });
    root.addEventListener('focusin', ({ target }) => {
      const cell = cellOf(target);
      if (cell) this.#remember(cell);
    });
  }

  /** Draws, and keeps the focus at its cell: a row that moves would lose it. */
  around(draw: () => void): void {
    const had = cellOf(document.activeElement) !== undefined;
    draw();
    const cell = (this.#spot && this.#cellAt(this.#spot)) ?? this.#cellAt({ row: this.#firstRow(), column: 0 });
    if (cell) this.#remember(cell);
    if (had && cell && document.activeElement !== cell) cell.focus({ preventScroll: true });
  }

  #pressed(event: KeyboardEvent): void {
    const cell = cellOf(event.target);
    if (!cell || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#act(cell);
      return;
    }
    const next = this.#next(cell, event.key, event.ctrlKey);
    if (!next) return;
    event.preventDefault();
    this.#go(next);
  }

  #next(cell: HTMLElement, key: string, isWhole: boolean): HTMLElement | undefined {
    const rows = this.#rows();
    const row = cell.closest<HTMLElement>('[role=row]')!;
    const [at, cells] = [rows.indexOf(row), cellsOf(row)];
    const column = cells.indexOf(cell);
    const inRow = (index: number, there = column) => {
      const own = rows[Math.max(0, Math.min(rows.length - 1, index))];
      return own && cellsOf(own)[Math.max(0, Math.min(cells.length - 1, there))];
    };
    switch (key) {
      case 'ArrowLeft':
        return inRow(at, column - 1);
      case 'ArrowRight':
        return inRow(at, column + 1);
      case 'ArrowUp':
        return inRow(at - 1);
      case 'ArrowDown':
        return inRow(at + 1);
      case 'PageUp':
        return inRow(at - 10);
      case 'PageDown':
        return inRow(at + 10);
      case 'Home':
        return inRow(isWhole ? 0 : at, 0);
      case 'End':
        return inRow(isWhole ? rows.length - 1 : at, cells.length - 1);
      default:
        return undefined;
    }
  }

  #go(cell: HTMLElement): void {
    this.#remember(cell);
    cell.focus();
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** The header of a column leads to the example, each other cell to the candidate and the result. */
  #act(cell: HTMLElement): void {
    const { row, column } = spotOf(cell);
    if (row === '') {
      if (column > 0) this.#acts.reveal(column - 1);
    } else if (column === 0) this.#acts.select(row);
    else this.#acts.select(row, column - 1);
  }

  #remember(cell: HTMLElement): void {
    this.#spot = spotOf(cell);
    if (this.#stop !== cell) this.#stop?.setAttribute('tabindex', '-1');
    this.#stop = cell;
    cell.setAttribute('tabindex', '0');
  }

  #rows(): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>('[role=grid] [role=row]')];
  }

  #firstRow(): string {
    return this.#rows()[1]?.dataset.candidate ?? '';
  }

  #cellAt({ row, column }: Spot): HTMLElement | undefined {
    const own = this.#rows().find((one) => (one.dataset.candidate ?? '') === row);
    return own && cellsOf(own)[column];
  }
}

function cellsOf(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('[tabindex]')];
}

function cellOf(target: EventTarget | null): HTMLElement | undefined {
  return (target instanceof Element && target.closest<HTMLElement>('[role=grid] [tabindex]')) || undefined;
}

function spotOf(cell: HTMLElement): Spot {
  const row = cell.closest<HTMLElement>('[role=row]')!;
  return { row: row.dataset.candidate ?? '', column: cellsOf(row).indexOf(cell) };
}
