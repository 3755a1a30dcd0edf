import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One program of a family's file: the text between two lines `# --- name`, or `# --- name => status|status`. */
export interface Program {
  readonly family: string;
  readonly name: string;
  /** The allowed statuses of its first example; if empty, any except a pass. */
  readonly statuses: readonly string[];
  readonly source: string;
}

/** A program that must pass, with the file that it is written for. */
export interface LegitimateProgram {
  readonly name: string;
  readonly context: string;
  readonly source: string;
  readonly examples: string;
}

const folder = import.meta.dirname;
const separator = /^# --- /m;

/** All hostile programs. `words` replaces each `@WORD@` in them. */
export function hostilePrograms(words: Readonly<Record<string, string>>): Program[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.py') && name !== 'legitimate.py');
  return files.sort().flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8').replace(
      /@([A-Z]+)@/g,
      (whole, word) => words[word] ?? whole,
    );
    const [prelude, ...programs] = text.split(separator);
    return programs.map((program) => {
      const { title, body } = titled(program);
      const [name, statuses = ''] = title.split(' => ');
      const family = path.basename(file, '.py');
      return { family, name: name!, statuses: statuses.split('|').filter(Boolean), source: `${prelude}\n${body}` };
    });
  });
}

/** Each program has the sections `# context` (may be missing), `# program` and `# examples`. */
export function legitimatePrograms(): LegitimateProgram[] {
  const [, ...programs] = readFileSync(path.join(folder, 'legitimate.py'), 'utf8').split(separator);
  return programs.map((program) => {
    const { title, body } = titled(program);
    const [before, examples = ''] = body.split('# examples\n');
    const [context, source] = before!.includes('# program\n') ? before!.split('# program\n') : ['', before];
    return { name: title, context: context!, source: source!, examples };
  });
}

function titled(program: string): { title: string; body: string } {
  const end = program.indexOf('\n');
  return { title: program.slice(0, end), body: program.slice(end + 1) };
}
