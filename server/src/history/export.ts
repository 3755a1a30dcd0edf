/** Exports accepted functions as fine-tuning examples: one conversation a line, in OpenAI's form. */
import type { Specification } from '../../../protocol/index.ts';
import { chatPrompt } from '../sampling/prompts/chat.ts';
import { fenced } from '../sampling/prompts/fence.ts';
import type { ChatMessage } from '../sampling/prompts/form.ts';
import type { AcceptanceRecord, Asked, Filter } from './records.ts';

export interface Exported {
  /** JSON, one a line. */
  readonly lines: readonly string[];
  /** The number of omitted records by reason: each record is either here or in `lines`. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** `records` must be in the order of their acceptance. */
export function exportPairs(records: readonly AcceptanceRecord[], filter: Filter): Exported {
  const leftOut = new Map<string, number>();
  const lines = new Map<string, string>();
  for (const record of records) {
    const why = record.solution === undefined ? 'nothing was accepted' : refusal(record, filter);
    const key = JSON.stringify([
      record.file,
      record.function,
      record.asked.target.signature,
      record.asked.target.docstring,
    ]);
    const replaced = why === undefined && lines.has(key);
    if (why !== undefined || replaced) {
      const reason = why ?? 'another candidate was accepted for it later, or the same one again';
      leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
    }
    if (why !== undefined) continue;
    // The later record takes its place.
    lines.delete(key);
    lines.set(key, JSON.stringify({ messages: messagesOf(record.asked, record.solution!) }));
  }
  return { lines: [...lines.values()], leftOut };
}

/** The first reason to omit an accepted record. */
function refusal(record: AcceptanceRecord, filter: Filter): string | undefined {
  const { file, function: name, sampler, model, since, examples } = filter;
  if (record.passed === false) return 'the candidate was judged in its own process only (unverified)';
  if (file !== undefined && record.file !== file) return 'of another file';
  if (name !== undefined && record.function !== name) return 'of another function';
  if (sampler !== undefined && record.sampler !== sampler) return 'drawn by another sampler';
  if (model !== undefined && record.model !== model) return 'drawn from another model';
  if (since !== undefined && record.at < since.toISOString()) return `drawn before ${since.toISOString()}`;
  if (examples !== undefined && record.examples < examples) return `fewer than ${examples} examples`;
  return undefined;
}

function messagesOf(asked: Asked, solution: string): ChatMessage[] {
  // A prompt shows only the parts of a specification that `Asked` keeps.
  const messages = chatPrompt({ specification: asked as Specification });
  return [...messages, { role: 'assistant', content: fenced(solution.trimEnd()) }];
}
