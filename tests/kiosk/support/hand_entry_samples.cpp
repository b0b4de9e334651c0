#include "tests/kiosk/support/hand_entry_samples.h"

#include "core/base/codes/practical.h"

namespace kaogong::test {

using namespace kiosk::model;

namespace {

KeyedRow keyed_row(std::string id, std::string name, KeyedMeaning meaning, std::vector<std::string> choices = {}) {
    KeyedRow row;
    row.id = std::move(id);
    row.name = std::move(name);
    row.fields = {KeyedField{.name = {}, .unit = {}, .value = {}, .meaning = meaning, .choices = std::move(choices)}};
    return row;
}

void set_values(KeyedRow& row, std::initializer_list<const char*> values) {
    row.state = KeyedState::keyed;
    std::size_t i = 0;
    for (const char* value : values) row.fields[i++].value = value;
}

} // namespace

HandEntryView HandEntrySamples::hand_entry() const {
    const auto say = [&](const char* chinese, const char* english) { return base.text(chinese, english); };
    HandEntryView view;
    view.bar = base.bar("双人录入", "Hand entry");
    view.whom = base.pick("06 韩立新", "06 Han Lixin");
    view.person = base.pick("梁世杰", "Liang Shijie");
    view.papers = {base.options.figure};
    view.rows.push_back(keyed_row("S08", say("试切对刀", "Trial cut"), KeyedMeaning::order,
                                  {base.pick("对刀", "touch off"), base.pick("试切", "cut"), base.pick("测量", "measure")}));
    set_values(view.rows.back(), {"1.2.3"});
    view.rows.push_back(keyed_row("S09", say("工具量具使用", "Tools and gauges"), KeyedMeaning::count));
    set_values(view.rows.back(), {"1"});
    view.rows.push_back(keyed_row("S10", say("测量与清屑", "Measuring, swarf"), KeyedMeaning::count));
    view.rows.back().state = KeyedState::not_done;
    view.rows.push_back(keyed_row("S11", say("着装与防护", "Dress"), KeyedMeaning::missed,
                                  {base.pick("护目镜", "goggles"), base.pick("袖口", "cuffs"), base.pick("未戴手套", "no gloves")}));
    KeyedRow judged = keyed_row("S12", say("操作前说明", "Explains the procedure"), KeyedMeaning::level);
    judged.fields.resize(3, judged.fields[0]);
    judged.fields[0].name = base.pick("许明哲", "Xu Mingzhe");
    judged.fields[1].name = base.pick("梁世杰", "Liang Shijie");
    judged.fields[2].name = base.pick("郝雪梅", "Hao Xuemei");
    view.rows.push_back(judged);
    view.rows.push_back(keyed_row("B08", say("锥度 1∶5", "Taper 1∶5"), KeyedMeaning::choice, {"≥ 60 %", "50–59 %", "< 50 %"}));
    view.rows.back().may_be_not_applicable = true;
    view.rows.push_back(keyed_row("B01", say("外圆 Ø42 0/−0.025", "Diameter Ø42 0/−0.025"), KeyedMeaning::reading));
    view.rows.back().fields[0].unit = "mm";
    set_values(view.rows.back(), {"41.987"});
    view.rows.push_back(keyed_row("B11", say("Ra1.6 三面", "Ra1.6 on 3 faces"), KeyedMeaning::down));
    view.rows.back().fields.resize(2, view.rows.back().fields[0]);
    view.rows.back().fields[0].name = base.pick("第 1 面", "face 1");
    view.rows.back().fields[1].name = base.pick("第 2 面", "face 2");
    KeyedRow refused = keyed_row("B05", say("长度 120", "Length 120"), KeyedMeaning::reading);
    refused.fields[0].unit = "mm";
    refused.fields[0].value = "1200";
    refused.refused = codes::reading_out_of_range;
    refused.negative_possible = true;
    view.rows.push_back(refused);
    KeyedRow veto = keyed_row("V1", say("袖口敞开靠近旋转主轴", "Loose clothing at the spindle"), KeyedMeaning::count);
    veto.veto = true;
    veto.may_be_not_done = false;
    view.rows.push_back(veto);
    KeyedRow times = keyed_row("TIMES", say("纸上的时间", "Times on the paper"), KeyedMeaning::time);
    times.may_be_not_done = false;
    times.numbered = false;
    times.fields.resize(3, times.fields[0]);
    times.fields[0].name = base.pick("开始", "Start");
    times.fields[1].name = base.pick("结束", "End");
    times.fields[2].name = base.pick("补时", "Credit");
    times.fields[2].meaning = KeyedMeaning::minutes;
    times.fields[2].unit = "min";
    view.rows.push_back(times);
    view.active_row = 3;
    return view;
}

HandDifferencesView HandEntrySamples::differences() const {
    const HandEntryView keyed = hand_entry();
    HandDifferencesView view;
    view.bar = base.bar("双人录入", "Hand entry");
    view.whom = base.pick("06 韩立新", "06 Han Lixin");
    view.first_person = base.pick("梁世杰", "Liang Shijie");
    view.second_person = base.pick("郝雪梅", "Hao Xuemei");
    view.papers = {base.options.figure};
    view.rows_total = 24;
    const auto with = [](KeyedRow row, std::initializer_list<const char*> values) {
        set_values(row, values);
        return row;
    };
    const auto differ = [&](std::size_t row, const char* first, const char* second, SettledAs settled) {
        return DifferenceRow{keyed.rows[row], with(keyed.rows[row], {first}), with(keyed.rows[row], {second}), settled};
    };
    view.rows = {differ(1, "1", "2", SettledAs::second), differ(3, "2", "0", SettledAs::nothing),
                 differ(6, "41.987", "41.978", SettledAs::nothing)};
    view.active_row = 2;
    return view;
}

} // namespace kaogong::test
