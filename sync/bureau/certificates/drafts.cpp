#include "sync/bureau/certificates/drafts.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/outcome.h"
#include "sync/bureau/certificates/act_keeper.h"
#include "sync/bureau/days.h"
#include "sync/bureau/outcome/report.h"

#include <algorithm>

namespace kaogong::bureau::certificates {
namespace {

using outcome::OutcomeState;
using record::CertificateActKind;
using record::OutcomeStatement;

constexpr std::size_t kOutcomesPerTransaction = 100;
constexpr int kTriesMax = 5;

// All outcomes of one page, within one transaction that holds the log.
class Drafting {
  public:
    Drafting(const DraftingDesk& desk, outcome::FinalityDesk& finality) : desk_(desk), finality_(finality), acts_(desk) {}

    Result<void> take(const OutcomeRow& row) {
        const OutcomeStatement statement = TRY(record::verify_outcome(row.statement, desk_.authority.bundle));
        const OutcomeState state = TRY(finality_.state_of(row, statement));
        const bool passed = statement.verdict == practical::Verdict::pass;
        std::vector<CertificateRow> alive = TRY(alive_of(row));
        if (!passed && alive.empty()) return not_passed();
        if (state != OutcomeState::final) {
            const Code code = state == OutcomeState::replaced ? codes::outcome_replaced : codes::outcome_not_final;
            return waits(row, CertificateProfile::level, error(code));
        }
        for (const CertificateRow& each : alive)
            if (each.outcome != row.hash) TRY(end_earlier(row, statement, each));
        if (!passed) return not_passed();
        TRY(draft(row, CertificateProfile::level));
        return statement.second_certificate ? draft(row, CertificateProfile::industry) : success();
    }
    Result<void> finish() { return acts_.finish(); }
    const std::vector<DraftTold>& told() const { return told_; }
    std::uint64_t not_passed_count() const { return not_passed_; }

  private:
    Result<void> not_passed() {
        ++not_passed_;
        return success();
    }
    DraftTold& tell(const OutcomeRow& row, CertificateProfile profile, DraftStep step) {
        told_.push_back({.step = step,
                         .number = {},
                         .profile = profile,
                         .key = row.key,
                         .candidate = row.candidate,
                         .outcome = row.hash,
                         .why = {},
                         .reason = {}});
        return told_.back();
    }
    Result<void> waits(const OutcomeRow& row, CertificateProfile profile, Error why) {
        tell(row, profile, DraftStep::waits).why = std::move(why);
        return success();
    }

    // Drafts of any version of this outcome that have not ended.
    Result<std::vector<CertificateRow>> alive_of(const OutcomeRow& row) {
        std::vector<CertificateRow> alive;
        for (CertificateRow& each : TRY(desk_.store.certificates().certificates_of(row.key.subject))) {
            const auto of = TRY(desk_.store.outcomes().outcome(each.outcome));
            if (!of || !(of->key == row.key) || TRY(desk_.store.certificates().certificate_end(each.number))) continue;
            alive.push_back(std::move(each));
        }
        return alive;
    }

    Result<void> end_earlier(const OutcomeRow& row, const OutcomeStatement& statement, const CertificateRow& earlier) {
        const auto profile = static_cast<CertificateProfile>(earlier.profile);
        const bool again =
            statement.verdict == practical::Verdict::pass && (profile == CertificateProfile::level || statement.second_certificate);
        const std::string reason = "outcome " + row.hash.hex() + ", version " + std::to_string(statement.version) + ": " +
                                   outcome::outcome_words(statement, Language::en);
        TRY(acts_.end(earlier.number, again ? CertificateActKind::replaced : CertificateActKind::withdrawn, reason));
        DraftTold& told = tell(row, profile, DraftStep::ended);
        told.number = earlier.number;
        told.reason = reason;
        return success();
    }

    Result<std::optional<CertificateRow>> draft_of(const OutcomeRow& row, CertificateProfile profile) {
        for (CertificateRow& each : TRY(desk_.store.certificates().certificates_of(row.key.subject)))
            if (each.outcome == row.hash && each.profile == static_cast<int>(profile)) return std::optional(std::move(each));
        return std::optional<CertificateRow>();
    }

    Result<void> draft(const OutcomeRow& row, CertificateProfile profile) {
        if (const auto known = TRY(draft_of(row, profile))) {
            if (TRY(desk_.store.certificates().certificate_end(known->number)))
                return waits(row, profile, error(codes::certificate_ended, known->number));
            tell(row, profile, DraftStep::there).number = known->number;
            return success();
        }
        auto parts = next_number(row, profile);
        if (!parts.ok()) return is_of_a_block(parts.code()) ? waits(row, profile, parts.error()) : Result<void>(parts.error());
        return give(row, profile, *parts);
    }
    static bool is_of_a_block(Code code) {
        return code == codes::certificate_block_missing || code == codes::certificate_block_full ||
               code == codes::certificate_level_uncoded;
    }

    // The newest block counts.
    Result<NumberParts> next_number(const OutcomeRow& row, CertificateProfile profile) {
        std::optional<CertificateBlockRow> block;
        for (CertificateBlockRow& each : TRY(desk_.store.certificates().blocks_of(row.centre)))
            if (each.profile == static_cast<int>(profile)) block = std::move(each);
        if (!block) return error(codes::certificate_block_missing, std::string(profile_word(profile)));
        const auto digit = level_digit(block->level_digits, row.key.level);
        if (!digit) return error(codes::certificate_level_uncoded, "level " + std::to_string(row.key.level));
        NumberParts parts{
            .prefix = block->prefix, .year = civil_time(desk_.wall_ms, kBureauOffsetMinutes).year % 100, .level_digit = *digit};
        parts.serial = TRY(desk_.store.certificates().last_serial({parts.prefix, parts.year, parts.level_digit})) + 1;
        TRY(compose_number(parts));
        return parts;
    }

    Result<void> give(const OutcomeRow& row, CertificateProfile profile, const NumberParts& parts) {
        const std::string number = TRY(compose_number(parts));
        const SignedAct made = TRY(acts_.keep({.kind = CertificateActKind::drafted,
                                               .number = number,
                                               .reason = {},
                                               .outcome = row.hash,
                                               .profile = profile,
                                               .candidate = row.candidate,
                                               .occupation = row.key.occupation,
                                               .level = row.key.level,
                                               .organisation = row.key.organisation,
                                               .plan = row.key.plan}));
        TRY(desk_.store.certificates().add_certificate({.number = number,
                                                        .centre = row.centre,
                                                        .profile = static_cast<int>(profile),
                                                        .series = {parts.prefix, parts.year, parts.level_digit},
                                                        .serial = parts.serial,
                                                        .outcome = row.hash,
                                                        .subject = row.key.subject,
                                                        .plan = row.key.plan,
                                                        .act = made.bytes,
                                                        .log_index = made.log_index,
                                                        .at_ms = desk_.wall_ms}));
        tell(row, profile, DraftStep::drafted).number = number;
        return success();
    }

    const DraftingDesk& desk_;
    outcome::FinalityDesk& finality_;
    ActKeeper acts_;
    std::vector<DraftTold> told_;
    std::uint64_t not_passed_ = 0;
};

struct PageDone {
    std::vector<DraftTold> told;
    std::uint64_t not_passed = 0;
    std::uint64_t last = 0;
    bool more = false;
};

// What is final is asked inside the transaction: a correction that came a moment ago counts.
Result<PageDone> draft_page(const DraftingDesk& desk, const OutcomePage& page) {
    auto tx = TRY(desk.store.begin_log());
    auto finality = TRY(outcome::FinalityDesk::open(desk.store, desk.authority.bundle));
    Drafting drafting(desk, finality);
    PageDone done;
    const auto rows = TRY(desk.store.outcomes().newest_outcomes(page));
    for (const OutcomeRow& row : rows) TRY(drafting.take(row));
    TRY(drafting.finish());
    TRY(tx->commit());
    done.told = drafting.told();
    done.not_passed = drafting.not_passed_count();
    done.more = rows.size() == page.limit;
    if (!rows.empty()) done.last = rows.back().number;
    return done;
}

Result<PageDone> draft_page_again(const DraftingDesk& desk, const OutcomePage& page) {
    auto done = draft_page(desk, page);
    for (int tries = 1; tries < kTriesMax && !done.ok() && done.code() == codes::store_contended; ++tries) done = draft_page(desk, page);
    return done;
}

void count(DraftCounts& counts, const DraftTold& told) {
    if (told.step == DraftStep::drafted) ++counts.drafted;
    if (told.step == DraftStep::there) ++counts.there;
    if (told.step == DraftStep::ended) ++counts.ended;
    if (told.step == DraftStep::waits) ++counts.waits;
}

} // namespace

Result<DraftCounts> draft_all(const DraftingDesk& desk, const std::string& plan, const TellDraft& tell) {
    DraftCounts counts;
    OutcomePage page{.after = 0, .plan = plan, .limit = kOutcomesPerTransaction};
    bool any = false, more = true;
    while (more) {
        const PageDone done = TRY(draft_page_again(desk, page));
        for (const DraftTold& told : done.told) {
            count(counts, told);
            tell(told);
        }
        counts.not_passed += done.not_passed;
        any = any || done.last != 0;
        page.after = done.last;
        more = done.more;
    }
    if (!any) return error(codes::outcome_no_results, plan);
    return counts;
}

} // namespace kaogong::bureau::certificates
