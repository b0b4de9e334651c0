// The bureau's log: leaf data, receipts (RFC 9942 over an RFC 9162 tree) and checkpoints (C2SP signed notes). Twin of core/record/receipt.h,
// merkle.h and checkpoint.h.
import { concat, equal, from_base64, utf8 } from "./bytes.js";
import { Fields, Reader, read_list, read_text, kTimeMaxMs } from "./cbor.js";
import { kRole } from "./certificate.js";
import { decode_sign1, expect_shape, key_id_of, verify_detached } from "./cose.js";
import { kHashSize, kSignatureSize, public_key_of, sha256, verify_signature } from "./keys.js";
import { demand, refuse } from "./refusal.js";

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
async function root_from_path(leaf_data, { tree_size, index, path }) {
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

// That the leaf is in the log of the bundle's bureau; the tree's root.
export async function verify_receipt(receipt, leaf_data, bundle) {
  demand(receipt.issuer === bundle.bureau, "certificate_issuer_unknown", { text: receipt.issuer });
  const key = await bundle.key_of(key_id_of(receipt.message), { role: kRole.log, at_ms: receipt.issued_at_s * 1000 });
  const root = await root_from_path(leaf_data, receipt);
  await verify_detached(receipt.message, root, key);
  return root;
}

// ---- checkpoints

const kCheckpointMax = 4096, kSignatureLinesMax = 16, kNameMax = 256;
const kDash = "\u2014 ";
const kKeyHashSize = 4, kTimeSize = 8;
const kAlgorithmEd25519 = 1, kAlgorithmCosignature = 4;
const kTreeSizeMax = (1n << 63n) / 2n - 1n;

function bad(text) {
  refuse("checkpoint_bad", { text });
}

function is_name(name) {
  return name !== "" && utf8(name).length <= kNameMax && !/[ +\n\r\t]/.test(name);
}

function read_line(line) {
  if (!line.startsWith(kDash)) bad("line");
  const [name, ...rest] = line.slice(kDash.length).split(" ");
  if (rest.length === 0 || !is_name(name)) bad("name");
  const content = from_base64(rest.join(" "));
  if (content === null) bad("base64");
  return { name, content };
}

// { body, lines }: the body with the newline of its last line, which is what is signed.
function read_note(text) {
  if (utf8(text).length > kCheckpointMax) bad("size");
  const gap = text.indexOf("\n\n");
  if (gap < 0 || !text.endsWith("\n")) bad("lines");
  const rest = text.slice(gap + 2);
  const lines = rest === "" ? [] : rest.slice(0, -1).split("\n").map(read_line);
  if (lines.length === 0 || lines.length > kSignatureLinesMax) bad("lines");
  return { body: text.slice(0, gap + 1), lines };
}

function read_body(body) {
  const lines = body.slice(0, -1).split("\n");
  if (lines.length !== 3) bad("lines");
  const [origin, size, root_text] = lines;
  if (!is_name(origin)) bad("origin");
  if (!/^(0|[1-9][0-9]{0,18})$/.test(size) || BigInt(size) > kTreeSizeMax) bad("size");
  const root = from_base64(root_text);
  if (root === null || root.length !== kHashSize) bad("root");
  return { origin, size: BigInt(size), root };
}

async function check_line(body, { name, content }, algorithm, key) {
  const is_cosignature = algorithm === kAlgorithmCosignature;
  const extra = is_cosignature ? kTimeSize : 0;
  if (content.length !== kKeyHashSize + extra + kSignatureSize) bad("length");
  const key_hash = await sha256(utf8(name), Uint8Array.of(0x0a, algorithm), key.x);
  if (!equal(content.subarray(0, kKeyHashSize), key_hash.subarray(0, kKeyHashSize))) bad("key hash");
  const time = new DataView(content.buffer, content.byteOffset + kKeyHashSize, extra);
  if (is_cosignature && time.getBigUint64(0) > BigInt(Math.floor(kTimeMaxMs / 1000))) bad("time");
  const before = is_cosignature ? `cosignature/v1\ntime ${time.getBigUint64(0)}\n` : "";
  const holds = await verify_signature(key, concat(utf8(before), utf8(body)), content.subarray(kKeyHashSize + extra));
  demand(holds, "signature_bad", { name });
}

// { origin, size, root, witnesses }: the first signature is by the bundle's checkpoint key labelled with the origin, every further one by a
// witness of the bundle.
export async function verify_checkpoint(text, bundle, at_ms) {
  const { body, lines } = read_note(text);
  const checkpoint = read_body(body);
  for (const [i, line] of lines.entries()) {
    if (i === 0 && line.name !== checkpoint.origin) bad("origin");
    const role = i === 0 ? kRole.checkpoint : kRole.witness;
    const named = bundle.all_of(role).find(({ label }) => label === line.name);
    demand(named, "certificate_issuer_unknown", { role, name: line.name });
    const key = await public_key_of(bundle.find(named.key_id, { role, at_ms }).key);
    await check_line(body, line, i === 0 ? kAlgorithmEd25519 : kAlgorithmCosignature, key);
  }
  return { ...checkpoint, witnesses: lines.slice(1).map(({ name }) => name) };
}
