#!/usr/bin/env python3
"""Reads a packed network (HAFNIAPN, version 1) and prints one line of JSON for each layer.

    python3 docs/read_packed.py network.hafniapn

Needs nothing but Python 3. `layers(bytes)` gives dictionaries; a weight j of unit u is
`layer["sign"][u * layer["words"] + j // 64] >> j % 64 & 1`: 1 for +1. In a ternary layer it is 0
where the same bit of "mask" is.
"""

import json
import struct
import sys


class Reader:
    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, code, count):
        size = struct.calcsize("<" + code)
        if self.at + count * size > len(self.data):
            raise ValueError("a packed network that ends before its time")
        values = struct.unpack_from("<%d%s" % (count, code), self.data, self.at)
        self.at += count * size
        return list(values)

    def int(self):
        return self.take("i", 1)[0]

    def windows(self):
        return [self.take("i", 6) for _ in range(self.int())]


def layer(reader):
    one = {
        "number": reader.int(),
        "input": ["real", "binary", "ternary"][reader.int()],
        "ternary": reader.int() == 1,
        "groups": reader.int(),
        "inputGrid": reader.take("i", 3),
        "sumsGrid": reader.take("i", 3),
        "window": reader.take("i", 6),
        "words": reader.int(),
    }
    units = one["sumsGrid"][0]
    one["sign"] = reader.take("Q", units * one["words"])
    one["mask"] = reader.take("Q", units * one["words"]) if one["ternary"] else []
    planes = reader.int()
    one["planes"] = [
        {"threshold": reader.take("f", units), "inverted": reader.take("i", units)}
        for _ in range(planes)
    ]
    if planes:
        one["turned"] = reader.take("i", units)
        one["poolsBefore"] = reader.windows()
        one["poolsAfter"] = reader.windows()
    else:
        one["lines"] = [
            {"gain": reader.take("f", units), "offset": reader.take("f", units)}
            for _ in range(reader.int())
        ]
    return one


def layers(data):
    if data[:8] != b"HAFNIAPN":
        raise ValueError("no packed network: it does not start with HAFNIAPN")
    reader = Reader(data)
    reader.at = 8
    version = reader.int()
    if version != 1:
        raise ValueError("version %d; this reads version 1" % version)
    read = [layer(reader) for _ in range(reader.int())]
    if reader.at != len(data):
        raise ValueError("%d bytes after the last layer" % (len(data) - reader.at))
    return read


def summary(one):
    ones = sum(bin(word).count("1") for word in one["sign"])
    return {
        "number": one["number"],
        "input": one["input"],
        "units": one["sumsGrid"][0],
        "window": one["window"],
        "plusOnes": ones,
        "nonzero": sum(bin(word).count("1") for word in one["mask"]),
        "planes": len(one["planes"]),
    }


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        for one in layers(file.read()):
            print(json.dumps(summary(one)))
