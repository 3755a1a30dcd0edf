/**
 * Reads the specifications of `specs/`, one file for each theme. A case starts with `# === name: FILE::TARGET`. Its files follow,
 * each after its name (`# --- clock.py`), and then further bodies of the target, besides the one in its file:
 * `# --- right` or `# --- wrong`, each with a description after a colon. `(unittest)` after the target selects the
 * interpreter without libraries, and unittest; `(python 3.12)` is the oldest version for the case.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Body {
  /** `right 1`, `wrong 2`: the specification's claim about it. */
  readonly id: string;
  readonly what: string;
  readonly right: boolean;
  readonly text: string;
}

export interface Case {
  /** `theme/name` */
  readonly name: string;
  readonly file: string;
  readonly target: string;
  /** The runner of the tests outside of Assay; `script` if the file tests itself by asserts and doctests. */
  readonly runner: 'pytest' | 'unittest' | 'script';
  /** The minor version of Python that it needs at least; 0 where any will do. */
  readonly needs: number;
  readonly files: ReadonlyMap<string, string>;
  readonly bodies: readonly Body[];
}

const folder = path.join(import.meta.dirname, 'specs');
const heading = /^([^:]+): (\S+?)::(\S+)(?: \(unittest\)| \(python 3\.(\d+)\))?$/;

/** Every case, or those whose name begins with or equals one of `chosen`, in the order of their files. */
export function allCases(chosen: readonly string[] = []): Case[] {
  const themes = readdirSync(folder).filter((one) => one.endsWith('.py'));
  const cases = themes.sort().flatMap((one) => casesOf(one.slice(0, -3), readFileSync(path.join(folder, one), 'utf8')));
  return chosen.length === 0 ? cases : cases.filter(({ name }) => chosen.some((one) => name.startsWith(one)));
}

export function casesOf(theme: string, text: string): Case[] {
  const names = new Set<string>();
  return text
    .split(/^# === /m)
    .slice(1)
    .map((part) => {
      const one = caseOf(theme, part);
      if (names.has(one.name)) throw new Error(`${one.name} stands twice`);
      names.add(one.name);
      return one;
    });
}

function caseOf(theme: string, part: string): Case {
  const [head, ...sections] = part.split(/^# --- /m);
  const title = head!.split('\n')[0]!;
  const [, name, file, target, minor] = heading.exec(title) ?? [];
  if (!name || !file || !target) throw new Error(`${theme}: can't read the heading "${title}"`);
  const files = new Map<string, string>();
  const bodies: Body[] = [];
  for (const section of sections) {
    const [first] = section.split('\n', 1);
    const text = `${section.slice(first!.length).trim()}\n`;
    const [kind, what = ''] = first!.split(/: */, 2);
    if (kind === 'right' || kind === 'wrong') {
      bodies.push({ id: `${kind} ${bodies.length + 1}`, what, right: kind === 'right', text });
    } else files.set(first!, text === '\n' ? '' : text);
  }
  if (!files.has(file)) throw new Error(`${theme}/${name} has no file ${file}`);
  if (!bodies.some((one) => !one.right)) throw new Error(`${theme}/${name} has no wrong body`);
  const tested =
    [...files.keys()].some((one) => /(^|\/)test[^/]*\.py$|_test\.py$/.test(one)) || files.has('pytest.ini');
  const runner = title.endsWith('(unittest)') ? 'unittest' : tested ? 'pytest' : 'script';
  return { name: `${theme}/${name}`, file, target, runner, needs: Number(minor ?? 0), files, bodies };
}
