#include "kiosk/screens/examiner/begin.h"
#include "kiosk/screens/examiner/candidates.h"
#include "kiosk/screens/examiner/compare.h"
#include "kiosk/screens/examiner/finish.h"
#include "kiosk/screens/examiner/seal.h"
#include "kiosk/screens/examiner/sheet.h"
#include "kiosk/screens/examiner/sign.h"
#include "tests/kiosk/support/examiner_samples.h"
#include "tests/kiosk/support/scenes.h"

#include <memory>

namespace kaogong::test {

using namespace kiosk;

namespace {

template <typename View, typename State> DrawScene staff_scene(View view, State state) {
    const auto kept = std::make_shared<State>(std::move(state));
    return [view = std::move(view), kept](ui::Frame& frame, model::Commands&) {
        model::ExaminerCommands commands;
        screens::draw(view, *kept, frame, commands);
    };
}

std::size_t row_named(const model::SheetView& sheet, std::string_view id) {
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
        if (sheet.rows[i].id == id) return i;
    }
    return 0;
}

void add_sheets(std::vector<Scene>& all, const ExaminerSamples& samples) {
    const model::SheetView on_site = samples.on_site();
    all.push_back({"21-sheet", staff_scene(on_site, screens::SheetState{})});
    const auto at_row = [&](std::string name, model::SheetView sheet, std::string_view row, std::size_t field = 0) {
        sheet.active_row = row_named(sheet, row);
        sheet.active_field = field;
        all.push_back({std::move(name), staff_scene(std::move(sheet), screens::SheetState{})});
    };
    at_row("21-sheet-counter", on_site, "S09");
    model::SheetView untouched = on_site;
    model::ScoreRowView& fault = untouched.rows[row_named(untouched, "S09")];
    fault.state = model::RowState::unseen;
    fault.working.clear();
    fault.noted_by.clear();
    at_row("21-sheet-untouched", untouched, "S09");
    at_row("21-sheet-places", on_site, "S13");
    at_row("21-sheet-bands", on_site, "S14");
    at_row("21-sheet-overtime", on_site, "T");
    model::SheetView armed = on_site;
    armed.armed = model::ArmedVetoView{"V2", armed.vetoes[1].trigger,
                                       samples.pick("两人确认后终止操作，总分记 0 分", "two confirm: the test stops, total 0"), 30};
    all.push_back({"21-sheet-armed", staff_scene(armed, screens::SheetState{})});
    armed.armed->trigger = armed.vetoes[0].trigger;
    armed.armed->effect = samples.pick("两人确认后（第 1 次）：警告；第 2 次：终止操作", "Once two confirm, no. 1: a warning; no. 2: the test stops");
    at_row("21-sheet-armed-first", armed, "S09");
    screens::SheetState open;
    open.dialog = screens::SheetDialog::not_done;
    all.push_back({"21-sheet-not-done", staff_scene(on_site, open)});
    open.dialog = screens::SheetDialog::vetoes;
    all.push_back({"21-sheet-vetoes", staff_scene(on_site, open)});
    open.dialog = screens::SheetDialog::pause_station;
    open.cause = model::PauseCause::machine_fault;
    all.push_back({"21-sheet-pause", staff_scene(on_site, open)});
    open.dialog = screens::SheetDialog::pause_all;
    open.cause.reset();
    all.push_back({"21-sheet-pause-all", staff_scene(on_site, open)});
    model::SheetView six = on_site;
    six.strip = samples.strip(6);
    six.strip->current = 5;
    std::get<model::CandidateOnSheet>(six.subject).station = "09";
    six.strip->all_paused = true;
    six.paused = true;
    six.bar.practice = true;
    six.pause = model::PauseView{samples.pick("设备故障", "Machine fault"), at_time(14, 2), 312'000};
    six.total = model::TotalView{8620, 10'000, false};
    six.rows[row_named(six, "S10")].changed_after_total = true;
    screens::SheetState only_open;
    only_open.list.only_open = true;
    all.push_back({"21-sheet-six", staff_scene(six, only_open)});
    open.dialog = screens::SheetDialog::resume_all;
    all.push_back({"21-sheet-resume-all", staff_scene(six, open)});
    const model::SheetView piece = samples.workpiece();
    at_row("22-piece-reading", piece, "B02");
    at_row("22-piece-both", piece, "B01");
    at_row("22-piece-refused", piece, "D03", 1);
    at_row("22-piece-bands", piece, "B08");
    at_row("22-piece-grades", piece, "B11");
}

void add_begin(std::vector<Scene>& all, const ExaminerSamples& samples) {
    all.push_back({"20-candidates", staff_scene(samples.candidates(), screens::CandidatesState{})});
    model::CandidatesView later = samples.candidates();
    later.selected = 9;
    later.filter = model::CandidateFilter::to_score;
    later.detail->recusal_free = false;
    later.detail->recusal = samples.pick("梁世杰回避，由罗敏接替", "Liang Shijie steps back, Luo Min comes");
    all.push_back({"20-candidates-recused", staff_scene(later, screens::CandidatesState{})});
    model::CandidatesView held = samples.candidates();
    held.selected = 6;
    held.detail->hold = samples.text("请把缺的文件补送后再上报；成绩待定期间不得公示。", "Send the missing file, then send again; until then nothing is published.");
    all.push_back({"20-candidates-held", staff_scene(held, screens::CandidatesState{})});
    all.push_back({"20-identity", staff_scene(samples.identity(), screens::PersonCheckState{})});
    model::PersonCheckView no_photo = samples.identity();
    no_photo.detail.photo = {};
    all.push_back({"20-identity-no-photo", staff_scene(no_photo, screens::PersonCheckState{})});
    all.push_back({"20-preparation", staff_scene(samples.preparation(), screens::PreparationState{})});
    model::PreparationView no_lot = samples.preparation();
    no_lot.draw_needed = false;
    all.push_back({"20-preparation-no-lot", staff_scene(no_lot, screens::PreparationState{})});
    model::PreparationView ready = samples.preparation();
    for (model::PrepCheckView& check : ready.checks) check.mark = model::Mark::good;
    ready.checks.pop_back();
    ready.draw_signed = true;
    ready.can_start = true;
    all.push_back({"20-preparation-ready", staff_scene(ready, screens::PreparationState{})});
}

void add_end(std::vector<Scene>& all, const ExaminerSamples& samples) {
    const model::FinishView open = samples.finish();
    all.push_back({"23-finish-open", staff_scene(open, screens::FinishState{})});
    model::FinishView done = open;
    done.open.clear();
    done.rows_scored = done.rows_total;
    done.total = model::TotalView{8620, 10'000, false};
    done.changed_after = {"S10"};
    all.push_back({"23-finish", staff_scene(done, screens::FinishState{})});
    all.push_back({"24-compare", staff_scene(samples.compare(), screens::CompareState{})});
    model::CompareView chief = samples.compare();
    chief.self_is_chief = true;
    all.push_back({"24-compare-chief", staff_scene(chief, screens::CompareState{})});
    model::CompareView own = samples.compare();
    own.own_to_do = 1;
    own.whose_turn.clear();
    all.push_back({"24-compare-own", staff_scene(own, screens::CompareState{})});
    model::CompareView agreed = samples.compare();
    agreed.over_count = 0;
    agreed.total = model::TotalView{8620, 10'000, false};
    agreed.rows[0].over = false;
    agreed.rows[0].cells[2] = {agreed.rows[0].cells[1].value, false, false};
    agreed.examiners[2].to_do = 0;
    all.push_back({"24-compare-agreed", staff_scene(agreed, screens::CompareState{1})});
    all.push_back({"25-seal-signing", staff_scene(samples.seal(model::SealStage::signing), screens::SealScreenState{})});
    model::SealView failed = samples.seal(model::SealStage::sealed);
    all.push_back({"25-sealed", staff_scene(failed, screens::SealScreenState{})});
    failed.passed = false;
    failed.total.points = 5999;
    failed.verdict = samples.pick("未合格", "Not passed");
    all.push_back({"25-sealed-not-passed", staff_scene(failed, screens::SealScreenState{})});
}

// A signature over the page that it belongs to.
template <typename Below> DrawScene sign_over(Below below, model::SignView sign, std::string pin) {
    const DrawScene under = std::move(below);
    const DrawScene over = staff_scene(std::move(sign), screens::SignState{std::move(pin)});
    return [under, over](ui::Frame& frame, model::Commands& commands) {
        frame.cover();
        under(frame, commands);
        frame.uncover();
        over(frame, commands);
    };
}

void add_signing(std::vector<Scene>& all, const ExaminerSamples& samples) {
    const DrawScene sheet = staff_scene(samples.on_site(), screens::SheetState{});
    const DrawScene finish = staff_scene(samples.finish(), screens::FinishState{});
    const DrawScene seal = staff_scene(samples.seal(model::SealStage::signing), screens::SealScreenState{});
    const DrawScene list = staff_scene(samples.candidates(), screens::CandidatesState{});
    all.push_back({"19-sign-in", sign_over(list, samples.sign(model::SignPurpose::sign_in), "")});
    all.push_back({"24-sign-blind", sign_over(finish, samples.sign(model::SignPurpose::blind_sheet), "1234")});
    model::SignView second = samples.sign(model::SignPurpose::second_person);
    second.chosen = 1;
    second.wrong = true;
    second.tries_left = 2;
    all.push_back({"21-sign-second", sign_over(sheet, second, "")});
    model::SignView veto = samples.sign(model::SignPurpose::second_person);
    veto.what = samples.pick("06 韩立新　V1 袖口敞开或戴手套靠近旋转主轴", "06 Han Lixin  V1 Loose clothing or gloves at the turning spindle");
    veto.act = samples.pick("V1 第 2 次，确认后", "V1, occurrence 2");
    veto.effect = samples.pick("终止操作", "the test stops");
    veto.fingerprint.clear();
    all.push_back({"21-sign-veto", sign_over(sheet, veto, "")});
    all.push_back({"25-sign-chief", sign_over(seal, samples.sign(model::SignPurpose::chief), "123456")});
    model::SignView locked = samples.sign(model::SignPurpose::supervisor);
    locked.locked_ms = 272'000;
    all.push_back({"25-sign-supervisor", sign_over(seal, locked, "")});
    all.push_back({"25-sign-tally", sign_over(seal, samples.sign(model::SignPurpose::tally), "")});
}

} // namespace

void add_examiner_scenes(std::vector<Scene>& all, const SampleOptions& options) {
    const ExaminerSamples samples{options};
    add_begin(all, samples);
    add_sheets(all, samples);
    add_end(all, samples);
    add_signing(all, samples);
}

} // namespace kaogong::test
