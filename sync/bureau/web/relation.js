// What signed documents that are given together say of one another: which result a correction has replaced or declared void, which records
// an outcome and a certificate draft rest on, what was decided about which record. Pure: each document was verified by itself before. Twin of
// core/record/relation.h; links and standings have the names that `kaogong verify --json` gives them.
import { kDecision, kDraft, kEntry, kReason } from "./act.js";
import { kKind } from "./record.js";
import { Refusal } from "./refusal.js";
import {
  check_answer, check_appointment_by, check_appointment_of, check_component, check_draft_of, check_end_of, check_next_version, check_objection, check_takes_place,
  is_appointment, is_draft,
} from "./relation_checks.js";

const kPassive = { replaces: "replaced_by", voids: "voided_by", marks: "marked_by" };
const kFallenBy = { replaces: "replaced", voids: "void", marks: "marked" };
const kReplacedSomehow = Object.values(kFallenBy);
const kFallen = [...kReplacedSomehow, "refused", "ended", "open"];

function claim_link({ kind, content }) {
  if (kind !== "result" || content.record.kind === kKind.supersede) return "replaces";
  return content.record.kind === kKind.void ? "voids" : content.record.kind === kKind.marked_by_bureau ? "marks" : "replaces";
}

function earlier_of({ kind, content }) {
  if (kind === "result") return content.record.earlier;
  return kind === "outcome" ? content.earlier : null;
}

function own_standing(document) {
  const { kind, content, related } = document;
  if (related.fault) return null;
  if (is_appointment(document)) return "stands";
  if (kind === "result") return [kKind.submission, kKind.examiner_sheet].includes(content.record.kind) ? null : "stands";
  if (kind === "certificate_draft") return content.kind === kDraft.drafted ? "stands" : null;
  return kind === "outcome" ? "stands" : null;
}

// A correction that has no receipt is a proposal: whether the bureau took it, nobody here can tell. An outcome is the bureau's own.
function is_accepted({ kind, place }) {
  return kind !== "result" || place !== null;
}

class Relating {
  constructor(given) {
    this.by_hash_ = new Map();
    this.decided_ms_ = new Map();
    this.drafts_ = new Map();
    this.ends_ = new Map();
    this.appointment_ends_ = new Map();
    given.forEach((each, file) => this.add_(each, file));
    this.documents_ = [...this.by_hash_.values()];
  }

  run() {
    const all_of = (kind, act, wanted = () => true) => this.documents_.filter((each) => each.kind === kind && wanted(each)).forEach(act);
    this.documents_.forEach((each) => this.take_place_(each));
    this.documents_.forEach((each) => this.settle_(each));
    all_of("decision", (each) => this.decide_(each));
    all_of("notice", (each) => this.notice_(each));
    all_of("outcome", (each) => this.rest_outcome_(each));
    all_of("certificate_draft", (each) => this.rest_draft_(each), is_draft);
    all_of("certificate_draft", (each) => this.end_(each), (each) => !is_draft(each));
    all_of("register_entry", (each) => this.rest_appointment_(each), is_appointment);
    all_of("register_entry", (each) => this.end_appointment_(each), ({ content }) => content.kind === kEntry.ended);
    this.documents_.forEach((each) => this.find_newest_(each));
    for (const { related } of this.documents_) if (related.fault && ["stands", "outdated"].includes(related.standing)) related.standing = null;
  }
  related_of(hash) {
    return this.by_hash_.get(hash).related;
  }

  add_({ hash, kind, content, place }, file) {
    if (!this.by_hash_.has(hash)) {
      const related = { relations: [], standing: null, newest: null, fault: null };
      this.by_hash_.set(hash, { hash, kind, content, file, place: null, claims: [], related });
    }
    if (place !== null) this.by_hash_.get(hash).place = place;
  }
  relate_(document, link, of) {
    document.related.relations.push({ link, of, file: this.by_hash_.get(of)?.file ?? null });
  }
  blame_(document, code, text) {
    document.related.fault ??= new Refusal(code, { text });
  }
  // Runs a check; what it refuses is the document's fault.
  holds_(document, check) {
    try {
      check();
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      document.related.fault ??= refusal;
      return false;
    }
  }

  // Hashes cannot lead back to themselves; if ever they seem to, nobody in the circle is believed.
  is_in_circle_(start) {
    let at = start;
    for (let steps = 0; steps <= this.documents_.length; ++steps) {
      at = this.by_hash_.get(earlier_of(at));
      if (at === undefined) return false;
      if (at === start) return true;
    }
    return false;
  }
  check_link_(document, earlier) {
    const both = (kind) => document.kind === kind && earlier.kind === kind;
    if (this.is_in_circle_(document)) throw new Refusal("earlier_mismatch", { text: "circle" });
    if (both("result")) return check_takes_place(document.content, earlier.content);
    if (both("outcome")) return check_next_version(document.content, earlier.content);
    throw new Refusal("earlier_mismatch", { text: "kind" });
  }
  take_place_(document) {
    const of = earlier_of(document);
    if (of === null) return;
    this.relate_(document, claim_link(document), of);
    const earlier = this.by_hash_.get(of);
    if (earlier && this.holds_(document, () => this.check_link_(document, earlier))) earlier.claims.push(document);
  }

  // A place is taken once.
  settle_(document) {
    const { claims, related } = document;
    related.standing = own_standing(document);
    const is_one = claims.filter(is_accepted).length === 1;
    for (const claim of claims) {
      const wins = is_one && is_accepted(claim);
      this.relate_(document, wins ? kPassive[claim_link(claim)] : "claimed_by", claim.hash);
      if (!wins && claims.length > 1) this.blame_(claim, "place_claimed_twice", document.hash);
      if (wins) related.standing = kFallenBy[claim_link(claim)];
    }
    if (claims.length > 0 && !is_one) related.standing = "open";
  }
  find_newest_(document) {
    let at = document;
    for (let steps = 0; steps < this.documents_.length && kReplacedSomehow.includes(at.related.standing); ++steps) at = at.claims.find(is_accepted);
    if (at !== document) document.related.newest = at.hash;
  }

  // The later word counts.
  decide_(document) {
    const { kind, record, at_ms } = document.content;
    const is_release = kind === kDecision.release;
    this.relate_(document, is_release ? "releases" : "refuses", record);
    const of = this.by_hash_.get(record);
    if (!of) return;
    if (of.kind !== "result") return this.blame_(document, "basis_mismatch", "kind");
    this.relate_(of, is_release ? "released_by" : "refused_by", document.hash);
    if (at_ms < (this.decided_ms_.get(record) ?? -1)) return;
    this.decided_ms_.set(record, at_ms);
    if (!is_release && !kFallen.includes(of.related.standing)) of.related.standing = "refused";
    if (is_release && of.related.standing === "refused") of.related.standing = own_standing(of);
  }

  notice_(document) {
    const { record, objection } = document.content;
    if (record !== null) {
      this.relate_(document, "objects_to", record);
      this.take_reference_(document, record, "objected_by", (of) => check_objection(document.content, of));
    }
    if (objection !== null) {
      this.relate_(document, "answers", objection);
      this.take_reference_(document, objection, "answered_by", (of) => check_answer(document.content, of));
    }
  }
  take_reference_(document, of, back, check) {
    const other = this.by_hash_.get(of);
    if (!other) return;
    this.relate_(other, back, document.hash);
    this.holds_(document, () => check(other));
  }

  rest_on_(document, basis) {
    const is_gone = kFallen.includes(basis.related.standing) || basis.related.standing === "outdated";
    if (is_gone && document.related.standing === "stands") document.related.standing = "outdated";
  }
  rest_outcome_(document) {
    const outcome = document.content;
    const named = outcome.components.filter(({ record }) => record !== null);
    for (const component of named) {
      this.relate_(document, "rests_on", component.record);
      const of = this.by_hash_.get(component.record);
      if (!of) continue;
      this.take_reference_(document, component.record, "basis_of", (record) => check_component(outcome, component, record));
      if (component.reason !== kReason.void) this.rest_on_(document, of); // a void that is stated as such is no news
    }
    const given = named.map(({ record }) => this.by_hash_.get(record));
    const is_of_candidate = given.some((each) => each?.kind === "result" && each.content.record.candidate === outcome.candidate);
    if (given.length > 0 && given.every(Boolean) && !is_of_candidate) this.blame_(document, "basis_mismatch", "candidate");
  }
  rest_draft_(document) {
    const draft = document.content;
    this.relate_(document, "rests_on", draft.outcome);
    this.take_reference_(document, draft.outcome, "basis_of", (outcome) => check_draft_of(draft, outcome));
    const outcome = this.by_hash_.get(draft.outcome);
    if (outcome) this.rest_on_(document, outcome);
    this.claim_number_(this.drafts_, draft.number, document);
  }
  claim_number_(holders, number, document) {
    if (!holders.has(number)) return holders.set(number, document);
    for (const each of [holders.get(number), document]) this.blame_(each, "place_claimed_twice", number);
    return holders;
  }
  end_(document) {
    const { number, at_ms } = document.content;
    const draft = this.drafts_.get(number);
    document.related.relations.push({ link: "ends", of: number, file: draft?.file ?? null });
    this.claim_number_(this.ends_, number, document);
    if (!draft) return;
    this.relate_(draft, "ended_by", document.hash);
    if (at_ms < draft.content.at_ms) this.blame_(document, "basis_mismatch", "time");
    if (draft.related.standing !== null) draft.related.standing = "ended";
  }

  rest_appointment_(document) {
    const entry = document.content;
    this.relate_(document, "rests_on", entry.outcome);
    this.take_reference_(document, entry.outcome, "basis_of", (outcome) => check_appointment_of(entry, outcome));
    const outcome = this.by_hash_.get(entry.outcome);
    if (outcome) this.rest_on_(document, outcome);
    if (entry.number === "") return;
    const draft = this.drafts_.get(entry.number);
    document.related.relations.push({ link: "rests_on", of: entry.number, file: draft?.file ?? null });
    if (!draft) return;
    this.relate_(draft, "basis_of", document.hash);
    this.holds_(document, () => check_appointment_by(entry, draft));
    this.rest_on_(document, draft);
  }
  end_appointment_(document) {
    const ending = document.content;
    this.relate_(document, "ends", ending.appointment);
    this.claim_number_(this.appointment_ends_, ending.appointment, document);
    const of = this.by_hash_.get(ending.appointment);
    if (!of) return;
    this.holds_(document, () => check_end_of(ending, of));
    if (!is_appointment(of)) return;
    this.relate_(of, "ended_by", document.hash);
    if (of.related.standing !== null) of.related.standing = "ended";
  }
}

// `given`: { hash, kind, content, place } of each; kinds are result (content: a verified result, place in the log or null) and those of acts.
// For each { relations: [{ link, of, file }], standing, newest, fault }; `file` counts those given. What was given twice is one document.
export function relate(given) {
  const relating = new Relating(given);
  relating.run();
  return given.map(({ hash }) => ({ ...relating.related_of(hash) }));
}
