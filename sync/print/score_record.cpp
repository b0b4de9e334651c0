#include "sync/print/score_record.h"

#include "sync/print/pdf.h"
#include "sync/print/record_cells.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaogong::print {
namespace {

using namespace practical;

struct Column {
    Words title;
    double width;
};
// Column widths add up to the page less its margins.
constexpr double kMargin = 36;
constexpr std::array<Column, kColumnCount> kColumns = {{{{"序号", "No."}, 34},
                                             {{"项目", "Module"}, 84},
                                             {{"考核内容", "Examined"}, 150},
                                             {{"配分", "Max"}, 34},
                                             {{"评分标准", "Rule"}, 160},
                                             {{"检测结果", "Reading"}, 96},
                                             {{"扣分", "Lost"}, 38},
                                             {{"得分", "Earned"}, 40},
                                             {{"备注", "Remark"}, 134}}};
constexpr double kTitleSize = 15, kTextSize = 8.5, kSmallSize = 7.5, kLeading = 11, kPadding = 3;
constexpr double kQrSide = 96, kSignatureHeight = 2 * kLeading + kPadding, kTotalHeight = 30, kBottom = kPageHeight - kMargin; // room to sign by hand
constexpr Words kRoles[] = {{"", ""},
                            {"评分人", "Scorer"},
                            {"核分人", "Tally checked by"},
                            {"考评组长（兼评分）", "Chief examiner, scorer"},
                            {"质量督导员", "Quality supervisor"},
                            {"考生", "Candidate"}};
constexpr Words kEmergency = {"应急凭证，手写签名：__________", "emergency credential; by hand: __________"};
constexpr Words kTicket = {"准考证号", "Admission ticket"}, kStation = {"工位", "Station"}, kDate = {"日期", "Date"},
                kLevel = {"职业等级", "Occupation, level"}, kStandard = {"依据", "Standard"}, kOpen = {"尚未签名", "not signed"},
                kPage = {"第 {} 页 共 {} 页", "page {} of {}"}, kKey = {"签名密钥指纹", "key"}, kPerson = {"姓名", "Name"},
                kPlan = {"认定计划编号", "Plan"}, kPieceCode = {"工件密号", "Piece code"}, kSeal = {"封签号", "Seal"},
                kWorked = {"起止时间", "From, to, worked"}, kEntry = {"录入方式", "Entered"}, kSign = {"签名", "signature"},
                kReaders = {"检测人", "Readings by"},
                kSignedHere = {"已电子签名", "signed with the key"};
constexpr Words kEntries[] = {{"", ""},
                              {"终端现场评分", "at the terminal"},
                              {"双人录入（照签名纸表）", "keyed twice from the signed paper"},
                              {"终端评分，其余双人录入", "at the terminal, the rest keyed twice"}};
constexpr const char* kBlank = "____________";

std::string fingerprint_text(const std::string& hex) {
    constexpr std::size_t kShown = 16, kGroup = 4;
    std::string text;
    for (std::size_t i = 0; i < std::min(hex.size(), kShown); i += kGroup) text += (text.empty() ? "" : " ") + hex.substr(i, kGroup);
    return text;
}

class Printer {
  public:
    // `pages` is what an earlier run came to; 0: not known yet.
    Printer(const ScoreRecord& record, Language language, int pages, Pdf& pdf) : record_(record), maker_(record, language), language_(language), pages_(pages), pdf_(pdf) {}

    int print() {
        heading();
        columns();
        rows();
        // Overtime and what else lies outside of the sum are rows already.
        for (const AppliedRule& rule : record_.score.applied)
            if (rule.source != AppliedSource::overtime && rule.source != AppliedSource::off_total) row(maker_.of(rule));
        // The total is never parted from those who sign it.
        if (y_ + kTotalHeight + foot_height() > kBottom) turn();
        row(maker_.total());
        foot();
        return page_;
    }

  private:
    // Module by module, as the sheet has them: each name once, and below its rows what they come to.
    void rows() {
        std::string module;
        for (const auto& [id, score] : record_.score.items) {
            const ScoreItem& item = *record_.sheet.find_item(id);
            Cells cells = maker_.of(item, score);
            const bool goes_on = item.module == module;
            if (!goes_on) subtotal(module);
            if (goes_on && y_ > head_) cells[1].clear();
            module = item.module;
            row(cells);
        }
        subtotal(module);
    }

    void subtotal(const std::string& module) {
        if (const auto cells = maker_.subtotal(module)) row(*cells);
    }

    const char* say(const Words& words) const { return words.in(language_); }
    std::string filled(const Words& name, const std::string& value) const {
        return std::string(say(name)) + (language_ == Language::en ? ": " : "：") + (value.empty() ? kBlank : value);
    }

    void heading() {
        const ScoreSheet& sheet = record_.sheet;
        pdf_.set_size(kTitleSize);
        const std::string title = sheet.title.in(language_);
        y_ = kMargin + kTitleSize;
        pdf_.text({(kPageWidth - pdf_.width_of(title)) / 2, y_}, title);
        pdf_.set_size(kTextSize);
        y_ += 2 * kLeading;
        const std::string level = sheet.occupation.name.in(language_) + " " + assessment::level_display(sheet.level, language_);
        facts({filled(kTicket, record_.ticket), filled(kPerson, record_.person), filled(kStation, record_.station), filled(kDate, record_.date)});
        facts({filled(kPieceCode, record_.piece_code), filled(kSeal, record_.seal),
               filled(kEntry, record_.entry ? say(kEntries[static_cast<std::size_t>(*record_.entry)]) : ""),
               record_.plan.empty() ? std::string() : filled(kPlan, record_.plan)});
        pdf_.text({kMargin, y_}, filled(kWorked, record_.worked));
        y_ += kLeading + kPadding;
        pdf_.text({kMargin, y_}, filled(kLevel, level) + "    " + filled(kStandard, sheet.standard.code + " " + sheet.standard.version));
        y_ += kLeading;
    }

    void facts(const std::array<std::string, 4>& line) {
        constexpr std::array<double, 4> kAt = {0, 170, 330, 540};
        for (std::size_t i = 0; i < line.size(); ++i) pdf_.text({kMargin + kAt[i], y_}, line[i]);
        y_ += kLeading + kPadding;
    }

    void columns() {
        Cells titles;
        for (std::size_t i = 0; i < kColumns.size(); ++i) titles[i] = say(kColumns[i].title);
        pdf_.shade({kMargin, y_, kPageWidth - 2 * kMargin, kLeading + 2 * kPadding});
        draw(titles, kLeading + 2 * kPadding);
        head_ = y_;
    }

    void row(const Cells& cells) {
        std::size_t lines = 1;
        for (std::size_t i = 0; i < cells.size(); ++i) lines = std::max(lines, wrapped(cells, i).size());
        const double height = static_cast<double>(lines) * kLeading + 2 * kPadding;
        if (y_ + height > kBottom - kLeading) turn();
        draw(cells, height);
    }

    std::vector<std::string> wrapped(const Cells& cells, std::size_t i) const {
        return pdf_.wrap(cells[i], kColumns[i].width - 2 * kPadding);
    }

    void draw(const Cells& cells, double height) {
        double x = kMargin;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            pdf_.frame({x, y_, kColumns[i].width, height});
            double baseline = y_ + kPadding + kTextSize;
            for (const std::string& line : wrapped(cells, i)) {
                pdf_.text({x + kPadding, baseline}, line);
                baseline += kLeading;
            }
            x += kColumns[i].width;
        }
        y_ += height;
    }

    void page_number() {
        pdf_.set_size(kSmallSize);
        const std::string number = fmt::format(fmt::runtime(say(kPage)), page_, pages_);
        pdf_.text({kMargin, kBottom + kLeading}, record_.sheet.id + " v" + record_.sheet.version);
        pdf_.text({kPageWidth - kMargin - pdf_.width_of(number), kBottom + kLeading}, number);
        pdf_.set_size(kTextSize);
    }

    void turn() {
        page_number();
        pdf_.next_page();
        ++page_;
        heading();
        columns();
    }

    std::vector<PrintedSignature> signatures() const { return record_.signatures.empty() ? by_hand() : record_.signatures; }
    double foot_height() const { return 3 * kLeading + std::max(kQrSide, static_cast<double>(signatures().size()) * kSignatureHeight); }

    void foot() {
        double y = y_ + 2 * kLeading;
        if (const std::vector<std::string> readers = maker_.all_readers(); !readers.empty()) {
            std::string who;
            for (std::size_t i = 0; i < readers.size(); ++i) who += (i == 0 ? "" : "  ") + maker_.place(i) + " " + name_of(readers[i]) + readers[i];
            pdf_.text({kMargin, y - kLeading / 2}, filled(kReaders, who));
        }
        y += kLeading;
        for (const PrintedSignature& signature : signatures()) {
            const std::string who = signature.name.empty() ? signature.number : signature.name + "  " + signature.number;
            pdf_.text({kMargin, y}, filled(kRoles[static_cast<std::size_t>(signature.role)], who));
            const std::string& key = signature.fingerprint;
            const std::string by_hand = signature.emergency ? say(kEmergency) : filled(kSign, "");
            pdf_.text({kMargin + 170, y}, key.empty() || signature.emergency ? by_hand : say(kSignedHere));
            pdf_.text({kMargin + 360, y}, filled(kKey, key.empty() ? say(kOpen) : fingerprint_text(key)));
            pdf_.text({kMargin + 545, y}, filled(kDate, record_.signatures.empty() ? "" : record_.date));
            y += kSignatureHeight;
        }
        pdf_.qr({kPageWidth - kMargin - kQrSide, y_ + kLeading}, kQrSide, record_.code);
        page_number();
    }

    // Whoever reads is of the panel and signs.
    std::string name_of(const std::string& number) const {
        for (const PrintedSignature& signature : record_.signatures)
            if (signature.number == number && !signature.name.empty()) return signature.name + " ";
        return {};
    }

    static std::vector<PrintedSignature> by_hand() {
        return {{SignerRole::scorer, {}, {}},
                {SignerRole::scorer, {}, {}},
                {SignerRole::scorer, {}, {}},
                {SignerRole::tally_checker, {}, {}},
                {SignerRole::chief, {}, {}}};
    }

    const ScoreRecord& record_;
    CellMaker maker_;
    Language language_;
    int pages_;
    Pdf& pdf_;
    double y_ = kMargin;
    double head_ = 0; // where the rows of a page begin
    int page_ = 1;
};

} // namespace

Result<Bytes> print_score_record(const ScoreRecord& record, Language language) {
    // The first run finds out how many pages there are, which stands on each of them.
    Pdf trial = TRY(Pdf::create(record.sheet.title.in(language)));
    const int pages = Printer(record, language, 0, trial).print();
    Pdf pdf = TRY(Pdf::create(record.sheet.title.in(language)));
    Printer(record, language, pages, pdf).print();
    return pdf.finish();
}

} // namespace kaogong::print
