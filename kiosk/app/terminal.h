// The worker's side of the kiosk: owns the store, the keys and the opened package, and answers the frame loop's requests. It runs on the worker's thread
// alone. It never shows anything and never decides what a candidate may do: that is the sitting's state machine and the store.
#pragma once

#include "core/record/package.h"
#include "core/store/terminal_store.h"
#include "kiosk/app/device_folder.h"
#include "kiosk/app/marking/scoring_desk.h"
#include "kiosk/app/requests.h"

namespace kaogong::kiosk::app {

struct TerminalOptions {
    Path data;
    Clock& clock;
    Random& random;
    std::string software; // name and version, for the ledger
    Hash hardware;        // of what identifies the machine
    std::string profile = {};                 // id of the hardware profile in force
    std::optional<Code> profile_alarm = {};   // why it is not the one that was meant
    std::optional<Path> export_folder = {};   // setting: where a stick is mounted
    std::optional<Path> token_folder = {};    // setting: below which people's tokens are mounted
    std::optional<Path> camera_folder = {};   // setting: pictures that stand for a camera's
    std::optional<Path> picture_folder = {};  // setting: where pictures are laid
    std::optional<Path> print_folder = {};    // setting: where printed sheets go
    Path printing_program = {};               // makes the PDF of a print job
};

class Terminal {
  public:
    explicit Terminal(const TerminalOptions& options) : options_(options), folder_(options.data), tokens_(token_roots(options)),
          camera_(options.camera_folder, devices::FolderPictures::Order::in_turn),
          picture_folder_(options.picture_folder, devices::FolderPictures::Order::newest),
          printer_(options.printing_program, options.print_folder.value_or(options.data / "print")) {}

    Reply handle(Request request);

    // For the program's own commands (--export) and for its start: everything up to the store, without a session.
    Result<store::TerminalStore*> open_store();
    Result<SiteFacts> site();

  private:
    // An accepted package, open. The file stays in memory because the views of its sealed parts point into it.
    struct OpenPackage {
        Bytes file;
        record::SealedPackage sealed;
        record::CandidatePart part;
        SharedContent content; // none where the session has no theory test
        PackageId id;
    };

    OpenReply on(const OpenTerminal&);
    SignInReply on(const SignIn& request);
    AppendReply on(const AppendSittingEvent& request);
    AliveReply on(const NoteAlive& request);
    CollectReply on(const CollectPaper& request);
    PinReply on(const CheckPin& request);
    ReleaseReply on(const ReleaseClosedSeat& request);
    SpoolReply on(const LookIntoSpool&);
    StartReply on(const StartRoom& request);
    CloseReply on(const CloseRoom& request);
    HealthReply on(const LookAtTerminal&);
    CarrierReply on(const LookAtCarrier&);
    CarrierReply on(const WishOfStick& request);
    ExportReply on(const ExportToFolder&);
    CheckReply on(const CheckStore&);
    MarkingReply on(const MarkingRequest& request);

    Result<TerminalOpened> open();
    Result<void> note_session(TerminalOpened& opened);
    Result<SignInReply::Accepted> sign_in(const SignIn& request, std::string& seat_of_candidate);
    Result<HandInReceipt> collect(const CollectPaper& request);
    Result<std::optional<FoundSitting>> find_unreleased();
    Result<FoundSitting> found(const store::SittingFacts& facts);
    Result<HandInReceipt> receipt_of(const SittingId& sitting);
    Result<void> choose_package();
    Result<OpenPackage> open_package(const store::PackageFacts& facts);
    Result<void> open_operation(OpenPackage& package);
    Result<void> import_roster(const OpenPackage& package);
    Result<void> open_session_once();
    Result<std::int64_t> start_room(const StartRoom& request);
    Result<void> close_room(const std::string& staff_number);
    Result<void> close_session_of(const store::PackageFacts& facts, const std::string& staff_number);
    Result<model::HealthView> health();
    Result<CarrierFacts> carrier_facts();
    Result<std::size_t> export_records();
    record::ProfileMark profile_mark() const;
    Result<void> keep_house(SpoolReply& reply);
    Result<void> tell_carrier();
    Result<void> watch_clock();
    Result<void> note_heartbeat_when_due();
    Result<bool> close_what_is_over();
    Result<bool> erase_what_is_done();
    void seat_is_free();
    Result<bool> take_in_spool();
    Result<bool> take_file(const std::string& name);
    Result<void> accept_package(ByteView file);
    Result<record::age::Recipient> response_recipient();
    Result<PinReply> check_pin(const CheckPin& request);
    Result<record::RosterRow> row_of(const CandidateRef& candidate);
    record::PackageReader reader();
    static std::vector<Path> token_roots(const TerminalOptions& options);

    TerminalOptions options_;
    DeviceFolder folder_;
    std::optional<Device> device_;
    std::unique_ptr<store::TerminalStore> store_;
    std::optional<OpenPackage> package_;
    devices::FolderSlots tokens_;
    devices::FolderPictures camera_, picture_folder_;
    devices::ProgramPrinter printer_;
    std::unique_ptr<ScoringDesk> desk_;          // with a package that has an operation test
    std::optional<store::AliveMark> last_alive_; // as the last run left it
    bool sitting_open_ = false;                  // events may come at any moment: no long work now
    bool tidied_ = false;                        // since the last sitting
    std::optional<Instant> clock_seen_;          // the last look at both clocks
    bool clock_stepped_ = false;                 // since the start
    std::int64_t heartbeat_boot_ms_ = 0;         // or of the start
    std::optional<std::int64_t> busy_told_boot_ms_; // when the carrier was last told that a session is open
    std::optional<Error> damage_;                // of the database, found by the check; no sitting begins on it
};

Path package_path(const Path& data, const PackageId& id);

} // namespace kaogong::kiosk::app
