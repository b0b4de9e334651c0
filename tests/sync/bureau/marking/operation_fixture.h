// A bureau whose store holds the operation results of a sample session, as their panels signed them: the small shaft, read with a gauge of
// a number, at stations that the package states; examiners' own sheets and readings came with them. And two markers.
#pragma once

#include "core/record/package.h"
#include "core/record/scoring_codec.h"
#include "sync/bureau/marking/enter.h"
#include "sync/bureau/marking/remark_operation.h"
#include "tests/support/marking_sample.h"
#include "tests/support/sample_session.h"
#include "tests/sync/bureau/intake_fixture.h"

namespace kaogong::test {

inline constexpr const char* kSampleGauge = "QJ-0231";

// What a panel found: faults in p and s, the reading of m by both measurers, the level of all judges, times that the veto was confirmed.
struct Found {
    int station = 1;
    int p = 0;
    int s = 2;
    std::int64_t m = 41'990; // micrometres
    int j = 2;
    int vetoes = 0;
    std::size_t panel = 0;
    std::optional<OutcomeCode> ended = {}; // before the piece was handed in
    bool penalty = false;                  // started early: 3 points off
    const char* task = "shaft";
    enum class Readings { good, unlisted, other } readings = Readings::good;
};

class OperationFixture : public IntakeFixture {
  public:
    OperationFixture() {
        part_.session.centre = samples.centre;
        part_.spec.occupation = sample_marking_rules()->sheet.occupation;
        part_.spec.level = sample_marking_rules()->sheet.level;
        for (const char* task : {"shaft", "other"}) part_.sheets.push_back(sheet_of(task));
        const std::pair<const char*, record::Role> seats[] = {
            {"E-1", record::Role::chief}, {"E-2", record::Role::examiner}, {"E-3", record::Role::examiner}};
        for (const auto& [number, role] : seats)
            part_.panel.push_back({.number = number,
                                   .name = "考评员",
                                   .chief = role == record::Role::chief,
                                   .certificate = samples.staff(role, number).certificate,
                                   .signing_key = {}});
        for (int i = 0; i < 2; ++i) panels.push_back(std::make_unique<SampleMarking>(samples, terminal));
        readers.push_back(samples.response.copy());
        for (const char* number : {"B-07", "B-11"}) {
            SampleStaff marker = samples.staff(record::Role::bureau_marker, number);
            markers.push_back({.key = std::move(marker.key), .certificate = std::move(marker.certificate)});
        }
    }

    // The candidate's reference. What was scored waits for deliver().
    CandidateRef score(const Found& found) {
        SampleMarking& marking = *panels[found.panel];
        marking.facts.id = new_id<RecordId>(terminal.clock, samples.random);
        marking.facts.salt = samples.random.fixed<record::Salt>();
        marking.facts.session = part_.session.id;
        marking.facts.spec = must(record::spec_hash(part_.spec));
        marking.facts.candidate = place(found);
        marking.facts.evidence = {};
        marking.state = scored(found);
        seal(marking, found);
        return marking.facts.candidate;
    }
    void deliver() {
        const Bytes package = make_package();
        must(papers.add(package, samples.bundle, readers));
        send();
    }
    void attach(const Bytes& file) { blobs_.push_back(file); }
    void send() { // what the ledger has gained
        must(intake->take(cut_parcel(terminal, {.first = sent_, .blobs = blobs_})));
        sent_ = terminal.entries.size();
        blobs_.clear();
    }

    bureau::marking::MarkingDesk desk() {
        return {.store = *store, .readers = readers, .markers = markers, .wall_ms = kSampleWallMs + 86'400'000};
    }
    Result<bureau::marking::Entered> try_enter(ByteView signed_result, const bureau::marking::RuleFiles& rules = {}) {
        return bureau::marking::enter_record(*store, authority, signed_result, rules, kSampleWallMs + 90'000'000);
    }
    Hash spec() const { return must(record::spec_hash(part_.spec)); }
    const SessionId& session() const { return part_.session.id; }
    record::KeyId key_of(std::size_t panel, const char* who) const { return panels[panel]->people.at(who).key.id(); }

    SampleTerminal terminal = enrol();
    std::vector<std::unique_ptr<SampleMarking>> panels; // whose people sign
    std::vector<record::age::Identity> readers;
    std::vector<bureau::marking::Marker> markers;
    bureau::marking::OperationPapers papers;

  private:
    static record::OperationPart new_part(FakeRandom& random) {
        const record::CandidatePart theory = sample_candidate_part(random);
        return {.spec = theory.spec, .staff = theory.staff, .session = theory.session};
    }
    static practical::ScoreSheet sheet_of(const std::string& task) {
        practical::ScoreSheet sheet = sample_marking_rules()->sheet;
        sheet.id = task;
        sheet.instruments = {{.id = "mic",
                              .name = words("千分尺"),
                              .number = task == "shaft" ? kSampleGauge : "QJ-0999",
                              .unit = "mm",
                              .places = 3,
                              .minimum = 0,
                              .maximum = 50'000,
                              .resolution = 1,
                              .valid_to_ms = kSampleStartMs * 2}};
        for (practical::ScoreItem& item : sheet.items)
            if (item.id == "m") item.instrument = "mic";
        return sheet;
    }

    CandidateRef place(const Found& found) {
        record::RosterRow row = sample_roster(samples.random).front();
        row.admission_ticket = "9926112102" + std::to_string(10 + part_.roster.size());
        know(row.candidate);
        part_.candidates.push_back({.candidate = row.candidate, .sheet = found.task, .station = found.station, .start_ms = kSampleStartMs});
        part_.roster.push_back(row);
        return row.candidate;
    }

    static void add_piece(std::vector<ScoringEvent>& events, const Found& found) {
        events.push_back(PieceHandedIn{
            .at = minute(55), .by = "a", .second = "b", .pieces = 1, .seal = "F-7", .code = "K-07", .candidate_confirmed = true});
        events.push_back(SealChecked{minute(59), "a", true});
        for (const char* who : {"a", "b"}) events.push_back(touch(60, who, "m", measured_entry(found.m)));
        for (const char* who : {"a", "b", "c"}) events.push_back(touch(62, who, "j", judge_entry(found.j)));
    }
    static std::vector<ScoringEvent> events_of(const Found& found) {
        std::vector<ScoringEvent> events = {touch(0, "a", "p", counted(found.p)), TestStarted{minute(0), "a"},
                                            touch(10, "b", "s", counted(found.s))};
        for (int i = 0; i < found.vetoes; ++i) {
            events.push_back(VetoArmed{minute(11 + i), "b", "v"});
            events.push_back(VetoConfirmed{minute(11 + i), "b", "a", "v"});
        }
        if (found.penalty) events.push_back(ExceptionNoted{minute(20), {.code = OutcomeCode::early_start, .reason = "r", .staff = "q"}});
        if (found.ended)
            events.push_back(TestEnded{minute(30), {.code = *found.ended, .reason = "r", .staff = "a", .second_staff = "q"}});
        else
            add_piece(events, found);
        for (const ScoringEvent& event : events_to_decision()) events.push_back(event);
        return events;
    }
    static practical::ScoringState scored(const Found& found) {
        ScoringRules rules = *sample_marking_rules();
        rules.sheet = sheet_of(found.task);
        auto state = must(fold(std::make_shared<const ScoringRules>(std::move(rules)), events_of(found)));
        (void)must(advance(state, TallyChecked{minute(73), "t", must(final_score(state)).points}));
        return state;
    }

    // With the own sheets of its examiners, each a record before it.
    void seal(SampleMarking& marking, const Found& found) {
        for (const char* who : {"a", "b", "c"}) {
            const Bytes sheet = marking.examiner_sheet(who);
            append_signed(terminal, sheet);
            marking.facts.evidence.push_back(record::record_hash(must(record::open_result(sheet)).payload));
            blobs_.push_back(must(record::encode_readings(must(record::own_readings(marking.state, who, marking.facts.candidate)))));
        }
        record::Readings readings = must(record::readings_of(marking.state, marking.facts.candidate));
        const record::ResultRecord result = must(record::operation_record(marking.state, marking.facts));
        std::vector<const SampleStaff*> signers;
        for (const auto& [who, staff] : marking.people)
            for (const record::RequiredSigner& required : result.signers)
                if (required.key == staff.key.id()) signers.push_back(&staff);
        append_signed(terminal, terminal.signed_result(stated(result, readings, found), signers));
    }
    // The readings go along, unless the record does not list them, or lists others.
    record::ResultRecord stated(record::ResultRecord result, record::Readings& readings, const Found& found) {
        if (result.items.empty()) return result;
        if (found.readings == Found::Readings::other) readings.rows.front().entry = counted(found.p + 1);
        blobs_.push_back(must(record::encode_readings(readings)));
        result.evidence.pop_back();
        if (found.readings != Found::Readings::unlisted) result.evidence.push_back(record::sha256(blobs_.back()));
        return result;
    }

    Bytes make_package() {
        const auto device = record::age::Identity::generate(samples.random);
        return must(record::build_package({.id = samples.random.fixed<PackageId>(),
                                           .terminals = {{terminal.id, device.recipient()}},
                                           .response = samples.response.recipient(),
                                           .not_before_ms = kSampleWallMs - 1,
                                           .not_after_ms = kSampleWallMs, // long over by the time anyone marks
                                           .environment = record::Environment::demo,
                                           .candidate = {},
                                           .keys = {},
                                           .operation = part_},
                                          {.key = samples.issuer, .bureau = SampleBureau::kName, .issued_at_s = kSampleWallMs / 1'000},
                                          samples.random));
    }

    record::OperationPart part_ = new_part(samples.random);
    std::vector<Bytes> blobs_;
    std::size_t sent_ = 0;
};

} // namespace kaogong::test
