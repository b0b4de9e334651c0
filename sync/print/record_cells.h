// Inside of score_record.cpp: what stands in the nine columns of the printed sheet, row by row. Nothing here knows where on the paper it
// will stand.
#pragma once

#include "sync/print/score_record.h"

#include <array>

namespace kaogong::print {

struct Words {
    const char* zh_cn;
    const char* en;
    const char* in(Language language) const { return language == Language::en ? en : zh_cn; }
};

inline constexpr std::size_t kColumnCount = 9;
using Cells = std::array<std::string, kColumnCount>; // number, module, examined, points, rule, reading, lost, earned, remark

class CellMaker {
  public:
    CellMaker(const ScoreRecord& record, Language language) : record_(record), language_(language) {}

    Cells of(const practical::ScoreItem& item, const practical::ItemScore& score) const;
    Cells of(const practical::AppliedRule& rule) const;
    std::optional<Cells> subtotal(const std::string& module) const; // nothing where the sheet has no such module
    Cells total() const;

    // Who reads what is told by place: 甲 is the same person in every row.
    std::vector<std::string> all_readers() const;
    std::string place(std::size_t reader) const; // 甲, 乙, 丙

  private:
    std::string say(const Words& words) const { return words.in(language_); }
    std::vector<std::string> whose(const std::string& row) const;
    std::string notes(const std::string& row) const;
    std::string gauge(const practical::ScoreItem& item) const;
    std::string remark(const practical::ItemScore& score) const;

    const ScoreRecord& record_;
    Language language_;
};

} // namespace kaogong::print
