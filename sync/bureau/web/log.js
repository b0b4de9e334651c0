// The bureau's log: leaf data and receipts (RFC 9942 over an RFC 9162 tree). Twin of core/record/receipt.h and merkle.h.
import { concat, equal } from "./bytes.js";
import { Fields, Reader, head_bytes, read_list, read_text } from "./cbor.js";
import { kRole } from "./certificate.js";
import { decode_sign1, expect_shape, key_id_of, verify_detached } from "./cose.js";
import { kCheckpointMax } from "./checkpoint.js";
import { kHashSize, sha256 } from "./keys.js";
import { demand } from "./refusal.js";

const kGenesis = 0, kResult = 1, kAct = 3;
const kInclusionProofs = -1; // in header 396
const kRfc9162Sha256 = 1n;   // header 395
const kPathMax = 64;
const kLeaf = Uint8Array.of(0), kNode = Uint8Array.of(1);

// ---- leaf data

// { kind, record, entry } of a result's leaf; of other leaves only the kind.
export function decode_leaf(leaf_data) {
  const reader = new Reader(leaf_data);
  const items = reader.array();
  const kind = reader.number_in(kGenesis, kAct);
  const as_meant = kind === kGenesis ? items === 2 || items === 3 : items === (kind === kResult ? 3 : 2);
  demand(as_meant, "record_value_invalid", { text: String(items) });
  const leaf = { kind };
  if (kind === kGenesis) {
    read_text(reader);
    if (items === 3) read_text(reader, kCheckpointMax);
  } else {
    leaf.record = reader.fixed(kHashSize);
    if (kind === kResult) leaf.entry = reader.fixed(kHashSize);
  }
  reader.finish();
  return leaf;
}

export function is_leaf_of(leaf, record_hash) {
  return leaf.kind === kResult && equal(leaf.record, record_hash);
}

// The leaf of an act of the bureau: [3, hash of the act].
export function act_leaf(act_hash) {
  return concat(Uint8Array.of(0x82, kAct), head_bytes(2, kHashSize), act_hash);
}

// ---- receipts

function read_only_proof(proofs) {
  const reader = new Reader(proofs);
  const fields = new Fields(reader);
  fields.need(kInclusionProofs);
  reader.array_of(1);
  const proof = reader.bytes();
  fields.close();
  reader.finish();
  return proof;
}

// { message, issuer, issued_at_s, tree_size, index, path }: form, and that signed and unsigned tree size agree.
export function decode_receipt(encoded) {
  const message = decode_sign1(encoded);
  expect_shape(message, { detached: true, unprotected: "proofs" });
  demand(message.headers.structure === kRfc9162Sha256, "cose_header");
  const { claims } = message.headers;
  const complete = claims && claims.issuer !== "" && claims.subject === "" && claims.issued_at_s !== null && claims.tree_size !== null;
  demand(complete, "cose_header");
  const reader = new Reader(read_only_proof(message.unprotected.proofs));
  reader.array_of(3);
  const tree_size = reader.unsigned_integer(), index = reader.unsigned_integer();
  const path = read_list(reader, kPathMax, (items) => items.fixed(kHashSize));
  reader.finish();
  demand(tree_size === claims.tree_size, "receipt_size_unsigned", { text: `${tree_size}/${claims.tree_size}` });
  return { message, issuer: claims.issuer, issued_at_s: claims.issued_at_s, tree_size, index, path };
}

// RFC 9162 section 2.1.3.2.
export async function root_from_path(leaf_data, { tree_size, index, path }) {
  demand(index < tree_size, "tree_inclusion_bad");
  let node = index, last = tree_size - 1n, root = await sha256(kLeaf, leaf_data);
  for (const sibling of path) {
    demand(last !== 0n, "tree_inclusion_bad");
    if (node % 2n === 1n || node === last) {
      root = await sha256(kNode, sibling, root);
      while (node % 2n === 0n && node !== 0n) (node /= 2n), (last /= 2n);
    } else {
      root = await sha256(kNode, root, sibling);
    }
    node /= 2n;
    last /= 2n;
  }
  demand(last === 0n, "tree_inclusion_bad");
  return root;
}

// Whose receipt it is: the key of the bundle's log.
export async function log_key_of(receipt, bundle) {
  demand(receipt.issuer === bundle.bureau, "certificate_issuer_unknown", { text: receipt.issuer });
  return bundle.key_of(key_id_of(receipt.message), { role: kRole.log, at_ms: receipt.issued_at_s * 1000 });
}

// That the leaf is in the log of the bundle's bureau; the tree's root.
export async function verify_receipt(receipt, leaf_data, bundle) {
  const key = await log_key_of(receipt, bundle);
  const root = await root_from_path(leaf_data, receipt);
  await verify_detached(receipt.message, root, key);
  return root;
}
