#!/usr/bin/env python3
"""Reads a bureau's log from its static files, from C2SP tlog-tiles, tlog-checkpoint, tlog-cosignature and RFC 9162 alone: what read_log.go does with
Go's packages, for machines without Go. Usage: read_log.py -key VKEY [-witness VKEY] -log DIR [-heads DIR]. Exit status 1 and a reason where
anything is wrong: a signature, a tile, an entry, an earlier head that is not the beginning of the newest, or a file that ought to be there."""

import argparse
import base64
import pathlib
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from verify_result import Bad, leaf_hash, need, node_hash, root_from_path, sha256

WIDTH, HASH = 256, 32
SIGNATURE, COSIGNATURE = 1, 4


class NoteKey:
    def __init__(self, vkey):
        self.name, key_id, key = vkey.split("+", 2)
        content = base64.b64decode(key, validate=True)
        self.type, self.key = content[0], Ed25519PublicKey.from_public_bytes(content[1:])
        self.id = sha256(self.name.encode(), b"\n", content)[:4]
        need(self.id.hex() == key_id and self.type in (SIGNATURE, COSIGNATURE), "note key")

    def verify(self, body, signature):
        if self.type == COSIGNATURE:
            need(len(signature) == 72, "length of a cosignature")
            body = "cosignature/v1\ntime %d\n%s" % (int.from_bytes(signature[:8], "big"), body)
            signature = signature[8:]
        try:
            self.key.verify(signature, body.encode())
        except InvalidSignature:
            raise Bad("signature of " + self.name) from None


def open_checkpoint(file, keys):
    """Size and root, once each of the keys has a line and all its lines hold; lines of others are ignored."""
    body, lines = file.read_text(encoding="utf-8").rsplit("\n\n", 1)
    body += "\n"
    found = set()
    need(lines.endswith("\n"), "end of the note")
    for line in lines[:-1].split("\n"):
        dash, name, content = line.split(" ")
        need(dash == "\u2014", "signature line")
        content = base64.b64decode(content, validate=True)
        for key in keys:
            if (name, content[:4]) == (key.name, key.id):
                key.verify(body, content[4:])
                found.add(key)
    need(found == set(keys), "a signature is missing")
    origin, size, root, end = body.split("\n")
    need(origin == keys[0].name and end == "" and str(int(size)) == size, "lines of the checkpoint")
    return int(size), base64.b64decode(root, validate=True)


def path(level, index, width):
    parts = ["%03d" % (index % 1000)]
    while index >= 1000:
        index //= 1000
        parts.insert(0, "x%03d" % (index % 1000))
    return "tile/%s/%s" % (level, "/".join(parts)) + (".p/%d" % width if width < WIDTH else "")


def read_level(folder, level, count):
    """All hashes of a tile level of that many."""
    hashes = []
    for index in range((count + WIDTH - 1) // WIDTH):
        width = min(WIDTH, count - index * WIDTH)
        data = (folder / path(level, index, width)).read_bytes()
        need(len(data) == width * HASH, "length of a tile")
        hashes += [data[i : i + HASH] for i in range(0, len(data), HASH)]
    return hashes


def read_entries(folder, size):
    for index in range((size + WIDTH - 1) // WIDTH):
        width = min(WIDTH, size - index * WIDTH)
        data, at = (folder / path("entries", index, width)).read_bytes(), 0
        for _ in range(width):
            length = int.from_bytes(data[at : at + 2], "big")
            need(len(data) >= at + 2 + length, "an entry bundle ends early")
            yield data[at + 2 : at + 2 + length]
            at += 2 + length
        need(at == len(data), "bytes after the last entry")


class Tree:
    """All complete subtrees over the leaves, level by level, and from them roots and paths as RFC 9162 section 2.1 makes them."""

    def __init__(self, leaves):
        self.levels = [leaves]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    def root(self, start, end):
        size = end - start
        if size & (size - 1) == 0:
            return self.levels[size.bit_length() - 1][start // size]
        middle = start + (1 << (size - 1).bit_length() - 1)
        return node_hash(self.root(start, middle), self.root(middle, end))

    def path(self, index, size):
        start, end, hashes = 0, size, []
        while end - start > 1:
            middle = start + (1 << (end - start - 1).bit_length() - 1)
            if index < middle:
                hashes.insert(0, self.root(middle, end))
                end = middle
            else:
                hashes.insert(0, self.root(start, middle))
                start = middle
        return hashes


def read_log(folder, keys, heads):
    size, root = open_checkpoint(folder / "checkpoint", keys)
    levels, count = [], size
    while count > 0:
        levels.append(read_level(folder, len(levels), count))
        count //= WIDTH
    tree = Tree(levels[0])
    need(tree.root(0, size) == root, "the tiles lead to another root")
    for level, hashes in enumerate(levels):
        need(hashes == tree.levels[8 * level][: len(hashes)], "hashes of tile level %d" % level)
    for index, entry in enumerate(read_entries(folder, size)):
        leaf = leaf_hash(entry)
        need(leaf == levels[0][index], "entry %d is not the one in its tile" % index)
        need(root_from_path(leaf, index, size, tree.path(index, size)) == root, "entry %d is not in the tree" % index)
    for head in heads:
        earlier, earlier_root = open_checkpoint(head, keys[:1])
        need(earlier <= size and tree.root(0, earlier) == earlier_root, "head %s is not the beginning of the newest" % head.name)
        count, level = earlier, 0
        while count > 0:  # partial tiles of every head that was signed
            if count % WIDTH:
                data = (folder / path(level, count // WIDTH, count % WIDTH)).read_bytes()
                need(data == b"".join(tree.levels[8 * level][count - count % WIDTH : count]), "partial tile of head %s" % head.name)
            count, level = count // WIDTH, level + 1
    return size


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("-key", required=True)
    arguments.add_argument("-witness")
    arguments.add_argument("-log", required=True, type=pathlib.Path)
    arguments.add_argument("-heads", type=pathlib.Path)
    options = arguments.parse_args()
    try:
        keys = [NoteKey(vkey) for vkey in (options.key, options.witness) if vkey]
        heads = sorted(options.heads.iterdir()) if options.heads else []
        size = read_log(options.log, keys, heads)
    except (Bad, OSError, ValueError, KeyError, IndexError) as wrong:
        print("read_log.py: %s" % wrong, file=sys.stderr)
        sys.exit(1)
    print("%d entries proved, %d earlier heads consistent" % (size, len(heads)))


if __name__ == "__main__":
    main()
