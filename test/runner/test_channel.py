"""Messages arrive complete or not at all, and invalid ones are refused."""

import json
import os
import socket
import struct
import threading

import pytest
from runner.transport import channel as channels
from runner.transport.channel import Broken, Channel, Closed, TooLarge


def framed(data):
    return struct.pack(">I", len(data)) + data


@pytest.fixture
def ends():
    """A channel, and the socket at its other end."""
    ours, theirs = socket.socketpair()
    # A read that waits forever hangs no test: it ends after some seconds.
    for one in (ours, theirs):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 5, 0))
    fd = ours.detach()
    yield Channel(fd, fd), theirs
    theirs.close()
    os.close(fd)


@pytest.fixture
def ahead(ends):
    first, theirs = ends
    return Channel(first.reading, first.writing, ahead=True), theirs


@pytest.mark.parametrize("message", [None, 0, "", "text \u20ac \ud800", [], [1, [2]], {"a": {"b": None}}, 1.5, 10**400])
def test_a_message_comes_as_it_was_sent(ends, message):
    ours, theirs = ends
    ours.send(message)
    other = Channel(theirs.fileno(), theirs.fileno())
    assert other.receive() == message


def test_a_frame_is_the_length_and_json_without_spaces(ends):
    ours, theirs = ends
    ours.send({"a": [1, "\u20ac"]})
    assert theirs.recv(100) == framed(b'{"a":[1,"\\u20ac"]}')


def test_several_are_sent_by_one_writing_and_come_one_by_one(ends):
    ours, theirs = ends
    ours.send_all([1, "two"])
    other = Channel(theirs.fileno(), theirs.fileno())
    assert [other.receive(), other.receive()] == [1, "two"]


def test_exactly_one_frame_is_read(ends):
    ours, theirs = ends
    theirs.sendall(framed(b"1") + framed(b"2"))
    assert ours.receive() == 1
    assert theirs.send(b"") == 0
    assert os.read(ours.reading, 100) == framed(b"2")


def test_only_an_end_that_may_reads_ahead(ahead):
    ours, theirs = ahead
    theirs.sendall(framed(b"1") + framed(b"2"))
    assert ours.receive() == 1
    theirs.close()
    assert ours.receive() == 2
    with pytest.raises(Closed):
        ours.receive()


def test_a_message_that_comes_in_parts_is_waited_for(ends):
    ours, theirs = ends
    data = framed(json.dumps(["x" * 1000]).encode())

    def trickle():
        for at in range(0, len(data), 100):
            theirs.sendall(data[at : at + 100])

    sending = threading.Thread(target=trickle)
    sending.start()
    assert ours.receive() == ["x" * 1000]
    sending.join()
    assert ours.received == len(data)


def test_one_that_is_larger_than_a_reading(ends):
    ours, theirs = ends
    text = "x" * (3 << 20)
    sending = threading.Thread(target=lambda: theirs.sendall(framed(json.dumps(text).encode())))
    sending.start()
    assert ours.receive() == text
    sending.join()


def test_who_waits_is_asked_before_each_reading(ends):
    ours, theirs = ends
    theirs.sendall(framed(b"1"))
    asked = []
    ours.receive(lambda: asked.append(1))
    assert len(asked) == 2

    def enough():
        raise TimeoutError

    with pytest.raises(TimeoutError):
        ours.receive(enough)


@pytest.mark.parametrize("sent", [b"", b"\0", b"\0\0\0\5", framed(b"[1]")[:-1]], ids=["nothing", "half a length", "a length", "a part"])
@pytest.mark.parametrize("way", ["ends", "ahead"])
def test_an_end_of_input_within_a_message_is_the_end(request, way, sent):
    ours, theirs = request.getfixturevalue(way)
    theirs.sendall(sent)
    theirs.close()
    with pytest.raises(Closed):
        ours.receive()


NO_MESSAGES = [
    b"",
    b"{",
    b"[1] 2",
    b"[1]\0",
    b"nothing",
    b"\xff",
    b'"\xff"',
    b"[" * 100_000,
    b'{"a": 1, }',
    b"'a'",
    b" 1",
]


@pytest.mark.parametrize("data", NO_MESSAGES, ids=lambda data: repr(data[:12]))
def test_what_is_not_json_is_broken(ends, data):
    ours, theirs = ends
    theirs.sendall(framed(data))
    with pytest.raises(Broken):
        ours.receive()


@pytest.mark.parametrize("data", NO_MESSAGES, ids=lambda data: repr(data[:12]))
def test_and_so_it_is_where_what_has_arrived_is_asked_for(ahead, data):
    ours, theirs = ahead
    theirs.sendall(framed(data))
    with pytest.raises(Broken):
        for _ in range(10):
            ours.arrived()


@pytest.mark.parametrize("ask", [Channel.receive, Channel.arrived])
def test_a_message_that_says_that_it_is_too_large_is_not_waited_for(ends, ask):
    ours, theirs = ends
    ours.largest = 10
    theirs.sendall(struct.pack(">I", 11))
    with pytest.raises(Broken, match="11 bytes"):
        ask(ours)


@pytest.mark.parametrize("ask", [Channel.receive, lambda ours: ours.arrived()[0]])
def test_one_that_is_as_large_as_it_may_be_is_taken(ends, ask):
    ours, theirs = ends
    ours.largest = 10
    theirs.sendall(framed(b'"12345678"'))
    assert ask(ours) == "12345678"


def test_what_is_too_large_to_be_sent_is_not_sent(ends, monkeypatch):
    ours, theirs = ends
    monkeypatch.setattr(channels, "LARGEST", 10)
    with pytest.raises(TooLarge):
        ours.send("x" * 10)
    ours.send("x" * 8)
    assert theirs.recv(100) == framed(b'"xxxxxxxx"')


class TestArrived:
    def test_whole_messages_come_and_the_rest_stays(self, ends):
        ours, theirs = ends
        theirs.sendall(framed(b"1") + framed(b"[2]") + framed(b"[3]")[:5])
        assert ours.arrived() == [1, [2]]
        theirs.sendall(framed(b"[3]")[5:])
        assert ours.arrived() == [[3]]

    def test_less_than_a_length_is_nothing_yet(self, ends):
        ours, theirs = ends
        theirs.sendall(b"\0\0")
        assert ours.arrived() == []
        theirs.sendall(b"\0\1" + b"7")
        assert ours.arrived() == [7]

    def test_the_rest_is_read_before_what_comes_after_it(self, ends):
        ours, theirs = ends
        theirs.sendall(framed(b"[1]")[:5])
        assert ours.arrived() == []
        theirs.sendall(framed(b"[1]")[5:])
        assert ours.receive() == [1]

    def test_the_end_of_input_is_the_end(self, ends):
        ours, theirs = ends
        theirs.close()
        with pytest.raises(Closed):
            ours.arrived()


def test_who_writes_to_nobody_hears_of_it(ends):
    ours, theirs = ends
    theirs.close()
    with pytest.raises(Closed):
        ours.send("x" * 100)


def test_ready_tells_of_messages_and_of_the_end(ends):
    ours, theirs = ends
    assert not ours.ready(0)
    theirs.sendall(framed(b"1"))
    assert ours.ready(0)
    ours.receive()
    assert not ours.ready(0)
    theirs.close()
    assert ours.ready(0)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_only_python_writes_are_read(ends, number):
    ours, theirs = ends
    theirs.sendall(framed(number.encode()))
    assert isinstance(ours.receive(), float)
