// Making a session's package for terminals of this bureau: candidates get their references from the registry, so that the same candidate
// bears the same one in every package of a session; parts are sealed to the terminals that were enrolled and to the response key of the
// trust bundle.
#pragma once

#include "core/record/package.h"
#include "sync/bureau/enrol.h"

#include <map>

namespace kaogong::bureau {

struct PackageOrder {
    record::CandidatePart candidate; // roster rows with whatever references: they are replaced. Without items where there is no theory test
    std::vector<assessment::Key> keys;               // of all items of the paper
    std::optional<record::OperationPart> operation;  // its candidates keep to their rows; its desks are made here
    std::vector<TerminalId> terminals;               // all of one centre
    std::map<TerminalId, std::vector<int>> stations; // that each of these terminals leads; empty where one leads all
    std::int64_t not_before_ms = 0;
    std::int64_t not_after_ms = 0;
};

// Errors: terminal_unknown (or without certificate), package_centres_differ, filing_missing, filing_exceeded, those of build_package. The references are kept when `keep`
// has put the package where it belongs.
using KeepPackage = std::function<Result<void>(ByteView package)>;
Result<PackageId> issue_package(PackageOrder order, const Registrar& registrar, const KeepPackage& keep);

} // namespace kaogong::bureau
