#!/usr/bin/env python3
"""The reverse of verify_result.py: makes a trust bundle and a signed result with cbor2 and cryptography alone, from FORMAT.md, for our own
program to verify. Usage: sign_result.py DIR. Keys are derived from fixed seeds, so that the files are the same every time."""

import hashlib
import os
import sys

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

TYPE = "application/vnd.kaogong."
NOW_S = 1795222800
DAY_S = 86400
DEMO = 1
ISSUER, DEVICE, EXAMINER, CHIEF = 32, 1, 2, 3


def sha256(data):
    return hashlib.sha256(data).digest()


class Key:
    def __init__(self, name):
        self.private = Ed25519PrivateKey.from_private_bytes(sha256(name.encode()))
        self.public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.cose = {1: 1, -1: 6, -2: self.public}
        self.id = sha256(cbor2.dumps(self.cose))[:16]

    def sign1(self, payload, headers, unprotected=None, detached=False):
        protected = cbor2.dumps(self.ordered(headers))
        signature = self.private.sign(cbor2.dumps(["Signature1", protected, b"", payload]))
        return cbor2.CBORTag(18, [protected, unprotected or {}, None if detached else payload, signature])

    def ordered(self, headers):
        """Keys in rising order: the decoder demands it, and a dict keeps the order in which it was filled."""
        full = {1: -8, 4: self.id, **headers}
        return {key: full[key] for key in sorted(full)}


def certificate(key, role, signer, issuer, name, extra=None):
    claims = {1: issuer, 2: sha256(name.encode())[:16].hex(), 4: NOW_S + 100 * DAY_S, 5: NOW_S - 100 * DAY_S, 6: NOW_S - 50 * DAY_S}
    private = {-70001: role, -70004: DEMO, **(extra or {})}
    claims.update({8: {1: key.cose}, **{key: private[key] for key in sorted(private, reverse=True)}})
    return signer.sign1(cbor2.dumps(claims), {16: TYPE + "certificate+cwt"})


def bundle(roots, issuer):
    payload = {1: 1, 2: (NOW_S - DAY_S) * 1000, 3: (NOW_S + 90 * DAY_S) * 1000, 4: "bureau.python", 5: sorted(root.public for root in roots), 6: 2}
    payload.update({7: [certificate(issuer, ISSUER, roots[0], "root", "issuer")], 10: DEMO, 11: 1})
    encoded = cbor2.dumps(payload)
    signers = sorted(roots[:2], key=lambda root: root.id)
    return cbor2.dumps([encoded, [root.sign1(encoded, {16: TYPE + "bundle+cose"}, detached=True) for root in signers]])


def result(issuer):
    terminal = sha256(b"terminal")[:16]
    panel = ((EXAMINER, "K-2041"), (EXAMINER, "K-2042"), (CHIEF, "K-1007"))
    signers = [(DEVICE, Key("device"), {-70006: terminal})]
    signers += [(role, Key(number), {-70003: [["6-31-01-03", 3]], -70005: number}) for role, number in panel]
    signers.sort(key=lambda signer: (signer[0], signer[1].id))
    record = {1: 1, 2: sha256(b"record")[:16], 3: 2, 4: sha256(b"session")[:16], 5: sha256(b"candidate")[:16]}
    record[6] = ["6-31-01-03", 3, sha256(b"spec"), sha256(b"sheet")]
    record[7] = [["A01", 1, 450, 500], ["A02", 2, 0, 500]]
    record[8] = [NOW_S * 1000, (NOW_S + 3600) * 1000, 3_500_000]
    record[9] = [[role, key.id] for role, key, _ in signers]
    record.update({10: sha256(b"salt")[:16], 14: terminal, 15: [450, 1000, 2], 16: ["S-0001", "2026-11-0042", 1], 18: DEMO, 21: 0})
    payload = cbor2.dumps(record)
    signatures = []
    for role, key, extra in signers:
        name = "certificate of " + key.id.hex()
        own = certificate(key, role, issuer, "bureau.python", name, extra)
        subject = sha256(name.encode())[:16].hex()
        headers = {3: TYPE + "result+cbor", 15: {1: "bureau.python", 2: subject, 6: NOW_S + 3700}, 16: TYPE + "result+cose"}
        signatures.append(key.sign1(payload, headers, {13: own}, detached=True))
    return cbor2.dumps([payload, signatures])


def main():
    folder = sys.argv[1]
    roots, issuer = [Key("root %d" % number) for number in range(3)], Key("issuer")
    for name, content in (("bundle", bundle(roots, issuer)), ("result.kgr", result(issuer))):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)


if __name__ == "__main__":
    main()
