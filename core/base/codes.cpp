#include "core/base/codes.h"

#include "core/base/check.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace kaogong {
namespace {

struct Row {
    Code code;
    std::string_view name;
    Sentence en;
    Sentence zh_cn;
};

constexpr auto kRows = std::to_array<Row>({
#define KAOGONG_CODE(number, name, what_en, do_en, what_zh, do_zh) Row{Code::name, #name, {what_en, do_en}, {what_zh, do_zh}},
#include "core/base/codes.def"
#undef KAOGONG_CODE
});

constexpr bool rows_rise() {
    for (std::size_t i = 1; i < kRows.size(); ++i)
        if (kRows[i - 1].code >= kRows[i].code) return false;
    return true;
}
static_assert(rows_rise(), "codes.def is kept in rising order, so that a number cannot be given twice");

const Row* find_row(Code code) {
    const auto row = std::lower_bound(kRows.begin(), kRows.end(), code, [](const Row& r, Code c) { return r.code < c; });
    return row != kRows.end() && row->code == code ? &*row : nullptr;
}

} // namespace

Sentence sentence(Code code, Language language) {
    const Row* row = find_row(code);
    CHECK(row != nullptr);
    return language == Language::zh_cn ? row->zh_cn : row->en;
}

std::string code_text(Code code) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "K-%04u", static_cast<unsigned>(code));
    return text.data();
}

std::string_view code_name(Code code) {
    const Row* row = find_row(code);
    CHECK(row != nullptr);
    return row->name;
}

std::optional<Code> find_code(int number) {
    if (number < 0 || number > 0xffff) return std::nullopt;
    const Row* row = find_row(static_cast<Code>(number));
    return row ? std::optional(row->code) : std::nullopt;
}

} // namespace kaogong
