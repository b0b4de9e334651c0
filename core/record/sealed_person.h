// Personal data at rest: names, numbers and photos in the terminal's database are sealed under one key that the device key wraps, and are
// found again by a keyed hash. Destroying the wrapped key destroys them all; nothing here is ever written to ledger, parcel or log.
#pragma once

#include "core/record/age/file.h"

namespace kaogong::record {

using LookupHash = FixedBytes<struct LookupHashTag, 32>; // BLAKE2b with a key

// What a candidate types to sign in.
struct SignInNumbers {
    std::string_view admission_ticket;
    std::string_view identity_number;
};

class PersonKey {
  public:
    static PersonKey generate(Random& random);
    static Result<PersonKey> unwrap(ByteView wrapped, const age::Identity& device);
    Result<Bytes> wrap(const age::Recipient& device, Random& random) const; // age file

    // nonce (24 bytes) || XChaCha20-Poly1305. `field` says what it is and whose ("name of <candidate reference>"); opening under another
    // field fails, so that sealed values cannot be exchanged between rows.
    Bytes seal(std::string_view field, ByteView plain, Random& random) const;
    Result<Secret> open(std::string_view field, ByteView sealed) const; // error: sealed_person_damaged

    // Blanks are dropped and letters raised first, as people type them; whoever has the database but not the key can test no guess.
    LookupHash lookup(const SignInNumbers& numbers) const;

  private:
    explicit PersonKey(Secret master);
    Secret master_;
    Secret sealing_;
    Secret lookup_;
};

} // namespace kaogong::record
