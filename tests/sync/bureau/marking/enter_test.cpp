#include "sync/bureau/marking/enter.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "tests/sync/bureau/marking/marking_fixture.h"

using namespace kaogong;
using namespace kaogong::bureau::marking;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

struct Enter : MarkingFixture {
    Bytes made_with(const std::function<void(ResultRecord&)>& change) {
        hand_in({.responses = right(5), .marked = false});
        deliver();
        ResultRecord record = must(open_result(mark()[0].made->signed_result)).record;
        change(record);
        return must(make_result(std::move(record),
                                {.secret = readers[0], .markers = markers, .cause = {}, .wall_ms = kSampleWallMs + 86'400'000}))
            .signed_result;
    }
    std::uint64_t leaves() { return must(store->log().log_size()); }
};

} // namespace

TEST_CASE_FIXTURE(Enter, "a marked submission enters the log once, and its proof stands alone with the bundle") {
    hand_in({.responses = right(5), .marked = false});
    deliver();
    const std::uint64_t before = leaves();
    const auto made = mark()[0].made.value();
    const Entered entered = enter(made);
    CHECK_FALSE(entered.before);
    CHECK_EQ(leaves(), before + 1);
    const auto proof = must(verify_proof(entered.proof, samples.bundle));
    CHECK(proof.leaf.record == made.hash);
    CHECK(proof.leaf.entry == sha256(made.signed_result));
    const Entered again = enter(made);
    CHECK(again.before);
    CHECK(verify_proof(again.proof, samples.bundle).ok());
    CHECK_EQ(leaves(), before + 1);
    const auto results = mark(); // from now on there is something to compare with
    REQUIRE_EQ(results.size(), 1u);
    CHECK(results[0].outcome == MarkOutcome::agrees);
    CHECK(results[0].record == made.hash);
}

TEST_CASE_FIXTURE(Enter, "a submission is marked once: another record of it finds the place taken") {
    hand_in({.responses = right(5), .marked = false});
    deliver();
    enter(mark()[0].made.value());
    ResultRecord other = must(open_result(must(store->made().made_of(part.session.id))[0].record)).record;
    other.score->points -= 100;
    const MakingOf making{.secret = device, .markers = markers, .cause = {}, .wall_ms = kSampleWallMs};
    CHECK(try_enter(must(make_result(other, making)).signed_result).code() == codes::record_replaced);
}

TEST_CASE_FIXTURE(Enter, "what is not true to the submission is refused, whatever was changed") {
    const Bytes made = made_with([](ResultRecord& r) { r.candidate.bytes[0] ^= 1; });
    CHECK(try_enter(made).code() == codes::record_not_made_here);
    const ResultRecord good = must(open_result(made)).record;
    const auto refused = [&](const std::function<void(ResultRecord&)>& change) {
        ResultRecord record = good;
        record.candidate.bytes[0] ^= 1; // back to what it was
        change(record);
        const auto remade =
            must(make_result(std::move(record), {.secret = device, .markers = markers, .cause = {}, .wall_ms = kSampleWallMs}));
        return try_enter(remade.signed_result).code();
    };
    CHECK(refused([&](ResultRecord& r) { r.session = samples.random.fixed<SessionId>(); }) == codes::record_not_made_here);
    CHECK(refused([&](ResultRecord& r) { r.subject.paper = samples.random.fixed<Hash>(); }) == codes::record_not_made_here);
    CHECK(refused([](ResultRecord& r) { r.times.active_ms -= 1; }) == codes::record_not_made_here);
    CHECK(refused([](ResultRecord& r) { r.plan.attempt += 1; }) == codes::record_not_made_here);
    CHECK(refused([](ResultRecord& r) { r.exempt.push_back({"safety", "x"}); }) == codes::record_not_made_here);
    CHECK(refused([&](ResultRecord& r) { r.evidence.push_back(samples.random.fixed<Hash>()); }) == codes::record_not_made_here);
    CHECK(refused([&](ResultRecord& r) { r.earlier = samples.random.fixed<Hash>(); }) == codes::record_earlier_unknown);
    CHECK(must(store->made().made_of(part.session.id)).empty());
}

TEST_CASE_FIXTURE(Enter, "nobody but markers of the bureau makes such a record") {
    hand_in({.responses = right(5), .marked = false});
    deliver();
    ResultRecord record = must(open_result(mark()[0].made->signed_result)).record;
    record.signers = {{Role::device, terminal.device.id()}};
    CHECK(try_enter(terminal.signed_result(record)).code() == codes::record_not_made_here);
    const Bytes delivered = must(store->intake().accepted_of(part.session.id))[0].record;
    CHECK(try_enter(delivered).code() == codes::record_not_made_here);
    Bytes spoilt = mark()[0].made->signed_result;
    spoilt.back() ^= 1;
    CHECK_FALSE(try_enter(spoilt).ok());
}
