// X25519 keys of sealed files: a Recipient is what one seals to, an Identity is what opens. Texts are those of the `age` program.
#pragma once

#include "core/base/random.h"
#include "core/record/age/primitives.h"

#include <optional>

namespace kaogong::record::age {

struct Recipient {
    std::array<std::uint8_t, kKeySize> point{};

    static Result<Recipient> parse(std::string_view text); // "age1...", lower case
    static Result<Recipient> from(ByteView point);
    std::string text() const;
    auto operator<=>(const Recipient&) const = default;
};

class Identity {
  public:
    static Identity generate(Random& random);
    static Result<Identity> parse(std::string_view text); // "AGE-SECRET-KEY-1...", upper case
    static Result<Identity> from(ByteView scalar);

    Secret text() const;
    const Recipient& recipient() const { return recipient_; }
    ByteView scalar() const { return scalar_.view(); }
    Identity copy() const { return Identity(scalar_.copy()); }

  private:
    explicit Identity(Secret scalar);
    Secret scalar_;
    Recipient recipient_;
};

// The X25519 product; nothing where the point has low order, because then the "secret" is the same for everybody.
std::optional<Secret> shared_secret(ByteView scalar, ByteView point);

} // namespace kaogong::record::age
