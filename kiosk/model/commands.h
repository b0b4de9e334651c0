// What screens may ask for. A screen appends commands during a frame; the dispatcher carries them out in order as soon as the frame's
// logic is done. A command states a wish of the person in front; whether it is allowed is decided by the record, never by the screen.
#pragma once

#include "kiosk/model/after.h"
#include "kiosk/model/before.h"
#include "kiosk/model/staff.h"
#include "kiosk/model/sync_desk.h"

#include <variant>

namespace kaogong::kiosk::model {

struct BeginSignIn {};
struct BeginExaminer {}; // examiners sign in with token and PIN
struct BackToWelcome {};
struct SubmitSignIn {
    std::string ticket;    // digits only
    std::string id_number; // digits, X or letters, without blanks
};
struct StartScan {};
struct StartCardRead {};
struct ConfirmIdentity {};
struct NotMe {};
struct BackToSignIn {};
struct BackToConfirm {};

struct ShowText {
    int index = 0;
};
struct TextSeenToEnd {
    int index = 0;
};
struct AcceptTexts {}; // the pledge: all three are in the opening entry
struct RefuseTexts {}; // asked twice by the screen; a coded end

struct GoToItem {
    int number = 0;
};
// Single and true/false replace; multiple kinds toggle. The dispatcher knows the kind.
struct ChooseOption {
    std::string item;
    std::string option;
};
struct ClearAnswer {
    std::string item;
};
struct EnterNumber {
    std::string item;
    std::string text; // empty clears
};
struct EnterText {
    std::string item;
    std::string text;
};
struct ToggleFlag {
    std::string item;
};

struct OpenHandIn {};
struct BackToAnswering {};
struct ConfirmHandInFirst {};
struct ConfirmHandInSecond {};
struct CancelHandIn {}; // closes the second confirmation

struct CallStaff {};
struct OpenStaffPin {
    StaffPurpose purpose = StaffPurpose::release_candidate;
};
struct SubmitStaffPin {
    StaffPurpose purpose = StaffPurpose::release_candidate;
    std::string staff_number;
    std::string pin;
};
struct CancelStaffPin {};

// After the PIN, in the staff corner.
struct OpenStaffPage {
    StaffPage page = StaffPage::menu;
};
struct LeaveStaff {};
struct StartSession {
    StartFrom from = StartFrom::plan;
};
struct ReleaseCandidate {
    OutageReason reason = OutageReason::power_cut;
    int extra_minutes = 0; // beyond the outage, which never counts
};
struct DecideIdentity {
    IdentityDecision decision = IdentityDecision::match; // doubt and mismatch ask for a second person
};
struct ReleaseSeat {};
struct CloseSession {};
struct ExportRecords {};
struct AskStick { // at the sync desk
    StickTask task = StickTask::none;
};

struct SetLanguage {
    Language language = Language::zh_cn;
};
struct SetTextSize {
    TextSize size = TextSize::medium;
};
struct SetTheme {
    Theme theme = Theme::light;
};
struct SetTimeHidden {
    bool hidden = false;
};
struct DismissRefusal {};
struct DismissNotice {};

using Command =
    std::variant<BeginSignIn, BeginExaminer, BackToWelcome, SubmitSignIn, StartScan, StartCardRead, ConfirmIdentity, NotMe, BackToSignIn, BackToConfirm,
                 ShowText, TextSeenToEnd, AcceptTexts, RefuseTexts, GoToItem, ChooseOption, ClearAnswer, EnterNumber, EnterText, ToggleFlag,
                 OpenHandIn, BackToAnswering, ConfirmHandInFirst, ConfirmHandInSecond, CancelHandIn, CallStaff, OpenStaffPin,
                 SubmitStaffPin, CancelStaffPin, OpenStaffPage, LeaveStaff, StartSession, ReleaseCandidate, DecideIdentity, ReleaseSeat,
                 CloseSession, ExportRecords, AskStick, SetLanguage, SetTextSize, SetTheme, SetTimeHidden, DismissRefusal, DismissNotice>;

using Commands = std::vector<Command>;

} // namespace kaogong::kiosk::model
