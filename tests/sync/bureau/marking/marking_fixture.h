// A bureau whose store holds a sample session's hand-ins: a package with its keys, answers sealed to the response key, records by the
// terminal, and two markers.
#pragma once

#include "core/record/package.h"
#include "core/record/submission.h"
#include "core/record/theory_marks.h"
#include "core/store/event_codec.h"
#include "sync/bureau/marking/enter.h"
#include "sync/bureau/marking/mark.h"
#include "tests/support/sample_session.h"
#include "tests/sync/bureau/intake_fixture.h"

namespace kaogong::test {

// What one candidate did, and what is wrong with the file on its way.
struct HandIn {
    std::vector<assessment::ItemResponse> responses = {};
    bool marked = true; // on the spot
    std::vector<std::string> exempt = {};
    std::optional<assessment::OutcomeCode> end_code = {};
    assessment::Points misstated = 0; // added to the first item by a terminal that cannot count
    enum class File { good, damaged, of_other, sealed_to_other, contradicts } file = File::good;
};

inline std::vector<assessment::ItemResponse> all_right() {
    using namespace assessment;
    return {{"s-01", ChosenOptions{{"b"}}}, {"s-02", ChosenOptions{{"a"}}}, {"m-01", ChosenOptions{{"a", "c"}}},
            {"t-01", ChosenOptions{{"t"}}}, {"o-01", ChosenOptions{{"c"}}}, {"n-01", NumberText{"1.1"}},
            {"x-01", ShortText{"兆欧表"}}};
}
// The first `count` of them.
inline std::vector<assessment::ItemResponse> right(std::size_t count) {
    auto responses = all_right();
    responses.resize(count);
    return responses;
}

class MarkingFixture : public IntakeFixture {
  public:
    MarkingFixture() {
        // One area may be waived: the fourth item's.
        part.spec.theory.areas = {{"basics", {"基础知识", "Basic knowledge"}, 6, false}, {"safety", {"安全", "Safety"}, 1, true}};
        part.items[3].area = part.paper.items[3].area = "safety";
        part.session.centre = samples.centre;
        package = must(record::build_package(
            plan(), {.key = samples.issuer, .bureau = SampleBureau::kName, .issued_at_s = kSampleWallMs / 1'000}, samples.random));
        readers.push_back(samples.response.copy());
        paper.emplace(must(bureau::marking::open_paper(package, samples.bundle, readers)));
        for (const char* number : {"B-07", "B-11"}) add_marker(number);
    }

    record::PackagePlan plan() {
        return {.id = samples.random.fixed<PackageId>(),
                .terminals = {{terminal.id, device.recipient()}},
                .response = samples.response.recipient(),
                .not_before_ms = kSampleWallMs - 1,
                .not_after_ms = kSampleWallMs, // long over by the time anyone marks
                .environment = record::Environment::demo,
                .candidate = part,
                .keys = sample_keys()};
    }
    void add_marker(const std::string& number) {
        SampleStaff marker = samples.staff(record::Role::bureau_marker, number);
        markers.push_back({.key = std::move(marker.key), .certificate = std::move(marker.certificate)});
    }

    // The candidate's reference. What is handed in waits for deliver().
    CandidateRef hand_in(const HandIn& what) {
        record::ResultRecord result = terminal.result_record(1);
        know(result.candidate);
        result.session = part.session.id;
        result.subject = {.occupation = part.spec.occupation.code,
                          .level = assessment::level_number(part.spec.level),
                          .spec = paper->manifest.spec,
                          .paper = paper->manifest.paper};
        const Bytes file = answer_file(result.candidate, what);
        result.evidence = {record::sha256(file)};
        for (const std::string& area : what.exempt) result.exempt.push_back({area, "diploma"});
        state(result, what);
        append_signed(terminal, terminal.signed_result(result));
        files_.push_back(file);
        return result.candidate;
    }
    void deliver() { must(intake->take(cut_parcel(terminal, {.blobs = files_}))); }

    bureau::marking::MarkingDesk desk() {
        return {.store = *store, .readers = readers, .markers = markers, .wall_ms = kSampleWallMs + 86'400'000};
    }
    std::vector<bureau::marking::MarkedResult> mark() { return must(bureau::marking::mark_session(*paper, desk())); }
    bureau::marking::Entered enter(const bureau::marking::MadeResult& made, const bureau::marking::RuleFiles& rules = {}) {
        return must(try_enter(made.signed_result, rules));
    }
    Result<bureau::marking::Entered> try_enter(ByteView signed_result, const bureau::marking::RuleFiles& rules = {}) {
        return bureau::marking::enter_record(*store, authority, signed_result, rules, kSampleWallMs + 90'000'000);
    }

    SampleTerminal terminal = enrol();
    record::age::Identity device = record::age::Identity::generate(samples.random);
    record::CandidatePart part = sample_candidate_part(samples.random);
    Bytes package;
    std::vector<record::age::Identity> readers;
    std::vector<bureau::marking::Marker> markers;
    std::optional<bureau::marking::MarkingPaper> paper;

  private:
    Bytes answer_file(const CandidateRef& candidate, const HandIn& what) {
        record::Submission submission{
            .sitting = samples.random.fixed<SittingId>(), .candidate = candidate, .responses = what.responses, .events = {}};
        const auto note = [&](const assessment::SittingEvent& event) { submission.events.push_back(store::encode_event(event)); };
        const Instant at = terminal.clock.now();
        for (const assessment::ItemResponse& each : what.responses) {
            note(assessment::ResponseSet{.at = at, .item = each.item, .response = each.response, .touched_option = {}});
            note(assessment::ResponseCleared{.at = at, .item = each.item, .touched_option = {}});
            note(assessment::ResponseRestored{.at = at, .item = each.item, .sequence = submission.events.size() - 1});
        }
        if (what.end_code)
            note(assessment::EndedByStaff{.at = at, .code = *what.end_code, .reason = "phone", .staff = "1", .second_staff = "2"});
        if (what.file == HandIn::File::contradicts) submission.responses.pop_back();
        if (what.file == HandIn::File::of_other) submission.candidate = samples.random.fixed<CandidateRef>();
        const auto stranger = record::age::Identity::generate(samples.random);
        const bool other = what.file == HandIn::File::sealed_to_other;
        Bytes file = must(record::seal_submission(submission, (other ? stranger : samples.response).recipient(), samples.random));
        if (what.file == HandIn::File::damaged) file.back() ^= 1;
        return file;
    }
    void state(record::ResultRecord& result, const HandIn& what) {
        result.items.clear();
        result.score.reset();
        result.kind = what.marked ? record::RecordKind::theory : record::RecordKind::submission;
        if (!what.marked) return;
        const auto mark =
            must(assessment::mark_paper(paper->prepared, what.responses, {.areas = what.exempt, .basis = {}, .approved_by = {}}));
        auto marks = record::theory_marks(paper->prepared.item_ids(), mark, what.end_code);
        marks.items.front().points += what.misstated;
        marks.score.points += what.misstated;
        result.items = marks.items;
        result.score = marks.score;
    }

    std::vector<Bytes> files_;
};

} // namespace kaogong::test
