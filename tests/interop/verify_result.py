#!/usr/bin/env python3
"""Verifies signed files of a terminal and the bureau without a line of our own code: CBOR by cbor2, Ed25519 by cryptography, SHA-256 by
hashlib, the rest straight from the standards. Usage: verify_result.py --bundle BUNDLE [--spoil N] [--receipt ACT RECEIPT] [--pair EARLIER LATER]
FILE... Prints a line a file or pair and a closing line. With --spoil it turns over N bits of each file, one after the other, and demands a refusal every time."""

import argparse
import base64
import hashlib
import io
import random
import sys
from fractions import Fraction

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ROLE, CENTRE, COMPETENCE, ENVIRONMENT, LABEL, TERMINAL, WARRANT = -70001, -70002, -70003, -70004, -70005, -70006, -70007
TREE_SIZE = -70010
ISSUER, INTAKE, LOG, WITNESS, RESPONSE, CHECKPOINT = 32, 33, 34, 35, 36, 37
DEVICE = 1
CHIEF = 3
SUPERVISOR, SITE_CHIEF = 5, 11
PANEL = (2, CHIEF)
SCORING = (2, 3, 6)  # examiner, chief, reviewer: only within the scope of their certificate
OPERATION, PASS, FAIL = 2, 1, 2
VOID, SHEET = 10, 13
RESULT_ENTRY = 30
TYPE = "application/vnd.kaogong."


class Bad(Exception):
    """What is wrong with the file, in words."""


def need(condition, what):
    if not condition:
        raise Bad(what)


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def load(data):
    """One CBOR item and nothing after it, in the one encoding that it may have."""
    stream = io.BytesIO(data)
    value = cbor2.load(stream)
    need(stream.tell() == len(data), "bytes after the end")
    need(cbor2.dumps(value, canonical=False) == data, "not the shortest encoding")
    return value


# ---- COSE_Sign1 (RFC 9052)


class Sign1:
    def __init__(self, tag, encoded=None):
        need(isinstance(tag, cbor2.CBORTag) and tag.tag == 18 and len(tag.value) == 4, "no COSE_Sign1")
        self.protected_bytes, self.unprotected, self.payload, self.signature = tag.value
        kinds = isinstance(self.protected_bytes, bytes) and isinstance(self.unprotected, dict) and isinstance(self.signature, bytes)
        need(kinds and isinstance(self.payload, (bytes, type(None))), "kinds of values in a COSE_Sign1")
        self.protected = load(self.protected_bytes)
        self.encoded = encoded if encoded is not None else cbor2.dumps(tag)
        need(2 not in self.protected, "critical header")
        need(self.protected.get(1) in (-8, -19), "algorithm")

    def type(self, name):
        need(self.protected.get(16) == TYPE + name, "type is not " + name)
        return self

    def verify(self, key, payload=None):
        need((payload is None) != (self.payload is None), "payload inside or outside")
        need(self.protected.get(4) == kid(key), "key id of another key")
        content = self.payload if payload is None else payload
        signed = cbor2.dumps(["Signature1", self.protected_bytes, b"", content])
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(self.signature, signed)
        except InvalidSignature:
            raise Bad("signature does not match") from None


def kid(key):
    """First half of the RFC 9679 thumbprint of an Ed25519 key."""
    return sha256(bytes.fromhex("a301012006215820") + key)[:16]


# ---- Certificates (CWT) and the trust bundle


class Certificate:
    def __init__(self, tag):
        self.message = Sign1(tag).type("certificate+cwt")
        need(self.message.unprotected == {}, "unprotected headers of a certificate")
        self.claims = load(self.message.payload)
        key = self.claims[8][1]
        self.key = key[-2]
        self.signs = key[1] == 1 and key[-1] == 6
        self.role = self.claims[ROLE]

    def good_at(self, second):
        need(self.claims[5] <= second <= self.claims[4], "certificate not valid then")


class Bundle:
    def __init__(self, data):
        self.payload_bytes, signatures = load(data)
        payload = load(self.payload_bytes)
        self.roots, self.threshold, self.bureau, self.environment = payload[5], payload[6], payload[4], payload[10]
        need(payload[11] == 1, "suite")
        by_kid = {kid(root): root for root in self.roots}
        signers = set()
        for signature in signatures:
            message = Sign1(signature).type("bundle+cose")
            root = by_kid.get(message.protected[4])
            need(root is not None, "signed by no root")
            message.verify(root, self.payload_bytes)
            signers.add(root)
        need(len(signers) == len(signatures) and len(signers) >= self.threshold, "too few roots signed")
        self.revoked = {bytes(row[0]): row[1] for row in payload.get(8, [])}
        self.certificates = [Certificate(tag) for tag in payload[7]]
        for certificate in self.certificates:
            certificate.message.verify(by_kid[certificate.message.protected[4]])
            need(certificate.claims[ENVIRONMENT] == self.environment, "environment of a certificate")

    def find(self, role, key_id, second):
        for certificate in self.certificates:
            if certificate.role == role and certificate.signs and kid(certificate.key) == key_id:
                certificate.good_at(second)
                return certificate
        raise Bad("no certificate of role %d for this key" % role)

    def judge(self, tag, role, second, environment, session=None):
        certificate = Certificate(tag)
        if WARRANT in certificate.claims:
            return self.judge_emergency(certificate, role, second, environment, session)
        issuer = self.find(ISSUER, certificate.message.protected[4], certificate.claims[6])
        certificate.message.verify(issuer.key)
        certificate.good_at(second)
        need(certificate.role == role, "role of a certificate")
        need(certificate.claims[ENVIRONMENT] == environment == self.environment, "environment")
        revoked = self.revoked.get(bytes.fromhex(certificate.claims[2]))
        need(revoked is None or second * 1000 < revoked, "certificate revoked")
        return certificate


    def judge_emergency(self, certificate, role, second, environment, session):
        """Signed by its own key; two people of the centre, site chief and supervisor, stand behind it for one session and a day at most."""
        claims = certificate.claims
        certificate.message.verify(certificate.key)
        certificate.good_at(second)
        payload, signatures = load(claims[WARRANT])
        warrant = load(payload)
        need(len(signatures) == 2 and claims[1] == "emergency", "signatures of a warrant")
        need(warrant[2] == session and 0 < warrant[9] - warrant[8] <= 86400, "session or hours of a warrant")
        same = [warrant[3], warrant[4], warrant[5], warrant[6], warrant.get(7), warrant[8], warrant[9], warrant[10]]
        needed = [claims.get(CENTRE), claims.get(LABEL), claims[ROLE], claims[8][1], claims.get(COMPETENCE), claims[5], claims[4], claims[ENVIRONMENT]]
        need(same == needed and claims[6] == claims[5] and certificate.role == role, "warrant and certificate")
        need(role not in (DEVICE, SUPERVISOR, SITE_CHIEF) and role < ISSUER, "role of a warrant")
        need(claims[ENVIRONMENT] == environment == self.environment, "environment")
        revoked = self.revoked.get(bytes.fromhex(claims[2]))
        need(revoked is None or second * 1000 < revoked, "certificate revoked")
        people = {claims.get(LABEL)}
        for tag, wanted in zip(signatures, (SITE_CHIEF, SUPERVISOR)):
            message = Sign1(tag).type("warrant+cose")
            said = message.protected[15]
            need(message.protected[3] == TYPE + "warrant+cbor" and list(message.unprotected) == [13], "headers of a warrant")
            issuer = self.judge(message.unprotected[13], wanted, said[6], environment)
            need(said[1] == issuer.claims[1] and said[2] == issuer.claims[2] and said[6] <= warrant[9], "claims of a warrant")
            need(issuer.claims.get(CENTRE) == warrant[3], "centre of a warrant")
            message.verify(issuer.key, payload)
            people.add(issuer.claims.get(LABEL))
        need(len(people) == 3, "two people who warrant a third")
        return certificate


# ---- Merkle tree (RFC 9162 section 2.1)


def leaf_hash(data):
    return sha256(b"\x00", data)


def node_hash(left, right):
    return sha256(b"\x01", left, right)


def root_of(leaves):
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


def root_from_path(leaf, index, size, path):
    need(index < size, "leaf beyond the tree")
    node, last, root = index, size - 1, leaf
    for sibling in path:
        need(last > 0, "path too long")
        if node % 2 == 1 or node == last:
            root = node_hash(sibling, root)
            while node % 2 == 0 and node != 0:
                node, last = node // 2, last // 2
        else:
            root = node_hash(root, sibling)
        node, last = node // 2, last // 2
    need(last == 0, "path too short")
    return root


# ---- The files


def verify_result(data, bundle):
    """SignedResult: one detached signature for each required signer, in order."""
    payload, signatures = load(data)
    record = load(payload)
    need(record[1] == ((3 if record[3] == 9 else 2) if 22 in record or 23 in record else 1), "version")
    signers = record[9]
    need(len(signers) == len(signatures), "not exactly the required signatures")
    certificates = []
    for (role, key_id), tag in zip(signers, signatures):
        message = Sign1(tag).type("result+cose")
        need(message.protected[3] == TYPE + "result+cbor", "content type")
        claims = message.protected[15]
        certificate = bundle.judge(message.unprotected[13], role, claims[6], record[18], record[4])
        need(message.protected[4] == key_id and list(message.unprotected) == [13], "signer or headers")
        need(claims[2] == certificate.claims[2] and claims[1] == certificate.claims[1], "claims and certificate")
        if role in SCORING:
            scope = certificate.claims.get(COMPETENCE, [])
            need(any(occupation == record[6][0] and level >= record[6][1] for occupation, level in scope), "scope of a certificate")
        if role == DEVICE:
            need(certificate.claims[TERMINAL] == record[14], "terminal")
        message.verify(certificate.key, payload)
        certificates.append(certificate)
    if record[3] == OPERATION and record.get(7):
        check_panel(record, certificates)
    if record[3] == OPERATION and record.get(22) and record[15][2] in (PASS, FAIL):
        check_sums(record)
    return payload, record


def check_panel(record, certificates):
    """Scores are those of an odd number of at least three people, one of them the chief; two keys of one number are one person."""
    panel = [(role, certificate) for (role, _), certificate in zip(record[9], certificates) if role in PANEL]
    people = {certificate.claims.get(LABEL, certificate.key) for _, certificate in panel}
    chiefs = [role for role, _ in panel if role == CHIEF]
    need(len(panel) >= 3 and len(panel) % 2 == 1 and len(people) == len(panel) and len(chiefs) == 1, "panel")


def check_sums(record):
    """The printed rows add up to their modules; where no rule took or gave points, the modules with their weights give the points."""
    modules = record[22]
    need(sum(row[2] for row in record[7]) == sum(module[1] for module in modules), "rows and modules")
    if any(points for _, points in record.get(19, [])):
        return
    exact = sum(Fraction(module[4], module[5]) / module[2] * Fraction(module[3], 10000) for module in modules) * record[15][1]
    need(exact.__floor__() == record[15][0], "modules and points")


def verify_receipt(data, leaf_data, bundle):
    """COSE Receipt (RFC 9942); returns tree size, root and time."""
    message = Sign1(load(data))
    need(message.protected[395] == 1 and list(message.unprotected) == [396], "headers of the receipt")
    (proof,) = message.unprotected[396][-1]
    size, index, path = load(proof)
    claims = message.protected[15]
    need(claims[TREE_SIZE] == size and claims[1] == bundle.bureau, "signed tree size or issuer")
    need(path, "empty path")
    root = root_from_path(leaf_hash(leaf_data), index, size, path)
    message.verify(bundle.find(LOG, message.protected[4], claims[6]).key, root)
    return size, root, claims[6]


def verify_checkpoint(note, bundle, second):
    """C2SP tlog-checkpoint with the log's signature and those of witnesses; returns size and root."""
    body, lines = note.split("\n\n")
    body += "\n"
    origin, size, root = body.split("\n")[:3]
    need(lines.endswith("\n"), "end of the note")
    for number, line in enumerate(lines[:-1].split("\n")):
        need(line.startswith("\u2014 "), "signature line")
        name, content = line[2:].split(" ")
        content = base64.b64decode(content, validate=True)
        role, algorithm = (CHECKPOINT, 1) if number == 0 else (WITNESS, 4)
        need(number > 0 or name == origin, "the first signature is not the log's")
        (certificate,) = [c for c in bundle.certificates if c.role == role and c.claims.get(LABEL) == name]
        certificate.good_at(second)
        need(content[:4] == sha256(name.encode(), b"\n", bytes([algorithm]), certificate.key)[:4], "key hash")
        signed = body
        if algorithm == 4:
            signed = "cosignature/v1\ntime %d\n%s" % (int.from_bytes(content[4:12], "big"), body)
        try:
            Ed25519PublicKey.from_public_bytes(certificate.key).verify(content[-64:], signed.encode())
        except InvalidSignature:
            raise Bad("signature of the checkpoint") from None
    return int(size), base64.b64decode(root, validate=True)


def verify_proof(data, bundle):
    result, leaf_data, receipt, checkpoint = load(data)
    payload, record = verify_result(result, bundle)
    need(load(leaf_data)[:2] == [1, sha256(payload)], "the receipt is for another record")
    size, root, second = verify_receipt(receipt, leaf_data, bundle)
    if checkpoint:
        need(verify_checkpoint(checkpoint, bundle, second) == (size, root), "checkpoint of another tree")
    return "proof, points %s" % record.get(15, ["none"])[0]


def split_items(data):
    """A CBOR sequence with the bytes of each item."""
    stream, start = io.BytesIO(data), 0
    while start < len(data):
        value = cbor2.load(stream)
        yield value, data[start : stream.tell()]
        start = stream.tell()


def verify_parcel(data, bundle):
    items = list(split_items(data[5:]))
    message = Sign1(items[0][0], items[0][1]).type("parcel+cose")
    head = load(message.payload)
    certificate = bundle.judge(message.unprotected[13], DEVICE, message.protected[15][6], bundle.environment)
    message.verify(certificate.key)
    need(certificate.claims[TERMINAL] == head[2] and head[12] == 1, "terminal or suite")
    entries = items[1 : 1 + head[5]]
    need(len(entries) == head[5], "number of entries")
    part = b"".join(encoded for _, encoded in entries)
    need([len(part), sha256(part)] == head[11], "entries part")
    leaves = []
    for position, (entry, _) in enumerate(entries):
        verify_entry(entry, position, head, leaves, certificate.key, bundle)
    if head[4] == 0:
        need(root_of(leaves) == head[7], "root at the end")
    verify_blobs(items[1 + head[5] :], head.get(10, []))
    return "parcel of entries %d..%d" % (head[4], head[4] + head[5] - 1)


def verify_entry(encoded, position, head, leaves, key, bundle):
    message = Sign1(load(encoded), encoded).type("entry+cose")
    message.verify(key)
    entry = load(message.payload)
    need(entry[2] == head[2] and entry[4] == head[4] + position, "place of an entry")
    if position == 0:
        need(entry[5] == head[6], "root at the first entry")
    if head[4] == 0:
        need(entry[5] == root_of(leaves), "root before an entry")
    leaves.append(leaf_hash(encoded))
    if entry[8] == RESULT_ENTRY:
        need(entry[9][1] == sha256(entry[9][2]), "hash of a result")
        verify_result(entry[9][2], bundle)


def verify_blobs(pieces, facts):
    content = {}
    for (digest, offset, piece), _ in pieces:
        need(len(content.setdefault(digest, b"")) == offset, "order of an attached file's pieces")
        content[digest] += piece
    need([[digest, len(data)] for digest, data in content.items()] == facts, "attached files")
    need(all(sha256(data) == digest for digest, data in content.items()), "hash of an attached file")


def verify_answer(data, bundle):
    items = list(split_items(data[5:]))
    message = Sign1(items[0][0], items[0][1]).type("answer+cose")
    answer = load(message.payload)
    second = message.protected[15][6]
    message.verify(bundle.find(INTAKE, message.protected[4], second).key)
    log = verify_checkpoint(answer[8], bundle, second)
    for _, leaf_data, receipt in answer.get(7, []):
        size, root, _ = verify_receipt(receipt, leaf_data, bundle)
        need(size != log[0] or root == log[1], "receipt and checkpoint")
    if len(items) > 1:
        newer = Bundle(items[1][1])
        need(newer.roots == bundle.roots, "root set of the newer bundle")
    return "answer with %d receipts" % len(answer.get(7, []))


# Acts of the bureau that stand alone: by the type that the signature claims, what it is and under which key its time in ms stands.
ACTS = {TYPE + "outcome+cose": ("outcome", 11), TYPE + "certificate-draft+cose": ("draft of a certificate", 5), TYPE + "notice+cose": ("act of a notice", 6),
        TYPE + "act+cose": ("decision about a result put aside", 6)}


def verify_act(data, bundle):
    message = Sign1(load(data))
    need(message.protected.get(16) in ACTS and message.unprotected == {}, "headers of an act")
    name, at = ACTS[message.protected[16]]
    message.verify(bundle.find(INTAKE, message.protected[4], load(message.payload)[at] // 1000).key)
    return name


def verify_pair(earlier_data, later_data, bundle):
    """That the later proof or outcome takes the place of the earlier one; what of, in words."""
    if isinstance(load(earlier_data), cbor2.CBORTag):
        verify_act(earlier_data, bundle)
        verify_act(later_data, bundle)
        earlier, later = (load(Sign1(load(data)).payload) for data in (earlier_data, later_data))
        need(later.get(10) == sha256(earlier_data) and later[9] == earlier[9] + 1, "version of an outcome")
        need([earlier[3], earlier[4]] == [later[3], later[4]], "batch of an outcome")
        return "outcome"
    verify_proof(earlier_data, bundle)
    verify_proof(later_data, bundle)
    payloads = [load(load(data)[0])[0] for data in (earlier_data, later_data)]
    earlier, later = map(load, payloads)
    need(later.get(12) == sha256(payloads[0]), "the later names another record")
    need([earlier[key] for key in (4, 5)] == [later[key] for key in (4, 5)] and earlier[6][:2] == later[6][:2], "candidate, session or subject")
    need(earlier[3] not in (VOID, SHEET), "kind of what is amended")
    return "declared void" if later[3] == VOID else "replaced"


def verify_beside(act_data, receipt_data, bundle):
    """An act of the bureau and the receipt of its leaf; its place in the log."""
    verify_act(act_data, bundle)
    verify_receipt(receipt_data, cbor2.dumps([3, sha256(act_data)]), bundle)
    return load(Sign1(load(receipt_data)).unprotected[396][-1][0])[1]


def verify_any(data, bundle):
    if data.startswith(b"KGP1\n"):
        return verify_parcel(data, bundle)
    if data.startswith(b"KGA1\n"):
        return verify_answer(data, bundle)
    value = load(data)
    if isinstance(value, cbor2.CBORTag):
        return verify_act(data, bundle)
    if isinstance(value, list) and len(value) == 4:
        return verify_proof(data, bundle)
    if isinstance(value, list) and len(value) == 2 and Sign1(value[1][0]).protected.get(16) == TYPE + "bundle+cose":
        Bundle(data)
        return "bundle"
    verify_result(data, bundle)
    return "result"


def spoilt_copies_are_refused(data, bundle, count):
    """How many of `count` copies with one bit turned over are refused; the bits are the same in every run."""
    bits = random.Random(1)
    refused = 0
    for _ in range(count):
        bit = bits.randrange(len(data) * 8)
        spoilt = bytearray(data)
        spoilt[bit // 8] ^= 1 << bit % 8
        try:
            verify_any(bytes(spoilt), bundle)
            print("  bit %d of byte %d changes nothing" % (bit % 8, bit // 8))
        except Exception:
            refused += 1
    return refused


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--bundle", required=True)
    arguments.add_argument("--spoil", type=int, default=0, metavar="N")
    arguments.add_argument("--receipt", action="append", nargs=2, default=[], metavar=("ACT", "RECEIPT"))
    arguments.add_argument("--pair", action="append", nargs=2, default=[], metavar=("EARLIER", "LATER"))
    arguments.add_argument("files", nargs="*")
    options = arguments.parse_args()
    with open(options.bundle, "rb") as file:
        bundle = Bundle(file.read())
    passed = failed = 0
    for path in options.files:
        with open(path, "rb") as file:
            data = file.read()
        try:
            print("%s: good, %s" % (path, verify_any(data, bundle)))
            if options.spoil:
                need(spoilt_copies_are_refused(data, bundle, options.spoil) == options.spoil, "a spoilt copy was taken for good")
            passed += 1
        except Exception as wrong:  # whatever a library says of spoilt bytes is a refusal
            print("%s: BAD, %s: %s" % (path, type(wrong).__name__, wrong))
            failed += 1
    for check, pairs in ((verify_beside, options.receipt), (verify_pair, options.pair)):
        for names in pairs:
            try:
                first, second = (open(name, "rb").read() for name in names)
                print("%s, %s: %s" % (*names, check(first, second, bundle)))
                passed += 1
            except Exception as wrong:  # as above
                print("%s, %s: BAD, %s: %s" % (*names, type(wrong).__name__, wrong))
                failed += 1
    print("%d passed, %d failed, 0 skipped" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
