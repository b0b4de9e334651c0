#include "sync/print/score_record.h"

#include "core/assessment/practical/exact.h"
#include "core/assessment/practical/working.h"
#include "sync/print/pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kaogong::print {
namespace {

using namespace practical;

struct Words {
    const char* zh_cn;
    const char* en;
    const char* in(Language language) const { return language == Language::en ? en : zh_cn; }
};
struct Column {
    Words title;
    double width;
};
// Column widths add up to the page less its margins.
constexpr double kMargin = 36;
constexpr std::array<Column, 9> kColumns = {{{{"序号", "No."}, 34},
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
                            {"考评组长", "Chief examiner"},
                            {"质量督导员", "Quality supervisor"},
                            {"考生", "Candidate"}};
constexpr Words kEmergency = {"应急凭证，手写签名：__________", "emergency credential; by hand: __________"};
constexpr Words kTicket = {"准考证号", "Admission ticket"}, kStation = {"工位", "Station"}, kDate = {"日期", "Date"},
                kLevel = {"职业等级", "Occupation, level"}, kStandard = {"依据", "Standard"}, kOpen = {"尚未签名", "not signed"},
                kPage = {"第 {} 页 共 {} 页", "page {} of {}"}, kTotal = {"合计", "Total"}, kNotDone = {"未完成", "not done"},
                kNotApplicable = {"不适用", "not applicable"}, kUnseen = {"未评", "not yet scored"}, kRules = {"适用规则", "Rules applied"},
                kKey = {"签名密钥指纹", "key"}, kSubtotal = {"小计", "Subtotal"}, kModulePassed = {"单项合格", "module passed"},
                kModuleFailed = {"单项不合格", "module not passed"}, kPerson = {"姓名", "Name"}, kPlan = {"认定计划编号", "Plan"},
                kPieceCode = {"工件密号", "Piece code"}, kSeal = {"封签号", "Seal"}, kWorked = {"起止时间", "From, to, worked"},
                kEntry = {"录入方式", "Entered"}, kSign = {"签名", "signature"}, kReaders = {"检测人", "Readings by"},
                kBetweenNotes = {"；", "; "};
constexpr Words kEntries[] = {{"", ""},
                              {"终端现场评分", "at the terminal"},
                              {"双人录入（照签名纸表）", "keyed twice from the signed paper"},
                              {"终端评分，其余双人录入", "at the terminal, the rest keyed twice"}};
constexpr Words kPlaces[] = {{"甲", "A"}, {"乙", "B"}, {"丙", "C"}};
constexpr Words kEffects[] = {{"", ""},
                              {"警告", "warning"},
                              {"该项 0 分", "the row is 0"},
                              {"该模块 0 分", "the module is 0"},
                              {"总分 0 分", "the total is 0"},
                              {"操作技能不合格", "the test is not passed"},
                              {"停止该模块", "the module is stopped"},
                              {"停止考试", "the test is stopped"},
                              {"上报事件", "reported as an incident"}};
constexpr std::int64_t kWholeWeight = 10'000; // hundredths of a per cent
constexpr const char* kBlank = "____________";

using Cells = std::array<std::string, kColumns.size()>;

std::string fingerprint_text(const std::string& hex) {
    constexpr std::size_t kShown = 16, kGroup = 4;
    std::string text;
    for (std::size_t i = 0; i < std::min(hex.size(), kShown); i += kGroup) text += (text.empty() ? "" : " ") + hex.substr(i, kGroup);
    return text;
}

class Printer {
  public:
    // `pages` is what an earlier run came to; 0: not known yet.
    Printer(const ScoreRecord& record, Language language, int pages, Pdf& pdf) : record_(record), language_(language), pages_(pages), pdf_(pdf) {}

    int print() {
        heading();
        columns();
        rows();
        // Overtime and what else lies outside of the sum are rows already.
        for (const AppliedRule& rule : record_.score.applied)
            if (rule.source != AppliedSource::overtime && rule.source != AppliedSource::off_total) row(cells_of(rule));
        // The total is never parted from those who sign it.
        if (y_ + kTotalHeight + foot_height() > kBottom) turn();
        row(total_cells());
        foot();
        return page_;
    }

  private:
    // Module by module, as the sheet has them: each name once, and below its rows what they come to.
    void rows() {
        std::string module;
        for (const auto& [id, score] : record_.score.items) {
            const ScoreItem& item = *record_.sheet.find_item(id);
            Cells cells = cells_of(item, score);
            const bool goes_on = item.module == module;
            if (!goes_on) subtotal(module);
            if (goes_on && y_ > head_) cells[1].clear();
            module = item.module;
            row(cells);
        }
        subtotal(module);
    }

    void subtotal(const std::string& module) {
        const TaskModule* of = record_.sheet.find_module(module);
        for (const ModuleScore& score : record_.score.modules) {
            if (of == nullptr || score.id != module) continue;
            const std::string points = points_text(assessment::cut(score.counted));
            Cells cells;
            cells[0] = module;
            cells[1] = say(kSubtotal);
            cells[3] = points_text(of->points_max);
            // A module whose maximum is its weight simply adds its points.
            const bool own_points = of->points_max * kWholeWeight == of->weight * record_.sheet.points_max;
            cells[4] = points + " / " + points_text(of->points_max);
            if (!own_points) cells[4] += fmt::format(" × {} %", points_text(of->weight));
            cells[7] = points;
            if (score.pass) cells[8] = say(*score.pass ? kModulePassed : kModuleFailed);
            row(cells);
        }
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
               filled(kEntry, record_.entry ? say(kEntries[static_cast<std::size_t>(*record_.entry)]) : ""), filled(kWorked, record_.worked)});
        const std::string plan = record_.plan.empty() ? "" : "    " + filled(kPlan, record_.plan);
        pdf_.text({kMargin, y_}, filled(kLevel, level) + "    " + filled(kStandard, sheet.standard.code + " " + sheet.standard.version) + plan);
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

    Cells cells_of(const ScoreItem& item, const ItemScore& score) const {
        const bool outside = lies_outside_sum(item.kind());
        const TaskModule* module = record_.sheet.find_module(item.module);
        const auto entry = record_.entries.rows.find(item.id);
        Cells cells;
        cells[0] = item.id;
        cells[1] = module == nullptr ? "" : module->name.in(language_);
        cells[2] = item.name.in(language_);
        cells[3] = outside ? "" : points_text(item.points_max);
        cells[4] = item.words.in(language_);
        cells[5] = entry == record_.entries.rows.end() ? "" : reading_text(item, entry->second, language_, whose(item.id));
        // Of a row outside of the sum, "points" are what it takes from the total.
        const bool counts = score.state == RowState::scored || score.state == RowState::not_done;
        if (counts) cells[6] = points_text(outside ? score.points : item.points_max - score.points);
        if (counts && !outside) cells[7] = points_text(score.points);
        if (score.state == RowState::not_applicable && score.points > 0) cells[7] = points_text(score.points);
        cells[8] = notes(item.id) + remark(score) + gauge(item);
        return cells;
    }

    // Who reads what is told by place: 甲 is the same person in every row.
    std::vector<std::string> all_readers() const {
        std::vector<std::string> all;
        for (const auto& [row, numbers] : record_.readers)
            for (const std::string& number : numbers)
                if (std::find(all.begin(), all.end(), number) == all.end()) all.push_back(number);
        all.resize(std::min(all.size(), std::size(kPlaces)));
        return all;
    }

    std::vector<std::string> whose(const std::string& row) const {
        const auto numbers = record_.readers.find(row);
        if (numbers == record_.readers.end()) return {};
        const std::vector<std::string> all = all_readers();
        std::vector<std::string> places;
        for (const std::string& number : numbers->second) {
            const auto found = std::find(all.begin(), all.end(), number);
            places.emplace_back(found == all.end() ? number : say(kPlaces[static_cast<std::size_t>(found - all.begin())]));
        }
        return places;
    }

    // What a person wrote comes first; what the rule came to can be worked out again.
    std::string notes(const std::string& row) const {
        std::string all;
        const auto found = record_.notes.find(row);
        if (found == record_.notes.end()) return all;
        for (const std::string& note : found->second) all += note + say(kBetweenNotes);
        return all;
    }

    std::string gauge(const ScoreItem& item) const {
        const Instrument* instrument = record_.sheet.find_instrument(item.instrument);
        return instrument == nullptr || instrument->number.empty() ? std::string() : " [" + instrument->number + "]";
    }

    std::string remark(const ItemScore& score) const {
        if (score.state == RowState::unseen) return say(kUnseen);
        if (score.state == RowState::not_done) return say(kNotDone);
        if (score.state == RowState::not_applicable) return say(kNotApplicable);
        return working_text(score.working, language_);
    }

    Cells cells_of(const AppliedRule& rule) const {
        Cells cells;
        cells[0] = rule.rule;
        cells[2] = say(kRules);
        if (const VetoItem* veto = record_.sheet.find_veto(rule.rule)) cells[4] = veto->trigger.in(language_);
        for (const Gate& gate : record_.sheet.gates)
            if (gate.id == rule.rule) cells[4] = gate.words.in(language_);
        if (rule.occurrence > 0) cells[5] = "× " + std::to_string(rule.occurrence);
        cells[6] = points_text(-rule.points);
        if (rule.source != AppliedSource::rescale) cells[8] = say(kEffects[static_cast<std::size_t>(rule.effect.kind)]);
        return cells;
    }

    Cells total_cells() const {
        Cells cells;
        cells[0] = say(kTotal);
        cells[3] = points_text(record_.score.points_max);
        cells[4] = verdict_text(record_.sheet, record_.score, language_);
        cells[7] = points_text(record_.score.points);
        return cells;
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
        if (const std::vector<std::string> readers = all_readers(); !readers.empty()) {
            std::string who;
            for (std::size_t i = 0; i < readers.size(); ++i) who += (i == 0 ? "" : "  ") + std::string(say(kPlaces[i])) + " " + readers[i];
            pdf_.text({kMargin, y - kLeading / 2}, filled(kReaders, who));
        }
        y += kLeading;
        for (const PrintedSignature& signature : signatures()) {
            const std::string who = signature.name.empty() ? signature.number : signature.name + "  " + signature.number;
            pdf_.text({kMargin, y}, filled(kRoles[static_cast<std::size_t>(signature.role)], who));
            pdf_.text({kMargin + 170, y}, signature.emergency ? say(kEmergency) : filled(kSign, ""));
            const std::string& key = signature.fingerprint;
            pdf_.text({kMargin + 360, y}, filled(kKey, key.empty() ? say(kOpen) : fingerprint_text(key)));
            pdf_.text({kMargin + 545, y}, filled(kDate, record_.signatures.empty() ? "" : record_.date));
            y += kSignatureHeight;
        }
        pdf_.qr({kPageWidth - kMargin - kQrSide, y_ + kLeading}, kQrSide, record_.code);
        page_number();
    }

    static std::vector<PrintedSignature> by_hand() {
        return {{SignerRole::scorer, {}, {}},
                {SignerRole::scorer, {}, {}},
                {SignerRole::scorer, {}, {}},
                {SignerRole::tally_checker, {}, {}},
                {SignerRole::chief, {}, {}}};
    }

    const ScoreRecord& record_;
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
