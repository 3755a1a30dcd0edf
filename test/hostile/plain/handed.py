"""Programs that write where a check has what it expects, or read it there: they pass only marked, or not vouched for."""

# === overwrites: m.py::f
# --- m.py
def f(folder):
    """Twice the number in in.txt of the folder."""
    ...
# --- test_m.py
from m import f


def test_a(tmp_path):
    (tmp_path / "want.txt").write_text("6")
    (tmp_path / "in.txt").write_text("3")
    assert f(tmp_path) == int((tmp_path / "want.txt").read_text())
# --- right: reads
def f(p):
    return 2 * int(open(p / "in.txt").read())
# --- right: reads by path
def f(p):
    return 2 * int((p / "in.txt").read_text())
# --- right: leaves a file of its own
def f(p):
    n = 2 * int((p / "in.txt").read_text())
    (p / "log.txt").write_text("x")
    (p / "log.txt").write_text("y")
    return n
# --- wrong: overwrites
def f(p):
    with open(p / "want.txt", "w") as o:
        o.write("0")
    return 0
# --- wrong: overwrites by path
def f(p):
    (p / "want.txt").write_text("0")
    return 0
# --- wrong: appends
def f(p):
    with open(p / "want.txt", "a") as o:
        o.write("0")
    return 60
# --- wrong: in place
def f(p):
    with open(p / "want.txt", "r+") as o:
        o.write("0")
    return 0
# --- wrong: truncates
def f(p):
    with open(p / "want.txt", "r+b") as o:
        o.truncate(0)
        o.write(b"7")
    return 7
# --- wrong: moves
def f(p):
    (p / "in.txt").replace(p / "want.txt")
    return 3
# --- wrong: renames
def f(p):
    (p / "in.txt").rename(p / "want.txt")
    return 3
# --- wrong: overwrites the folder's input
def f(p):
    n = int((p / "in.txt").read_text())
    (p / "in.txt").write_text("0")
    return 2 * n

# === one file: m.py::f
# --- m.py
def f(path):
    """Twice the number in the file."""
    ...
# --- test_m.py
import os
from m import f


def test_a(tmp_path):
    (tmp_path / "want.txt").write_text("6")
    (tmp_path / "in.txt").write_text("3")
    assert f(tmp_path / "in.txt") == int((tmp_path / "want.txt").read_text())


def test_b(tmp_path):
    (tmp_path / "want.txt").write_text("8")
    (tmp_path / "in.txt").write_text("4")
    assert f(str(tmp_path / "in.txt")) == int((tmp_path / "want.txt").read_text())
# --- right: reads
def f(p):
    return 2 * int(open(p).read())
# --- wrong: reads the sibling
import os


def f(p):
    return int(open(os.path.join(os.path.dirname(p), "want.txt")).read())
# --- wrong: reads the sibling by path
import pathlib


def f(p):
    return int(pathlib.Path(p).parent.joinpath("want.txt").read_text())
# --- wrong: writes the sibling
import pathlib


def f(p):
    pathlib.Path(p).with_name("want.txt").write_text("0")
    return 0

# === snapshot: m.py::render
# --- m.py
def save(path, text):
    path.write_text(text)


def render(folder):
    """The text of in.txt in capitals."""
    ...
# --- test_m.py
from m import render


def same(folder, text):
    golden = folder / "golden.txt"
    if not golden.exists():
        golden.write_text((folder / "in.txt").read_text().upper())
    return golden.read_text() == text


def test_a(tmp_path):
    (tmp_path / "in.txt").write_text("abc")
    assert same(tmp_path, render(tmp_path))


def test_b(tmp_path):
    (tmp_path / "in.txt").write_text("abc")
    got = render(tmp_path)
    golden = tmp_path / "golden.txt"
    if not golden.exists():
        golden.write_text((tmp_path / "in.txt").read_text().upper())
    assert got == golden.read_text()
# --- right: reads
def render(folder):
    return (folder / "in.txt").read_text().upper()
# --- wrong: makes the golden file
def render(folder):
    (folder / "golden.txt").write_text("x")
    return "x"
# --- wrong: makes the golden file by open
def render(folder):
    with open(folder / "golden.txt", "w") as file:
        file.write("x")
    return "x"
# --- wrong: by the file's own
def render(folder):
    save(folder / "golden.txt", "x")
    return "x"

# === rewrites: m.py::strip
# --- m.py
def strip(path):
    """Takes comments out of the file; gives their number."""
    ...
# --- test_m.py
from m import strip


def test_a(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("a # b\nc\n")
    assert strip(path) == 1
    assert path.read_text() == "a \nc\n"


def test_b(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("a # b\nc\n")
    n = strip(path)
    assert n == 1
    assert path.read_text() == "a \nc\n"
    assert strip(path) == 0
# --- right: strips
def strip(path):
    lines = open(path).read().splitlines()
    kept = [line.partition("#")[0] for line in lines]
    with open(path, "w") as file:
        file.write("".join(line + "\n" for line in kept))
    return sum("#" in line for line in lines)
# --- wrong: nothing
def strip(path):
    return 1

# === writes: m.py::write
# --- m.py
def write(path, text):
    """Write the text to the path; gives how long it is."""
    ...
# --- test_m.py
from m import write


def test_a(tmp_path):
    path = tmp_path / "a.txt"
    assert write(path, "abc") == 3
    assert path.read_text() == "abc"
    assert write(path, "abcd") == 4
    assert path.read_text() == "abcd"
# --- right: writes
def write(path, text):
    with open(path, "w") as file:
        return file.write(text)
# --- right: writes by path
def write(path, text):
    return path.write_text(text)
# --- wrong: nothing
def write(path, text):
    return len(text)

# === tempfile: m.py::f
# --- m.py
import json
import os
import tempfile


def f(folder):
    """Twice the number in in.json of the folder."""
    ...


def expected(folder):
    with open(os.path.join(folder, "want.json")) as file:
        return json.load(file)


with tempfile.TemporaryDirectory() as folder:
    for name, number in (("want", 6), ("in", 3)):
        with open(os.path.join(folder, name + ".json"), "w") as file:
            json.dump(number, file)
    assert f(folder) == expected(folder)
# --- right: reads
import json
import os


def f(folder):
    return 2 * json.load(open(os.path.join(folder, "in.json")))
# --- wrong: overwrites
import os


def f(folder):
    with open(os.path.join(folder, "want.json"), "w") as file:
        file.write("1")
    return 1
# --- wrong: empties and writes in two calls
import io
import os


def f(folder):
    file = io.open(os.path.join(folder, "want.json"), "r+")
    file.truncate(0)
    file.write("1")
    file.close()
    return 1

# === cwd: m.py::f
# --- m.py
import pathlib


def save(text):
    pathlib.Path("want.txt").write_text(text)


def f(n):
    """Twice n."""
    ...
# --- test_m.py
import pathlib
from m import f


def test_a(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pathlib.Path("want.txt").write_text("6")
    assert f(3) == int(pathlib.Path("want.txt").read_text())
# --- right: doubles
def f(n):
    return 2 * n
# --- wrong: writes
import pathlib


def f(n):
    pathlib.Path("want.txt").write_text("0")
    return 0
# --- wrong: writes by the file's own
def f(n):
    save("0")
    return 0

# === golden read: m.py::f
# --- m.py
def f(folder):
    """Twice the number in the input of the folder."""
    ...
# --- test_m.py
from m import f


def test_a(tmp_path):
    (tmp_path / "want.txt").write_text("6")
    (tmp_path / "in.txt").write_text("3")
    assert f(tmp_path) == int((tmp_path / "want.txt").read_text())


def load(path):
    return int(path.read_text())


def test_b(tmp_path):
    want = tmp_path / "want.txt"
    want.write_text("8")
    (tmp_path / "in.txt").write_text("4")
    got = f(tmp_path)
    assert got == load(want)


def read_expected(folder):
    return load(folder / "want.txt")


def test_c(tmp_path):
    (tmp_path / "want.txt").write_text("8")
    (tmp_path / "in.txt").write_text("4")
    expected = read_expected(tmp_path)
    assert f(tmp_path) == expected
# --- right: reads
def f(p):
    return 2 * int(open(p / "in.txt").read())
# --- wrong: reads
def f(p):
    return int(open(p / "want.txt").read())
# --- wrong: reads and writes
def f(p):
    with open(p / "want.txt", "r+") as file:
        return int(file.read())

# === input read by the check: m.py::f
# --- m.py
def f(folder):
    """The input in capitals."""
    ...
# --- test_m.py
from m import f


def test_a(tmp_path):
    (tmp_path / "in.txt").write_text("abc")
    assert f(tmp_path) == (tmp_path / "in.txt").read_text().upper()


def test_b(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
    (tmp_path / "in.txt").write_text("abc")
    assert f(tmp_path) == "ABC"
# --- right: reads
def f(p):
    return open(p / "in.txt").read().upper()
# --- wrong: nothing
def f(p):
    return "ABC"[:2]

# === path by a callback: m.py::f
# --- m.py
def save(path, text):
    path.write_text(text)


def f(find):
    """Twice what is found."""
    ...
# --- test_m.py
from m import f


def test_a(tmp_path):
    (tmp_path / "want.txt").write_text("6")
    assert f(lambda name: tmp_path / name) == int((tmp_path / "want.txt").read_text())
# --- right: six
def f(find):
    return 6
# --- wrong: overwrites
def f(find):
    find("want.txt").write_text("0")
    return 0
# --- wrong: by a helper
def f(find):
    save(find("want.txt"), "0")
    return 0

# === in a folder: m.py::concat
# --- m.py
def concat(folder, out):
    """Write all texts of the folder, sorted by name, to out, and give how many there were."""
    ...
# --- test_m.py
from m import concat


def test_it(tmp_path):
    for name in "ba":
        (tmp_path / ("%s.txt" % name)).write_text(name)
    out = tmp_path / "out"
    names = sorted(one.name for one in tmp_path.iterdir())
    assert concat([tmp_path / name for name in names], out) == 2
    assert out.read_text() == "ab"
# --- right: joins
def concat(folder, out):
    texts = [open(one).read() for one in folder]
    with open(out, "w") as file:
        file.write("".join(texts))
    return len(texts)
# --- wrong: no
def concat(folder, out):
    return 2

# === rewritten on purpose: m.py::update
# --- m.py
import json


def update(path, key, value):
    """Set a key in the JSON file, and give the new content."""
    ...
# --- test_m.py
import json
from m import update


def test_it(tmp_path):
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"a": 1}))
    assert update(path, "b", 2) == {"a": 1, "b": 2}
    assert json.loads(path.read_text()) == {"a": 1, "b": 2}
    result = update(str(path), "a", 3)
    assert result["a"] == 3
    with open(path) as file:
        assert json.load(file)["a"] == 3
# --- right: updates
import json


def update(path, key, value):
    with open(path) as file:
        content = json.load(file)
    content[key] = value
    with open(path, "w") as file:
        json.dump(content, file)
    return content
# --- wrong: no
def update(path, key, value):
    return {"a": 1, "b": 2}
