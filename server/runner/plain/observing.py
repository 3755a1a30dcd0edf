"""Observes a candidate in a fork of the plain process. No example runs here."""

from typing import Any, Dict

from ..judging.ended import Ended
from ..observing.measurer import Measurer
from ..observing.observer import Observer
from ..transport.channel import Channel
from ..transport.raised import message_of
from .loaded import Loaded
from .locking import lock_strictly
from .module import UsersModule
from .program import candidate_of, put_in_place
from .text import Text


def swapped(channel: Channel, loaded: Loaded, job: Dict[str, Any]) -> None:
    """Observes in a fork of the process that has loaded everything."""
    try:
        candidate = candidate_of(loaded, job["text"])
    except SyntaxError as error:
        _give_up(channel, error)
        return
    swap = candidate.swap
    if swap is None:
        channel.send({"afresh": True})
        return
    lock_strictly()
    for marked in loaded.users.marked:
        marked.swap(marked.code)
    _observe(channel, loaded.users, job, lambda: put_in_place(loaded.users, swap, set(), False, True))


def afresh(channel: Channel, order: Dict[str, Any], base: Text, job: Dict[str, Any]) -> None:
    """Observes in a process that has loaded nothing."""
    try:
        text = base if job["text"] == base.text else Text(job["text"], base.file)
    except SyntaxError as error:
        _give_up(channel, error)
        return
    loaded = Loaded({**order, "tests": []}, text)
    lock_strictly()
    _observe(channel, loaded.users, job, lambda: loaded.load(defers=True))


def _observe(channel: Channel, users: UsersModule, job: Dict[str, Any], place: Any) -> None:
    kind = Measurer if job["measures"] else Observer
    observer = kind(channel.send_all, job["cpu"])
    try:
        observer.limited(place, job["loading"])
        scope = users.module.__dict__
    except (Exception, Ended) as error:  # noqa: BLE001 - the candidate's own statements may raise anything
        _give_up(channel, error)
        return
    observer.run(scope, job["inputs"], job["name"], users.flags, job["skip"])


def _give_up(channel: Channel, error: BaseException) -> None:
    channel.send({"end": True, "stuck": "does not load: %s" % message_of(error)})
