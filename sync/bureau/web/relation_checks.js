// Whether two documents fit that one of them says belong together. Twin of core/record/relation_checks.h; documents are those of relation.js.
import { kDraft, kEntry, kMode, kNotice, kProfile, kReason, kVerdict } from "./act.js";
import { check_amendment, made_by_markers } from "./amendment.js";
import { kKind, kOutcome } from "./record.js";
import { demand } from "./refusal.js";

const kMethodTheory = 1;
const kFullMarksStep = 100n; // full marks are whole points
// What a coded end counts as, where it is not by its points (core/assessment/exceptions.h; a test compares).
export const kValues = { no_result: [11, 12, 13, 14, 24, 25], zero: [18, 23], held: [15, 16, 19, 22] };

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function check_marking(marking, submission) {
  const fits = (holds, text) => demand(holds, "earlier_mismatch", { text });
  fits(submission.kind === kKind.submission, "submission");
  const facts = ({ session, candidate, exempt, terminal, environment, source, subject, times, plan }) =>
    ({ session, candidate, exempt, terminal, environment, source, subject, times, plan });
  fits(same(facts(marking), facts(submission)), "test");
  fits(made_by_markers(marking), "signers");
}

// A correction, or a marking of a submission.
export function check_takes_place(result, earlier) {
  if (result.record.kind === kKind.marked_by_bureau) check_marking(result.record, earlier.record);
  else check_amendment(result, earlier);
}

export function check_next_version(next, earlier) {
  const fits = (holds, text) => demand(holds, "earlier_mismatch", { text });
  fits(["occupation", "level", "organisation", "plan"].every((part) => next[part] === earlier[part]), "plan");
  fits(next.version === earlier.version + 1n && next.at_ms >= earlier.at_ms, "version");
}

function mismatch_unless(holds, text) {
  demand(holds, "basis_mismatch", { text });
}

function value_of({ kind, score }) {
  if (kind === kKind.void) return "void";
  if (score === null) return "no_result";
  return Object.keys(kValues).find((value) => kValues[value].includes(score.outcome)) ?? "normal";
}

function is_of_method(method, kind) {
  if (kind === kKind.submission || kind === kKind.marked_by_bureau) return method === kMethodTheory;
  if (kind > kKind.contest) return kind === kKind.supersede || kind === kKind.void;
  return kind === method;
}

// An outcome shows the record's points as they are, or scaled up to full marks of the rules, cut to a hundredth.
function can_be_shown(shown_, { points: points_, points_max }) {
  const shown = BigInt(shown_), points = BigInt(points_), max = BigInt(points_max);
  if (points === 0n || max === 0n) return shown === 0n;
  const least = (shown * max + points - 1n) / points, last = ((shown + 1n) * max - 1n) / points;
  const first = least > max ? least : max;
  return first <= last && (first === max || (last / kFullMarksStep) * kFullMarksStep >= first);
}

function check_points(component, record) {
  const value = value_of(record);
  const by_value = { void: kReason.void, held: kReason.held, no_result: kReason.no_result, zero: kReason.zero };
  const agrees = value === "normal" ? !Object.values(by_value).includes(component.reason) : component.reason === by_value[value];
  mismatch_unless(agrees, "outcome");
  if (value !== "normal") return;
  mismatch_unless(can_be_shown(component.shown, record.score), "points");
  mismatch_unless(record.score.outcome !== kOutcome.fail || component.reason !== kReason.passed, "passed");
}

export function check_component(outcome, component, document) {
  mismatch_unless(document.kind === "result", "kind");
  const { record } = document.content;
  mismatch_unless(record.session === component.session, "session");
  mismatch_unless(record.subject.occupation === outcome.occupation, "occupation");
  mismatch_unless(is_of_method(component.method, record.kind), "component");
  mismatch_unless(document.place === null || document.place === component.log_index, "log");
  const is_own = component.mode === kMode.first || component.mode === kMode.resit;
  const same_batch = record.subject.level === outcome.level && record.plan.organisation === outcome.organisation && record.plan.plan === outcome.plan;
  mismatch_unless(!is_own || same_batch, "plan");
  check_points(component, record);
}

export function check_draft_of(draft, document) {
  mismatch_unless(document.kind === "outcome", "kind");
  const outcome = document.content;
  mismatch_unless(["candidate", "occupation", "level", "organisation", "plan"].every((part) => draft[part] === outcome[part]), "candidate, plan");
  mismatch_unless(outcome.verdict === kVerdict.pass, "outcome");
  mismatch_unless(draft.profile !== kProfile.industry || outcome.second_certificate, "profile");
}

export function check_appointment_of(entry, document) {
  mismatch_unless(document.kind === "outcome", "kind");
  const outcome = document.content;
  mismatch_unless(entry.candidate === outcome.candidate && entry.occupation === outcome.occupation && entry.level <= outcome.level, "candidate, level");
  mismatch_unless(outcome.verdict === kVerdict.pass, "outcome");
}

// An appointment that names a draft's number rests on the same outcome as the draft.
export function check_appointment_by(entry, draft) {
  mismatch_unless(draft.content.outcome === entry.outcome, "outcome");
}

export function check_end_of(ending, document) {
  mismatch_unless(is_appointment(document), "kind");
  const { from_ms, until_ms } = document.content;
  mismatch_unless(ending.until_ms >= from_ms && ending.until_ms <= until_ms, "time");
}

export function check_objection(objection, document) {
  mismatch_unless(document.kind === "result", "kind");
  mismatch_unless(document.content.record.session === objection.session, "session");
}

export function check_answer(answer, document) {
  mismatch_unless(document.kind === "notice" && document.content.kind === kNotice.objection, "kind");
  mismatch_unless(document.content.session === answer.session && document.content.at_ms <= answer.at_ms, "session, time");
}

export function is_draft(document) {
  return document.kind === "certificate_draft" && document.content.kind === kDraft.drafted;
}

export function is_appointment(document) {
  return document.kind === "register_entry" && document.content.kind === kEntry.appointed;
}
