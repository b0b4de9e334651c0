// One result and everything that the bureau may say of it later: corrected after a score review, declared void, objected to, decided about,
// rested upon by outcomes and a certificate draft; and what a forger might hand over in their place. The same bytes on every machine.
#pragma once

#include "core/record/act.h"
#include "core/record/certificate_act.h"
#include "core/record/notice_act.h"
#include "core/record/outcome_statement.h"
#include "core/record/register_act.h"
#include "tests/support/record_files.h"

#include <map>

namespace kaogong::test {

// The people and records behind the files, for tests that want other ones.
class ActOffice {
  public:
    explicit ActOffice(SampleBureau& bureau);

    SampleBureau& bureau;
    SampleTerminal terminal;
    std::map<std::string, SampleStaff> staff; // r, s, t reviewers; h site chief; m, n markers of the bureau

    record::ResultRecord theory(int right); // of five items, by a candidate of its own
    // Of the same test, naming `earlier`; a supersede with as many right.
    record::ResultRecord correction(const Bytes& earlier, record::AmendmentBasis basis, int right);
    record::ResultRecord voiding(const Bytes& earlier, record::AmendmentBasis basis);
    Bytes sign(record::ResultRecord record, const std::vector<std::string>& by); // beside the device
    Bytes sign_as_markers(record::ResultRecord record);
    Bytes proof(const Bytes& signed_result);
    std::uint64_t place_of(const Bytes& signed_result) const;                      // in the log, after proof()
    record::OutcomeStatement outcome(const Bytes& signed_result, int shown) const; // rests on that theory result, version 1

  private:
    std::map<Hash, std::uint64_t> places_;
};

// In DIR of the web samples: first, review, void, rival, foreign, short, again .kgproof; review, refused .kgr; submission, marked .kgproof;
// release, refuse, opened, closed, objection, answer, outcome, outcome2, outcome_wrong, draft, withdrawn, each .cose with .receipt;
// checkpoint.
std::vector<SampleFile> act_samples(SampleBureau& bureau);

} // namespace kaogong::test
