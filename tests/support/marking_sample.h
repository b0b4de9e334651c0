// A panel that has marked the small shaft to its end, with keys and certificates for all who sign: chief a, examiners b and c, tally
// checker t, supervisor q. For tests of operation results.
#pragma once

#include "core/record/operation_result.h"
#include "core/record/signed_result.h"
#include "tests/core/assessment/practical/scoring_fixtures.h"
#include "tests/support/record_samples.h"

#include <map>

namespace kaogong::test {

inline std::shared_ptr<const ScoringRules> sample_marking_rules() {
    ScoringRules rules = *small_test();
    rules.sheet.occupation = {"6-18-01-01", {"车工", "Lathe operator"}, {}};
    rules.sheet.level = assessment::SkillLevel::intermediate;
    rules.sheet.standard = {assessment::StandardSource::national, "GZB 6-18-01-01", "2018", {}};
    return std::make_shared<const ScoringRules>(std::move(rules));
}

inline std::vector<ScoringEvent> sample_marking_events() {
    std::vector<ScoringEvent> events = events_to_hand_in();
    events.insert(events.begin() + 3, VetoArmed{minute(11), "b", "v"});
    events.insert(events.begin() + 4, VetoConfirmed{minute(11), "b", "a", "v"});
    for (const ScoringEvent& event : events_to_decision()) events.push_back(event);
    return events;
}

struct SampleMarking {
    SampleBureau& bureau;
    SampleTerminal& terminal;
    std::map<std::string, SampleStaff> people;
    practical::ScoringState state;
    record::OperationFacts facts;

    SampleMarking(SampleBureau& of, SampleTerminal& at) : bureau(of), terminal(at) {
        using record::Role;
        const std::pair<const char*, Role> staff[] = {
            {"a", Role::chief}, {"b", Role::examiner}, {"c", Role::examiner}, {"q", Role::supervisor}, {"t", Role::centre_admin}};
        facts = {.id = new_id<RecordId>(terminal.clock, bureau.random),
                 .salt = bureau.random.fixed<record::Salt>(),
                 .session = new_id<SessionId>(terminal.clock, bureau.random),
                 .candidate = bureau.random.fixed<CandidateRef>(),
                 .spec = bureau.random.fixed<Hash>(),
                 .terminal = terminal.id,
                 .device = terminal.device.id(),
                 .plan = {.organisation = "S-0001", .plan = "2026-11-0042", .attempt = 1},
                 .environment = bureau.environment};
        for (const auto& [who, role] : staff) {
            people.emplace(who, bureau.staff(role, std::string("K-100") + who));
            facts.signers.push_back({.who = who, .role = role, .key = people.at(who).key.id()});
        }
        state = fold(sample_marking_rules(), sample_marking_events()).value();
        const TallyChecked tally{minute(73), "t", score_of(state).value().points};
        (void)advance(state, tally).value();
    }

    std::int64_t now_s() const { return kSampleWallMs / 1000 + 90 * 60; }
    record::CosignContext context() const {
        record::CosignContext context{.bundle = bureau.bundle, .expected = {terminal.certificate}, .suite = bureau.suite};
        for (const auto& [who, staff] : people) context.expected.push_back(staff.certificate);
        return context;
    }
    Bytes payload() const { return record::encode_record(record::operation_record(state, facts).value()).value(); }
    Bytes sign_as(const std::string& who, ByteView over) const {
        const SampleStaff& staff = people.at(who);
        return record::sign_result(over, {&staff.key, staff.certificate}, now_s()).value();
    }
    std::vector<Bytes> all_signatures(ByteView over) const {
        std::vector<Bytes> signatures = {record::sign_result(over, terminal.signer(), now_s()).value()};
        for (const auto& [who, staff] : people) signatures.push_back(sign_as(who, over));
        return signatures;
    }
    Bytes sealed() const { return record::assemble_cosigned(payload(), all_signatures(payload()), context()).value(); }
    Bytes examiner_sheet(const std::string& who) const {
        record::OperationFacts own = facts;
        own.id.bytes[15] = static_cast<std::uint8_t>(who[0]);
        const Bytes sheet = record::encode_record(record::examiner_sheet_record(state, who, own).value()).value();
        return record::assemble_cosigned(sheet, {record::sign_result(sheet, terminal.signer(), now_s()).value(), sign_as(who, sheet)},
                                         context())
            .value();
    }
};

} // namespace kaogong::test
