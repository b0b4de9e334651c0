// What the page shows of the visitor's state (page.js): the verdict with its facts, what a code says, and the trust bundle with its six words.
import { equal } from "./bytes.js";
import {
  banner_of, bundle_lines, certificate_rows, code_banner, details_of, environment_shout, notes_of, reason_rows, refusal_details, result_rows, signers_table,
} from "./describe.js";
import { compare_code } from "./intake.js";
import { has_crypto } from "./keys.js";
import { Refusal } from "./refusal.js";
import { parse_words, words_texts } from "./roots.js";
import { short_points_text, time_text } from "./words.js";
import { banner, by_id, element, facts, fold, notes, table } from "./view.js";

// ---- what is known of the words that the visitor has: "none", "unreadable", "waiting", "same" or "different"
function compared_words(state) {
  if (state.typed.trim() === "") return "none";
  const typed = parse_words(state.typed);
  if (typed === null) return "unreadable";
  if (state.words === null) return state.bundle ? "waiting" : "different";
  return equal(typed, state.words) ? "same" : "different";
}

// Words that do not fit outweigh everything that the bundle says.
function refusal_shown(state) {
  const compared = compared_words(state);
  if (compared === "unreadable" || compared === "different") return new Refusal("roots_mismatch");
  return state.verdict.refusal;
}

function verdict_card(state, refusal, strings) {
  const { verdict } = state;
  const { say } = strings;
  const parts = [];
  const shout = environment_shout(verdict, strings);
  if (shout) parts.push(element("p", { class: "shout" }, shout));
  parts.push(banner(banner_of(verdict, refusal, strings)));
  if (verdict.is_for_programs && !refusal) return parts;
  const card = element("div", { class: "card" });
  if (refusal) {
    card.append(facts(reason_rows(refusal, strings)), fold(say("details"), [{ title: say("reason"), rows: refusal_details(refusal, strings) }]));
    return [...parts, card];
  }
  const list = facts(verdict.certificate ? certificate_rows(verdict, strings) : result_rows(verdict, strings));
  list.classList.add("big");
  card.append(list, table(signers_table(verdict, strings), say("signers_heading")));
  card.append(notes(notes_of(verdict, compared_words(state) === "same", strings)));
  card.append(actions(state, strings), fold(say("details"), details_of(verdict, state.has_webcrypto, strings)));
  card.append(element("p", { class: "printed hint" }, say("printed", { when: time_text(Date.now()) })));
  return [...parts, card];
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

function code_card(state, strings) {
  const { verdict, code } = state;
  const is_checked = verdict?.record && !refusal_shown(state);
  const points = verdict?.record?.score ? short_points_text(verdict.record.score.points) : "";
  return banner(code_banner(code, is_checked ? compare_code(code, verdict.record_hash, points) : null, strings));
}

export function verdict_parts(state, strings) {
  const { say } = strings;
  if (!has_crypto()) return [banner({ state: "caution", title: say("no_verdict"), more: say("no_crypto") })];
  if (state.unexpected) return [banner({ state: "caution", title: say("no_verdict"), more: say("unexpected") })];
  const parts = state.code ? [code_card(state, strings)] : [];
  if (state.is_fresh_bundle) parts.push(banner({ state: "caution", title: say("bundle_loaded"), more: say("bundle_loaded_more") }));
  if (state.verdict === null && !state.checking) return parts;
  if (state.checking || compared_words(state) === "waiting") return [...parts, element("p", { class: "card" }, say("checking"))];
  return [...parts, ...verdict_card(state, refusal_shown(state), strings)];
}

// For whoever drives the page by a program: verdict good, refused, other (a file that it does not check), checking or none; reason by name;
// and how the banner looks: good, caution or refused.
export function mark_verdict(state, strings) {
  const { dataset } = document.body;
  delete dataset.reason;
  delete dataset.look;
  if (state.checking || (state.verdict && compared_words(state) === "waiting")) dataset.verdict = "checking";
  else if (state.verdict === null) dataset.verdict = "none";
  else {
    const refusal = refusal_shown(state);
    dataset.verdict = refusal ? "refused" : state.verdict.is_for_programs ? "other" : "good";
    dataset.look = banner_of(state.verdict, refusal, strings).state;
    if (refusal) dataset.reason = refusal.code;
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
