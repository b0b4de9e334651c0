// What the frame loop asks of the worker, and what comes back: plain values. Every request has exactly one reply of its own type.
#pragma once

#include "core/assessment/sitting.h"
#include "core/store/carrier_talk.h"
#include "core/store/results.h"
#include "kiosk/app/marking/requests.h"
#include "kiosk/app/session_content.h"
#include "kiosk/model/staff.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kaogong::kiosk::app {


// ---- what a sitting left behind when it was handed in, as the screen shows it
struct HandInReceipt {
    std::string code; // six characters without 0 O 1 I L
    std::string qr;   // what the receipt's QR code says
    std::int64_t handed_in_wall_ms = 0;
    int answered = -1; // -1: after a restart, where only the sealed record is left and it does not say
    int total = 0;
};

// A sitting that was found open, or closed but not yet released, when the program started.
struct FoundSitting {
    SittingId sitting;
    CandidateFacts candidate;
    std::vector<assessment::SittingEvent> events; // empty once it is sealed: nothing here can open it any more
    Instant last_alive;
    std::optional<HandInReceipt> receipt; // handed in and sealed
};

// ---- requests
struct OpenTerminal {};
struct SignIn {
    std::string ticket;
    std::string id_number;
};
struct AppendSittingEvent {
    SittingId sitting;
    CandidateRef candidate;
    std::uint64_t sequence = 0;
    assessment::SittingEvent event;
};
struct NoteAlive { // the small file that bounds an outage; written each second while a sitting is open
    SittingId sitting;
    Instant at;
    std::int64_t active_ms = 0;
};
struct CollectPaper { // seal the answers, mark where the keys may be opened, sign, append, hand to the spool
    SittingId sitting;
    CandidateRef candidate;
    std::shared_ptr<const assessment::SittingState> state;
};
struct CheckPin {
    std::string staff_number;
    Secret pin;
};
struct ReleaseClosedSeat { // frees the seat of a sitting that was sealed before this start
    SittingId sitting;
    assessment::SeatReleased event;
};
struct LookIntoSpool {}; // packages, answers and bundles that sync or a stick brought
struct CheckStore {};    // looks at one slice of the database; asked only while nobody sits here
struct StartRoom {       // the invigilator's word
    std::string staff_number;
    std::int64_t at_ms = 0; // the room's start, wall time
    model::StartFrom from = model::StartFrom::plan;
};
struct CloseRoom {
    std::string staff_number;
};
struct LookAtTerminal {}; // for the staff corner
struct LookAtCarrier {};  // for the sync desk
struct WishOfStick {      // what the carrier is to do with the memory stick
    store::StickWork work = store::StickWork::none;
};
struct ExportToFolder {}; // records of this terminal, into the folder that the settings name
using Request = std::variant<OpenTerminal, SignIn, AppendSittingEvent, NoteAlive, CollectPaper, CheckPin, ReleaseClosedSeat, LookIntoSpool, StartRoom,
                             CloseRoom, LookAtTerminal, LookAtCarrier, WishOfStick, ExportToFolder, CheckStore, MarkingRequest>;

// ---- replies
struct TerminalOpened {
    SiteFacts site;
    SharedContent content; // none: no package for this terminal yet
    std::optional<FoundSitting> found;
    std::optional<std::int64_t> started_at_ms = {}; // the room's start, once the word was given
    bool closed = false;                            // the session: nobody signs in any more
    std::optional<Code> profile_alarm = {};
    std::optional<OperationOpened> operation = {}; // where the session has an operation test
};
struct OpenReply {
    Result<TerminalOpened> opened;
};
struct SignInReply {
    struct Accepted {
        SittingId sitting; // a new one, or the one that this candidate left open here
        CandidateFacts candidate;
    };
    Result<Accepted> accepted;
    std::string seat_of_candidate; // with seat_mismatch: where the ticket belongs
};
struct AppendReply {
    SittingId sitting;
    std::uint64_t sequence = 0;
    Result<void> durable;
};
struct AliveReply {
    Result<void> written;
};
struct CollectReply {
    SittingId sitting;
    Result<HandInReceipt> receipt;
};
struct PinReply {
    bool right = false;
    std::string staff_number;
    int tries_left = 0;          // before the pad is locked; 0 when it is
    std::int64_t locked_ms = 0;  // how long from now
    std::optional<Error> failed; // the attempt could not even be recorded, so it was not tried
};
struct ReleaseReply {
    SittingId sitting;
    Result<void> released;
};
struct SpoolReply {
    bool content_changed = false; // a package came: open the terminal anew when the seat is free
    std::size_t undelivered = 0;  // results without a verified receipt
    std::vector<DeliveredScoring> delivered = {};
    std::vector<ScoringPutAside> put_aside = {}; // all of the session, each time
};
struct CheckReply {
    Result<bool> whole; // false: so far; there is more to look at
};
struct StartReply {
    Result<std::int64_t> started_at_ms;
};
struct CloseReply {
    Result<void> closed;
};
struct HealthReply {
    Result<model::HealthView> health;
    bool has_export_folder = false;
};
// What is known of the way to the bureau: the carrier's reports, and what this terminal has verified itself.
struct CarrierFacts {
    std::optional<store::LinkProgress> link;
    std::vector<store::ParcelProgress> parcels; // in the spool, oldest first
    std::optional<store::StickProgress> stick;
    std::optional<store::StickWish> wish;   // the newest one of this terminal
    std::vector<store::ResultStatus> aside; // held or quarantined
    std::size_t delivered = 0;
    std::size_t undelivered = 0;
};
struct CarrierReply {
    Result<CarrierFacts> facts;
};
struct ExportReply {
    Result<std::size_t> files;
};
using Reply = std::variant<OpenReply, SignInReply, AppendReply, AliveReply, CollectReply, PinReply, ReleaseReply, SpoolReply, StartReply, CloseReply,
                           HealthReply, CarrierReply, ExportReply, CheckReply, MarkingReply>;

} // namespace kaogong::kiosk::app
