// A small session, complete in itself: six items of every type, one stimulus, one picture, two candidates, two staff. For tests that need a
// package's contents and not a real bank.
#pragma once

#include "core/record/content_codec.h"
#include "tests/support/fake_random.h"

namespace kaogong::test {

inline constexpr std::int64_t kSampleStartMs = 1'795'222'800'000; // where FakeClock begins: 2026-11-21 09:00 at the centre
inline constexpr std::string_view kSamplePin = "480316";

inline assessment::AssessmentSpec sample_spec() {
    using namespace assessment;
    AssessmentSpec spec;
    spec.id = "dg4-sample";
    spec.version = "1";
    spec.occupation = {"6-31-01-03", {"电工", "Electrician"}, {}};
    spec.standard = {StandardSource::national, "GZB 6-31-01-03", "2018", {"国家职业技能标准 电工", ""}};
    spec.theory.points_max = 700;
    spec.theory.pass_mark = 420;
    spec.theory.item_types = {{ItemType::single, 2, 100},        {ItemType::multiple, 1, 100}, {ItemType::true_false, 1, 100},
                              {ItemType::open_multiple, 1, 100}, {ItemType::numeric, 1, 100},  {ItemType::short_text, 1, 100}};
    spec.theory.item_types.front().stimuli = 1;
    spec.theory.area_basis = AreaBasis::questions;
    spec.theory.areas = {{"basics", {"基础知识", "Basic knowledge"}, 7, false}};
    spec.theory.score_release = ScoreRelease::on_the_spot;
    spec.theory.tools = {Tool::calculator, Tool::hide_time};
    return spec;
}

inline assessment::Item sample_item(std::string id, assessment::ItemType type) {
    assessment::Item item;
    item.id = std::move(id);
    item.type = type;
    item.stem = {"下列说法正确的是（　　）。", ""};
    item.area = "basics";
    if (type == assessment::ItemType::true_false)
        item.options = {{"t", {"正确", "True"}, "", false}, {"f", {"错误", "False"}, "", false}};
    else if (assessment::has_options(type))
        item.options = {
            {"a", {"甲", ""}, "", false}, {"b", {"乙", ""}, "", false}, {"c", {"丙", ""}, "", false}, {"d", {"以上都对", ""}, "", true}};
    if (type == assessment::ItemType::numeric) item.unit = "kW";
    return item;
}

inline std::vector<assessment::Item> sample_items() {
    using assessment::ItemType;
    std::vector<assessment::Item> items = {sample_item("s-01", ItemType::single),        sample_item("s-02", ItemType::single),
                                           sample_item("m-01", ItemType::multiple),      sample_item("t-01", ItemType::true_false),
                                           sample_item("o-01", ItemType::open_multiple), sample_item("n-01", ItemType::numeric),
                                           sample_item("x-01", ItemType::short_text)};
    items[0].stimulus = items[1].stimulus = "case-1";
    items[0].stimulus_order = 1;
    items[1].stimulus_order = 2;
    items[2].figure = "meter.png";
    return items;
}

inline std::vector<assessment::Key> sample_keys() {
    using namespace assessment;
    return {{"s-01", OptionKey{{"b"}}, {"见教材。", ""}},
            {"s-02", OptionKey{{"a"}}, {}},
            {"m-01", OptionKey{{"a", "c"}}, {}},
            {"t-01", OptionKey{{"t"}}, {}},
            {"o-01", OptionKey{{"c"}}, {}},
            {"n-01", NumericKey{{11, 1}, {5, 2}, {5, 2}}, {}},
            {"x-01", TextKey{{"绝缘电阻表", "兆欧表"}}, {}}};
}

inline std::vector<record::RosterRow> sample_roster(FakeRandom& random) {
    using namespace record;
    RosterRow first;
    first.candidate = random.fixed<CandidateRef>();
    first.admission_ticket = "992611210127";
    first.name = "邓鑫磊";
    first.identity_number = "999999199105230136";
    first.occupation = "6-31-01-03";
    first.session = "S-1";
    first.seat = 1;
    first.components = {{Method::theory, EntryMode::first}};
    RosterRow second = first;
    second.candidate = random.fixed<CandidateRef>();
    second.admission_ticket = "992611210128";
    second.name = "阿依古丽·麦麦提";
    second.document = IdentityDocument::passport;
    second.identity_number = "E12345678";
    second.seat = 2;
    second.extra_minutes = 30;
    second.components = {{Method::theory, EntryMode::resit}};
    return {first, second};
}

inline std::vector<record::StaffRow> sample_staff(FakeRandom& random) {
    using namespace record;
    const auto pin = make_pin_verifier(Secret(view(kSamplePin)), {.operations = 1, .memory_kib = 8}, random).value();
    const std::int64_t year_ms = std::int64_t{365} * 86'400'000;
    return {
        {"QH-J-0207", "崔颖", {StaffRole::invigilator}, pin, kSampleStartMs - year_ms, kSampleStartMs + year_ms},
        {"QH-Z-0003", "罗敬安", {StaffRole::exam_staff, StaffRole::site_chief}, pin, kSampleStartMs - year_ms, kSampleStartMs + year_ms}};
}

inline record::CandidatePart sample_candidate_part(FakeRandom& random) {
    record::CandidatePart part;
    part.spec = sample_spec();
    part.items = sample_items();
    part.paper.seed = 20261121;
    for (const assessment::Item& item : part.items) part.paper.items.push_back({item.id, item.type, item.area, item.stimulus, 100});
    part.stimuli = {{"case-1", {"某配电箱由三相四线制电源供电。", ""}, ""}};
    part.figures = {{"meter.png", to_bytes(view("\x89PNG sample")), {"电压表表盘。", ""}}};
    part.texts = {{"rules", {"考场规则\n\n1. 保持安静。", "Rules\n\n1. Keep quiet."}},
                  {"pledge", {"承诺书\n\n我已阅读。", "Pledge\n\nI have read them."}}};
    part.roster = sample_roster(random);
    part.staff = sample_staff(random);
    part.session.id = random.fixed<SessionId>();
    part.session.code = "S-1";
    part.session.title = {"电工 四级/中级工 · 理论知识考试", "Electrician Level 4: theory test"};
    part.session.centre = random.fixed<CentreId>();
    part.session.centre_code = "999999-01";
    part.session.centre_name = {"青禾职业技能评价中心", "Qinghe Centre"};
    part.session.room_name = {"理论第二考场", "Theory Room 2"};
    part.session.seats = {1, 2, 3};
    part.session.start_ms = kSampleStartMs;
    part.session.end_ms = kSampleStartMs + 90 * 60'000;
    part.session.batch = "2026-11";
    part.session.plan = "QH-2026-0117";
    part.session.form = "DG4-A";
    part.session.organisation = "999999";
    return part;
}

} // namespace kaogong::test
