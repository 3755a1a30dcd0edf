/** The output of a benchmark: a line for each figure, with its reference from the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly aim?: number;
  /** The reference for the ratio, measured in this run. */
  readonly reference?: { readonly name: string; readonly value: number };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function print(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`);
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, unit, aim, reference } of figures) {
    const aimed = aim === undefined ? '' : `  aim ${shown(aim)} ${unit}`;
    const ratio = reference
      ? `  ${(value / reference.value).toFixed(2)} × ${reference.name} (${shown(reference.value)} ${unit})`
      : '';
    console.log(`  ${name.padEnd(width)}  ${shown(value).padStart(8)} ${unit}${aimed}${ratio}`);
  }
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
