// Puts plain data on the page. Whatever comes from a file becomes text and never markup.

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") made.className = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function facts(rows) {
  const list = element("dl", { class: "facts" });
  for (const [name, value] of rows) list.append(element("dt", {}, name), element("dd", {}, String(value)));
  return list;
}

// Scrolls by itself where it is wider than the page.
export function table({ head, rows }, caption) {
  const line = (cells, name, scope = {}) => element("tr", {}, ...cells.map((cell) => element(name, scope, cell)));
  const made = element("table", {}, element("caption", {}, caption), element("thead", {}, line(head, "th", { scope: "col" })));
  made.append(element("tbody", {}, ...rows.map((cells) => line(cells, "td"))));
  return element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption }, made);
}

const kMarks = { good: "\u2713", caution: "!", refused: "\u2715" };

export function mark(state) {
  return element("span", { class: "mark", "aria-hidden": "true" }, kMarks[state]);
}

export function banner({ state, title, more }, level = "h2") {
  const words = element("div", {}, element(level, { class: "title" }, title), element("p", {}, more));
  return element("div", { class: `banner ${state}` }, mark(state), words);
}

export function fold(title, parts) {
  const made = element("details", { class: "fold" }, element("summary", {}, title));
  for (const part of parts) {
    if (part.table) made.append(table(part.table, part.title));
    else made.append(element("h3", {}, part.title), facts(part.rows));
  }
  return made;
}

export function notes(texts) {
  return element("ul", { class: "notes" }, ...texts.map((text) => element("li", {}, text)));
}

export function by_id(id) {
  return document.getElementById(id);
}

// Fills every element that names a sentence.
export function say_static({ say, language }, tags) {
  document.documentElement.lang = tags[language];
  document.title = say("title");
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
}
