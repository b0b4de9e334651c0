// What the page shows of the visitor's state (page.js): the verdict with its facts, what a code says, and the trust bundle with its six words.
import { equal } from "./bytes.js";
import {
  banner_of, bundle_lines, certificate_rows, code_banner, common_notes, environment_shout, kind_title, notes_of, reason_rows, refusal_details, result_rows,
  set_banner, signers_table,
} from "./describe.js";
import { act_rows, relation_rows } from "./describe_act.js";
import { details_of } from "./details.js";
import { compare_code } from "./intake.js";
import { has_crypto } from "./keys.js";
import { Refusal } from "./refusal.js";
import { parse_words, words_texts } from "./roots.js";
import { short_points_text, time_text } from "./words.js";
import { banner, by_id, element, facts, fold, mark, notes, table } from "./view.js";

// ---- what is known of the words that the visitor has: "none", "unreadable", "waiting", "same" or "different"
function compared_words(state) {
  if (state.typed.trim() === "") return "none";
  const typed = parse_words(state.typed);
  if (typed === null) return "unreadable";
  if (state.words === null) return state.bundle ? "waiting" : "different";
  return equal(typed, state.words) ? "same" : "different";
}

// Words that do not fit outweigh everything that the bundle says.
function refusal_shown(state, verdict) {
  const compared = compared_words(state);
  if (compared === "unreadable" || compared === "different") return new Refusal("roots_mismatch");
  return verdict.refusal;
}

function fact_rows(verdict, strings) {
  if (verdict.certificate) return certificate_rows(verdict, strings);
  return verdict.record ? result_rows(verdict, strings) : act_rows(verdict, strings);
}

// What each file is, by number and kind alone: its name on this machine may be somebody's name.
function titles(state, strings) {
  return state.verdicts.map((verdict, i) => strings.say("file_title", { number: i + 1, what: kind_title(verdict, strings) }));
}

function refusal_parts(refusal, strings) {
  const { say } = strings;
  return [facts(reason_rows(refusal, strings)), fold(say("details"), [{ title: say("reason"), rows: refusal_details(refusal, strings) }])];
}

// The banner of one file and what stands below it.
function verdict_card(state, verdict, strings) {
  const { say } = strings;
  const refusal = refusal_shown(state, verdict);
  const heading = banner(banner_of(verdict, refusal, strings), state.verdicts.length > 1 ? "h3" : "h2");
  if (verdict.is_for_programs && !refusal) return [heading];
  const card = element("div", { class: "card" });
  if (refusal) {
    card.append(...refusal_parts(refusal, strings));
    return [heading, card];
  }
  const list = facts(fact_rows(verdict, strings));
  if (verdict.record) list.classList.add("big");
  card.append(list);
  const relations = relation_rows(verdict, state.verdicts, (file) => titles(state, strings)[file], strings);
  if (relations.length > 0) card.append(element("h3", {}, say("relations_heading")), facts(relations));
  if (verdict.signers.length > 0) card.append(table(signers_table(verdict, strings), say("signers_heading")));
  const common = state.verdicts.length > 1 ? [] : common_notes([verdict], compared_words(state) === "same", strings);
  const said = [...notes_of(verdict, strings), ...common];
  if (said.length > 0) card.append(notes(said));
  card.append(fold(say("details"), details_of(verdict, state.has_webcrypto, strings)));
  return [heading, card];
}

function shout_part(state, strings) {
  const shout = state.verdicts.map((verdict) => environment_shout(verdict, strings)).find((text) => text !== null);
  return shout ? [element("p", { class: "shout" }, shout)] : [];
}

// Where a file is spoken of: a receipt that holds, at its act.
function place_of(state, rows, file) {
  const { verdict, refusal } = rows[file];
  const act = verdict.kind === "receipt" && !refusal ? verdict.related.relations.find(({ link }) => link === "logs") : undefined;
  return act ? act.file : file;
}

function set_parts(state, strings) {
  const { say } = strings;
  const rows = state.verdicts.map((verdict) => ({ verdict, refusal: refusal_shown(state, verdict) }));
  const list = element("ol", { class: "files" });
  const names = titles(state, strings);
  rows.forEach(({ verdict, refusal }, i) => {
    const { state: look, title } = banner_of(verdict, refusal, strings);
    const place = `file-${place_of(state, rows, i) + 1}`;
    const link = element("a", { href: `#${place}` }, names[i]);
    link.addEventListener("click", (event) => (event.preventDefault(), by_id(place).scrollIntoView()));
    const said = refusal ? strings.table.reasons[refusal.code] : title;
    list.append(element("li", { class: look }, mark(look), element("span", {}, link, element("span", { class: "said" }, said))));
  });
  const overview = element("div", { class: "card" }, element("h2", {}, say("files_heading")), list);
  overview.append(notes(common_notes(state.verdicts, compared_words(state) === "same", strings)));
  const parts = [banner(set_banner(rows, strings)), overview];
  rows.forEach(({ verdict }, i) => {
    if (place_of(state, rows, i) !== i) return;
    const section = element("section", { class: "file", id: `file-${i + 1}` }, element("h2", {}, names[i]));
    section.append(...verdict_card(state, verdict, strings));
    parts.push(section);
  });
  return parts;
}

function actions(state, { say }) {
  const row = element("p", { class: "row actions" });
  const print = element("button", { type: "button", class: "second" }, say("print"));
  print.addEventListener("click", () => window.print());
  if (location.protocol !== "file:") {
    const copy = element("button", { type: "button", class: "second", id: "copy-link" }, say("copy_link"));
    copy.addEventListener("click", state.copy_link);
    row.append(copy);
  }
  row.append(print);
  if (state.link_copied) row.append(element("span", { class: "hint", role: "status" }, say("copy_link_done")));
  if (state.link) row.append(element("span", { class: "hint" }, say("copy_link_failed")), element("textarea", { id: "link", readonly: "", rows: "3" }, state.link));
  return row;
}

// A code is compared with every result that was checked.
function code_card(state, strings) {
  const checked = (state.verdicts ?? []).filter((verdict) => verdict.record && !refusal_shown(state, verdict));
  const points_of = ({ record }) => (record.score ? short_points_text(record.score.points) : "");
  const found = checked.map((verdict) => compare_code(state.code, verdict.record_hash, points_of(verdict)));
  return banner(code_banner(state.code, found.includes("same") ? "same" : found[0] ?? null, strings));
}

export function verdict_parts(state, strings) {
  const { say } = strings;
  if (!has_crypto()) return [banner({ state: "caution", title: say("no_verdict"), more: say("no_crypto") })];
  if (state.unexpected) return [banner({ state: "caution", title: say("no_verdict"), more: say("unexpected") })];
  const parts = state.code ? [code_card(state, strings)] : [];
  if (state.is_fresh_bundle) parts.push(banner({ state: "caution", title: say("bundle_loaded"), more: say("bundle_loaded_more") }));
  if (state.verdicts === null && !state.checking) return parts;
  if (state.checking || compared_words(state) === "waiting") return [...parts, element("p", { class: "card" }, say("checking"))];
  const is_one = state.verdicts.length === 1;
  parts.push(...shout_part(state, strings), ...(is_one ? verdict_card(state, state.verdicts[0], strings) : set_parts(state, strings)));
  const is_kept = state.verdicts.some((verdict) => !refusal_shown(state, verdict) && !verdict.is_for_programs);
  if (is_kept) parts.push(actions(state, strings), element("p", { class: "printed hint" }, say("printed", { when: time_text(Date.now()) })));
  return parts;
}

// For whoever drives the page by a program: verdict good, refused, other (files that it does not check), checking or none; reason by name; and
// how the banner looks: good, caution or refused. Of several files `reasons` and `standings` have a word for each.
export function mark_verdict(state, strings) {
  const { dataset } = document.body;
  for (const name of ["reason", "look", "reasons", "standings"]) delete dataset[name];
  if (state.checking || (state.verdicts && compared_words(state) === "waiting")) dataset.verdict = "checking";
  else if (state.verdicts === null) dataset.verdict = "none";
  else {
    const rows = state.verdicts.map((verdict) => ({ verdict, refusal: refusal_shown(state, verdict) }));
    const first = rows.find(({ refusal }) => refusal);
    dataset.verdict = first ? "refused" : rows.every(({ verdict }) => verdict.is_for_programs) ? "other" : "good";
    dataset.look = (rows.length === 1 ? banner_of(rows[0].verdict, rows[0].refusal, strings) : set_banner(rows, strings)).state;
    dataset.reasons = rows.map(({ refusal }) => refusal?.code ?? "good").join(" ");
    dataset.standings = rows.map(({ verdict }) => verdict.related.standing ?? "-").join(" ");
    if (first) dataset.reason = first.refusal.code;
  }
  dataset.bundle = state.bundle ? state.bundle_source : "none";
  dataset.words = state.words ? "known" : "none";
}

export function render_trust(state, strings) {
  const { say } = strings;
  const lines = by_id("bundle-lines");
  lines.replaceChildren();
  if (state.bundle) {
    const { of, valid, is_stale } = bundle_lines(state.bundle, Date.now(), strings);
    lines.append(element("p", {}, element("strong", {}, of)), element("p", { class: "hint" }, `${say(state.bundle_source)} · ${valid}`));
    if (is_stale) lines.append(element("p", { class: "bad" }, say("trust_stale")));
  } else lines.append(element("p", { class: "bad" }, say("trust_none")));
  const words = state.words ? words_texts(state.words, state.language) : [];
  const waiting = state.bundle && !state.words ? [element("li", { class: "waiting" }, say("words_working"))] : [];
  by_id("words").replaceChildren(...waiting, ...words.map((word) => element("li", {}, word)));
  by_id("words-label").hidden = !state.bundle;
  const compared = compared_words(state);
  const answer = by_id("words-answer");
  answer.className = compared === "same" ? "same" : "bad";
  answer.textContent = ["none", "waiting"].includes(compared) ? "" : say(`words_${compared}`);
  const why = state.bundle_refusal;
  by_id("bundle-fault").textContent = why ? `${say("trust_refused")}: ${strings.table.reasons[why.code]} (${why.code_text()})` : "";
}
