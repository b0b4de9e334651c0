// A verdict in words: the banner, what a reader of the certificate wants to know, who signed, and the details behind. Gives plain data, which
// view.js puts on the page; every sentence comes from the tables.
import { is_act } from "./act.js";
import { kEnvironments, kRole, role_name } from "./certificate.js";
import { act_title, logged_text, masked, standing_note } from "./describe_act.js";
import { amends, kKind, kOutcome, receipt_code } from "./record.js";
import { decimal_text, time_text } from "./words.js";

const kReal = kEnvironments.indexOf("real");
const kKindNames = Object.keys(kKind); // in the order of their numbers
const kAdvice = {
  ask: ["certificate_not_valid_then", "certificate_revoked", "emergency_not_valid", "panel_size", "examiner_out_of_scope"],
  trust: ["certificate_issuer_unknown", "bundle_threshold", "bundle_missing", "roots_mismatch"],
  newer: ["record_version_unknown", "record_key_unknown", "cose_critical", "cose_algorithm", "suite_unknown"],
  wrong_file: ["file_kind_unknown", "cbor_malformed"],
  altered: [
    "signature_bad", "signature_missing", "signer_unexpected", "cose_type", "key_id_mismatch", "certificate_role", "environment_mismatch",
    "ledger_terminal_wrong", "receipt_leaf_wrong", "receipt_size_unsigned", "tree_inclusion_bad", "checkpoint_bad",
  ],
  both: ["receipt_alone"],
  which: ["earlier_mismatch", "place_claimed_twice", "basis_mismatch", "amendment_signers"],
  evidence: ["tree_consistency_bad"],
};

function advice_of(code) {
  const found = Object.entries(kAdvice).find(([, codes]) => codes.includes(code));
  return found ? found[0] : "again";
}

export function role_text(role, { table }) {
  return table.roles[typeof role === "number" ? role_name(role) : role];
}

export function kind_text(kind, { table }) {
  return table.kinds[kKindNames[kind - 1]];
}

// ---- the banner

// A result that stands by itself: not a submission, a sheet, a void, an end without a decision, or what still waits for a confirmation.
function is_final(verdict) {
  const { record, warrants } = verdict;
  const own_kind = ![kKind.submission, kKind.examiner_sheet, kKind.void].includes(record.kind);
  return own_kind && warrants.length === 0 && [kOutcome.pass, kOutcome.fail].includes(record.score?.outcome);
}

// Genuine, and no longer what counts.
const kFallen = ["replaced", "void", "marked", "refused", "ended", "outdated", "open"];

// { state: "good", "caution" or "refused", title, more }
export function banner_of(verdict, refusal, strings) {
  const { say, table } = strings;
  const banner = (state, key, places) => ({ state, title: say(key), more: say(`${key}_more`, places) });
  if (refusal) return banner("refused", "refused");
  if (verdict.is_for_programs) return banner("caution", "for_programs", { kind: table.files[verdict.kind] });
  if (verdict.kind === "certificate") return banner("caution", "good_certificate");
  if (kFallen.includes(verdict.related?.standing)) return banner("caution", `good_${verdict.related.standing}`);
  if (["receipt", "checkpoint"].includes(verdict.kind)) return banner("good", `good_${verdict.kind}`);
  if (is_act(verdict.kind)) return verdict.anchored ? banner("good", "good_act") : banner("caution", "good_act_alone");
  return result_banner(verdict, banner);
}

// A correction counts for what it corrects: without a receipt it is a proposal, and without the earlier record nobody has compared the two.
function result_banner(verdict, banner) {
  const { record, anchored, related } = verdict;
  if (record.kind === kKind.void && anchored) return banner("caution", "good_voiding");
  if (!is_final(verdict) || (amends(record.kind) && !anchored)) return banner("caution", "good_not_final");
  if (!anchored) return banner("caution", "good_result");
  if (amends(record.kind) && !related?.relations.some(({ link, file }) => link === "replaces" && file !== null)) return banner("caution", "good_correction_alone");
  if (record.environment !== kReal) return banner("caution", "good_not_real");
  return banner("good", amends(record.kind) ? "good_correction" : "good_proof");
}

// What a file is, for a list of several.
export function kind_title(verdict, strings) {
  const { record, act, kind } = verdict;
  if (record) return kind_text(record.kind, strings);
  if (act) return act_title(verdict, strings);
  const name = strings.table.files[kind];
  return name[0].toUpperCase() + name.slice(1);
}

// Of several files: rows of { verdict, refusal }.
export function set_banner(rows, strings) {
  const { say } = strings;
  const banner = (state, key, places) => ({ state, title: say(key, places), more: say(`${key}_more`, places) });
  const count = rows.length, bad = rows.filter(({ refusal }) => refusal).length;
  if (bad > 0) return banner("refused", "set_refused", { count, bad });
  const standings = rows.map(({ verdict }) => verdict.related?.standing);
  if (standings.includes("open")) return banner("caution", "set_open", { count });
  if (standings.some((standing) => kFallen.includes(standing))) return banner("caution", "set_replaced", { count });
  const is_plain = rows.every(({ verdict, refusal }) => banner_of(verdict, refusal, strings).state === "good");
  return is_plain ? banner("good", "set_good", { count }) : banner("caution", "set_notes", { count });
}

// Rows of [name, value].
export function reason_rows(refusal, strings) {
  const { say, table } = strings;
  const { details } = refusal;
  const rows = [[say("reason"), table.reasons[refusal.code]]];
  if (details.name !== undefined) rows.push(["", say("reason_who", { role: role_text(details.role, strings), name: details.name })]);
  rows.push([say("what_to_do"), table.advice[advice_of(refusal.code)]]);
  return rows;
}

export function refusal_details(refusal, { say }) {
  const { at, key, text } = refusal.details;
  const places = [key === undefined ? "" : `key ${key}`, at === undefined ? "" : `byte ${at}`, text ?? ""].filter((part) => part !== "");
  const rows = [[say("code_text"), `${refusal.code_text()} ${refusal.code}`]];
  return places.length > 0 ? [...rows, [say("place"), places.join(", ")]] : rows;
}

export function environment_shout(verdict, { say }) {
  const environment = kEnvironments[(verdict.record ?? verdict.certificate)?.environment ?? (verdict.act ? verdict.environment : kReal)];
  return environment === "real" ? null : say(`environment_${environment}`);
}

// ---- notes: what must be read together with the verdict

// What holds for whatever was given. `are_words_same`: the visitor has compared the six words here.
export function common_notes(verdicts, are_words_same, { say }) {
  const notes = [say(are_words_same ? "note_words_same" : "note_words_open")];
  if (verdicts.some(({ record, refusal }) => record && !refusal)) notes.push(say("note_not_named"));
  return notes;
}

export function notes_of(verdict, strings) {
  const { say, table } = strings;
  const { record } = verdict;
  const notes = [];
  const standing = standing_note(verdict, strings);
  if (standing) notes.push(standing);
  if (verdict.same_head) notes.push(say("note_same_head", { origin: verdict.same_head }));
  if (verdict.act) notes.push(say("note_act"));
  if (record === null) return notes;
  const { amendment, score } = record;
  if (record.kind === kKind.submission) notes.push(say("note_submission"));
  if (record.kind === kKind.examiner_sheet) notes.push(say("note_sheet"));
  if (amendment) notes.push(say(record.kind === kKind.void ? "note_void" : "note_supersede", { basis: table.bases[amendment.basis - 1], reason: masked(amendment.reason) }));
  if (score && ![kOutcome.pass, kOutcome.fail].includes(score.outcome)) notes.push(say("note_not_decided", { outcome: table.outcomes[score.outcome] }));
  for (const { warrant, site_chief, supervisor } of verdict.warrants)
    notes.push(
      say("note_emergency", {
        role: role_text(warrant.role, strings), number: warrant.number, chief: site_chief.certificate.content.label,
        supervisor: supervisor.certificate.content.label, reason: warrant.reason,
      }),
    );
  if (verdict.anchored) notes.push(say("note_later"));
  return notes;
}

// ---- facts

function level_text(level, { table }) {
  return table.levels[level - 1];
}

function points_text({ points, points_max }, { say }) {
  return say("points_of", { points: decimal_text(points), max: decimal_text(points_max) });
}

function zoned(time, { say }) {
  return say("zoned", { time });
}

export function result_rows(verdict, strings) {
  const { say, table } = strings;
  const { record, anchored } = verdict;
  const { started_ms, ended_ms } = record.times;
  const centre = verdict.signers.find((signer) => signer.role === kRole.device)?.centre;
  const rows = [
    [say("row_what"), kind_text(record.kind, strings)],
    [say("row_outcome"), record.score ? table.outcomes[record.score.outcome] : say("no_score")],
    [say("row_points"), record.score ? points_text(record.score, strings) : say("no_score")],
    [say("row_level"), level_text(record.subject.level, strings)],
    [say("row_occupation"), record.subject.occupation],
    [say("row_when"), zoned(say("until", { from: time_text(started_ms), to: time_text(ended_ms) }), strings)],
    [say("row_organisation"), record.plan.organisation],
    [say("row_plan"), say("plan_attempt", record.plan)],
    [say("row_centre"), centre],
    [say("row_environment"), table.environments[kEnvironments[record.environment]]],
    [say("row_code"), receipt_code(verdict.record_hash)],
    [say("row_candidate"), record.candidate],
  ];
  if (anchored) {
    rows.push([say("row_logged"), logged_text(anchored, strings)]);
  }
  return rows.filter(([, value]) => value !== undefined && value !== null);
}

export function certificate_rows({ certificate }, strings) {
  const { say } = strings;
  const validity = say("until", { from: time_text(certificate.not_before_s * 1000), to: time_text(certificate.expires_s * 1000) });
  const scopes = certificate.competences.map(({ occupation, level }) => say("scope_of", { occupation, level: level_text(level, strings) }));
  const rows = [
    [say("row_certificate_role"), role_text(certificate.role, strings)],
    [say("row_certificate_name"), certificate.label || say("no_score")],
    [say("row_certificate_validity"), zoned(validity, strings)],
    [say("row_certificate_id"), certificate.id],
  ];
  if (scopes.length > 0) rows.push([say("row_certificate_scope"), scopes.join("; ")]);
  if (certificate.centre) rows.push([say("row_centre"), certificate.centre]);
  return rows;
}

// A table { head, rows }.
export function signers_table(verdict, strings) {
  const { say } = strings;
  const rows = verdict.signers.map((signer) => [
    role_text(signer.role, strings) + (signer.is_emergency ? ` (${say("emergency_mark")})` : ""),
    signer.name,
    typeof signer.issued_at_s === "number" ? time_text(signer.issued_at_s * 1000) : "",
  ]);
  return { head: [say("column_role"), say("column_name"), say("column_signed")], rows };
}

// What a code says of what is shown: { state, title, more }.
export function code_banner(code, comparison, { say }) {
  const banner = (state, key) => ({ state, title: say(key), more: say(`${key}_more`, { code: code.code }) });
  if (code.form === "paper") return banner("caution", "code_paper");
  if (comparison === null) return banner("caution", "code_alone");
  return comparison === "same" ? banner("good", "code_same") : banner("refused", "code_different");
}

// The trust bundle in two lines, and whether it is past its time.
export function bundle_lines(bundle, now_ms, { say, table }) {
  const environment = table.environments[kEnvironments[bundle.environment]];
  return {
    of: say("trust_of", { bureau: bundle.bureau, version: bundle.version, environment }),
    valid: say("trust_valid", { issued: time_text(bundle.issued_ms), until: time_text(bundle.not_after_ms) }),
    is_stale: now_ms > bundle.not_after_ms,
  };
}
