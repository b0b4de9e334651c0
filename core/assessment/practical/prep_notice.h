// The preparation notice 考核准备通知单 of an operation test: what the site and what the candidate bring, how the room has to be, and what
// everybody is told beforehand. It belongs to one score sheet and is printed with it.
#pragma once

#include "core/assessment/local_text.h"

#include <vector>

namespace kaogong::practical {

using assessment::LocalText;

enum class NeedFrom : std::uint8_t { site = 1, candidate }; // 考点准备, 考生准备
enum class NeedPer : std::uint8_t { candidate = 1, station, room };

struct Need {
    NeedFrom from = NeedFrom::site;
    LocalText name;
    LocalText details; // size, type, grade; may be empty
    LocalText unit;    // 台, 套, 把
    std::int64_t count = 1;
    NeedPer per = NeedPer::candidate;
    bool operator==(const Need&) const = default;
};
struct PrepNotice {
    std::string sheet; // id of the score sheet
    LocalText title;
    std::vector<Need> needs;
    std::vector<LocalText> room;    // 场地要求
    std::vector<LocalText> remarks; // 其他事项
    bool operator==(const PrepNotice&) const = default;
};

} // namespace kaogong::practical
