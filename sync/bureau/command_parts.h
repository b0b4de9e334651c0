// What several commands of kaogong-bureau have in common: identities in hexadecimal, the language of lines for people, a list printed row
// by row, and the clock. Private to the program.
#pragma once

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/trust_commands.h"

#include <cstdio>

namespace kaogong::bureau {

template <typename Fixed> Result<Fixed> parse_hex_option(const std::string& text, const char* option) {
    const auto bytes = from_hex(text);
    if (!bytes || bytes->size() != Fixed::kSize)
        return error(codes::usage, std::string(option) + " wants " + std::to_string(2 * Fixed::kSize) + " hexadecimal digits");
    return Fixed::from(*bytes);
}

inline Result<std::int64_t> wall_now_ms() {
    auto clock = TRY(SystemClock::open());
    return clock.wall_ms();
}

inline void add_language(CLI::App& command, std::string& language) {
    command.add_option("--lang", language, "zh-CN or en: language of lines for people")->check(CLI::IsMember({"zh-CN", "en"}));
}
inline Language language_of(const std::string& word) {
    return word == "zh-CN" ? Language::zh_cn : Language::en;
}

// The store and the keys of a bureau, opened once a command.
struct BureauDesk {
    std::unique_ptr<Store> store;
    Authority authority;
    std::int64_t wall_ms = 0;

    static Result<BureauDesk> open(const StoreOptions& options) {
        const std::int64_t wall_ms = TRY(wall_now_ms());
        auto store = TRY(open_store(options, StoreAccess::existing));
        auto authority = TRY(open_authority(options.data, store->registry()));
        return BureauDesk{.store = std::move(store), .authority = std::move(authority), .wall_ms = wall_ms};
    }
};

// Rows as they come: lines, or one JSON list. Nothing is kept.
class RowPrinter {
  public:
    explicit RowPrinter(bool json) : json_(json) {}
    void row(const std::string& text) {
        if (json_) std::fputs(rows_ == 0 ? "[" : ",\n ", stdout);
        std::printf(json_ ? "%s" : "%s\n", text.c_str());
        ++rows_;
    }
    void end() {
        if (json_) std::printf(rows_ == 0 ? "[]\n" : "]\n");
    }
    bool json() const { return json_; }

  private:
    bool json_;
    std::uint64_t rows_ = 0;
};

} // namespace kaogong::bureau
