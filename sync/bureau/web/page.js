// The page: what comes in, what is shown, and nothing of either leaves the browser. Holds the visitor's choices in one object; every change
// ends in render().
import { from_base64, to_base64url } from "./bytes.js";
import { verify_bundle } from "./bundle.js";
import { mark_verdict, render_trust, verdict_parts } from "./cards.js";
import { bytes_of_fragment, can_read_qr, kFilesMax, read_file, read_qr_camera, read_qr_picture, read_texts } from "./intake.js";
import { has_crypto, webcrypto_has_ed25519 } from "./keys.js";
import { Refusal } from "./refusal.js";
import { root_words } from "./roots.js";
import { strings_of } from "./say.js";
import { by_id, say_static } from "./view.js";
import { examine_together } from "./together.js";
import { recognise } from "./verdict.js";
import { kLanguageTags } from "./words.js";

const state = {
  language: new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh",
  bundle: null,          // a verified Bundle
  bundle_source: null,   // from_site, from_page or from_file
  bundle_refusal: null,  // why the last one was not taken
  words: null,           // six bytes, once worked out
  typed: "",             // the visitor's own words
  files: [],             // bytes that were given, of each file
  verdicts: null,        // about them
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
  copy_link,             // what the button does
};

const pause = () => new Promise((resume) => setTimeout(resume, 0));

// ---- rendering

function render() {
  const strings = strings_of(state.language);
  say_static(strings, kLanguageTags);
  mark_verdict(state, strings);
  const open = [...document.querySelectorAll("#verdict details")].map((each) => each.open);
  by_id("verdict").replaceChildren(...verdict_parts(state, strings));
  document.querySelectorAll("#verdict details").forEach((each, i) => (each.open = open[i] ?? false));
  by_id("intro").hidden = state.verdicts !== null;
  for (const id of ["more-label", "add-paste"]) by_id(id).hidden = state.files.length === 0;
  by_id("more").disabled = state.files.length === 0;
  by_id("input-fault").textContent = state.input_fault ? strings.say(state.input_fault) : "";
  by_id("scan").hidden = !state.scanning;
  by_id("offline").hidden = is_offline();
  render_trust(state, strings);
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
  if (state.files.length > 0) await examine_files();
}

// Saved pages carry their bundle; others fetch the bureau's newest.
async function take_first_bundle() {
  const saved = by_id("bundle");
  if (saved) return take_bundle(from_base64(saved.textContent.trim()), "from_page");
  const response = await fetch("bundle").catch(() => null);
  if (response?.ok) await take_bundle(new Uint8Array(await response.arrayBuffer()), "from_site");
}

// ---- what is examined

async function examine_files() {
  const number = ++state.busy;
  state.checking = true;
  render();
  const verdicts = await examine_together(state.files, state.bundle);
  if (number !== state.busy) return;
  state.verdicts = verdicts;
  state.checking = false;
  render();
}

function forget() {
  Object.assign(state, { code: null, input_fault: null, unexpected: false, is_fresh_bundle: false, link: null, link_copied: false });
}

// A trust bundle among the files is what the others are judged by from here on.
async function take_all(all, is_more = false) {
  forget();
  const files = [...(is_more ? state.files : []), ...all.filter((bytes) => recognise(bytes) !== "bundle")];
  if (files.length > kFilesMax) {
    state.input_fault = "too_many";
    return render();
  }
  const bundle = all.find((bytes) => recognise(bytes) === "bundle");
  Object.assign(state, { files, verdicts: null });
  if (bundle) {
    state.files = [];
    await take_bundle(bundle, "from_file");
    state.is_fresh_bundle = state.bundle_refusal === null;
    state.files = files;
  }
  if (files.length === 0) return render();
  await examine_files();
  by_id("verdict").focus();
  return undefined;
}

async function take_text(text, is_more = false) {
  const taken = read_texts(text);
  if (taken?.all) return take_all(taken.all, is_more);
  forget();
  if (taken) state.code = taken.code;
  else state.input_fault = "paste_unreadable";
  render();
  if (taken) by_id("verdict").focus();
}

async function take_files(files, take) {
  by_id("paste").value = ""; // what stands there is not what is shown from here on
  const all = [];
  for (const file of files) {
    const { bytes, fault } = files.length > kFilesMax ? { fault: "too_many" } : await read_file(file);
    if (bytes) {
      all.push(bytes);
      continue;
    }
    forget();
    state.input_fault = fault;
    return render();
  }
  return take(all);
}

// ---- wiring

// What nobody foresaw must not leave an old verdict standing.
function guarded(act) {
  return async (event) => {
    try {
      await act(event);
    } catch (unexpected) {
      Object.assign(state, { unexpected: true, verdicts: null, checking: false, scanning: false });
      render();
      throw unexpected;
    }
  };
}

async function copy_link() {
  const link = `${location.origin}${location.pathname}#${state.files.map(to_base64url).join(".")}`;
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
      const files = [...event.target.files];
      if (files.length > 0) await act(files);
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
      const files = [...event.dataTransfer.files];
      if (files.length > 0) await take_files(files, take_all);
    }),
  );
}

async function take_fragment() {
  const all = bytes_of_fragment(location.hash);
  if (all !== null) await take_all(all);
}

function wire() {
  on_file("file", (files) => take_files(files, take_all));
  on_file("more", (files) => take_files(files, (all) => take_all(all, true)));
  on_file("picture", ([file]) => scan_picture(file));
  on_file("bundle-file", (files) => take_files(files, ([bytes]) => take_bundle(bytes, "from_file")));
  on_click("check-paste", () => take_text(by_id("paste").value));
  on_click("add-paste", () => take_text(by_id("paste").value, true));
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
