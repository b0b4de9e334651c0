// Acts of the bureau, receipts and checkpoints in words, and what files that were given together say of one another. Gives plain data like
// describe.js. Free text may name people whom it does not concern here, so digits that could be of a document or a telephone are masked, and
// what an objection or its answer says is left in the file.
import { kDecision, kDraft, kEntry, kNotice, kProfile, kVerdict } from "./act.js";
import { to_hex } from "./bytes.js";
import { decimal_text, time_text } from "./words.js";

const kNoticeNames = Object.keys(kNotice), kDraftNames = Object.keys(kDraft), kDecisionNames = Object.keys(kDecision), kEntryNames = Object.keys(kEntry);
const kVerdictNames = Object.keys(kVerdict), kProfileNames = Object.keys(kProfile);
const kUnscored = [2, 6, 8]; // exempt, no result, void: no points to show

// Seven digits or more could be a telephone number, an identity number, a date of birth.
export function masked(text) {
  return text.replace(/\p{Nd}{6,}[\p{Nd}Xx]/gu, (digits) => "\u2022".repeat(Math.min(digits.length, 8)));
}

function when(ms, { say }) {
  return say("zoned", { time: time_text(ms) });
}

// What an act is, in a few words: `Decision: released`.
export function act_title({ kind, act }, { table }) {
  if (kind === "decision") return table.acts[`decision_${kDecisionNames[act.kind - 1]}`];
  if (kind === "notice") return table.acts[`notice_${kNoticeNames[act.kind - 1]}`];
  if (kind === "certificate_draft") return table.acts[`certificate_${kDraftNames[act.kind - 1]}`];
  if (kind === "register_entry") return table.acts[`register_${kEntryNames[act.kind - 1]}`];
  return table.acts.outcome;
}

function decision_rows(act, strings) {
  const { say } = strings;
  return [
    [say("row_about_record"), act.record],
    [say("row_by"), act.by],
    [say("row_act_when"), when(act.at_ms, strings)],
    [say("row_reason"), masked(act.reason)],
  ];
}

function notice_rows(act, strings) {
  const { say, table } = strings;
  const is_opening = act.kind === kNotice.opened;
  const is_public = is_opening || act.kind === kNotice.closed;
  const rows = [
    [say("row_session"), act.session],
    [say("row_by"), act.by],
    [say("row_act_when"), when(act.at_ms, strings)],
  ];
  if (act.record) rows.push([say("row_about_record"), act.record]);
  if (act.scope) rows.push([say("row_scope"), table.scopes[act.scope - 1]]);
  if (act.objection) rows.push([say("row_about_objection"), act.objection]);
  if (act.end) rows.push([say("row_end"), table.ends[act.end - 1]]);
  if (act.until_ms !== null) rows.push([say(is_opening ? "row_until" : "row_due"), when(act.until_ms, strings)]);
  rows.push([say("row_text"), is_public ? masked(act.text) : say("text_left_out")]);
  return rows;
}

function component_text(component, { say, table }) {
  const { method, mode, reason, shown, of } = component;
  const places = { method: table.methods[method - 1], points: decimal_text(shown), reason: table.outcome_reasons[reason - 1] };
  const text = say(kUnscored.includes(reason) ? "component_unscored" : "component_scored", places) + (of === "" ? "" : ` ${masked(of)}`);
  return mode === 1 ? text : `${text} (${table.modes[mode - 1]})`;
}

function batch_rows(act, { say, table }) {
  return [
    [say("row_candidate"), act.candidate],
    [say("row_occupation"), act.occupation],
    [say("row_level"), table.levels[act.level - 1]],
    [say("row_organisation"), act.organisation],
    [say("row_plan"), act.plan],
  ];
}

function outcome_rows(act, strings) {
  const { say, table } = strings;
  const rows = [
    [say("row_outcome"), table.verdicts[kVerdictNames[act.verdict - 1]]],
    [say("row_components"), act.components.map((component) => component_text(component, strings)).join("\n")],
    ...batch_rows(act, strings),
    [say("row_version"), String(act.version)],
    [say("row_act_when"), when(act.at_ms, strings)],
  ];
  const more = [act.weighted_below && "weighted_below", act.second_certificate && "second_certificate", act.level_skipped && "level_skipped"].filter(Boolean);
  if (more.length > 0) rows.splice(2, 0, [say("row_moreover"), more.map((key) => table.moreover[key]).join("\n")]);
  return rows;
}

export function outcome_details(act, { say }) {
  const records = act.components.filter(({ record }) => record !== null).map(({ record, log_index }) => `${record} @ ${log_index}`);
  const rows = [[say("row_rules"), act.rules]];
  if (records.length > 0) rows.unshift([say("row_rests_on"), records.join("\n")]);
  return act.earlier ? [...rows, [say("row_earlier_version"), act.earlier]] : rows;
}

function certificate_act_rows(act, strings) {
  const { say, table } = strings;
  const rows = [[say("row_number"), act.number]];
  if (act.kind === kDraft.drafted) rows.push([say("row_profile"), table.profiles[kProfileNames[act.profile - 1]]], ...batch_rows(act, strings));
  else rows.push([say("row_reason"), masked(act.reason)]);
  rows.push([say("row_by"), act.by], [say("row_act_when"), when(act.at_ms, strings)]);
  return rows;
}

function days_text({ from_ms, until_ms }) {
  return `${time_text(from_ms).slice(0, 10)} - ${time_text(until_ms - 1).slice(0, 10)}`;
}

const kEntryRows = {
  [kEntry.appointed]: (act, { say, table }) => {
    const rows = [
      [say("row_post"), act.post],
      [say("row_appointed_by"), act.organisation],
      [say("row_occupation"), act.occupation],
      [say("row_level"), table.levels[act.level - 1]],
      [say("row_days"), days_text(act)],
      [say("row_document"), masked(act.document)],
      [say("row_candidate"), act.candidate],
      [say("row_of_outcome"), act.outcome],
    ];
    return act.number === "" ? rows : [...rows, [say("row_number"), act.number]];
  },
  [kEntry.ended]: (act, strings) => [
    [strings.say("row_appointment"), act.appointment],
    [strings.say("row_from"), when(act.until_ms, strings)],
    [strings.say("row_reason"), masked(act.reason)],
  ],
  [kEntry.round]: (act, { say, table }) => [
    [say("row_plan"), act.plan],
    [say("row_level"), table.levels[act.level - 1]],
    [say("row_round"), String(act.round)],
    [say("row_document"), masked(act.document)],
  ],
  [kEntry.titles]: (act, { say }) => [
    [say("row_titles"), act.file],
    [say("row_document"), masked(act.document)],
  ],
};

function register_rows(act, strings) {
  const { say } = strings;
  return [...kEntryRows[act.kind](act, strings), [say("row_by"), act.by], [say("row_act_when"), when(act.at_ms, strings)]];
}

const kRows = { register_entry: register_rows, decision: decision_rows, notice: notice_rows, outcome: outcome_rows, certificate_draft: certificate_act_rows };

export function logged_text({ issuer, index, tree_size, issued_at_s }, strings) {
  return strings.say("logged", { issuer, index, size: tree_size, when: when(issued_at_s * 1000, strings) });
}

// Rows of [name, value] of an act, a receipt or a checkpoint.
export function act_rows(verdict, strings) {
  const { say, table } = strings;
  const { kind, act, receipt, checkpoint, anchored, given } = verdict;
  if (receipt) return [[say("row_what_file"), table.files.receipt], [say("row_logged"), logged_text(receipt, strings)]];
  if (checkpoint) {
    const witnesses = checkpoint.cosignatures.map(({ name, at_s }) => `${name}, ${when(at_s * 1000, strings)}`);
    const rows = [[say("row_what_file"), table.files.checkpoint], [say("row_log_name"), checkpoint.origin], [say("row_log_size"), String(checkpoint.size)], [say("row_root"), to_hex(checkpoint.root)]];
    return witnesses.length > 0 ? [...rows, [say("row_witnesses"), witnesses.join("\n")]] : rows;
  }
  return [
    [say("row_what_file"), act_title(verdict, strings)],
    ...kRows[kind](act, strings),
    [say("row_logged"), anchored ? logged_text(anchored, strings) : say("not_logged")],
    [say("row_act_hash"), given.hash],
  ];
}

// ---- in relation to the other files

// Basis and reason of a correction, who decided what for what reason: what a reader of the one file wants to know of the other.
function said_by({ record, act, kind }, strings) {
  const { say, table } = strings;
  if (record?.amendment) return say("said_basis", { basis: table.bases[record.amendment.basis - 1], reason: masked(record.amendment.reason) });
  if (kind === "decision" || act?.reason) return say("said_reason", { by: act.by, when: time_text(act.at_ms), reason: masked(act.reason) });
  return "";
}

const kActive = ["replaces", "voids", "marks", "rests_on", "releases", "refuses", "objects_to", "answers", "ends"];

// Rows of [how, the other file, its hash and what it says]. `title_of(file)`: what that file is.
export function relation_rows(verdict, verdicts, title_of, strings) {
  const { say, table } = strings;
  return (verdict.related?.relations ?? []).map(({ link, of, file }) => {
    const other = file === null ? null : verdicts[file];
    const parts = [other ? title_of(file) : say("not_given"), of];
    if (other && !kActive.includes(link)) parts.push(said_by(other, strings));
    return [table.links[link], parts.filter((part) => part !== "").join("\n")];
  });
}

// What its standing means for the reader, or null where there is nothing to say.
export function standing_note({ related }, { say, table }) {
  if (!related || related.standing === null) return null;
  const took_a_place = related.relations.some(({ link, file }) => file !== null && ["replaces", "voids", "marks"].includes(link));
  if (related.standing === "stands") return took_a_place ? table.standings_said.stands : null;
  const text = table.standings_said[related.standing];
  return related.newest ? `${text} ${say("newest", { hash: related.newest })}` : text;
}
