// Corrections: each basis has its own list of signers, and the two records must be of one candidate, session and subject. Twin of
// core/record/amendment.h.
import { to_hex } from "./bytes.js";
import { kRole } from "./certificate.js";
import { amends, kKind } from "./record.js";
import { demand, refuse } from "./refusal.js";

const kBasis = { clerical: 1, review: 2, arbitration: 3, misconduct: 4, item_defect: 5, equipment: 6, administrative: 7 };
const kPanelMin = 3, kTwoMarkers = 2;
const kRules = {
  [kBasis.clerical]: { all_of_original: true },
  [kBasis.review]: { quotas: [{ role: kRole.reviewer, least: 2, strangers: true }, { role: kRole.site_chief, least: 1 }] },
  [kBasis.arbitration]: { new_panel: true },
  [kBasis.misconduct]: { markers_least: kTwoMarkers, quotas: [{ role: kRole.site_chief, least: 1 }] },
  [kBasis.item_defect]: { markers_least: kTwoMarkers, quotas: [{ role: kRole.supervisor, least: 1 }, { role: kRole.site_chief, least: 1 }] },
  [kBasis.equipment]: { markers_least: kTwoMarkers, quotas: [{ role: kRole.supervisor, least: 1 }, { role: kRole.site_chief, least: 1 }] },
  [kBasis.administrative]: { markers_least: kTwoMarkers, quotas: [{ role: kRole.site_chief, least: 1 }] },
};

// Everybody who signed, the device aside: by staff number, or by key where the certificate has none.
function people({ signatures }) {
  return signatures
    .map(({ certificate }) => certificate.content)
    .filter(({ role }) => role !== kRole.device)
    .map(({ role, label, key }) => ({ role, who: label === "" ? to_hex(key.x) : label }));
}

function lacks(role, text) {
  refuse("amendment_signers", { role, text });
}

function check_quota({ role, least, strangers }, signers, before) {
  const own = signers.filter((person) => person.role === role);
  const known = own.find(({ who }) => before.some((each) => each.who === who));
  if (strangers && known) refuse("amendment_signers", { role, name: known.who });
  const count = new Set(own.map(({ who }) => who)).size;
  if (count < least) lacks(role, `${count}/${least}`);
}

function check_original(signers, before) {
  const missing = before.find(({ role, who }) => !signers.some((each) => each.role === role && each.who === who));
  if (missing) refuse("amendment_signers", { role: missing.role, name: missing.who });
}

function check_new_panel(signers, before) {
  const panel = signers.filter(({ role }) => role === kRole.examiner || role === kRole.chief);
  const known = panel.find(({ who }) => before.some((each) => each.who === who));
  if (known) refuse("amendment_signers", { role: known.role, name: known.who });
  const seats = new Set(panel.map(({ who }) => who)).size, chiefs = panel.filter(({ role }) => role === kRole.chief).length;
  if (seats < kPanelMin || seats % 2 === 0 || chiefs !== 1) lacks(kRole.chief, String(seats));
}

function check_same_test(amendment, original) {
  const fits = (holds, key) => demand(holds, "earlier_mismatch", { key });
  fits(amendment.candidate === original.candidate, 5);
  fits(amendment.session === original.session, 4);
  fits(amendment.subject.occupation === original.subject.occupation && amendment.subject.level === original.subject.level, 6);
  fits(![kKind.void, kKind.examiner_sheet].includes(original.kind), 12);
  fits(amendment.evidence.length > 0, 11);
}

// Markers of the bureau alone signed it.
export function made_by_markers(record) {
  return record.signers.every(({ role }) => role === kRole.bureau_marker);
}

// That `amendment` may take the place of `original`, which it names; both are verified results.
export function check_amendment(amendment, original) {
  demand(amends(amendment.record.kind), "earlier_mismatch", { key: 12 });
  check_same_test(amendment.record, original.record);
  const rule = kRules[amendment.record.amendment.basis];
  const signers = people(amendment), before = people(original);
  if (made_by_markers(amendment.record) && rule.markers_least > 0)
    return check_quota({ role: kRole.bureau_marker, least: rule.markers_least }, signers, before);
  if (rule.all_of_original) check_original(signers, before);
  if (rule.new_panel) check_new_panel(signers, before);
  for (const quota of rule.quotas ?? []) check_quota(quota, signers, before);
}
