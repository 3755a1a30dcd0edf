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


# --- joins a group by IGMP => blocked
import socket


def f(x):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("239.77.12.3") + socket.inet_aton("127.0.0.1"))
    return "ESCAPED by IGMP"


# --- joins a group by IGMP of a stream's socket, by number and as a member by index => blocked
import socket
import struct


def f(x):
    with socket.socket() as one:
        # struct ip_mreqn: group, address, index of the loopback interface.
        one.setsockopt(0, 35, socket.inet_aton("239.77.12.4") + bytes(4) + struct.pack("i", 1))
    return "ESCAPED by IGMP"


# --- joins groups by every option that there is for it
import socket
import struct


def f(x):
    group, here = socket.inet_aton("239.77.12.5"), socket.inet_aton("127.0.0.1")
    # struct sockaddr_storage of the group, behind the interface's index: struct group_req, group_source_req.
    address = struct.pack("=H2x4s", socket.AF_INET, group).ljust(128, b"\0")
    source = struct.pack("=H2x4s", socket.AF_INET, here).ljust(128, b"\0")
    six = struct.pack("=H2xI16s", socket.AF_INET6, 0, socket.inet_pton(socket.AF_INET6, "ff01::77")).ljust(128, b"\0")
    tried = [
        (socket.AF_INET, 0, 39, group + here + here),  # IP_ADD_SOURCE_MEMBERSHIP
        (socket.AF_INET, 0, 41, struct.pack("=4s4sII", group, here, 1, 0)),  # IP_MSFILTER
        (socket.AF_INET, 0, 42, struct.pack("Q", 1) + address),  # MCAST_JOIN_GROUP
        (socket.AF_INET, 0, 46, struct.pack("Q", 1) + address + source),  # MCAST_JOIN_SOURCE_GROUP
        (socket.AF_INET6, 41, 20, socket.inet_pton(socket.AF_INET6, "ff01::77") + struct.pack("i", 1)),  # IPV6_ADD_MEMBERSHIP
        (socket.AF_INET6, 41, 27, socket.inet_pton(socket.AF_INET6, "ff01::77") + struct.pack("i", 1)),  # IPV6_JOIN_ANYCAST
        (socket.AF_INET6, 41, 42, struct.pack("Q", 1) + six),
        (socket.AF_INET6, 0, 35, group + here),  # IPv4's option of a socket for IPv6
    ]
    for family, level, option, value in tried:
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            with socket.socket(family, kind) as one:
                try:
                    one.setsockopt(level, option, value)
                except PermissionError:
                    continue
                except OSError as error:
                    return "ESCAPED to level %d, option %d: %s" % (level, option, error)
                return "ESCAPED by level %d, option %d" % (level, option)
    return x


# --- joins a group past Python
import ctypes
import os
import socket


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    value = socket.inet_aton("239.77.12.6") + socket.inet_aton("127.0.0.1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        number = 54 if os.uname().machine == "x86_64" else 208
        # The kernel looks at the lower half of level and option alone.
        for above in (0, 1 << 32):
            level, option = ctypes.c_long(above), ctypes.c_long(above + 35)
            if libc.syscall(ctypes.c_long(number), ctypes.c_long(one.fileno()), level, option, value, ctypes.c_long(8)) == 0:
                return "ESCAPED by IGMP"
    return x


# --- options that bind to devices, run programs, load modules, repair connections
import socket
import struct


def f(x):
    # A program of one instruction: it takes everything.
    everything = struct.pack("HBBI", 6, 0, 0, 0xFFFFFFFF)
    import ctypes

    code = ctypes.create_string_buffer(everything, 8)
    program = struct.pack("HxxxxxxP", 1, ctypes.addressof(code))
    tried = [
        (1, 25, b"lo\0"),  # SO_BINDTODEVICE
        (1, 62, struct.pack("i", 1)),  # SO_BINDTOIFINDEX
        (1, 26, program),  # SO_ATTACH_FILTER
        (1, 50, struct.pack("i", 0)),  # SO_ATTACH_BPF
        (1, 51, program),  # SO_ATTACH_REUSEPORT_CBPF
        (1, 36, struct.pack("i", 1)),  # SO_MARK
        (1, 12, struct.pack("i", 6)),  # SO_PRIORITY
        (1, 46, struct.pack("i", 50)),  # SO_BUSY_POLL
        (6, 13, b"bbr"),  # TCP_CONGESTION
        (6, 31, b"tls\0"),  # TCP_ULP
        (6, 19, struct.pack("i", 1)),  # TCP_REPAIR
        (6, 23, struct.pack("i", 5)),  # TCP_FASTOPEN
        (6, 30, struct.pack("i", 1)),  # TCP_FASTOPEN_CONNECT
        (0, 19, struct.pack("i", 1)),  # IP_TRANSPARENT
        (0, 32, socket.inet_aton("127.0.0.1")),  # IP_MULTICAST_IF
        (0, 64, bytes(84)),  # IPT_SO_SET_REPLACE
        (41, 64, bytes(84)),
        (270, 1, struct.pack("i", 1)),  # SOL_NETLINK
        (263, 1, bytes(16)),  # SOL_PACKET: PACKET_ADD_MEMBERSHIP
        (279, 1, bytes(16)),  # SOL_ALG
    ]
    for level, option, value in tried:
        with socket.socket() as one:
            try:
                one.setsockopt(level, option, value)
            except PermissionError:
                continue
            except OSError as error:
                return "ESCAPED to level %d, option %d: %s" % (level, option, error)
            return "ESCAPED by level %d, option %d" % (level, option)
    return x


# --- sockets of protocols that the kernel would load a module for
import socket


def f(x):
    for kind, protocol in ((socket.SOCK_STREAM, 132), (socket.SOCK_STREAM, 262), (socket.SOCK_DGRAM, 136), (socket.SOCK_DGRAM, 1)):
        for family in (socket.AF_INET, socket.AF_INET6):
            try:
                socket.socket(family, kind, protocol)
            except PermissionError:
                continue
            except OSError as error:
                return "ESCAPED to protocol %d: %s" % (protocol, error)
            return "ESCAPED with protocol %d" % protocol
    return x


# --- a hold on the process at the other end of its channel
import socket


def f(x):
    with socket.socket(fileno=3) as channel:
        try:
            found = channel.getsockopt(socket.SOL_SOCKET, 77)  # SO_PEERPIDFD
        finally:
            channel.detach()
    return "ESCAPED with a hold on another process: %d" % found
