// A witness in a folder of its own that follows the log in memory.
#pragma once

#include "sync/witness/witness.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/witness/log_fixture.h"

#include <algorithm>

namespace kaogong::test {

struct WatchedLog {
    TempFolder folder;
    FakeClock clock;
    FakeRandom random{8};
    Path data = folder / "data";
    record::NoteKey key = must(witness::init_witness({.data = data, .name = "witness.test/w1"}, random));
    LogInMemory log;
    std::optional<witness::Witness> witness;

    WatchedLog() {
        reopen();
        must(witness->follow(log.key()));
    }
    void reopen() {
        witness.reset();
        witness.emplace(must(witness::Witness::open(data, clock)));
    }
    Code refusal(const witness::Submission& submission) {
        const auto added = witness->add(submission);
        return added.ok() ? Code{} : added.code();
    }
    std::uint64_t seen() { return must(witness->memory(LogInMemory::kOrigin))->size(); }
    Path memory_folder() const { return data / "logs" / record::sha256(view(LogInMemory::kOrigin)).hex(); }
    std::string file(const std::string& name) const { return std::string(as_text(must(read_file(memory_folder() / name, 1 << 20)))); }
    std::vector<std::string> evidence() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(memory_folder() / "evidence"))
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }
    // How many lines by the witness hold.
    std::size_t cosignatures(const std::string& text) const {
        const record::Note note = must(record::read_note(text));
        return must(record::verified_lines(note.body, note.lines, key)).size();
    }
};

} // namespace kaogong::test
