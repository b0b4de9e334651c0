#include "sync/bank/table_reader.h"

#include "core/base/codes/bank.h"
#include "core/base/limits.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

constexpr std::size_t kFileIdMax = 32;

} // namespace

TableReader::TableReader(const TomlValue& table, std::string path, Faults& faults)
    : table_(table), path_(std::move(path)), faults_(faults) {}

std::string TableReader::field(std::string_view key) const {
    if (path_.empty()) return std::string(key);
    return key.empty() ? path_ : path_ + "." + std::string(key);
}

void TableReader::fault(std::string_view key, Code code, std::string what) {
    const TomlValue* value = table_.find(key);
    faults_.push_back({value == nullptr ? table_.at : value->at, field(key), code, std::move(what)});
}

const TomlValue* TableReader::maybe_value(std::string_view key) {
    asked_.emplace(key);
    return table_.find(key);
}

const TomlValue* TableReader::value(std::string_view key) {
    const TomlValue* value = maybe_value(key);
    if (value == nullptr) fault(key, codes::field_missing);
    return value;
}

const TomlValue* TableReader::of_kind(std::string_view key, TomlKind kind) {
    const TomlValue* found = value(key);
    if (found != nullptr && found->kind != kind) {
        fault(key, codes::field_kind);
        return nullptr;
    }
    return found;
}

std::string TableReader::maybe_text(std::string_view key) {
    if (maybe_value(key) == nullptr) return {};
    const TomlValue* found = of_kind(key, TomlKind::text);
    if (found == nullptr) return {};
    if (found->text.size() > kTextBytesMax) invalid(key, "length");
    return found->text;
}

std::string TableReader::text(std::string_view key) {
    if (value(key) == nullptr) return {};
    const std::size_t before = faults_.size();
    std::string found = maybe_text(key);
    if (found.empty() && faults_.size() == before) invalid(key, "empty");
    return found;
}

std::string TableReader::id(std::string_view key) {
    std::string found = text(key);
    if (!found.empty() && !is_file_id(found)) invalid(key, "id");
    return found;
}

std::string TableReader::maybe_id(std::string_view key) {
    return maybe_value(key) == nullptr ? std::string() : id(key);
}

std::int64_t TableReader::integer(std::string_view key, IntegerRange range) {
    const TomlValue* found = of_kind(key, TomlKind::integer);
    if (found == nullptr) return range.min;
    if (found->integer >= range.min && found->integer <= range.max) return found->integer;
    invalid(key, std::to_string(found->integer));
    return range.min;
}

bool TableReader::flag(std::string_view key) {
    const TomlValue* found = of_kind(key, TomlKind::boolean);
    return found != nullptr && found->boolean;
}

std::int64_t TableReader::time_ms(std::string_view key) {
    const TomlValue* found = of_kind(key, TomlKind::date_time);
    return found == nullptr ? 0 : found->integer;
}

assessment::LocalText TableReader::read_sentence(std::string_view key, const TomlValue& value) {
    if (value.kind == TomlKind::text) return {value.text, {}};
    if (value.kind != TomlKind::table) {
        fault(key, codes::field_kind);
        return {};
    }
    TableReader languages(value, field(key), faults_);
    assessment::LocalText sentence{languages.text("zh-CN"), languages.maybe_text("en")};
    languages.finish();
    return sentence;
}

assessment::LocalText TableReader::maybe_sentence(std::string_view key) {
    const TomlValue* found = maybe_value(key);
    return found == nullptr ? assessment::LocalText{} : read_sentence(key, *found);
}

assessment::LocalText TableReader::sentence(std::string_view key) {
    if (value(key) == nullptr) return {};
    const std::size_t before = faults_.size();
    assessment::LocalText found = maybe_sentence(key);
    if (found.empty() && faults_.size() == before) invalid(key, "empty");
    return found;
}

assessment::Points TableReader::points(std::string_view key) {
    const TomlValue* found = of_kind(key, TomlKind::text);
    if (found == nullptr) return 0;
    const auto points = parse_decimal(found->text, 2);
    if (points && *points >= 0) return *points;
    invalid(key, found->text.substr(0, 32));
    return 0;
}

assessment::Decimal TableReader::number(std::string_view key) {
    const TomlValue* found = of_kind(key, TomlKind::text);
    if (found == nullptr) return {};
    if (auto number = assessment::parse_number(found->text)) return *number;
    invalid(key, found->text.substr(0, 32));
    return {};
}

std::vector<std::string> TableReader::texts(std::string_view key) {
    const TomlValue* found = of_kind(key, TomlKind::array);
    if (found == nullptr) return {};
    std::vector<std::string> texts;
    for (const TomlValue& item : found->items) {
        if (item.kind != TomlKind::text || item.text.empty())
            fault(key, codes::field_kind);
        else
            texts.push_back(item.text);
    }
    return texts;
}

std::vector<std::int64_t> TableReader::integers(std::string_view key, IntegerRange range) {
    const TomlValue* found = of_kind(key, TomlKind::array);
    if (found == nullptr) return {};
    std::vector<std::int64_t> integers;
    for (const TomlValue& item : found->items) {
        if (item.kind != TomlKind::integer)
            fault(key, codes::field_kind);
        else if (item.integer < range.min || item.integer > range.max)
            invalid(key, std::to_string(item.integer));
        else
            integers.push_back(item.integer);
    }
    return integers;
}

std::optional<Bytes> TableReader::hex(std::string_view key) {
    const std::string text = this->text(key);
    if (text.empty()) return std::nullopt;
    if (auto bytes = from_hex(text)) return *bytes;
    invalid(key, "hexadecimal");
    return std::nullopt;
}

const TomlValue* TableReader::table(std::string_view key) {
    return of_kind(key, TomlKind::table);
}

std::span<const TomlValue> TableReader::tables(std::string_view key) {
    const TomlValue* found = maybe_value(key);
    if (found == nullptr) return {};
    const auto is_table = [](const TomlValue& value) { return value.kind == TomlKind::table; };
    if (found->kind == TomlKind::array && std::all_of(found->items.begin(), found->items.end(), is_table)) return found->items;
    fault(key, codes::field_kind);
    return {};
}

void TableReader::finish() {
    for (const TomlEntry& entry : table_.entries)
        if (!asked_.contains(entry.key)) faults_.push_back({entry.at, field(entry.key), codes::field_unknown, {}});
}

bool is_file_id(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (text.empty() || text.size() > kFileIdMax || !letter(text.front())) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || c == '_' || c == '-'; });
}

bool check_format(TableReader& top, std::string_view kind) {
    const TomlValue* format = top.value("format");
    const TomlValue* given = top.value("kind");
    if (format == nullptr || given == nullptr) return false;
    const bool known = format->kind == TomlKind::integer && format->integer == 1 && given->kind == TomlKind::text && given->text == kind;
    if (!known) top.fault("format", codes::file_format_unknown, std::string(kind) + " expected");
    return known;
}

} // namespace kaogong::bank
