/** Tokens of a program without its docstrings, roughly: a longer name for the same variable makes no larger program. */
export function sizeOf(solution: string): number {
  return solution.replaceAll(/"""[\s\S]*?"""|'''[\s\S]*?'''/g, '').match(/\w+|[^\w\s]/g)?.length ?? 0;
}
