// The page's two tables of sentences against one another, against what the page says, and against the codes of the programs.
// Usage: node tables.mjs FOLDER_OF_THE_PAGE FOLDER_OF_CODES. Prints what is wrong and the closing line of tests/run.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { check, check_pair, close } from "./sentences.mjs";

const [page, codes] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(path.join(page, name)));
const { kZh } = await load("strings_zh.js");
const { kEn } = await load("strings_en.js");
const { kCodes } = await load("refusal.js");
const { kRole } = await load("certificate.js");
const { kKind } = await load("record.js");
const source = fs.readdirSync(page).filter((name) => /\.(js|html)$/.test(name) && !name.startsWith("strings_"))
  .map((name) => fs.readFileSync(path.join(page, name), "utf8")).join("\n");

check_pair(kZh, kEn);

// Keys are written out, or put together from these beginnings.
const made = [/^(good|set)_.*_more$/, /^good_(replaced|void|marked|refused|ended|outdated|open|receipt|checkpoint)$/, /^(refused|for_programs|code_(alone|same|different|paper)|bundle_loaded)_more$/, /^environment_/, /^from_/, /^words_(same|different|unreadable)$/];
const is_said = (key) => source.includes(`"${key}"`) || made.some((pattern) => pattern.test(key));
check("somebody says every sentence", Object.keys(kZh).filter((key) => typeof kZh[key] === "string" && !is_said(key)));
const said = [...source.matchAll(/(?:say\(|data-say=)"(\w+)"/g)].map((found) => found[1]);
check("whatever is said is in the tables", said.filter((key) => typeof kZh[key] !== "string"));

check("every code has a reason, and every reason a code", [...Object.keys(kCodes).filter((code) => !kZh.reasons[code]), ...Object.keys(kZh.reasons).filter((code) => !(code in kCodes))]);
check("every role and kind has a name", [...Object.keys(kRole).filter((role) => !kZh.roles[role]), ...Object.keys(kKind).filter((kind) => !kZh.kinds[kind])]);
check("some module refuses with every code", Object.keys(kCodes).filter((code) => source.split(`"${code}"`).length < 2 && !kZh.advice[code]));

// Numbers and names that the page has of its own are those of the programs' sources.
const root = path.resolve(codes, "../../..");
const read = (name) => fs.readFileSync(path.join(root, name), "utf8");
const { kValues } = await load("relation_checks.js");
const rows = [...read("core/assessment/exceptions.cpp").matchAll(/\{O::(\w+), "\w+",[^}]*?R::(\w+)/g)].map((found) => [found[1], found[2]]);
const enum_body = /enum class OutcomeCode[^{]*\{([^}]*)\}/.exec(read("core/assessment/exceptions.h"))[1].replace(/\/\/.*$/gm, "");
const numbers = new Map();
for (const part of enum_body.split(",").map((each) => each.trim()).filter(Boolean)) {
  const [name, number] = part.split("=").map((each) => each.trim());
  numbers.set(name, number ? Number(number) : [...numbers.values()].at(-1) + 1);
}
check("the table of coded ends is found", rows.length === numbers.size && rows.length > 20 ? [] : [`${rows.length} rows, ${numbers.size} numbers`]);
const value_here = (number) => Object.keys(kValues).find((value) => kValues[value].includes(number)) ?? "normal";
check("coded ends count as in the programs", rows.filter(([name, value]) => value_here(numbers.get(name)) !== value.replace("points_so_far", "normal")).map(([name]) => name));
const words_of = (name) => [...new RegExp(`${name} = \\{("[^}]*)\\}`).exec(read("core/record/relation.cpp"))[1].matchAll(/"(\w*)"/g)].map((found) => found[1]).filter(Boolean);
const differ = (a, b) => [...a.filter((each) => !b.includes(each)), ...b.filter((each) => !a.includes(each))];
check("links are those of the programs", differ(words_of("kLinks"), Object.keys(kZh.links)));
check("standings are those of the programs", differ(words_of("kStandings"), Object.keys(kZh.standings_said)));

const known = new Map();
for (const name of fs.readdirSync(codes).filter((each) => each.endsWith(".def")))
  for (const found of fs.readFileSync(path.join(codes, name), "utf8").matchAll(/^KAOGONG_CODE\((\d+), (\w+),/gm)) known.set(found[2], Number(found[1]));
check("codes are those of the programs", Object.entries(kCodes).filter(([name, number]) => known.get(name) !== number).map(([name]) => name));

const code_only = source.replace(/^\s*\/\/.*$/gm, "").replace(/<title>.*<\/title>|<noscript>.*<\/noscript>|<span class="seal".*<\/span>/g, "");
const other_words = fs.readFileSync(path.join(page, "roots.js"), "utf8"); // the 32 halves of the six words belong to the format
check("no sentence stands outside of the tables", [...code_only.replace(other_words.replace(/^\s*\/\/.*$/gm, ""), "").matchAll(/.*[\u3400-\u9fff].*/g)].map((found) => found[0].trim()).filter((line) => !line.includes("、，")));

close();
