// The page's verdict on many spoilt copies, for tests/web/verdicts.py to compare with that of the programs.
// Usage: node verdicts.mjs FOLDER_OF_THE_PAGE BUNDLE FILE STEP: prints the name of the reason, or `good`, for the file with each STEP-th bit turned over, a line each.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [page, bundle_path, file_path, step] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(path.join(page, name)));
const { examine_together } = await load("together.js");
const { verify_bundle } = await load("bundle.js");

const bundle = await verify_bundle(new Uint8Array(fs.readFileSync(bundle_path)));
const file = new Uint8Array(fs.readFileSync(file_path));
const lines = [];
for (let bit = 0; bit < file.length * 8; bit += Number(step)) {
  file[bit >> 3] ^= 1 << (bit & 7);
  const [{ refusal }] = await examine_together([file], bundle);
  lines.push(refusal ? refusal.code : "good");
  file[bit >> 3] ^= 1 << (bit & 7);
}
console.log(lines.join("\n"));
