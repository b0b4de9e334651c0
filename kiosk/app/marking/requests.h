// What marking asks of the worker, and what comes back: plain values, each request with exactly one reply of its own type, in the order
// asked.
#pragma once

#include "core/base/file.h"
#include "core/assessment/practical/own_sheet.h"
#include "kiosk/app/marking/content.h"

#include <variant>

namespace kaogong::kiosk::app {

// ---- requests
struct OpenScoring { // a journal for this candidate, or the one that is there
    CandidateRef candidate;
};
struct AppendScoring { // an event on its way to the journal
    SittingId scoring;
    std::uint64_t sequence = 0;
    practical::ScoringEvent event;
};
// Who signs in or stands behind an act: the PIN, and the token as well where the person has a key.
struct CheckPerson {
    std::string number;
    Secret pin;
};
// One signature: of an examiner under the own sheet, or of anybody under the result. The state is the one that the person in front saw.
struct SignScoring {
    enum class What { own_sheet, result };
    SittingId scoring;
    std::shared_ptr<const practical::ScoringState> state;
    What what = What::own_sheet;
    std::string who;
    Secret pin;
    Instant at;
};
struct SealScoring { // a scoring that all have signed: record, ledger, parcel
    SittingId scoring;
    std::shared_ptr<const practical::ScoringState> state;
};
// An examiner's own sheet away from the desk: the journal that is there, or a new one.
struct OpenOwnSheet {
    CandidateRef candidate;
    std::string examiner;
    bool again = false; // 重做: there is a new piece, and the signed sheet of the old one stays as it is
};
struct SignOwnSheet { // and lay it, sealed to the desk, onto the examiner's token
    SittingId scoring;
    std::shared_ptr<const practical::OwnSheetState> sheet;
    CandidateRef candidate;
    Secret pin;
    Instant at;
};
// At the desk: sheets for it that lie on tokens. `signed_from_s` of each candidate: sheets of an earlier piece are not taken.
struct LookForSheets {
    std::map<CandidateRef, std::int64_t> signed_from_s;
};
enum class PictureFrom { camera, folder };
struct TakePicture { // durable before its event is posted
    SittingId scoring;
    std::string row; // or empty: of the test
    PictureFrom from = PictureFrom::camera;
    int paper_page = 0; // of the signed sheet, for hand entry, from 1; 0: evidence
};
struct LookAtPicture { // one that was taken before the last start
    SittingId scoring;
    Hash picture;
};
struct PrintSheet { // 评分记录表 of a sealed scoring
    SittingId scoring;
    std::shared_ptr<const practical::ScoringState> state;
    std::string station;
    Language language = Language::zh_cn;
};
// 应急凭证: a key for one person of this session. Begun, then signed for by site chief and supervisor, each with token and PIN.
struct BeginEmergency {
    std::string who;
    std::string reason;
};
struct SignEmergency {
    std::string by;
    Secret pin;
};
struct LookForTokens {}; // asked once a second while somebody is to sign
using MarkingRequest = std::variant<OpenScoring, AppendScoring, CheckPerson, SignScoring, SealScoring, TakePicture, LookAtPicture, PrintSheet, OpenOwnSheet, SignOwnSheet, LookForSheets, BeginEmergency,
                                    SignEmergency, LookForTokens>;

// ---- replies
struct ScoringOpened {
    CandidateRef candidate;
    Result<SittingId> scoring;
};
struct ScoringAppended {
    SittingId scoring;
    std::uint64_t sequence = 0;
    Result<void> durable;
};
// How a PIN was received. `failed`: it was not tried (no token, pulled, locked, nothing could be written).
struct PinTry {
    bool right = false;
    int tries_left = 0;
    std::int64_t locked_ms = 0;
    std::optional<Error> failed = {};
};
struct PersonChecked {
    std::string number;
    PinTry pin;
};
struct ScoringSigned {
    SittingId scoring;
    PinTry pin;
    // With a right PIN: the event that says so, durable together with the signature.
    std::optional<practical::ScoringEvent> event;
    std::uint64_t sequence = 0;
};
struct ScoringSealed {
    SittingId scoring;
    Result<Hash> record; // hash of the record
};
struct OwnSheetOpened {
    CandidateRef candidate;
    std::string examiner;
    Result<SittingId> scoring;
    std::vector<practical::ScoringEvent> journal;
};
struct SheetOnToken {
    CandidateRef candidate;
    practical::SheetReceived event; // without its moment: that is when it comes into the journal
};
struct SheetsSeen {
    std::vector<SheetOnToken> sheets;   // verified, each told once
    std::vector<Error> refused;         // others that lay there for this desk, each told once
};
using Png = std::shared_ptr<const Bytes>; // looked at: it can be decoded
struct PictureTaken {
    SittingId scoring;
    std::string row;
    Hash picture;
    Result<Png> png;
    int paper_page = 0;
};
struct PictureSeen {
    Hash picture;
    Result<Png> png;
};
struct SheetPrinted {
    SittingId scoring;
    Result<Path> file;
};
struct EmergencyBegun {
    std::string who;
    Result<void> begun;
};
struct IssuedEmergency {
    std::string who;
    Secret pin;        // by lot; shown once, to this person
    Bytes certificate; // of the new key
    std::string site_chief, supervisor;
};
struct EmergencySigned {
    std::string by;
    PinTry pin;
    std::optional<IssuedEmergency> issued; // once both have signed
};
struct TokensSeen {
    std::vector<std::string> numbers; // of those whose tokens are plugged in
};
using MarkingReply = std::variant<ScoringOpened, ScoringAppended, PersonChecked, ScoringSigned, ScoringSealed, PictureTaken, PictureSeen, SheetPrinted, OwnSheetOpened, SheetsSeen, EmergencyBegun,
                                  EmergencySigned, TokensSeen>;

// A sealed result of a scoring whose receipt has come.
struct DeliveredScoring {
    SittingId scoring;
    Hash receipt; // of the record that the bureau has receipted
};

// One that the bureau holds or has put aside, and why.
struct ScoringPutAside {
    SittingId scoring;
    Code why{};
};

// ---- what a start finds
struct FoundScoring {
    SittingId scoring;
    CandidateRef candidate;
    std::vector<practical::ScoringEvent> journal;
    bool sealed = false; // the record is in the ledger
    Instant last_alive;
};
struct OperationOpened {
    SharedOperation content;
    std::vector<FoundScoring> scorings; // of this session, oldest first
    bool has_camera = false, has_picture_folder = false;
    std::map<std::string, Bytes, std::less<>> emergencies; // certificates of emergency credentials, by number
};

} // namespace kaogong::kiosk::app
