import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { anyPython } from './pythons.ts';

const root = path.join(import.meta.dirname, '..', '..');
const data = path.join(root, '..', 'shared', 'data');
const run = promisify(execFile);

interface Task {
  readonly task_id: string;
  readonly prompt: string;
  readonly canonical_solution: string;
}

/** The outcomes of each solution without any protection: passes its asserts, passes its test. */
const inProcess = `
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    task = json.loads(line)
    space = {"__name__": "task"}
    def good(code):
        try:
            exec(code, space)
            return True
        except Exception:
            return False
    whole = "def %s(" % task["entry_point"] in task["canonical_solution"]
    good(task["setup"] + "\\n" + ("" if whole else task["prompt"]) + task["canonical_solution"])
    function = space[task["entry_point"]]
    asserts = [good(one) for one in task["asserts"]]
    good(task["test"])
    test = space["check"]
    space[task["entry_point"]] = function
    space["_test"], space["_function"] = test, function
    print(json.dumps([task["task_id"], all(asserts), good("_test(_function)")]))
`;

/** Equals everything: it passes most of HumanEval's tests if judge and candidate share a process. */
const alwaysEqual = `    class Equal(float):
        __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = lambda *_: True
        __ne__ = lambda *_: False
        __hash__ = lambda *_: 0
        __len__ = __abs__ = lambda *_: 0
        __sub__ = __rsub__ = __round__ = __getitem__ = lambda self, *_: self
        __iter__ = lambda self: iter(())
    return Equal()
`;

/** Runs `assay eval` with each task's given samples. Returns a pair for each sample of each task. */
async function verdictsOf(tasks: string, samples: readonly object[]): Promise<Map<string, [boolean, boolean][]>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-benchmark-'));
  try {
    const [given, verdicts] = [path.join(folder, 'samples.jsonl'), path.join(folder, 'verdicts.jsonl')];
    writeFileSync(given, samples.map((one) => JSON.stringify(one)).join('\n'));
    const command = [path.join(root, 'bin', 'assay.js'), 'eval', '--json', '--interpreter', anyPython().path];
    await run(process.execPath, [...command, '--tasks', tasks, '--samples', given, '--verdicts', verdicts], {
      cwd: folder,
    });
    return new Map(
      readFileSync(verdicts, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .map(({ task_id, n }) => [task_id, n]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A small set of our own, and the large ones if they are beside the repository. */
const sets = {
  own: path.join(root, 'test', 'fixtures', 'tasks.jsonl'),
  humaneval: path.join(data, 'humaneval.dev.jsonl'),
  mbpp: path.join(data, 'mbpp.dev.jsonl'),
};

for (const [name, file] of Object.entries(sets)) {
  const missing = !existsSync(file);
  describe.skipIf(missing)(`${name}'s tasks${missing ? ` (skipped: ${file} is not there)` : ''}`, () => {
    const tasks = missing
      ? []
      : readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line): Task => JSON.parse(line));

    it('pass across the boundary with their own solutions exactly where they do within one process, and never with what is equal to everything', {
      timeout: 400_000,
    }, async () => {
      const samples = tasks.flatMap(({ task_id, canonical_solution: text }) => {
        const own = name === 'mbpp' ? { solution: text } : { completion: text };
        return [{ task_id, ...own }, ...(name === 'mbpp' ? [] : [{ task_id, completion: alwaysEqual }])];
      });
      const [across, within] = await Promise.all([
        verdictsOf(file, samples),
        run(anyPython().path, ['-c', inProcess, file]).then(({ stdout }) =>
          stdout
            .trim()
            .split('\n')
            .map((line): [string, boolean, boolean] => JSON.parse(line)),
        ),
      ]);
      const own = tasks.map(({ task_id }) => [task_id, ...(across.get(task_id)?.[0] ?? [])]);
      expect(own).toEqual(within);
      expect(within.filter(([, visible, hidden]) => visible && hidden).length).toBeGreaterThan(tasks.length * 0.9);
      if (name !== 'mbpp') {
        const fooled = tasks.filter(({ task_id }) => across.get(task_id)?.[1]?.some(Boolean));
        expect(fooled.map(({ task_id }) => task_id)).toEqual([]);
      }
    });
  });
}
