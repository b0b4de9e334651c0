// The page: what comes in, what is shown, and nothing of either leaves the browser. Holds the visitor's choices in one object; every change
// ends in render().
import { equal, from_base64, to_base64url } from "./bytes.js";
import { verify_bundle } from "./bundle.js";
import {
  banner_of, bundle_lines, certificate_rows, code_banner, details_of, environment_shout, notes_of, reason_rows, refusal_details, result_rows, signers_table,
} from "./describe.js";
import { bytes_of_fragment, can_read_qr, compare_code, read_file, read_qr_camera, read_qr_picture, read_text_input } from "./intake.js";
import { has_crypto, webcrypto_has_ed25519 } from "./keys.js";
import { Refusal } from "./refusal.js";
import { parse_words, root_words, words_texts } from "./roots.js";
import { kLanguageTags, short_points_text, strings_of, time_text } from "./say.js";
import { banner, by_id, element, facts, fold, notes, say_static, table } from "./view.js";
import { examine, recognise } from "./verdict.js";

const state = {
  language: new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh",
  bundle: null,          // a verified Bundle
  bundle_source: null,   // from_site, from_page or from_file
  bundle_refusal: null,  // why the last one was not taken
  words: null,           // six bytes, once worked out
  typed: "",             // the visitor's own words
  file: null,            // bytes that were given
  verdict: null,         // about them
  code: null,            // a code that was given
  busy: 0,               // number of the examination under way; older ones are forgotten
  checking: false,
  has_webcrypto: true,
  scanning: false,
  input_fault: null,     // key of a sentence
  unexpected: false,
  is_fresh_bundle: false, // a bundle was just loaded in place of a proof
  link: null,            // shown where the clipboard was refused
  link_copied: false,
};

const pause = () => new Promise((resume) => setTimeout(resume, 0));

// ---- what is known of the words that the visitor has: "none", "unreadable", "waiting", "same" or "different"
function compared_words() {
  if (state.typed.trim() === "") return "none";
  const typed = parse_words(state.typed);
  if (typed === null) return "unreadable";
  if (state.words === null) return state.bundle ? "waiting" : "different";
  return equal(typed, state.words) ? "same" : "different";
}

// Words that do not fit outweigh everything that the bundle says.
function refusal_shown() {
  const compared = compared_words();
  if (compared === "unreadable" || compared === "different") return new Refusal("roots_mismatch");
  return state.verdict.refusal;
}

// ---- rendering

function verdict_card(refusal, strings) {
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
  card.append(notes(notes_of(verdict, compared_words() === "same", strings)));
  card.append(actions(strings), fold(say("details"), details_of(verdict, state.has_webcrypto, strings)));
  card.append(element("p", { class: "printed hint" }, say("printed", { when: time_text(Date.now()) })));
  return [...parts, card];
}

function actions({ say }) {
  const row = element("p", { class: "row actions" });
  const print = element("button", { type: "button", class: "second" }, say("print"));
  print.addEventListener("click", () => window.print());
  if (location.protocol !== "file:") {
    const copy = element("button", { type: "button", class: "second", id: "copy-link" }, say("copy_link"));
    copy.addEventListener("click", copy_link);
    row.append(copy);
  }
  row.append(print);
  if (state.link_copied) row.append(element("span", { class: "hint", role: "status" }, say("copy_link_done")));
  if (state.link) row.append(element("span", { class: "hint" }, say("copy_link_failed")), element("textarea", { id: "link", readonly: "", rows: "3" }, state.link));
  return row;
}

function code_card(strings) {
  const { verdict, code } = state;
  const is_checked = verdict?.record && !refusal_shown();
  const points = verdict?.record?.score ? short_points_text(verdict.record.score.points) : "";
  return banner(code_banner(code, is_checked ? compare_code(code, verdict.record_hash, points) : null, strings));
}

function verdict_parts(strings) {
  const { say } = strings;
  if (!has_crypto()) return [banner({ state: "caution", title: say("no_verdict"), more: say("no_crypto") })];
  if (state.unexpected) return [banner({ state: "caution", title: say("no_verdict"), more: say("unexpected") })];
  const parts = state.code ? [code_card(strings)] : [];
  if (state.is_fresh_bundle) parts.push(banner({ state: "caution", title: say("bundle_loaded"), more: say("bundle_loaded_more") }));
  if (state.verdict === null && !state.checking) return parts;
  if (state.checking || compared_words() === "waiting") return [...parts, element("p", { class: "card" }, say("checking"))];
  return [...parts, ...verdict_card(refusal_shown(), strings)];
}

// For whoever drives the page by a program: verdict good, refused, other (a file that it does not check), checking or none; reason by name;
// and how the banner looks: good, caution or refused.
function mark_verdict(strings) {
  const { dataset } = document.body;
  delete dataset.reason;
  delete dataset.look;
  if (state.checking || (state.verdict && compared_words() === "waiting")) dataset.verdict = "checking";
  else if (state.verdict === null) dataset.verdict = "none";
  else {
    const refusal = refusal_shown();
    dataset.verdict = refusal ? "refused" : state.verdict.is_for_programs ? "other" : "good";
    dataset.look = banner_of(state.verdict, refusal, strings).state;
    if (refusal) dataset.reason = refusal.code;
  }
  dataset.bundle = state.bundle ? state.bundle_source : "none";
  dataset.words = state.words ? "known" : "none";
}

function render_trust(strings) {
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
  const compared = compared_words();
  const answer = by_id("words-answer");
  answer.className = compared === "same" ? "same" : "bad";
  answer.textContent = ["none", "waiting"].includes(compared) ? "" : say(`words_${compared}`);
  const why = state.bundle_refusal;
  by_id("bundle-fault").textContent = why ? `${say("trust_refused")}: ${strings.table.reasons[why.code]} (${why.code_text()})` : "";
}

function render() {
  const strings = strings_of(state.language);
  say_static(strings, kLanguageTags);
  mark_verdict(strings);
  const open = document.querySelector("#verdict details")?.open;
  by_id("verdict").replaceChildren(...verdict_parts(strings));
  if (open) document.querySelector("#verdict details")?.setAttribute("open", "");
  by_id("intro").hidden = state.verdict !== null;
  by_id("input-fault").textContent = state.input_fault ? strings.say(state.input_fault) : "";
  by_id("scan").hidden = !state.scanning;
  by_id("offline").hidden = is_offline();
  render_trust(strings);
}

// ---- the trust bundle

function is_offline() {
  return by_id("bundle") !== null;
}

async function take_bundle(bytes, source) {
  try {
    state.bundle = await verify_bundle(bytes);
    state.bundle_source = source;
    state.bundle_refusal = null;
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    state.bundle_refusal = refusal;
    return render();
  }
  state.words = null;
  render();
  const { bundle } = state;
  root_words(bundle.roots, pause).then((words) => {
    if (state.bundle !== bundle) return; // another one was loaded meanwhile
    state.words = words;
    render();
  });
  if (state.file) await examine_file();
}

// Saved pages carry their bundle; others fetch the bureau's newest.
async function take_first_bundle() {
  const saved = by_id("bundle");
  if (saved) return take_bundle(from_base64(saved.textContent.trim()), "from_page");
  const response = await fetch("bundle").catch(() => null);
  if (response?.ok) await take_bundle(new Uint8Array(await response.arrayBuffer()), "from_site");
}

// ---- what is examined

async function examine_file() {
  const number = ++state.busy;
  state.checking = true;
  render();
  const verdict = await examine(state.file, state.bundle);
  if (number !== state.busy) return;
  state.verdict = verdict;
  state.checking = false;
  render();
}

function forget() {
  Object.assign(state, { code: null, input_fault: null, unexpected: false, is_fresh_bundle: false, link: null, link_copied: false });
}

async function take_bytes(bytes) {
  forget();
  if (recognise(bytes) === "bundle") {
    Object.assign(state, { file: null, verdict: null, is_fresh_bundle: true });
    await take_bundle(bytes, "from_file");
    state.is_fresh_bundle = state.bundle_refusal === null;
    return render();
  }
  state.file = bytes;
  await examine_file();
  by_id("verdict").focus();
}

async function take_text(text) {
  const taken = read_text_input(text);
  if (taken?.bytes) return take_bytes(taken.bytes);
  forget();
  if (taken) state.code = taken.code;
  else state.input_fault = "paste_unreadable";
  render();
  if (taken) by_id("verdict").focus();
}

async function take_file(file, take) {
  by_id("paste").value = ""; // what stands there is not what is shown from here on
  const { bytes, fault } = await read_file(file);
  if (bytes) return take(bytes);
  forget();
  state.input_fault = fault;
  render();
}

// ---- wiring

// What nobody foresaw must not leave an old verdict standing.
function guarded(act) {
  return async (event) => {
    try {
      await act(event);
    } catch (unexpected) {
      Object.assign(state, { unexpected: true, verdict: null, checking: false, scanning: false });
      render();
      throw unexpected;
    }
  };
}

async function copy_link() {
  const link = `${location.origin}${location.pathname}#${to_base64url(state.file)}`;
  state.link_copied = await navigator.clipboard.writeText(link).then(() => true, () => false);
  state.link = state.link_copied ? null : link;
  render();
}

async function scan_picture(file) {
  const text = await read_qr_picture(file);
  if (text !== null) return take_text(text);
  forget();
  state.input_fault = "scan_nothing";
  render();
}

async function scan_camera() {
  forget();
  state.scanning = true;
  render();
  let text = null;
  try {
    text = await read_qr_camera(by_id("video"), () => !state.scanning);
  } catch {
    state.input_fault = "scan_no_camera";
  }
  state.scanning = false;
  render();
  if (text !== null) await take_text(text);
}

async function offer_qr() {
  const able = await can_read_qr();
  by_id("picture-label").hidden = by_id("camera").hidden = !able;
  by_id("picture").disabled = !able;
  by_id("scan-unsupported").hidden = able;
}

// The input is emptied, so that the same file can be chosen again.
function on_file(id, act) {
  by_id(id).addEventListener(
    "change",
    guarded(async (event) => {
      const [file] = event.target.files;
      if (file) await act(file);
      event.target.value = "";
    }),
  );
}

function on_click(id, act) {
  by_id(id).addEventListener("click", guarded(act));
}

function wire_drop() {
  const over = (is_over) => by_id("drop").classList.toggle("over", is_over);
  document.addEventListener("dragover", (event) => (event.preventDefault(), over(true)));
  document.addEventListener("dragleave", () => over(false));
  document.addEventListener(
    "drop",
    guarded(async (event) => {
      event.preventDefault();
      over(false);
      const [file] = event.dataTransfer.files;
      if (file) await take_file(file, take_bytes);
    }),
  );
}

async function take_fragment() {
  const bytes = bytes_of_fragment(location.hash);
  if (bytes !== null && bytes.length > 0) await take_bytes(bytes);
}

function wire() {
  on_file("file", (file) => take_file(file, take_bytes));
  on_file("picture", scan_picture);
  on_file("bundle-file", (file) => take_file(file, (bytes) => take_bundle(bytes, "from_file")));
  on_click("check-paste", () => take_text(by_id("paste").value));
  on_click("camera", scan_camera);
  on_click("scan-stop", () => (state.scanning = false));
  on_click("language", () => {
    state.language = state.language === "zh" ? "en" : "zh";
    render();
  });
  by_id("words-typed").addEventListener("change", (event) => {
    state.typed = event.target.value;
    render();
  });
  window.addEventListener("hashchange", guarded(take_fragment));
  wire_drop();
}

async function start() {
  wire();
  render();
  if (!has_crypto()) return;
  await offer_qr();
  state.has_webcrypto = await webcrypto_has_ed25519();
  await take_first_bundle();
  await take_fragment();
}

guarded(start)();
