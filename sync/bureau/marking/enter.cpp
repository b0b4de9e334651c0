#include "sync/bureau/marking/enter.h"

#include "core/base/codes/bureau.h"
#include "core/record/amendment.h"
#include "core/record/answer.h"
#include "sync/bureau/log_writer.h"

#include <algorithm>

namespace kaogong::bureau::marking {
namespace {

using record::RecordKind;

struct Original {
    CentreId centre;
    Bytes signed_result;
};

Result<Original> find_original(Store& store, const Hash& hash) {
    for (JudgedRow& row : TRY(store.intake().judged_with_record_hash(hash)))
        if (row.verdict == static_cast<int>(record::Verdict::accepted)) return Original{row.centre, std::move(row.record)};
    auto made = TRY(store.made().made(hash));
    if (made) return Original{made->centre, std::move(made->record)};
    return error(codes::record_earlier_unknown, hash.hex());
}

// The same test of the same candidate: only what marking decides may differ.
bool is_true_to(const record::ResultRecord& made, const record::ResultRecord& original) {
    const auto facts = [](const record::ResultRecord& r) {
        return std::tie(r.session, r.candidate, r.exempt, r.terminal, r.environment, r.source, r.vetoes);
    };
    return facts(made) == facts(original) && made.subject == original.subject && made.times == original.times && made.plan == original.plan;
}

// A re-mark adds its rule before what the earlier record rested on; a marking rests on exactly that.
bool rests_on(const record::ResultRecord& made, const record::ResultRecord& original) {
    const std::size_t rules = made.kind == RecordKind::supersede ? 1 : 0;
    return made.evidence.size() == original.evidence.size() + rules &&
           std::equal(original.evidence.begin(), original.evidence.end(), made.evidence.begin() + static_cast<std::ptrdiff_t>(rules));
}

// Whoever is certified for a centre speaks for that centre and not for the bureau.
bool has_marker_of_centre(const record::SignedResult& made) {
    return std::any_of(made.signatures.begin(), made.signatures.end(),
                       [](const record::ResultSignature& signature) { return signature.certificate.content.centre.has_value(); });
}

Result<void> check_made(const record::SignedResult& made, const record::SignedResult& original) {
    const auto refused = [](const char* what) { return error(codes::record_not_made_here, what); };
    if (!record::made_by_markers(made.record) || has_marker_of_centre(made)) return refused("signers");
    if (!is_true_to(made.record, original.record)) return refused("another test than the record that it refers to");
    if (!rests_on(made.record, original.record)) return refused("evidence");
    if (made.record.kind == RecordKind::supersede) return record::check_amendment(made, original);
    const bool marks = made.record.kind == RecordKind::marked_by_bureau && original.record.kind == RecordKind::submission;
    return marks ? success() : Result<void>(refused("kind"));
}

// What the original rests on was there when it was accepted, be it a file or the record of an examiner's own sheet.
Result<void> check_evidence(Store& store, const CentreId& centre, const record::ResultRecord& made, const record::ResultRecord& original,
                            const RuleFiles& rules) {
    for (const Hash& hash : made.evidence) {
        if (std::find(original.evidence.begin(), original.evidence.end(), hash) != original.evidence.end()) continue;
        const bool here = rules.contains(hash) || TRY(store.intake().has_blob({.centre = centre, .hash = hash}));
        if (!here) return error(codes::record_evidence_missing, hash.hex());
    }
    return success();
}

// Centres' amendments name what they amend inside of the record, so each is opened.
Result<bool> is_amended_by_centre(Store& store, const SessionId& session, const Hash& hash) {
    for (const JudgedRow& row : TRY(store.intake().accepted_of(session))) {
        const auto other = record::open_result(row.record);
        if (other && other->record.earlier == hash) return true;
    }
    return false;
}

Result<void> check_place(Store& store, const record::ResultRecord& made) {
    const Hash& earlier = *made.earlier;
    if (TRY(store.made().made_from(earlier))) return error(codes::record_replaced, earlier.hex());
    if (TRY(is_amended_by_centre(store, made.session, earlier))) return error(codes::record_replaced, earlier.hex());
    if (!TRY(store.made().made_among({made.id})).empty() || !TRY(store.intake().judged_with_record_ids({made.id})).empty())
        return error(codes::record_id_reused, made.id.hex());
    return success();
}

Result<void> keep_rules(Store& store, const CentreId& centre, const record::ResultRecord& made, const RuleFiles& rules) {
    for (const Hash& hash : made.evidence)
        if (const auto rule = rules.find(hash); rule != rules.end())
            TRY(store.intake().add_blob({.centre = centre, .hash = hash, .parcel = {}, .bytes = rule->second})); // it came with no parcel
    return success();
}

Result<Entered> entered_before(Store& store, const Authority& authority, const MadeRow& row, std::int64_t wall_ms) {
    LogWriter log = TRY(LogWriter::open(store.log(), authority));
    TRY(log.sign(wall_ms));
    Bytes proof = TRY(log.proof(row.record, row.log_index));
    return Entered{.record = row.record_hash, .before = true, .proof = std::move(proof)};
}

} // namespace

Result<Entered> enter_record(Store& store, const Authority& authority, ByteView signed_result, const RuleFiles& rules,
                             std::int64_t wall_ms) {
    const auto made = TRY(record::verify_result(signed_result, authority.bundle));
    const Hash hash = record::record_hash(made.payload);
    if (!made.record.earlier) return error(codes::record_not_made_here, "it refers to no record");
    auto tx = TRY(store.begin_log());
    if (const auto row = TRY(store.made().made(hash))) return entered_before(store, authority, *row, wall_ms);
    const Original original = TRY(find_original(store, *made.record.earlier));
    const record::SignedResult earlier = TRY(record::open_result(original.signed_result));
    TRY(check_made(made, earlier));
    TRY(check_evidence(store, original.centre, made.record, earlier.record, rules));
    TRY(check_place(store, made.record));
    TRY(keep_rules(store, original.centre, made.record, rules));
    LogWriter log = TRY(LogWriter::open(store.log(), authority));
    const auto leaf = record::encode_leaf(record::ResultLeaf{.record = hash, .entry = record::sha256(signed_result)});
    const std::uint64_t log_index = TRY(log.append(leaf));
    TRY(log.sign(wall_ms));
    TRY(store.made().add_made({.record_hash = hash,
                               .record_id = made.record.id,
                               .centre = original.centre,
                               .session = made.record.session,
                               .candidate = made.record.candidate,
                               .earlier = *made.record.earlier,
                               .record = to_bytes(signed_result),
                               .log_index = log_index,
                               .at_ms = wall_ms}));
    Bytes proof = TRY(log.proof(signed_result, log_index));
    TRY(tx->commit());
    return Entered{.record = hash, .before = false, .proof = std::move(proof)};
}

} // namespace kaogong::bureau::marking
