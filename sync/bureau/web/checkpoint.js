// Checkpoints of the bureau's log as C2SP signed notes (tlog-checkpoint, tlog-cosignature): those inside proofs, and the one that the log
// publishes. Twin of core/record/checkpoint.h and note.h.
import { concat, equal, from_base64, from_utf8, utf8 } from "./bytes.js";
import { kTimeMaxMs } from "./cbor.js";
import { kRole } from "./certificate.js";
import { kHashSize, kSignatureSize, public_key_of, sha256, verify_signature } from "./keys.js";
import { Refusal, demand, refuse } from "./refusal.js";

export const kCheckpointMax = 4096;
const kSignatureLinesMax = 16, kNameMax = 256;
const kDash = "\u2014 ";
const kKeyHashSize = 4, kTimeSize = 8;
const kAlgorithmEd25519 = 1, kAlgorithmCosignature = 4;
const kTreeSizeMax = (1n << 63n) / 2n - 1n;

function bad(text) {
  refuse("checkpoint_bad", { text });
}

// No blank of any script (White_Space), no control character, no plus sign.
function is_name(name) {
  return name !== "" && utf8(name).length <= kNameMax && !/[\u0000-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+]/.test(name);
}

function read_line(line) {
  if (!line.startsWith(kDash)) bad("line");
  const [name, ...rest] = line.slice(kDash.length).split(" ");
  if (rest.length === 0 || !is_name(name)) bad("name");
  const content = from_base64(rest.join(" "));
  if (content === null || content.length <= kKeyHashSize) bad("base64");
  return { name, content };
}

// { body, lines }: the body with the newline of its last line, which is what is signed.
function read_note(text) {
  if (utf8(text).length > kCheckpointMax || /[\u0000-\u0009\u000b-\u001f]/.test(text)) bad("size");
  const gap = text.lastIndexOf("\n\n");
  if (gap < 0 || !text.endsWith("\n")) bad("lines");
  const rest = text.slice(gap + 2);
  const lines = rest === "" ? [] : rest.slice(0, -1).split("\n").map(read_line);
  if (lines.length === 0 || lines.length > kSignatureLinesMax) bad("lines");
  return { body: text.slice(0, gap + 1), lines };
}

// Whether bytes are a signed note at all.
export function is_note(bytes) {
  if (bytes.length > kCheckpointMax) return false;
  const text = from_utf8(bytes);
  if (text === null) return false;
  try {
    read_note(text);
    return true;
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return false;
  }
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

// Form only: { origin, size, root }.
export function decode_checkpoint(text) {
  return read_body(read_note(text).body);
}

function is_cosigner(content) {
  return content.role === kRole.witness;
}
async function is_by({ name, content }, key, certificate) {
  if (name !== certificate.label) return false;
  const type = is_cosigner(certificate) ? kAlgorithmCosignature : kAlgorithmEd25519;
  const key_hash = await sha256(utf8(name), Uint8Array.of(0x0a, type), key.x);
  return equal(content.subarray(0, kKeyHashSize), key_hash.subarray(0, kKeyHashSize));
}

// The second that a cosignature states; 0 of the log's own line.
async function check_line(body, line, certificate) {
  const { name, content } = line;
  const key = await public_key_of(certificate.key);
  const extra = is_cosigner(certificate) ? kTimeSize : 0;
  if (content.length !== kKeyHashSize + extra + kSignatureSize) bad("length");
  if (!(await is_by(line, key, certificate))) bad("key hash");
  const time = new DataView(content.buffer, content.byteOffset + kKeyHashSize, extra);
  const at_s = extra > 0 ? time.getBigUint64(0) : 0n;
  if (at_s > BigInt(Math.floor(kTimeMaxMs / 1000))) bad("time");
  const before = extra > 0 ? `cosignature/v1\ntime ${at_s}\n` : "";
  const holds = await verify_signature(key, concat(utf8(before), utf8(body)), content.subarray(kKeyHashSize + extra));
  demand(holds, "signature_bad", { name });
  return Number(at_s);
}

async function check_cosignature(body, line, certificate, bundle) {
  const at_s = await check_line(body, line, certificate);
  bundle.find(certificate.key_id, { role: kRole.witness, at_ms: at_s * 1000 });
  return { name: line.name, key_id: certificate.key_id, at_s };
}

function find_named(bundle, role, name) {
  const named = bundle.all_of(role).find(({ label }) => label === name);
  demand(named, "certificate_issuer_unknown", { role, name });
  return named;
}

// { origin, size, root, log_key, cosignatures: [{ name, key_id, at_s }] } of a checkpoint inside a proof: the first signature is by the
// bundle's checkpoint key labelled with the origin, every further one by a witness of the bundle.
export async function verify_checkpoint(text, bundle, at_ms) {
  const { body, lines } = read_note(text);
  const checkpoint = read_body(body);
  if (lines[0].name !== checkpoint.origin) bad("origin");
  const log = find_named(bundle, kRole.checkpoint, checkpoint.origin);
  await check_line(body, lines[0], log);
  bundle.find(log.key_id, { role: kRole.checkpoint, at_ms });
  const cosignatures = [];
  for (const line of lines.slice(1)) cosignatures.push(await check_cosignature(body, line, find_named(bundle, kRole.witness, line.name), bundle));
  return { ...checkpoint, log_key: log.key_id, cosignatures };
}

async function find_signer(bundle, line) {
  for (const role of [kRole.checkpoint, kRole.witness])
    for (const certificate of bundle.all_of(role)) if (await is_by(line, await public_key_of(certificate.key), certificate)) return certificate;
  return null;
}

// The same of the checkpoint that the log publishes: the log's signature must be there, a line that is by a key of the bundle must verify,
// lines by anybody else say nothing.
export async function verify_published_checkpoint(text, bundle) {
  const { body, lines } = read_note(text);
  const checkpoint = read_body(body);
  const cosignatures = [];
  let log = null;
  for (const line of lines) {
    const signer = await find_signer(bundle, line);
    if (signer === null) continue;
    if (is_cosigner(signer)) cosignatures.push(await check_cosignature(body, line, signer, bundle));
    else if (signer.label === checkpoint.origin) {
      await check_line(body, line, signer);
      log = signer;
    }
  }
  demand(log, "signature_missing", { text: checkpoint.origin });
  const at_s = cosignatures.length > 0 ? cosignatures[0].at_s : log.not_before_s;
  bundle.find(log.key_id, { role: kRole.checkpoint, at_ms: at_s * 1000 });
  return { ...checkpoint, log_key: log.key_id, cosignatures };
}
