// Drafts of certificates 拟发证数据 from outcomes that are final and passed. A draft has a number from the centre's block and rests on one
// version of an outcome; where a later version has become final, the earlier draft is replaced, or withdrawn if the later is no pass. What
// has ended stays readable with its reason, and its number is never given again. Signed is the draft (core/record/certificate_act.h), by
// the bureau's intake key like its other acts; a certificate is none of this program's.
#pragma once

#include "core/record/certificate_act.h"
#include "sync/bureau/certificates/number.h"
#include "sync/bureau/outcome/finality.h"

namespace kaogong::bureau::certificates {

using record::CertificateProfile;

struct DraftingDesk {
    Store& store;
    const Authority& authority;
    std::int64_t wall_ms = 0;
    std::string by;
};

enum class DraftStep : std::uint8_t {
    drafted = 1, // it has a number now
    there,       // it had one
    ended,       // an earlier draft was replaced or withdrawn
    waits,       // `why`: not final, replaced, no block...
};
struct DraftTold {
    DraftStep step = DraftStep::waits;
    std::string number; // drafted, there, ended
    CertificateProfile profile = CertificateProfile::level;
    OutcomeKey key;
    CandidateRef candidate;
    Hash outcome;
    std::optional<Error> why; // waits: outcome_not_final, outcome_replaced, certificate_block_missing, certificate_block_full,
                              // certificate_level_uncoded, certificate_ended (withdrawn by a person, so it gets no other number)
    std::string reason;       // ended
};
struct DraftCounts {
    std::uint64_t drafted = 0, there = 0, ended = 0, waits = 0, not_passed = 0;
};
using TellDraft = std::function<void(const DraftTold&)>;
// Of all outcomes of a plan, or of all; a hundred in one transaction. What store_contended undid is tried again a few times. Error: one of
// the store, or outcome_no_results where there is no outcome at all.
Result<DraftCounts> draft_all(const DraftingDesk& desk, const std::string& plan, const TellDraft& tell);

// A person withdraws a draft. certificate_unknown, certificate_ended.
Result<void> withdraw(const DraftingDesk& desk, const std::string& number, const std::string& reason);

// A block of numbers is assigned to a centre. certificate_number_malformed (also a letter that does not fit the centre's filing),
// certificate_block_taken.
Result<std::uint64_t> assign_block(Store& store, CertificateBlockRow row);

struct CertificateView {
    CertificateRow row;
    record::CertificateAct act; // verified
    std::optional<CertificateEndRow> end;
    std::string outcome_state; // `final`, `provisional`, `replaced`
};
class CertificateReader {
  public:
    static Result<CertificateReader> open(Store& store, const record::Bundle& bundle);
    Result<CertificateView> view(CertificateRow row);
    Result<CertificateView> find(const std::string& number); // certificate_number_malformed, certificate_unknown

  private:
    CertificateReader(Store& store, const record::Bundle& bundle, outcome::FinalityDesk finality)
        : store_(store), bundle_(bundle), finality_(std::move(finality)) {}
    Store& store_;
    const record::Bundle& bundle_;
    outcome::FinalityDesk finality_;
};

std::string_view profile_word(CertificateProfile profile); // `level`, `industry`

// {step, ? number, profile, outcome, candidate, occupation, level, organisation, plan, ? code, ? reason}
std::string told_json(const DraftTold& told);
std::string told_text(const DraftTold& told, Language language);
// {number, profile, state: draft|withdrawn|replaced, ? reason, ? ended_at, outcome, outcome_state, candidate, occupation, level,
// organisation, plan, by, drafted_at, log_index, parts: {letter, organisation, province, site, year, level_digit, serial}}
std::string certificate_json(const CertificateView& view);
std::string certificate_line(const CertificateView& view, Language language);

} // namespace kaogong::bureau::certificates
