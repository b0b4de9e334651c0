#include "sync/cli/demo/workshop_scripts.h"

#include "core/assessment/practical/exact.h"
#include "core/base/check.h"
#include "sync/cli/demo/workshop_paper.h"

#include <algorithm>

namespace kaogong::cli::demo {
namespace {

using practical::Phase;
using practical::RowEntry;
using practical::ScoreItem;
using practical::ScoredBy;

constexpr std::size_t kReaders = 2;

// Who enters a row: a reader of two, a judge of three, or whoever leads the station.
struct Hand {
    std::size_t place = 0; // in the panel, from 0
};

// ---- rows

struct RowTouches {
    Text& out;
    const ScoreItem& item;
    Hand hand;

    void operator()(const practical::MeasureReading& reading) const {
        const std::vector<practical::Quantity> quantities = quantities_of(item);
        CHECK(reading.values.size() == quantities.size());
        for (std::size_t i = 0; i < quantities.size(); ++i) {
            one_of(reading.values[i].readings, quantities[i]);
            if (quantities[i].referenced) one_of(reading.values[i].references, quantities[i]);
        }
    }
    void operator()(const practical::CountReading& reading) const {
        if (reading.count == 0)
            out.tap(item.id + "_none");
        else
            out.tap(item.id + "_plus", reading.count);
    }
    void operator()(const practical::TickReading& reading) const {
        const auto* strict = std::get_if<practical::StrictRule>(&item.rule);
        const auto& ticks = strict != nullptr ? strict->ticks : std::get<practical::CheckRule>(item.rule).ticks;
        for (const practical::Tick& tick : ticks) {
            const bool missed = std::find(reading.missed.begin(), reading.missed.end(), tick.id) != reading.missed.end();
            out.tap(item.id + "_tick_" + tick.id);
            // A second touch right after the first is taken for a bounce.
            if (missed) out.line("wait 600ms").tap(item.id + "_tick_" + tick.id);
        }
    }
    void operator()(const practical::StepReading& reading) const {
        for (const std::string& step : reading.done) out.tap(item.id + "_step_" + step);
    }
    void operator()(const practical::GradeReading& reading) const {
        for (std::size_t i = 0; i < reading.down.size(); ++i)
            out.tap(item.id + "_surface_" + std::to_string(i + 1) + "_" + std::to_string(reading.down[i]));
    }
    void operator()(const practical::BandReading& reading) const { out.tap(item.id + "_band_" + reading.band); }
    void operator()(const practical::JudgeReading& reading) const {
        CHECK(hand.place < reading.scores.size());
        out.tap(item.id + "_level_" + std::to_string(reading.scores[hand.place]));
    }
    void operator()(const practical::TimeReading&) const {} // the clock's own

  private:
    void one_of(const std::vector<std::int64_t>& readings, const practical::Quantity& quantity) const {
        CHECK(!readings.empty());
        const std::int64_t value = readings[std::min(hand.place, readings.size() - 1)];
        out.type(practical::value_text(value, quantity)).line("key enter");
    }
};

bool enters(const ScoreItem& item, Hand hand) {
    switch (item.by) {
    case ScoredBy::panel_blind: return true;
    case ScoredBy::two_independent: return hand.place < kReaders;
    default: return hand.place == 0;
    }
}

// Modules with rows of this phase, as the sheet groups them; last the rows of none.
std::vector<std::string> groups_of(const practical::ScoreSheet& sheet, Phase phase) {
    std::vector<std::string> groups;
    for (const practical::TaskModule& module : sheet.modules) groups.push_back(module.id);
    groups.emplace_back();
    std::erase_if(groups, [&](const std::string& group) {
        return std::none_of(sheet.items.begin(), sheet.items.end(),
                            [&](const ScoreItem& item) { return item.module == group && item.phase == phase; });
    });
    return groups;
}

// The first row at the station that lost points by a count: what happened is written beside it.
const ScoreItem* noted_row(const StationPlay& play) {
    for (const ScoreItem& item : play.sheet->items) {
        const auto entry = play.findings.rows.find(item.id);
        const bool on_site = item.phase == Phase::on_site && item.kind() == practical::ItemKind::count;
        const auto* count = on_site && entry != play.findings.rows.end() ? std::get_if<practical::CountReading>(&entry->second.reading) : nullptr;
        if (count != nullptr && count->count > 0) return &item;
    }
    return nullptr;
}

void write_note(Text& out, bool is_shown) {
    out.line("wait 200ms").tap("note").wait("reason_tools").tap("reason_tools").line("wait 200ms");
    if (is_shown) out.line("shot workshop-note");
    out.tap("ask_answer").saved();
}

void touch_rows(Text& out, const StationPlay& play, Phase phase, Hand hand) {
    const ScoreItem* noted = phase == Phase::on_site ? noted_row(play) : nullptr;
    const std::vector<std::string> groups = groups_of(*play.sheet, phase);
    for (std::size_t number = 0; number < groups.size(); ++number) {
        bool is_open = groups.size() == 1; // alone, a group has no line to open it by
        for (const ScoreItem& item : play.sheet->items) {
            const auto entry = play.findings.rows.find(item.id);
            const bool belongs = item.module == groups[number] && item.phase == phase;
            const bool by_clock = item.kind() == practical::ItemKind::overtime;
            if (!belongs || !enters(item, hand) || entry == play.findings.rows.end() || by_clock) continue;
            if (!is_open) out.tap("group_" + std::to_string(number + 1));
            is_open = true;
            out.tap("row_" + item.id);
            std::visit(RowTouches{out, item, hand}, entry->second.reading);
            if (&item == noted) write_note(out, play.is_shown);
        }
    }
    out.saved();
}

// ---- one station

class Station {
  public:
    explicit Station(const StationPlay& play) : play_(play) {}

    std::vector<Scene> scenes();

  private:
    const Signatory& lead() const { return play_.panel.front(); }
    void shot(const std::string& name) {
        if (play_.is_shown) out_.line("shot workshop-" + name);
    }
    void sign_in();
    void practise();
    void prepare();
    void on_site();
    void wait_for(const std::string& how_long);
    void warn();
    void stand_still();
    void hand_in();
    void finish();
    void measure();
    void photograph();
    void judge();
    void sign_blind();
    void compare();
    void judge_again(const Signatory& judge, int score);
    void decide(practical::Points points);
    void sign_result();
    void judge_away();
    void issue_emergency(const Signatory& person);
    std::size_t own_group(const practical::TaskModule& wanted) const;
    void change_to(const Signatory& person) { out_.tap("change_user").sign(person); }
    void open_candidate() { out_.tap("candidate_" + std::to_string(play_.line + 1)).line("wait 200ms").tap("next"); }
    void end_scene(const std::string& name, Expect ending);

    const StationPlay& play_;
    Text out_;
    std::vector<Scene> scenes_;
};

void Station::sign_in() {
    out_.tap("begin_examiner").wait("signer_" + lead().number);
    shot("sign-in");
    out_.sign(lead()).wait("next");
}

void Station::practise() {
    out_.tap("practice").wait("check_machine");
    shot("practice-preparation");
    for (const char* check : {"machine", "material", "gauges", "drawing", "safety"}) out_.tap("check_" + std::string(check));
    out_.tap("start");
    for (const ScoreItem& item : play_.sheet->items)
        if (item.phase == Phase::on_site && item.kind() == practical::ItemKind::count) {
            out_.tap("row_" + item.id).tap(item.id + "_plus");
            break;
        }
    out_.line("wait 200ms");
    shot("practice");
    out_.tap("practice_leave").wait("practice");
}

void Station::prepare() {
    out_.tap("candidate_" + std::to_string(play_.line + 1)).line("wait 200ms");
    shot("candidates");
    out_.tap("next").wait("match").tap("take_photo").line("wait 500ms").saved();
    shot("identity");
    out_.tap("match").wait("check_machine");
    for (const char* check : {"machine", "material", "gauges", "drawing", "safety"}) out_.tap("check_" + std::string(check));
    out_.line("wait 200ms");
    shot("preparation");
    out_.tap("start").wait("actions_open").saved();
}

void Station::warn() {
    out_.tap("vetoes_open").line("wait 200ms");
    shot("vetoes");
    out_.tap("arm_V1").line("wait 200ms");
    shot("veto-armed");
    out_.hold("confirm_veto").wait("signer_" + play_.panel[1].number);
    shot("second-person");
    out_.sign(play_.panel[1]);
}

void Station::stand_still() {
    // Pictures of what happens at this station alone.
    out_.tap("pause").tap("cause_1").line("wait 200ms").line("shot workshop-pause");
    out_.tap("pause_yes").line("advance " + std::to_string(kFaultMinutes) + "m").line("wait 200ms").line("shot workshop-paused");
    out_.tap("pause").line("wait 200ms").tap("actions_open").tap("action_4");
    for (const char digit : std::to_string(kCreditMinutes)) out_.type(std::string(1, digit));
    out_.line("wait 200ms").line("shot workshop-credit").tap("ask_answer").tap("reason_machine").line("wait 200ms");
    out_.line("shot workshop-credit-reason").tap("ask_answer").sign(play_.panel[1]);
}

// Nobody touches anything for so long that the terminal signs them out; the sheet is still in front when they come back.
void Station::wait_for(const std::string& how_long) {
    out_.line("advance " + how_long).line("wait 200ms").tap("begin_examiner").sign(lead()).wait("actions_open");
}

void Station::on_site() {
    wait_for("30m");
    if (play_.turns.is_warned) warn();
    if (play_.turns.machine_fails) stand_still();
    touch_rows(out_, play_, Phase::on_site, {0});
    shot("on-site");
}

void Station::hand_in() {
    wait_for("2h");
    out_.tap("actions_open").line("wait 200ms");
    shot("actions");
    out_.tap("action_1").wait("ask_answer");
    shot("hand-in");
    out_.tap("ask_answer").type("SZ-0" + std::to_string(play_.station)).line("wait 200ms").tap("ask_answer").tap("draw_code");
    out_.line("wait 200ms");
    out_.line("note \"###piece_code\" piece-" + std::to_string(play_.station));
    shot("piece-code");
    out_.tap("ask_answer").line("wait 200ms");
    shot("hand-in-confirm");
    out_.hold("candidate_confirms").sign(play_.panel[1]).line("signal piece-" + std::to_string(play_.station));
}

void Station::finish() {
    out_.tap("finish").wait("finish_yes");
    shot("finish");
    out_.tap("finish_yes").saved();
}

// The camera's twin begins again with its first picture after a restart, and one picture shows one thing.
void Station::photograph() {
    if (play_.turns.is_killed) return;
    out_.tap("evidence").wait("from_camera").tap("from_camera").line("wait 500ms").saved();
    shot("evidence");
    out_.tap("ask_back").wait("finish");
}

void Station::measure() {
    out_.wait("seal_broken").line("wait 200ms");
    shot("seal-check");
    out_.tap("ask_answer").saved();
    touch_rows(out_, play_, Phase::workpiece, {0});
    shot("workpiece");
    photograph();
    change_to(play_.panel[1]);
    shot("workpiece-second-reader");
    touch_rows(out_, play_, Phase::workpiece, {1});
    finish();
}

// From the pad, where the token is missed. Both who warrant it are there; the pad comes back afterwards.
void Station::issue_emergency(const Signatory& person) {
    out_.tap("change_user").wait("signer_" + person.number).tap("signer_" + person.number).wait("emergency").tap("emergency");
    out_.wait("reason_lost").tap("reason_lost").line("wait 200ms").line("shot workshop-emergency").tap("ask_answer");
    out_.sign(play_.tally).sign(play_.supervisor).wait("emergency_pin").line("note \"###emergency_pin\" " + person.pin_note);
    out_.line("shot workshop-emergency-pin").tap("ask_answer").line("wait 200ms").tap("sign_cancel").line("wait 200ms");
}

// Everybody scores blind, then each signs the own sheet; who leads the station is in front at the end.
void Station::judge() {
    // The second reader is still in front.
    for (const std::size_t place : {std::size_t{1}, std::size_t{2}, std::size_t{0}}) {
        if (place == 2 && play_.turns.waits_for_sheet) continue;
        if (place == 2 && play_.turns.has_no_token) issue_emergency(play_.panel[place]);
        if (place != 1) change_to(play_.panel[place]);
        StationPlay mine = play_;
        if (play_.turns.is_judged_again && place == 1)
            for (auto& [row, entry] : mine.findings.rows)
                if (auto* scores = std::get_if<practical::JudgeReading>(&entry.reading)) scores->scores[place] = std::max(0, scores->scores[place] - 1);
        touch_rows(out_, mine, Phase::review, {place});
        if (place == 0) shot("judgement");
    }
    // The token with the third judge's sheet is plugged in here; the terminal takes it in by itself.
    if (play_.turns.waits_for_sheet) out_.line("await sheet-" + std::to_string(play_.station)).line("wait 4s").saved();
    finish();
}

// At this terminal, for the piece of another station: found by its code, and nobody learns whose it is.
void Station::judge_away() {
    if (play_.judged_away == nullptr) return;
    const Signatory& judge = lead();
    out_.line("await piece-1").tap("change_user").sign(judge).tap("scan").wait("ask_find").line("type-note piece-1").line("wait 200ms");
    out_.line("shot workshop-find").tap("ask_answer").wait("finish").line("wait 300ms");
    const std::vector<practical::TaskModule>& modules = play_.sheet->modules;
    for (const ScoreItem& item : play_.sheet->items) {
        const auto entry = play_.judged_away->rows.find(item.id);
        if (item.by != ScoredBy::panel_blind || entry == play_.judged_away->rows.end()) continue;
        const auto of = std::find_if(modules.begin(), modules.end(), [&](const auto& module) { return module.id == item.module; });
        out_.tap("group_" + std::to_string(own_group(*of))).tap("row_" + item.id);
        std::visit(RowTouches{out_, item, {2}}, entry->second.reading);
    }
    out_.saved().line("wait 200ms").line("shot workshop-own-sheet").tap("finish").sign(judge).wait("own_done").line("wait 300ms");
    out_.line("shot workshop-own-sheet-signed").tap("own_done").wait("filter_all").line("signal sheet-1");
}

// Of an own sheet: the modules that have a row which is scored apart from the others.
std::size_t Station::own_group(const practical::TaskModule& wanted) const {
    std::size_t number = 0;
    for (const practical::TaskModule& module : play_.sheet->modules) {
        const bool has_own = std::any_of(play_.sheet->items.begin(), play_.sheet->items.end(), [&](const ScoreItem& item) {
            return item.module == module.id && (item.by == ScoredBy::panel_blind || item.by == ScoredBy::two_independent);
        });
        if (has_own) ++number;
        if (module.id == wanted.id) return number;
    }
    return number;
}

void Station::sign_blind() {
    shot("blind-signature");
    out_.sign(lead());
    for (const std::size_t place : {std::size_t{1}, std::size_t{2}}) {
        if (place == 2 && play_.turns.waits_for_sheet) continue; // signed at the other terminal
        change_to(play_.panel[place]);
        open_candidate();
        out_.sign(play_.panel[place]);
    }
    out_.wait("compare_answer").line("wait 200ms");
}

// After the comparison, by the one who was too far off and by nobody else.
void Station::judge_again(const Signatory& judge, int score) {
    shot("comparison-spread");
    // Called to the terminal, unless the last who signed is the one concerned.
    if (!play_.turns.waits_for_sheet) out_.tap("compare_answer").sign(judge).line("wait 200ms");
    out_.tap("compare_answer").line("wait 200ms");
    for (const ScoreItem& item : play_.sheet->items)
        if (item.kind() == practical::ItemKind::judgement) out_.tap(item.id + "_level_" + std::to_string(score));
    shot("judged-again");
    out_.tap("finish").sign(judge).wait("compare_answer");
}

void Station::compare() {
    if (play_.turns.is_judged_again)
        for (const auto& [row, entry] : play_.findings.rows)
            if (const auto* scores = std::get_if<practical::JudgeReading>(&entry.reading)) judge_again(play_.panel[1], scores->scores[1]);
    shot("comparison");
    out_.tap("compare_answer").line("wait 200ms");
    shot("decision");
    out_.sign(play_.chief);
}

void Station::decide(practical::Points points) {
    out_.wait("tally_total").type(practical::points_text(points)).line("wait 200ms");
    shot("tally");
    out_.tap("tally_yes").sign(play_.tally).wait("sign_next");
}

void Station::sign_result() {
    std::vector<Signatory> signers;
    for (const Signatory& person : play_.panel)
        if (person.number != play_.chief.number) signers.push_back(person);
    signers.push_back(play_.tally);
    signers.push_back(play_.chief);
    signers.push_back(play_.supervisor);
    shot("signatures");
    for (const Signatory& person : signers) out_.tap("sign_next").sign(person);
    out_.wait("seal_done").line("wait 500ms");
    out_.tap("print").line("expect text \".pdf\"");
    shot("sealed");
    out_.tap("seal_done").wait("filter_all").saved();
    shot("candidates-done");
}

void Station::end_scene(const std::string& name, Expect ending) {
    scenes_.push_back({.name = std::to_string(play_.station) + "-" + name, .script = out_.text(), .files = {}, .ending = ending});
    out_ = {};
}

std::vector<Scene> Station::scenes() {
    sign_in();
    if (play_.turns.practises) practise();
    prepare();
    on_site();
    if (play_.turns.is_killed) {
        out_.line("kill");
        end_scene("killed", Expect::killed);
        sign_in();
        open_candidate();
        out_.wait("actions_open");
    }
    hand_in();
    finish();
    measure();
    judge();
    sign_blind();
    compare();
    decide(play_.points);
    sign_result();
    judge_away();
    if (play_.paper != nullptr) {
        key_paper(out_, play_);
        decide(play_.paper->points);
        sign_result();
    }
    end_scene("marking", Expect::success);
    return std::move(scenes_);
}

} // namespace

std::vector<Scene> station_scenes(const StationPlay& play) {
    return Station(play).scenes();
}

Scene workshop_delivery_scene(const StationPlay& play) {
    Text out;
    out.line("wait delivered 60s").tap("begin_examiner").sign(play.panel.front());
    out.tap("candidate_" + std::to_string(play.line + 1)).line("wait 500ms");
    if (play.is_shown) out.line("shot workshop-delivered");
    return {.name = "delivery", .script = out.text(), .files = {}};
}

Scene workshop_held_scene(const StationPlay& play) {
    Text out;
    out.line("wait 5s").tap("begin_examiner").sign(play.panel.front()).tap("candidate_" + std::to_string(play.line + 1)).line("wait 500ms");
    out.line("shot workshop-held");
    return {.name = "held", .script = out.text(), .files = {}};
}

} // namespace kaogong::cli::demo
