// The places where people's tokens are plugged in: a folder below which the system mounts each stick. Several may be there at once, one for
// each person who signs. A token is known by the id in its key file, never by the name under which it was mounted.
#pragma once

#include "core/record/signing_key.h"

#include <vector>

namespace kaogong::kiosk::devices {

inline constexpr std::size_t kTokenSlotsMax = 128; // folders looked at; what lies beyond is not a reader

class TokenSlots {
  public:
    virtual ~TokenSlots() = default;
    // Ids of the tokens that are plugged in now. What is there but cannot be read is passed over.
    virtual std::vector<record::TokenId> present() = 0;
    // Where the token with this id is plugged in. token_missing, or token_other where only others are.
    virtual Result<Path> find(const record::TokenId& id) = 0;
};

// Each root itself and each folder right below it. Without a root nothing is ever plugged in.
class FolderSlots final : public TokenSlots {
  public:
    explicit FolderSlots(std::vector<Path> roots) : roots_(std::move(roots)) {}
    std::vector<record::TokenId> present() override;
    Result<Path> find(const record::TokenId& id) override;

  private:
    std::vector<Path> folders() const;

    std::vector<Path> roots_;
};

// One person's token, wherever it is plugged in; looked for anew at each reading, so that one that was pulled is missed.
class SlotReader final : public record::TokenReader {
  public:
    SlotReader(TokenSlots& slots, const record::TokenId& id) : slots_(slots), id_(id) {}
    Result<record::Token> read() override;

  private:
    TokenSlots& slots_;
    record::TokenId id_;
};

} // namespace kaogong::kiosk::devices
