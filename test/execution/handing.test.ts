import { describe, expect, it } from 'vitest';
import { scratch } from '../scratch.ts';
import { evaluated } from './evaluated.ts';
import { everyPython } from './pythons.ts';

const place = scratch('handing');

/** The status of each example, with the result or the refusal if it does not pass. */
async function judged(python: string, examples: string, source: string): Promise<string[]> {
  const [outcomes] = await evaluated({ examples }, [source], { folder: place.folder, python });
  return outcomes!.map((outcome) => {
    if (outcome.kind === 'notRun') return `not run: ${outcome.reason}`;
    const { status, actual, message } = outcome.verdict;
    return status === 'pass' ? status : `${status}: ${actual ?? message ?? ''}`;
  });
}

const pythons = everyPython();

describe('a temporary file that an example hands over', () => {
  const examples = `import os, pathlib, tempfile
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "a.txt"
    path.write_text("one\\ntwo\\n", encoding="utf-8")
    assert f("read", path) == ["one", "two"]
    assert f("read", str(path)) == ["one", "two"]
    assert f("binary", {"path": [path]}) == b"ne"
    assert f("write", os.path.join(folder, "b.txt")) == 5
    assert (pathlib.Path(folder) / "b.txt").read_text() == "héllo"
    assert f("append", path) is None
    assert path.read_text() == "one\\ntwo\\nthree"
    assert f("missing", os.path.join(folder, "c.txt")) == "c.txt"`;
  const program = `import os, pathlib
def f(how, x):
    if how == "read":
        with open(x) as file:
            return [line.rstrip("\\n") for line in file]
    if how == "binary":
        with open(x["path"][0], "rb", buffering=0) as file:
            file.seek(1)
            return file.read(2)
    if how == "write":
        return pathlib.Path(x).write_text("héllo", encoding="utf-8")
    if how == "append":
        file = pathlib.Path(x).open("a+")
        file.write("three")
        file.seek(0)
        assert len(file.read()) == 13
        file.close()
        return None
    try:
        open(x)
    except FileNotFoundError as error:
        return os.path.basename(error.filename)`;

  // The oldest and the newest ways to open a file differ.
  for (const python of [pythons[0]!, pythons.at(-1)!]) {
    it(`is read and written by the candidate on Python ${python.version}`, async () => {
      expect(await judged(python.path, examples, program)).toEqual(['pass']);
    });
  }

  it('is all that is opened', async () => {
    const private_ = `import os, pathlib, tempfile
secret = pathlib.Path(tempfile.mkdtemp()) / "expected.txt"
secret.write_text("c4n4ry")
given = pathlib.Path(tempfile.mkdtemp()) / "given"
given.mkdir()
(given / "a.txt").write_text("a")
(given / "link").symlink_to(secret)
os.mkfifo(given / "pipe")
assert f(given, 0) == secret.read_text()
assert f(given, 1) == secret.read_text()
assert f(given, 2) == secret.read_text()
assert f(given, 3) == secret.read_text()
assert f(given, 4) == secret.read_text()
assert f("/etc/hostname", 5) == secret.read_text()`;
    const hostile = `import glob, os, sys
def f(given, how):
    root = os.path.dirname(os.path.dirname(os.path.abspath(given)))
    child = next(frame.f_locals["self"] for frame in frames() if "self" in frame.f_locals)
    ask = child._ask_for_file
    def read(path, flags=os.O_RDONLY):
        fd = ask("open", [path, flags])
        import base64
        return base64.b64decode(ask("read", [fd, 1000])).decode()
    try:
        if how == 0:
            return read(os.path.join(given, "link"))
        if how == 1:
            return read(os.path.join(given, "..", "..", "expected.txt"))
        if how == 2:
            return read(os.path.join(given, "pipe"))
        if how == 3:
            return "".join(str(ask(what, [fd, 100, 0])) for what in ("read", "seek") for fd in range(3, 30))
        if how == 4:
            return read(root, os.O_RDONLY | os.O_DIRECTORY)
        return read(given)
    except OSError as error:
        return "refused %s" % error.errno

def frames():
    frame = sys._getframe(1)
    while frame:
        yield frame
        frame = frame.f_back`;
    const found = await judged(pythons.at(-1)!.path, private_, hostile);
    expect(found).toHaveLength(6);
    for (const one of found) expect(one).toMatch(/^fail: 'refused (13|2|9|22)'$/);
  });
});
