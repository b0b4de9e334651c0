#include "kiosk/app/hand_in.h"

#include "core/record/submission.h"
#include "core/record/theory_marks.h"

namespace kaogong::kiosk::app {
namespace {

Result<void> add_marks(const HandInFacts& facts, record::ResultRecord& record) {
    const assessment::ItemPool pool = TRY(assessment::ItemPool::build(facts.part.items, facts.part.stimuli));
    const auto prepared = TRY(assessment::PreparedPaper::prepare(facts.part.spec, pool, facts.part.paper, facts.keys->keys));
    const std::vector<assessment::ItemResponse> responses = assessment::responses(facts.state);
    const assessment::PaperMark mark = TRY(assessment::mark_paper(prepared, responses, facts.candidate.exemption));
    record::TheoryMarks marks = record::theory_marks(prepared.item_ids(), mark, facts.state.end_code);
    record.items = std::move(marks.items);
    record.score = marks.score;
    return success();
}

} // namespace

Result<record::ResultRecord> hand_in_record(const HandInFacts& facts, const record::KeyId& device, const Hash& answers) {
    const record::PackageManifest& manifest = facts.manifest;
    record::ResultRecord record;
    record.id = facts.sitting.record;
    record.kind = facts.keys ? record::RecordKind::theory : record::RecordKind::submission;
    record.session = facts.sitting.session;
    record.candidate = facts.sitting.candidate;
    record.subject = {.occupation = facts.part.spec.occupation.code,
                      .level = assessment::level_number(facts.part.spec.level),
                      .spec = manifest.spec,
                      .paper = manifest.paper};
    CHECK(facts.state.ended_at.has_value()); // only closed sittings get here
    record.times = {.started_ms = facts.state.started_at ? facts.state.started_at->wall_ms : facts.state.ended_at->wall_ms,
                    .ended_ms = facts.state.ended_at->wall_ms,
                    .active_ms = facts.state.active_ms};
    record.signers = {{.role = record::Role::device, .key = device}};
    record.salt = facts.sitting.salt;
    record.evidence = {answers};
    for (const std::string& area : facts.candidate.exemption.areas) record.exempt.push_back({area, facts.candidate.exemption.basis});
    record.terminal = facts.terminal;
    record.plan = {.organisation = facts.part.session.organisation, .plan = facts.part.session.plan, .attempt = facts.part.session.attempt};
    record.environment = facts.environment;
    if (facts.keys) TRY(add_marks(facts, record));
    return record;
}

Result<SealedHandIn> seal_hand_in(const HandInFacts& facts, const Device& device, const record::age::Recipient& bureau, Random& random) {
    record::Submission submission{.sitting = facts.sitting.id, .candidate = facts.sitting.candidate, .responses = {}, .events = facts.events};
    for (const assessment::ItemResponse& each : assessment::responses(facts.state))
        if (assessment::is_answered(each.response)) submission.responses.push_back(each);
    SealedHandIn hand_in;
    Bytes answers = TRY(record::seal_submission(submission, bureau, random));
    const record::ResultRecord record = TRY(hand_in_record(facts, device.keys.signing.id(), record::sha256(answers)));
    hand_in.record_hash = record::record_hash(TRY(record::encode_record(record)));
    hand_in.sealed.signed_result =
        TRY(record::seal_result(record, {{.key = &device.keys.signing, .certificate = device.certificate}}, record.times.ended_ms / 1000));
    hand_in.sealed.blobs.push_back(std::move(answers));
    return hand_in;
}

} // namespace kaogong::kiosk::app
