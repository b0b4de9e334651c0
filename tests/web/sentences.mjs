// What two tables of sentences must have in common, whichever page they belong to; and the counting of what holds.
let passed = 0, failed = 0;

export function check(what, faults) {
  faults.length === 0 ? ++passed : ++failed;
  for (const fault of faults) console.log(`FAILED: ${what}: ${fault}`);
}

export function close() {
  console.log(`${passed} passed, ${failed} failed, 0 skipped`);
  process.exit(failed === 0 ? 0 : 1);
}

// `a.b` for every sentence of a table.
function flat(table, before = "") {
  return Object.entries(table).flatMap(([key, value]) => (typeof value === "string" ? [[before + key, value]] : flat(value, `${before}${key}.`)));
}
const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort().join();

export function check_pair(zh_table, en_table) {
  const zh = new Map(flat(zh_table)), en = new Map(flat(en_table));
  check("both languages have the same keys", [...zh.keys()].filter((key) => !en.has(key)).concat([...en.keys()].filter((key) => !zh.has(key))));
  check("both languages name the same places", [...zh].filter(([key, text]) => places(text) !== places(en.get(key) ?? "")).map(([key]) => key));
  check("every sentence says something", [...zh, ...en].filter(([, text]) => text.trim() === "").map(([key]) => key));
}
