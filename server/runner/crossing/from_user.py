"""Stand-ins for the user's objects that do not cross by value."""

from typing import Any


class FromUser:
    # A function or iterator of the user's side. It only supports calls and `next`.
    __slots__ = ("_do", "__name__", "__doc__")
    _do: Any

    def __init__(self, do: Any, name: str, text: Any = None) -> None:
        object.__setattr__(self, "_do", do)
        object.__setattr__(self, "__name__", name)
        object.__setattr__(self, "__doc__", text)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self._do("call", arguments, keywords)

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        return self._do("next", (), {})

    def send(self, value: Any) -> Any:
        return self._do("send", (value,), {})
