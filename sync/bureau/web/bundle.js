// The trust bundle: which keys of the bureau count and which certificates are revoked, signed by the roots. Verified against its own root
// set, which proves only that it is whole: whoever uses it compares the six words. Twin of core/record/bundle.h and the judging half of
// emergency.h.
import { compare, equal, to_hex } from "./bytes.js";
import { Fields, Reader, read_list, read_text, read_time_ms } from "./cbor.js";
import { decode_certificate, is_bureau_role, kEmergencyIssuer, kIdSize, kRole, open_warrant } from "./certificate.js";
import { expect_shape, key_id_of, read_sign1, type_name, verify_attached, verify_detached } from "./cose.js";
import { kKeySize, public_key, public_key_of, same_key } from "./keys.js";
import { demand, refuse } from "./refusal.js";

const kBundleSizeMax = 1 << 20;
const kRootsMax = 9, kCertificatesMax = 256, kRevocationsMax = 10_000;
const kVersionMax = 0x7fffffff;
const kSuite = 1;

function read_revocation(reader) {
  reader.array_of(3);
  return { id: to_hex(reader.fixed(kIdSize)), when_ms: read_time_ms(reader), why: reader.number_in(1, 6) };
}

function rises(list, order) {
  return list.every((item, i) => i === 0 || order(list[i - 1], item) < 0);
}

async function read_certificates(reader) {
  const count = reader.array();
  demand(count > 0 && count <= kCertificatesMax, "record_value_invalid", { at: reader.offset });
  const certificates = [];
  for (let i = 0; i < count; ++i) certificates.push(await decode_certificate(reader.item()));
  return certificates;
}

async function check_roots(roots) {
  demand(roots.threshold <= roots.keys.length, "record_value_invalid", { text: "threshold" });
  demand(rises(roots.keys, compare), "record_value_invalid", { text: "roots" });
  const keys = [];
  for (const key of roots.keys) keys.push(await public_key(key));
  return keys;
}

async function read_payload(payload) {
  const reader = new Reader(payload);
  const fields = new Fields(reader);
  const said = { roots: { suite: kSuite }, revocations: [] };
  fields.need(1);
  said.version = reader.number_in(1, kVersionMax);
  fields.need(2);
  said.issued_ms = read_time_ms(reader);
  fields.need(3);
  said.not_after_ms = read_time_ms(reader);
  fields.need(4);
  said.bureau = read_text(reader);
  fields.need(5);
  said.roots.keys = read_list(reader, kRootsMax, (items) => items.fixed(kKeySize));
  fields.need(6);
  said.roots.threshold = reader.number_in(1, kRootsMax);
  fields.need(7);
  said.certificates = await read_certificates(reader);
  if (fields.has(8)) said.revocations = read_list(reader, kRevocationsMax, read_revocation);
  if (fields.has(9)) said.minimum_software = read_text(reader);
  fields.need(10);
  said.environment = said.roots.environment = reader.number_in(0, 2);
  fields.need(11);
  const suite = reader.unsigned_integer();
  demand(suite === BigInt(kSuite), "suite_unknown", { text: String(suite) });
  fields.close();
  reader.finish();
  said.root_keys = await check_roots(said.roots);
  demand(rises(said.revocations, (a, b) => (a.id < b.id ? -1 : 1)), "record_value_invalid", { text: "revocations" });
  return said;
}

// Every signature that is there must be good, by a root, and each root signs once: nothing in the file is left unchecked.
async function check_signatures(reader, payload, root_keys) {
  const signers = [];
  const count = reader.array();
  demand(count > 0 && count <= 2 * kRootsMax, "record_value_invalid", { at: reader.offset });
  for (let i = 0; i < count; ++i) {
    const message = read_sign1(reader);
    expect_shape(message, { type: type_name("bundle"), detached: true });
    const id = key_id_of(message);
    const root = root_keys.find((key) => equal(key.id, id));
    demand(root, "signer_unexpected", { text: to_hex(id) });
    await verify_detached(message, payload, root);
    demand(signers.length === 0 || compare(signers.at(-1), root.id) < 0, "signer_unexpected", { text: to_hex(id) });
    signers.push(root.id);
  }
  return signers;
}

// The bureau's certificates are signed by a root each, and belong to the bundle's environment.
async function check_certificates(bundle) {
  for (const certificate of bundle.certificates) {
    const { content, issuer_key, message } = certificate;
    demand(is_bureau_role(content.role), "certificate_role", { role: content.role });
    demand(content.environment === bundle.environment, "environment_mismatch", { text: content.id });
    const root = bundle.root_keys.find((key) => equal(key.id, issuer_key));
    demand(root, "certificate_issuer_unknown", { text: content.id });
    await verify_attached(message, root);
  }
}

export async function verify_bundle(encoded) {
  demand(encoded.length <= kBundleSizeMax, "cbor_too_large");
  const reader = new Reader(encoded);
  reader.array_of(2);
  const payload = reader.bytes();
  const said = await read_payload(payload);
  const signers = await check_signatures(reader, payload, said.root_keys);
  reader.finish();
  demand(signers.length >= said.roots.threshold, "bundle_threshold", { text: `${signers.length}/${said.roots.threshold}` });
  await check_certificates(said);
  return new Bundle(said, signers);
}

// Whom a bundle stands for. `wanted`: { role, at_ms, environment, session }.
export class Bundle {
  constructor(said, signers) {
    Object.assign(this, said);
    this.signers = signers; // key ids of the roots that signed
    this.revoked_ = new Map(said.revocations.map((revocation) => [revocation.id, revocation.when_ms]));
  }

  // The bureau's certificate of that role and key, good at that time.
  find(key_id, wanted) {
    const found = this.certificates.find(({ content }) => content.role === wanted.role && equal(content.key_id, key_id));
    demand(found, "certificate_issuer_unknown", { role: wanted.role, text: to_hex(key_id) });
    this.check_good_at_(found.content, wanted.at_ms);
    return found.content;
  }

  all_of(role) {
    return this.certificates.filter(({ content }) => content.role === role).map(({ content }) => content);
  }

  async key_of(key_id, wanted) {
    return public_key_of(this.find(key_id, wanted).key);
  }

  // Judges a decoded certificate that travelled with a signature: issuer and when it issued, signature, role, environment, validity at the
  // time of signing, revocation. An emergency credential is judged by its warrant instead.
  async judge(certificate, wanted) {
    const { content } = certificate;
    if (content.warrant === null) return this.judge_issued_(certificate, wanted);
    demand(content.role === wanted.role, "certificate_role", { role: content.role });
    this.check_environment_(content, wanted);
    this.check_good_at_(content, wanted.at_ms);
    return this.judge_emergency_(certificate, wanted);
  }

  async judge_issued_(certificate, wanted) {
    const { content, issuer_key, message } = certificate;
    demand(content.warrant === null, "emergency_not_valid");
    const issuer = await this.key_of(issuer_key, { role: kRole.issuer, at_ms: content.issued_s * 1000 });
    await verify_attached(message, issuer);
    demand(content.role === wanted.role && !is_bureau_role(wanted.role), "certificate_role", { role: content.role });
    this.check_environment_(content, wanted);
    this.check_good_at_(content, wanted.at_ms);
  }

  // The warrant is of this certificate, signed by site chief and supervisor of the same centre, two people who are not the one warranted,
  // and for the session that is asked about.
  async judge_emergency_(certificate, wanted) {
    const { content, message } = certificate;
    await verify_attached(message, await public_key_of(content.key));
    const opened = await open_warrant(content);
    const { warrant } = opened;
    demand(is_of(content, warrant), "emergency_not_valid", { name: content.label });
    demand(wanted.session === warrant.session, "emergency_not_valid", { text: "session" });
    await this.judge_warrant_issuer_(opened.site_chief, kRole.site_chief, opened);
    await this.judge_warrant_issuer_(opened.supervisor, kRole.supervisor, opened);
    const chief = opened.site_chief.certificate.content, supervisor = opened.supervisor.certificate.content;
    const two = !same_key(chief.key, supervisor.key) && (chief.label === "" || chief.label !== supervisor.label);
    const others = chief.label !== warrant.number && supervisor.label !== warrant.number;
    demand(two && others, "emergency_not_valid", { name: warrant.number });
  }

  async judge_warrant_issuer_(issuer, role, { payload, warrant }) {
    const { content } = issuer.certificate;
    await this.judge_issued_(issuer.certificate, { role, at_ms: issuer.issued_at_s * 1000, environment: warrant.environment });
    demand(content.centre === warrant.centre, "emergency_not_valid", { name: content.label });
    demand(issuer.issued_at_s <= warrant.expires_s, "emergency_not_valid", { name: content.label });
    await verify_detached(issuer.message, payload, await public_key_of(content.key));
  }

  check_environment_(content, wanted) {
    const same = content.environment === wanted.environment && this.environment === wanted.environment;
    demand(same, "environment_mismatch", { text: content.id });
  }

  check_good_at_(content, at_ms) {
    const at_s = Math.floor(at_ms / 1000);
    if (at_s < content.not_before_s || at_s > content.expires_s) refuse("certificate_not_valid_then", { role: content.role, text: content.id });
    const revoked_ms = this.revoked_.get(content.id);
    demand(revoked_ms === undefined || revoked_ms > at_ms, "certificate_revoked", { role: content.role, text: content.id });
  }
}

// What the certificate says is what was warranted, and no more.
function is_of(certificate, warrant) {
  const same_competences = JSON.stringify(certificate.competences) === JSON.stringify(warrant.competences);
  return (
    certificate.issuer === kEmergencyIssuer && certificate.role === warrant.role && certificate.centre === warrant.centre &&
    certificate.label === warrant.number && same_key(certificate.key, warrant.key) && same_competences &&
    certificate.not_before_s === warrant.not_before_s && certificate.expires_s === warrant.expires_s &&
    certificate.issued_s === warrant.not_before_s && certificate.environment === warrant.environment
  );
}
