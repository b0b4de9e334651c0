// A session's paper with its keys, opened from the package by the bureau's response key, ready to mark with. Roster and staff are left
// behind: who marks needs no name.
#pragma once

#include "core/assessment/marking.h"
#include "core/base/codes/record.h"
#include "core/record/package.h"
#include "core/record/result_record.h"

namespace kaogong::bureau::marking {

// A bureau that has changed its response key has several.
using Readers = std::span<const record::age::Identity>;

// A package of any centre whose signature and parts hold, for whoever has a key to it. Views point into the package's bytes.
struct OpenedPackage {
    record::PackageManifest manifest;
    record::SealedPackage sealed;
};
Result<OpenedPackage> open_package(ByteView package, const record::Bundle& bundle);
// What `open` makes with the first reader that the part was sealed to; age_no_match where it was sealed to none.
template <typename Open> auto open_with_any(Readers readers, Open open) -> decltype(open(readers.front())) {
    for (const record::age::Identity& reader : readers) {
        auto opened = open(reader);
        if (opened.ok() || opened.code() != codes::age_no_match) return opened;
    }
    return error(codes::age_no_match);
}

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
