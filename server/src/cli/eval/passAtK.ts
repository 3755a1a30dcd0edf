/** The unbiased estimator of pass@k for n samples with c correct ones (Chen et al. 2021, arXiv 2107.03374, equation 1). */
function passAtK(n: number, c: number, k: number): number {
  if (n - c < k) return 1;
  let allWrong = 1;
  for (let index = n - c + 1; index <= n; index++) allWrong *= 1 - k / index;
  return 1 - allWrong;
}

/** The mean over tasks, for each k for which every task has enough samples. */
export function passAt(tasks: readonly { n: number; c: number }[], ks: readonly number[]): Record<string, number> {
  const fewest = Math.min(...tasks.map(({ n }) => n));
  const at = (k: number) => tasks.reduce((sum, { n, c }) => sum + passAtK(n, c, k), 0) / tasks.length;
  return Object.fromEntries(ks.filter((k) => k <= fewest).map((k) => [String(k), at(k)]));
}
