#include "core/record/remembering_suite.h"

#include <cstring>

namespace kaogong::record {
namespace {

// What a sum is about stands first, so that a key alone is never taken for a signature.
constexpr std::uint8_t kKey = 'k';
constexpr std::uint8_t kSignature = 's';

} // namespace

std::size_t RememberingSuite::FirstBytes::operator()(const Hash& hash) const {
    std::size_t first = 0;
    std::memcpy(&first, hash.bytes.data(), sizeof first);
    return first;
}

template <typename Sum> bool RememberingSuite::held_or(const Hash& name, const Sum& sum) const {
    {
        const std::lock_guard lock(mutex_);
        if (young_.contains(name)) return true;
        if (old_.contains(name)) {
            young_.insert(name);
            return true;
        }
    }
    if (!sum()) return false;
    const std::lock_guard lock(mutex_);
    if (young_.size() >= kRememberedMax) {
        old_ = std::move(young_);
        young_.clear();
    }
    young_.insert(name);
    return true;
}

bool RememberingSuite::usable(const PublicKeyBytes& key) const {
    return held_or(suite_.hash(Parts{ByteView(&kKey, 1), key.view()}), [&] { return suite_.usable(key); });
}

// Key and signature have one length each, so that no two sums have the same bytes.
bool RememberingSuite::verify(const PublicKeyBytes& key, ByteView message, const Signature& signature) const {
    if (message.size() > kMessageBytesMax) return suite_.verify(key, message, signature);
    return held_or(suite_.hash(Parts{ByteView(&kSignature, 1), key.view(), signature.view(), message}),
                   [&] { return suite_.verify(key, message, signature); });
}

std::size_t RememberingSuite::remembered() const {
    const std::lock_guard lock(mutex_);
    return young_.size() + old_.size();
}

} // namespace kaogong::record
