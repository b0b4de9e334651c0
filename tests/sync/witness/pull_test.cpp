// The witness that reads a log's files by itself: every answer of the files that does not lead to the signed root is the files' fault, and
// a log that grew from another past is told from files that are only damaged.
#include "sync/witness/pull.h"

#include "core/base/codes/record.h"
#include "core/base/codes/sync.h"
#include "tests/sync/http/scripted_transport.h"
#include "tests/sync/witness/witness_fixture.h"

using namespace kaogong;
using namespace kaogong::test;

namespace {

struct Files : WatchedLog {
    Path files = folder / "log";

    Result<witness::Cosigned> pull() {
        witness::LogFolder source(files);
        return witness::pull_checkpoint(source, *witness);
    }
    Code pull_code() {
        const auto pulled = pull();
        return pulled.ok() ? Code{} : pulled.code();
    }
    void flip(const std::string& name, std::size_t byte = 0) {
        Bytes content = must(read_file(files / name, 1 << 20));
        content.at(byte) ^= 1;
        must(write_file_atomic(files / name, content));
    }
};

} // namespace

TEST_CASE_FIXTURE(Files, "the tiles alone prove that a log grew, over every kind of edge") {
    for (const std::uint64_t size : {1u, 2u, 3u, 255u, 256u, 257u, 511u, 512u, 600u, 65'535u, 65'536u, 65'537u, 66'000u}) {
        CAPTURE(size);
        log.grow(size);
        log.publish(files);
        const auto cosigned = must(pull());
        CHECK_EQ(cosigned.size, size);
        CHECK_EQ(cosignatures(cosigned.note), 1u);
    }
    CHECK_EQ(seen(), 66'000u);
    must(pull()); // nothing new is cosigned again
}

TEST_CASE_FIXTURE(Files, "a partial tile that has gone is found in the whole one") {
    log.grow(100);
    log.publish(files);
    must(pull());
    log.grow(300);
    log.publish(files);
    // As if the log stood at 200: its partial tile was dropped when the whole one came.
    LogInMemory at_200;
    at_200.grow(200);
    LogInMemory::write(files / "checkpoint", view(at_200.note()));
    CHECK_EQ(must(pull()).size, 200u);
}

TEST_CASE_FIXTURE(Files, "damaged or missing files are said to be that, and prove nothing against the log") {
    log.grow(90);
    log.publish(files);
    must(pull());
    log.grow(600);
    log.publish(files);
    for (const char* name : {"tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2"}) {
        CAPTURE(name);
        flip(name);
        CHECK_EQ(pull_code(), codes::witness_log_unreadable);
        flip(name);
    }
    const Bytes whole = must(read_file(files / "tile/0/000", 1 << 20));
    for (const std::size_t size : {std::size_t{0}, std::size_t{31}, std::size_t{8'160}, std::size_t{8'191}}) {
        must(write_file_atomic(files / "tile/0/000", ByteView(whole).first(size)));
        CHECK_EQ(pull_code(), codes::witness_log_unreadable);
    }
    must(write_file_atomic(files / "tile/0/000", Bytes(9'000)));
    CHECK_EQ(pull_code(), codes::witness_log_unreadable);
    std::filesystem::remove(files / "tile/0/000");
    CHECK_EQ(pull_code(), codes::witness_log_unreadable);
    must(write_file_atomic(files / "tile/0/000", whole));
    flip("checkpoint", 40);
    CHECK_NE(pull_code(), Code{});
    std::filesystem::remove(files / "checkpoint");
    CHECK_EQ(pull_code(), codes::witness_log_unreadable);
    CHECK(evidence().empty());
    CHECK_EQ(seen(), 90u);
    log.publish(files);
    CHECK_EQ(must(pull()).size, 600u);
}

TEST_CASE_FIXTURE(Files, "a log that grew from another past is a fork, proved by its own tiles and kept with the proof") {
    log.grow(300);
    log.publish(files);
    must(pull());
    LogInMemory fork("other");
    fork.begin_like(log, 299); // one leaf exchanged
    fork.grow(700);
    std::filesystem::remove_all(files);
    fork.publish(files);
    CHECK_EQ(pull_code(), codes::witness_saw_fork);
    REQUIRE_EQ(evidence().size(), 1u);
    const std::string kept = file("evidence/" + evidence().front());
    CHECK(kept.find(log.note()) != std::string::npos);
    CHECK(kept.find(fork.note()) != std::string::npos);
    CHECK(kept.find("its tree at size 300: ") != std::string::npos);
    CHECK_EQ(seen(), 300u);
}

TEST_CASE_FIXTURE(Files, "an old copy that was restored is told, and the log may come back") {
    log.grow(300);
    log.publish(files);
    const Bytes old_note = must(read_file(files / "checkpoint", 4'096));
    log.grow(301);
    log.publish(files);
    must(pull());
    LogInMemory::write(files / "checkpoint", old_note);
    CHECK_EQ(pull_code(), codes::witness_saw_shrunk);
    CHECK_EQ(evidence(), std::vector<std::string>{"shrunk"});
    log.publish(files);
    CHECK_EQ(pull_code(), Code{});
}

TEST_CASE_FIXTURE(Files, "a log that claims to be endless costs a few files and no more") {
    // Signed by the log itself, with a size that no tiles can be there for.
    FakeRandom same_seed(3);
    const auto pair = record::KeyPair::generate(same_seed);
    const std::string note = must(record::sign_checkpoint({.origin = LogInMemory::kOrigin, .size = (1ull << 62) - 1, .root = {}}, pair));
    LogInMemory::write(files / "checkpoint", view(note));
    CHECK_EQ(pull_code(), codes::witness_log_unreadable);
}

TEST_CASE("over HTTP only what was asked for is taken, and a bureau that does not take a cosignature is told of") {
    ScriptedTransport bureau;
    bureau.reply(204);
    CHECK(witness::hand_over(bureau, "note").ok());
    CHECK_EQ(bureau.asked[0].path, "/v1/cosignatures");
    CHECK_EQ(as_text(bureau.asked[0].body), "note");
    bureau.reply(409, "{}");
    CHECK_EQ(witness::hand_over(bureau, "note").code(), codes::witness_log_unreadable);

    auto script = std::make_unique<ScriptedTransport>();
    ScriptedTransport& server = *script;
    witness::LogAddress source(std::move(script));
    server.reply(200, "abc");
    CHECK_EQ(as_text(must(source.get("tile/0/000", 8'192))), "abc");
    CHECK_EQ(server.asked[0].path, "/tile/0/000");
    server.reply(404, "no");
    CHECK_EQ(source.get("tile/0/001", 8'192).code(), codes::witness_log_unreadable);
    server.fail(codes::bureau_unreachable);
    CHECK_EQ(source.get("tile/0/001", 8'192).code(), codes::witness_log_unreadable);
}
