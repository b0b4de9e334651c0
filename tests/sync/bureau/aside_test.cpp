// The desk of what was put aside: what a person may release, and how the terminal learns of it.
#include "sync/bureau/aside.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/record/emergency.h"
#include "tests/sync/bureau/intake_fixture.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

// A result whose invigilator signed with an emergency credential, as it came in.
struct Aside : IntakeFixture {
    SampleTerminal terminal = enrol();
    Bytes answer_file = to_bytes(view("answers"));
    Hash record;

    Bytes emergency_result() {
        constexpr std::int64_t kNowS = kSampleWallMs / 1'000;
        const SampleStaff chief = samples.staff(Role::site_chief, "H-1"), supervisor = samples.staff(Role::supervisor, "D-1");
        const KeyPair key = KeyPair::generate(samples.random);
        ResultRecord result = terminal.result_record(3);
        result.evidence = {sha256(answer_file)};
        know(result.candidate);
        result.signers = {{Role::device, terminal.device.id()}, {Role::invigilator, key.id()}};
        const Bytes payload = must(encode_warrant({.session = result.session,
                                                   .centre = samples.centre,
                                                   .number = "J-1",
                                                   .role = Role::invigilator,
                                                   .key = key.public_key().cose_key(),
                                                   .competences = {},
                                                   .not_before_s = kNowS - 60,
                                                   .expires_s = kNowS + 3'600,
                                                   .environment = Environment::demo,
                                                   .reason = "lost"}));
        const Bytes one = must(sign_warrant(payload, {.key = &chief.key, .certificate = chief.certificate}, kNowS));
        const Bytes two = must(sign_warrant(payload, {.key = &supervisor.key, .certificate = supervisor.certificate}, kNowS));
        const Bytes certificate = must(emergency_certificate(payload, {one, two}, key, samples.random.fixed<CertificateId>()));
        const Bytes sealed = must(seal_result(result, {terminal.signer(), {.key = &key, .certificate = certificate}}, kNowS));
        record = record_hash(must(open_result(sealed)).payload);
        return sealed;
    }
    Bytes send_and_answer(const Bytes& parcel) { return must(intake->take(parcel)).answer; }
    void beat() { terminal.append(EventType::heartbeat, empty_body()); }
    EntryVerdict verdict_of(const Bytes& answer, std::uint64_t index) {
        const auto opened = must(verify_answer(answer, samples.bundle));
        for (const EntryVerdict& verdict : opened.content.verdicts)
            if (verdict.index == index) return verdict;
        FAIL("no verdict on entry ", index);
        return {};
    }
    bool has_receipt(const Bytes& answer, std::uint64_t index) {
        const auto opened = must(verify_answer(answer, samples.bundle));
        return std::any_of(opened.content.receipts.begin(), opened.content.receipts.end(), [&](const auto& each) { return each.index == index; });
    }
    Result<void> decide(ActKind kind) {
        return decide_aside(*store, authority, {.kind = kind, .record = record, .by = "B-07", .reason = "handwritten signature compared"},
                            kSampleWallMs);
    }
};

} // namespace

TEST_CASE_FIXTURE(Aside, "what an emergency credential signed is held until a person confirms it, and then told with its receipt") {
    append_signed(terminal, emergency_result());
    const std::uint64_t index = terminal.entries.size() - 1;
    const Bytes first = send_and_answer(cut_parcel(terminal, {.blobs = {answer_file}}));
    CHECK(verdict_of(first, index).verdict == Verdict::held);
    CHECK_EQ(verdict_of(first, index).code, static_cast<int>(codes::emergency_unconfirmed));
    CHECK_FALSE(has_receipt(first, index));
    const auto list = must(list_aside(*store, authority));
    REQUIRE_EQ(list.size(), 1u);
    CHECK(list[0].releasable);
    must(decide(ActKind::release));
    CHECK(must(list_aside(*store, authority)).empty());
    CHECK(decide(ActKind::release).code() == codes::record_not_put_aside);
    const std::size_t before = terminal.entries.size();
    beat();
    const Bytes second = send_and_answer(cut_parcel(terminal, {.first = before}));
    CHECK(verdict_of(second, index).verdict == Verdict::accepted);
    CHECK(has_receipt(second, index));
    const std::size_t later = terminal.entries.size();
    beat();
    const Bytes third = send_and_answer(cut_parcel(terminal, {.first = later}));
    CHECK(must(verify_answer(third, samples.bundle)).content.verdicts.empty()); // told once
}

TEST_CASE_FIXTURE(Aside, "a refused result stays without receipt and is told as refused") {
    append_signed(terminal, emergency_result());
    const std::uint64_t index = terminal.entries.size() - 1;
    send_and_answer(cut_parcel(terminal, {.blobs = {answer_file}}));
    must(decide(ActKind::refuse));
    const std::size_t before = terminal.entries.size();
    beat();
    const Bytes answer = send_and_answer(cut_parcel(terminal, {.first = before}));
    CHECK(verdict_of(answer, index).verdict == Verdict::quarantined);
    CHECK_EQ(verdict_of(answer, index).code, static_cast<int>(codes::record_refused));
    CHECK_FALSE(has_receipt(answer, index));
    CHECK(decide(ActKind::release).code() == codes::record_not_put_aside); // decided once
}

TEST_CASE_FIXTURE(Aside, "nobody releases what the bureau does not have") {
    append_signed(terminal, emergency_result());
    send_and_answer(cut_parcel(terminal)); // without its answer file
    const auto list = must(list_aside(*store, authority));
    REQUIRE_EQ(list.size(), 1u);
    CHECK_FALSE(list[0].releasable);
    CHECK(decide(ActKind::release).code() == codes::record_evidence_missing);
    CHECK_EQ(must(list_aside(*store, authority)).size(), 1u);
}

TEST_CASE_FIXTURE(Aside, "a correction needs the record that it corrects and its own signers; a void is a proposal until a person releases it") {
    const SampleStaff chief = samples.staff(Role::site_chief, "H-1");
    ResultRecord original = terminal.result_record(3);
    original.evidence = {sha256(answer_file)};
    know(original.candidate);
    const Bytes first = terminal.signed_result(original);
    append_signed(terminal, first);
    const auto amended = [&](RecordKind kind, AmendmentBasis basis, const Hash& earlier) {
        ResultRecord made = original;
        made.id = samples.random.fixed<RecordId>();
        made.kind = kind;
        made.earlier = earlier;
        made.amendment = Amendment{.basis = basis, .reason = "CHEATED"};
        if (kind == RecordKind::void_) made.score.reset();
        made.signers = {{Role::device, terminal.device.id()}, {Role::site_chief, chief.key.id()}};
        const Bytes sealed = terminal.signed_result(made, {&chief});
        record = record_hash(must(open_result(sealed)).payload);
        append_signed(terminal, sealed);
        return terminal.entries.size() - 1;
    };
    const Hash hash = record_hash(must(open_result(first)).payload);
    const auto review = amended(RecordKind::supersede, AmendmentBasis::review, hash);
    const auto stranger = amended(RecordKind::supersede, AmendmentBasis::misconduct, samples.random.fixed<Hash>());
    const auto right = amended(RecordKind::supersede, AmendmentBasis::misconduct, hash);
    const auto proposal = amended(RecordKind::void_, AmendmentBasis::misconduct, hash);
    const Bytes answer = send_and_answer(cut_parcel(terminal, {.blobs = {answer_file}}));
    CHECK_EQ(verdict_of(answer, review).code, static_cast<int>(codes::amendment_signers));
    CHECK_EQ(verdict_of(answer, stranger).code, static_cast<int>(codes::record_earlier_unknown));
    CHECK(verdict_of(answer, right).verdict == Verdict::accepted);
    CHECK(verdict_of(answer, proposal).verdict == Verdict::held);
    CHECK_EQ(verdict_of(answer, proposal).code, static_cast<int>(codes::void_proposed));
    must(decide(ActKind::release));
    CHECK_EQ(must(list_aside(*store, authority)).size(), 2u);
}

TEST_CASE_FIXTURE(Aside, "every decision is a signed act, and a leaf of the log") {
    append_signed(terminal, emergency_result());
    send_and_answer(cut_parcel(terminal, {.blobs = {answer_file}}));
    const std::uint64_t leaves = must(store->log().log_size());
    must(decide(ActKind::release));
    CHECK_EQ(must(store->log().log_size()), leaves + 2); // the result and the act
    const auto act = must(decode_leaf(must(store->log().leaf(leaves + 1))));
    REQUIRE(std::holds_alternative<ActLeaf>(act));
    const Bytes bytes = must(sign_act({.kind = ActKind::release,
                                       .record = record,
                                       .by = "B-07",
                                       .reason = "handwritten signature compared",
                                       .at_ms = kSampleWallMs},
                                      authority.intake));
    CHECK(std::get<ActLeaf>(act).record == sha256(bytes));
    CHECK_EQ(must(verify_act(bytes, samples.bundle)).by, "B-07");
    Bytes spoilt = bytes;
    spoilt[spoilt.size() / 2] ^= 1;
    CHECK_FALSE(verify_act(spoilt, samples.bundle).ok());
}
