// Whether two documents fit that one of them says belong together; for relation.cpp. Each error's context says what does not fit.
#pragma once

#include "core/record/relation.h"

namespace kaogong::record {

// A correction, or a marking of a submission: earlier_mismatch, amendment_signers.
Result<void> check_takes_place(const SignedResult& result, const SignedResult& earlier);
// earlier_mismatch.
Result<void> check_next_version(const OutcomeStatement& next, const OutcomeStatement& earlier);

// basis_mismatch, and so the others; null is a document of another kind than it must be.
struct ComponentRecord {
    const GivenResult* result = nullptr;
    std::optional<std::uint64_t> place;
};
Result<void> check_component(const OutcomeStatement& outcome, const StatedComponent& component, const ComponentRecord& record);
Result<void> check_draft_of(const CertificateAct& draft, const OutcomeStatement* outcome);
Result<void> check_appointment_of(const AppointmentEntry& entry, const OutcomeStatement* outcome);
// An appointment that names a draft's number rests on the same outcome as the draft.
Result<void> check_appointment_by(const AppointmentEntry& entry, const CertificateAct& draft);
Result<void> check_end_of(const AppointmentEnd& end, const AppointmentEntry* entry);
Result<void> check_objection(const NoticeAct& objection, const GivenResult* result);
Result<void> check_answer(const NoticeAct& answer, const NoticeAct* objection);

} // namespace kaogong::record
