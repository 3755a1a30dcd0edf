import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Sample } from '../sampling/sampler.ts';
import { Failure } from './failure.ts';

const line = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  solution: z.string().optional(),
  completion: z.string().optional(),
  reply: z.string().optional(),
});

/** Reads the candidates of a JSON Lines file: `{"id"?, "solution" | "completion" | "reply"}`. The default id is the line's number. */
export function readCandidates(name: string): { id: string; sample: Sample }[] {
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    throw new Failure(`${name} can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  const seen = new Set<string>();
  const found: { id: string; sample: Sample }[] = [];
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue;
    const where = `${name}, line ${index + 1}`;
    const candidate = parse(content, where);
    const id = String(candidate.id ?? index + 1);
    if (seen.has(id)) throw new Failure(`${where}: duplicate id ${id}.`);
    seen.add(id);
    found.push({ id, sample: sampleOf(candidate, where) });
  }
  if (found.length === 0) throw new Failure(`${name} contains no candidate.`);
  return found;
}

function parse(content: string, where: string): z.infer<typeof line> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new Failure(`${where}: not JSON (${(error as Error).message}).`);
  }
  const parsed = line.safeParse(value);
  if (!parsed.success) throw new Failure(`${where}: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
  return parsed.data;
}

/** The sample of one line, which must have one of the three forms. Throws Failure. */
export function sampleOf(
  candidate: { solution?: unknown; completion?: unknown; reply?: unknown },
  where: string,
): Sample {
  const forms = (['solution', 'completion', 'reply'] as const).filter((form) => candidate[form] !== undefined);
  const form = forms[0];
  if (form === undefined || forms.length > 1) {
    throw new Failure(`${where}: give one of "solution", "completion" and "reply".`);
  }
  const text = candidate[form];
  if (typeof text !== 'string') throw new Failure(`${where}: "${form}" must be a string.`);
  return { form, text };
}
