// What is asked over examiners' pages: no answer without what must be recorded, and exactly that in the command.
#include "core/base/codes/practical.h"
#include "kiosk/screens/examiner/candidates.h"
#include "kiosk/screens/examiner/coded_end.h"
#include "kiosk/screens/examiner/evidence.h"
#include "kiosk/screens/examiner/piece_hand_in.h"
#include "kiosk/screens/examiner/row_asks.h"
#include "kiosk/screens/examiner/seal.h"
#include "kiosk/screens/examiner/sheet.h"
#include "kiosk/screens/examiner/sign.h"
#include "kiosk/screens/examiner/time_asks.h"
#include "tests/kiosk/screens/examiner_page.h"
#include "tests/kiosk/support/examiner_dialog_samples.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;

TEST_CASE("not applicable needs a reason, and the words that were chosen stand in the command") {
    Page<model::AskNotApplicableView, screens::AskNotApplicableState> page{.view = ExaminerDialogSamples{}.not_applicable()};
    CHECK(page.tap("###ask_answer").empty());
    page.tap("###reason_site");
    const model::ExaminerCommands asked = page.tap("###ask_answer");
    REQUIRE(only<model::SetNotApplicable>(asked) != nullptr);
    CHECK(only<model::SetNotApplicable>(asked)->row == "D09");
    CHECK(only<model::SetNotApplicable>(asked)->reason == "考点不具备该检测条件");
    CHECK(only<model::CancelAsk>(page.tap("###ask_back")) != nullptr);
}

namespace {
using NoteDialog = Page<model::AskNoteView, screens::AskNoteState>;
}

TEST_CASE("a note is one of the usual ones, or own words") {
    NoteDialog page{.view = ExaminerDialogSamples{}.note({})};
    CHECK(page.tap("###ask_answer").empty());
    CHECK(page.find("###note_erase") == nullptr);
    page.tap("###reason_tools");
    const model::ExaminerCommands asked = page.tap("###ask_answer");
    REQUIRE(only<model::SetNote>(asked) != nullptr);
    CHECK(only<model::SetNote>(asked)->row == "S09");
    CHECK(only<model::SetNote>(asked)->note == "工量具摆放不当");
}

TEST_CASE("a note that stands there is taken over, and may be taken back") {
    NoteDialog page{.view = ExaminerDialogSamples{}.note("扳手放在导轨上")};
    page.play();
    CHECK(page.state.note.own.text == "扳手放在导轨上");
    CHECK(page.tap("###ask_answer").empty()); // as it stands already
    CHECK(only<model::SetNote>(page.tap("###note_erase"))->note.empty());
}

TEST_CASE("a usual note that stands there is the one that is chosen") {
    NoteDialog page{.view = ExaminerDialogSamples{}.note("操作顺序不对")};
    page.play();
    CHECK(page.state.note.code == "order");
}

TEST_CASE("of a seal is said what was seen, and the way back leads out of the sheet") {
    Page<model::AskSealView, screens::AskSealState> page{.view = {"K-07", "SZ-0412"}};
    CHECK(only<model::CheckSeal>(page.tap("###ask_answer"))->intact);
    CHECK_FALSE(only<model::CheckSeal>(page.tap("###seal_broken"))->intact);
    CHECK(only<model::ShowCandidates>(page.tap("###ask_back")) != nullptr);
}

TEST_CASE("a reason in own words is typed over the dialog, which is covered meanwhile, and blanks at its end are dropped") {
    Page<model::AskNotApplicableView, screens::AskNotApplicableState> page{.view = ExaminerDialogSamples{}.not_applicable()};
    page.tap("###reason_other");
    page.play();
    CHECK_FALSE(page.find("###ask_back")->enabled);
    page.type(" 无探伤机 ");
    page.tap("###key_q");
    page.tap("###key_space");
    page.tap("###key_done");
    CHECK_FALSE(page.state.reason.own.open);
    const model::ExaminerCommands asked = page.tap("###ask_answer");
    REQUIRE(only<model::SetNotApplicable>(asked) != nullptr);
    CHECK(only<model::SetNotApplicable>(asked)->reason == "无探伤机 q");
}

TEST_CASE("own words without a word are no reason") {
    Page<model::AskWithdrawalView, screens::AskWithdrawalState> page{.view = ExaminerDialogSamples{}.withdrawal()};
    page.tap("###reason_other");
    page.tap("###key_done");
    CHECK(page.tap("###ask_answer").empty());
    page.tap("###reason_slip");
    CHECK(only<model::WithdrawVeto>(page.tap("###ask_answer"))->reason == "误按确认");
}

TEST_CASE("a typed reason is never longer than its limit") {
    Page<model::AskWithdrawalView, screens::AskWithdrawalState> page{.view = ExaminerDialogSamples{}.withdrawal()};
    page.tap("###reason_other");
    for (int i = 0; i < 9; ++i) page.type("十个字的原因写在这里");
    CHECK(page.state.reason.own.text.size() == 3 * model::kReasonLengthMax);
}

TEST_CASE("the chief chooses a level, then says why; going back keeps both") {
    Page<model::AskArbitrationView, screens::AskArbitrationState> page{.view = ExaminerDialogSamples{}.arbitration()};
    CHECK(page.tap("###ask_answer").empty());
    CHECK_FALSE(page.state.level_chosen);
    page.tap("###level_2");
    page.tap("###ask_answer");
    CHECK(page.tap("###ask_answer").empty()); // no reason yet
    page.tap("###reason_evidence");
    page.tap("###ask_back");
    page.play();
    CHECK(page.find("###level_2")->value == "selected");
    page.tap("###ask_answer");
    const model::ExaminerCommands asked = page.tap("###ask_answer");
    REQUIRE(only<model::ArbitrateTo>(asked) != nullptr);
    CHECK(only<model::ArbitrateTo>(asked)->level == 2);
    CHECK(only<model::ArbitrateTo>(asked)->reason == "以取证照片为准");
}

TEST_CASE("a piece is handed in with count, seal and code, and only while the candidate holds") {
    Page<model::AskHandInView, screens::AskHandInState> page{.view = ExaminerDialogSamples{}.hand_in()};
    page.tap("###pieces_2");
    page.tap("###ask_answer");
    CHECK(page.tap("###ask_answer").empty());
    CHECK(page.state.step == 1); // no seal, no next step
    page.type("QF 77");          // a blank is no part of a number
    page.press(platform::Key::enter);
    CHECK(page.state.step == 2);
    CHECK(only<model::DrawPieceCode>(page.tap("###draw_code")) != nullptr);
    page.view.drawn_code = "K-07";
    page.tap("###ask_answer");
    CHECK(page.state.step == 3);
    CHECK(page.hold("###candidate_confirms", 1'000).empty());
    const model::ExaminerCommands asked = page.hold("###candidate_confirms", 2'200);
    REQUIRE(only<model::HandInPiece>(asked) != nullptr);
    const auto* piece = only<model::HandInPiece>(asked);
    CHECK(piece->pieces == 2);
    CHECK(piece->seal == "QF77");
    CHECK(piece->code == "K-07");
    CHECK(piece->candidate_confirmed);
}

TEST_CASE("what stays at the station has neither seal nor code, even where one had been typed") {
    Page<model::AskHandInView, screens::AskHandInState> page{.view = ExaminerDialogSamples{}.hand_in()};
    page.state.seal.text = "QF77";
    page.view.drawn_code = "K-07";
    page.tap("###pieces_0");
    page.tap("###ask_answer");
    const model::ExaminerCommands asked = page.hold("###candidate_confirms", 2'200);
    REQUIRE(only<model::HandInPiece>(asked) != nullptr);
    CHECK(only<model::HandInPiece>(asked)->seal.empty());
    CHECK(only<model::HandInPiece>(asked)->code.empty());
}

TEST_CASE("work is over with nothing to hand in only when the candidate holds") {
    Page<model::AskWorkOverView, screens::AskWorkOverState> page{.view = ExaminerDialogSamples{}.work_over()};
    CHECK(page.tap("###candidate_confirms").empty());
    const model::ExaminerCommands asked = page.hold("###candidate_confirms", 2'200);
    REQUIRE(only<model::HandInPiece>(asked) != nullptr);
    CHECK(only<model::HandInPiece>(asked)->pieces == 0);
}

TEST_CASE("a coded end asks for its own fields one by one, and the command holds nothing else") {
    Page<model::AskEndView, screens::AskEndState> page{.view = ExaminerDialogSamples{}.ends()};
    CHECK(page.tap("###ask_answer").empty());
    CHECK(page.state.step == 0);
    page.tap("###codes_next");
    page.tap("###code_ILL");
    page.tap("###ask_answer");
    page.tap("###reason_unwell");
    page.tap("###ask_answer");
    CHECK(page.tap("###ask_answer").empty());
    CHECK(page.state.step == 2); // the candidate's choice is missing
    page.tap("###choice_points");
    page.tap("###ask_answer");
    CHECK(page.tap("###end_yes").empty()); // held, not touched
    const model::ExaminerCommands asked = page.hold("###end_yes", 2'200);
    REQUIRE(only<model::EndTest>(asked) != nullptr);
    const auto* end = only<model::EndTest>(asked);
    CHECK(end->code == "ILL");
    CHECK(end->reason == "头晕、恶心、中暑");
    CHECK(end->choice == model::EndChoice::points_so_far);
    CHECK(end->statement.empty());
    CHECK(end->evidence.empty());
    CHECK_FALSE(end->refused_to_sign);
}

TEST_CASE("a refused statement leaves no number in the command, and evidence may be a picture already taken") {
    Page<model::AskEndView, screens::AskEndState> page{.view = ExaminerDialogSamples{}.ends()};
    page.tap("###code_IMPERSONATION");
    page.tap("###ask_answer");
    page.tap("###reason_other");
    page.type("照片与本人不符");
    page.tap("###key_done");
    page.tap("###ask_answer");
    page.tap("###statement");
    page.type("SM-017");
    page.press(platform::Key::enter);
    CHECK(page.state.statement.text == "SM-017");
    page.tap("###statement_refused");
    page.tap("###ask_answer");
    CHECK(page.tap("###ask_answer").empty());
    CHECK(only<model::TakeEvidence>(page.tap("###take_evidence"))->row.empty());
    page.tap("###picture_2");
    page.tap("###ask_answer");
    const model::ExaminerCommands asked = page.hold("###end_yes", 2'200);
    REQUIRE(only<model::EndTest>(asked) != nullptr);
    CHECK(only<model::EndTest>(asked)->refused_to_sign);
    CHECK(only<model::EndTest>(asked)->statement.empty());
    CHECK(only<model::EndTest>(asked)->evidence == "K3-0413");
    CHECK(only<model::EndTest>(asked)->reason == "照片与本人不符");
}

TEST_CASE("what is only noted lies in its own list and ends nothing; changing the list forgets the code") {
    Page<model::AskEndView, screens::AskEndState> page{.view = ExaminerDialogSamples{}.ends()};
    page.tap("###code_STOPPED");
    page.tap("###list_notes");
    CHECK(page.tap("###ask_answer").empty());
    CHECK(page.find("###code_STOPPED") == nullptr);
    page.tap("###code_WARNED");
    page.tap("###ask_answer");
    page.tap("###reason_phone");
    page.tap("###ask_answer");
    const model::ExaminerCommands asked = page.tap("###ask_answer");
    REQUIRE(only<model::NoteException>(asked) != nullptr);
    CHECK(only<model::NoteException>(asked)->code == "WARNED");
}

TEST_CASE("another code begins with no reason of the one before") {
    Page<model::AskEndView, screens::AskEndState> page{.view = ExaminerDialogSamples{}.ends()};
    page.tap("###code_STOPPED");
    page.tap("###ask_answer");
    page.tap("###reason_phone");
    page.tap("###ask_back");
    page.tap("###code_CHEATED");
    page.tap("###ask_answer");
    CHECK(page.tap("###ask_answer").empty());
    CHECK(page.state.step == 1);
}

TEST_CASE("absence is asked without a list, and goes straight to its confirmation") {
    model::AskEndView view = ExaminerDialogSamples{}.ends();
    view.ends = {{"ABSENT", "缺考", "不开始计时", "无成绩", false, true}};
    view.code = "ABSENT";
    Page<model::AskEndView, screens::AskEndState> page{.view = view};
    const model::ExaminerCommands asked = page.hold("###end_yes", 2'200);
    REQUIRE(only<model::EndTest>(asked) != nullptr);
    CHECK(only<model::EndTest>(asked)->code == "ABSENT");
    CHECK(only<model::CancelAsk>(page.tap("###ask_back")) != nullptr);
}

TEST_CASE("minutes are chosen or keyed, never beyond the most, and need a reason") {
    Page<model::AskCreditView, screens::AskCreditState> page{.view = ExaminerDialogSamples{}.credit()};
    CHECK(page.tap("###ask_answer").empty());
    CHECK(page.state.step == 0);
    page.tap("###minutes_10");
    CHECK(page.state.minutes == 10);
    page.tap("###key_backspace");
    page.tap("###key_2");
    CHECK(page.state.minutes == 12);
    page.tap("###key_3"); // 123 is more than an hour
    CHECK(page.state.minutes == 12);
    page.tap("###ask_answer");
    CHECK(page.tap("###ask_answer").empty());
    page.tap("###reason_machine");
    const model::ExaminerCommands asked = page.tap("###ask_answer");
    REQUIRE(only<model::CreditTime>(asked) != nullptr);
    CHECK(only<model::CreditTime>(asked)->minutes == 12);
}

TEST_CASE("a restart has a cause, a marked piece and a reason") {
    Page<model::AskRestartView, screens::AskRestartState> page{.view = ExaminerDialogSamples{}.restart()};
    CHECK(page.tap("###ask_answer").empty());
    CHECK(page.state.step == 0);
    page.tap("###cause_material");
    page.tap("###ask_answer");
    page.tap("###ask_answer");
    CHECK(page.state.step == 1); // no mark
    page.type("45-0118");
    page.press(platform::Key::enter);
    CHECK(page.state.step == 2);
    page.tap("###reason_blank");
    const model::ExaminerCommands asked = page.tap("###ask_answer");
    REQUIRE(only<model::RestartTest>(asked) != nullptr);
    CHECK(only<model::RestartTest>(asked)->cause == model::PauseCause::material_fault);
    CHECK(only<model::RestartTest>(asked)->piece == "45-0118");
    CHECK(only<model::RestartTest>(asked)->reason == "毛坯有裂纹、砂眼或尺寸不符");
}

TEST_CASE("evidence is taken only from a source that is there, and while there is room for it") {
    Page<model::EvidenceView, screens::EvidenceState> page{.view = ExaminerDialogSamples{}.evidence()};
    CHECK(only<model::TakeEvidence>(page.tap("###from_camera"))->row == "S11");
    CHECK(only<model::TakeEvidence>(page.tap("###from_file"))->source == model::EvidenceSource::file);
    page.tap("###evidence_1");
    page.play();
    CHECK(page.find("###from_camera") == nullptr); // the picture fills the screen
    page.tap("###evidence_close");
    page.view.camera = false;
    CHECK(page.tap("###from_camera").empty());
    page.view.pictures_max = 3;
    CHECK(page.tap("###from_file").empty());
}

TEST_CASE("the sheet offers what the station can be asked for, and only what is possible now") {
    Page<model::SheetView, screens::SheetState> page{.view = ExaminerSamples{}.on_site()};
    page.play();
    CHECK(page.find("###actions_open") == nullptr);
    page.view.actions = {model::StationAction::hand_in, model::StationAction::credit};
    page.tap("###actions_open");
    CHECK(page.tap("###action_5").empty()); // restart
    CHECK(only<model::AskFor>(page.tap("###action_1"))->action == model::StationAction::hand_in);
    CHECK(page.state.dialog == screens::SheetDialog::none);
    CHECK(only<model::ShowEvidence>(page.tap("###evidence"))->row == "S08");
}

TEST_CASE("a refusal says its number, covers the page, and any touch closes it") {
    Page<model::SheetView, screens::SheetState> page{.view = ExaminerSamples{}.on_site()};
    page.view.refused = codes::rows_unseen;
    page.play();
    bool said = false;
    for (const ui::Entry& entry : page.stage.transcript().entries()) said = said || entry.label == "K-0393";
    CHECK(said);
    CHECK_FALSE(page.find("###finish")->enabled);
    page.asked.clear();
    page.stage.lay_finger({20, 700});
    page.play();
    page.play();
    page.stage.lift_finger({20, 700});
    page.play();
    page.play();
    CHECK(only<model::DismissRefusal>(page.asked) != nullptr);
}

TEST_CASE("a module begins from its own line, and the time that is short is red for the running one alone") {
    Page<model::SheetView, screens::SheetState> page{.view = ExaminerSamples{}.on_site()};
    page.play();
    CHECK(page.find("###begin_module") == nullptr);
    model::SheetGroupView& group = page.view.groups[1];
    group.id = "M2";
    group.can_begin = true;
    CHECK(only<model::BeginModule>(page.tap("###begin_module"))->module == "M2");
    page.view.frozen = true;
    CHECK(page.tap("###begin_module").empty());
}

TEST_CASE("an own sheet shows neither strip nor pause, is signed once, and then leads back to the candidates") {
    Page<model::SheetView, screens::SheetState> page{.view = ExaminerDialogSamples{}.own_sheet()};
    page.play();
    for (const char* id : {"###pause", "###all_stop", "###station_1", "###vetoes_open", "###own_done"}) CHECK(page.find(id) == nullptr);
    CHECK(only<model::ShowFinish>(page.tap("###finish")) != nullptr);
    page.view.own->signed_ = true;
    CHECK(page.tap("###finish").empty());
    CHECK(only<model::ShowCandidates>(page.tap("###own_done")) != nullptr);
}

TEST_CASE("practice is entered from the list of candidates, where it is possible") {
    Page<model::CandidatesView, screens::CandidatesState> page{.view = ExaminerSamples{}.candidates()};
    page.play();
    CHECK(page.find("###practice") == nullptr);
    page.view.practice_possible = true;
    CHECK(only<model::BeginPractice>(page.tap("###practice")) != nullptr);
}

TEST_CASE("practice is left from the bar of any page, which says that nothing is stored") {
    Page<model::SheetView, screens::SheetState> page{.view = ExaminerSamples{}.on_site()};
    page.view.bar.practice = true;
    CHECK(only<model::LeavePractice>(page.tap("###practice_leave")) != nullptr);
    bool said = false;
    for (const ui::Entry& entry : page.stage.transcript().entries()) said = said || entry.label == "练习内容不保存、不上报";
    CHECK(said);
}

TEST_CASE("while nobody's token is in there is no PIN to type, and a signer without a token cannot sign") {
    Page<model::SignView, screens::SignState> page{.view = ExaminerSamples{}.sign(model::SignPurpose::second_person)};
    page.view.asks_token = true;
    page.view.signers[0].token_present = false;
    page.type("1234");
    CHECK(page.find("###pin") == nullptr);
    CHECK(page.state.pin.empty());
    page.view.signers[0].token_present = true;
    page.type("1234");
    CHECK(only<model::SubmitSign>(page.tap("###sign_yes")) != nullptr);
    page.view.chosen = 1;
    page.type("1234");
    CHECK(page.tap("###sign_yes").empty());
}

TEST_CASE("a signature is refused with a note by whoever is next, where that is possible") {
    Page<model::SealView, screens::SealScreenState> page{.view = ExaminerSamples{}.seal(model::SealStage::signing)};
    page.play();
    CHECK(page.find("###refuse_signature") == nullptr);
    page.view.may_refuse = true;
    page.view.refusal_reasons = ExaminerDialogSamples{}.reasons(screens::ReasonKind::refusal);
    page.tap("###refuse_signature");
    CHECK(page.tap("###sign_next").empty()); // below the question
    CHECK(page.tap("###ask_answer").empty());
    page.tap("###reason_left");
    CHECK(only<model::RefuseSignature>(page.tap("###ask_answer"))->note == "已离开考点");
    CHECK_FALSE(page.state.refusing);
}
