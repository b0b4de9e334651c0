// The one table of codes, put together from the areas' own, with its rules. A row of codes/AREA.def is
//     KAOGONG_CODE(number, name, what happened (en), what to do (en), 发生了什么 (zh-CN), 怎么办 (zh-CN))
// in rising order of its number. Hundreds say whose business it is: 00 base, 01 store, 02 record, 03 assessment, 04 kiosk, 05 device (none
// yet), 06 sync, 07 bureau, 08 bank and, from 830, what the bureau makes of results, 09 profile and configuration. A number is never reused.
// A name stands once in the whole table, or this file does not compile.
#include "core/base/codes.h"

#include "core/base/check.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/bank.h"
#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/outcome.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/profile.h"
#include "core/base/codes/record.h"
#include "core/base/codes/store.h"
#include "core/base/codes/sync.h"

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

// The order of the areas is the order of their numbers.
// clang-format off
constexpr auto kRows = std::to_array<Row>({
#define KAOGONG_CODE(number, name, what_en, do_en, what_zh, do_zh) Row{codes::name, #name, {what_en, do_en}, {what_zh, do_zh}},
#include "core/base/codes/base.def"
#include "core/base/codes/store.def"
#include "core/base/codes/record.def"
#include "core/base/codes/assessment.def"
#include "core/base/codes/practical.def"
#include "core/base/codes/kiosk.def"
#include "core/base/codes/sync.def"
#include "core/base/codes/bureau.def"
#include "core/base/codes/bank.def"
#include "core/base/codes/outcome.def"
#include "core/base/codes/profile.def"
#undef KAOGONG_CODE
});
// clang-format on

constexpr bool rows_rise() {
    for (std::size_t i = 1; i < kRows.size(); ++i)
        if (kRows[i - 1].code >= kRows[i].code) return false;
    return true;
}
// Numbers of codes that nothing said any more. They may stand in a record or a handbook, so they are not given again.
constexpr std::array kGone = {117, 234, 280, 296, 398, 442, 444, 714, 715, 716, 720, 730, 809};

constexpr bool nothing_returns() {
    for (const Row& row : kRows)
        for (const int number : kGone)
            if (static_cast<int>(row.code) == number) return false;
    return true;
}
static_assert(nothing_returns(), "a number is never given again");
static_assert(rows_rise(), "codes are kept in rising order, so that a number cannot be given twice");

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
