#include "tests/kiosk/support/samples.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/sync.h"

#include <algorithm>
#include <cstdlib>

namespace kaogong::test {

using namespace kiosk::model;

namespace {

constexpr std::int64_t kMinute_ms = 60'000;

std::vector<GroupView> sample_groups() {
    return {{ItemKind::single, false, 1, 60}, {ItemKind::multiple, false, 61, 80}, {ItemKind::true_false, false, 81, 100}};
}

std::vector<CellView> sample_cells() {
    std::vector<CellView> cells(100);
    for (std::size_t n = 1; n <= 43; ++n) cells[n - 1].answered = n != 38 && n != 12;
    cells[46 - 1].answered = true;
    for (const std::size_t n : {38U, 42U, 51U}) cells[n - 1].flagged = true;
    return cells;
}

ItemView single_item(bool long_words) {
    ItemView item;
    item.id = "dg4-0043";
    item.number = 43;
    item.points = 100;
    item.stem = "三相异步电动机正反转控制电路中，同时采用按钮联锁和接触器联锁（双重联锁）的主要目的是（　　）。";
    item.options = {{"a", "A", "提高电动机的启动转矩", {}, OptionState::unselected},
                    {"b", "B", "防止两只接触器同时吸合造成相间短路，并可直接换向", {}, OptionState::selected_saved},
                    {"c", "C", "减小电动机的启动电流", {}, OptionState::unselected},
                    {"d", "D", "实现电动机的过载保护", {}, OptionState::unselected}};
    if (long_words) {
        item.stem += "某车间一台 7.5 kW、380 V 的三相异步电动机采用上述电路，试运行时按下正转按钮 SB2，接触器 KM1 吸合，电动机正转；"
                     "再直接按下反转按钮 SB3，KM1 释放后 KM2 吸合，电动机反转。";
        item.options[0].text =
            "提高电动机的启动转矩，使电动机在额定电压 380 V 下带负载直接启动时，转速能够更快地上升到额定转速 1 440 r/min 附近";
    }
    item.answered = true;
    return item;
}

ItemView multiple_item(bool long_words) {
    ItemView item;
    item.id = "dg3-0093";
    item.number = 43;
    item.kind = ItemKind::multiple;
    item.points = 200;
    item.marking = MarkingHint::all_or_nothing;
    item.stem = "图示为电动机正反转控制电路，下列说法正确的有（　　）。";
    item.options = {{"a", "A", "松开 SB2 后，KM1 靠自锁触点保持吸合", {}, OptionState::selected_saved},
                    {"b", "B", "KM1、KM2 用常闭触点互锁", {}, OptionState::selected_saved},
                    {"c", "C", "FR 动作后，KM1、KM2 均断电", {}, OptionState::selected_saving},
                    {"d", "D", "正转时直接按 SB3 即可反转", {}, OptionState::unselected},
                    {"e", "E", "SB1 是采用常开触点的停止按钮", {}, OptionState::unselected}};
    if (long_words)
        item.options[4].text = "SB1 是采用常开触点的停止按钮，按下后整个控制电路断电，松开后必须重新按 SB2 或 SB3 才能再次启动电动机";
    item.answered = true;
    return item;
}

ItemView true_false_item() {
    ItemView item;
    item.id = "dg4-0081";
    item.number = 43;
    item.kind = ItemKind::true_false;
    item.points = 50;
    item.stem = "使用兆欧表测量电气设备的绝缘电阻前，必须先切断电源，并将设备对地放电。（　　）";
    item.options = {{"t", "A", "正确", {}, OptionState::selected_saved}, {"f", "B", "错误", {}, OptionState::unselected}};
    item.answered = true;
    return item;
}

ItemView numeric_item() {
    ItemView item;
    item.id = "dg4-0091";
    item.number = 43;
    item.kind = ItemKind::numeric;
    item.points = 200;
    item.stem = "一台三相异步电动机额定功率 7.5 kW，额定电压 380 V，额定效率 0.87，功率因数 0.85，求额定电流。";
    item.unit = "A";
    item.answer = "15.4";
    item.answer_length_max = 12;
    item.answer_state = SaveState::saved;
    item.answered = true;
    return item;
}

ItemView short_text_item() {
    ItemView item;
    item.id = "dg4-0095";
    item.number = 43;
    item.kind = ItemKind::short_text;
    item.points = 200;
    item.stem = "两只接触器的常闭触点互相串入对方线圈回路，这种保护叫什么？";
    item.answer = "互锁";
    item.answer_length_max = 20;
    item.answer_state = SaveState::saved;
    item.answered = true;
    return item;
}

ItemView item_of(ItemKind kind, bool long_words) {
    switch (kind) {
    case ItemKind::single: return single_item(long_words);
    case ItemKind::multiple:
    case ItemKind::open_multiple: return multiple_item(long_words);
    case ItemKind::true_false: return true_false_item();
    case ItemKind::numeric: return numeric_item();
    case ItemKind::short_text: break;
    }
    return short_text_item();
}

} // namespace

LocalTime at_time(int hour, int minute, int second) {
    LocalTime time{};
    time.year = 2026;
    time.month = 11;
    time.day = 21;
    time.hour = hour;
    time.minute = minute;
    time.second = second;
    time.weekday = 6;
    return time;
}

PlaceView Samples::place() const {
    if (options.long_words)
        return {"青禾市高新技术产业开发区职业技能评价与公共实训中心（东校区）", "理论知识考试第十二考场（实训楼三层东侧）", "188"};
    return {pick("青禾职业技能评价中心", "Qinghe Skills Assessment Centre"), pick("理论第二考场", "Theory room 2"), "17"};
}

PreExamBarView Samples::pre_exam_bar(PreExamStep step) const {
    return {place(), step, false};
}

CandidateBarView Samples::bar() const {
    CandidateBarView view;
    view.name = options.long_words ? "阿卜杜热合曼·买买提江·依力哈木" : "林晓峰";
    view.ticket = "992611210143";
    view.exam = options.long_words ? "工业机器人系统操作员（焊接方向） 一级/高级技师 · 理论知识考试"
                                   : pick("电工 四级/中级工 · 理论知识考试", "Electrician, level 4 · Theory test");
    view.photo = options.photo;
    view.seat = place().seat;
    view.answered = 43;
    view.total = 100;
    view.time.left_ms = 62 * kMinute_ms + 36'000;
    return view;
}

WelcomeView Samples::welcome() const {
    WelcomeView view;
    view.place = place();
    view.now = at_time(8, 41);
    view.state = SessionState::signing_in;
    view.exam = bar().exam;
    view.starts_at = at_time(9, 0);
    view.ends_at = at_time(10, 30);
    view.opens_at = at_time(8, 30);
    view.latest_entry = at_time(9, 15);
    view.duration_minutes = 90;
    view.can_sign_in = true;
    view.checked_at = at_time(17, 26);
    return view;
}

SignInView Samples::sign_in() const {
    SignInView view;
    view.bar = pre_exam_bar(PreExamStep::sign_in);
    view.scanner_ready = true;
    view.card_reader_ready = true;
    return view;
}

ConfirmView Samples::confirm() const {
    ConfirmView view;
    view.bar = pre_exam_bar(PreExamStep::confirm);
    view.photo = options.photo;
    view.name = bar().name;
    view.masked_id_number = "999999 ******** 001X";
    view.ticket = "992611210143";
    view.occupation = options.long_words ? "工业机器人系统操作员（焊接方向）" : pick("电工", "Electrician");
    view.level = pick("四级/中级工", "Level 4 (intermediate)");
    return view;
}

TextsView Samples::texts(int current) const {
    TextsView view;
    view.bar = pre_exam_bar(PreExamStep::rules);
    view.current = current;
    view.duration_minutes = 90;
    view.extra_minutes = 30;
    view.starts_at = at_time(9, 0);
    view.ends_at = at_time(11, 0);
    const std::string rules =
        "考生应当遵守下列规则：\n1. 凭准考证和有效身份证件，在开考前 30 分钟进入考场，对号入座，将证件放在桌面左上角。\n"
        "2. 手机、智能手表、耳机、资料和其他与考试无关的物品，一律放在指定位置并关闭电源。\n"
        "3. 开考 15 分钟后不得入场；开考 30 分钟后方可交卷离场。\n"
        "4. 考试期间保持安静，不得交头接耳、左顾右盼，不得擅自离开座位。\n"
        "5. 本机的故障由监考员处理，不得自行开关机或拔插设备。\n"
        "6. 时间到，系统自动收卷。";
    const std::string notice = "为组织职业技能评价，本考点处理您的姓名、证件号码、照片和答题记录。\n上述信息只用于身份核验、评分和证书核发"
                               "，保存期限按国家有关规定执行。\n"
                               "您可以向考点查询、更正本人的信息。";
    const std::string pledge =
        "本人自愿参加本次职业技能评价，郑重承诺：\n1. 身份信息和报名材料真实、准确。\n2. 遵守考场规则，服从监考员和考评员的管理。\n"
        "3. 独立作答，不带通信工具和资料，不抄袭、不传递答案，不请人替考。\n4. 不拍摄、不记录、不传播试题内容。\n5. "
        "如有违反，自愿接受取消成绩等处理。";
    view.texts = {{TextKind::rules, pick("考场规则", "Rules of the exam room"), rules, "9C4107E2", current > 0},
                  {TextKind::notice, pick("个人信息处理告知书", "Personal data notice"), notice, "51D20A77", current > 1},
                  {TextKind::pledge, pick("考生诚信承诺书", "Pledge of honesty"), pledge, "9C4107E2", false}};
    return view;
}

WaitingView Samples::waiting() const {
    WaitingView view;
    view.bar = pre_exam_bar(PreExamStep::waiting);
    view.name = bar().name;
    view.exam = bar().exam;
    view.starts_at = at_time(9, 0);
    view.duration_minutes = 90;
    view.starts_in_ms = 7 * kMinute_ms + 12'000;
    return view;
}

StaffMenuView Samples::staff_menu() const {
    StaffMenuView view{.staff_number = "QH-J-0207", .place = place(), .health = {}};
    view.now = at_time(8, 41);
    view.exam = bar().exam;
    view.candidate = bar().name;
    view.seat_use = SeatUse::waiting;
    view.health = {.known = true, .has_package = true, .disk_free_mib = 48'212, .disk_enough = true, .profile = "generic-landscape", .profile_alarm = {}};
    view.health.results = 1;
    view.health.undelivered = 1;
    view.health.ledger_entries = 1'204;
    view.start = view.identity = ActionState::ready;
    view.close = ActionState::sitting_open;
    view.starts_at = at_time(9, 0);
    return view;
}

SyncDeskView Samples::sync_desk() const {
    using State = SyncParcelState;
    SyncDeskView view{.staff_number = "QH-G-0031", .now = at_time(10, 42), .known = true, .carrier_speaks = true, .bureau = "https://bureau.example.cn"};
    view.last_contact = at_time(10, 31);
    view.parcels = {{"00000412-00000519.kgp", State::sending, 2'013'000, 3'020'000, {}},
                    {"00000520-00000611.kgp", State::later, 0, 9'120'000, {}},
                    {"00000612-00000640.kgp", State::refused, 88'000, 88'000, codes::parcel_refused},
                    {"00000641-00000702.kgp", State::later, 0, 410'000, {}}};
    view.parcels_left = 4;
    view.delivered = 126;
    view.undelivered = 14;
    view.aside = {{options.language == Language::en ? "Operation test" : "操作技能考核", "3c0e71ad", codes::examiner_out_of_scope},
                  {options.language == Language::en ? "Theory test" : "理论知识考试", "a91f0b62", codes::repeat_exam}};
    view.stick = {.watched = true, .there = true, .name = "KG-STICK-03"};
    return view;
}

IdentityView Samples::identity() const {
    const ConfirmView same = confirm();
    return {.name = same.name,
            .masked_id_number = same.masked_id_number,
            .ticket = same.ticket,
            .occupation = same.occupation,
            .level = same.level,
            .seat = place().seat,
            .photo = options.photo};
}

QuestionView Samples::question(ItemKind kind) const {
    QuestionView view;
    view.bar = bar();
    view.item = item_of(kind, options.long_words);
    if (kind == ItemKind::multiple) view.item.figure = options.figure;
    view.groups = sample_groups();
    view.cells = sample_cells();
    view.tools = {.theme = true};
    view.text_size = options.text_size;
    return view;
}

ReviewView Samples::review() const {
    ReviewView view;
    view.bar = bar();
    view.bar.answered = 96;
    view.groups = sample_groups();
    view.cells.assign(100, {true, false});
    for (const std::size_t n : {38U, 57U, 72U, 94U}) view.cells[n - 1].answered = false;
    for (const std::size_t n : {38U, 42U, 51U}) view.cells[n - 1].flagged = true;
    if (options.long_words) {
        for (std::size_t n = 1; n <= 70; ++n) view.cells[n - 1] = {false, n % 2 == 0};
        view.bar.answered = 28;
    }
    view.has_minimum_time = true;
    return view;
}

HandedInView Samples::handed_in() const {
    HandedInView view;
    view.place = place();
    view.exam = bar().exam;
    view.name = bar().name;
    view.answered = 96;
    view.total = 100;
    view.handed_in_at = at_time(10, 8, 52);
    view.receipt_code = "H7K3QX";
    return view;
}

ResumeView Samples::resume() const {
    ResumeView view;
    view.bar = bar();
    view.bar.time = {58 * kMinute_ms + 12'000, TimeState::paused, 0};
    view.interrupted_ms = 3 * kMinute_ms + 37'000;
    view.interrupted_at = at_time(9, 31, 48);
    view.resumed_at = at_time(9, 35, 25);
    view.saved_answers = 43;
    view.return_to = 43;
    return view;
}

std::string Samples::material() const {
    std::string text = "某机械加工车间新装一台 C6140 型普通车床，主轴电动机 M1 功率 7.5 kW，冷却泵电动机 M2 功率 0.125 kW，快速移动电动机 "
                       "M3 功率 0.25 kW，电源为三相交流 380 V、50 Hz。"
                       "电工小李接线后试车，按下启动按钮 SB2，接触器 KM1 吸合，松开 SB2 后 KM1 随即释放。";
    if (options.long_words) text += text + text;
    return text;
}

QrMatrix Samples::qr() const {
    constexpr int kSide = 37;
    QrMatrix matrix{kSide, std::vector<bool>(kSide * kSide)};
    std::uint32_t state = 12345;
    for (std::size_t i = 0; i < matrix.modules.size(); ++i) {
        state = state * 1664525 + 1013904223;
        matrix.modules[i] = (state >> 16 & 1) != 0;
    }
    const auto finder = [&](int left, int top) {
        for (int y = -1; y < 8; ++y) {
            for (int x = -1; x < 8; ++x) {
                const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
                const int at_x = left + x;
                const int at_y = top + y;
                if (at_x < 0 || at_y < 0 || at_x >= kSide || at_y >= kSide) continue;
                matrix.modules[static_cast<std::size_t>(at_y * kSide + at_x)] = ring <= 1 || ring == 3;
            }
        }
    };
    finder(0, 0);
    finder(kSide - 7, 0);
    finder(0, kSide - 7);
    return matrix;
}

} // namespace kaogong::test
