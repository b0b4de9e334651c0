#include "sync/bank/toml_value.h"

#include "core/base/clock.h"
#include "core/base/text.h"

#include <algorithm>

// toml++ 3.3 asserts where some malformed input (a header that begins with '#') should give an error. Its assertions are made exceptions,
// which stop in this file like the library's own.
namespace kaogong::bank {
struct TomlAssertion {};
[[noreturn]] void toml_assertion_failed();
} // namespace kaogong::bank
#undef NDEBUG
#define TOML_ASSERT(expression) ((expression) ? void() : ::kaogong::bank::toml_assertion_failed())
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace kaogong::bank {

void toml_assertion_failed() {
    throw TomlAssertion{};
}

namespace {

Position position(const toml::source_region& source) {
    return {static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

class Converter {
  public:
    explicit Converter(Faults& faults) : faults_(faults) {}

    TomlValue convert(const toml::node& node, int depth) {
        TomlValue value;
        value.at = position(node.source());
        if (depth > kTomlDepthMax) {
            faults_.push_back({value.at, {}, Code::toml_malformed, "nested too deeply"});
        } else if (const toml::table* table = node.as_table()) {
            convert_table(*table, value, depth);
        } else if (const toml::array* array = node.as_array()) {
            value.kind = TomlKind::array;
            for (const toml::node& item : *array) value.items.push_back(convert(item, depth + 1));
        } else {
            convert_leaf(node, value);
        }
        return value;
    }

  private:
    void convert_table(const toml::table& table, TomlValue& value, int depth) {
        for (const auto& [key, node] : table)
            value.entries.push_back({std::string(key.str()), position(key.source()), convert(node, depth + 1)});
        const auto earlier = [](const TomlEntry& a, const TomlEntry& b) {
            return a.at.line != b.at.line ? a.at.line < b.at.line : a.at.column < b.at.column;
        };
        std::stable_sort(value.entries.begin(), value.entries.end(), earlier);
    }

    void convert_leaf(const toml::node& node, TomlValue& value) {
        if (const auto* text = node.as_string()) {
            value.kind = TomlKind::text;
            value.text = text->get();
        } else if (const auto* integer = node.as_integer()) {
            value.kind = TomlKind::integer;
            value.integer = integer->get();
        } else if (const auto* boolean = node.as_boolean()) {
            value.kind = TomlKind::boolean;
            value.boolean = boolean->get();
        } else if (const auto* time = node.as_date_time()) {
            convert_time(time->get(), value);
        } else {
            value.kind = TomlKind::decimal;
        }
    }

    void convert_time(const toml::date_time& time, TomlValue& value) {
        value.kind = TomlKind::date_time;
        if (!time.offset) {
            faults_.push_back({value.at, {}, Code::toml_malformed, "a time without offset"});
            return;
        }
        CivilTime civil{};
        civil.year = time.date.year;
        civil.month = time.date.month;
        civil.day = time.date.day;
        civil.hour = time.time.hour;
        civil.minute = time.time.minute;
        civil.second = time.time.second;
        civil.millisecond = static_cast<int>(time.time.nanosecond / 1'000'000);
        value.integer = wall_ms_from_civil(civil, time.offset->minutes);
    }

    Faults& faults_;
};

} // namespace

const TomlValue* TomlValue::find(std::string_view key) const {
    const auto entry = std::find_if(entries.begin(), entries.end(), [key](const TomlEntry& e) { return e.key == key; });
    return entry == entries.end() ? nullptr : &entry->value;
}

std::optional<TomlValue> parse_toml(std::string_view text, Faults& faults) {
    if (!is_utf8(text)) {
        faults.push_back({{}, {}, Code::text_not_utf8, {}});
        return std::nullopt;
    }
    const std::size_t before = faults.size();
    try {
        TomlValue value = Converter(faults).convert(toml::parse(text), 0);
        if (faults.size() == before) return value;
    } catch (const toml::parse_error& wrong) {
        faults.push_back({position(wrong.source()), {}, Code::toml_malformed, std::string(wrong.description())});
    } catch (const TomlAssertion&) {
        faults.push_back({{}, {}, Code::toml_malformed, "a key or header that begins with a sign"});
    }
    return std::nullopt;
}

} // namespace kaogong::bank
