#include "sync/bank/notice_text.h"

#include <string>
#include <string_view>

namespace kaogong::bank {
namespace {

using namespace practical;

struct Words {
    std::string_view site, candidate, room, remarks;
    std::string_view per_candidate, per_station, per_room;
    std::string_view open, close, before_count; // around details, before the number
};
constexpr Words kChinese{"考点准备", "考生准备", "场地要求", "其他事项", "每人", "每工位", "每考场", "（", "）", "，"};
constexpr Words kEnglish{"The site brings",  "The candidate brings", "The room", "Remarks", "for each candidate",
                         "for each station", "for each room",        " (",       ")",       ", "};

class NoticeWriter {
  public:
    NoticeWriter(const PrepNotice& notice, Language language)
        : notice_(notice), language_(language), words_(language == Language::en ? kEnglish : kChinese) {}

    std::string write() {
        text_ = notice_.title.in(language_);
        add_needs(words_.site, NeedFrom::site);
        add_needs(words_.candidate, NeedFrom::candidate);
        add_sentences(words_.room, notice_.room);
        add_sentences(words_.remarks, notice_.remarks);
        return std::move(text_);
    }

  private:
    void begin(std::string_view heading) {
        text_.append("\n\n").append(heading);
        number_ = 0;
    }
    void add_line(std::string_view line) { text_.append("\n\n").append(std::to_string(++number_)).append(". ").append(line); }

    std::string_view per(NeedPer need) const {
        switch (need) {
        case NeedPer::candidate: return words_.per_candidate;
        case NeedPer::station: return words_.per_station;
        case NeedPer::room: return words_.per_room;
        }
        return {};
    }

    // 普通车床（最大加工直径不小于 320 mm），每工位 1 台
    std::string need_line(const Need& need) const {
        std::string line = need.name.in(language_);
        if (!need.details.empty()) line.append(words_.open).append(need.details.in(language_)).append(words_.close);
        const std::string count = std::to_string(need.count) + " " + need.unit.in(language_);
        line.append(words_.before_count);
        if (language_ == Language::en) return line.append(count).append(" ").append(per(need.per));
        return line.append(per(need.per)).append(" ").append(count);
    }

    void add_needs(std::string_view heading, NeedFrom from) {
        bool begun = false;
        for (const Need& need : notice_.needs) {
            if (need.from != from) continue;
            if (!begun) begin(heading);
            begun = true;
            add_line(need_line(need));
        }
    }
    void add_sentences(std::string_view heading, const std::vector<LocalText>& sentences) {
        if (!sentences.empty()) begin(heading);
        for (const LocalText& sentence : sentences) add_line(sentence.in(language_));
    }

    const PrepNotice& notice_;
    Language language_;
    const Words& words_;
    std::string text_;
    int number_ = 0;
};

} // namespace

assessment::LocalText notice_text(const PrepNotice& notice) {
    assessment::LocalText text;
    text.zh_cn = NoticeWriter(notice, Language::zh_cn).write();
    if (!notice.title.en.empty()) text.en = NoticeWriter(notice, Language::en).write();
    return text;
}

} // namespace kaogong::bank
