#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "core/record/scoring_codec.h"
#include "core/record/verify.h"
#include "tests/support/marking_sample.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

struct World {
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol();
    SampleMarking marking{bureau, terminal};
    Bytes payload = marking.payload();

    // As the context says it: who is meant.
    template <typename T> std::string refusal(const Result<T>& result) {
        return result.ok() ? "ok" : std::string(code_name(result.code())) + ": " + result.error().context;
    }
    std::string cosign(const std::vector<Bytes>& signatures) { return refusal(assemble_cosigned(payload, signatures, marking.context())); }
    std::vector<Bytes> all_but(std::size_t left_out) {
        std::vector<Bytes> signatures = marking.all_signatures(payload);
        signatures.erase(signatures.begin() + static_cast<std::ptrdiff_t>(left_out));
        return signatures;
    }
    Certificate certificate_of(const std::string& who) { return decode_certificate(marking.people.at(who).certificate).value().content; }
    // b signs under another certificate for the same key.
    std::string cosign_with(const std::string& who, const Certificate& changed, std::int64_t at_s) {
        std::vector<Bytes> signatures =
            all_but(1 + static_cast<std::size_t>(std::distance(marking.people.begin(), marking.people.find(who))));
        const Bytes certificate = issue_certificate(changed, bureau.issuer).value();
        signatures.push_back(sign_result(payload, {&marking.people.at(who).key, certificate}, at_s).value());
        return cosign(signatures);
    }
};

bool says(const Explanation& explanation, std::string_view part) {
    return std::any_of(explanation.lines.begin(), explanation.lines.end(),
                       [&](const ExplainedLine& line) { return line.en.find(part) != std::string::npos; });
}

} // namespace

TEST_CASE_FIXTURE(World, "what an exception of the day costs is taken from the total, named, and found again by who does the arithmetic") {
    ScoringState late = fold(sample_marking_rules(), sample_marking_events()).value();
    const Points before = score_of(late).value().points;
    std::vector<ScoringEvent> events = sample_marking_events();
    const EndDetails early{.code = OutcomeCode::early_start, .reason = "提前操作", .staff = "a", .second_staff = "b"};
    events.insert(events.begin() + 2, ExceptionNoted{minute(1), early}); // the test costs 3 points for it
    late = fold(sample_marking_rules(), events).value();
    REQUIRE(advance(late, TallyChecked{minute(73), "t", before - 300}).ok());
    ResultRecord record = operation_record(late, marking.facts).value();
    CHECK_EQ(record.score->points, before - 300);
    REQUIRE_FALSE(record.effects.empty());
    CHECK(record.effects.back() == RuleEffect{.rule = "EXCEPTIONS", .points = -300});
    const Bytes readings = encode_readings(readings_of(late, marking.facts.candidate).value()).value();
    CHECK(check_readings(record, readings, late.rules->sheet).ok());
    record.effects.pop_back();
    CHECK_EQ(check_readings(record, readings, late.rules->sheet).code(), codes::package_content_mismatch);
}

TEST_CASE_FIXTURE(World, "three examiners at three terminals give the very record that one terminal gives, but for the sheets behind it") {
    // Everything at one terminal.
    std::vector<ScoringEvent> together = sample_marking_events();
    // The same touches: b and c enter what is their own elsewhere, and their sheets come in before the phases are finished.
    OwnSheet of_b("b", sample_marking_rules()), of_c("c", sample_marking_rules());
    std::vector<ScoringEvent> at_desk;
    bool came = false;
    for (ScoringEvent& event : together) {
        if (auto* signs = std::get_if<SheetSigned>(&event)) signs->sheet = payload_of(static_cast<std::uint8_t>(signs->by[0]));
        const auto* touched = std::get_if<RowTouched>(&event);
        const bool own = touched != nullptr && (touched->row == "m" || touched->row == "j");
        if (own && touched->by != "a") {
            REQUIRE((touched->by == "b" ? of_b : of_c).ok(event));
            continue;
        }
        if (std::holds_alternative<PhaseFinished>(event) && !came) {
            for (OwnSheet* sheet : {&of_c, &of_b}) { // in another order than the panel's
                const auto record = examiner_sheet_record(sheet->state, marking.facts).value();
                REQUIRE(sheet->ok(SheetSigned{minute(64), sheet->state.examiner, record_hash(encode_record(record).value())}));
                at_desk.push_back(received(65, sheet->state));
            }
            came = true;
        }
        const auto* signs = std::get_if<SheetSigned>(&event);
        if (signs == nullptr || signs->by == "a") at_desk.push_back(event);
    }
    auto one = fold(sample_marking_rules(), together).value(), three = fold(sample_marking_rules(), at_desk).value();
    const TallyChecked tally{minute(73), "t", score_of(one).value().points};
    REQUIRE(advance(one, tally).ok());
    REQUIRE(advance(three, tally).ok());
    ResultRecord from_one = operation_record(one, marking.facts).value(), from_three = operation_record(three, marking.facts).value();
    const Hash readings = sha256(encode_readings(readings_of(one, marking.facts.candidate).value()).value());
    CHECK(from_one.evidence == std::vector<Hash>{payload_of('a'), payload_of('b'), payload_of('c'), readings});
    CHECK(from_three.evidence == std::vector<Hash>{payload_of('a'), *of_b.state.sheet, *of_c.state.sheet, readings});
    from_one.evidence.clear();
    from_three.evidence.clear();
    CHECK(encode_record(from_one).value() == encode_record(from_three).value());
}

TEST_CASE_FIXTURE(World, "evidence is that of the facts, then sheets by examiner, pictures as they were taken, and the readings last") {
    std::vector<ScoringEvent> events = sample_marking_events();
    events.insert(events.begin() + 3, EvidenceTaken{minute(12), "b", "s", payload_of(90)});
    events.insert(events.begin() + 4, EvidenceTaken{minute(12), "a", "", payload_of(80)});
    for (ScoringEvent& event : events)
        if (auto* signs = std::get_if<SheetSigned>(&event); signs != nullptr && signs->by != "b")
            signs->sheet = payload_of(static_cast<std::uint8_t>(200 - signs->by[0]));
    auto state = fold(sample_marking_rules(), events).value();
    REQUIRE(advance(state, TallyChecked{minute(73), "t", score_of(state).value().points}).ok());
    OperationFacts facts = marking.facts;
    facts.evidence = {payload_of(1)};
    const ResultRecord record = operation_record(state, facts).value();
    REQUIRE_EQ(record.evidence.size(), 6);
    CHECK(record.evidence[0] == payload_of(1));
    CHECK(record.evidence[1] == payload_of(200 - 'a')); // b signed without a record
    CHECK(record.evidence[2] == payload_of(200 - 'c'));
    CHECK(record.evidence[3] == payload_of(90));
    CHECK(record.evidence[4] == payload_of(80));
    CHECK(operation_record(fold(sample_marking_rules(), events).value(), facts).code() == codes::scoring_wrong_state); // not tallied
    CHECK_EQ(encode_record(operation_record(state, facts).value()).value(), encode_record(record).value());

    // A test without scores keeps its pictures.
    auto absent = scoring_start(sample_marking_rules());
    const EndDetails details{.code = OutcomeCode::absent, .reason = "", .staff = "a", .second_staff = "t", .statement = "", .evidence = ""};
    REQUIRE(advance(absent, EvidenceTaken{minute(1), "a", "", payload_of(80)}).ok());
    REQUIRE(advance(absent, TestEnded{minute(30), details}).ok());
    CHECK(operation_record(absent, marking.facts)->evidence == std::vector<Hash>{payload_of(80)});
}

TEST_CASE_FIXTURE(World,
                  "a sheet away from the desk is a record of its own rows, offered once it may be signed and changed by no signature") {
    OwnSheet sheet("b", sample_marking_rules());
    CHECK_EQ(refusal(examiner_sheet_record(sheet.state, marking.facts)), "rows_unseen: j");
    REQUIRE_EQ(sheet.play({touch(61, "b", "m", measured_entry(41'994)), touch(62, "b", "j", judge_entry(2))}), "");
    const ResultRecord record = examiner_sheet_record(sheet.state, marking.facts).value();
    CHECK(record.kind == RecordKind::examiner_sheet);
    std::string rows;
    for (const ItemResult& item : record.items) rows += item.item + "=" + std::to_string(item.points) + " ";
    CHECK_EQ(rows, "m=3000 j=2000 ");
    CHECK_EQ(record.times.started_ms, minute(61).wall_ms);
    CHECK_EQ(record.times.ended_ms, minute(62).wall_ms);
    CHECK_EQ(record.times.active_ms, 0);
    const Bytes encoded = encode_record(record).value();
    REQUIRE_EQ(sheet.play({SheetSigned{minute(64), "b", record_hash(encoded)}}), "");
    CHECK_EQ(encode_record(examiner_sheet_record(sheet.state, marking.facts).value()).value(), encoded);
    const Bytes readings = encode_readings(own_readings(sheet.state, marking.facts.candidate).value()).value();
    CHECK_EQ(refusal(check_readings(record, readings, sheet.state.rules->sheet)), "ok");

    CHECK_EQ(examiner_sheet_record(own_sheet_start(sample_marking_rules(), "t"), marking.facts).code(), codes::examiner_not_of_row);
    ScoringRules rules = *sample_marking_rules();
    rules.mode = ScoringMode::practice;
    OwnSheetState practice = sheet.state;
    practice.rules = std::make_shared<const ScoringRules>(std::move(rules));
    CHECK_EQ(examiner_sheet_record(practice, marking.facts).code(), codes::scoring_wrong_state);
}

TEST_CASE_FIXTURE(World, "the record holds every row, module, veto and rule, in exact hundredths") {
    const ResultRecord record = decode_record(payload).value();
    REQUIRE_EQ(record.items.size(), 5);
    CHECK(record.items[1] == ItemResult{.item = "s", .state = ItemState::scored, .points = 2'800, .points_max = 3'000});
    CHECK(record.items[3] == ItemResult{.item = "j", .state = ItemState::scored, .points = 2'333, .points_max = 3'000}); // 2, 2, 3 of 3
    CHECK(record.items[4] == ItemResult{.item = "t", .state = ItemState::scored, .points = 0, .points_max = 0});
    CHECK_EQ(record.score->points, 1'000 + 2'800 + 3'000 + 2'333);
    CHECK(record.score->outcome == OutcomeCode::pass);
    REQUIRE_EQ(record.modules.size(), 1);
    CHECK_EQ(record.modules[0].points, record.score->points);
    CHECK_EQ(record.modules[0].weight, 10'000);
    CHECK(record.vetoes == std::vector<VetoResult>{{.veto = "v", .times = 1}});
    CHECK(decode_record(encode_record(record).value()).value() == record);
}

TEST_CASE_FIXTURE(World, "device, chief, examiners, supervisor and tally checker sign the same bytes, and the whole verifies") {
    const Bytes sealed = marking.sealed();
    const auto verified = verify_result(sealed, bureau.bundle);
    REQUIRE_EQ(refusal(verified), "ok");
    std::string roles;
    for (const RequiredSigner& signer : verified->record.signers) roles += std::string(role_key(signer.role)) + " ";
    CHECK_EQ(roles, "device examiner examiner chief supervisor centre_admin ");
    std::vector<Bytes> other_order = marking.all_signatures(payload);
    std::reverse(other_order.begin(), other_order.end());
    CHECK(assemble_cosigned(payload, other_order, marking.context()).value() == sealed);
}

TEST_CASE_FIXTURE(World, "a missing signer is named, whoever it is") {
    const std::string names[] = {"terminal A-07",   "chief examiner K-100a", "examiner K-100b",
                                 "examiner K-100c", "supervisor K-100q",     "centre administrator K-100t"};
    for (std::size_t i = 0; i < std::size(names); ++i) CHECK_EQ(cosign(all_but(i)), "signature_missing: " + names[i]);
}

TEST_CASE_FIXTURE(World, "a stranger, a swapped signer and one of another bureau are refused by name") {
    std::vector<Bytes> signatures = marking.all_signatures(payload);
    const SampleStaff stranger = bureau.staff(Role::examiner, "K-9999");
    signatures.push_back(sign_result(payload, {&stranger.key, stranger.certificate}, marking.now_s()).value());
    CHECK_EQ(cosign(signatures), "signer_unexpected: examiner K-9999");

    // b signs beside c's certificate.
    CHECK_EQ(sign_result(payload, {&marking.people.at("b").key, marking.people.at("c").certificate}, marking.now_s()).code(),
             codes::key_id_mismatch);
    Certificate chief = certificate_of("b");
    chief.role = Role::chief;
    CHECK_EQ(cosign_with("b", chief, marking.now_s()), "certificate_role: examiner K-100b: chief examiner signed as examiner");

    const SampleBureau elsewhere(7);
    std::vector<Bytes> foreign = all_but(2);
    const Bytes certificate = issue_certificate(certificate_of("b"), elsewhere.issuer).value();
    foreign.push_back(sign_result(payload, {&marking.people.at("b").key, certificate}, marking.now_s()).value());
    CHECK(cosign(foreign).starts_with("certificate_issuer_unknown: examiner K-100b"));
}

TEST_CASE_FIXTURE(World, "an expired certificate and one that does not cover occupation or level are refused by name") {
    CHECK(cosign_with("c", certificate_of("c"), marking.now_s() + 200 * kDayS).starts_with("certificate_not_valid_then: examiner K-100c"));
    Certificate other_trade = certificate_of("c"), lower = certificate_of("c"), none = certificate_of("a");
    other_trade.competences = {{.occupation = "6-31-01-03", .level = 8}};
    lower.competences = {{.occupation = "6-18-01-01", .level = 2}};
    none.competences.clear();
    CHECK_EQ(cosign_with("c", other_trade, marking.now_s()), "examiner_out_of_scope: examiner K-100c: 6-18-01-01 level 3");
    CHECK_EQ(cosign_with("c", lower, marking.now_s()), "examiner_out_of_scope: examiner K-100c: 6-18-01-01 level 3");
    CHECK_EQ(cosign_with("a", none, marking.now_s()), "examiner_out_of_scope: chief examiner K-100a: 6-18-01-01 level 3");
}

TEST_CASE_FIXTURE(World, "sheet_edited_after_signing: a signature over other points is refused by the name of its signer") {
    ResultRecord edited = decode_record(payload).value();
    edited.items[1].points -= 100;
    edited.score->points -= 100;
    const Bytes other = encode_record(edited).value();
    std::vector<Bytes> signatures = all_but(2);
    signatures.push_back(marking.sign_as("b", other));
    CHECK(cosign(signatures).starts_with("signature_bad: examiner K-100b"));
    const auto edited_for_all = assemble_cosigned(other, marking.all_signatures(payload), marking.context());
    CHECK(refusal(edited_for_all).starts_with("signature_bad: terminal A-07"));
    CHECK_EQ(check_cosignature(payload, marking.sign_as("b", other), marking.context()).code(), codes::signature_bad);
    CHECK(check_cosignature(payload, marking.sign_as("b", payload), marking.context()).ok());
}

TEST_CASE_FIXTURE(World, "whoever the panel says is chief or examiner has that role, and everybody asked for is known") {
    OperationFacts facts = marking.facts;
    facts.signers[0].role = Role::examiner;
    CHECK_EQ(refusal(operation_record(marking.state, facts)), "certificate_role: a: not chief examiner");
    facts = marking.facts;
    facts.signers.pop_back();
    CHECK_EQ(refusal(operation_record(marking.state, facts)), "scoring_signature_missing: t");
}

TEST_CASE_FIXTURE(World, "nothing is offered for signing before the tally was checked, nor ever from a practice run") {
    const auto open = fold(sample_marking_rules(), sample_marking_events()).value();
    CHECK_EQ(operation_record(open, marking.facts).code(), codes::scoring_wrong_state);
    ScoringRules rules = *sample_marking_rules();
    rules.mode = ScoringMode::practice;
    practical::ScoringState practice = marking.state;
    practice.rules = std::make_shared<const ScoringRules>(std::move(rules));
    CHECK_EQ(operation_record(practice, marking.facts).code(), codes::scoring_wrong_state);
    CHECK_EQ(examiner_sheet_record(practice, "b", marking.facts).code(), codes::scoring_wrong_state);
}

TEST_CASE_FIXTURE(World, "scores that no panel stands behind are refused, and the refusal says who signed") {
    // The same record as if only these had been asked to sign it, each sealed by all of them.
    const auto signed_by = [&](const std::string& who) {
        ResultRecord record = decode_record(payload).value();
        std::vector<ResultSigner> signers = {terminal.signer()};
        record.signers = {{.role = Role::device, .key = terminal.device.id()}};
        for (const char letter : who) {
            const SampleStaff& staff = marking.people.at(std::string(1, letter));
            record.signers.push_back({.role = staff.role, .key = staff.key.id()});
            signers.push_back({&staff.key, staff.certificate});
        }
        std::sort(record.signers.begin() + 1, record.signers.end(),
                  [](const auto& a, const auto& b) { return std::tie(a.role, a.key) < std::tie(b.role, b.key); });
        const Bytes sealed = seal_result(record, signers, marking.now_s()).value();
        const auto verified = verify_result(sealed, bureau.bundle);
        // Whoever asks for an explanation is told the same.
        const Explanation explained = explain(sealed, {.bundle = &bureau.bundle});
        CHECK_EQ(explained.ok(), verified.ok());
        if (explained.reason) CHECK_EQ(explained.reason->context, verified.error().context);
        return refusal(verified);
    };
    marking.people.emplace("d", bureau.staff(Role::examiner, "K-100d"));
    marking.people.emplace("e", bureau.staff(Role::chief, "K-100e"));
    marking.people.emplace("B", bureau.staff(Role::examiner, "K-100b")); // b again, with another key
    CHECK_EQ(signed_by("abcq"), "ok");
    CHECK_EQ(signed_by("abcdeq").substr(0, 13), "panel_size: 5"); // two chiefs
    CHECK_EQ(signed_by("abq"), "panel_size: 2: examiner K-100b, chief examiner K-100a");
    CHECK_EQ(signed_by("aq"), "panel_size: 1: chief examiner K-100a");
    CHECK_EQ(signed_by("q"), "panel_size: 0: ");
    CHECK_EQ(signed_by("abcd").substr(0, 13), "panel_size: 4");
    CHECK_EQ(signed_by("bcd").substr(0, 13), "panel_size: 3"); // nobody is the chief
    CHECK_EQ(signed_by("abB"), "panel_size: 3: examiner K-100b, examiner K-100b, chief examiner K-100a");
}

TEST_CASE_FIXTURE(World, "a coded end before anything was scored leaves a record without rows, signed by those who stand behind it") {
    auto state = scoring_start(sample_marking_rules());
    const EndDetails details{.code = OutcomeCode::absent, .reason = "", .staff = "a", .second_staff = "t", .statement = "", .evidence = ""};
    REQUIRE(advance(state, TestEnded{minute(30), details}).ok());
    const ResultRecord record = operation_record(state, marking.facts).value();
    CHECK(record.items.empty());
    CHECK(record.modules.empty());
    CHECK(record.score->outcome == OutcomeCode::absent);
    CHECK_EQ(record.signers.size(), 4); // device, a, t, supervisor
    CHECK(encode_record(record).ok());
}

TEST_CASE_FIXTURE(World, "an examiner's own sheet is blind: own judgements and readings, shared rows, and nobody else's") {
    const ResultRecord sheet = decode_record(open_result(marking.examiner_sheet("c"))->payload).value();
    CHECK(sheet.kind == RecordKind::examiner_sheet);
    CHECK_FALSE(sheet.score.has_value());
    std::string rows;
    for (const ItemResult& item : sheet.items) rows += item.item + "=" + std::to_string(item.points) + " ";
    CHECK_EQ(rows, "p=1000 s=2800 j=3000 "); // m was measured by a and b, j was 3 of 3
    CHECK_EQ(refusal(verify_result(marking.examiner_sheet("c"), bureau.bundle)), "ok");
    CHECK_EQ(examiner_sheet_record(marking.state, "t", marking.facts).code(), codes::examiner_not_of_row);
}

TEST_CASE_FIXTURE(World, "anyone who holds sheet and readings can do the arithmetic again") {
    const practical::ScoreSheet& sheet = marking.state.rules->sheet;
    const ResultRecord record = decode_record(payload).value();
    const Bytes readings = encode_readings(readings_of(marking.state, marking.facts.candidate).value()).value();
    CHECK_EQ(refusal(check_readings(record, readings, sheet)), "ok");
    CHECK(decode_readings(readings).value() == readings_of(marking.state, marking.facts.candidate).value());

    Readings other = decode_readings(readings).value();
    other.rows[1].entry = counted(0);
    const Bytes other_bytes = encode_readings(other).value();
    CHECK_EQ(refusal(check_readings(record, other_bytes, sheet)), "record_seal_wrong: readings");
    ResultRecord forged = record; // also with a forged hash the points do not follow
    forged.evidence = {sha256(other_bytes)};
    CHECK_EQ(refusal(check_readings(forged, other_bytes, sheet)), "package_content_mismatch: total");
    forged.score->points += 200;
    CHECK_EQ(refusal(check_readings(forged, other_bytes, sheet)), "package_content_mismatch: s");
    practical::ScoreSheet easier = sheet;
    easier.points_pass = 1;
    CHECK_EQ(refusal(check_readings(record, readings, easier)), "record_seal_wrong: sheet");

    const ResultRecord own = decode_record(open_result(marking.examiner_sheet("b"))->payload).value();
    const Bytes own_bytes = encode_readings(own_readings(marking.state, "b", marking.facts.candidate).value()).value();
    CHECK_EQ(refusal(check_readings(own, own_bytes, sheet)), "ok");
}

TEST_CASE_FIXTURE(World, "notes stand in the readings, each under whom it is of, and change no byte where nobody wrote one") {
    Desk desk(sample_marking_rules());
    REQUIRE_EQ(desk.play(events_to_hand_in()), "");
    const Bytes before = encode_readings(readings_of(desk.state, marking.facts.candidate).value()).value();
    REQUIRE_EQ(desk.play({RowNoted{minute(64), "a", "s", "扳手放在导轨上"}, RowNoted{minute(64), "b", "m", "复测一次"},
                          RowNoted{minute(64), "c", "j", "手不稳"}}),
               "");
    const auto notes_in = [](const Readings& readings) {
        std::string all;
        for (const RowReadings& row : readings.rows)
            for (const RowNote& note : row.notes) all += row.row + "/" + note.by + "/" + note.note + " ";
        return all;
    };
    const Readings all = readings_of(desk.state, marking.facts.candidate).value();
    CHECK_EQ(notes_in(all), "s//扳手放在导轨上 m/b/复测一次 j/c/手不稳 ");
    CHECK_EQ(notes_in(own_readings(desk.state, "c", marking.facts.candidate).value()), "s//扳手放在导轨上 j/c/手不稳 ");
    CHECK(decode_readings(encode_readings(all).value()).value() == all);
    REQUIRE_EQ(desk.play({RowNoted{minute(65), "b", "s", ""}, RowNoted{minute(65), "b", "m", ""}, RowNoted{minute(65), "c", "j", ""}}), "");
    CHECK_EQ(encode_readings(readings_of(desk.state, marking.facts.candidate).value()).value(), before);
}

TEST_CASE_FIXTURE(World, "an explanation names rows, modules, vetoes and signers in plain words") {
    const Bytes sealed = marking.sealed();
    const Explanation explanation = explain(sealed, {.bundle = &bureau.bundle});
    CHECK(explanation.ok());
    CHECK_EQ(explanation.signers.size(), 6);
    CHECK(says(explanation, "s  28.00 / 30.00  scored"));
    CHECK(says(explanation, "Module M1: 91.33 / 100.00, counts as 91.33, weight 100.00 %"));
    CHECK(says(explanation, "Veto v: confirmed 1 times"));
    CHECK(says(explanation, "To be signed by: terminal, examiner, examiner, chief examiner, supervisor, centre administrator"));
    CHECK(says(explanation, "Points 91.33 / 100.00"));
}

TEST_CASE_FIXTURE(World, "the version of a record says exactly whether it has what came with version 2, or in a correction with 3") {
    ResultRecord record = decode_record(payload).value();
    CHECK_EQ(payload[2], 2);
    record.modules.clear();
    record.vetoes.clear();
    CHECK_EQ(encode_record(record).value()[2], 1);
    Bytes lying = payload;
    lying[2] = 1;
    CHECK_EQ(decode_record(lying).code(), codes::record_version_unknown);
    record = decode_record(payload).value(); // marked again: a correction states modules and vetoes too
    record.kind = RecordKind::supersede;
    record.earlier = payload_of(3);
    record.amendment = Amendment{.basis = AmendmentBasis::equipment, .reason = "2026-21"};
    Bytes corrected = encode_record(record).value();
    CHECK_EQ(corrected[2], 3);
    CHECK(decode_record(corrected).value() == record);
    corrected[2] = 2;
    CHECK_EQ(decode_record(corrected).code(), codes::record_version_unknown);
    record = decode_record(payload).value();
    record.modules.clear();
    record.kind = RecordKind::theory;
    record.vetoes = {{.veto = "v", .times = 1}};
    CHECK_EQ(refusal(encode_record(record)), "record_value_invalid: key 22: belongs to operation tests");
}
