#include "core/base/codes/sync.h"
#include "core/record/suite.h"
#include "sync/agent/exchange.h"
#include "tests/support/record_samples.h"
#include "tests/sync/http/scripted_transport.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::sync;
using namespace kaogong::test;

namespace {

// A parcel of a little over two chunks, and the bureau's answer to it.
struct Sample {
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol();
    Bytes file = terminal.parcel(0, {bureau.random.bytes(2 * kChunkBytes)});
    ParcelFile parcel = read_parcel_file("p.kgp", file).value();
    Bytes answer = bureau.answer(file);
    ScriptedTransport transport;

    Exchange run() {
        return carry(parcel, transport, [](Sent) {});
    }
};

constexpr std::string_view kAllLack = R"({"held":0,"lacks":[[0,3]]})";
constexpr std::string_view kNothingLacks = R"({"held":0,"lacks":[]})";

std::string refusal(std::string_view code) {
    return R"({"code":")" + std::string(code) + R"("})";
}

} // namespace

TEST_CASE("offers the head, sends what lacks with digests, commits and brings the answer") {
    Sample sample;
    REQUIRE_EQ(sample.parcel.chunks(), 3u);
    sample.transport.reply(200, R"({"held":0,"lacks":[[0,1],[2,1]]})");
    sample.transport.reply(204);
    sample.transport.reply(204);
    sample.transport.reply(200, sample.answer);
    const Exchange exchange = sample.run();
    CHECK(exchange.outcome == Outcome::answered);
    CHECK_EQ(exchange.answer, sample.answer);
    const auto& asked = sample.transport.asked;
    REQUIRE_EQ(asked.size(), 4u);
    const std::string id = sample.parcel.id.hex();
    CHECK_EQ(asked[0].path, "/v1/offer");
    CHECK(equal(asked[0].body, sample.parcel.head()));
    CHECK_EQ(asked[1].path, "/v1/chunk/" + id + "/0");
    CHECK_EQ(asked[2].path, "/v1/chunk/" + id + "/2");
    CHECK(equal(asked[2].body, sample.parcel.chunk(2)));
    CHECK_EQ(asked[2].content_digest, "sha-256=:" + to_base64(record::sha256(sample.parcel.chunk(2)).view()) + ":");
    CHECK_EQ(asked[3].path, "/v1/commit/" + id);
}

TEST_CASE("a 409 at a chunk or a commit goes back to the offer, but not for ever") {
    Sample sample;
    sample.transport.reply(200, kAllLack);
    sample.transport.reply(409, refusal("K-0704"));
    sample.transport.reply(200, kNothingLacks);
    sample.transport.reply(409, refusal("K-0707"));
    sample.transport.reply(200, kNothingLacks);
    sample.transport.reply(200, sample.answer);
    CHECK(sample.run().outcome == Outcome::answered);

    Sample endless;
    for (int i = 0; i < 50; ++i) {
        endless.transport.reply(200, kNothingLacks);
        endless.transport.reply(409, refusal("K-0707"));
    }
    CHECK(endless.run().outcome == Outcome::later);
    CHECK(endless.transport.asked.size() <= 10);
}

TEST_CASE("what a reply means") {
    struct Row {
        int status;
        std::string body;
        Outcome outcome;
        Code code;
    };
    const Row rows[] = {
        {400, refusal("K-0243"), Outcome::refused, codes::parcel_refused},
        {413, refusal("K-0701"), Outcome::refused, codes::parcel_refused},
        {401, refusal("K-0702"), Outcome::denied, codes::bureau_denied},
        {403, refusal("K-0702"), Outcome::denied, codes::bureau_denied},
        {422, refusal("K-0709"), Outcome::frozen, codes::exports_frozen},
        {429, "", Outcome::later, codes::bureau_busy},
        {503, "<html>", Outcome::later, codes::bureau_busy},
        {500, refusal("K-0001"), Outcome::later, codes::bureau_failed},
        {507, "", Outcome::later, codes::bureau_failed},
        // A login page or a proxy must not be able to stop a terminal for good.
        {403, "<html>please log in</html>", Outcome::later, codes::bureau_nonsense},
        {422, "", Outcome::later, codes::bureau_nonsense},
        {404, "<html>not here</html>", Outcome::later, codes::bureau_nonsense},
        {400, R"({"code":"K-9999"})", Outcome::later, codes::bureau_nonsense},
        {400, R"({"code":7})", Outcome::later, codes::bureau_nonsense},
        {400, R"({"code":"K-07)", Outcome::later, codes::bureau_nonsense},
        {302, "", Outcome::later, codes::bureau_nonsense},
        {204, "", Outcome::later, codes::bureau_nonsense},
        {100, "", Outcome::later, codes::bureau_nonsense},
    };
    for (const Row& row : rows) {
        CAPTURE(row.status);
        CAPTURE(row.body);
        const Exchange exchange = judge_reply({.status = row.status, .body = to_bytes(view(row.body))});
        CHECK(exchange.outcome == row.outcome);
        CHECK_EQ(code_name(exchange.why.code), code_name(row.code));
    }
    CHECK_EQ(judge_reply({.status = 503, .retry_after_s = 77}).retry_after_s, 77);
}

TEST_CASE("an offer's reply that makes no sense sends nothing") {
    for (const char* body : {"", "null", "[]", "{}", R"({"lacks":3})", R"({"lacks":[3]})", R"({"lacks":[[3,1]]})", R"({"lacks":[[0,4]]})",
                             R"({"lacks":[[0,0]]})", R"({"lacks":[[-1,1]]})", R"({"lacks":[[0,18446744073709551615]]})",
                             R"({"lacks":[["0","1"]]})", R"({"lacks":[[0,1],[0,1],[0,1],[0,1]]})", "\xff\xfe", "KGA1\n"}) {
        CAPTURE(body);
        Sample sample;
        sample.transport.reply(200, body);
        const Exchange exchange = sample.run();
        CHECK(exchange.outcome == Outcome::later);
        CHECK_EQ(code_name(exchange.why.code), "bureau_nonsense");
        CHECK_EQ(sample.transport.asked.size(), 1u);
    }
}

TEST_CASE("an answer of the wrong shape, or to another parcel, is not taken") {
    Sample sample;
    SampleTerminal other = sample.bureau.enrol("B-01");
    const Bytes others = sample.bureau.answer(other.parcel(0));
    const Bytes half(sample.answer.begin(), sample.answer.begin() + static_cast<std::ptrdiff_t>(sample.answer.size() / 2));
    for (const Bytes& answer : {others, half, Bytes{}, to_bytes(view("KGA1\n")), to_bytes(view("<html>")), sample.file}) {
        sample.transport.replies.clear();
        sample.transport.reply(200, kNothingLacks);
        sample.transport.reply(200, answer);
        const Exchange exchange = sample.run();
        CHECK(exchange.outcome == Outcome::later);
        CHECK_EQ(code_name(exchange.why.code), "bureau_nonsense");
        CHECK(exchange.answer.empty());
    }
}

TEST_CASE("a connection that breaks anywhere means later, a stop means stopped") {
    for (std::size_t steps = 0; steps < 4; ++steps) {
        Sample sample;
        for (std::size_t i = 0; i < steps; ++i) sample.transport.reply(i == 0 ? 200 : 204, i == 0 ? R"({"held":0,"lacks":[[0,2]]})" : "");
        sample.transport.fail(codes::bureau_silent);
        const Exchange exchange = sample.run();
        CHECK(exchange.outcome == Outcome::later);
        CHECK_EQ(code_name(exchange.why.code), "bureau_silent");
    }
    Sample sample;
    sample.transport.fail(codes::transfer_stopped);
    CHECK(sample.run().outcome == Outcome::stopped);
}

TEST_CASE("a file that is no parcel is told by name, whatever it holds") {
    Sample sample;
    Bytes cut = sample.file;
    cut.resize(40);
    for (const Bytes& bytes :
         {Bytes{}, to_bytes(view("KGP1\n")), to_bytes(view("KGA1\nxx")), cut, Bytes(1'000, 0xff), Bytes(1'000, 0x9f)}) {
        const auto parcel = read_parcel_file("odd.kgp", bytes);
        REQUIRE_FALSE(parcel.ok());
        CHECK_EQ(code_name(parcel.code()), "parcel_malformed");
        CHECK(parcel.error().context.starts_with("odd.kgp: "));
    }
}
