/** At most `most` combinations of one item from each list, those with the earliest items first. */
export function combinations<T>(lists: readonly (readonly T[])[], most: number): T[][] {
  if (lists.some((list) => list.length === 0)) return [];
  const found: T[][] = [];
  const deepest = lists.reduce((sum, list) => sum + list.length - 1, 0);
  for (let sum = 0; sum <= deepest && found.length < most; sum++) {
    for (const indexes of withSum(
      lists.map((list) => list.length - 1),
      sum,
    )) {
      if (found.length === most) break;
      found.push(indexes.map((index, at) => lists[at]![index]!));
    }
  }
  return found;
}

/** All tuples of indexes, each below its limit, with the given sum. */
function* withSum(limits: readonly number[], sum: number): Generator<number[]> {
  const [limit, ...rest] = limits;
  if (limit === undefined) {
    if (sum === 0) yield [];
    return;
  }
  for (let index = 0; index <= Math.min(limit, sum); index++) {
    for (const others of withSum(rest, sum - index)) yield [index, ...others];
  }
}
