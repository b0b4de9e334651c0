#include "core/record/running_hash.h"

#include <sodium.h>

namespace kaogong::record {

struct RunningHash::State {
    crypto_hash_sha256_state sha;
};

RunningHash::RunningHash() : state_(std::make_unique<State>()) {
    crypto_hash_sha256_init(&state_->sha);
}
RunningHash::RunningHash(RunningHash&&) noexcept = default;
RunningHash& RunningHash::operator=(RunningHash&&) noexcept = default;
RunningHash::~RunningHash() = default;

void RunningHash::add(ByteView piece) {
    crypto_hash_sha256_update(&state_->sha, piece.data(), piece.size());
}

Hash RunningHash::finish() {
    Hash hash;
    crypto_hash_sha256_final(&state_->sha, hash.bytes.data());
    return hash;
}

} // namespace kaogong::record
