// The exam at this seat, on the frame loop's side: takes commands of screens and replies of the worker, drives the sitting's state machine, and says which
// screen is due. It decides nothing that the record decides, keeps nothing that the journal does not hold, and touches no disk: what has to become
// durable is posted to the worker, and is true on the screen only when the worker says so.
#pragma once

#include "kiosk/app/requests.h"
#include "kiosk/model/commands.h"

#include <deque>
#include <functional>
#include <optional>
#include <set>

namespace kaogong::kiosk::app {

enum class Screen { starting, welcome, sign_in, confirm, texts, waiting, question, review, handed_in, ended, resume };

// The candidate at the seat with the sitting's live state.
struct Seated {
    SittingId sitting;
    CandidateFacts candidate;
    assessment::CandidatePaper paper;
    assessment::SittingState state;
    // Events that were posted and are not durable yet, oldest first; the next one waits until these are through.
    std::deque<AppendSittingEvent> unsaved;
    std::set<std::string, std::less<>> texts_seen; // whose end was on screen
    int text_shown = 0;
    bool collecting = false;
    bool closed = false; // sealed before this start: there is a receipt and no state
    std::optional<HandInReceipt> receipt;
    std::int64_t ready_wall_ms = 0; // when everything that the candidate has to do before the start was done; 0: not yet
};

// A member of staff at the terminal, between PIN and leaving.
struct StaffVisit {
    std::string number;
    model::StaffPage page = model::StaffPage::menu;
    bool direct = false; // asked for on the candidate's screen, for this page alone
    bool busy = false;
    std::int64_t touched_boot_ms = 0;
    model::HealthView health;
    bool has_export_folder = false;
    model::StaffDone done = model::StaffDone::nothing;
    int exported_files = 0;
    std::optional<CarrierFacts> carrier; // for the sync desk
    bool looks_at_carrier = false;       // an answer is on its way
    std::int64_t carrier_looked_boot_ms = 0;
    std::optional<model::IdentityDecision> needs_second; // decided by the first, not yet by another
};

struct NoticeShownNow {
    std::int64_t left_ms = 0;
    std::int64_t until_boot_ms = 0;
};

struct PinPad {
    model::StaffPurpose purpose = model::StaffPurpose::release_candidate;
    bool busy = false;
    bool wrong = false;
    bool same_person = false;
    int tries_left = 0;
    std::int64_t locked_until_boot_ms = 0;
};

struct Refusal {
    Code code;
    std::string seat_of_candidate; // with seat_mismatch
};

// What a person at this seat chose for the eye; none of it is in the record.
struct Comfort {
    Language language = Language::zh_cn;
    model::TextSize text_size = model::TextSize::medium;
    model::Theme theme = model::Theme::light;
    bool time_hidden = false;
};

// Sizes of text that the panel has room for, in percent of the middle one; from the hardware profile.
struct TextLimits {
    int percent_min = 50;
    int percent_max = 400;
};

inline constexpr std::int64_t kVisitIdleMs = 60'000; // the staff corner closes by itself: somebody may have walked away from it

class Exam {
  public:
    Exam(Clock& clock, std::function<void(Request)> post) : clock_(clock), post_(std::move(post)) {}

    void start(Language language);
    void command(const model::Command& command);
    void reply(Reply reply);
    // Lets time go on: notices, the end, the start of a session, retries. Cheap; called before every frame.
    void tick();
    // When tick() has something to do even if nobody touches anything; the loop sleeps until then.
    std::int64_t next_wake_boot_ms() const;

    // ---- what views are made of
    Screen screen() const;
    const SiteFacts& site() const { return site_; }
    const SharedContent& content() const { return content_; }
    const Seated* seated() const { return seated_ ? &*seated_ : nullptr; }
    const Comfort& comfort() const { return comfort_; }
    const std::optional<PinPad>& pin_pad() const { return pin_pad_; }
    const std::optional<StaffVisit>& staff() const { return staff_; }
    model::StaffPage staff_page() const; // the menu where nobody is here or what the page is for has gone
    std::optional<Code> profile_alarm() const { return profile_alarm_; }
    bool session_started() const { return started_at_ms_.has_value(); }
    bool session_closed() const { return closed_; }
    bool has_session() const { return content_ != nullptr || has_operation_; } // theory, operation or both
    // The room's start: as it was, or as it is planned.
    std::int64_t start_wall_ms() const { return started_at_ms_.value_or(content_ ? content_->starts_at_ms : 0); }
    bool identity_is_due() const; // the sitting cannot start before staff compared person and document
    // Setting: staff compare person, document and photo before the sitting starts.
    void require_identity_check(bool required) { identity_check_required_ = required; }
    const std::optional<Refusal>& refusal() const { return refusal_; }
    const std::optional<NoticeShownNow>& notice() const { return notice_; }
    const std::optional<Error>& failed() const { return failed_; }
    bool busy() const { return busy_; }
    bool staff_called() const { return staff_called_; }
    bool second_confirmation() const;
    bool saved(std::uint64_t sequence) const; // this event is durable
    bool everything_saved() const { return !seated_ || (seated_->unsaved.empty() && !seated_->collecting); }
    std::size_t undelivered() const { return undelivered_; }
    bool looked_into_spool() const { return looked_into_spool_; } // since the start, with an answer
    // When the clock on the screen shows another digit; far away where there is none.
    std::int64_t next_digit_in_ms() const;
    void limit_text(TextLimits limits) { text_limits_ = limits; }
    Instant now() const { return clock_.now(); }
    std::int64_t resumed_wall_ms() const { return resumed_wall_ms_; } // when the program found an open sitting
    model::SessionState session_state() const;

  private:
    template <typename Event> bool step(Event event);
    void carry_out(assessment::SittingEffect effect);
    void post_unsaved(const AppendSittingEvent& event);
    void collect_when_saved();
    void seat(SittingId sitting, CandidateFacts candidate, std::vector<assessment::SittingEvent> events);
    void free_seat();
    void refuse(Code code, std::string seat_of_candidate = {});
    void show_item(std::size_t index);
    void start_sitting_when_due(const Instant& at);
    void retry_unsaved(const Instant& at);
    void note_alive(const Instant& at);
    void staff_came(const std::string& staff_number, const PinPad& pad);
    void release_seat(const std::string& staff_number);
    void note_identity(const StaffVisit& visit, model::IdentityDecision decision, const std::string& second_staff);
    void end_idle_visit(const Instant& at);
    void check_store_while_idle();

    void on(const OpenReply& reply);
    void on(const SignInReply& reply);
    void on(const AppendReply& reply);
    void on(const AliveReply& reply);
    void on(const CollectReply& reply);
    void on(const PinReply& reply);
    void on(const ReleaseReply& reply);
    void on(const SpoolReply& reply);
    void on(const StartReply& reply);
    void on(const CloseReply& reply);
    void on(const HealthReply& reply);
    void on(const CarrierReply& reply);
    void on(const ExportReply& reply);
    void on(const CheckReply& reply);
    void on(const MarkingReply&) {} // the marking's

    void on(const model::BeginSignIn&);
    void on(const model::BeginExaminer&) {} // the marking's
    void on(const model::BackToWelcome&);
    void on(const model::SubmitSignIn& command);
    void on(const model::ConfirmIdentity&);
    void on(const model::NotMe&);
    void on(const model::BackToSignIn&);
    void on(const model::ShowText& command);
    void on(const model::TextSeenToEnd& command);
    void on(const model::AcceptTexts&);
    void on(const model::RefuseTexts&);
    void on(const model::GoToItem& command);
    void on(const model::ChooseOption& command);
    void on(const model::ClearAnswer& command);
    void on(const model::EnterNumber& command);
    void on(const model::EnterText& command);
    void on(const model::ToggleFlag& command);
    void on(const model::OpenHandIn&);
    void on(const model::BackToAnswering&);
    void on(const model::ConfirmHandInFirst&);
    void on(const model::ConfirmHandInSecond&);
    void on(const model::CancelHandIn&);
    void on(const model::CallStaff&);
    void on(const model::OpenStaffPin& command);
    void on(const model::SubmitStaffPin& command);
    void on(const model::CancelStaffPin&);
    void on(const model::OpenStaffPage& command);
    void on(const model::LeaveStaff&);
    void on(const model::StartSession& command);
    void on(const model::ReleaseCandidate& command);
    void on(const model::DecideIdentity& command);
    void on(const model::ReleaseSeat&);
    void on(const model::CloseSession&);
    void on(const model::ExportRecords&);
    void on(const model::AskStick& command);
    void look_at_carrier(const Instant& at);
    void on(const model::SetLanguage& command);
    void on(const model::SetTextSize& command);
    void on(const model::SetTheme& command);
    void on(const model::SetTimeHidden& command);
    void on(const model::DismissRefusal&);
    void on(const model::DismissNotice&);
    // A device that this terminal does not have cannot be asked; its button is not on the screen.
    void on(const model::StartScan&) {}
    void on(const model::StartCardRead&) {}
    void on(const model::BackToConfirm&) {}

    Clock& clock_;
    std::function<void(Request)> post_;
    Language first_language_ = Language::zh_cn;
    SiteFacts site_;
    SharedContent content_;
    std::optional<Seated> seated_;
    std::optional<std::int64_t> started_at_ms_;
    bool closed_ = false;
    bool has_operation_ = false;
    std::optional<Code> profile_alarm_;
    bool identity_check_required_ = false;
    std::optional<PinPad> pin_pad_;
    std::optional<StaffVisit> staff_;
    std::optional<Refusal> refusal_;
    std::optional<NoticeShownNow> notice_;
    std::optional<Error> failed_;
    Comfort comfort_;
    bool opened_ = false;
    bool signing_in_ = false;
    bool busy_ = false;
    bool staff_called_ = false;
    bool content_changed_ = false;
    std::size_t undelivered_ = 0;
    bool looked_into_spool_ = false;
    enum class StoreCheck { due, under_way, over } store_check_ = StoreCheck::due; // once after the start
    TextLimits text_limits_;
    std::int64_t alive_noted_boot_ms_ = 0;
    std::int64_t spool_looked_boot_ms_ = 0;
    std::int64_t resumed_wall_ms_ = 0;
    std::int64_t retry_boot_ms_ = 0; // 0: nothing to retry
};

} // namespace kaogong::kiosk::app
