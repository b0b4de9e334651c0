// SignedResult: one detached signature for each required signer, in the record's order, each with its certificate beside it. Twin of
// core/record/signed_result.h.
import { equal, to_hex } from "./bytes.js";
import { Reader } from "./cbor.js";
import { kRole, open_signature } from "./certificate.js";
import { content_name, key_id_of, read_sign1, type_name, verify_detached } from "./cose.js";
import { public_key_of } from "./keys.js";
import { decode_record, kKind } from "./record.js";
import { Refusal, demand } from "./refusal.js";

const kResultMax = 48 * 1024, kSignersMax = 16, kPanelMin = 3;
const kShape = { type: type_name("result"), content_type: content_name("result"), detached: true, unprotected: "certificate" };
const kNeedCompetence = [kRole.examiner, kRole.chief, kRole.reviewer];
const kPanel = [kRole.examiner, kRole.chief];

// Runs `check` and adds to its refusal whose signature it was about.
async function naming(signature, required, check) {
  try {
    await check();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { label } = signature.certificate.content;
    throw new Refusal(refusal.code, { ...refusal.details, role: required.role, name: label === "" ? to_hex(required.key_id) : label });
  }
}

function check_signer(signature, record, required) {
  const { content } = signature.certificate;
  demand(equal(key_id_of(signature.message), required.key_id), "signer_unexpected");
  demand(content.role === required.role, "certificate_role");
  const covers = ({ occupation, level }) => occupation === record.subject.occupation && level >= record.subject.level;
  demand(!kNeedCompetence.includes(required.role) || content.competences.some(covers), "examiner_out_of_scope");
  demand(content.environment === record.environment, "environment_mismatch", { text: content.id });
  demand(required.role !== kRole.device || content.terminal === record.terminal, "ledger_terminal_wrong");
}

async function check_signature(signature, payload, record, required) {
  const key = await public_key_of(signature.certificate.content.key);
  key_id_of(signature.message);
  await naming(signature, required, () => check_signer(signature, record, required));
  await naming(signature, required, () => verify_detached(signature.message, payload, key));
}

async function read_signatures(reader, record, payload) {
  const required = record.signers;
  const count = reader.array();
  demand(count > 0 && count <= kSignersMax, "record_value_invalid", { at: reader.offset });
  demand(count >= required.length, "signature_missing", { text: `${count}/${required.length}` });
  demand(count <= required.length, "signer_unexpected", { text: `${count}/${required.length}` });
  const signatures = [];
  for (const each of required) {
    const signature = await open_signature(read_sign1(reader), kShape);
    await check_signature(signature, payload, record, each);
    signatures.push(signature);
  }
  return signatures;
}

// Scores of an operation test are those of an odd number of at least three different people, one of them the chief. Two keys under one staff
// number are one person.
function check_panel({ record, signatures }) {
  if (record.kind !== kKind.operation || record.items.length === 0) return;
  const seats = record.signers.map((required, i) => [required, signatures[i].certificate.content]).filter(([{ role }]) => kPanel.includes(role));
  const people = new Set(seats.map(([{ key_id }, { label }]) => (label === "" ? to_hex(key_id) : label)));
  const chiefs = seats.filter(([{ role }]) => role === kRole.chief).length;
  const is_sound = seats.length >= kPanelMin && seats.length % 2 === 1 && people.size === seats.length && chiefs === 1;
  demand(is_sound, "panel_size", { text: String(seats.length) });
}

// { payload, record, signatures }: form, the list of signers, every signature under the key of the certificate beside it, and the panel.
// Says nothing about whether those certificates are to be believed.
export async function open_result(encoded) {
  demand(encoded.length <= kResultMax, "cbor_too_large");
  const reader = new Reader(encoded);
  reader.array_of(2);
  const payload = reader.bytes();
  const record = decode_record(payload);
  const signatures = await read_signatures(reader, record, payload);
  reader.finish();
  const result = { payload, record, signatures };
  check_panel(result);
  return result;
}

// All of open_result, and each certificate judged by the bundle for role, time and environment.
export async function verify_result(encoded, bundle) {
  const result = await open_result(encoded);
  const { environment, session, signers } = result.record;
  for (const [i, signature] of result.signatures.entries()) {
    const wanted = { role: signers[i].role, at_ms: signature.issued_at_s * 1000, environment, session };
    await naming(signature, signers[i], () => bundle.judge(signature.certificate, wanted));
  }
  return result;
}

// What a result claims, before anyone has checked a signature: { payload, record }.
export function peek_result(encoded) {
  const reader = new Reader(encoded);
  reader.array_of(2);
  const payload = reader.bytes();
  return { payload, record: decode_record(payload) };
}
