"""What the user accepted in other files is at hand for the search, if it needs nothing of its file."""

from types import MappingProxyType
from typing import Any, List, Mapping

import pytest
from runner.search import enumeration
from runner.search.accepted import accepted_of, carried
from runner.search.bounds import TooLarge

WEIGHT = "UNITS = {'g': 1, 'kg': 1000}\n\n\ndef grams(text: str) -> int:\n    return int(text[:-2]) * UNITS[text[-2:]]\n"


def told(source: str, name: str = "grams", docstring: str = "", *examples: str) -> List[Any]:
    return [{"name": name, "source": source, "docstring": docstring, "examples": list(examples)}]


def of(source: str, own: Mapping[str, Any] = MappingProxyType({})) -> List[str]:
    return [one.name for one in accepted_of(told(source), own, {"texts"})]


def test_a_body_calls_them_and_carries_their_text() -> None:
    library = accepted_of(told(WEIGHT, "grams", "What a weight is in grams.\n\nMore."), {}, ())
    pairs = [((["2kg", "5kg"],), 7000), ((["1kg"],), 1000), ((["9kg", "1kg"],), 10_000)]
    names = {one.name: one for one in library}
    (found,) = enumeration.search(pairs, ["texts"], ["total", "All weights together in grams."], 3, 1, file=names)
    assert found.body == "return sum(grams(text) for text in texts)"
    (source,) = carried(found.body, library)
    assert source.startswith("UNITS = ")
    assert '    """What a weight is in grams."""\n    return int' in source
    assert carried("return len(texts)", library) == []


@pytest.mark.parametrize(
    "source",
    [
        WEIGHT,
        "import re\n\ndef grams(text):\n    return re.sub('a', '', text)\n",
        "def grams(items: Sequence[int]) -> Optional[int]:\n    return items[0] if items else None\n",
        "def grams(text):\n    try:\n        return int(text)\n    except ValueError as error:\n        return str(error)\n",
    ],
)
def test_what_stands_alone_is_one(source: str) -> None:
    assert of(source) == ["grams"]


@pytest.mark.parametrize(
    "source",
    [
        "def grams(text):\n    return OTHER[text]\n",
        "import numpy\n\ndef grams(text):\n    return numpy.sum(text)\n",
        "import os\n\ndef grams(text):\n    return os.environ[text]\n",
        "def grams(text):\n    print(text)\n    return 1\n",
        "def grams(text):\n    return eval(text)\n",
        "def other(text):\n    return 1\n",
        "def texts(n):\n    return n\n\ndef grams(text):\n    return texts(1)\n",
        "while True:\n    pass\n\ndef grams(text):\n    return 1\n",
        "def grams(text:\n",
    ],
)
def test_others_are_left_out(source: str) -> None:
    assert of(source) == []


def test_names_that_the_file_has_keep_their_meaning() -> None:
    assert of(WEIGHT, {"UNITS": {}}) == []
    assert of("import re\n\ndef grams(text):\n    return re.sub('a', '', text)\n", {"re": pytest}) == []


def test_annotations_or_examples_tell_what_it_takes() -> None:
    (one,) = accepted_of(
        told("def grams(a: str, b, c):\n    return a\n", "grams", "", "assert grams('x', 1, y) == grams('', [2], 0)"), {}, ()
    )
    assert one.kinds == {"a": (str,), "b": (int, list), "c": (int,)}


def test_a_call_without_end_ends() -> None:
    (one,) = accepted_of(told("def grams(n):\n    while True:\n        n += 1\n"), {}, ())
    with pytest.raises(TooLarge):
        one(1)
