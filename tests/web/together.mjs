// The page's verdict on sets of files, and on copies of a set with bits of its first file turned over, for tests/web/verdicts.py to compare
// with that of the programs. Usage: node together.mjs FOLDER_OF_THE_PAGE BUNDLE SETS: SETS is JSON [{ files: [path], step: bits from one
// spoilt copy to the next, or 0 for none }]; prints for each set, spoilt or not, a line of JSON: for each file [reason, standing, newest,
// relations].
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [page, bundle_path, sets_path] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(path.join(page, name)));
const { examine_together } = await load("together.js");
const { verify_bundle } = await load("bundle.js");

const read = (name) => new Uint8Array(fs.readFileSync(name));
const bundle = await verify_bundle(read(bundle_path));

async function say(files) {
  const rows = (await examine_together(files, bundle)).map(({ refusal, related }) => {
    const relations = related.relations.map(({ link, of, file }) => [link, of, file]);
    return [refusal ? refusal.code : "good", related.standing, related.newest, relations];
  });
  console.log(JSON.stringify(rows));
}

for (const { files: names, step } of JSON.parse(fs.readFileSync(sets_path, "utf8"))) {
  const files = names.map(read);
  if (step === 0) {
    await say(files);
    continue;
  }
  for (let bit = 0; bit < files[0].length * 8; bit += step) {
    files[0][bit >> 3] ^= 1 << (bit & 7);
    await say(files);
    files[0][bit >> 3] ^= 1 << (bit & 7);
  }
}
