/** Installed packages, in place: functions that their own tests cover lose their bodies, and those tests judge the original bodies. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadParser, PythonDocument, targetsOf } from '../../server/src/specification/index.ts';
import { newEnvironment } from '../servers/environment.ts';
import { verifyJson } from '../servers/terminal.ts';

let scratch: string;
let python: string | undefined;
let packages: string;

beforeAll(async () => {
  await loadParser();
  scratch = mkdtempSync(path.join(tmpdir(), 'assay-packages-'));
  python = newEnvironment(path.join(scratch, 'env'), ['pytest', 'toolz==1.*', 'networkx==3.*']);
  if (python) packages = path.join(path.dirname(python), '..', 'lib', nameOfLibrary(python), 'site-packages');
}, 300_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function nameOfLibrary(python: string): string {
  const config = readFileSync(path.join(path.dirname(python), '..', 'pyvenv.cfg'), 'utf8');
  return `python${/^version\s*=\s*(\d+\.\d+)/m.exec(config)![1]}`;
}

/** The file without the function's body after its docstring; the original function, and one that returns nothing. */
function blanked(text: string, name: string): { text: string; original: string; wrong: string } {
  const document = new PythonDocument('/file.py', text);
  try {
    const target = targetsOf(document).find((one) => one.name === name)!;
    const from = document.offsetAt(target.docstringRange!.end);
    const to = document.offsetAt(target.range.end);
    const stub = `${text.slice(0, from)}\n    raise NotImplementedError\n${text.slice(to)}`;
    return { text: stub, original: target.source, wrong: `${target.signature}:\n    return None\n` };
  } finally {
    document.dispose();
  }
}

const functions: Record<string, Record<string, readonly string[]>> = {
  toolz: {
    'toolz/itertoolz.py': [
      'groupby',
      'unique',
      'merge_sorted',
      'interleave',
      'first',
      'concat',
      'sliding_window',
      'join',
    ],
    'toolz/dicttoolz.py': ['assoc_in', 'keyfilter'],
  },
  networkx: {
    'networkx/utils/misc.py': ['flatten', 'groups', 'arbitrary_element'],
    'networkx/algorithms/graphical.py': ['is_graphical', 'is_multigraphical'],
  },
};

for (const [name, files] of Object.entries(functions)) {
  describe(name, () => {
    for (const [file, names] of Object.entries(files)) {
      it.for(names)(`%s of ${file} passes its package's own tests`, { timeout: 240_000 }, async (one, { skip }) => {
        skip(python === undefined, 'pip can not install here');
        const full = path.join(packages, file);
        const before = readFileSync(full, 'utf8');
        const { text, original, wrong } = blanked(before, one);
        const candidates = path.join(scratch, 'candidates.jsonl');
        const lines = [
          { id: 'original', solution: original },
          { id: 'wrong', solution: wrong },
        ];
        writeFileSync(candidates, lines.map((line) => JSON.stringify(line)).join('\n'));
        writeFileSync(full, text);
        try {
          const args = [`${full}::${one}`, '--interpreter', python!, '--candidates', candidates];
          const { code, object, stderr } = await verifyJson(args, packages);
          expect(stderr).toBe('');
          const tests = object.examples.filter(({ kind }: { kind: string }) => kind === 'pytest');
          expect(tests.length).toBeGreaterThan(0);
          const failing = object.candidates[0].verdicts.flatMap((verdict: { status: string }, index: number) =>
            verdict.status === 'pass' ? [] : [{ ...verdict, source: object.examples[index].source }],
          );
          expect(failing).toEqual([]);
          expect(object.candidates.map(({ passed }: { passed: boolean }) => passed)).toEqual([true, false]);
          expect(code).toBe(0);
        } finally {
          writeFileSync(full, before);
        }
      });
    }
  });
}
