// What an operation session brings to this terminal, opened and checked by the worker and never changed: sheets, panel, today's candidates.
// Both threads may look at it. It holds names and numbers of people: only views take what their screen shows.
#pragma once

#include "core/assessment/practical/scoring.h"
#include "core/record/operation_content.h"

#include <map>
#include <memory>

namespace kaogong::kiosk::app {

struct OperationContent {
    PackageId package;
    TerminalId terminal; // this one
    record::OperationPart part;
    std::map<std::string, Bytes, std::less<>> figures;                            // PNG by name: photos, drawings
    std::map<CandidateRef, std::shared_ptr<const practical::ScoringRules>> rules; // of each candidate whose panel could be seated
    std::map<CandidateRef, Error> without_panel; // recused without a reserve: an external examiner, or the candidate is moved

    // Whether this terminal leads the station: its clock, its journal, the rows noted together. Others enter own sheets alone.
    bool leads(int station) const;
    const record::OperationCandidate* find_candidate(const CandidateRef& candidate) const;
    const record::RosterRow* find_person(const CandidateRef& candidate) const;
    const record::PanelRow* find_examiner(std::string_view number) const;
    const record::ResultSignerRow* find_signer(std::string_view number) const;
    const record::StaffRow* find_staff(std::string_view number) const;
    const practical::ScoreSheet* find_sheet(std::string_view id) const;
    // The name of whoever has this number, in whichever register; the number itself where nobody has.
    std::string name_of(std::string_view number) const;
    bool has_key(std::string_view number) const; // signs with a token
};
using SharedOperation = std::shared_ptr<const OperationContent>;

// Rules of every candidate: own sheet, panel after recusal, who signs besides, extra time.
Result<SharedOperation> operation_content(const PackageId& package, record::OperationPart part, const TerminalId& terminal);

} // namespace kaogong::kiosk::app
