// How a proof or a code comes in: a file, a pasted text, the part of the address after #, a QR code. Only bytes and codes come out; nothing
// here judges anything.
import { equal, from_base64url, from_hex, utf8 } from "./bytes.js";
import { is_note } from "./checkpoint.js";
import { receipt_code } from "./record.js";
import { recognise } from "./verdict.js";

const kFileBytesMax = 16 << 20;
const kPasteLettersMax = 4 << 20;
export const kFilesMax = 64;
const kScanSeconds = 60, kScanEveryMs = 250;

// The bytes, or the key of the sentence that says why not.
export async function read_file(file) {
  if (file.size > kFileBytesMax) return { fault: "too_large" };
  try {
    return { bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return { fault: "unreadable_file" };
  }
}

// What a terminal's slip says, `KG1:` code `:` hash; the code must be that of the hash.
function read_slip(text) {
  const found = /^KG1:([0-9A-Z]{6}):([A-Za-z0-9_-]{43})$/.exec(text);
  const hash = found && from_base64url(found[2]);
  return hash && receipt_code(hash) === found[1] ? { form: "slip", code: found[1], hash } : null;
}

// What a sheet that was printed from a sealed result says: `KGR1/` hash `/` points.
function read_sheet(text) {
  const found = /^KGR1\/([0-9a-f]{64})\/([0-9.]{1,12})$/.exec(text);
  const hash = found && from_hex(found[1]);
  return hash ? { form: "sheet", code: receipt_code(hash), hash, points: found[2] } : null;
}

function read_code(text) {
  if (/^KGS1\/[^\s]+$/.test(text)) return { form: "paper", code: "KGS1" };
  if (/^[2-9A-HJKMNP-Z]{6}$/.test(text.toUpperCase())) return { form: "short", code: text.toUpperCase() };
  return read_slip(text) ?? read_sheet(text);
}

// Hexadecimal before base64: every text of hexadecimal digits could be both, and a proof of that many digits is hexadecimal. Base64 in either
// alphabet, padded or not: mail programs and people change both.
function read_bytes(text) {
  const dense = text.replace(/\s+/g, "");
  if (dense === "") return null;
  return from_hex(dense) ?? from_base64url(dense.replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_"));
}

// A checkpoint is text itself; the newline at its end is easily lost.
function read_note_text(text) {
  const bytes = utf8(`${text.trim()}\n`);
  return is_note(bytes) ? bytes : null;
}

function read_link(text) {
  const all = text.split(".").map((part) => from_base64url(part));
  return all.length <= kFilesMax && all.every((bytes) => bytes !== null && bytes.length > 0) ? all : null;
}

// One text: { all: [bytes] }, { code: { form, code, hash, points } } or null.
function read_text_input(text) {
  const trimmed = text.trim();
  const note = read_note_text(trimmed);
  if (note) return { all: [note] };
  const code = read_code(trimmed);
  if (code) return { code };
  const hash_mark = trimmed.lastIndexOf("#");
  const bytes = read_bytes(trimmed.slice(hash_mark + 1));
  if (bytes) return { all: [bytes] };
  const all = hash_mark >= 0 ? read_link(trimmed.slice(hash_mark + 1)) : null;
  return all ? { all } : null;
}

// What was pasted. Several files stand apart by an empty line; what holds one and decodes as a whole is one.
export function read_texts(text) {
  if (text.length > kPasteLettersMax) return null;
  const whole = read_text_input(text);
  const parts = text.split(/\n[ \t]*\n/).filter((part) => part.trim() !== "");
  if (parts.length < 2 || parts.length > kFilesMax || whole?.code || read_note_text(text)) return whole;
  const each = parts.map((part) => read_text_input(part)?.all);
  return each.every(Boolean) && each.flat().every((bytes) => recognise(bytes) !== "unknown") ? { all: each.flat() } : whole;
}

// Whether a code is that of a record: "same", "different", or "none" for a code that names no record.
export function compare_code(code, record_hash, points_text) {
  if (code.form === "paper") return "none";
  if (code.form === "short") return code.code === receipt_code(record_hash) ? "same" : "different";
  const same_points = code.form !== "sheet" || code.points === points_text;
  return equal(code.hash, record_hash) && same_points ? "same" : "different";
}

// ---- QR codes, where the browser reads them

export async function can_read_qr() {
  if (!("BarcodeDetector" in globalThis)) return false;
  try {
    return (await globalThis.BarcodeDetector.getSupportedFormats()).includes("qr_code");
  } catch {
    return false;
  }
}

async function detect(source) {
  const codes = await new globalThis.BarcodeDetector({ formats: ["qr_code"] }).detect(source);
  return codes.length > 0 ? codes[0].rawValue : null;
}

// What the QR code in a picture says, or null.
export async function read_qr_picture(file) {
  try {
    return await detect(await createImageBitmap(file));
  } catch {
    return null;
  }
}

// Shows the camera in `video` until a code is read, `stopped()` says so, or a minute has passed. null without a code.
export async function read_qr_camera(video, stopped) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    video.srcObject = stream;
    await video.play();
    for (let left = (kScanSeconds * 1000) / kScanEveryMs; left > 0 && !stopped(); --left) {
      const text = await detect(video).catch(() => null);
      if (text !== null) return text;
      await new Promise((resume) => setTimeout(resume, kScanEveryMs));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

// For links: proofs after the #, with full stops between them, which no browser sends to a server. The bytes of each, or null.
export function bytes_of_fragment(fragment) {
  return fragment.length > 1 && fragment.length <= kPasteLettersMax ? read_link(fragment.slice(1)) : null;
}
