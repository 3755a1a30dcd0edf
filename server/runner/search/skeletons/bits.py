"""The bits of whole numbers."""

from .skeleton import given, skeleton, test, value


@skeleton(
    "positions of bits",
    "bit set power unset highest lowest toggle binary",
    cost=8,
    N=given("i"),
    KEEP=test("i, bit: bit == 1", "i, bit: bit == 0", "i, bit: bit == 1 and i % 2 == 0", "i, bit: bit == 1 and i % 2 == 1"),
    VALUE=value("i: i", "i: i + 1", "i: 1 << i"),
)
def bit_positions(N, KEEP, VALUE):
    return [VALUE(i) for i in range(N.bit_length()) if KEEP(i, N >> i & 1)]


@skeleton(
    "number with changed bits",
    "bit flip toggle complement swap set invert binary alternate middle",
    cost=8,
    N=given("i"),
    CHANGED=value(
        "i, last, bit: 1 - bit",
        "i, last, bit: bit if i % 2 == 0 else 1",
        "i, last, bit: bit if i % 2 == 1 else 1",
        "i, last, bit: 1 - bit if i % 2 == 0 else bit",
        "i, last, bit: 1 - bit if i % 2 == 1 else bit",
        "i, last, bit: 1 - bit if 0 < i < last else bit",
        "i, last, bit: 1 - bit if i in (0, last) else bit",
    ),
)
def changed_bits(N, CHANGED):
    last = N.bit_length() - 1
    return sum(CHANGED(i, last, N >> i & 1) << i for i in range(last + 1))


@skeleton(
    "number of reordered bits",
    "bit rotat binary pad width",
    cost=9,
    N=given("i"),
    ORDER=value(
        "bits: bits[::-1]",
        "bits: ''.join(sorted(bits, reverse=True))",
        "bits: bits[1:] + bits[:1]",
        "bits: bits.zfill(8)[::-1]",
        "bits: bits.zfill(32)[::-1]",
    ),
)
def reordered_bits(N, ORDER):
    return int(ORDER(format(N, "b")), 2)


@skeleton(
    "numbers by their bits",
    "bit binary set popcount evil odious",
    cost=9,
    NUMBERS=given("qer"),
    KEEP=test("bits: True", "bits: bits.count('1') % 2 == 0", "bits: '11' not in bits", "bits: bits == bits[::-1]"),
    VALUE=value("bits: bits.count('1')", "bits: int(bits, 2)", "bits: bits", "bits: bits.count('0')"),
)
def by_bits(NUMBERS, KEEP, VALUE):
    result = []
    for n in NUMBERS:
        bits = format(n, "b")
        if KEEP(bits):
            result.append(VALUE(bits))
    return result
