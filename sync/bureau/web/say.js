// The page's sentences in one language.
import { kEn } from "./strings_en.js";
import { kZh } from "./strings_zh.js";
import { filled } from "./words.js";

const kTables = { zh: kZh, en: kEn };

export function strings_of(language) {
  const table = kTables[language];
  const say = (key, places = {}) => filled(table[key], places);
  return { language, table, say };
}
