// Sealed files: age v1 (C2SP age-encryption.org/v1) on libsodium, so that anyone with the `age` program and the right key can open what a
// terminal sealed, and the other way about. Whole files in memory; what comes out is a Secret and is wiped when it goes.
#pragma once

#include "core/base/limits.h"
#include "core/record/age/stanzas.h"

namespace kaogong::record::age {

inline constexpr std::size_t kRecipientsMax = 1'024;

// Errors: age_key_malformed (no recipient, too many, or one of low order).
Result<Bytes> seal(ByteView plaintext, std::span<const Recipient> recipients, Random& random);

// Errors: age_header_malformed, age_armor_malformed, age_no_match (sealed to somebody else), age_header_forged, age_payload_damaged,
// file_too_large. Armored files are recognised by their first line.
Result<Secret> open(ByteView file, std::span<const Identity> identities);
Result<Secret> open(ByteView file, const Identity& identity);
Result<Secret> open_with_passphrase(ByteView file, const Passphrase& passphrase);

} // namespace kaogong::record::age
