// Fields of every event of a scoring, told once for both directions. Keys are stable and shared by all events; within one event they rise:
//   1 version, 2 type, 3 boot id, 4 boot ms, 5 wall ms, 6 by, 7 second, 8 row, 9 veto, 10 reason, 11 modules, 12 entry, 13 cause, 14 group,
//   15 credit ms, 16 mark of a new piece, 17 pieces, 18 seal, 19 piece code, 20 confirmed by the candidate, 21 phase, 22 score, 23 points,
//   -1 hash of payload or receipt, -2 details of an end, -3 last alive, -4 hash of an own sheet (absent where there is no record), -5 its
//   entries, -6 hash of a picture, -7 module, -8 note, -9 identity, -10 condition, -11 its mark,
//   -12 occurrences of a veto on paper, -13 times on paper, -14 whose credential, -15 page of a paper from the second on, -16 seal intact
#include "core/record/scoring_codec.h"

#include "core/assessment/practical/hand_entry.h"
#include "core/base/check.h"
#include "core/record/content_codec.h"
#include "core/record/content_describe_operation.h"
#include "core/record/sealed_answers.h"

namespace kaogong::record {
namespace archive {

constexpr Range kAnyTime{INT64_MIN, INT64_MAX};

template <typename A, typename Code> Result<void> describe_outcome(A& a, int key, Code& code) {
    std::int64_t number = static_cast<std::int64_t>(code);
    TRY(a.integer(key, number, {0, INT32_MAX}));
    if constexpr (A::kReads) {
        const auto known = assessment::outcome_code(number);
        if (!known) return refused(key, "outcome code");
        code = *known;
    }
    return success();
}

template <typename A> Result<void> describe(A& a, Ref<A, Instant> at) {
    TRY(a.fixed(3, at.boot_id));
    TRY(a.integer(4, at.boot_ms, kAnyTime));
    return a.integer(5, at.wall_ms, kAnyTime);
}

template <typename A> Result<void> describe(A& a, Ref<A, practical::EndDetails> details) {
    using assessment::ResultValue;
    TRY(describe_outcome(a, 1, details.code));
    TRY(a.maybe_text(2, details.reason));
    TRY(a.maybe_text(3, details.staff));
    TRY(a.maybe_text(4, details.second_staff));
    TRY(a.maybe_text(5, details.statement));
    TRY(a.maybe_text(6, details.evidence));
    std::optional<int> choice;
    if (details.choice) choice = static_cast<int>(*details.choice);
    TRY(a.maybe_integer(7, choice, {static_cast<int>(ResultValue::normal), static_cast<int>(ResultValue::void_)}));
    if constexpr (A::kReads)
        if (choice) details.choice = static_cast<ResultValue>(*choice);
    return success();
}

template <typename A> Result<void> describe(A& a, Ref<A, practical::PaperTimes> times) {
    TRY(a.integer(1, times.started_ms, kAnyTime));
    TRY(a.integer(2, times.ended_ms, kAnyTime));
    return a.integer(3, times.credited_ms, kAnyTime);
}

template <typename A> Result<void> describe(A& a, Ref<A, practical::OwnEntry> own) {
    TRY(a.text(1, own.row));
    TRY(a.child(2, own.entry));
    return a.maybe_text(3, own.note);
}

// Zeroes are no hash and are left out; written out they would be a second form of the same event.
template <typename A, typename H> Result<void> describe_maybe_hash(A& a, int key, H& hash) {
    Bytes bytes;
    if constexpr (!A::kReads)
        if (hash != Hash{}) bytes = to_bytes(hash.view());
    TRY(a.maybe_bytes(key, bytes, Hash::kSize));
    if constexpr (A::kReads) {
        if (bytes.empty()) return success();
        if (bytes.size() != Hash::kSize) return refused(key, "length");
        hash = TRY(Hash::from(bytes));
        if (hash == Hash{}) return refused(key, "zeroes");
    }
    return success();
}

// The first page of a paper is left out; most papers have no other.
template <typename A, typename N> Result<void> describe_page(A& a, int key, N& page) {
    std::optional<int> later;
    if constexpr (!A::kReads)
        if (page != 1) later = page;
    TRY(a.maybe_integer(key, later, {2, practical::kPaperPagesMax}));
    if constexpr (A::kReads) page = later.value_or(1);
    return success();
}

template <typename A, typename E> Result<void> describe_row(A& a, E& event) {
    constexpr bool kMayBeEmpty = std::is_same_v<std::remove_const_t<E>, practical::EvidenceTaken>;
    if constexpr (kMayBeEmpty)
        return a.maybe_text(8, event.row);
    else
        return a.text(8, event.row);
}

template <typename A, typename E> Result<void> first_fields(A& a, E& event) {
    if constexpr (requires { event.by; }) TRY(a.maybe_text(6, event.by));
    if constexpr (requires { event.second; }) TRY(a.maybe_text(7, event.second));
    if constexpr (requires { event.row; }) TRY(describe_row(a, event));
    if constexpr (requires { event.veto; }) TRY(a.text(9, event.veto));
    if constexpr (requires { event.reason; }) TRY(a.maybe_text(10, event.reason));
    if constexpr (requires { event.modules; }) TRY(a.maybe_texts(11, event.modules, kPartsMax));
    if constexpr (requires { event.entry; }) TRY(a.child(12, event.entry));
    if constexpr (requires { event.cause; }) TRY(describe_outcome(a, 13, event.cause));
    if constexpr (requires { event.group; }) TRY(a.maybe_text(14, event.group));
    if constexpr (requires { event.credit_ms; }) TRY(a.integer(15, event.credit_ms, kAnyTime));
    return success();
}

template <typename A, typename E> Result<void> last_fields(A& a, E& event) {
    using practical::Phase;
    if constexpr (requires { event.piece; }) TRY(a.maybe_text(16, event.piece));
    if constexpr (requires { event.pieces; }) TRY(a.integer(17, event.pieces, kFew));
    if constexpr (requires { event.seal; }) TRY(a.maybe_text(18, event.seal));
    if constexpr (requires { event.code; }) TRY(a.maybe_text(19, event.code));
    if constexpr (requires { event.candidate_confirmed; }) TRY(a.flag(20, event.candidate_confirmed));
    if constexpr (requires { event.phase; }) TRY(a.choice(21, event.phase, Phase::prep, Phase::review));
    if constexpr (requires { event.score; }) TRY(a.integer(22, event.score, {0, practical::kJudgementMax}));
    if constexpr (requires { event.points; }) TRY(a.integer(23, event.points, kPoints));
    if constexpr (requires { event.payload; }) TRY(a.fixed(-1, event.payload));
    if constexpr (requires { event.receipt; }) TRY(a.fixed(-1, event.receipt));
    if constexpr (requires { event.details; }) TRY(a.child(-2, event.details));
    if constexpr (requires { event.last_alive; }) TRY(a.child(-3, event.last_alive));
    if constexpr (requires { event.sheet; }) TRY(describe_maybe_hash(a, -4, event.sheet));
    if constexpr (requires { event.entries; }) TRY(a.list(-5, event.entries, practical::kRowsMax));
    if constexpr (requires { event.picture; }) TRY(a.fixed(-6, event.picture));
    if constexpr (requires { event.module; }) TRY(a.text(-7, event.module));
    if constexpr (requires { event.note; }) TRY(a.maybe_text(-8, event.note));
    if constexpr (requires { event.identity; })
        TRY(a.choice(-9, event.identity, assessment::IdentityCheck::match, assessment::IdentityCheck::mismatch));
    if constexpr (requires { event.condition; }) TRY(a.text(-10, event.condition));
    if constexpr (requires { event.mark; }) TRY(a.choice(-11, event.mark, practical::ConditionMark::unseen, practical::ConditionMark::bad));
    if constexpr (requires { event.occurrences; }) TRY(a.integer(-12, event.occurrences, kFew));
    if constexpr (requires { event.times; }) TRY(a.child(-13, event.times));
    if constexpr (requires { event.who; }) TRY(a.text(-14, event.who));
    if constexpr (requires { event.page; }) TRY(describe_page(a, -15, event.page));
    if constexpr (requires { event.intact; }) TRY(a.flag(-16, event.intact));
    return success();
}

struct EventBytes {
    practical::ScoringEvent event;
};

template <typename A> Result<void> describe(A& a, Ref<A, EventBytes> bytes) {
    constexpr std::int64_t kJournalled = std::variant_size_v<practical::ScoringEvent> - 1; // the last one is the tick
    TRY(a.version(kContentVersion));
    std::int64_t type = practical::event_type(bytes.event);
    TRY(a.integer(2, type, {1, kJournalled}));
    if constexpr (A::kReads) bytes.event = alternative_of<practical::ScoringEvent>(static_cast<std::size_t>(type - 1));
    return std::visit(
        [&](auto& event) -> Result<void> {
            TRY(describe(a, event.at));
            TRY(first_fields(a, event));
            return last_fields(a, event);
        },
        bytes.event);
}

} // namespace archive

Result<Bytes> encode_sheet(const practical::ScoreSheet& sheet) {
    return archive::Encoder::encode(sheet);
}

Result<practical::ScoreSheet> decode_sheet(ByteView bytes) {
    return archive::Decoder::decode<practical::ScoreSheet>(bytes);
}

Result<Bytes> encode_operation_part(const OperationPart& part) {
    return archive::Encoder::encode(part);
}

Result<OperationPart> decode_operation_part(ByteView bytes) {
    return archive::Decoder::decode<OperationPart>(bytes);
}

Result<Hash> sheet_hash(const practical::ScoreSheet& sheet) {
    return sha256(TRY(encode_sheet(sheet)));
}

Result<Bytes> encode_scoring_event(const practical::ScoringEvent& event) {
    CHECK(practical::is_journalled(event));
    Bytes bytes = TRY(archive::Encoder::encode(archive::EventBytes{event}));
    if (bytes.size() > kEventSizeMax) return error(codes::record_too_large, std::string(practical::event_name(event)));
    return bytes;
}

Result<practical::ScoringEvent> decode_scoring_event(ByteView bytes) {
    return TRY(archive::Decoder::decode<archive::EventBytes>(bytes)).event;
}

} // namespace kaogong::record
