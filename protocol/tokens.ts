import type { Tokens } from './report.ts';

/** `1,234 tokens in, 567 out`, with `about` where some are estimated, and with the cost where a price is set. */
export function tokensInWords({ prompt, completion, estimated, cost }: Tokens): string {
  const number = (count: number) => count.toLocaleString('en-US');
  const price = cost === undefined ? '' : `, at a cost of ${Number(cost.toPrecision(3))}`;
  return `${estimated ? 'about ' : ''}${number(prompt)} tokens in, ${number(completion)} out${price}`;
}
