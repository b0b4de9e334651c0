// Ed25519 in the page: WebCrypto and the page's own arithmetic end alike, and as libsodium, on the traps that tests/core/record/keys_test.cpp names, and on the
// whole Wycheproof file where it lies beside the checkout. Usage: node signatures.mjs FOLDER_OF_THE_PAGE. Prints failures; exit 1 with one.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const page = process.argv[2];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const load = (name) => import(pathToFileURL(path.join(page, name)));
const keys = await load("keys.js");
const { is_sound_signature } = await load("curve.js");
const { Refusal } = await load("refusal.js");

const unhex = (text) => Uint8Array.from(Buffer.from(text, "hex"));
let failed = 0;
function check(what, holds) {
  if (holds) return;
  ++failed;
  console.log(`FAILED: ${what}`);
}

async function verdict(key_text, message, signature, verify) {
  try {
    const key = await keys.public_key(unhex(key_text));
    return signature.length === 64 && is_sound_signature(signature) && (await verify(key, message, signature));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return false;
  }
}

async function check_row(key, message, signature, wanted) {
  for (const verify of [keys.verify_with_webcrypto, keys.verify_without_webcrypto])
    check(`${verify.name} of ${signature}`, (await verdict(key, unhex(message), unhex(signature), verify)) === wanted);
}

const source = fs.readFileSync(path.join(root, "tests/core/record/keys_test.cpp"), "utf8");
const rows = [...source.matchAll(/\{"([0-9a-f]{64})", "([0-9a-f]*)",\s+"([0-9a-f]{128})",\s+(true|false)\}/g)];
check("the table of traps is found", rows.length >= 8);
for (const [, key, message, signature, wanted] of rows) await check_row(key, message, signature, wanted === "true");

const small = [...source.slice(source.indexOf("points of small order")).matchAll(/"([0-9a-f]{64})"[,}]/g)].slice(0, 6).map((found) => found[1]);
const prime = (1n << 255n) - 19n, base_y = BigInt("0x" + "66".repeat(31) + "58");
const mixed = ((prime - base_y) | (1n << 255n)).toString(16).padStart(64, "0").match(/../g).reverse().join(""); // base plus the point of order 2
check("the table of bad keys is found", small.length === 6);
for (const key of [...small, mixed]) {
  const taken = await keys.public_key(unhex(key)).then(() => true, (refusal) => refusal.code !== "key_invalid");
  check(`the key ${key} is refused`, !taken);
}

const vectors = path.join(root, "../shared/vectors/ed25519_wycheproof.json");
if (fs.existsSync(vectors))
  for (const group of JSON.parse(fs.readFileSync(vectors, "utf8")).testGroups)
    for (const test of group.tests) await check_row(group.publicKey.pk, test.msg, test.sig, test.result === "valid");

process.exit(failed === 0 ? 0 : 1);
