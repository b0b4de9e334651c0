#include "core/record/sealed_answers.h"

#include "core/base/codes/record.h"

#include <sodium.h>

namespace kaogong::record {
namespace {

constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kKeySize = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::string_view kEventLabel = "kaogong event 1";
constexpr std::string_view kKeyLabel = "kaogong sitting key 1";

Error damaged(std::string what) {
    return error(codes::sealed_answer_damaged, std::move(what));
}

// Every field has a fixed length, so no two places give the same bytes.
Bytes associated_data(const EventPlace& place) {
    Bytes data = to_bytes(view(kEventLabel));
    data.insert(data.end(), place.sitting.bytes.begin(), place.sitting.bytes.end());
    for (int shift = 56; shift >= 0; shift -= 8) data.push_back(static_cast<std::uint8_t>(place.sequence >> shift));
    return data;
}

Secret padded(ByteView event) {
    const std::size_t room = (event.size() / kEventPadding + 1) * kEventPadding;
    Secret padded(room);
    std::copy(event.begin(), event.end(), padded.data());
    std::size_t size = 0;
    CHECK(sodium_pad(&size, padded.data(), event.size(), kEventPadding, room) == 0 && size == room);
    return padded;
}

Result<Secret> unpadded(const Secret& padded) {
    std::size_t size = 0;
    if (sodium_unpad(&size, padded.data(), padded.size(), kEventPadding) != 0) return damaged("padding");
    return Secret(padded.view().first(size));
}

// The wrapped key names its sitting: an exchanged wrapping is found out before an event fails to open.
Secret labelled_key(SittingId sitting, const SittingKey& key) {
    Secret content(kKeyLabel.size() + SittingId::kSize + kKeySize);
    auto out = std::copy(kKeyLabel.begin(), kKeyLabel.end(), content.data());
    out = std::copy(sitting.bytes.begin(), sitting.bytes.end(), out);
    std::copy(key.view().begin(), key.view().end(), out);
    return content;
}

Result<SittingKey> from_labelled(SittingId sitting, const Secret& content) {
    if (content.size() != kKeyLabel.size() + SittingId::kSize + kKeySize) return damaged("length of a sitting's key");
    const ByteView label = content.view().first(kKeyLabel.size());
    const ByteView owner = content.view().subspan(kKeyLabel.size(), SittingId::kSize);
    if (!equal(label, view(kKeyLabel)) || !equal(owner, sitting.view())) return damaged("key of another sitting");
    return SittingKey::from(Secret(content.view().last(kKeySize)));
}

} // namespace

SittingKey SittingKey::generate(Random& random) {
    Secret bytes(kKeySize);
    random.fill(bytes.span());
    return SittingKey(std::move(bytes));
}

Result<SittingKey> SittingKey::from(Secret bytes) {
    if (bytes.size() != kKeySize) return damaged("length of a sitting's key");
    return SittingKey(std::move(bytes));
}

Bytes SittingKey::seal(const EventPlace& place, ByteView event, Random& random) const {
    CHECK(event.size() <= kJournalFileMax);
    const Secret plain = padded(event);
    const Bytes associated = associated_data(place);
    Bytes sealed(kNonceSize + plain.size() + kTagSize);
    random.fill(std::span(sealed).first(kNonceSize));
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + kNonceSize, nullptr, plain.data(), plain.size(), associated.data(),
                                               associated.size(), nullptr, sealed.data(), bytes_.data());
    return sealed;
}

Result<Secret> SittingKey::open(const EventPlace& place, ByteView sealed) const {
    if (sealed.size() < kNonceSize + kEventPadding + kTagSize || sealed.size() > kJournalFileMax + 2 * kEventPadding)
        return damaged("length");
    const ByteView box = sealed.subspan(kNonceSize);
    const Bytes associated = associated_data(place);
    Secret plain(box.size() - kTagSize);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, box.data(), box.size(), associated.data(),
                                                                  associated.size(), sealed.data(), bytes_.data());
    if (failed != 0) return damaged("event " + std::to_string(place.sequence));
    return unpadded(plain);
}

Result<NewSitting> begin_sitting(SittingId sitting, const SittingRecipients& recipients, Random& random) {
    NewSitting made{SittingKey::generate(random), {}};
    const age::Identity recovery = age::Identity::generate(random);
    const age::Recipient readers[] = {recipients.bureau, recovery.recipient()};
    made.wrapped.key = TRY(age::seal(labelled_key(sitting, made.key).view(), readers, random));
    made.wrapped.recovery = TRY(age::seal(recovery.scalar(), {&recipients.device, 1}, random));
    return made;
}

Result<SittingKey> recover_sitting(SittingId sitting, const WrappedSittingKey& wrapped, const age::Identity& device) {
    const Secret scalar = TRY(age::open(wrapped.recovery, device));
    return open_sitting(sitting, wrapped.key, TRY(age::Identity::from(scalar.view())));
}

Result<SittingKey> open_sitting(SittingId sitting, ByteView wrapped_key, const age::Identity& bureau) {
    return from_labelled(sitting, TRY(age::open(wrapped_key, bureau)));
}

} // namespace kaogong::record
