// What is this file, is it good, and if not, why: the verdict of `kaogong verify` on what people hand on (proofs, signed results, certificates, acts
// of the bureau, trust bundles), reached in the same order, so that the first reason is the same. Twin of core/record/proof.h and verify.h. Knows no page.
import { kActTypes, is_act, verify_act } from "./act.js";
import { decode_checkpoint, is_note, verify_checkpoint, verify_published_checkpoint } from "./checkpoint.js";
import { demand, Refusal, refuse } from "./refusal.js";
import { from_utf8, to_hex } from "./bytes.js";
import { Reader } from "./cbor.js";
import { decode_certificate, kRole, open_warrant } from "./certificate.js";
import { key_id_of, read_sign1, type_name } from "./cose.js";
import { verify_bundle } from "./bundle.js";
import { sha256 } from "./keys.js";
import { decode_leaf, decode_receipt, is_leaf_of, log_key_of, verify_receipt } from "./log.js";
import { peek_result, open_result, verify_result } from "./result.js";
import { record_hash } from "./record.js";

const kProofSizeMax = 64 * 1024;
// Files that begin with a word of their own; they are for terminals and the bureau, and `kaogong verify` reads them.
const kOtherFiles = { "KGP1\n": "parcel", "KGA1\n": "answer", "KGE1\n": "kit", "KGK1\n": "package" };
const kKindsByType = new Map([
  [type_name("result"), "result"],
  [type_name("bundle"), "bundle"],
  [type_name("certificate"), "certificate"],
  ...Object.entries(kActTypes).map(([kind, type]) => [type_name(type), kind]),
]);

// Receipts (RFC 9942) have no type of their own; what they are the structure that they prove tells.
function kind_of_message(message) {
  if (message.headers.type === undefined && message.headers.structure !== undefined) return "receipt";
  return kKindsByType.get(message.headers.type) ?? "unknown";
}

// By its first bytes and the type that its signatures claim; throws the decoder's own complaint where it is no data of ours at all.
function kind_of_item(file) {
  const reader = new Reader(file);
  if (reader.peek() === "tag") return kind_of_message(read_sign1(reader));
  if (reader.array() === 4) return "proof";
  const pair = new Reader(file);
  pair.array_of(2);
  pair.bytes();
  pair.array();
  return kind_of_message(read_sign1(pair));
}

// proof, result, certificate, bundle, the acts of act.js, receipt, checkpoint, parcel, answer, kit, package or unknown; says nothing about
// whether it is good.
export function recognise(file) {
  const other = kOtherFiles[from_utf8(file.subarray(0, 5))];
  if (other) return other;
  if (is_note(file)) return "checkpoint";
  try {
    return kind_of_item(file);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return "unknown";
  }
}

function decode_proof(file) {
  demand(file.length <= kProofSizeMax, "cbor_too_large");
  const reader = new Reader(file);
  reader.array_of(4);
  const parts = { signed_result: reader.bytes(), leaf_data: reader.bytes(), receipt: reader.bytes(), checkpoint: reader.text() };
  reader.finish();
  return parts;
}

// Fills in what it learns and throws the first thing that is wrong.
class Examiner {
  constructor(file, bundle, verdict) {
    this.file_ = file;
    this.bundle_ = bundle;
    this.verdict_ = verdict;
  }

  async unknown() {
    demand(this.file_.length > 0, "cbor_truncated");
    kind_of_item(this.file_);
    refuse("file_kind_unknown");
  }

  async result() {
    await this.say_result_(this.file_);
    if (!this.bundle_) await open_result(this.file_);
    demand(this.bundle_, "bundle_missing");
    const result = await verify_result(this.file_, this.bundle_);
    await this.signed_by_(result);
    this.give_("result", this.verdict_.record_hash, result);
  }

  async proof() {
    const parts = decode_proof(this.file_);
    await this.say_result_(parts.signed_result);
    if (!this.bundle_) await open_result(parts.signed_result);
    demand(this.bundle_, "bundle_missing");
    const result = await verify_result(parts.signed_result, this.bundle_);
    const leaf = decode_leaf(parts.leaf_data);
    demand(is_leaf_of(leaf, this.verdict_.record_hash), "receipt_leaf_wrong");
    const receipt = decode_receipt(parts.receipt);
    const root = await verify_receipt(receipt, parts.leaf_data, this.bundle_);
    const checkpoint = await this.check_checkpoint_(parts.checkpoint, receipt, root);
    await this.signed_by_(result);
    this.signed_by_bureau_(kRole.log, key_id_of(receipt.message));
    const { tree_size, index, issuer, issued_at_s } = receipt;
    this.verdict_.anchored = { tree_size, index, issuer, issued_at_s, root, entry: leaf.entry, checkpoint };
    this.give_("result", this.verdict_.record_hash, result, index);
  }

  async act() {
    demand(this.bundle_, "bundle_missing");
    const { kind } = this.verdict_;
    const { content, key_id } = await verify_act(kind, this.file_, this.bundle_);
    this.verdict_.act = content;
    this.signed_by_bureau_(kRole.intake, key_id);
    this.give_(kind, await sha256(this.file_), content);
  }

  // Alone it is judged by its form and by whose it is; what it is for, only the act beside it tells (together.js).
  async receipt() {
    this.verdict_.receipt = decode_receipt(this.file_);
    demand(this.bundle_, "bundle_missing");
    await log_key_of(this.verdict_.receipt, this.bundle_);
  }

  async checkpoint() {
    const text = from_utf8(this.file_);
    decode_checkpoint(text);
    demand(this.bundle_, "bundle_missing");
    const checkpoint = await verify_published_checkpoint(text, this.bundle_);
    this.verdict_.checkpoint = checkpoint;
    this.signed_by_bureau_(kRole.checkpoint, checkpoint.log_key);
    for (const { key_id } of checkpoint.cosignatures) this.signed_by_bureau_(kRole.witness, key_id);
  }

  give_(kind, hash, content, place = null) {
    this.verdict_.given = { kind, hash: to_hex(hash), content, place };
  }

  // A certificate alone is judged as of its own beginning: whether it is good today is another question, which its times answer.
  async certificate() {
    const certificate = await decode_certificate(this.file_);
    const { content } = certificate;
    this.verdict_.certificate = content;
    demand(this.bundle_, "bundle_missing");
    const wanted = { role: content.role, at_ms: content.not_before_s * 1000, environment: this.bundle_.environment };
    if (content.warrant !== null) wanted.session = (await this.say_warrant_(content)).warrant.session;
    await this.bundle_.judge(certificate, wanted);
    if (content.warrant === null) this.signed_by_bureau_(kRole.issuer, certificate.issuer_key);
    else for (const each of ["site_chief", "supervisor"]) this.signer_(this.verdict_.warrants[0][each].certificate.content);
  }

  // Only a root set that a person has compared makes it more than whole.
  async bundle() {
    const bundle = await verify_bundle(this.file_);
    this.verdict_.bundle = bundle;
    for (const key_id of bundle.signers) this.verdict_.signers.push({ role: "root", name: bundle.bureau, key_id: to_hex(key_id) });
  }

  async say_result_(signed_result) {
    const { payload, record } = peek_result(signed_result);
    this.verdict_.record = record;
    this.verdict_.record_hash = await record_hash(payload);
  }

  async check_checkpoint_(text, receipt, root) {
    if (text === "") return null;
    const checkpoint = await verify_checkpoint(text, this.bundle_, receipt.issued_at_s * 1000);
    const same = checkpoint.size === receipt.tree_size && to_hex(checkpoint.root) === to_hex(root);
    demand(same, "checkpoint_bad", { text: "size, root" });
    return checkpoint;
  }

  async signed_by_({ signatures }) {
    for (const { certificate, issued_at_s } of signatures) {
      this.signer_(certificate.content, issued_at_s);
      if (certificate.content.warrant !== null) await this.say_warrant_(certificate.content);
    }
  }
  async say_warrant_(content) {
    const opened = await open_warrant(content);
    this.verdict_.warrants.push(opened);
    return opened;
  }
  signer_(content, issued_at_s = null) {
    const name = content.label === "" ? content.issuer : content.label;
    const is_emergency = content.warrant !== null;
    this.verdict_.signers.push({ role: content.role, name, key_id: to_hex(content.key_id), centre: content.centre, issued_at_s, is_emergency });
  }
  signed_by_bureau_(role, key_id) {
    for (const content of this.bundle_.all_of(role))
      if (to_hex(content.key_id) === to_hex(key_id)) this.signer_({ ...content, label: content.label || this.bundle_.bureau });
  }
}

// { kind, refusal or null, signers, warrants, record, record_hash, anchored, certificate, bundle, act, receipt, checkpoint, given,
// environment }. `bundle` is verified, or null; `given`: what other files may speak of (relation.js).
export async function examine(file, bundle) {
  const kind = recognise(file);
  const verdict = {
    kind, refusal: null, signers: [], warrants: [], record: null, record_hash: null, anchored: null, certificate: null, bundle: null, act: null,
    receipt: null, checkpoint: null, given: null, environment: bundle?.environment ?? 0,
  };
  const examiner = new Examiner(file, bundle, verdict);
  try {
    if (Object.values(kOtherFiles).includes(kind)) verdict.is_for_programs = true;
    else await examiner[is_act(kind) ? "act" : kind]();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    verdict.refusal = refusal;
    verdict.signers = [];
  }
  return verdict;
}
