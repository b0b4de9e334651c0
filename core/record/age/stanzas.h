// How a file key is wrapped for one recipient: the X25519 stanza, which we write and read, and the scrypt stanza of a passphrase, which we
// only read. Other kinds (post-quantum, plug-ins) are stanzas for somebody else and are passed over.
#pragma once

#include "core/record/age/header.h"
#include "core/record/age/keys.h"

namespace kaogong::record::age {

// Error: age_key_malformed where the recipient is a point of low order.
Result<Stanza> wrap_for(const Recipient& recipient, const Secret& file_key, Random& random);

// Nothing: the stanza is not for this identity. Error: a stanza of our kind that is not well-formed.
Result<std::optional<Secret>> unwrap_x25519(const Stanza& stanza, const Identity& identity);

// N = 2^work_factor; memory is 1 KiB x N. 18 is what the `age` program writes and what a terminal with 1 GiB can still afford.
inline constexpr int kWorkFactorMax = 18;
struct Passphrase {
    const Secret& text;
    int work_factor_max = kWorkFactorMax;
};
Result<std::optional<Secret>> unwrap_scrypt(const Stanza& stanza, const Passphrase& passphrase);

// A passphrase wraps alone, or whoever knows another recipient's key could make a file look as if it came from the passphrase's holder.
Result<void> check_scrypt_alone(std::span<const Stanza> stanzas);

} // namespace kaogong::record::age
