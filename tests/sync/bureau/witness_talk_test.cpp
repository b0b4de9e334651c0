// The bureau's side of tlog-witness, against witnesses that answer, lag, lie and vanish.
#include "sync/bureau/witness_talk.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/sync.h"
#include "core/record/checkpoint.h"
#include "sync/bureau/witness_asker.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"
#include "tests/sync/child_process.h"
#include "tests/sync/http/scripted_transport.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::test;

namespace {

struct Shown final : ShownLog {
    FakeRandom random{4};
    record::KeyPair log_key = record::KeyPair::generate(random), witness_key = record::KeyPair::generate(random);
    record::NoteKey witness{.name = "witness.test", .type = record::NoteKeyType::cosignature, .key = witness_key.public_key()};
    record::NodesInMemory nodes;
    std::vector<std::string> kept;
    std::optional<Code> refuses_to_keep;

    void grow(std::uint64_t to) {
        while (nodes.tree().size() < to) nodes.append(view("leaf" + std::to_string(nodes.tree().size())));
    }
    std::string note() const {
        return record::sign_checkpoint({.origin = "log.test", .size = nodes.tree().size(), .root = nodes.tree().root()}, log_key).value();
    }
    std::string line(const record::KeyPair& key) const {
        const std::string text = note();
        return record::cosign_checkpoint(text, {.name = "witness.test", .key = &key, .at_s = 1'795'222'800}).value().substr(text.size());
    }
    Result<HeadToShow> newest_head(std::uint64_t from) override {
        HeadToShow head{.size = nodes.tree().size(), .note = note(), .path = {}};
        if (from > 0 && from < head.size) head.path = TRY(record::consistency_path(nodes, {.from = from, .to = head.size}));
        return head;
    }
    Result<void> keep(const std::string& text) override {
        if (refuses_to_keep) return error(*refuses_to_keep);
        kept.push_back(text);
        return success();
    }
};

struct Conversation {
    Shown log;
    ScriptedTransport witness;
    WitnessTalk talk{log.witness, witness, log};

    std::string_view round() {
        const auto outcome = talk.round();
        return outcome.ok() ? std::string_view("ok") : code_name(outcome.code());
    }
    std::string asked(std::size_t index) const { return std::string(as_text(witness.asked.at(index).body)); }
};

} // namespace

TEST_CASE_FIXTURE(Conversation, "a new head is shown with the proof from the last one that was cosigned") {
    log.grow(5);
    witness.reply(200, log.line(log.witness_key));
    CHECK_EQ(round(), "ok");
    CHECK_EQ(witness.asked[0].path, "/add-checkpoint");
    CHECK_EQ(asked(0), "old 0\n\n" + log.note());
    CHECK_EQ(log.kept.back(), log.note() + log.line(log.witness_key));
    CHECK_EQ(round(), "ok"); // nothing new, nothing asked
    CHECK_EQ(witness.asked.size(), 1u);
    log.grow(9);
    witness.reply(200, log.line(log.witness_key));
    CHECK_EQ(round(), "ok");
    CHECK_EQ(asked(1), submission_text(5, log.newest_head(5).value()));
    CHECK(asked(1).starts_with("old 5\n"));
}

TEST_CASE_FIXTURE(Conversation, "a witness that knows more than this run names its size and gets the proof from there") {
    log.grow(9);
    witness.reply(409, "4\n");
    witness.reply(200, log.line(log.witness_key));
    CHECK_EQ(round(), "ok");
    CHECK(asked(0).starts_with("old 0\n\n"));
    CHECK(asked(1).starts_with("old 4\n"));
    CHECK_EQ(log.kept.size(), 1u);
}

TEST_CASE_FIXTURE(Conversation, "a witness that has seen another log is told apart from one that refuses") {
    log.grow(9);
    witness.reply(409, "12\n"); // larger than the log is
    CHECK_EQ(round(), "witness_disagrees");
    witness.replies.clear();

    Conversation same_size;
    same_size.log.grow(9);
    same_size.witness.reply(409, "9\n");
    same_size.witness.reply(409, "9\n"); // of this very size, and still a conflict
    CHECK_EQ(same_size.round(), "witness_disagrees");

    Conversation unproved;
    unproved.log.grow(9);
    unproved.witness.reply(422);
    CHECK_EQ(unproved.round(), "witness_disagrees");

    for (const int status : {400, 401, 403, 404, 500, 503, 302, 204}) {
        Conversation refusing;
        refusing.log.grow(9);
        refusing.witness.reply(status, "no");
        CHECK_EQ(refusing.round(), "witness_refused");
    }
    for (const char* size : {"", "4", "four\n", "-1\n", "4\n\n", "99999999999999999999\n", "<html>\n"}) {
        Conversation odd;
        odd.log.grow(9);
        odd.witness.reply(409, size);
        CHECK_EQ(odd.round(), "witness_refused");
    }
    Conversation restless;
    restless.log.grow(9);
    for (const char* size : {"1\n", "2\n", "3\n", "4\n"}) restless.witness.reply(409, size);
    CHECK_EQ(restless.round(), "witness_refused");
    CHECK_EQ(restless.witness.asked.size(), 3u);
}

TEST_CASE_FIXTURE(Conversation, "only a line by that witness over that head counts") {
    log.grow(9);
    const auto stranger = record::KeyPair::generate(log.random);
    const std::string old_line = log.line(log.witness_key);
    log.grow(10);
    for (const std::string& body :
         {std::string(), std::string("nonsense\n"), log.line(stranger), old_line, log.note(), log.line(log.witness_key).substr(0, 60)}) {
        CAPTURE(body);
        witness.reply(200, body);
        CHECK_EQ(round(), "cosignature_bad");
    }
    CHECK(log.kept.empty());
    witness.reply(200, log.line(stranger) + log.line(log.witness_key)); // a stranger's beside it is left out
    CHECK_EQ(round(), "ok");
    CHECK_EQ(log.kept.back(), log.note() + log.line(log.witness_key));
}

TEST_CASE_FIXTURE(Conversation, "what could not be kept is asked again") {
    log.grow(9);
    log.refuses_to_keep = codes::bureau_overloaded;
    witness.reply(200, log.line(log.witness_key));
    CHECK_EQ(round(), "bureau_overloaded");
    log.refuses_to_keep.reset();
    witness.reply(200, log.line(log.witness_key));
    CHECK_EQ(round(), "ok");
    witness.fail(codes::bureau_silent);
    log.grow(10);
    CHECK_EQ(round(), "witness_unreachable");
}

TEST_CASE("an asker shows each new head, tells its trouble, and ends while it waits") {
    Shown log;
    FakeClock clock;
    FakeRandom random{6};
    log.grow(3);
    ScriptedTransport* script = nullptr;
    const auto open = [&](std::function<bool()>) -> Result<std::unique_ptr<Transport>> {
        auto made = std::make_unique<ScriptedTransport>();
        script = made.get();
        script->reply(200, log.line(log.witness_key));
        return std::unique_ptr<Transport>(std::move(made));
    };
    auto asker = WitnessAsker::start({.witness = log.witness, .log = log, .clock = clock, .random = random}, open);
    REQUIRE(asker.ok());
    CHECK(eventually([&] { return (*asker)->status().size == 3; }));
    CHECK_FALSE((*asker)->status().trouble);
    CHECK_EQ((*asker)->status().at_ms, clock.wall_ms());
    (*asker)->head_moved(); // nothing new: nobody is asked
    (*asker)->head_moved();
}

TEST_CASE("an asker whose witness is down says why and waits, and does not hold up whoever stops it") {
    Shown log;
    FakeClock clock;
    FakeRandom random{6};
    log.grow(3);
    const auto open = [](std::function<bool()>) -> Result<std::unique_ptr<Transport>> {
        return std::unique_ptr<Transport>(std::make_unique<ScriptedTransport>()); // its script is over at once
    };
    auto asker = WitnessAsker::start({.witness = log.witness, .log = log, .clock = clock, .random = random}, open);
    REQUIRE(asker.ok());
    CHECK(eventually([&] { return (*asker)->status().trouble.has_value(); }));
    CHECK_EQ((*asker)->status().trouble->code, codes::witness_unreachable);
    CHECK_EQ((*asker)->status().name, "witness.test");
}
