import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { everyPython } from './pythons.ts';

const assay = path.join(import.meta.dirname, '..', '..', 'bin', 'assay.js');

const withNumpy = `import numpy as np


def several(n):
    """Return arrays of several kinds."""
    records = np.array([(n, 2.0)], dtype=[("a", "i4"), ("b", "f8")])
    objects = np.array([n, "x", None], dtype=object)
    return np.arange(n) * 2.5, records, objects, np.array(["a", "bc"]), np.array([[1, 2], [3, 4]], order="F")


assert np.array_equal(several(3)[0], np.array([0, 2.5, 5.0]))
assert several(3)[0].shape == (3,) and several(3)[0].dtype == np.float64
assert not np.array_equal(several(3)[0], np.array([0, 2.5, 6.0]))
assert several(7)[1]["a"][0] == 7 and several(7)[1]["b"].tolist() == [2.0]
assert several(1)[2].tolist() == [1, "x", None]
assert several(1)[3].tolist() == ["a", "bc"]
assert (several(1)[4] == np.array([[1, 2], [3, 4]])).all()
np.testing.assert_allclose(several(2)[0], [0, 2.5])


def scalars(x):
    """Return numpy's scalars."""
    return np.float64(x), np.int32(x), np.bool_(True), np.datetime64("2020-01-01")


assert scalars(2) == (2.0, 2, True, np.datetime64("2020-01-01"))
assert type(scalars(2)[0]) is np.float64 and scalars(2)[1].dtype == np.int32


def mean(values):
    """Return the mean, by a library that the file does not hand over."""
    return values.mean()


assert mean(np.array([1, 2, 6])) == 3


def fill(values):
    """Fill the array in place."""
    values[1:] = 9


zeros = np.zeros((2, 2))
fill(zeros)
assert zeros.tolist() == [[0, 0], [9, 9]]


def late(values):
    """Import what the file does not."""
    import numpy
    return float(numpy.median(values))


assert late([1, 5, 2]) == 2.0


def drawn(n):
    """Draw numbers."""
    return np.random.randint(0, 1000, n).tolist()


np.random.seed(3)
first = drawn(3)
np.random.seed(3)
assert np.random.randint(0, 1000, 3).tolist() == first
`;

const withPandas = `import pandas as pd


def frame(n):
    """Return a frame."""
    return pd.DataFrame({"a": range(n), "b": ["x"] * n, "c": pd.Categorical(["p"] * n), "d": pd.date_range("2020", periods=n)})


assert frame(2).shape == (2, 4)
assert frame(2)[["a", "b"]].equals(pd.DataFrame({"a": [0, 1], "b": ["x", "x"]}))
assert list(frame(2).columns) == ["a", "b", "c", "d"]
assert frame(2)["d"][1] == pd.Timestamp("2020-01-02")
pd.testing.assert_frame_equal(frame(1)[["c"]], pd.DataFrame({"c": pd.Categorical(["p"])}))
assert not frame(2)[["a"]].equals(pd.DataFrame({"a": [0, 2]}))


def doubled(table):
    """Return column a, doubled, and add a column to the frame."""
    table["e"] = table["a"] + 1
    return table["a"] * 2


given = pd.DataFrame({"a": [1, 2]}, index=["p", "q"])
assert doubled(given).equals(pd.Series([2, 4], index=["p", "q"], name="a"))
assert given["e"].tolist() == [2, 3]


def when(days):
    """Return times."""
    return pd.Timestamp("2020-01-01", tz="UTC") + pd.Timedelta(days=days), pd.NaT, pd.Index([1, 2], name="n")


assert when(1)[0] == pd.Timestamp("2020-01-02", tz="UTC")
assert when(1)[1] is pd.NaT
assert when(1)[2].tolist() == [1, 2] and when(1)[2].name == "n"


def grouped(table):
    """Return sums by two keys."""
    return table.groupby(["k", "l"])["v"].sum()


assert grouped(pd.DataFrame({"k": ["a", "a"], "l": [1, 1], "v": [2, 3]})).to_dict() == {("a", 1): 5}
`;

for (const [library, source] of Object.entries({ numpy: withNumpy, pandas: withPandas })) {
  const python = everyPython().find((one) => spawnSync(one.path, ['-c', `import ${library}`]).status === 0);
  describe.skipIf(!python)(`${library}${python ? '' : ' (skipped: no Python here has it)'}`, () => {
    it('has its values cross the boundary as they are', async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'assay-libraries-'));
      try {
        const file = path.join(folder, 'subject.py');
        writeFileSync(file, source);
        const command = [assay, 'verify', file, '--json', '--timeout', '10', '--interpreter', python!.path];
        const { stdout } = await promisify(execFile)(process.execPath, command).catch((error) => error);
        const { functions } = JSON.parse(stdout) as {
          functions: { function: string; notRun: unknown[]; candidates: { verdicts: { status: string }[] }[] }[];
        };
        expect(functions.flatMap((one) => one.notRun)).toEqual([]);
        const found = functions.flatMap((one) => one.candidates[0]!.verdicts);
        expect(found.filter((one) => one.status !== 'pass')).toEqual([]);
        expect(found.length).toBeGreaterThanOrEqual(10);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    it.runIf(library === 'numpy')('takes an array without elements for no answer, both ways', async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'assay-libraries-'));
      try {
        const [file, candidates] = [path.join(folder, 'm.py'), path.join(folder, 'c.jsonl')];
        const checks = ['np.allclose(f(2), 4.0)', '(f(3) == 9.0).all()', 'np.all(f(1) == np.array([1.0]))'];
        const tested = 'np.testing.assert_allclose(f(2), [4.0])\nnp.testing.assert_array_equal(f(3), 9.0)';
        const text = `import os\n\nimport numpy as np\n\n\ndef f(x):\n    """The square, in an array."""\n    ...\n\n\n`;
        writeFileSync(file, `${text}${checks.map((one) => `assert ${one}\n`).join('')}${tested}\n`);
        const bodies = { empty: 'np.array([])', right: 'np.array([x * x * 1.0])' };
        const solutions = Object.entries(bodies).flatMap(([id, value]) => [
          { id, solution: `def f(x):\n    return ${value}\n` },
          { id: `${id} across`, solution: `def f(x):\n    os.getenv("A")\n    return ${value}\n` },
        ]);
        writeFileSync(candidates, solutions.map((one) => JSON.stringify(one)).join('\n'));
        const command = [assay, 'verify', `${file}::f`, '--candidates', candidates, '--json'];
        const options = [...command, '--interpreter', python!.path];
        const { stdout } = await promisify(execFile)(process.execPath, options).catch((error) => error);
        const found = JSON.parse(stdout).candidates as { id: string; verdicts: { status: string }[] }[];
        const statuses = new Map(found.map(({ id, verdicts }) => [id, verdicts.map(({ status }) => status)]));
        for (const id of ['right', 'right across']) expect(new Set(statuses.get(id))).toEqual(new Set(['pass']));
        for (const id of ['empty', 'empty across']) expect(statuses.get(id)).not.toContain('pass');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
}
