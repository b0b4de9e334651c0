// The numbered keys of a package's operation part (FORMAT.md). For core/record's own sources.
#pragma once

#include "core/record/content_describe_session.h"
#include "core/record/operation_content.h"
#include "core/record/practical_describe.h"

namespace kaogong::record::archive {

inline constexpr std::size_t kCertificateMax = 4'096;

template <typename A> Result<void> describe(A& a, Ref<A, PanelRow> row) {
    TRY(a.text(1, row.number));
    TRY(a.text(2, row.name));
    TRY(a.flag(3, row.chief));
    TRY(a.flag(4, row.reserve));
    TRY(a.flag(5, row.senior));
    TRY(a.maybe_text(6, row.organisation));
    TRY(a.bytes(7, row.certificate, kCertificateMax));
    return a.maybe_bytes(8, row.signing_key, kCertificateMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, ResultSignerRow> row) {
    TRY(a.text(1, row.number));
    TRY(a.text(2, row.name));
    TRY(a.bytes(3, row.certificate, kCertificateMax));
    return a.maybe_bytes(4, row.signing_key, kCertificateMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::DeclaredRelation> relation) {
    using practical::DeclaredBy;
    using practical::Relation;
    TRY(a.text(1, relation.examiner));
    TRY(a.maybe_text(2, relation.candidate));
    TRY(a.choice(3, relation.relation, Relation::kin, Relation::interest));
    return a.choice(4, relation.by, DeclaredBy::examiner, DeclaredBy::rule);
}
template <typename A> Result<void> describe(A& a, Ref<A, OperationCandidate> row) {
    TRY(a.fixed(1, row.candidate));
    TRY(a.text(2, row.sheet));
    TRY(a.integer(3, row.station, {1, kSeatMax}));
    TRY(a.integer(4, row.start_ms, kTimeMs));
    TRY(a.maybe_texts(5, row.modules, kPartsMax));
    return a.maybe_list(6, row.relations, kPanelMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, OperationDocument> document) {
    TRY(a.text(1, document.id));
    TRY(a.choice(2, document.kind, DocumentKind::prep_notice, DocumentKind::task_paper));
    TRY(a.text(3, document.sheet));
    TRY(a.local(4, document.text));
    return a.maybe_texts(5, document.figures, kPartsMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, Desk> desk) {
    TRY(a.fixed(1, desk.terminal));
    TRY(a.fixed(2, desk.sealing));
    return a.integers(3, desk.stations, kSeatMax, {1, kSeatMax});
}
template <typename A> Result<void> describe_people(A& a, Ref<A, OperationPart> part) {
    using assessment::SkillLevel;
    using practical::OrgKind;
    TRY(a.list(10, part.staff, kStaffMax));
    TRY(a.child(11, part.session));
    TRY(a.choice(12, part.organisation, OrgKind::employer, OrgKind::school));
    TRY(a.integer(13, part.panel_size_min, {1, static_cast<std::int64_t>(kPanelMax)}));
    TRY(a.choice(14, part.senior_from, SkillLevel::apprentice, SkillLevel::chief_technician));
    TRY(a.maybe_list(15, part.texts, kSessionTextsMax));
    return a.maybe_list(16, part.desks, kDesksMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, OperationPart> part) {
    TRY(a.version(kContentVersion));
    TRY(a.embedded(2, part.spec));
    TRY(a.embedded_list(3, part.sheets, kSheetsMax));
    TRY(a.list(4, part.panel, kPanelMax));
    TRY(a.maybe_list(5, part.signers, kResultSignersMax));
    TRY(a.list(6, part.candidates, kCandidatesOfSessionMax));
    TRY(a.maybe_list(7, part.documents, kDocumentsMax));
    TRY(a.maybe_list(8, part.figures, kFiguresMax));
    TRY(a.list(9, part.roster, kCandidatesOfSessionMax));
    return describe_people(a, part);
}

} // namespace kaogong::record::archive
