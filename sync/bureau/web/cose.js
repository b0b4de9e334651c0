// COSE_Sign1 (RFC 9052 section 4.2) with the headers that our documents have, read strictly, verified as the bytes that arrived. Twin of
// core/record/cose.h.
import { concat, equal, to_hex, utf8 } from "./bytes.js";
import { Fields, Reader, head_bytes } from "./cbor.js";
import { kKeyIdSize, kSignatureSize, verify_signature } from "./keys.js";
import { Refusal, demand, refuse } from "./refusal.js";

const kAlgorithms = [-8n, -19n];
const kAlgorithm = 1, kCritical = 2, kContentType = 3, kKeyId = 4, kCertificate = 13, kClaims = 15, kType = 16, kStructure = 395, kProofs = 396;
const kClaimIssuer = 1, kClaimSubject = 2, kClaimIssuedAt = 6, kClaimTreeSize = -70010;
const kSecondMax = ((1n << 63n) - 1n) / 1000n;
const kPayloadMax = 1 << 20;
const kContext = concat(head_bytes(4, 4), head_bytes(3, 10), utf8("Signature1"));
const kVendor = "application/vnd.kaogong.";

// Header 16 of a kind of document; `certificate` is a CWT, all others COSE.
export function type_name(kind) {
  return kVendor + kind + (kind === "certificate" ? "+cwt" : "+cose");
}
export function content_name(kind) {
  return kVendor + kind + "+cbor";
}

function read_present_text(reader) {
  const text = reader.text();
  demand(text.length > 0, "cose_header", { at: reader.offset });
  return text;
}

function read_claims(reader) {
  const claims = { issuer: "", subject: "", issued_at_s: null, tree_size: null };
  const fields = new Fields(reader);
  if (fields.has(kClaimIssuer)) claims.issuer = read_present_text(reader);
  if (fields.has(kClaimSubject)) claims.subject = read_present_text(reader);
  if (fields.has(kClaimIssuedAt)) claims.issued_at_s = reader.number_in(0, kSecondMax);
  if (fields.has(kClaimTreeSize)) claims.tree_size = reader.unsigned_integer();
  fields.close();
  return claims;
}

function read_headers(reader) {
  const headers = {};
  const fields = new Fields(reader);
  if (fields.has(kAlgorithm)) headers.algorithm = reader.integer();
  if (fields.has(kCritical)) refuse("cose_critical");
  if (fields.has(kContentType)) {
    if (reader.peek() === "unsigned") headers.content_format = reader.unsigned_integer();
    else headers.content_type = read_present_text(reader);
  }
  if (fields.has(kKeyId)) headers.key_id = reader.bytes();
  if (fields.has(kCertificate)) headers.certificate = reader.item();
  if (fields.has(kClaims)) headers.claims = read_claims(reader);
  if (fields.has(kType)) headers.type = read_present_text(reader);
  if (fields.has(kStructure)) headers.structure = reader.integer();
  if (fields.has(kProofs)) headers.proofs = reader.item();
  try {
    fields.close();
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.code !== "record_key_unknown") throw refusal;
    refuse("cose_header", refusal.details);
  }
  return headers;
}

// { encoded, protected_bytes, headers, unprotected, payload or null, signature }
export function read_sign1(reader) {
  const start = reader.offset;
  reader.sign1_tag();
  reader.array_of(4);
  const protected_bytes = reader.bytes();
  const protected_reader = new Reader(protected_bytes);
  const headers = read_headers(protected_reader);
  protected_reader.finish();
  const unprotected = read_headers(reader);
  let payload = null;
  if (reader.peek() === "null") reader.null();
  else payload = reader.bytes();
  const signature = reader.fixed(kSignatureSize);
  return { encoded: reader.since(start), protected_bytes, headers, unprotected, payload, signature };
}

export function decode_sign1(bytes) {
  const reader = new Reader(bytes);
  const message = read_sign1(reader);
  reader.finish();
  return message;
}

export function key_id_of(message) {
  const id = message.headers.key_id;
  demand(id && id.length === kKeyIdSize, "cose_header");
  return id;
}

// `shape`: { type, content_type, detached, unprotected: "nothing", "certificate" or "proofs" }.
export function expect_shape(message, shape) {
  const { headers, unprotected } = message;
  demand((headers.type ?? "") === (shape.type ?? ""), "cose_type", { text: headers.type });
  const content_as_meant = (headers.content_type ?? "") === (shape.content_type ?? "") && headers.content_format === undefined;
  demand(content_as_meant, "cose_type", { text: headers.content_type });
  demand((message.payload === null) === Boolean(shape.detached), "cose_header");
  demand(headers.certificate === undefined && headers.proofs === undefined, "cose_header");
  const allowed = { nothing: [], certificate: ["certificate"], proofs: ["proofs"] }[shape.unprotected ?? "nothing"];
  const found = Object.keys(unprotected);
  demand(found.length === allowed.length && allowed.every((name) => found.includes(name)), "cose_header");
}

function bytes_item(bytes) {
  return concat(head_bytes(2, bytes.length), bytes);
}

async function verify(message, payload, key) {
  const { algorithm, key_id } = message.headers;
  demand(kAlgorithms.includes(algorithm), "cose_algorithm", { text: String(algorithm) });
  demand(key_id === undefined || equal(key_id, key.id), "key_id_mismatch", { text: key_id && to_hex(key_id) });
  demand(payload.length <= kPayloadMax, "cbor_too_large");
  const signed = concat(kContext, bytes_item(message.protected_bytes), bytes_item(new Uint8Array(0)), bytes_item(payload));
  demand(await verify_signature(key, signed, message.signature), "signature_bad", { text: to_hex(key.id) });
}

export async function verify_attached(message, key) {
  demand(message.payload !== null, "cose_header");
  await verify(message, message.payload, key);
}

export async function verify_detached(message, payload, key) {
  demand(message.payload === null, "cose_header");
  await verify(message, payload, key);
}
