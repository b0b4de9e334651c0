// What each card shows of the overview: pure from data to elements, so that whoever wants another column changes one function.
import { element } from "./view.js";
import { time_text } from "./words.js";

const kShortHash = 12; // letters; the whole stands in the title
const kRecordsShown = 3; // of one signal

function pill(state, text) {
  return element("span", { class: `pill ${state}` }, text);
}

function code(text) {
  return element("span", { class: "code" }, text);
}

function hash(text) {
  return element("span", { class: "code keep", title: text }, text.slice(0, kShortHash) + "\u2026");
}

// What must not be broken over two lines.
function kept(text) {
  return element("span", { class: "keep" }, text);
}

function name(text) {
  return element("span", { class: "name" }, text);
}

function seat(text) {
  return element("span", { class: "seat" }, text);
}

// Seconds are of no use on a board.
function minute(ms) {
  return kept(ms === null ? "" : time_text(ms).slice(0, -3));
}

function number(value) {
  return { number: value === null ? "\u2013" : String(value) };
}

function cell(name, content, scope) {
  if (content !== null && typeof content === "object" && "number" in content) return element(name, { class: "number", ...scope }, content.number);
  return element(name, scope, content);
}

// `columns`: keys of sentences; one that begins with `#` is a column of numbers.
function grid(say, caption, columns, rows) {
  const heads = columns.map((key) => (key.startsWith("#") ? { number: say(key.slice(1)) } : say(key)));
  const line = (cells, name, scope = {}) => element("tr", {}, ...cells.map((each) => cell(name, each, scope)));
  const made = element("table", {}, element("caption", {}, caption), element("thead", {}, line(heads, "th", { scope: "col" })));
  made.append(element("tbody", {}, ...rows.map((cells) => line(cells, "td"))));
  return element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption }, made);
}

function card(say, key, parts) {
  return [element("h2", {}, say(key)), ...parts];
}

function none(text) {
  return element("p", { class: "none" }, text);
}

function soft(text) {
  return element("p", { class: "soft" }, text);
}

export function figures({ say }, data) {
  const sum = (key, rows) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  const running = data.sessions.filter((row) => row.running);
  const closed = data.sessions.filter((row) => !row.running);
  const rows = [ // first what somebody has to do something about
    ["figure_alarms", data.alarms.length, "refused"],
    ["figure_overdue", data.aside.overdue + data.notices.overdue + data.follow_ups.overdue, "refused"],
    ["figure_held", data.aside.held, "caution"],
    ["figure_quarantined", data.aside.quarantined, "caution"],
    ["figure_objections", data.notices.waiting, "caution"],
    ["figure_silent", data.silent.count, "caution"],
    ["figure_low", data.integrity.low, "caution"],
    ["figure_notices", data.notices.open, ""],
    ["figure_running", running.length, ""],
    ["figure_expected", sum("expected", running), ""],
    ["figure_present", sum("present", running), ""],
    ["figure_absent", sum("absent", closed), ""],
  ];
  return rows.map(([key, value, state]) =>
    element("li", { class: value > 0 ? state : "", id: key }, element("strong", {}, String(value)), element("span", {}, say(key, { below: data.integrity.low_below }))),
  );
}

function alarms({ say, tag }, rows) {
  if (rows.length === 0) return card(say, "alarms", [none(say("alarms_none"))]);
  const columns = ["column_at", "column_centre", "column_terminal", "column_what", "column_do"];
  const lines = rows.map((row) => [minute(row.at_ms), name(row.centre), seat(row.terminal), element("span", {}, code(row.code), " ", row.what[tag]), row.do[tag]]);
  return card(say, "alarms", [grid(say, say("alarms"), columns, lines)]);
}

function sessions({ say }, rows) {
  if (rows.length === 0) return card(say, "sessions", [none(say("sessions_none"))]);
  const columns = ["column_state", "column_centre", "column_plan", "column_opened", "#column_expected", "#column_present", "#column_absent", "#column_open"];
  const lines = rows.map((row) => [
    row.running ? pill("good", say("running")) : pill("plain", say("closed")),
    name(row.centre), kept(row.plan), minute(row.opened_ms), number(row.expected), number(row.present), number(row.absent), number(row.terminals),
  ]);
  return card(say, "sessions", [grid(say, say("sessions"), columns, lines)]);
}

function aside({ say, tag }, { rows }) {
  if (rows.length === 0) return card(say, "aside", [none(say("aside_none"))]);
  const columns = ["column_due", "column_state", "column_centre", "column_terminal", "column_what", "column_record"];
  const lines = rows.map((row) => [
    due(say, row),
    pill("caution", say(row.held ? "held" : "quarantined")),
    name(row.centre), seat(row.terminal), element("span", { title: row.do[tag] }, code(row.code), " ", row.what[tag]), hash(row.record),
  ]);
  return card(say, "aside", [grid(say, say("aside"), columns, lines)]);
}

function due(say, row) {
  return row.overdue ? element("span", {}, minute(row.due_ms), " ", pill("refused", say("overdue"))) : minute(row.due_ms);
}

function objections({ say, table }, { objections: rows }) {
  if (rows.length === 0) return card(say, "objections", [none(say("objections_none"))]);
  const columns = ["column_due", "column_centre", "column_plan", "column_scope", "column_record", "column_objection"];
  const lines = rows.map((row) => [
    due(say, row), name(row.centre), kept(row.plan), table.scopes[row.scope] ?? code(row.scope), hash(row.record), hash(row.objection),
  ]);
  return card(say, "objections", [grid(say, say("objections"), columns, lines)]);
}

function notices({ say }, { rows }) {
  if (rows.length === 0) return card(say, "notices", [none(say("notices_none"))]);
  const columns = ["column_until", "column_state", "column_centre", "column_plan", "column_place", "#column_objections", "#column_waiting"];
  const lines = rows.map((row) => [
    minute(row.until_ms), row.over ? pill("caution", say("notice_over")) : pill("good", say("notice_runs")),
    name(row.centre), kept(row.plan), element("span", { class: "loose" }, row.place), number(row.objections), number(row.waiting),
  ]);
  return card(say, "notices", [grid(say, say("notices"), columns, lines)]);
}

function follow_ups({ say, table }, { rows }) {
  if (rows.length === 0) return card(say, "follow_ups", [none(say("follow_ups_none"))]);
  const columns = ["column_due", "column_kind", "column_what", "column_owner", "#column_number"];
  const lines = rows.map((row) => [due(say, row), name(row.organisation), table.follow_up_kinds[row.kind] ?? code(row.kind), name(row.owner), number(row.number)]);
  return card(say, "follow_ups", [grid(say, say("follow_ups"), columns, lines)]);
}

function silent({ say }, { rows }) {
  if (rows.length === 0) return card(say, "silent", [none(say("silent_none"))]);
  const lines = rows.map((row) => [name(row.centre), row.heard_ms === null ? say("heard_never") : minute(row.heard_ms), number(row.terminals)]);
  return card(say, "silent", [grid(say, say("silent"), ["column_centre", "column_since", "#column_terminals"], lines)]);
}

function incidents({ say, table }, rows) {
  if (rows.length === 0) return card(say, "incidents", [none(say("incidents_none"))]);
  const lines = rows.map((row) => [minute(row.at_ms), name(row.centre), seat(row.terminal), Object.hasOwn(table.acts, row.act) ? table.acts[row.act] : code(row.act), number(row.entry)]);
  return card(say, "incidents", [grid(say, say("incidents"), ["column_at", "column_centre", "column_terminal", "column_what", "#column_entry"], lines)]);
}

// On what the signal stands, so that whoever looks into it finds the same.
function evidence({ say }, signal) {
  const short = (hash) => hash.slice(0, kShortHash);
  const records = signal.records.slice(0, kRecordsShown).map((record) => say("evidence_record", { record: short(record) }));
  const more = signal.records.length - records.length;
  return [
    time_text(signal.at_ms).slice(0, -3),
    ...(signal.place === null ? [] : [say("evidence_place", { place: signal.place })]),
    ...signal.entries.map((entry) => say("evidence_entry", { entry })),
    ...records,
    ...(more > 0 ? [say("evidence_more", { count: more })] : []),
    ...signal.candidates.map((candidate) => say("evidence_candidate", { candidate: short(candidate) })),
  ].join(" \u00b7 ");
}

function signal_line(words, signal) {
  const strength = signal.strength >= 60 ? "refused" : "caution";
  return element("li", {}, pill(strength, words.say("strength", { strength: signal.strength })), " ", element("b", {}, signal.name[words.tag]),
    element("div", {}, signal.says[words.tag], " ", signal.look[words.tag]), element("div", { class: "soft" }, evidence(words, signal)));
}

function score_line(words, row, low) {
  const state = row.score >= 90 ? "good" : row.score >= low ? "caution" : "refused";
  const head = element("summary", {}, pill(state, String(row.score)), element("span", {}, row.name));
  const lines = row.signals.map((signal) => signal_line(words, signal));
  const made = element("details", { class: "fold", "data-key": row.centre }, head);
  if (lines.length === 0) made.append(none(words.say("no_signals")));
  else made.append(element("ul", {}, ...lines));
  const left = row.signals_count - row.signals.length;
  if (left > 0) made.append(soft(words.say("signals_more", { count: left })));
  return made;
}

function integrity(words, { rows, low_below }) {
  const { say } = words;
  if (rows.length === 0) return card(say, "integrity", [none(say("integrity_none"))]);
  return card(say, "integrity", rows.map((row) => score_line(words, row, low_below)));
}

function counts({ say, table, tag }, { counted, log, corrections, rows }) {
  const notes = [];
  if (counted < log) notes.push(soft(say("counting", { counted, log })));
  if (corrections > 0) notes.push(soft(say("corrections", { count: corrections })));
  if (rows.length === 0) return card(say, "counts", [none(say("counts_none")), ...notes]);
  const columns = ["column_occupation", "column_level", "column_component", "column_kind", "#column_passed", "#column_failed", "#column_other"];
  const lines = rows.map((row) => [
    kept(row.occupation), kept(row.level_name[tag]), row.component[tag], table.kinds[row.kind ?? "none"], number(row.passed), number(row.failed), number(row.other),
  ]);
  return card(say, "counts", [grid(say, say("counts"), columns, lines), ...notes]);
}

function organisations({ say, table }, { centres, filed, rows }) {
  const note = soft(say("unfiled", { centres, filed }));
  if (rows.length === 0) return card(say, "organisations", [none(say("organisations_none")), note]);
  const lines = rows.map((row) => [table.kinds[row.kind], number(row.centres), number(row.non_public)]);
  return card(say, "organisations", [grid(say, say("organisations"), ["column_kind", "#column_filed", "#column_non_public"], lines), note]);
}

// Cards whose data lies under another name than their own.
export const kDataOf = { objections: "notices" };
export const kCards = { alarms, sessions, aside, objections, notices, follow_ups, silent, incidents, integrity, counts, organisations };
