// The worker's side of marking: journals, PINs and tokens, signatures, sealed records of one operation session. It shows nothing and
// decides nothing that core/assessment/practical decides; it makes durable what was decided, and signs only what a person at the terminal
// has just seen.
#pragma once

#include "core/record/operation_result.h"
#include "core/record/package.h"
#include "core/record/print_job.h"
#include "core/record/signing_key.h"
#include "core/store/terminal_store.h"
#include "kiosk/app/device_folder.h"
#include "kiosk/app/marking/requests.h"
#include "kiosk/devices/pictures.h"
#include "kiosk/devices/sheet_printer.h"
#include "kiosk/devices/token_slots.h"

#include <functional>
#include <set>

namespace kaogong::kiosk::app {

class ScoringDesk {
  public:
    struct World {
        store::TerminalStore& store;
        const Device& device;
        devices::TokenSlots& tokens;
        devices::Pictures& camera;
        devices::Pictures& picture_folder;
        devices::SheetPrinter& printer;
        Clock& clock;
        Random& random;
        std::function<Result<void>()> open_session; // of the package, once
        Path emergency_tokens;                      // folder of this terminal that the tokens look into as well
    };
    ScoringDesk(World world, SharedOperation content, record::PackageManifest manifest)
        : world_(std::move(world)), content_(std::move(content)), manifest_(std::move(manifest)) {}

    const SharedOperation& content() const { return content_; }
    // Everything of this session that the store holds. Sheets that were signed when the power went, and not yet sealed, are sealed now.
    Result<OperationOpened> open(const std::optional<store::AliveMark>& last_alive);
    MarkingReply handle(const MarkingRequest& request);

    // Scorings whose sealed result has its receipt, and whose journal does not say so yet.
    Result<std::vector<DeliveredScoring>> delivered();
    Result<std::vector<ScoringPutAside>> put_aside();
    Result<std::size_t> open_scorings(); // begun and not sealed: the session cannot be closed on them

  private:
    struct Person { // who signs with a key
        const Bytes& certificate;
        record::SealedSigningKey key;
        record::Role role;
        record::KeyId id;
    };
    struct Emergency { // issued here, loaded once
        Bytes certificate;
        Bytes sealed_key;
    };
    struct EmergencyDraft { // until both have signed
        std::string who;
        Bytes payload;
        record::KeyPair key;
        Bytes by_chief;
        std::string site_chief;
    };
    ScoringOpened on(const OpenScoring& request);
    ScoringAppended on(const AppendScoring& request);
    PersonChecked on(const CheckPerson& request);
    ScoringSigned on(const SignScoring& request);
    ScoringSealed on(const SealScoring& request);
    TokensSeen on(const LookForTokens&);
    PictureTaken on(const TakePicture& request);
    PictureSeen on(const LookAtPicture& request);
    SheetPrinted on(const PrintSheet& request);
    OwnSheetOpened on(const OpenOwnSheet& request);
    ScoringSigned on(const SignOwnSheet& request);
    SheetsSeen on(const LookForSheets& request);
    EmergencyBegun on(const BeginEmergency& request);
    EmergencySigned on(const SignEmergency& request);

    Result<SittingId> open_scoring(const CandidateRef& candidate);
    Result<PinTry> check(const CheckPerson& request);
    Result<ScoringSigned> sign(const SignScoring& request);
    struct Wanted { // one signature, and the event that says that it was made
        const SittingId& scoring;
        std::uint64_t sequence = 0;
        const std::string& who;
        ByteView payload;
        practical::ScoringEvent event;
        const Secret& pin;
    };
    // Both durable in one transaction, or neither; no event where the PIN is wrong. `signature`: that was made.
    Result<ScoringSigned> put_signature(const Wanted& wanted, Bytes& signature);
    Result<Hash> seal(const SittingId& scoring, const practical::ScoringState& state);
    Result<void> add_sheets_that_came(const SittingId& scoring, const record::ResultRecord& record, store::SealedResult& sealed);
    Result<void> seal_sheet(const store::SittingFacts& facts, const practical::ScoringState& before, const practical::SheetSigned& event,
                            const Bytes& signature);
    Result<void> seal_signed_sheets(const store::SittingFacts& facts, const std::vector<practical::ScoringEvent>& journal);
    Result<FoundScoring> found(const store::SittingFacts& facts, const std::optional<store::AliveMark>& last_alive);
    Result<Png> take_picture(const TakePicture& request, Hash& picture);
    Result<Path> print(const PrintSheet& request);
    void add_surroundings(const practical::ScoringState& state, const record::RosterRow& person, record::PrintJob& job) const;
    bool leads(const CandidateRef& candidate) const;
    Result<OwnSheetOpened> open_own_sheet(const OpenOwnSheet& request);
    Result<ScoringSigned> sign_own_sheet(const SignOwnSheet& request);
    Result<void> seal_own_sheet(const store::SittingFacts& facts, const practical::OwnSheetState& before,
                                const practical::SheetSigned& event, const Bytes& signature);
    Result<void> lay_on_token(const store::SittingFacts& facts, const practical::OwnSheetState& sheet);
    Result<record::ResultRecord> away_record(const store::SittingFacts& facts, const practical::OwnSheetState& sheet);
    Result<SheetOnToken> read_sheet(ByteView file, const LookForSheets& request);
    Result<bool> is_sealed(const SittingId& scoring);
    Result<Person> person(std::string_view number) const; // the key that this person signs with now
    Result<Person> person_of(const Bytes& certificate, const Bytes& key) const;
    // As whoever signed with that key: an own sheet stays signed by the key that signed it.
    Result<Person> person_with(std::string_view number, ByteView signature) const;
    Result<void> load_emergencies();
    const Emergency* emergency_now(std::string_view number) const; // the last one, while it is good
    // Signatures that were made before a credential came, and whose scorings the power took before they were told.
    Result<void> renew_signing(FoundScoring& found);
    Result<void> begin_emergency(const BeginEmergency& request);
    Result<EmergencySigned> sign_emergency(const SignEmergency& request);
    Result<IssuedEmergency> issue_emergency(const std::string& supervisor, const Bytes& by_supervisor);
    Result<record::OperationFacts> operation_facts(const store::SittingFacts& facts) const;
    // With one signer's key as it was.
    Result<record::OperationFacts> operation_facts(const store::SittingFacts& facts, const std::string& who, ByteView signature) const;
    Result<record::ResultRecord> sheet_record(const store::SittingFacts& facts, const practical::ScoringState& state,
                                              const std::string& examiner, ByteView signature = {}) const;
    Result<Bytes> device_signature(ByteView payload, std::int64_t issued_at_s) const;
    PinTry refused(const std::string& number, const Error& why);

    World world_;
    std::set<Hash> seen_files_; // on tokens, that were told
    SharedOperation content_;
    record::PackageManifest manifest_;
    std::map<std::string, std::vector<Emergency>, std::less<>> emergencies_; // oldest first
    std::optional<EmergencyDraft> emergency_draft_;
};

} // namespace kaogong::kiosk::app
