#include "tests/kiosk/support/examiner_samples.h"

#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::test {

using namespace kiosk::model;

namespace {

ScoreRowView row_of(std::string id, std::string name, std::string words, int points_max, RowControl control) {
    ScoreRowView row;
    row.id = std::move(id);
    row.name = std::move(name);
    row.words = std::move(words);
    row.points_max = points_max;
    row.control = std::move(control);
    return row;
}

void score(ScoreRowView& row, int points, std::string working, std::string by) {
    row.state = RowState::scored;
    row.points = points;
    row.working = std::move(working);
    row.noted_by = std::move(by);
    row.noted_at = at_time(13, 41);
    row.can_note = true;
}

void add_group(SheetView& sheet, std::string name, std::vector<ScoreRowView> rows, std::int64_t left_ms = -1) {
    SheetGroupView group;
    group.name = std::move(name);
    group.first = sheet.rows.size();
    group.count = rows.size();
    group.left_ms = left_ms;
    for (ScoreRowView& row : rows) sheet.rows.push_back(std::move(row));
    sheet.groups.push_back(std::move(group));
}

} // namespace

std::string ExaminerSamples::text(const char* chinese, const char* english) const {
    const std::string usual = pick(chinese, english);
    return options.long_words ? usual + pick("（按现行国家职业标准执行）", " (as the national standard says)") : usual;
}

StaffBarView ExaminerSamples::bar(const char* chinese, const char* english) const {
    StaffBarView view;
    view.title = text(chinese, english);
    view.line = pick("车工 四级/中级工", "Lathe operator, grade 4");
    view.unsynced = 3;
    view.person = pick("许明哲", "Xu Mingzhe");
    view.clock = at_time(15, 2);
    return view;
}

StripView ExaminerSamples::strip(std::size_t count) const {
    StripView strip;
    strip.stations = {{"04", StationState::measuring, Attention::none, 0, 0, 0, 16},
                      {"05", StationState::paused, Attention::fault, 7'491'000, 0, 11, 16},
                      {"06", StationState::working, Attention::none, 4'960'000, 0, 7, 16},
                      {"07", StationState::handed_in, Attention::seal, 1'085'000, 0, 2, 16},
                      {"08", StationState::waiting, Attention::none, 14'400'000, 0, 16, 16},
                      {"09", StationState::working, Attention::overtime, 0, 145'000, 5, 16}};
    strip.stations.resize(count);
    strip.current = std::min<std::size_t>(2, count - 1);
    return strip;
}

ScoreRowView ExaminerSamples::judged_row() const {
    JudgementControl judge;
    judge.descriptors = {pick("一言不发就动手", "acts without a word"), pick("用行话说出步骤", "names the step in trade words"),
                         pick("用平常话，先说下一步", "plain words, one step ahead"),
                         pick("用平常话，并请老人复述一遍", "plain words, and lets the person say it back")};
    judge.level = 2;
    ScoreRowView row = row_of("S12", text("操作前说明", "Explains the procedure"),
                              pick("0–3 分，三人独立评，平均 ÷ 3 × 6", "0 to 3 by three assessors, mean / 3 x 6"), 600, judge);
    score(row, 600, "", pick("许明哲", "Xu Mingzhe"));
    row.waits = RowWaits::other_judges;
    return row;
}

SheetView ExaminerSamples::on_site() const {
    SheetView sheet;
    sheet.bar = bar("现场操作", "On site");
    sheet.phase = SheetPhase::on_site;
    sheet.strip = strip(5);
    sheet.subject = CandidateOnSheet{"06", pick("韩立新", "Han Lixin"), pick("工艺执行与安全", "Process and safety"), options.photo};
    sheet.left_ms = 4'960'000;
    sheet.can_undo = true;
    const std::string liang = pick("梁世杰", "Liang Shijie");
    const std::string xu = pick("许明哲", "Xu Mingzhe");

    std::vector<ScoreRowView> prep;
    for (int i = 1; i <= 4; ++i) {
        prep.push_back(row_of("S0" + std::to_string(i), text("开工准备", "Preparation"), pick("缺一项扣 1 分", "-1 each missing"), 300,
                              TicksControl{{{"a", pick("护目镜", "Goggles"), Mark::good}, {"b", pick("工作服", "Overall"), Mark::good}}}));
        score(prep.back(), 300, pick("不扣分", "nothing lost"), xu);
    }
    add_group(sheet, pick("一 开工准备", "1 Preparation"), prep);

    std::vector<ScoreRowView> turning;
    turning.push_back(row_of("S08", text("试切对刀", "Trial cut"),
                             pick("按看到的顺序点；顺序错扣 2 分，漏一步扣 1 分", "In the order seen; wrong order -2, each omitted -1"),
                             400,
                             StepsControl{{{"touch", pick("对刀", "Touch off"), 1},
                                           {"cut", pick("试切", "Trial cut"), 2},
                                           {"measure", pick("停车测量", "Stop, measure"), 3},
                                           {"adjust", pick("调整刻度", "Adjust dial"), 0}}}));
    score(turning.back(), 300, pick("漏 1 步，扣 1 分", "1 left out, -1"), xu);
    turning.push_back(row_of("S09", text("工具量具使用", "Tools and gauges"), pick("每次不当扣 1 分", "-1 per fault"), 400,
                             CounterControl{1, 0, pick("次不当", "faults"), false}));
    score(turning.back(), 300, pick("1 × 1 分，扣 1 分", "1 x 1, -1"), liang);
    turning.push_back(row_of("S10", text("测量与清屑", "Measuring, swarf"),
                             pick("转动测量、手清屑每次扣 2 分", "Measuring in motion, swarf by hand: -2 each"), 800,
                             CounterControl{1, 0, pick("次，已警告；第 3 次终止", "warned; the 3rd stops"), false}));
    score(turning.back(), 600, pick("1 × 2 分，扣 2 分", "1 x 2, -2"), xu);
    turning.back().note = pick("扳手放在导轨上", "Spanner left on the slideway");
    turning.push_back(row_of("S11", text("着装与防护", "Dress"), pick("缺一项扣 1 分", "-1 each missing"), 300,
                             TicksControl{{{"a", pick("护目镜", "Goggles"), Mark::good},
                                           {"b", pick("袖口扎紧", "Cuffs"), Mark::bad},
                                           {"c", pick("未戴手套", "No gloves"), Mark::unseen}}}));
    turning.push_back(row_of("S13", text("端子抽检", "Terminals"), pick("抽检 10 处，每处不合格扣 0.5 分", "10 places, -0.5 each"), 500,
                             PlacesControl{{Mark::good, Mark::good, Mark::bad, Mark::good, Mark::good, Mark::unseen, Mark::unseen,
                                            Mark::unseen, Mark::unseen, Mark::unseen}}));
    turning.push_back(judged_row());
    add_group(sheet, pick("二 车削过程", "2 Turning"), turning, 1'520'000);
    sheet.groups.back().gates.push_back(
        {"G1", pick("S09 与 S10 合计低于 6 分，本项不合格", "S09 and S10 together below 6: fails"), GateView::State::open});

    std::vector<ScoreRowView> check;
    check.push_back(row_of("S14", text("通电运行", "Power-on"),
                           pick("一次成功 10 分，二次 6 分，三次 3 分", "first try 10, second 6, third 3"), 1000,
                           BandControl{{{"i", pick("一次成功", "first try"), 1000},
                                        {"ii", pick("二次成功", "second"), 600},
                                        {"iii", pick("三次成功", "third"), 300},
                                        {"iv", pick("未成功", "none"), 0}},
                                       0}));
    check.back().zero_when = {{"lock", pick("有双重互锁（没有则本行 0 分）", "Double interlock (none: 0)"), Mark::good}};
    score(check.back(), 1000, pick("“一次成功”，得 10 分", "first try: 10"), xu);
    check.push_back(row_of("S15", text("表面粗糙度 Ra1.6", "Roughness Ra1.6"),
                           pick("三面，每面 2 分，降一级扣 2 分", "3 faces, 2 each, one grade down -2"), 600,
                           GradeControl{{0, 1, std::nullopt}, 2}));
    check.push_back(row_of("S16", text("违反操作规程", "Breach of rules"),
                           pick("违反一项从总分扣 3 分，不超过 10 分", "-3 each from the total, at most 10"), 0,
                           CounterControl{0, 0, pick("项", "breaches"), false}));
    check.back().off_total = true;
    check.push_back(row_of("T", text("超时", "Overtime"), pick("每超 1 分钟从总分扣 1 分，超 30 分钟终止", "-1 per minute, stop at 30 min"),
                           0, OvertimeControl{145'000}));
    check.back().off_total = true;
    score(check.back(), 300, pick("超时 2:25，扣 3 分", "2:25 over time, -3"), pick("计时器", "Clock"));
    add_group(sheet, pick("三 收尾", "3 Completion"), check);

    sheet.active_row = 4;
    sheet.vetoes = {{"V1", text("袖口敞开或戴手套靠近旋转主轴", "Loose clothing or gloves at the turning spindle"),
                     pick("第 1 次警告，第 2 次终止操作", "first a warning, then the test stops"), 1},
                    {"V2", text("卡盘扳手未取下即启动主轴", "Spindle started with the chuck key in"),
                     pick("总分记 0 分，终止操作", "total 0, the test stops"), 0},
                    {"V3", text("工件严重不符合图样", "Workpiece seriously off the drawing"), pick("总分记 0 分", "total 0"), 0},
                    {"V4", text("碰撞损坏机床", "Collision damaging the machine"),
                     pick("终止操作，上报事故", "the test stops, an incident is reported"), 0},
                    {"V5", text("测量旋转工件，用手清屑", "Measuring in motion, swarf by hand"),
                     pick("第 1、2 次警告，第 3 次终止", "two warnings, then the test stops"), 0}};
    return sheet;
}

SheetView ExaminerSamples::workpiece() const {
    SheetView sheet;
    sheet.bar = bar("工件检测", "Workpiece");
    sheet.bar.person = pick("甲 梁世杰", "A Liang Shijie");
    sheet.phase = SheetPhase::workpiece;
    sheet.subject = PieceOnSheet{"K-07", SealState::intact};
    sheet.has_clock = false;
    sheet.can_undo = true;
    const std::vector<ReaderView> both = {{ReaderPlace::first, pick("梁世杰", "Liang Shijie"), true, true, {}},
                                          {ReaderPlace::second, pick("郝雪梅", "Hao Xuemei"), false, true, {"41.989"}}};
    const std::vector<ReaderView> alone = {{ReaderPlace::first, pick("梁世杰", "Liang Shijie"), true, false, {}},
                                           {ReaderPlace::second, pick("郝雪梅", "Hao Xuemei"), false, false, {}}};
    ReadingControl read;
    read.fields = {{"", "mm", "41.987", ToleranceView{41975, 42000, "41.975", "42.000", 41987}, false}};
    read.instrument = InstrumentView{pick("数显外径千分尺 25–50 / 0.001", "Micrometer 25–50 / 0.001"), pick("编号 QJ-0231", "No. QJ-0231"),
                                     "2027-03-14", false};
    std::vector<ScoreRowView> rows;
    rows.push_back(row_of("B01", text("外圆 Ø42 0/−0.025", "Diameter Ø42 0/−0.025"),
                          pick("每超差 0.01 扣 1 分，扣完为止", "-1 per 0.01 over"), 800, read));
    score(rows.back(), 800, pick("41.988 合格", "41.988 within limits"), "");
    rows.back().readers = both;
    rows.back().difference = "0.002";
    read.fields = {{"", "mm", "31.968", ToleranceView{31975, 32000, "31.975", "32.000", 31968}, false}};
    read.can_record = true;
    rows.push_back(row_of("B02", text("外圆 Ø32 0/−0.025", "Diameter Ø32 0/−0.025"),
                          pick("每超差 0.01 扣 1 分，扣完为止", "-1 per 0.01 over"), 800, read));
    rows.back().draft = true;
    rows.back().working = pick("超下差 0.007，每 0.01 计 1 步，共 1 步，扣 1 分", "0.007 under, 1 steps of 0.01, -1");
    rows.back().readers = alone;
    ReadingControl groove;
    groove.fields = {{pick("槽宽", "width"), "mm", "", ToleranceView{4900, 5100, "4.9", "5.1", std::nullopt}, false},
                     {pick("槽深", "depth"), "mm", "", ToleranceView{1900, 2100, "1.9", "2.1", std::nullopt}, false}};
    rows.push_back(row_of("B07", text("沟槽 5×2", "Groove 5×2"), pick("超差不得分", "out = 0"), 300, groove));
    rows.back().state = RowState::not_done;
    BandControl taper;
    taper.bands = {{"a", "≥ 60 %", 600}, {"b", "50–59 %", 300}, {"c", "< 50 %", 0}};
    rows.push_back(row_of("B08", text("锥度 1∶5", "Taper 1∶5"),
                          pick("着色检验，接触面积；图样无锥面时不适用", "Blue ink, contact area; N/A where the drawing has no taper"), 600,
                          taper));
    rows.back().state = RowState::not_applicable;
    rows.back().waits = RowWaits::second_signature;
    rows.back().not_applicable = NotApplicableView{pick("图样无锥面", "the drawing has no taper"), true, 1};
    rows.push_back(row_of(
        "B09a", text("螺纹 M24×1.5-6g", "Thread M24×1.5-6g"), pick("环规 QJ-0117；缺一项 0 分", "Ring gauge QJ-0117; one missing = 0"), 800,
        TicksControl{{{"go", pick("通规旋入", "Go gauge in"), Mark::good}, {"no_go", pick("止规不入", "No-go stays out"), Mark::good}}}));
    rows.back().readers = alone;
    rows.push_back(row_of("B11", text("Ra1.6 三面", "Ra1.6 on 3 faces"), pick("每面 2 分，降一级扣 2 分", "2 each, one grade down -2"), 600,
                          GradeControl{{0, 1, std::nullopt}, 2}));
    rows.push_back(row_of("B13", text("倒角 C1 六处", "Chamfers C1, six"), pick("未去每处扣 0.5 分", "-0.5 each missing"), 300,
                          CounterControl{0, 6, pick("处未去", "missing"), false}));
    ReadingControl undercut;
    undercut.fields = {
        {pick("咬边深度", "Undercut depth"), "mm", "0.4", ToleranceView{std::nullopt, 500, "", "0.5", 400}, false},
        {pick("累计长度", "Sum of lengths"), "mm", "12,5", ToleranceView{std::nullopt, 30'000, "", "30", std::nullopt}, false}};
    undercut.refused = codes::reading_comma;
    rows.push_back(row_of("D03", text("咬边", "Undercut"),
                          pick("深度 > 0.5 或累计 > 30 配分扣光；每 5 扣 2 分", "depth > 0.5 or sum > 30 = 0; else -2 per 5"), 4000,
                          undercut));
    rows.back().draft = true;
    add_group(sheet, pick("工件", "Workpiece"), rows);
    sheet.active_row = 1;
    return sheet;
}

FinishView ExaminerSamples::finish() const {
    FinishView view;
    view.bar = bar("完成现场", "Finish");
    view.whom = pick("06 韩立新", "06 Han Lixin");
    view.rows_total = 16;
    view.rows_scored = 9;
    view.not_done = 1;
    view.open = {{"S11", text("着装与防护", "Dress"), 7, RowWaits::nothing, true},
                 {"S12", text("操作前说明", "Explains the procedure"), 9, RowWaits::other_judges, false},
                 {"S13", text("端子抽检", "Terminals"), 8, RowWaits::nothing, false},
                 {"B02", text("外圆 Ø32", "Diameter Ø32"), 11, RowWaits::third_reader, false},
                 {"B08", text("锥度 1∶5", "Taper 1∶5"), 12, RowWaits::second_signature, false},
                 {"S16", text("违反操作规程", "Breach of rules"), 13, RowWaits::nothing, false}};
    view.gates = {{"G1", pick("S09 与 S10 合计低于 6 分，本项不合格", "S09 and S10 together below 6: fails"), GateView::State::kept}};
    view.vetoes = {pick("V1 已确认 1 次：警告", "V1 confirmed once: a warning")};
    return view;
}

SignView ExaminerSamples::sign(SignPurpose purpose) const {
    SignView view;
    view.purpose = purpose;
    view.what = pick("06 韩立新 · 现场操作", "06 Han Lixin, on site");
    view.rows = 9;
    view.signers = {{"KP0011", pick("许明哲", "Xu Mingzhe"), pick("考评组长", "Chief examiner"), true, true, {}},
                    {"KP0012", pick("梁世杰", "Liang Shijie"), pick("考评员", "Examiner"), false, true, {}},
                    {"KP0013", pick("郝雪梅", "Hao Xuemei"), pick("考评员", "Examiner"), false, false,
                     text("须回避：师徒", "has to step back: mentor")}};
    if (purpose == SignPurpose::sign_in) {
        view.what = pick("第一实训车间，共用终端", "Workshop 1, shared terminal");
        return view;
    }
    view.fingerprint = "8C41 09F2 77A0";
    if (purpose == SignPurpose::supervisor)
        view.signers = {{"DD0003", pick("邵丽华", "Shao Lihua"), pick("内部质量督导员", "Internal quality supervisor"), true, true, {}}};
    if (purpose == SignPurpose::chief || purpose == SignPurpose::blind_sheet) view.signers.resize(1);
    if (purpose == SignPurpose::blind_sheet) {
        view.own = {"S01  2 / 2", "S02  4 / 4", "S08  4 / 4", "S09  3 / 4", "S10  6 / 8", "B01  41.987", "B02  31.968", "B07  5.04; 2.05", "B14  2 / 3"};
        for (int row = 20; row < 30; ++row) view.own.push_back("S" + std::to_string(row) + "  5 / 5");
        view.rows = static_cast<int>(view.own.size());
    }
    return view;
}

CandidatesView ExaminerSamples::candidates() const {
    CandidatesView view;
    view.bar = bar("今日考生", "Candidates today");
    view.counts = {10, 3, 2, 3};
    view.lines = {
        {at_time(15, 10), "04", pick("龙思远", "Long Siyuan"), "992611211015", CandidateState::to_confirm,
         text("已签到，请核对本人", "signed in, check the person")},
        {at_time(12, 30), "06", pick("韩立新", "Han Lixin"), "992611211006", CandidateState::scoring,
         pick("已评 3 / 16，余 58 分", "3 / 16 scored, 58 min left")},
        {at_time(12, 30), "07", pick("蔡文博", "Cai Wenbo"), "992611211009", CandidateState::paused,
         pick("设备故障，暂停 4 分", "machine fault, stopped 4 min")},
        {at_time(8, 0), "03", pick("万佳明", "Wan Jiaming"), "992611211002", CandidateState::to_compare,
         pick("2 项差异超限", "2 rows too far apart")},
        {at_time(8, 0), "02", pick("郭秋实", "Guo Qiushi"), "992611211001", CandidateState::to_sign,
         pick("还差 1 名考评员", "1 examiner to sign")},
        {at_time(8, 0), "05", pick("牛振东", "Niu Zhendong"), "992611211004", CandidateState::sealed, pick("等待上报", "waits to be sent")},
        {at_time(8, 0), "06", pick("符晓雯", "Fu Xiaowen"), "992611211007", CandidateState::held,
         text("K-0721 记录引用的文件未送达。", "K-0721 A file that the record names has not arrived.")},
        {at_time(8, 0), "01", pick("秦可心", "Qin Kexin"), "992611211005", CandidateState::absent, pick("未签到", "did not sign in")},
        {at_time(16, 0), "08", pick("欧阳子墨", "Ouyang Zimo"), "992611211016", CandidateState::preparing,
         pick("量具未到位", "gauges missing")},
        {at_time(16, 0), "09", pick("阿依古丽·买买提", "Ayguli Maimaiti"), "992611211017", CandidateState::ready,
         pick("可以开始", "may begin")}};
    for (std::size_t i = 0; i < view.lines.size(); ++i) view.lines[i].place = i;
    CandidateDetail detail;
    detail.photo = options.photo;
    detail.id_number = "999999********0025";
    detail.exam = pick("车工 四级/中级工", "Lathe operator, grade 4");
    detail.duration_min = 240;
    detail.draw = pick("试卷 B 台阶轴", "Form B, stepped shaft");
    detail.panel = pick("许明哲（组长）、梁世杰、郝雪梅", "Xu Mingzhe (chief), Liang Shijie, Hao Xuemei");
    view.detail = detail;
    return view;
}

PersonCheckView ExaminerSamples::identity() const {
    const CandidatesView all = candidates();
    return {bar("核对本人", "Identity"), all.lines.front(), *all.detail, {}};
}

PreparationView ExaminerSamples::preparation() const {
    PreparationView view;
    view.bar = bar("准备检查", "Preparation");
    view.station = "08";
    view.name = pick("欧阳子墨", "Ouyang Zimo");
    view.checks = {{"machine", text("机床空转正常，急停有效", "The machine idles well, the emergency stop works"), Mark::good},
                   {"blank", text("毛坯 45 钢 Ø45×150，编号与记录一致", "Blank 45 steel Ø45×150, its number as recorded"), Mark::good},
                   {"gauges", text("量具齐全，均在检定有效期内", "All gauges are there and within their date"), Mark::bad},
                   {"drawing", text("盖章图样一份", "One stamped drawing"), Mark::good},
                   {"guard", text("护罩、护目镜、消防器材到位", "Guard, goggles, extinguisher in place"), Mark::unseen},
                   {"evidence", text("监控画面覆盖工位", "The camera sees the station"), Mark::unseen}};
    view.draw = pick("试卷 B 台阶轴", "Form B, stepped shaft");
    view.duration_min = 240;
    view.extra_min = 30;
    return view;
}

CompareView ExaminerSamples::compare() const {
    CompareView view;
    view.bar = bar("评分比对", "Comparison");
    view.bar.line = pick("韩立新 工位 06 车工 四级", "Han Lixin, station 06");
    view.examiners = {{pick("许明哲", "Xu Mingzhe"), true, true, 0},
                      {pick("梁世杰", "Liang Shijie"), false, true, 0},
                      {pick("郝雪梅", "Hao Xuemei"), false, true, 1}};
    const std::string level = pick(" 分", "");
    const auto row = [&](const char* id, std::string name, std::array<int, 3> scores, bool over) {
        CompareRow one{id, std::move(name), pick("0–3 分，极差不大于 1", "0–3, at most 1 apart"), {}, {}, over, false};
        for (const int score : scores) one.cells.push_back({std::to_string(score) + level, false, false});
        const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
        one.spread = std::to_string(*high - *low) + level;
        return one;
    };
    view.rows = {row("B14", text("工序卡编制", "Process sheet"), {2, 2, 0}, true),
                 row("C06", text("操作前说明", "Explains the procedure"), {2, 3, 2}, false),
                 row("C08", text("身体力学", "Body mechanics"), {3, 3, 3}, false),
                 row("C14", text("尊重与隐私", "Respect and privacy"), {1, 2, 2}, false),
                 row("C16", text("交接", "Hand-over"), {0, 1, 1}, false),
                 row("A16", text("工作单填写", "Work order"), {2, 2, 2}, false)};
    view.rows[0].cells[2].differs = true;
    view.rows[5].arbitrated = true;
    view.over_count = 1;
    view.whose_turn = pick("郝雪梅", "Hao Xuemei");
    return view;
}

SealView ExaminerSamples::seal(SealStage stage) const {
    SealView view;
    view.bar = bar("会签", "Signatures");
    view.stage = stage;
    view.whom = pick("06 韩立新", "06 Han Lixin");
    view.exam = pick("车工 四级/中级工 · 操作技能考核", "Lathe operator, grade 4, operation");
    view.total = {8620, 10'000, false};
    view.verdict = pick("合格", "Passed");
    view.facts = {{pick("工件", "Workpiece"), "68.2 / 80"},
                  {pick("工序卡", "Process sheet"), "6 / 8"},
                  {pick("操作行为", "Conduct"), "12 / 12"},
                  {pick("用时", "Worked"), "3:48:12"},
                  {pick("补时", "Credited"), pick("4 分（设备故障）", "4 min (machine fault)")}};
    view.fingerprint = "8C41 09F2 77A0 13DE";
    view.late_changes = 1;
    const SignatureState last = stage == SealStage::sealed ? SignatureState::signed_ : SignatureState::next;
    view.signatures = {{pick("考评员", "Examiner"), pick("梁世杰", "Liang Shijie"), SignatureState::signed_, at_time(16, 31), "2F90 1B7C"},
                       {pick("考评员", "Examiner"), pick("郝雪梅", "Hao Xuemei"), SignatureState::signed_, at_time(16, 33), "A4D2 550E"},
                       {pick("核分人", "Tally checker"), pick("罗敏", "Luo Min"), SignatureState::signed_, at_time(16, 40), "90B1 6C24"},
                       {pick("考评组长", "Chief examiner"), pick("许明哲", "Xu Mingzhe"), last, at_time(16, 44), "71EE 08A3"},
                       {pick("内部质量督导员", "Internal quality supervisor"), pick("邵丽华", "Shao Lihua"),
                        stage == SealStage::sealed ? SignatureState::signed_ : SignatureState::waiting, at_time(16, 47), "0C5D F219"}};
    for (std::size_t i = 0; i < 2; ++i) view.signatures[i].done = pick("16:12 盲评已签", "16:12 own sheet signed");
    view.signatures[2].done = pick("16:25 已核分 86.2", "16:25 tally 86.2");
    view.signatures[3].done = pick("16:20 已确认评分", "16:20 scores closed");
    view.can_print = stage == SealStage::sealed;
    return view;
}

} // namespace kaogong::test
