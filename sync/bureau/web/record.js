// The result record: what was assessed, how it came out, who has to sign. By form alone, in the order in which the programs read it. Twin of
// core/record/result_record.h.
import { compare, to_hex } from "./bytes.js";
import { Fields, Reader, read_list, read_text, read_time_ms } from "./cbor.js";
import { is_bureau_role, kIdSize, kRole, role_name } from "./certificate.js";
import { kHashSize, kKeyIdSize, sha256 } from "./keys.js";
import { demand, refuse } from "./refusal.js";

export const kKind = {
  theory: 1, operation: 2, review: 3, work_record: 4, process: 5, direct: 6, contest: 7, combined: 8, supersede: 9, void: 10, submission: 11,
  marked_by_bureau: 12, examiner_sheet: 13,
};
export const kOutcome = { pass: 1, fail: 2, unmarked: 3 };
const kOutcomesFirst = 10, kOutcomesLast = 33; // exceptions of the day

const kResultMax = 48 * 1024;
const kItemsMax = 1000, kSignersMax = 16, kEvidenceMax = 256, kListMax = 64;
const kPointsMax = 100_000_000, kWeightMax = 10_000, kTimesMax = 1000;
const kExactMax = ((1n << 63n) - 1n) / 4n;

function invalid(key, text) {
  refuse("record_value_invalid", { key, text });
}

export function amends(kind) {
  return kind === kKind.supersede || kind === kKind.void;
}
function has_no_score(kind) {
  return [kKind.submission, kKind.void, kKind.examiner_sheet].includes(kind);
}
function needs_items(kind) {
  return [kKind.theory, kKind.operation, kKind.marked_by_bureau].includes(kind);
}
function is_outcome(number) {
  return (number >= kOutcome.pass && number <= kOutcome.unmarked) || (number >= kOutcomesFirst && number <= kOutcomesLast);
}

const read_hash = (reader) => to_hex(reader.fixed(kHashSize));
const read_id = (reader) => to_hex(reader.fixed(kIdSize));

function read_subject(reader) {
  reader.array_of(4);
  return { occupation: read_text(reader), level: reader.number_in(1, 8), spec: read_hash(reader), paper: read_hash(reader) };
}
function read_item(reader) {
  reader.array_of(4);
  return { item: read_text(reader), state: reader.number_in(0, 3), points: reader.number_in(0, kPointsMax), points_max: reader.number_in(0, kPointsMax) };
}
function read_times(reader) {
  reader.array_of(3);
  return { started_ms: read_time_ms(reader), ended_ms: read_time_ms(reader), active_ms: read_time_ms(reader) };
}
function read_signer(reader) {
  reader.array_of(2);
  const role = reader.integer();
  if (role_name(role) === undefined) invalid(9, String(role));
  return { role: Number(role), key_id: reader.fixed(kKeyIdSize) };
}
function read_exempt(reader) {
  reader.array_of(2);
  return { area: read_text(reader), basis: read_text(reader) };
}
function read_score(reader) {
  reader.array_of(3);
  const points = reader.number_in(0, kPointsMax), points_max = reader.number_in(0, kPointsMax), outcome = reader.integer();
  if (!is_outcome(outcome)) invalid(15, String(outcome));
  return { points, points_max, outcome: Number(outcome) };
}
function read_plan(reader) {
  reader.array_of(3);
  return { organisation: read_text(reader), plan: read_text(reader), attempt: reader.number_in(1, 99) };
}
function read_amendment(reader) {
  reader.array_of(2);
  return { basis: reader.number_in(1, 7), reason: read_text(reader) };
}
function read_effect(reader) {
  reader.array_of(2);
  return { rule: read_text(reader), points: reader.number_in(-kPointsMax, kPointsMax) };
}
function read_component(reader) {
  reader.array_of(4);
  return { component: reader.number_in(1, 7), mode: reader.number_in(1, 4), retained: read_hash(reader), valid_to_ms: read_time_ms(reader) };
}
function read_module(reader) {
  reader.array_of(7);
  const module = { module: read_text(reader), points: reader.number_in(0, kPointsMax), points_max: reader.number_in(0, kPointsMax) };
  module.weight = reader.number_in(0, kWeightMax);
  module.counted = reader.integer_in(0n, kExactMax);
  module.counted_below = reader.integer_in(1n, kExactMax);
  module.standing = reader.number_in(0, 2);
  return module;
}
function read_veto(reader) {
  reader.array_of(2);
  return { veto: read_text(reader), times: reader.number_in(1, kTimesMax) };
}

function read_first_half(reader, fields, record) {
  fields.need(2);
  record.id = read_id(reader);
  fields.need(3);
  record.kind = reader.number_in(kKind.theory, kKind.examiner_sheet);
  fields.need(4);
  record.session = read_id(reader);
  fields.need(5);
  record.candidate = read_id(reader);
  fields.need(6);
  record.subject = read_subject(reader);
  if (fields.has(7)) record.items = read_list(reader, kItemsMax, read_item);
  fields.need(8);
  record.times = read_times(reader);
  fields.need(9);
  record.signers = read_list(reader, kSignersMax, read_signer);
  fields.need(10);
  reader.fixed(kIdSize); // the salt: it keeps the hash unguessable and says nothing
  if (fields.has(11)) record.evidence = read_list(reader, kEvidenceMax, read_hash);
  if (fields.has(12)) record.earlier = read_hash(reader);
  if (fields.has(13)) record.exempt = read_list(reader, kListMax, read_exempt);
}

function read_second_half(reader, fields, record) {
  fields.need(14);
  record.terminal = read_id(reader);
  if (fields.has(15)) record.score = read_score(reader);
  fields.need(16);
  record.plan = read_plan(reader);
  if (fields.has(17)) record.amendment = read_amendment(reader);
  fields.need(18);
  record.environment = reader.number_in(0, 2);
  if (fields.has(19)) record.effects = read_list(reader, kListMax, read_effect);
  if (fields.has(20)) record.components = read_list(reader, kListMax, read_component);
  fields.need(21);
  record.source = reader.number_in(0, 2);
  if (fields.has(22)) record.modules = read_list(reader, kListMax, read_module);
  if (fields.has(23)) record.vetoes = read_list(reader, kListMax, read_veto);
}

function version_of(record) {
  if (record.modules.length === 0 && record.vetoes.length === 0) return 1n;
  return record.kind === kKind.supersede ? 3n : 2n;
}

function check_kind(record) {
  const { kind, score, items } = record;
  if (amends(kind) !== (record.amendment !== null)) invalid(17);
  if ((amends(kind) || kind === kKind.marked_by_bureau) !== (record.earlier !== null)) invalid(12);
  if (has_no_score(kind) === (score !== null)) invalid(15);
  if (kind === kKind.submission && items.length > 0) invalid(7);
  const decided = score !== null && (score.outcome === kOutcome.pass || score.outcome === kOutcome.fail);
  if (needs_items(kind) && decided && items.length === 0) invalid(7);
  if (kind === kKind.examiner_sheet && items.length === 0) invalid(7);
  if (kind !== kKind.operation && kind !== kKind.supersede && version_of(record) !== 1n) invalid(22);
  if ((kind === kKind.combined) === (record.components.length === 0)) invalid(20);
}

function check_signers(signers) {
  if (signers[0].role !== kRole.device && signers[0].role !== kRole.bureau_marker) invalid(9);
  signers.forEach((signer, i) => {
    if (is_bureau_role(signer.role) || signer.role === kRole.relay) invalid(9, role_name(signer.role));
    const before = signers[i - 1];
    if (before && (before.role - signer.role || compare(before.key_id, signer.key_id)) >= 0) invalid(9);
    if (signers.slice(0, i).some((other) => compare(other.key_id, signer.key_id) === 0)) invalid(9);
  });
}

function check_numbers(record) {
  if (record.times.ended_ms < record.times.started_ms) invalid(8);
  for (const item of record.items) if (item.points > item.points_max) invalid(7, item.item);
  if (record.score !== null && record.score.points > record.score.points_max) invalid(15);
  for (const module of record.modules) if (module.points > module.points_max) invalid(22, module.module);
}

// The record of a payload, or the first reason why it is none.
export function decode_record(payload) {
  demand(payload.length <= kResultMax, "cbor_too_large");
  const record = {
    items: [], evidence: [], earlier: null, exempt: [], score: null, amendment: null, effects: [], components: [], modules: [], vetoes: [],
  };
  const reader = new Reader(payload);
  const fields = new Fields(reader);
  fields.need(1);
  const version = reader.integer();
  demand(version >= 1n && version <= 3n, "record_version_unknown", { text: String(version) });
  read_first_half(reader, fields, record);
  read_second_half(reader, fields, record);
  fields.close();
  reader.finish();
  check_kind(record);
  check_signers(record.signers);
  check_numbers(record);
  demand(version === version_of(record), "record_version_unknown", { text: String(version) });
  return record;
}

export async function record_hash(payload) {
  return sha256(payload);
}

const kCodeLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", kCodeLength = 6;

// The short code that a candidate takes home (core/record/receipt_code.h).
export function receipt_code(hash) {
  let number = 0n, code = "";
  for (let i = 0; i < 8; ++i) number = (number << 8n) | BigInt(hash[i]);
  for (let i = 0; i < kCodeLength; ++i, number /= BigInt(kCodeLetters.length)) code += kCodeLetters[Number(number % BigInt(kCodeLetters.length))];
  return code;
}
