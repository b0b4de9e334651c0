// Several files at once, as somebody holds them who was handed a result with its correction, or an act of the bureau with its receipt: each is
// verified by itself, acts find their receipts, and each is told what the others say of it. Twin of core/record/together.h.
import { is_act } from "./act.js";
import { concat, equal, from_hex, from_utf8, to_hex } from "./bytes.js";
import { decode_checkpoint } from "./checkpoint.js";
import { kRole } from "./certificate.js";
import { sha256 } from "./keys.js";
import { act_leaf, decode_receipt, root_from_path, verify_receipt } from "./log.js";
import { Refusal, refuse } from "./refusal.js";
import { relate } from "./relation.js";
import { examine } from "./verdict.js";

function is_good(verdict) {
  return verdict.refusal === null;
}

function relate_all(verdicts) {
  const known = verdicts.map((verdict, file) => ({ verdict, file })).filter(({ verdict }) => is_good(verdict) && verdict.given);
  relate(known.map(({ verdict }) => verdict.given)).forEach((related, i) => {
    const relations = related.relations.map((relation) => ({ ...relation, file: relation.file === null ? null : known[relation.file].file }));
    Object.assign(known[i].verdict, { related: { ...related, relations }, refusal: related.fault });
  });
}

// Which of some acts a receipt is for. All receipts of one head have one signature, so it is verified once and then known by its root.
class ReceiptReader {
  constructor(acts, bundle) {
    this.acts_ = acts; // hashes in hexadecimal
    this.bundle_ = bundle;
    this.roots_ = new Map();
  }

  // { number, receipt, root }; `likely` is tried first: acts and receipts mostly come in one order.
  async find(encoded, likely) {
    if (this.acts_.length === 0) refuse("receipt_alone");
    const receipt = decode_receipt(encoded);
    let first = null;
    for (let i = 0; i < this.acts_.length; ++i) {
      const number = (likely + i) % this.acts_.length;
      try {
        return { number, receipt, root: await this.check_(receipt, this.acts_[number]) };
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        first ??= refusal;
      }
    }
    if (this.acts_.length === 1) throw first;
    return refuse("receipt_leaf_wrong");
  }

  async check_(receipt, act) {
    const leaf = act_leaf(from_hex(act));
    const head = to_hex(concat(receipt.message.protected_bytes, receipt.message.signature));
    const known = this.roots_.get(head);
    if (known) {
      const root = await root_from_path(leaf, receipt);
      if (!equal(root, known)) refuse("signature_bad");
      return root;
    }
    const root = await verify_receipt(receipt, leaf, this.bundle_);
    this.roots_.set(head, root);
    return root;
  }
}

async function match_receipts(files, verdicts, bundle) {
  const acts = verdicts.map((verdict, file) => ({ verdict, file })).filter(({ verdict }) => is_good(verdict) && is_act(verdict.kind));
  const reader = new ReceiptReader(acts.map(({ verdict }) => verdict.given.hash), bundle);
  let count = 0;
  for (const [file, verdict] of verdicts.entries()) {
    if (verdict.kind !== "receipt" || !is_good(verdict)) continue;
    try {
      const { number, receipt, root } = await reader.find(files[file], count++);
      const act = acts[number];
      verdict.related.relations.push({ link: "logs", of: act.verdict.given.hash, file: act.file });
      act.verdict.related.relations.push({ link: "logged_by", of: to_hex(await sha256(files[file])), file });
      const { tree_size, index, issuer, issued_at_s } = receipt;
      verdict.root = root;
      act.verdict.anchored = { tree_size, index, issuer, issued_at_s, root, entry: null, checkpoint: null };
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      verdict.refusal = refusal;
    }
  }
}

// Two heads of one size that differ are a log that shows different people different things. Where the bundle names several logs, nothing
// tells which of them a receipt is of.
function compare_checkpoints(files, verdicts, bundle) {
  if (!bundle || bundle.all_of(kRole.checkpoint).length !== 1) return;
  for (const [file, verdict] of verdicts.entries()) {
    if (verdict.kind !== "checkpoint" || !is_good(verdict)) continue;
    const checkpoint = decode_checkpoint(from_utf8(files[file]));
    for (const other of verdicts) {
      if (!other.root || other.receipt.tree_size !== checkpoint.size) continue;
      const act = verdicts[other.related.relations[0].file];
      if (equal(other.root, checkpoint.root)) act.same_head = other.same_head = checkpoint.origin;
      else other.refusal = new Refusal("tree_consistency_bad", { text: checkpoint.origin });
    }
  }
}

// For each file its verdict (verdict.js), with `related` (relation.js) and, of an act whose receipt was given, `anchored`.
export async function examine_together(files, bundle) {
  const verdicts = [];
  for (const file of files) verdicts.push({ ...(await examine(file, bundle)), related: { relations: [], standing: null, newest: null, fault: null } });
  relate_all(verdicts);
  await match_receipts(files, verdicts, bundle);
  compare_checkpoints(files, verdicts, bundle);
  for (const verdict of verdicts) if (verdict.refusal) verdict.signers = [];
  return verdicts;
}
