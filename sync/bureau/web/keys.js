// Hashes and keys of suite 1: SHA-256 and Ed25519 by WebCrypto. A key that is not on the main subgroup is refused before anything else is
// asked of it. Twin of core/record/keys.h and suite.h.
import { concat, equal, to_hex } from "./bytes.js";
import { Fields } from "./cbor.js";
import { is_main_subgroup_point, is_sound_signature, verify_by_hand } from "./curve.js";
import { demand } from "./refusal.js";

export const kKeySize = 32;
export const kKeyIdSize = 16;
export const kHashSize = 32;
export const kSignatureSize = 64;
const kOkp = 1n, kEd25519 = 6n;
const kThumbprintHead = Uint8Array.of(0xa3, 0x01, 0x01, 0x20, 0x06, 0x21, 0x58, 0x20); // {1: 1, -1: 6, -2: x} up to x
const kLabelType = 1, kLabelCurve = -1, kLabelX = -2;

// WebCrypto stands only in secure contexts: https, this very machine, or a file.
export function has_crypto() {
  return Boolean(globalThis.crypto?.subtle);
}

export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
}

// A COSE_Key of type OKP: { type, curve, x, id }. It may also be a key that signs nothing (X25519, curve 4).
export function read_cose_key(reader) {
  const start = reader.offset;
  const fields = new Fields(reader);
  fields.need(kLabelType);
  const type = reader.integer();
  fields.need(kLabelCurve);
  const curve = reader.integer();
  fields.need(kLabelX);
  const x = reader.fixed(kKeySize);
  fields.close();
  return { type, curve, x, encoded: reader.since(start) };
}

// First half of the RFC 9679 thumbprint. Keys that we read have the encoding that is hashed.
export async function cose_key_id(key) {
  return (await sha256(key.encoded)).subarray(0, kKeyIdSize);
}

const usable_by_x = new Map(); // the test costs some milliseconds, and one file names one key several times
const kUsableMax = 4096;

function is_usable(x) {
  const name = to_hex(x);
  if (!usable_by_x.has(name)) {
    if (usable_by_x.size >= kUsableMax) usable_by_x.clear();
    usable_by_x.set(name, is_main_subgroup_point(x));
  }
  return usable_by_x.get(name);
}

// { x, id }: a verification key; key_invalid where it is not a usable one.
export async function public_key(x) {
  demand(is_usable(x), "key_invalid", { text: to_hex(x) });
  return { x, id: (await sha256(kThumbprintHead, x)).subarray(0, kKeyIdSize) };
}

export async function public_key_of(cose_key) {
  demand(cose_key.type === kOkp && cose_key.curve === kEd25519, "key_invalid", { text: `${cose_key.type}/${cose_key.curve}` });
  return public_key(cose_key.x);
}

async function import_key(x) {
  return crypto.subtle.importKey("raw", x, { name: "Ed25519" }, false, ["verify"]);
}

let in_webcrypto = null; // a promise: whether this browser's WebCrypto has Ed25519

export function webcrypto_has_ed25519() {
  in_webcrypto ??= import_key(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0x58 : 0x66))).then(
    () => true,
    () => false,
  );
  return in_webcrypto;
}

// The two ways of one verdict; a test asks both about the same signatures.
export async function verify_with_webcrypto(key, message, signature) {
  return crypto.subtle.verify({ name: "Ed25519" }, await import_key(key.x), signature, message);
}
export async function verify_without_webcrypto(key, message, signature) {
  const hash = await crypto.subtle.digest("SHA-512", concat(signature.subarray(0, 32), key.x, message));
  return verify_by_hand(key.x, signature, new Uint8Array(hash));
}

// `key` from public_key(). What libsodium refuses beforehand is asked last, because it costs more than the signature itself.
export async function verify_signature(key, message, signature) {
  const verify = (await webcrypto_has_ed25519()) ? verify_with_webcrypto : verify_without_webcrypto;
  return (await verify(key, message, signature)) && is_sound_signature(signature);
}

export function same_key(a, b) {
  return a.type === b.type && a.curve === b.curve && equal(a.x, b.x);
}

