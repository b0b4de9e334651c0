// Touches on the controls of each kind of row, and the entry that they lead to.
#include "kiosk/app/marking/row_draft.h"

#include "core/base/codes/practical.h"
#include "tests/core/assessment/practical/fixtures.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;
using kaogong::kiosk::app::RowAtHand;
using kaogong::kiosk::app::RowCommand;
using kaogong::kiosk::app::RowDraft;

namespace {

// A row of a rule, touched as on the screen.
struct Row {
    ScoreItem item;
    Instrument caliper{.id = "c", .unit = "mm", .places = 2, .minimum = 0, .maximum = 15'000, .resolution = 2};
    RowEntry entry;
    RowDraft draft;

    explicit Row(Rule rule) : item{.id = "r", .module = "M1", .name = words("行"), .points_max = 1'000} { item.rule = std::move(rule); }
    // The code of a refusal, or `done` where there is an entry, or `draft`.
    std::string take(const RowCommand& command) {
        const auto touched = app::touch(RowAtHand{.item = item, .entry = entry, .instrument = &caliper}, command, draft);
        if (!touched) return std::string(code_name(touched.code()));
        if (!*touched) return "draft";
        entry = **touched;
        return check_entry(item, entry, {.judges_min = 1}).ok() ? "done" : "unfit";
    }
};

const std::vector<Tick> kTwoTicks = {{.id = "x", .text = words("甲"), .points = 500}, {.id = "y", .text = words("乙"), .points = 500}};

} // namespace

TEST_CASE("ticks make an entry once every one was looked at, and any later touch changes it") {
    Row row(CheckRule{kTwoTicks});
    CHECK_EQ(row.take(model::SetTick{"r", "x", model::Mark::good}), "draft");
    CHECK_EQ(row.take(model::SetTick{"r", "y", model::Mark::bad}), "done");
    CHECK_EQ(std::get<TickReading>(row.entry.reading).missed, std::vector<std::string>{"y"});
    row.draft = app::draft_of({.item = row.item, .entry = row.entry});
    CHECK_EQ(row.take(model::SetTick{"r", "x", model::Mark::bad}), "done");
    CHECK_EQ(std::get<TickReading>(row.entry.reading).missed.size(), 2);
    CHECK_EQ(row.take(model::SetTick{"r", "z", model::Mark::bad}), "reading_misfits");
}

TEST_CASE("a condition that takes the whole row is kept beside its reading") {
    Row row(CountRule{.points_each = 100});
    row.item.zero_when = {{.id = "edge", .text = words("无互锁"), .points = 0}};
    CHECK_EQ(row.take(model::SetTick{"r", "edge", model::Mark::bad}), "draft");
    CHECK_EQ(row.take(model::SetCount{"r", 2}), "done");
    CHECK_EQ(row.entry.zero_when, std::vector<std::string>{"edge"});
    CHECK_EQ(row.take(model::SetTick{"r", "edge", model::Mark::good}), "done");
    CHECK(row.entry.zero_when.empty());
    CHECK_EQ(std::get<CountReading>(row.entry.reading).count, 2);
}

TEST_CASE("a reading is recorded when it is one, and refused by its own code when not, with what was typed kept") {
    Row row(MeasureStrictRule{.quantities = {{.name = words("外圆"), .unit = "mm", .places = 2, .lower = 4'197, .upper = 4'200}}});
    CHECK_EQ(row.take(model::RecordReading{"r"}), "reading_malformed");
    CHECK_EQ(row.take(model::TypeReading{"r", 0, "41,98"}), "draft");
    CHECK_EQ(row.take(model::RecordReading{"r"}), "reading_comma");
    CHECK_EQ(row.draft.typed, std::vector<std::string>{"41,98"});
    CHECK_EQ(row.take(model::TypeReading{"r", 0, "241.98"}), "draft");
    CHECK_EQ(row.take(model::RecordReading{"r"}), "reading_out_of_range");
    CHECK_EQ(row.take(model::TypeReading{"r", 0, "41.98"}), "draft");
    CHECK_EQ(row.take(model::RecordReading{"r"}), "done");
    CHECK_EQ(std::get<MeasureReading>(row.entry.reading).values[0].readings, std::vector<std::int64_t>{4'198});
    CHECK_EQ(app::draft_of({.item = row.item, .entry = row.entry}).typed, std::vector<std::string>{"41.98"});
}

TEST_CASE("places, surfaces, steps, bands and judgements become the reading of their kind") {
    Row places(SampledRule{.places = 2, .points_each = 500});
    CHECK_EQ(places.take(model::SetPlace{"r", 1, model::Mark::bad}), "draft");
    CHECK_EQ(places.take(model::SetPlace{"r", 0, model::Mark::good}), "done");
    CHECK_EQ(std::get<CountReading>(places.entry.reading).count, 1);

    Row grades(GradeRule{.surfaces = 2, .points_grade = 100});
    CHECK_EQ(grades.take(model::SetGrade{"r", 2, 0}), "reading_misfits");
    CHECK_EQ(grades.take(model::SetGrade{"r", 0, 1}), "draft");
    CHECK_EQ(grades.take(model::SetGrade{"r", 1, 0}), "done");

    Row steps(StepRule{.steps = kTwoTicks});
    CHECK_EQ(steps.take(model::TouchStep{"r", "y"}), "done");
    CHECK_EQ(steps.take(model::TouchStep{"r", "x"}), "done");
    CHECK_EQ(std::get<StepReading>(steps.entry.reading).done, std::vector<std::string>{"y", "x"});
    CHECK_EQ(steps.take(model::TouchStep{"r", "y"}), "done");
    CHECK_EQ(std::get<StepReading>(steps.entry.reading).done, std::vector<std::string>{"x"});

    Row band(BandRule{.quantity = {}, .bands = {{.id = "I", .name = words("一级"), .points = 1'000}}});
    CHECK_EQ(band.take(model::ChooseBand{"r", "I"}), "done");
    Row judged(JudgementRule{{words("0"), words("1"), words("2"), words("3")}});
    CHECK_EQ(judged.take(model::Judge{"r", 3}), "done");
    CHECK_EQ(judged.take(model::SetCount{"r", 1}), "reading_misfits");
}

TEST_CASE("not done is one touch; not applicable is not, and unseen is what undo is for") {
    Row row(CountRule{.points_each = 100});
    CHECK_EQ(row.take(model::SetRowState{"r", model::RowState::not_done}), "done");
    CHECK_EQ(row.take(model::SetRowState{"r", model::RowState::not_applicable}), "not_applicable_refused");
    CHECK_EQ(row.take(model::SetRowState{"r", model::RowState::unseen}), "reading_misfits");
}
