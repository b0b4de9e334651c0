// What examiners' screens may ask for, in the same way as commands.h: wishes, carried out in order at the end of the frame. Each that
// changes a score becomes one event of core/assessment/practical/scoring_event.h (named beside it); the rest moves between pages.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/model/examiner.h"

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
struct TakeEvidence {
    std::string row;
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
struct WithdrawVeto { // asks for the chief's PIN and the reason
    std::string veto;
};

struct PauseWork {
    PauseScope scope = PauseScope::station;
    PauseCause cause = PauseCause::machine_fault;
};
struct ResumeWork {
    PauseScope scope = PauseScope::station;
};

struct FinishPhase {}; // PhaseFinished; only with no row open

// The day's candidates.
struct SelectCandidate {
    std::size_t line = 0;
};
struct FilterCandidates {
    CandidateFilter filter = CandidateFilter::all;
};
struct ScanCandidate {};
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
struct AskSignature {}; // the next signature that is due
struct PrintScores {};  // 评分记录表

using ExaminerCommand =
    std::variant<SelectStation, SelectRow, ShowCandidates, ShowSheet, ShowFinish, ChangeUser, SignOut, SetTick, SetPlace, TouchStep,
                 SetCount, SetGrade, ChooseBand, Judge, TypeReading, RecordReading, SetRowState, UndoTouch, TakeEvidence, HandToOtherReader,
                 ArmVeto, DisarmVeto, ConfirmVeto, WithdrawVeto, PauseWork, ResumeWork, FinishPhase, SelectCandidate, FilterCandidates,
                 ScanCandidate, NextForCandidate, RecordAbsent, RecordOtherEnd, DecideIdentity, TakePhoto, SetPrepCheck, SignDraw,
                 StartTest, ChooseSigner, SubmitSign, CancelSign, OrderComparison, CallScorer, ScoreAgain, ArbitrateRow, AskSignature,
                 PrintScores>;
using ExaminerCommands = std::vector<ExaminerCommand>;

} // namespace kaogong::kiosk::model
