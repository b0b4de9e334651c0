// The board: asks the bureau again and again, and puts what changed on the page. What did not change is left alone, so that whoever reads with the
// keyboard keeps the place, and what was opened stays open.
import { figures, kCards, kDataOf } from "./cards.js";
import { kEn } from "./strings_en.js";
import { kZh } from "./strings_zh.js";
import { banner, by_id, say_static } from "./view.js";
import { filled, kLanguageTags, time_text } from "./words.js";

const kEveryMs = 5_000;
const kTables = { zh: kZh, en: kEn };

const state = {
  language: new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh",
  data: null,
  is_lost: false,
  shown: {}, // of each card: the data and language that it shows, as text
};

function words() {
  const table = kTables[state.language];
  const say = (key, places = {}) => filled(table[key], places);
  return { language: state.language, table, say, tag: kLanguageTags[state.language] };
}

// A card is made anew where its data or the language changed.
function show(id, data, make) {
  const now = state.language + JSON.stringify(data);
  if (state.shown[id] === now) return;
  state.shown[id] = now;
  const place = by_id(id);
  const open = new Set([...place.querySelectorAll("details[open]")].map((each) => each.dataset.key));
  const scrolled = place.querySelector(".scroll")?.scrollTop ?? 0;
  place.replaceChildren(...make());
  for (const each of place.querySelectorAll("details")) each.open = open.has(each.dataset.key);
  if (place.querySelector(".scroll")) place.querySelector(".scroll").scrollTop = scrolled;
}

function render_lost({ say }) {
  const time = state.data ? time_text(state.data.made_ms) : say("never");
  const parts = state.is_lost ? [banner({ state: "refused", title: say("lost"), more: say("lost_more", { time }) })] : [];
  show("lost", [state.is_lost, time], () => parts);
  by_id("freshness").textContent = state.data ? say("fresh", { time }) : "";
}

function render() {
  const here = words();
  say_static(here, kLanguageTags);
  render_lost(here);
  document.body.dataset.state = state.is_lost ? "lost" : state.data ? "fresh" : "waiting";
  if (!state.data) return;
  const { bureau, environment } = state.data;
  by_id("bureau").textContent = bureau;
  by_id("environment").hidden = environment.is_real;
  by_id("environment").textContent = here.say("demo");
  const { made_ms: _, ...rest } = state.data;
  show("figures", rest, () => figures(here, state.data));
  for (const [id, make] of Object.entries(kCards)) {
    const data = state.data[kDataOf[id] ?? id];
    show(id, data, () => make(here, data));
  }
}

async function ask() {
  try {
    const answer = await fetch("v1/desk", { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    state.data = await answer.json();
    state.is_lost = false;
  } catch {
    state.is_lost = true;
  }
  render();
  setTimeout(ask, kEveryMs);
}

by_id("language").addEventListener("click", () => {
  state.language = state.language === "zh" ? "en" : "zh";
  render();
});
render();
ask();
