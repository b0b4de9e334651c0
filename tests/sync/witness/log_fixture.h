// A log in memory with its note key, as a witness meets it: it grows, signs heads, makes proofs, and lays its files into a folder. Where a
// test wants the log to lie, it makes a second one under the same key.
#pragma once

#include "core/base/file.h"
#include "core/record/checkpoint.h"
#include "core/record/tiles.h"
#include "sync/witness/submission.h"
#include "tests/support/fake_random.h"
#include "tests/support/must.h"

namespace kaogong::test {

class LogInMemory {
  public:
    static constexpr const char* kOrigin = "log.test/2026";

    // Logs of one seed have one key; their leaves differ by the label.
    explicit LogInMemory(std::string label = "leaf", std::uint64_t seed = 3) : label_(std::move(label)), random_(seed) {}

    record::NoteKey key() const { return {.name = kOrigin, .type = record::NoteKeyType::signature, .key = pair_.public_key()}; }
    void grow(std::uint64_t to) {
        while (size() < to) nodes_.append(view(label_ + std::to_string(size())));
    }
    // The first leaves of another log, and then its own: a fork.
    void begin_like(const LogInMemory& other, std::uint64_t size) {
        for (std::uint64_t i = 0; i < size; ++i) nodes_.append(view(other.label_ + std::to_string(i)));
    }
    std::uint64_t size() const { return nodes_.tree().size(); }
    std::string note() const {
        return must(record::sign_checkpoint({.origin = kOrigin, .size = size(), .root = nodes_.tree().root()}, pair_));
    }
    record::HashPath proof(std::uint64_t from) {
        return from == 0 ? record::HashPath{} : must(record::consistency_path(nodes_, {.from = from, .to = size()}));
    }
    witness::Submission submission(std::uint64_t from) { return {.old_size = from, .proof = proof(from), .note = note(), .old_root = {}}; }
    std::string submission_text(std::uint64_t from) {
        std::string text = "old " + std::to_string(from) + "\n";
        for (const Hash& hash : proof(from)) text += to_base64(hash.view()) + "\n";
        return text + "\n" + note();
    }
    // All tiles and the checkpoint, as the bureau's publisher writes them.
    void publish(const Path& folder) {
        for (unsigned level = 0; record::tile_hashes(level, size()) > 0; ++level) {
            for (const record::TilePlace& tile : record::new_tiles(level, {.from = 0, .to = size()})) {
                Bytes content;
                for (std::uint64_t i = 0; i < tile.width; ++i) {
                    const Hash hash = must(nodes_.node(record::kTileHeight * level, tile.index * record::kTileWidth + i));
                    content.insert(content.end(), hash.bytes.begin(), hash.bytes.end());
                }
                write(folder / record::tile_path(tile), content);
            }
        }
        write(folder / "checkpoint", view(note()));
    }
    static void write(const Path& path, ByteView content) {
        std::filesystem::create_directories(path.parent_path());
        must(write_file_atomic(path, content));
    }

  private:
    std::string label_;
    FakeRandom random_;
    record::KeyPair pair_ = record::KeyPair::generate(random_);
    record::NodesInMemory nodes_;
};

} // namespace kaogong::test
