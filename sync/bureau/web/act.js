// Acts of the bureau: decisions about results that were put aside, public notices with objections and their answers, outcomes, drafts of
// certificates and their ends, entries of registers. Each is one message of the intake key. Twin of core/record/act.h, notice_act.h,
// outcome_statement.h, certificate_act.h and register_act.h, read in the same order.
import { to_hex } from "./bytes.js";
import { Fields, Reader, read_list, read_text, read_time_ms } from "./cbor.js";
import { kIdSize, kRole } from "./certificate.js";
import { decode_sign1, expect_shape, key_id_of, type_name, verify_attached } from "./cose.js";
import { kHashSize } from "./keys.js";
import { demand, refuse } from "./refusal.js";

const kReasonMax = 1024, kNoticeTextMax = 2048, kComponentsMax = 8, kPointsMax = 1_000_000_000, kCertificateNumberSize = 22;
const kIntegerMax = (1n << 63n) - 1n;
const kFlagWeightedBelow = 1, kFlagSecond = 2, kFlagSkipped = 4, kFlagsMax = 7;
export const kDecision = { release: 1, refuse: 2 };
export const kNotice = { opened: 1, closed: 2, objection: 3, answered: 4 };
export const kDraft = { drafted: 1, withdrawn: 2, replaced: 3 };
export const kEntry = { appointed: 1, ended: 2, round: 3, titles: 4 };
const kRoundLevelMin = 7, kReviewRoundMax = 1000;
export const kProfile = { level: 1, industry: 2 };
export const kMode = { first: 1, resit: 2, exempt: 3, retained: 4 };
export const kVerdict = { pass: 1, fail: 2, no_result: 3, held: 4, void: 5 };
export const kReason = { passed: 1, exempt: 2, no_result: 6, held: 7, void: 8, zero: 5 };
const kMethodLast = 8, kReasonLast = 16;

function invalid(key, text) {
  refuse("record_value_invalid", { key, text });
}

const read_hash = (reader) => to_hex(reader.fixed(kHashSize));
const read_id = (reader) => to_hex(reader.fixed(kIdSize));

function open_fields(reader) {
  const fields = new Fields(reader);
  fields.need(1);
  const version = reader.integer();
  demand(version === 1n, "record_version_unknown", { text: String(version) });
  return fields;
}

function needed(fields, key, read) {
  fields.need(key);
  return read();
}
function optional(fields, key, read) {
  return fields.has(key) ? read() : null;
}

function read_decision(reader) {
  const fields = open_fields(reader);
  const act = {
    kind: needed(fields, 2, () => reader.number_in(kDecision.release, kDecision.refuse)), record: needed(fields, 3, () => read_hash(reader)),
    by: needed(fields, 4, () => read_text(reader)), reason: needed(fields, 5, () => read_text(reader, kReasonMax)),
    at_ms: needed(fields, 6, () => read_time_ms(reader)),
  };
  fields.close();
  reader.finish();
  return act;
}

function read_notice(reader) {
  const fields = open_fields(reader);
  const act = {
    kind: needed(fields, 2, () => reader.number_in(kNotice.opened, kNotice.answered)), session: needed(fields, 3, () => read_id(reader)),
    by: needed(fields, 4, () => read_text(reader)), text: needed(fields, 5, () => read_text(reader, kNoticeTextMax)),
    at_ms: needed(fields, 6, () => read_time_ms(reader)), until_ms: optional(fields, 7, () => read_time_ms(reader)),
    record: optional(fields, 8, () => read_hash(reader)), scope: optional(fields, 9, () => reader.number_in(1, 4)),
    objection: optional(fields, 10, () => read_hash(reader)), end: optional(fields, 11, () => reader.number_in(1, 3)),
  };
  fields.close();
  reader.finish();
  const objects = act.kind === kNotice.objection, answers = act.kind === kNotice.answered;
  const has = (part, wanted) => (act[part] !== null) === wanted;
  const is_whole = has("until_ms", objects || act.kind === kNotice.opened) && has("record", objects) && has("scope", objects) &&
    has("objection", answers) && has("end", answers);
  if (!is_whole) invalid(2);
  if (act.until_ms !== null && act.until_ms < act.at_ms) invalid(7);
  return act;
}

function read_component(reader) {
  reader.array_of(9);
  const component = { method: reader.number_in(1, kMethodLast), mode: reader.number_in(1, 4), reason: reader.number_in(1, kReasonLast) };
  component.shown = reader.number_in(0, kPointsMax);
  component.of = reader.text();
  component.basis = reader.text();
  const record = reader.bytes(), session = reader.bytes();
  if ((record.length === 0) !== (session.length === 0)) invalid(6, "session");
  component.record = component.session = null;
  if (record.length > 0) {
    if (record.length !== kHashSize || session.length !== kIdSize) invalid(6, "record");
    Object.assign(component, { record: to_hex(record), session: to_hex(session) });
  }
  component.log_index = reader.integer_in(0, kIntegerMax);
  return component;
}

function is_text(text, limit = 256) {
  const size = new TextEncoder().encode(text).length;
  return size > 0 && size <= limit;
}
function check_component({ mode, basis, shown, of }) {
  if (mode === kMode.exempt) {
    if (!is_text(basis)) invalid(6, "basis");
    return;
  }
  if (basis !== "" || shown < 0) invalid(6);
  if (of !== "" && !is_text(of)) invalid(6, "of");
}

function read_subject(reader) {
  reader.array_of(2);
  return { occupation: read_text(reader), level: reader.number_in(1, 8) };
}
function read_batch(reader) {
  reader.array_of(2);
  return { organisation: read_text(reader), plan: read_text(reader) };
}

function read_outcome(reader) {
  const fields = open_fields(reader);
  const act = {
    candidate: needed(fields, 2, () => read_id(reader)), ...needed(fields, 3, () => read_subject(reader)), ...needed(fields, 4, () => read_batch(reader)),
    verdict: needed(fields, 5, () => reader.number_in(kVerdict.pass, kVerdict.void)),
    components: needed(fields, 6, () => read_list(reader, kComponentsMax, read_component)),
  };
  const flags = needed(fields, 7, () => reader.number_in(0, kFlagsMax));
  act.weighted_below = (flags & kFlagWeightedBelow) !== 0;
  act.second_certificate = (flags & kFlagSecond) !== 0;
  act.level_skipped = (flags & kFlagSkipped) !== 0;
  act.rules = needed(fields, 8, () => read_hash(reader));
  act.version = needed(fields, 9, () => reader.integer_in(1, kIntegerMax));
  act.earlier = optional(fields, 10, () => read_hash(reader));
  act.at_ms = needed(fields, 11, () => read_time_ms(reader));
  fields.close();
  reader.finish();
  act.components.forEach(check_component);
  if ((act.version === 1n) === (act.earlier !== null)) invalid(10);
  return act;
}

function read_draft(reader, fields) {
  return {
    reason: "", outcome: needed(fields, 7, () => read_hash(reader)), profile: needed(fields, 8, () => reader.number_in(kProfile.level, kProfile.industry)),
    candidate: needed(fields, 9, () => read_id(reader)), ...needed(fields, 10, () => read_subject(reader)), ...needed(fields, 11, () => read_batch(reader)),
  };
}
function read_certificate_act(reader) {
  const fields = open_fields(reader);
  const act = {
    kind: needed(fields, 2, () => reader.number_in(kDraft.drafted, kDraft.replaced)), number: needed(fields, 3, () => read_text(reader)),
    by: needed(fields, 4, () => read_text(reader)), at_ms: needed(fields, 5, () => read_time_ms(reader)),
  };
  if (act.kind === kDraft.drafted) Object.assign(act, read_draft(reader, fields));
  else act.reason = needed(fields, 6, () => read_text(reader, kReasonMax));
  fields.close();
  reader.finish();
  if (new TextEncoder().encode(act.number).length !== kCertificateNumberSize) invalid(3);
  return act;
}

const kEntryReaders = {
  [kEntry.appointed]: (reader) => {
    reader.array_of(10);
    const outcome = read_hash(reader), number = reader.text(), candidate = read_id(reader), occupation = read_text(reader);
    const level = reader.number_in(1, 8), organisation = read_text(reader), post = read_text(reader);
    return { outcome, number, candidate, occupation, level, organisation, post, from_ms: read_time_ms(reader), until_ms: read_time_ms(reader), document: read_text(reader) };
  },
  [kEntry.ended]: (reader) => {
    reader.array_of(3);
    return { appointment: read_hash(reader), until_ms: read_time_ms(reader), reason: read_text(reader, kReasonMax) };
  },
  [kEntry.round]: (reader) => {
    reader.array_of(4);
    return { plan: read_text(reader), level: reader.number_in(kRoundLevelMin, 8), round: reader.number_in(1, kReviewRoundMax), document: read_text(reader) };
  },
  [kEntry.titles]: (reader) => {
    reader.array_of(2);
    return { file: read_hash(reader), document: read_text(reader) };
  },
};

function read_register_entry(reader) {
  const fields = open_fields(reader);
  const act = {
    kind: needed(fields, 2, () => reader.number_in(kEntry.appointed, kEntry.titles)), by: needed(fields, 3, () => read_text(reader)),
    at_ms: needed(fields, 4, () => read_time_ms(reader)),
  };
  Object.assign(act, needed(fields, 5, () => kEntryReaders[act.kind](reader)));
  fields.close();
  reader.finish();
  if (act.kind === kEntry.appointed) {
    if (act.number !== "" && new TextEncoder().encode(act.number).length !== kCertificateNumberSize) invalid(5, "certificate");
    if (act.until_ms <= act.from_ms) invalid(5, "days");
  }
  return act;
}

// Kinds of file, by header 16, and how each is read.
export const kActTypes = { outcome: "outcome", certificate_draft: "certificate-draft", register_entry: "register", notice: "notice", decision: "act" };
const kReaders = { outcome: read_outcome, certificate_draft: read_certificate_act, register_entry: read_register_entry, notice: read_notice, decision: read_decision };

export function is_act(kind) {
  return kind in kActTypes;
}

// { content, key_id }: what it says and whose key signed it.
export async function verify_act(kind, file, bundle) {
  const message = decode_sign1(file);
  expect_shape(message, { type: type_name(kActTypes[kind]) });
  const content = kReaders[kind](new Reader(message.payload));
  const key_id = key_id_of(message);
  const key = await bundle.key_of(key_id, { role: kRole.intake, at_ms: content.at_ms });
  await verify_attached(message, key);
  return { content, key_id };
}
