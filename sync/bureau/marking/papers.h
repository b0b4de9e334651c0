// A session's paper with its keys, opened from the package by the bureau's response key, ready to mark with. Roster and staff are left
// behind: who marks needs no name.
#pragma once

#include "core/assessment/marking.h"
#include "core/record/package.h"
#include "core/record/result_record.h"

namespace kaogong::bureau::marking {

// A bureau that has changed its response key has several.
using Readers = std::span<const record::age::Identity>;

struct MarkingPaper {
    record::PackageManifest manifest;
    assessment::AssessmentSpec spec;
    assessment::Paper paper;
    std::vector<assessment::Item> items; // in the paper's order
    assessment::PreparedPaper prepared;

    bool is_of(const record::ResultSubject& subject) const { return subject.spec == manifest.spec && subject.paper == manifest.paper; }
};
// Errors: those of reading a package and of its parts; its days are no matter here. age_no_match where it was sealed to none of the
// readers.
Result<MarkingPaper> open_paper(ByteView package, const record::Bundle& bundle, Readers readers);

} // namespace kaogong::bureau::marking
