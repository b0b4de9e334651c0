#include "core/base/codes/practical.h"
#include "kiosk/screens/examiner/candidates.h"
#include "kiosk/screens/examiner/coded_end.h"
#include "kiosk/screens/examiner/emergency.h"
#include "kiosk/screens/examiner/evidence.h"
#include "kiosk/screens/examiner/find.h"
#include "kiosk/screens/examiner/piece_hand_in.h"
#include "kiosk/screens/examiner/row_asks.h"
#include "kiosk/screens/examiner/seal.h"
#include "kiosk/screens/examiner/sheet.h"
#include "kiosk/screens/examiner/sign.h"
#include "kiosk/screens/examiner/time_asks.h"
#include "tests/kiosk/support/examiner_dialog_samples.h"
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

// Scenes of dialogs, each over the page that it belongs to.
struct Dialogs {
    std::vector<Scene>& all;
    DrawScene below;

    template <typename View, typename State> void add(std::string name, View view, State state) {
        const DrawScene over = staff_scene(std::move(view), std::move(state));
        all.push_back({std::move(name), [under = below, over](ui::Frame& frame, model::Commands& commands) {
                           frame.cover();
                           under(frame, commands);
                           frame.uncover();
                           over(frame, commands);
                       }});
    }
};

screens::ReasonState chosen(const char* code) {
    screens::ReasonState state;
    state.code = code;
    return state;
}

screens::ReasonState written(const ExaminerDialogSamples& samples, bool open) {
    screens::ReasonState state = chosen("other");
    state.own.text = samples.base.text("急停按钮复位后主轴仍不能启动", "After the emergency stop the spindle did not start");
    state.own.open = open;
    return state;
}

void add_find(Dialogs& dialogs) {
    screens::AskFindState typed;
    typed.number.text = "K-07";
    dialogs.add("26-find", model::AskFindView{}, typed);
}

void add_row_asks(Dialogs& dialogs, const ExaminerDialogSamples& samples) {
    dialogs.add("26-not-applicable", samples.not_applicable(), screens::AskNotApplicableState{chosen("site")});
    model::AskNotApplicableView full = samples.not_applicable();
    full.full_points = true;
    dialogs.add("26-not-applicable-own", full, screens::AskNotApplicableState{written(samples, false)});
    dialogs.add("26-reason-writing", full, screens::AskNotApplicableState{written(samples, true)});
    dialogs.add("26-seal-check", model::AskSealView{"K-07", "SZ-0412", true, 1}, screens::AskSealState{});
    dialogs.add("26-note", samples.note({}), screens::AskNoteState{false, chosen("tools")});
    dialogs.add("26-note-written", samples.note(samples.base.text("扳手放在导轨上", "Spanner left on the slideway")), screens::AskNoteState{});
    dialogs.add("26-arbitration", samples.arbitration(), screens::AskArbitrationState{false, 2, {}});
    dialogs.add("26-arbitration-reason", samples.arbitration(), screens::AskArbitrationState{true, 2, chosen("descriptor")});
    dialogs.add("26-withdrawal", samples.withdrawal(), screens::AskWithdrawalState{});
    dialogs.add("27-put-away", model::AskPutAwayView{samples.whom(), samples.reasons(screens::ReasonKind::put_away)},
                screens::AskPutAwayState{chosen("candidate")});
}

void add_hand_in(Dialogs& dialogs, const ExaminerDialogSamples& samples) {
    const auto at = [](std::size_t step, const char* seal, const char* code) {
        screens::AskHandInState state;
        state.step = step;
        state.seal.text = seal;
        state.code.text = code;
        return state;
    };
    dialogs.add("26-hand-in-pieces", samples.hand_in(), at(0, "", ""));
    screens::AskHandInState two = at(0, "", "");
    two.pieces = 0;
    dialogs.add("26-hand-in-pieces-differ", samples.hand_in(), two);
    dialogs.add("26-hand-in-seal", samples.hand_in(), at(1, "QF-209331", ""));
    dialogs.add("26-hand-in-code", samples.hand_in(), at(2, "QF-209331", ""));
    model::AskHandInView drawn = samples.hand_in();
    drawn.drawn_code = "K-07";
    dialogs.add("26-hand-in-code-drawn", drawn, at(2, "QF-209331", ""));
    dialogs.add("26-hand-in-confirm", drawn, at(3, "QF-209331", ""));
    dialogs.add("26-work-over", samples.work_over(), screens::AskWorkOverState{});
}

void add_ends(Dialogs& dialogs, const ExaminerDialogSamples& samples) {
    const model::AskEndView view = samples.ends();
    const auto at = [](model::EndList list, const char* code, std::size_t step) {
        screens::AskEndState state;
        state.begun = true;
        state.list = list;
        state.code = code;
        state.step = step;
        return state;
    };
    dialogs.add("26-ends", view, at(model::EndList::ends, "INJURY", 0));
    dialogs.add("26-ends-notes", view, at(model::EndList::notes, "WARNED", 0));
    screens::AskEndState injury = at(model::EndList::ends, "INJURY", 1);
    injury.reason = chosen("cut");
    dialogs.add("26-ends-reason", view, injury);
    injury.step = 2;
    injury.choice = model::EndChoice::no_result;
    dialogs.add("26-ends-choice", view, injury);
    injury.step = 3;
    dialogs.add("26-ends-confirm", view, injury);
    screens::AskEndState impersonation = at(model::EndList::ends, "IMPERSONATION", 2);
    impersonation.reason = written(samples, false);
    impersonation.statement.text = "SM-017";
    dialogs.add("26-ends-statement", view, impersonation);
    impersonation.refused_to_sign = true;
    dialogs.add("26-ends-statement-refused", view, impersonation);
    impersonation.step = 3;
    impersonation.evidence.text = "K3-0413";
    dialogs.add("26-ends-evidence", view, impersonation);
    screens::AskEndState warned = at(model::EndList::notes, "WARNED", 2);
    warned.reason = chosen("phone");
    dialogs.add("26-ends-note-confirm", view, warned);
    model::AskEndView absent = view;
    absent.ends = {{"ABSENT", samples.base.pick("缺考", "Absent"), samples.base.pick("不开始计时", "the clock never starts"),
                    samples.base.pick("无成绩", "no result"), false, true}};
    absent.notes.clear();
    absent.code = "ABSENT";
    dialogs.add("26-ends-absent", absent, screens::AskEndState{});
    dialogs.add("26-ends-statement-typing", view, [&] {
        impersonation.step = 2;
        impersonation.refused_to_sign = false;
        impersonation.statement.open = true;
        return impersonation;
    }());
}

void add_time_asks(Dialogs& dialogs, const ExaminerDialogSamples& samples) {
    dialogs.add("26-credit", samples.credit(), screens::AskCreditState{0, 5, {}});
    dialogs.add("26-credit-reason", samples.credit(), screens::AskCreditState{1, 5, chosen("machine")});
    screens::AskRestartState restart;
    restart.cause = model::PauseCause::machine_fault;
    dialogs.add("26-restart", samples.restart(), restart);
    restart.step = 1;
    restart.piece.text = "45-0118";
    dialogs.add("26-restart-piece", samples.restart(), restart);
    restart.step = 2;
    restart.reason = chosen("spindle");
    dialogs.add("26-restart-reason", samples.restart(), restart);
}

void add_evidence(Dialogs& dialogs, const ExaminerDialogSamples& samples) {
    dialogs.add("26-evidence", samples.evidence(), screens::EvidenceState{});
    model::EvidenceView empty = samples.evidence();
    empty.pictures.clear();
    empty.camera = empty.files = false;
    dialogs.add("26-evidence-none", empty, screens::EvidenceState{});
    dialogs.add("26-evidence-enlarged", samples.evidence(), screens::EvidenceState{0});
}

void add_sheet_variants(std::vector<Scene>& all, const ExaminerDialogSamples& samples) {
    model::SheetView busy = samples.base.on_site();
    busy.actions = {model::StationAction::hand_in, model::StationAction::coded_end, model::StationAction::credit};
    busy.groups[1].running = true;
    busy.groups[1].id = "M2";
    all.push_back({"21-sheet-module", staff_scene(busy, screens::SheetState{})});
    model::SheetView low = busy;
    low.groups[1].low = true;
    low.groups[1].left_ms = 95'000;
    low.groups[2].id = "M3";
    low.groups[2].left_ms = 600'000;
    low.groups[2].can_begin = true;
    low.active_row = low.groups[2].first;
    all.push_back({"21-sheet-module-begin", staff_scene(low, screens::SheetState{})});
    screens::SheetState open;
    open.dialog = screens::SheetDialog::actions;
    all.push_back({"21-sheet-actions", staff_scene(busy, open)});
    busy.refused = codes::rows_unseen;
    all.push_back({"21-sheet-refused", staff_scene(busy, screens::SheetState{})});
    all.push_back({"21-sheet-own", staff_scene(samples.own_sheet(), screens::SheetState{})});
    model::SheetView own_piece = samples.own_sheet();
    own_piece.subject = model::PieceOnSheet{"K-07", model::SealState::intact};
    own_piece.own->lead_station.clear();
    own_piece.rows[2].scored_again = true;
    own_piece.rows[2].again = samples.base.pick("复评：极差 2 超过 1，原评分 1 → 2", "Scored again: 2 apart, limit 1; score 1 → 2");
    all.push_back({"21-sheet-own-piece", staff_scene(own_piece, screens::SheetState{})});
    own_piece.own->signed_ = true;
    all.push_back({"21-sheet-own-piece-signed", staff_scene(own_piece, screens::SheetState{})});
    model::SheetView own_signed = samples.own_sheet();
    own_signed.own->signed_ = true;
    own_signed.rows[1] = own_signed.rows[0];
    own_signed.rows[1].id = "C08";
    own_signed.frozen = true;
    all.push_back({"21-sheet-own-signed", staff_scene(own_signed, screens::SheetState{})});
}

void add_pages(std::vector<Scene>& all, const ExaminerDialogSamples& samples) {
    model::CandidatesView practice = samples.base.candidates();
    practice.practice_possible = true;
    all.push_back({"20-candidates-practice-offered", staff_scene(practice, screens::CandidatesState{})});
    practice.practice_possible = false;
    practice.bar.practice = true;
    all.push_back({"20-candidates-practice", staff_scene(practice, screens::CandidatesState{})});
    practice.refused = codes::examiner_recused;
    all.push_back({"20-candidates-refused", staff_scene(practice, screens::CandidatesState{})});
    model::SealView seal = samples.base.seal(model::SealStage::signing);
    seal.may_refuse = true;
    seal.refusal_reasons = samples.reasons(screens::ReasonKind::refusal);
    all.push_back({"25-seal-may-refuse", staff_scene(seal, screens::SealScreenState{})});
    all.push_back({"25-seal-refusing", staff_scene(seal, screens::SealScreenState{true, chosen("score")})});
    model::SignView sign = samples.base.sign(model::SignPurpose::second_person);
    sign.asks_token = true;
    sign.emergency_possible = true;
    for (model::SignerView& signer : sign.signers) signer.token_present = false;
    Dialogs over{all, staff_scene(samples.base.on_site(), screens::SheetState{})};
    over.add("21-sign-token", sign, screens::SignState{});
    model::SignView many = samples.base.sign(model::SignPurpose::result);
    for (int i = 0; i < 4; ++i) {
        many.signers.push_back(many.signers[1]);
        many.signers.back().number += std::to_string(i);
        if (i == 1) over.add("21-sign-five", many, screens::SignState{});
    }
    over.add("21-sign-seven", many, screens::SignState{});
    model::SignView warrant = samples.base.sign(model::SignPurpose::emergency);
    warrant.what = samples.base.pick("为梁世杰签发应急凭证", "Emergency credential for Liang Shijie");
    warrant.fingerprint.clear();
    warrant.signers = {{"HH0020", samples.base.pick("傅春梅", "Fu Chunmei"), samples.base.pick("考点负责人", "Site chief"), true, true, {}}};
    over.add("28-emergency-warrant", warrant, screens::SignState{});
    model::EmergencyView emergency = samples.emergency();
    over.add("28-emergency", emergency, screens::EmergencyState{chosen("lost")});
    emergency.pin = "482913";
    over.add("28-emergency-pin", emergency, screens::EmergencyState{});
}

} // namespace

void add_examiner_dialog_scenes(std::vector<Scene>& all, const SampleOptions& options) {
    const ExaminerDialogSamples samples{ExaminerSamples{options}};
    Dialogs over_sheet{all, staff_scene(samples.base.on_site(), screens::SheetState{})};
    add_find(over_sheet);
    add_row_asks(over_sheet, samples);
    add_hand_in(over_sheet, samples);
    add_ends(over_sheet, samples);
    add_time_asks(over_sheet, samples);
    add_evidence(over_sheet, samples);
    add_sheet_variants(all, samples);
    add_pages(all, samples);
}

} // namespace kaogong::test
