// The root set and the six words by which a person compares it with a filing letter. Twin of core/record/roots.h: the same pictures in both
// languages, each a byte: what it is like (high four bits) and what it is (low four).
import { argon2id } from "./argon2id.js";
import { concat, to_hex, utf8 } from "./bytes.js";
import { head_bytes } from "./cbor.js";

const kLike = {
  zh: ["红", "紫", "蓝", "绿", "白", "黑", "大", "小", "新", "旧", "高", "快", "冷", "甜", "圆", "重"],
  en: ["red", "purple", "blue", "green", "white", "black", "big", "little", "new", "old", "tall", "fast", "cold", "sweet", "round", "heavy"],
};
const kThing = {
  zh: ["马", "山", "花", "鸟", "船", "桥", "灯", "门", "树", "鱼", "星", "碗", "钟", "狗", "河", "虎"],
  en: ["horse", "mountain", "flower", "bird", "boat", "bridge", "lamp", "door", "tree", "fish", "star", "bowl", "clock", "dog", "river", "tiger"],
};
const kWords = 6;
const kSalt = "kaogong root set", kMemoryKib = 64 * 1024, kPasses = 3, kDigestSize = 32;

function encode(roots) {
  const keys = roots.keys.map((key) => concat(head_bytes(2, key.length), key));
  const numbers = [roots.suite, roots.environment, roots.threshold].map((number) => head_bytes(0, number));
  return concat(head_bytes(4, 4), ...numbers, head_bytes(4, keys.length), ...keys);
}

const words_by_roots = new Map(); // a few seconds of work each; a visit sees one or two root sets
const kRememberedMax = 16;

// Six bytes. `pause` is awaited now and then, so that the page stays alive.
export function root_words(roots, pause) {
  const password = encode(roots), name = to_hex(password);
  if (!words_by_roots.has(name)) {
    if (words_by_roots.size >= kRememberedMax) words_by_roots.clear();
    const digest = argon2id({ password, salt: utf8(kSalt), memory_kib: kMemoryKib, passes: kPasses, size: kDigestSize }, pause);
    words_by_roots.set(name, digest.then((bytes) => bytes.subarray(0, kWords)));
  }
  return words_by_roots.get(name);
}

function word_text(word, language) {
  return kLike[language][word >> 4] + (language === "en" ? "-" : "") + kThing[language][word & 15];
}

// One text a word. `language` is "zh" or "en".
export function words_texts(words, language) {
  return Array.from(words, (word) => word_text(word, language));
}

// The words in either language, in any case, between blanks, commas or 、. Anything else is null.
export function parse_words(text) {
  const parts = text.replace(/[、，,\s]+/g, " ").trim().toLowerCase().split(" ");
  if (parts.length !== kWords) return null;
  const all = Array.from({ length: 256 }, (_, word) => [word_text(word, "zh"), word_text(word, "en")]);
  const words = parts.map((part) => all.findIndex((names) => names.includes(part)));
  return words.includes(-1) ? null : Uint8Array.from(words);
}
