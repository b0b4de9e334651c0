// Reads one table of a TOML file key by key. Whatever is missing, of another kind, or out of range becomes a fault with its line, and
// reading goes on with a default; keys that nobody asked for are faults at the end. Callers look at the faults, not at single results.
#pragma once

#include "core/assessment/key.h"
#include "core/assessment/levels.h"
#include "core/base/codes/bank.h"
#include "core/base/text.h"
#include "sync/bank/toml_value.h"

#include <set>
#include <span>

namespace kaogong::bank {

// One word of a file and the value that it stands for.
template <typename T> struct Word {
    std::string_view word;
    T value;
};

class TableReader {
  public:
    // `path` names the table in faults: `item[3]`.
    TableReader(const TomlValue& table, std::string path, Faults& faults);

    Position at() const { return table_.at; }
    const std::string& path() const { return path_; }
    bool has(std::string_view key) const { return table_.find(key) != nullptr; }

    std::string text(std::string_view key);       // not empty
    std::string maybe_text(std::string_view key); // may be missing or empty
    std::string id(std::string_view key);         // [a-z0-9][a-z0-9_-]{0,31}
    std::string maybe_id(std::string_view key);
    std::int64_t integer(std::string_view key, IntegerRange range);
    bool flag(std::string_view key);
    std::int64_t time_ms(std::string_view key);
    assessment::LocalText sentence(std::string_view key);
    assessment::LocalText maybe_sentence(std::string_view key);
    assessment::Points points(std::string_view key); // "1.50" as 150
    assessment::Decimal number(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    std::vector<std::int64_t> integers(std::string_view key, IntegerRange range);
    template <typename Fixed> Fixed fixed(std::string_view key) {
        if (const auto bytes = hex(key)) {
            if (auto value = Fixed::from(*bytes)) return *value;
            invalid(key, "length");
        }
        return {};
    }
    template <typename T, std::size_t Size> T word(std::string_view key, const Word<T> (&words)[Size]) {
        const std::string given = text(key);
        for (const Word<T>& word : words)
            if (word.word == given) return word.value;
        if (!given.empty()) invalid(key, given.substr(0, 32));
        return words[0].value;
    }

    // Nested values; null where missing (a fault, unless asked with maybe_).
    const TomlValue* value(std::string_view key);
    const TomlValue* maybe_value(std::string_view key);
    const TomlValue* table(std::string_view key);
    std::span<const TomlValue> tables(std::string_view key); // [[key]]; may be missing

    void fault(std::string_view key, Code code, std::string what = {});
    void invalid(std::string_view key, std::string what = {}) { fault(key, codes::field_value, std::move(what)); }
    void finish(); // faults for keys that nobody asked for

  private:
    const TomlValue* of_kind(std::string_view key, TomlKind kind);
    std::optional<Bytes> hex(std::string_view key);
    assessment::LocalText read_sentence(std::string_view key, const TomlValue& value);
    std::string field(std::string_view key) const;

    const TomlValue& table_;
    std::string path_;
    Faults& faults_;
    std::set<std::string, std::less<>> asked_;
};

inline constexpr Word<assessment::SkillLevel> kLevelWords[] = {
    {"apprentice", assessment::SkillLevel::apprentice},
    {"junior", assessment::SkillLevel::junior},
    {"intermediate", assessment::SkillLevel::intermediate},
    {"senior", assessment::SkillLevel::senior},
    {"technician", assessment::SkillLevel::technician},
    {"senior_technician", assessment::SkillLevel::senior_technician},
    {"special_grade_technician", assessment::SkillLevel::special_grade_technician},
    {"chief_technician", assessment::SkillLevel::chief_technician},
};

bool is_file_id(std::string_view text); // [a-z0-9][a-z0-9_-]{0,31}
// The first two keys of every file: format = 1 and its kind. False, and a fault, where the file is another.
bool check_format(TableReader& top, std::string_view kind);

} // namespace kaogong::bank
