// The staff's board: its two tables of sentences against one another and against what the board says. Usage: node staff_tables.mjs FOLDER, which holds the
// board's files beside those that it shares with the public page.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { check, check_pair, close } from "./sentences.mjs";

const [page] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(path.join(page, name)));
const { kZh } = await load("strings_zh.js");
const { kEn } = await load("strings_en.js");
check_pair(kZh, kEn);

const source = fs.readdirSync(page).filter((name) => /\.(js|html)$/.test(name) && !name.startsWith("strings_"))
  .map((name) => fs.readFileSync(path.join(page, name), "utf8")).join("\n");
const sentences = (table) => Object.keys(table).filter((key) => typeof table[key] === "string");
check("somebody says every sentence", sentences(kZh).filter((key) => !source.includes(`"${key}"`) && !source.includes(`"#${key}"`)));
const said = [...source.matchAll(/(?:say\(|data-say=)"(\w+)"|"#?((?:column|figure)_\w+)"/g)].map((found) => found[1] ?? found[2]);
check("whatever is said is in the tables", said.filter((key) => typeof kZh[key] !== "string"));
close();
