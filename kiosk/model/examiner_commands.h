// What examiners' screens may ask for, in the same way as commands.h: wishes, carried out in order at the end of the frame. Each that
// changes a score becomes one event of core/assessment/practical/scoring_event.h (named beside it); the rest moves between pages.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/model/examiner.h"
#include "kiosk/model/examiner_hand_entry.h"
#include "kiosk/model/tally.h"

namespace kaogong::kiosk::model {

// Moving about. Nothing half typed is lost by any of them.
struct SelectStation {
    std::size_t place = 0;
};
struct SelectRow {
    std::size_t row = 0;
    std::size_t field = 0;
};
struct ShowCandidates {};
struct ShowSheet {};
struct ShowFinish {}; // the list before a phase is finished
struct ChangeUser {};
struct SignOut {};

// Scoring, all RowTouched with the whole entry as it then stands.
struct SetTick { // of the row's ticks or of its zero_when
    std::string row;
    std::string tick;
    Mark mark = Mark::unseen;
};
struct SetPlace {
    std::string row;
    std::size_t place = 0;
    Mark mark = Mark::unseen;
};
struct TouchStep { // seen next in order; a step already seen is taken out again
    std::string row;
    std::string step;
};
struct SetCount {
    std::string row;
    int count = 0;
};
struct SetGrade {
    std::string row;
    std::size_t surface = 0;
    int down = 0;
};
struct ChooseBand {
    std::string row;
    std::string band;
};
struct Judge {
    std::string row;
    int level = 0;
};
struct TypeReading { // the station's draft; not yet an event
    std::string row;
    std::size_t field = 0;
    std::string text;
};
struct RecordReading {
    std::string row;
};
struct SetRowState { // not_applicable: asks for reason and second signature next
    std::string row;
    RowState state = RowState::unseen;
};
struct UndoTouch {}; // RowUndone
enum class EvidenceSource { camera, file };
struct TakeEvidence {
    std::string row; // empty: for a coded end
    EvidenceSource source = EvidenceSource::camera;
};
struct ShowEvidence { // the pictures of a row
    std::string row;
};
struct SetNotApplicable { // after SetRowState{not_applicable}; the second person signs next
    std::string row;
    std::string reason;
};
struct ShowNote { // asks for the note of a row
    std::string row;
};
struct SetNote { // RowNoted; empty takes it back
    std::string row;
    std::string note;
};
struct HandToOtherReader { // asks for the second person's token
    std::string row;
};

// Vetoes: armed, then held to confirm, then the second person.
struct ArmVeto {
    std::string veto;
};
struct DisarmVeto {
    std::string veto;
};
struct ConfirmVeto {
    std::string veto;
};
struct WithdrawVeto { // without a reason it asks for one; with it, for the chief's PIN
    std::string veto;
    std::string reason = {};
};

struct PauseWork {
    PauseScope scope = PauseScope::station;
    PauseCause cause = PauseCause::machine_fault;
};
struct ResumeWork {
    PauseScope scope = PauseScope::station;
};

struct BeginModule { // its timer
    std::string module;
};

// Beside scoring. AskFor opens the dialog of an action, CancelAsk leaves whatever is asked; the others are what dialogs ask to be done, and
// where two must stand behind it the second person signs next.
struct AskFor {
    StationAction action = StationAction::hand_in;
};
struct CancelAsk {};
struct DrawPieceCode {}; // 工件密号 by lot
struct HandInPiece {     // PieceHandedIn
    int pieces = 0;
    std::string seal;
    std::string code;
    bool candidate_confirmed = false; // held by the candidate on the screen
};
struct CheckSeal { // SealChecked
    bool intact = false;
};
struct EndTest { // TestEnded
    std::string code;
    std::string reason;
    std::string statement;
    bool refused_to_sign = false; // 拒签: there is no statement, and that is noted
    std::string evidence;
    std::optional<EndChoice> choice;
};
struct NoteException { // ExceptionNoted
    std::string code;
    std::string reason;
    std::string statement;
    bool refused_to_sign = false;
    std::string evidence;
    std::optional<EndChoice> choice;
};
struct CreditTime { // StationCredited
    int minutes = 0;
    std::string reason;
};
struct RestartTest { // StationRestarted
    PauseCause cause = PauseCause::machine_fault;
    std::string reason;
    std::string piece; // what the new piece is marked with
};

struct ScoreNewPiece {}; // 重做: another own sheet beside the signed one of the old piece
struct FinishPhase {}; // PhaseFinished; only with no row open

// 练习: nothing of it is stored.
struct BeginPractice {};
struct LeavePractice {};

// 双人录入. The paper belongs to the selected candidate. A row is keyed whole: one value for each of its fields, none where it was not done or is not applicable. The next row that is
// open becomes the active one, unless what was keyed is refused.
struct BeginHandEntry {};
struct KeyRow {
    std::string row;
    KeyedState state = KeyedState::keyed;
    std::vector<std::string> values;
};
struct PhotographPaper { // PaperPhotographed, first of all
    EvidenceSource source = EvidenceSource::camera;
    int page = 0; // from 1; 0: the next one
};
struct FinishKeying {};
struct SettleRow {
    std::string row;
    SettledAs settled = SettledAs::first;
    KeyedState state = KeyedState::keyed; // of what is keyed anew
    std::vector<std::string> values;
};

// The day's candidates.
struct SelectCandidate {
    std::size_t place = 0; // of the line
};
struct FilterCandidates {
    CandidateFilter filter = CandidateFilter::all;
};
struct ScanCandidate {}; // opens the dialog
struct FindCandidate { // by admission number or piece code, typed or from a scanner
    std::string text;
};
struct NextForCandidate {}; // the one next action of the selected candidate's state
struct RecordAbsent {};
struct RecordOtherEnd {};
struct TakePhoto {};
struct SetPrepCheck {
    std::string check;
    Mark mark = Mark::unseen;
};
struct SignDraw {}; // the candidate signs for what was drawn
struct StartTest {};

// Signatures.
struct ChooseSigner {
    std::size_t signer = 0;
};
struct SubmitSign {
    SignPurpose purpose = SignPurpose::sign_in;
    std::string signer; // number
    std::string pin;
};
struct CancelSign {};
// 应急凭证, from the pad: for whoever's token is lost or broken.
struct AskEmergency {
    std::string signer;
};
struct IssueEmergency { // asks for the site chief next, then for the supervisor
    std::string reason;
};
struct CloseEmergency {}; // also once the PIN has been read

struct OrderComparison {
    bool by_number = false;
};
struct CallScorer {}; // tells the one concerned that rows wait for them
struct ScoreAgain {
    std::string row; // empty: the first of the own ones
};
struct ArbitrateRow { // the chief; asks for the level and the reason
    std::string row;
};
struct ArbitrateTo { // RowArbitrated
    std::string row;
    int level = 0;
    std::string reason;
};
struct AskSignature {};  // the next signature that is due
struct RefuseSignature { // 拒签, by whoever is next
    std::string note;
};
struct PrintScores { // 评分记录表, in the language of the screen
    Language language = Language::zh_cn;
};

struct AskPutAway {}; // asks for the reason
struct PutPaperAway {  // PaperPutAway; asks for the second person
    std::string reason;
};

using ExaminerCommand =
    std::variant<SelectStation, SelectRow, ShowCandidates, ShowSheet, ShowFinish, ChangeUser, SignOut, SetTick, SetPlace, TouchStep,
                 SetCount, SetGrade, ChooseBand, Judge, TypeReading, RecordReading, SetRowState, UndoTouch, ShowNote, SetNote, TakeEvidence, HandToOtherReader,
                 ArmVeto, DisarmVeto, ConfirmVeto, WithdrawVeto, PauseWork, ResumeWork, FinishPhase, SelectCandidate, FilterCandidates,
                 ScanCandidate, FindCandidate, NextForCandidate, RecordAbsent, RecordOtherEnd, DecideIdentity, TakePhoto, SetPrepCheck, SignDraw,
                 StartTest, ChooseSigner, SubmitSign, CancelSign, AskEmergency, IssueEmergency,
                 CloseEmergency, OrderComparison, CallScorer, ScoreAgain, ArbitrateRow, AskSignature,
                 SubmitTally, PrintScores, ShowEvidence, SetNotApplicable, BeginModule, AskFor, CancelAsk, DrawPieceCode, HandInPiece, CheckSeal,
                 EndTest, NoteException, CreditTime, RestartTest, BeginPractice, LeavePractice, BeginHandEntry, KeyRow, PhotographPaper,
                 FinishKeying, AskPutAway, PutPaperAway, ScoreNewPiece,
                 SettleRow, ArbitrateTo, RefuseSignature, DismissRefusal>;
using ExaminerCommands = std::vector<ExaminerCommand>;

} // namespace kaogong::kiosk::model
