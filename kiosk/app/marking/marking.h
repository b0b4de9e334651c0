// The examiners at this terminal, on the frame loop's side: takes commands of their screens and replies of the worker, drives the scorings'
// state machines, and says which page is due. It decides nothing that the rules decide, and touches no disk: what has to become durable is
// posted to the worker, and is true on the screen only when the worker says so.
#pragma once

#include "core/record/roles.h"
#include "kiosk/app/marking/paper_rows.h"
#include "kiosk/app/marking/stations.h"
#include "kiosk/app/requests.h"

#include <set>

namespace kaogong::kiosk::app {

enum class MarkingPage { candidates, person, preparation, sheet, finish, compare, seal, paper };

// What is asked over a page; the screens draw it as a dialog.
struct Ask {
    enum class What { nothing, not_applicable, arbitration, withdrawal, hand_in, work_over, coded_end, credit, restart, evidence, note, seal, tally, find, put_away };
    What what = What::nothing;
    std::string of;         // row or veto
    std::string code;       // of a coded end that was chosen beforehand
    std::string drawn_code; // of the piece
    std::optional<Instant> asked_at = {}; // of a hand-in
};

// Somebody is to show token and PIN: to sign in, to sign, or to stand behind an act.
struct SignPad {
    model::SignPurpose purpose = model::SignPurpose::sign_in;
    std::vector<std::string> signers; // numbers, in the order shown
    std::size_t chosen = 0;
    bool busy = false;
    bool wrong = false;
    int tries_left = 0;
    std::int64_t locked_until_boot_ms = 0;
    std::optional<practical::ScoringEvent> act; // waits for this person: its second, or the chief's own
    bool signs_result = false;
};

// What was asked for before there was a journal to write it in, and is done as soon as there is one.
struct PhotoWanted {};
struct PaperWanted {};
using FirstWish = std::variant<std::monostate, PhotoWanted, assessment::IdentityCheck, PaperWanted>;

// An emergency credential on its way, over the pad that somebody could not sign at.
struct EmergencyAsk {
    enum class Step { reason, making, site_chief, supervisor, issued };
    std::string who;
    Step step = Step::reason;
    std::string pin; // once issued; wiped when it has been read
    std::string issued_by;
    std::int64_t until_ms = 0;
    SignPad before;
};

// One of today's candidates as this terminal knows them.
struct Entrant {
    const record::OperationCandidate* row = nullptr;
    const record::RosterRow* person = nullptr;
    bool opening = false; // the journal is being made
    FirstWish wish = {};
};

// Keys of a paper sheet that were not taken.
struct RefusedKeys {
    std::string row;
    std::vector<std::string> values;
    Code why{};
};

// 练习: an invented candidate with the rules of a real one's sheet. Nothing of it is stored, signed or sent.
struct Practice {
    record::OperationCandidate row;
    record::RosterRow person;
    Entrant entrant;
};

class Marking {
  public:
    Marking(Clock& clock, Random& random, std::function<void(MarkingRequest)> post);

    void command(const model::ExaminerCommands& commands);
    void begin_sign_in(); // from Welcome
    void reply(MarkingReply reply);
    void opened(const std::optional<OperationOpened>& opened);
    void delivered(const SittingId& scoring, const Hash& receipt);
    void put_aside(const std::vector<ScoringPutAside>& scorings); // what the bureau holds, all of it
    std::optional<Code> why_put_aside(const Station& station) const;
    void set_undelivered(std::size_t undelivered) { undelivered_ = undelivered; }
    // Lets time go on: bells, armed vetoes, retries, the sign of life. Cheap; called before every frame.
    void tick();
    // The scoring that the sign of life is to be written for now, at most once a second; nothing while no clock runs.
    std::optional<SittingId> alive_due();
    std::int64_t next_wake_boot_ms() const;
    std::int64_t next_digit_in_ms() const;

    // ---- what views are made of
    bool has_session() const { return content_ != nullptr; }
    bool on_screen() const { return !user_.empty() || (pad_ && (pad_->purpose == model::SignPurpose::sign_in || emergency_)); }
    const SharedOperation& content() const { return content_; }
    const std::string& user() const { return user_; }
    MarkingPage page() const { return page_; }
    const Ask& ask() const { return ask_; }
    const std::optional<SignPad>& pad() const { return pad_; }
    const std::optional<EmergencyAsk>& emergency() const { return emergency_; }
    bool may_have_emergency(std::string_view number) const; // has a key, and there are two others to warrant one
    const Bytes* emergency_of(std::string_view number) const; // certificate of the credential in use
    // Why the last wish was not carried out: told over whatever is on the screen, until it is touched.
    std::optional<Code> refused() const;
    const Stations& stations() const { return stations_; }
    const std::vector<Entrant>& entrants() const { return entrants_; }
    std::size_t selected() const { return selected_; }
    model::CandidateFilter filter() const { return filter_; }
    bool compare_by_number() const { return compare_by_number_; }
    bool token_of(std::string_view number) const { return tokens_.contains(number); }
    std::size_t undelivered() const { return undelivered_; }
    bool has_camera() const { return has_camera_; }
    bool has_picture_folder() const { return has_picture_folder_; }
    bool prints() const { return printing_.has_value(); }
    const std::optional<Path>& printed() const { return printed_; }
    const std::map<std::string, Png, std::less<>>& pictures() const { return pictures_; } // by hash, hexadecimal
    // While a real candidate's clock could run unseen, nobody practises.
    bool may_practise() const { return !user_.empty() && !practice_ && stations_.all().empty() && practice_rules() != nullptr; }
    bool practises() const { return practice_ != nullptr; }
    const Entrant* practice_entrant() const { return practice_ == nullptr ? nullptr : &practice_->entrant; }
    Instant now() const { return clock_.now(); }
    // The station or the closed scoring of an entrant; null before the person was confirmed.
    const Station* station_of(const Entrant& entrant) const;
    bool is_sealed(const Station& station) const { return sealed_.contains(station.scoring); }
    const Station* current() const; // whose page is shown
    std::optional<std::int64_t> armed_until_boot_ms(const Station& station, std::string_view veto) const;
    bool is_chief(const Station& station) const;
    bool everything_saved() const { return stations_.everything_saved() && own_.everything_saved() && !(pad_ && pad_->busy) && sealing_.empty() && !opening(); }
    std::int64_t outage_ms() const { return outage_ms_; } // found at the start, until somebody signs in
    bool leads(const Entrant& entrant) const; // this terminal does; else only own sheets are entered here
    bool in_own_sheet() const { return in_own_sheet_; }
    static bool is_coded_sheet(const practical::ScoreSheet& sheet);
    std::optional<std::string> next_signer(const practical::ScoringState& state) const;
    std::vector<std::string> signers_due(const practical::ScoringState& state) const; // in the order in which they are asked for
    std::vector<std::string> tally_checkers(const practical::ScoringState& state) const;
    model::SheetPhase phase_shown(const Station& station) const;
    // Places in the sheet of the rows of that phase, in the order in which they are shown: module by module, then those of the whole test.
    std::vector<std::size_t> rows_shown(const Station& station) const;
    // Whether the total may be looked at: as the sheet says, and never while it would give away what others scored blind.
    static bool total_shown(const practical::ScoringState& state);
    static int pieces_of(const practical::ScoringState& state); // that leave the station, as the sheet says
    // 双人录入
    practical::HandState paper_of(const Station& station) const;
    Paper paper_context(const Station& station, const practical::HandState& hand, Language language) const;
    static bool settles_paper(const Station& station); // both have keyed: what differs is shown
    std::size_t paper_row(const Station& station) const;
    const std::optional<RefusedKeys>& refused_keys() const { return refused_keys_; }

  private:
    using Event = practical::ScoringEvent;

    // marking.cpp
    bool opening() const;
    void forget_session();
    void add_found(const FoundScoring& found);
    void seal_when_signed();
    void retire_sealed();
    void disarm_when_due(const Instant& at);
    void bridge_outage();
    void refuse(const Error& why) { refused_ = why; }
    bool happen(const Event& event); // at the current station; false: refused, and told
    void on(const ScoringOpened& reply);
    void on(const ScoringAppended& reply);
    void on(const PersonChecked& reply);
    void on(const ScoringSigned& reply);
    void on(const ScoringSealed& reply);
    void on(const PictureTaken& reply);
    void on(const PictureSeen& reply);
    void on(const SheetPrinted& reply);
    void on(const TokensSeen& reply);

    // marking_signing.cpp
    void ask_for(model::SignPurpose purpose, std::vector<std::string> signers);
    void ask_second(Event act, bool panel_only);
    void ask_chief(Event act);
    std::vector<std::string> seconds(bool panel_only) const;
    void signed_in(const std::string& number);
    void open_sheets_anew();
    void stand_behind(const SignPad& pad, const std::string& number);
    void sign_next();
    void after_event();
    void pin_tried(const PinTry& pin);

    // marking_emergency.cpp
    void on(const model::AskEmergency& command);
    void on(const model::IssueEmergency& command);
    void on(const model::CloseEmergency&);
    void on(const EmergencyBegun& reply);
    void on(const EmergencySigned& reply);
    void end_emergency();
    void ask_warrant(EmergencyAsk::Step step, record::Role role);
    std::vector<std::string> signers_with(record::Role role) const;

    // marking_own.cpp
    void open_own_sheet(const Entrant& entrant);
    void finish_own_sheet();
    void on(const model::ScoreNewPiece&);
    void sign_own_sheet(const model::SubmitSign& command);
    void leave_own_sheet();
    void look_for_sheets(const Instant& at);
    std::string piece_code_of(const Entrant& entrant) const; // under which its first piece is known
    void on(const OwnSheetOpened& reply);
    void on(const SheetsSeen& reply);
    void on(const model::ScanCandidate&);
    void on(const model::FindCandidate& command);
    Stations& at_hand() { return in_own_sheet_ ? own_ : stations_; }
    void open_first_row(Stations& stations, std::size_t place);

    // marking_paper.cpp
    std::vector<std::string> modules_on_paper(const Station& station) const;
    void open_paper();
    void paper_photographed(std::size_t place, const PictureTaken& reply);
    bool take_keys(const KeyedValues& keyed, bool settles); // false: refused, and told in the row
    void sign_paper();
    void on(const model::BeginHandEntry&);
    void on(const model::PhotographPaper& command);
    void on(const model::KeyRow& command);
    void on(const model::FinishKeying&);
    void on(const model::SettleRow& command);
    void on(const model::AskPutAway&);
    void on(const model::PutPaperAway& command);

    // marking_commands.cpp: one for each command that is not a row's control
    void carry_out(const model::ExaminerCommand& command);
    model::ExaminerCommand as_sheet_row(model::ExaminerCommand command) const;
    template <typename Command> void on(const Command&) {} // what only the stations or a screen take
    void on(const model::SelectStation& command);
    void on(const model::ShowCandidates&);
    void on(const model::ShowSheet&);
    void on(const model::ShowFinish&);
    void on(const model::ChangeUser&);
    void on(const model::SignOut&);
    void on(const model::SetRowState& command);
    void on(const model::HandToOtherReader&);
    void on(const model::SetNotApplicable& command);
    void on(const model::ArmVeto& command);
    void on(const model::DisarmVeto& command);
    void on(const model::ConfirmVeto& command);
    void on(const model::WithdrawVeto& command);
    void on(const model::PauseWork& command);
    void on(const model::ResumeWork& command);
    void on(const model::BeginModule& command);
    void on(const model::AskFor& command);
    void on(const model::CancelAsk&);
    void on(const model::DrawPieceCode&);
    void on(const model::HandInPiece& command);
    void on(const model::EndTest& command);
    void on(const model::NoteException& command);
    void on(const model::CreditTime& command);
    void on(const model::RestartTest& command);
    void on(const model::FinishPhase&);
    void on(const model::SelectCandidate& command);
    void on(const model::FilterCandidates& command);
    void on(const model::NextForCandidate&);
    void on(const model::RecordAbsent&);
    void on(const model::RecordOtherEnd&);
    void on(const model::DecideIdentity& command);
    void on(const model::SetPrepCheck& command);
    void on(const model::SignDraw&);
    void on(const model::StartTest&);
    void on(const model::ChooseSigner& command);
    void on(const model::SubmitSign& command);
    void on(const model::CancelSign&);
    void on(const model::OrderComparison& command);
    void on(const model::CallScorer&);
    void on(const model::ScoreAgain& command);
    void on(const model::ArbitrateRow& command);
    void on(const model::ArbitrateTo& command);
    void on(const model::AskSignature&);
    void on(const model::RefuseSignature& command);
    void on(const model::SubmitTally& command);
    void on(const model::ShowEvidence& command);
    void on(const model::ShowNote& command);
    void on(const model::SetNote& command);
    void on(const model::CheckSeal& command);
    void on(const model::TakeEvidence& command);
    void on(const model::TakePhoto&);
    void on(const model::PrintScores& command);
    void look_at_pictures(const Station& station, std::string_view row);
    void on(const model::SelectRow& command);
    void on(const model::DismissRefusal&);
    void on(const model::BeginPractice&);
    void on(const model::LeavePractice&);
    void open_page_of(const Station& station);
    std::optional<std::size_t> place_now() const;
    std::vector<std::size_t> running_places() const;
    const Entrant* entrant_at_hand() const; // of the current station
    std::shared_ptr<const practical::ScoringRules> practice_rules() const;
    void end_practice();
    void open_candidate(const std::string& end_code, std::optional<assessment::IdentityCheck> decided = {});
    void open_journal(Entrant& entrant, FirstWish wish);
    void grant(Entrant& entrant, const SittingId& scoring); // what it was opened for
    bool finish_phases_without_open_rows(practical::Phase wanted); // false: refused
    void note_total_seen();
    void ask_for_seal();
    void end_or_note(practical::EndDetails details, bool ends);
    void ask_hand_in(Ask::What what);

    Clock& clock_;
    Random& random_;
    std::function<void(MarkingRequest)> post_;
    SharedOperation content_;
    std::vector<Entrant> entrants_; // in the order of their times
    Stations stations_;
    Stations own_;                // the own sheet that is open, of a candidate whom another terminal leads
    bool in_own_sheet_ = false;
    std::map<CandidateRef, std::string> codes_; // of the day's first pieces
    std::int64_t sheets_looked_boot_ms_ = 0;
    std::vector<Station> closed_; // taken off the strip: sealed
    std::set<SittingId> sealed_;  // the record is in the ledger
    std::set<SittingId> sealing_; // asked for
    std::map<SittingId, Code> put_aside_;
    std::unique_ptr<Practice> practice_; // its place on the strip is the only one
    std::string user_;            // number of the examiner in front; empty: nobody
    MarkingPage page_ = MarkingPage::candidates;
    Ask ask_;
    std::optional<SignPad> pad_;
    std::optional<EmergencyAsk> emergency_;
    std::map<std::string, Bytes, std::less<>> emergencies_; // certificates in use, by number
    std::optional<Error> refused_;
    std::string paper_row_; // chosen on the paper; empty: the next one that is open
    std::optional<RefusedKeys> refused_keys_;
    std::optional<CandidateRef> shown_closed_; // a sealed one that is looked at
    std::size_t selected_ = 0;                 // of entrants_
    model::CandidateFilter filter_ = model::CandidateFilter::all;
    bool compare_by_number_ = false;
    std::set<std::string, std::less<>> tokens_;
    std::map<std::string, Png, std::less<>> pictures_;
    bool has_camera_ = false, has_picture_folder_ = false;
    std::optional<SittingId> printing_;
    std::optional<Path> printed_; // the file that was made last, while its page is shown
    std::map<std::pair<SittingId, std::string>, std::int64_t> armed_boot_ms_;
    std::map<SittingId, Instant> to_bridge_; // last sign of life of clocks that ran when the terminal went down
    std::int64_t outage_ms_ = 0;
    std::size_t undelivered_ = 0;
    std::int64_t touched_boot_ms_ = 0;
    std::int64_t tokens_looked_boot_ms_ = 0;
    std::int64_t alive_noted_boot_ms_ = 0;
    std::int64_t retry_boot_ms_ = 0; // 0: nothing to retry
};

std::string station_text(int station); // 06
// Examiners, then who checked the tally, then the chief, then those who sign for the centre.
void in_signing_order(const practical::ScoringState& state, std::vector<std::string>& signers);

inline constexpr std::int64_t kVetoArmedMs = 30'000;     // disarms by itself
inline constexpr std::int64_t kUserIdleMs = 15 * 60'000; // somebody may have walked away; the stations go on

} // namespace kaogong::kiosk::app
