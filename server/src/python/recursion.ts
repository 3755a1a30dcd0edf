/** Whether a statement lets calls nest deeper, and does nothing else: what calls itself may need it wherever it runs. */
export function letsNest(statement: string): boolean {
  return /^(?:sys\.)?setrecursionlimit\([\d_eE*+() \t]+\)\s*$/.test(statement);
}
