// Certificates (CWT in a Sign1) and emergency credentials: what they say, by form alone. Whether one is to be believed only a bundle says
// (bundle.js). Twin of core/record/certificate.h, roles.h and emergency.h.
import { from_hex, to_hex } from "./bytes.js";
import { Fields, Reader, kTimeMaxMs, read_list, read_text } from "./cbor.js";
import { content_name, decode_sign1, expect_shape, key_id_of, read_sign1, type_name } from "./cose.js";
import { cose_key_id, read_cose_key } from "./keys.js";
import { demand } from "./refusal.js";

export const kRole = {
  device: 1, examiner: 2, chief: 3, invigilator: 4, supervisor: 5, reviewer: 6, mentor: 7, bureau_marker: 8, centre_admin: 9, relay: 10,
  site_chief: 11, issuer: 32, intake: 33, log: 34, witness: 35, response: 36, checkpoint: 37,
};
const kRoleNames = new Map(Object.entries(kRole).map(([name, number]) => [number, name]));
const kBureauFirst = kRole.issuer;

export const kEnvironments = ["real", "demo", "practice"];
export const kEmergencyIssuer = "emergency";

const kIssuer = 1, kSubject = 2, kExpires = 4, kNotBefore = 5, kIssuedAt = 6, kConfirmation = 8, kRoleClaim = -70001, kCentre = -70002,
  kCompetences = -70003, kEnvironment = -70004, kLabel = -70005, kTerminal = -70006, kWarrant = -70007;
const kCoseKey = 1; // member of cnf (RFC 8747 section 3.1)
const kTimeMaxS = Math.floor(kTimeMaxMs / 1000);
export const kIdSize = 16;
const kCompetencesMax = 64, kWarrantCompetencesMax = 8, kWarrantMax = 4096, kWarrantLongestS = 86_400;
const kWarrantable = [kRole.examiner, kRole.chief, kRole.invigilator, kRole.reviewer, kRole.centre_admin];

// `device`, `examiner`...; undefined for a number that no role has.
export function role_name(number) {
  return kRoleNames.get(Number(number));
}
export function is_bureau_role(role) {
  return role >= kBureauFirst;
}

function read_id(reader) {
  const text = reader.text();
  const bytes = from_hex(text);
  demand(bytes && bytes.length === kIdSize && to_hex(bytes) === text, "record_value_invalid", { at: reader.offset });
  return text;
}

function read_confirmation(reader) {
  const fields = new Fields(reader);
  fields.need(kCoseKey);
  const key = read_cose_key(reader);
  fields.close();
  return key;
}

function read_role(reader) {
  const number = reader.integer();
  demand(role_name(number) !== undefined, "certificate_role", { text: String(number) });
  return Number(number);
}

function read_competence(reader) {
  reader.array_of(2);
  return { occupation: read_text(reader), level: reader.number_in(1, 8) };
}

function read_certificate_claims(reader) {
  const said = { centre: null, competences: [], label: "", terminal: null, warrant: null };
  const fields = new Fields(reader);
  fields.need(kIssuer);
  said.issuer = read_text(reader);
  fields.need(kSubject);
  said.id = read_id(reader);
  fields.need(kExpires);
  said.expires_s = reader.number_in(0, kTimeMaxS);
  fields.need(kNotBefore);
  said.not_before_s = reader.number_in(0, kTimeMaxS);
  fields.need(kIssuedAt);
  said.issued_s = reader.number_in(0, kTimeMaxS);
  fields.need(kConfirmation);
  said.key = read_confirmation(reader);
  fields.need(kRoleClaim);
  said.role = read_role(reader);
  if (fields.has(kCentre)) said.centre = to_hex(reader.fixed(kIdSize));
  if (fields.has(kCompetences)) said.competences = read_list(reader, kCompetencesMax, read_competence);
  fields.need(kEnvironment);
  said.environment = reader.number_in(0, 2);
  if (fields.has(kLabel)) said.label = read_text(reader);
  if (fields.has(kTerminal)) said.terminal = to_hex(reader.fixed(kIdSize));
  if (fields.has(kWarrant)) said.warrant = reader.bytes();
  fields.close();
  reader.finish();
  return said;
}

// { content, issuer_key, message }
export async function decode_certificate(encoded) {
  const message = decode_sign1(encoded);
  expect_shape(message, { type: type_name("certificate") });
  const issuer_key = key_id_of(message);
  const content = read_certificate_claims(new Reader(message.payload));
  demand(content.not_before_s <= content.expires_s, "record_value_invalid", { text: "exp" });
  demand((content.terminal !== null) === (content.role === kRole.device), "record_value_invalid", { text: "terminal" });
  demand(content.warrant === null || content.warrant.length <= kWarrantMax, "record_value_invalid", { text: "warrant" });
  if (content.warrant !== null && content.warrant.length === 0) content.warrant = null;
  content.key_id = await cose_key_id(content.key);
  return { content, issuer_key, message };
}

// ---- emergency credential 应急凭证

const kWarrantShape = { type: type_name("warrant"), content_type: content_name("warrant"), detached: true, unprotected: "certificate" };

// { message, certificate, issued_at_s }: a message with its signer's certificate beside it, each speaking of the other.
export async function open_signature(message, shape) {
  expect_shape(message, shape);
  const { claims } = message.headers;
  demand(claims && claims.issued_at_s !== null && claims.tree_size === null, "cose_header");
  const certificate = await decode_certificate(message.unprotected.certificate);
  demand(claims.issuer === certificate.content.issuer && claims.subject === certificate.content.id, "key_id_mismatch");
  return { message, certificate, issued_at_s: claims.issued_at_s };
}

function decode_warrant(payload) {
  const reader = new Reader(payload);
  const warrant = { competences: [] };
  const fields = new Fields(reader);
  fields.need(1);
  const version = reader.integer();
  demand(version === 1n, "record_version_unknown", { text: String(version) });
  fields.need(2);
  warrant.session = to_hex(reader.fixed(kIdSize));
  fields.need(3);
  warrant.centre = to_hex(reader.fixed(kIdSize));
  fields.need(4);
  warrant.number = read_text(reader);
  fields.need(5);
  const role = reader.integer();
  demand(role_name(role) !== undefined, "certificate_role", { text: "warrant" });
  warrant.role = Number(role);
  fields.need(6);
  warrant.key = read_cose_key(reader);
  if (fields.has(7)) warrant.competences = read_list(reader, kWarrantCompetencesMax, read_competence);
  fields.need(8);
  warrant.not_before_s = reader.number_in(0, kTimeMaxS);
  fields.need(9);
  warrant.expires_s = reader.number_in(0, kTimeMaxS);
  fields.need(10);
  warrant.environment = reader.number_in(0, 2);
  fields.need(11);
  warrant.reason = read_text(reader);
  fields.close();
  reader.finish();
  demand(kWarrantable.includes(warrant.role), "emergency_not_valid", { role: warrant.role });
  const length_s = warrant.expires_s - warrant.not_before_s;
  demand(length_s > 0 && length_s <= kWarrantLongestS, "emergency_not_valid", { text: "hours" });
  return warrant;
}

// { payload, site_chief, supervisor }: the two signatures, each with its certificate; then decode with decode_warrant.
export async function take_warrant_apart(bytes) {
  const reader = new Reader(bytes);
  reader.array_of(2);
  const payload = reader.bytes();
  reader.array_of(2);
  const site_chief = await open_signature(read_sign1(reader), kWarrantShape);
  const supervisor = await open_signature(read_sign1(reader), kWarrantShape);
  reader.finish();
  return { payload, site_chief, supervisor };
}

// { warrant, site_chief, supervisor }, by form alone.
export async function open_warrant(certificate) {
  const parts = await take_warrant_apart(certificate.warrant);
  return { ...parts, warrant: decode_warrant(parts.payload) };
}
