// A sentence of content in the two languages of the terminal. Exam content is Chinese and its English may be empty; names of occupations,
// areas and texts of the gate are bilingual. Display never shows an empty sentence where the other language has one.
#pragma once

#include "core/base/codes.h"

#include <string>

namespace kaogong::assessment {

struct LocalText {
    std::string zh_cn;
    std::string en;

    bool empty() const { return zh_cn.empty() && en.empty(); }
    const std::string& in(Language language) const {
        const std::string& wanted = language == Language::en ? en : zh_cn;
        const std::string& other = language == Language::en ? zh_cn : en;
        return wanted.empty() ? other : wanted;
    }
    bool operator==(const LocalText&) const = default;
};

} // namespace kaogong::assessment
