#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/base/codes/sync.h"
#include "tests/sync/witness/witness_fixture.h"

#include <sys/stat.h>

using namespace kaogong;
using namespace kaogong::test;
using witness::Submission;
using witness::Witness;

TEST_CASE_FIXTURE(WatchedLog, "a head that follows is on the disk before its cosignature is given") {
    log.grow(3);
    const auto first = must(witness->add(log.submission(0)));
    CHECK_EQ(cosignatures(log.note() + first.line), 1u);
    CHECK_EQ(file("head"), first.note);
    log.grow(700);
    clock.advance(5'000);
    const auto second = must(witness->add(log.submission(3)));
    CHECK_EQ(second.size, 700u);
    CHECK_EQ(file("head"), second.note);
    reopen();
    CHECK_EQ(seen(), 700u);
    CHECK(evidence().empty());
    // The same head once more: a new time, nothing else.
    clock.advance(5'000);
    const auto again = must(witness->add(log.submission(700)));
    CHECK_NE(again.line, second.line);
    CHECK_EQ(cosignatures(log.note() + again.line), 1u);
}

TEST_CASE_FIXTURE(WatchedLog, "lines of others are left out of what is kept and vouched for") {
    log.grow(2);
    Submission submission = log.submission(0);
    const auto stranger = record::KeyPair::generate(random);
    submission.note = must(record::cosign_checkpoint(submission.note, {.name = "other.test", .key = &stranger, .at_s = 7}));
    const auto cosigned = must(witness->add(submission));
    CHECK(cosigned.note.find("other.test") == std::string::npos);
    CHECK_EQ(cosigned.note, log.note() + cosigned.line);
}

TEST_CASE_FIXTURE(WatchedLog, "what is refused, and in which order it is looked for") {
    log.grow(8);
    must(witness->add(log.submission(0)));
    log.grow(20);
    LogInMemory other_key("leaf", 99);
    other_key.grow(20);
    Submission unsigned_note = log.submission(8);
    unsigned_note.note = other_key.note();
    CHECK_EQ(refusal(unsigned_note), codes::witness_log_unsigned);
    Submission spoilt = log.submission(8);
    spoilt.note[spoilt.note.find("\n20\n") + 1] = '3'; // 30 leaves, as nobody signed
    CHECK_EQ(refusal(spoilt), codes::witness_log_unsigned);
    Submission unknown = log.submission(8);
    unknown.note.replace(0, 3, "LOG");
    CHECK_EQ(refusal(unknown), codes::witness_log_unknown);
    Submission no_note = log.submission(8);
    no_note.note = "nothing";
    CHECK_EQ(refusal(no_note), codes::checkpoint_bad);
    Submission beyond = log.submission(8);
    beyond.old_size = 21;
    CHECK_EQ(refusal(beyond), codes::witness_request_malformed);
    CHECK_EQ(refusal(log.submission(7)), codes::witness_size_other);
    CHECK_EQ(refusal(log.submission(0)), codes::witness_size_other);
    for (std::size_t i = 0; i < log.proof(8).size(); ++i) {
        Submission bad = log.submission(8);
        bad.proof[i].bytes[5] ^= 1;
        CHECK_EQ(refusal(bad), codes::tree_consistency_bad);
    }
    Submission shorter = log.submission(8), longer = log.submission(8);
    shorter.proof.pop_back();
    longer.proof.push_back({});
    CHECK_EQ(refusal(shorter), codes::tree_consistency_bad);
    CHECK_EQ(refusal(longer), codes::tree_consistency_bad);
    CHECK_EQ(seen(), 8u);
    CHECK_EQ(refusal(log.submission(8)), Code{});
    CHECK_EQ(seen(), 20u);
}

TEST_CASE_FIXTURE(WatchedLog, "two heads of one size are a fork: both are kept, and neither is cosigned again") {
    log.grow(10);
    must(witness->add(log.submission(0)));
    LogInMemory fork("other");
    fork.grow(10);
    const std::string before = file("head");
    for (const std::uint64_t from : {10u, 0u}) { // whatever size it names
        CHECK_EQ(refusal({.old_size = from, .proof = {}, .note = fork.note(), .old_root = {}}), codes::witness_saw_fork);
        CHECK_EQ(file("head"), before);
    }
    REQUIRE_EQ(evidence().size(), 1u);
    const std::string kept = file("evidence/" + evidence().front());
    CHECK(kept.find(before) != std::string::npos);
    CHECK(kept.find(fork.note()) != std::string::npos);
    // The log as it was can go on; what it did stays on the record.
    log.grow(11);
    CHECK_EQ(refusal(log.submission(10)), Code{});
    CHECK_EQ(evidence().size(), 1u);
}

TEST_CASE_FIXTURE(WatchedLog, "a smaller or unproved head is refused and the newest of each is kept, however often somebody brings one") {
    log.grow(4);
    const std::string old_note = log.note();
    log.grow(10);
    must(witness->add(log.submission(0)));
    LogInMemory fork("other");
    for (int i = 0; i < 5; ++i) {
        CHECK_EQ(refusal({.old_size = 4, .proof = {}, .note = old_note, .old_root = {}}), codes::witness_saw_shrunk);
        fork.grow(20 + static_cast<std::uint64_t>(i));
        CHECK_EQ(refusal(fork.submission(10)), codes::tree_consistency_bad);
    }
    CHECK_EQ(evidence(), std::vector<std::string>{"shrunk", "unproved"});
    CHECK(file("evidence/unproved").find(fork.note()) != std::string::npos);
    CHECK_EQ(seen(), 10u);
}

TEST_CASE_FIXTURE(WatchedLog, "evidence has a limit, and the refusal stays the same beyond it") {
    log.grow(1);
    must(witness->add(log.submission(0)));
    for (std::size_t i = 0; i < witness::kEvidenceFilesMax + 6; ++i) {
        LogInMemory fork("fork " + std::to_string(i) + " ");
        fork.grow(1);
        CHECK_EQ(refusal(fork.submission(0)), codes::witness_saw_fork);
    }
    CHECK_EQ(evidence().size(), witness::kEvidenceFilesMax);
}

TEST_CASE_FIXTURE(WatchedLog, "a witness whose memory is missing or changed does not begin anew") {
    log.grow(5);
    must(witness->add(log.submission(0)));
    const std::string head = file("head");
    witness.reset();
    const auto opened = [&] {
        const auto outcome = Witness::open(data, clock);
        return outcome.ok() ? std::string_view("ok") : code_name(outcome.code());
    };
    const auto put = [&](const std::string& name, std::string_view content) {
        must(write_file_atomic(memory_folder() / name, view(content)));
    };
    std::filesystem::remove(memory_folder() / "head");
    CHECK_EQ(opened(), "witness_state_damaged");
    put("head", log.note()); // without our own signature
    CHECK_EQ(opened(), "witness_state_damaged");
    for (const std::size_t byte : {std::size_t{0}, head.find("\n5\n") + 1, head.size() - 5}) {
        std::string changed = head;
        changed[byte] = changed[byte] == '7' ? '8' : '7';
        put("head", changed);
        CHECK_EQ(opened(), "witness_state_damaged");
    }
    put("head", head);
    CHECK_EQ(opened(), "ok");
    std::filesystem::remove(memory_folder() / "log.vkey");
    CHECK_EQ(opened(), "witness_state_damaged");
}

TEST_CASE_FIXTURE(WatchedLog, "a clock that went back gives no cosignature, and none is lost by it") {
    log.grow(2);
    must(witness->add(log.submission(0)));
    clock.step_wall(-3'600'000);
    log.grow(3);
    CHECK_EQ(refusal(log.submission(2)), codes::witness_clock_back);
    CHECK_EQ(seen(), 2u);
    clock.step_wall(3'600'000);
    CHECK_EQ(refusal(log.submission(2)), Code{});
}

TEST_CASE_FIXTURE(WatchedLog, "a disk that keeps nothing gives no cosignature") {
    log.grow(2);
    must(witness->add(log.submission(0)));
    std::filesystem::create_directory(memory_folder() / "head.part"); // where the new head would be written first
    log.grow(9);
    CHECK_EQ(refusal(log.submission(2)), codes::file_unwritable);
    CHECK_EQ(seen(), 2u);
    std::filesystem::remove(memory_folder() / "head.part");
    reopen();
    CHECK_EQ(seen(), 2u);
    CHECK_EQ(refusal(log.submission(2)), Code{});
}

TEST_CASE_FIXTURE(WatchedLog, "one folder is one witness: its own key, one process, nothing built over") {
    struct stat status {};
    REQUIRE_EQ(::stat((data / "witness.key").c_str(), &status), 0);
    CHECK_EQ(status.st_mode & 0777, 0600);
    REQUIRE_EQ(::stat(data.c_str(), &status), 0);
    CHECK_EQ(status.st_mode & 0777, 0700);
    CHECK_EQ(Witness::open(data, clock).code(), codes::witness_running);
    CHECK_EQ(witness::init_witness({.data = data, .name = "again"}, random).code(), codes::folder_not_empty);
    CHECK_EQ(witness::init_witness({.data = folder / "new", .name = "no name"}, random).code(), codes::key_invalid);
    CHECK_EQ(Witness::open(folder / "nowhere", clock).code(), codes::file_missing);
}

TEST_CASE_FIXTURE(WatchedLog, "a log is followed once, by one key") {
    log.grow(2);
    must(witness->add(log.submission(0)));
    must(witness->follow(log.key()));
    CHECK_EQ(seen(), 2u); // and not from nothing
    CHECK_EQ(witness->follow(LogInMemory("leaf", 99).key()).code(), codes::key_invalid);
    CHECK_EQ(witness->follow(key).code(), codes::key_invalid); // a witness's key
    CHECK_EQ(witness->logs(), 1u);
}
