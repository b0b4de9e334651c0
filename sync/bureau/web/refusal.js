// Why something is not good: one of the codes of core/base/codes, by name, with what a reader of the details wants to know (place, key, who).
// The sentences are in strings_zh.js and strings_en.js. A test compares numbers and names with the tables of the programs.

export const kCodes = {
  cbor_truncated: 200, cbor_trailing: 201, cbor_not_shortest: 202, cbor_indefinite: 203, cbor_forbidden: 204, cbor_wrong_kind: 205,
  cbor_text_invalid: 206, cbor_key_order: 207, cbor_key_twice: 208, cbor_too_deep: 209, cbor_too_large: 210, cbor_integer_range: 211,
  cbor_malformed: 212, record_version_unknown: 213, record_key_missing: 214, record_key_unknown: 215, record_value_invalid: 216,
  key_invalid: 217, cose_algorithm: 218, cose_critical: 219, cose_header: 220, cose_type: 221, signature_bad: 222, signature_missing: 223,
  signer_unexpected: 224, key_id_mismatch: 225, certificate_issuer_unknown: 227, certificate_not_valid_then: 228, certificate_revoked: 229,
  certificate_role: 230, environment_mismatch: 231, bundle_threshold: 232, bundle_missing: 235, roots_mismatch: 236, tree_inclusion_bad: 237,
  ledger_terminal_wrong: 241, receipt_size_unsigned: 247, receipt_leaf_wrong: 248, checkpoint_bad: 249, emergency_not_valid: 268,
  amendment_signers: 269, earlier_mismatch: 286, place_claimed_twice: 287, basis_mismatch: 288, receipt_alone: 289, tree_consistency_bad: 238,
  suite_unknown: 297, file_kind_unknown: 299, panel_size: 388, examiner_out_of_scope: 390,
};

export class Refusal extends Error {
  // `details`: { at, key, role, name, text }, all optional; never a sentence.
  constructor(code, details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
  code_text() {
    return "K-" + String(kCodes[this.code]).padStart(4, "0");
  }
}

export function refuse(code, details) {
  throw new Refusal(code, details);
}

export function demand(condition, code, details) {
  if (!condition) refuse(code, details);
}
