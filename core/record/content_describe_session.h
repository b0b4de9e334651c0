// The numbered keys of papers, roster, staff and session facts, and of the two parts of a package. For core/record's own sources.
#pragma once

#include "core/record/content.h"
#include "core/record/content_describe.h"

namespace kaogong::record::archive {

inline constexpr std::size_t kComponentsMax = 8;
inline constexpr std::size_t kExemptAreasMax = kAreasMax;

// ---- Papers as bytes: with the hashes of what they are made of

struct PaperLine {
    assessment::PaperItem item;
    Hash hash; // of the item's encoding
};
struct NamedHash {
    std::string name;
    Hash hash;
};
struct PaperBytes {
    std::int64_t seed = 0;
    std::vector<PaperLine> lines;
    std::vector<NamedHash> stimuli;
    std::vector<NamedHash> figures; // over the PNG itself
};

template <typename A> Result<void> describe(A& a, Ref<A, PaperLine> line) {
    using assessment::ItemType;
    TRY(a.text(1, line.item.item));
    TRY(a.choice(2, line.item.type, ItemType::single, ItemType::short_text));
    TRY(a.text(3, line.item.area));
    TRY(a.maybe_text(4, line.item.stimulus));
    TRY(a.integer(5, line.item.points, kPoints));
    return a.fixed(6, line.hash);
}
template <typename A> Result<void> describe(A& a, Ref<A, NamedHash> named) {
    TRY(a.text(1, named.name));
    return a.fixed(2, named.hash);
}
template <typename A> Result<void> describe(A& a, Ref<A, PaperBytes> paper) {
    TRY(a.version(kContentVersion));
    TRY(a.integer(2, paper.seed, {0, INT64_MAX}));
    TRY(a.list(3, paper.lines, kItemsOfPaperMax));
    TRY(a.maybe_list(4, paper.stimuli, kItemsOfPaperMax));
    return a.maybe_list(5, paper.figures, kFiguresMax);
}

// ---- What else a session carries

template <typename A> Result<void> describe(A& a, Ref<A, Figure> figure) {
    TRY(a.text(1, figure.name));
    TRY(a.bytes(2, figure.png, kFigureSizeMax));
    return a.maybe_local(3, figure.text);
}
template <typename A> Result<void> describe(A& a, Ref<A, SessionText> text) {
    TRY(a.version(kContentVersion));
    TRY(a.text(2, text.id));
    return a.local(3, text.text);
}
template <typename A> Result<void> describe(A& a, Ref<A, ComponentEntry> entry) {
    TRY(a.choice(1, entry.method, Method::theory, Method::special_ability));
    return a.choice(2, entry.mode, EntryMode::first, EntryMode::retained);
}
template <typename A> Result<void> describe(A& a, Ref<A, RosterRow> row) {
    using assessment::SkillLevel;
    TRY(a.fixed(1, row.candidate));
    TRY(a.text(2, row.admission_ticket));
    TRY(a.text(3, row.name));
    TRY(a.choice(4, row.document, IdentityDocument::resident_id, IdentityDocument::travel_permit));
    TRY(a.text(5, row.identity_number));
    TRY(a.text(6, row.occupation));
    TRY(a.choice(7, row.level, SkillLevel::apprentice, SkillLevel::chief_technician));
    TRY(a.text(8, row.session));
    TRY(a.integer(9, row.seat, {1, kSeatMax}));
    TRY(a.list(10, row.components, kComponentsMax));
    TRY(a.maybe_texts(11, row.exemption.areas, kExemptAreasMax));
    TRY(a.maybe_text(12, row.exemption.basis));
    TRY(a.maybe_text(13, row.exemption.approved_by));
    TRY(a.integer(14, row.extra_minutes, {0, kExtraMinutesMax}));
    return a.maybe_text(15, row.photo);
}
template <typename A> Result<void> describe(A& a, Ref<A, PinVerifier> pin) {
    TRY(a.fixed(1, pin.salt));
    TRY(a.integer(2, pin.cost.operations, {kPinCostMin.operations, kPinCostMax.operations}));
    TRY(a.integer(3, pin.cost.memory_kib, {kPinCostMin.memory_kib, kPinCostMax.memory_kib}));
    return a.fixed(4, pin.hash);
}
template <typename A> Result<void> describe(A& a, Ref<A, StaffRow> row) {
    TRY(a.text(1, row.number));
    TRY(a.text(2, row.name));
    TRY(a.choices(3, row.roles, StaffRole::centre_admin));
    TRY(a.child(4, row.pin));
    TRY(a.integer(5, row.not_before_ms, kTimeMs));
    return a.integer(6, row.not_after_ms, kTimeMs);
}
template <typename A> Result<void> describe(A& a, Ref<A, SessionFacts> session) {
    TRY(a.fixed(1, session.id));
    TRY(a.text(2, session.code));
    TRY(a.local(3, session.title));
    TRY(a.fixed(4, session.centre));
    TRY(a.text(5, session.centre_code));
    TRY(a.local(6, session.centre_name));
    TRY(a.local(7, session.room_name));
    TRY(a.integers(8, session.seats, kCandidatesOfSessionMax, {1, kSeatMax}));
    TRY(a.integer(9, session.start_ms, kTimeMs));
    TRY(a.integer(10, session.end_ms, kTimeMs));
    TRY(a.text(11, session.batch));
    TRY(a.text(12, session.plan));
    TRY(a.maybe_text(13, session.form));
    TRY(a.text(14, session.organisation));
    return a.integer(15, session.attempt, {1, 100});
}

// ---- The parts of a package

struct CandidatePartBytes {
    CandidatePart part; // its paper is empty here and stands in `paper`
    PaperBytes paper;
};
template <typename A> Result<void> describe(A& a, Ref<A, CandidatePartBytes> bytes) {
    TRY(a.version(kContentVersion));
    TRY(a.embedded(2, bytes.part.spec));
    TRY(a.embedded(3, bytes.paper));
    TRY(a.list(4, bytes.part.items, kItemsOfPaperMax));
    TRY(a.maybe_list(5, bytes.part.stimuli, kItemsOfPaperMax));
    TRY(a.maybe_list(6, bytes.part.figures, kFiguresMax));
    TRY(a.list(7, bytes.part.texts, kSessionTextsMax));
    TRY(a.list(8, bytes.part.roster, kCandidatesOfSessionMax));
    TRY(a.list(9, bytes.part.staff, kStaffMax));
    return a.child(10, bytes.part.session);
}
template <typename A> Result<void> describe(A& a, Ref<A, KeyPart> part) {
    TRY(a.version(kContentVersion));
    TRY(a.fixed(2, part.paper));
    return a.list(3, part.keys, kItemsOfPaperMax);
}

} // namespace kaogong::record::archive
