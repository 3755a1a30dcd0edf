/** Whether a statement only raises the recursion limit: a recursive function may need it in any process. */
export function letsNest(statement: string): boolean {
  return /^(?:sys\.)?setrecursionlimit\([\d_eE*+() \t]+\)\s*$/.test(statement);
}
