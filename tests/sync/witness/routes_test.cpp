// The wire of tlog-witness: what is asked as text, and which status and body come back.
#include "sync/witness/routes.h"

#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "tests/sync/witness/witness_fixture.h"

using namespace kaogong;
using namespace kaogong::test;

namespace {

struct Wire : WatchedLog {
    witness::Routes routes{*witness};

    HttpResponse ask(std::string body, std::string method = "POST", std::string target = "/add-checkpoint") {
        std::optional<HttpResponse> given;
        routes.handle({.method = std::move(method), .target = std::move(target), .content_digest = {}, .body = to_bytes(view(body))},
                      [&](HttpResponse response) { given = std::move(response); });
        REQUIRE(given.has_value());
        return *given;
    }
};

std::string text(const HttpResponse& response) {
    return std::string(as_text(response.body));
}

} // namespace

TEST_CASE_FIXTURE(Wire, "200 is a signature line by the witness over the head that was sent") {
    log.grow(5);
    const HttpResponse response = ask(log.submission_text(0));
    CHECK_EQ(response.status, 200);
    CHECK_EQ(cosignatures(log.note() + text(response)), 1u);
    CHECK_EQ(std::count(response.body.begin(), response.body.end(), '\n'), 1);
}

TEST_CASE_FIXTURE(Wire, "409 names the size that was seen last, as text/x.tlog.size") {
    log.grow(5);
    CHECK_EQ(ask(log.submission_text(0)).status, 200);
    log.grow(9);
    LogInMemory fork("other");
    fork.grow(5);
    for (const std::string& body : {log.submission_text(0), log.submission_text(4), fork.submission_text(5)}) {
        const HttpResponse response = ask(body);
        CHECK_EQ(response.status, 409);
        CHECK_EQ(response.content_type, "text/x.tlog.size");
        CHECK_EQ(text(response), "5\n");
    }
}

TEST_CASE_FIXTURE(Wire, "other refusals have the status of the standard and a line that says why") {
    log.grow(5);
    CHECK_EQ(ask(log.submission_text(0)).status, 200);
    log.grow(9);
    const auto refused = [&](const std::string& body, int status, std::string_view code) {
        const HttpResponse response = ask(body);
        CHECK_EQ(response.status, status);
        CHECK(text(response).starts_with(code));
    };
    LogInMemory other_key("leaf", 99), fork("other");
    other_key.grow(9);
    fork.grow(9);
    refused(other_key.submission_text(5), 403, "K-0642 ");
    std::string unknown = log.submission_text(5);
    unknown.replace(unknown.find("log.test"), 3, "LOG");
    refused(unknown, 404, "K-0641 ");
    refused(fork.submission_text(5), 422, "K-0238 ");
    std::string beyond = log.submission_text(5);
    beyond.replace(4, 1, "77");
    refused(beyond, 400, "K-0640 ");
    clock.step_wall(-60'000);
    refused(log.submission_text(5), 503, "K-0646 ");
    clock.step_wall(60'000);
    CHECK_EQ(ask(log.submission_text(5), "GET").status, 405);
    CHECK_EQ(ask(log.submission_text(5), "POST", "/").status, 404);
    CHECK_EQ(ask(log.submission_text(5), "POST", "/add-checkpoint/").status, 404);
    CHECK_EQ(ask(log.submission_text(5)).status, 200);
}

TEST_CASE_FIXTURE(Wire, "a request that is not in the form of the standard is 400, whatever it is") {
    log.grow(5);
    const std::string note = log.note();
    const std::string hash = to_base64(Hash{}.view()) + "\n";
    std::string many = "old 0\n";
    for (int i = 0; i < 64; ++i) many += hash;
    const std::string bodies[] = {"",
                                  "old",
                                  "old 0",
                                  "old 0\n",
                                  "old 0\n\n",
                                  "old 0\n\n\n" + note,
                                  "old 00\n\n" + note,
                                  "old -1\n\n" + note,
                                  "old +1\n\n" + note,
                                  "old 0 \n\n" + note,
                                  "Old 0\n\n" + note,
                                  "old  0\n\n" + note,
                                  "old 18446744073709551616\n\n" + note,
                                  "old 0\r\n\r\n" + note,
                                  "old 0\nAAAA\n\n" + note,
                                  "old 0\n" + hash.substr(1) + "\n" + note,
                                  "old 0\n\n" + note.substr(0, note.size() - 1),
                                  "old 0\n\n" + note + std::string(9'000, 'x'),
                                  many + "\n" + note,
                                  note};
    for (const std::string& body : bodies) {
        CAPTURE(body.substr(0, 80));
        CHECK_EQ(ask(body).status, 400);
    }
    CHECK_EQ(seen(), 0u);
    CHECK_EQ(ask("old 0\n\n" + note).status, 200);
}
