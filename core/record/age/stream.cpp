#include "core/record/age/stream.h"

#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::record::age {
namespace {

constexpr std::size_t kSealedChunkSize = kChunkSize + kTagSize;

// Eleven bytes of counter, big-endian, then 1 for the last chunk.
Nonce chunk_nonce(std::size_t index, bool last) {
    Nonce nonce{};
    for (std::size_t i = 0; i < 8; ++i) nonce[10 - i] = static_cast<std::uint8_t>(std::uint64_t{index} >> (8 * i));
    nonce[11] = last ? 1 : 0;
    return nonce;
}

// An empty payload still has one chunk.
std::size_t chunk_count(std::size_t size, std::size_t chunk_size) {
    return std::max<std::size_t>(1, (size + chunk_size - 1) / chunk_size);
}

Error damaged(std::string reason) {
    return error(codes::age_payload_damaged, std::move(reason));
}

} // namespace

Bytes seal_stream(ByteView plaintext, const Secret& payload_key) {
    const std::size_t chunks = chunk_count(plaintext.size(), kChunkSize);
    Bytes sealed(plaintext.size() + chunks * kTagSize);
    for (std::size_t i = 0; i < chunks; ++i) {
        const ByteView plain = plaintext.subspan(i * kChunkSize, std::min(kChunkSize, plaintext.size() - i * kChunkSize));
        const auto out = std::span(sealed).subspan(i * kSealedChunkSize, plain.size() + kTagSize);
        aead_seal({payload_key, chunk_nonce(i, i + 1 == chunks)}, plain, out);
    }
    return sealed;
}

Result<Secret> open_stream(ByteView sealed, const Secret& payload_key) {
    const std::size_t chunks = chunk_count(sealed.size(), kSealedChunkSize);
    const std::size_t last_size = sealed.size() - (chunks - 1) * kSealedChunkSize;
    if (last_size < kTagSize) return damaged("the last chunk is cut off");
    if (last_size == kTagSize && chunks > 1) return damaged("the last chunk is empty");
    Secret plaintext(sealed.size() - chunks * kTagSize);
    for (std::size_t i = 0; i < chunks; ++i) {
        const ByteView chunk = sealed.subspan(i * kSealedChunkSize, std::min(kSealedChunkSize, sealed.size() - i * kSealedChunkSize));
        const auto out = plaintext.span().subspan(i * kChunkSize, chunk.size() - kTagSize);
        if (!aead_open({payload_key, chunk_nonce(i, i + 1 == chunks)}, chunk, out)) return damaged("chunk " + std::to_string(i));
    }
    return plaintext;
}

} // namespace kaogong::record::age
