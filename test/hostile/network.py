"""Programs that want to speak with somebody. The suite listens at @PORT@, in UDP too, at @SOCKET@ and at the abstract name @MARK@."""

# --- connects => blocked
import socket


def f(x):
    socket.create_connection(("127.0.0.1", @PORT@), 1).sendall(b"ESCAPED")
    return "ESCAPED by TCP"


# --- connects over IPv6
import socket


def f(x):
    with socket.socket(socket.AF_INET6) as one:
        one.settimeout(1)
        one.connect(("::ffff:127.0.0.1", @PORT@))
    return "ESCAPED by TCP"


# --- sends a datagram
import socket


def f(x):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"ESCAPED", ("127.0.0.1", @PORT@))
    return "ESCAPED by UDP"


# --- sends with TCP fast open and by sendmsg
import socket


def f(x):
    for attempt in (
        lambda one: one.sendto(b"ESCAPED", 0x20000000, ("127.0.0.1", @PORT@)),
        lambda one: one.sendmsg([b"ESCAPED"], [], 0x20000000, ("127.0.0.1", @PORT@)),
    ):
        with socket.socket() as one:
            try:
                attempt(one)
            except OSError:
                continue
            return "ESCAPED by TCP"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendmsg([b"ESCAPED"], [], 0, ("127.0.0.1", @PORT@))
    return "ESCAPED by UDP"


# --- many datagrams in one call
import ctypes
import socket
import struct


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    address = ctypes.create_string_buffer(struct.pack("=H", 2) + struct.pack(">HI8x", @PORT@, 0x7F000001), 16)
    data = ctypes.create_string_buffer(b"ESCAPED", 7)
    vector = ctypes.create_string_buffer(struct.pack("PN", ctypes.addressof(data), 7), 16)
    header = ctypes.create_string_buffer(
        struct.pack("PIxxxxPNPNiI", ctypes.addressof(address), 16, ctypes.addressof(vector), 1, 0, 0, 0, 0), 64
    )
    if libc.sendmmsg(one.fileno(), header, 1, 0) >= 0:
        return "ESCAPED by UDP"
    return x


# --- listens
import socket


def f(x):
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", 0))
        except OSError:
            one.listen(1)
    return "ESCAPED by listening"


# --- a socket in the file system
import socket


def f(x):
    with socket.socket(socket.AF_UNIX) as one:
        one.settimeout(1)
        one.connect("@SOCKET@")
        one.sendall(b"ESCAPED")
    return "ESCAPED by a Unix socket"


# --- a socket without a file
import socket


def f(x):
    with socket.socket(socket.AF_UNIX) as one:
        one.settimeout(1)
        one.connect("\0@MARK@")
        one.sendall(b"ESCAPED")
    return "ESCAPED by an abstract socket"


# --- a datagram to a socket without a file
import socket


def f(x):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        try:
            one.sendto(b"ESCAPED", "\0@MARK@-datagrams")
        except ConnectionRefusedError:
            return "ESCAPED far enough to be refused"
        one.bind("\0@MARK@-own")
    return "ESCAPED by an abstract socket"


# --- sockets of rarer families
import socket


def f(x):
    for family, kind, protocol in (
        (16, socket.SOCK_RAW, 0),  # AF_NETLINK
        (17, socket.SOCK_RAW, 0x0300),  # AF_PACKET
        (40, socket.SOCK_STREAM, 0),  # AF_VSOCK
        (38, socket.SOCK_SEQPACKET, 0),  # AF_ALG
        (31, socket.SOCK_RAW, 1),  # AF_BLUETOOTH
        (29, socket.SOCK_RAW, 1),  # AF_CAN
        (2, socket.SOCK_RAW, 1),
        (10, socket.SOCK_RAW, 58),
        (1, socket.SOCK_SEQPACKET, 0),
        (44, socket.SOCK_RAW, 0),  # AF_XDP
    ):
        try:
            socket.socket(family, kind, protocol)
        except OSError:
            continue
        return "ESCAPED with family %d, type %d" % (family, kind)
    return x


# --- a connection by asyncio
import asyncio


async def speak():
    _, writer = await asyncio.open_connection("127.0.0.1", @PORT@)
    writer.write(b"ESCAPED")
    await writer.drain()


def f(x):
    asyncio.run(speak())
    return "ESCAPED by asyncio"


# --- a server by asyncio and by http.server
import asyncio
import http.server


def f(x):
    for start in (
        lambda: http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler),
        lambda: asyncio.run(asyncio.start_server(lambda *_: None, "127.0.0.1", 0)),
    ):
        try:
            start()
        except OSError:
            continue
        return "ESCAPED by a server"
    return x


# --- a request by urllib
import urllib.request


def f(x):
    urllib.request.urlopen("http://127.0.0.1:@PORT@/ESCAPED", timeout=1)
    return "ESCAPED by HTTP"


# --- a file by urllib
import urllib.request


def f(x):
    return "ESCAPED " + urllib.request.urlopen("file://@CANARY@/secret").read().decode()


# --- names
import socket


def f(x):
    for ask in (
        lambda: socket.getaddrinfo("example.com", 80),
        lambda: socket.gethostbyname("example.com"),
        lambda: socket.gethostbyaddr("127.0.0.1"),
        lambda: socket.getfqdn("127.0.0.2") != "127.0.0.2" or None,
    ):
        try:
            if ask() is not None:
                return "ESCAPED by a look-up"
        except OSError:
            continue
    return x


# --- passes descriptors to its evaluator
import array
import socket


def f(x):
    with socket.socket(fileno=3) as channel:
        try:
            channel.sendmsg([b"\0\0\0\2{}"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [3]))])
            return "ESCAPED with a descriptor"
        finally:
            channel.detach()


# --- takes descriptors from its evaluator
import socket


def f(x):
    with socket.socket(fileno=3) as channel:
        channel.setblocking(False)
        try:
            got = channel.recvmsg(1, 100)
        finally:
            channel.setblocking(True)
            channel.detach()
    return "ESCAPED %s" % (got,)


# --- reconnects its own channel
import socket


def f(x):
    with socket.socket(fileno=3) as channel:
        try:
            channel.connect("\0@MARK@")
        finally:
            channel.detach()
    return "ESCAPED by its channel"


# --- mail, FTP and RPC
import ftplib
import smtplib
import xmlrpc.client


def f(x):
    for speak in (
        lambda: smtplib.SMTP("127.0.0.1", @PORT@, timeout=1),
        lambda: ftplib.FTP().connect("127.0.0.1", @PORT@, 1),
        lambda: xmlrpc.client.ServerProxy("http://127.0.0.1:@PORT@").escaped(),
    ):
        try:
            speak()
        except OSError:
            continue
        return "ESCAPED by a protocol"
    return x
