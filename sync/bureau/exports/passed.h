// Outcomes that are final and passed, one after the other, each with what exports, archives and reports say of it: when and where it was
// sat, what the organisation is filed as, the points of its modules, its certificate drafts. A page at a time is held.
#pragma once

#include "sync/bureau/certificates/drafts.h"
#include "sync/bureau/filing.h"
#include "sync/bureau/outcome/rounds.h"

namespace kaogong::bureau::exports {

struct ModulePoints {
    practical::Method method = practical::Method::theory;
    std::string module; // stable id of the unit (P24); empty: the component as a whole
    assessment::Points points = 0;
    assessment::Points points_max = 0;
};
struct OutcomeDetail {
    OutcomeRow row;
    record::OutcomeStatement statement;
    outcome::OutcomeState state = outcome::OutcomeState::provisional;
    std::string ticket;          // 准考证号, or empty
    std::string centre;          // its name
    std::optional<OrgKind> kind; // of the filing that counted on the day; none: not filed
    std::uint8_t attributes = 0;
    std::int64_t assessed_ms = 0; // begin of the newest component
    std::vector<ModulePoints> modules;
    std::string certificate;          // number of the draft that has not ended, or empty
    std::string industry_certificate; // likewise
    std::int64_t drafted_ms = 0;
    int round = 0; // 批次 of the plan's board sessions (P85); 0: none was entered, or the level has none
};

// Fills in what an outcome's row does not say itself. Centres and their filings are read once.
class OutcomeDetails {
  public:
    static Result<OutcomeDetails> open(Store& store, const record::Bundle& bundle);
    Result<OutcomeDetail> look(OutcomeRow row); // statement, verified, and state; the rest is empty
    Result<void> fill(OutcomeDetail& detail);   // the rest

  private:
    struct CentreFile {
        std::string name;
        std::optional<std::vector<FilingRow>> filings; // read when first asked for
    };
    OutcomeDetails(Store& store, const record::Bundle& bundle, outcome::FinalityDesk finality)
        : store_(store), bundle_(bundle), finality_(std::move(finality)), rounds_(store, bundle) {}
    Result<void> add_component(OutcomeDetail& detail, const record::StatedComponent& component);
    Result<void> add_centre(OutcomeDetail& detail);
    Result<void> add_certificates(OutcomeDetail& detail);

    Store& store_;
    const record::Bundle& bundle_;
    outcome::FinalityDesk finality_;
    outcome::RoundBook rounds_;
    std::map<CentreId, CentreFile> centres_; // thousands (P69)
};

bool is_final_pass(const OutcomeDetail& detail);

struct DetailQuery {
    std::string plan = {};
    bool passed_only = true; // and final; otherwise all newest versions
};
using EachDetail = std::function<Result<void>(const OutcomeDetail&)>;
Result<void> each_outcome(Store& store, const record::Bundle& bundle, const DetailQuery& query, const EachDetail& each);

} // namespace kaogong::bureau::exports
