// Who must sign which correction, as a table: the original was signed by examiners a, b, chief c and the tally checker t.
#include "core/record/amendment.h"

#include "core/base/codes/record.h"
#include "tests/support/must.h"
#include "tests/support/record_samples.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

struct Office {
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol();
    std::map<std::string, SampleStaff> staff;
    Bytes original_bytes;
    ResultRecord record;

    Office() {
        for (const char* who : {"a", "b", "d", "e"}) add(who, Role::examiner);
        for (const char* who : {"c", "C"}) add(who, Role::chief);
        for (const char* who : {"r", "s"}) add(who, Role::reviewer);
        add("t", Role::centre_admin);
        add("q", Role::supervisor);
        add("h", Role::site_chief);
        record = terminal.result_record(3);
        record.kind = RecordKind::operation;
        original_bytes = sign(record, {"a", "b", "c", "t"});
        record.kind = RecordKind::supersede;
        record.id = bureau.random.fixed<RecordId>();
        record.earlier = record_hash(open_result(original_bytes)->payload);
        record.evidence = {bureau.random.fixed<Hash>()};
        record.amendment = Amendment{.basis = AmendmentBasis::clerical, .reason = "TYPING"};
    }
    void add(const std::string& who, Role role) { staff.emplace(who, bureau.staff(role, who)); }

    Bytes sign(ResultRecord of, const std::vector<std::string>& by) {
        std::vector<const SampleStaff*> cosigners;
        of.signers = {{Role::device, terminal.device.id()}};
        for (const std::string& who : by) {
            cosigners.push_back(&staff.at(who));
            of.signers.push_back({staff.at(who).role, staff.at(who).key.id()});
        }
        std::sort(of.signers.begin(), of.signers.end(), [](const auto& x, const auto& y) { return std::tie(x.role, x.key) < std::tie(y.role, y.key); });
        return terminal.signed_result(of, cosigners);
    }
    Result<void> check(const ResultRecord& amended, const std::vector<std::string>& by) {
        const Bytes bytes = sign(amended, by);
        return check_amendment(open_result(bytes).value(), open_result(original_bytes).value());
    }
};

} // namespace

TEST_CASE_FIXTURE(Office, "each basis of a correction has its own signers") {
    struct Row {
        AmendmentBasis basis;
        std::vector<std::string> by;
        bool right;
    };
    using B = AmendmentBasis;
    const std::vector<Row> rows = {
        {B::clerical, {"a", "b", "c", "t"}, true},       {B::clerical, {"a", "b", "c", "t", "h"}, true},
        {B::clerical, {"a", "b", "c"}, false},           {B::clerical, {"a", "b", "d", "c", "t"}, true},
        {B::clerical, {"a", "d", "c", "t"}, false},      {B::review, {"r", "s", "h"}, true},
        {B::review, {"r", "h"}, false},                  {B::review, {"r", "s"}, false},
        {B::arbitration, {"d", "e", "C"}, true},         {B::arbitration, {"d", "C"}, false},
        {B::arbitration, {"d", "e", "c"}, false},        {B::arbitration, {"a", "e", "C"}, false},
        {B::misconduct, {"h"}, true},                    {B::misconduct, {"q"}, false},
        {B::item_defect, {"q", "h"}, true},              {B::item_defect, {"h"}, false},
        {B::equipment, {"q", "h"}, true},                {B::equipment, {"q"}, false},
        {B::administrative, {"h"}, true},                {B::administrative, {"a", "b", "c", "t"}, false},
    };
    for (const Row& row : rows) {
        record.amendment->basis = row.basis;
        CAPTURE(static_cast<int>(row.basis));
        CAPTURE(row.by.size());
        const auto checked = check(record, row.by);
        CHECK_EQ(checked.ok(), row.right);
        if (!checked) CHECK(checked.code() == codes::amendment_signers);
    }
    CHECK_EQ(basis_rules().size(), 7u);
}

TEST_CASE_FIXTURE(Office, "two markers of the bureau stand for a decision about many, and for no other correction") {
    add("m", Role::bureau_marker);
    add("n", Role::bureau_marker);
    staff.emplace("m again", bureau.staff(Role::bureau_marker, "m"));
    const auto by_markers = [&](AmendmentBasis basis, const std::vector<std::string>& markers) {
        ResultRecord made = record;
        made.amendment->basis = basis;
        made.signers.clear();
        std::vector<ResultSigner> signers;
        for (const std::string& who : markers) {
            made.signers.push_back({Role::bureau_marker, staff.at(who).key.id()});
            signers.push_back({&staff.at(who).key, staff.at(who).certificate});
        }
        std::sort(made.signers.begin(), made.signers.end(), [](const auto& x, const auto& y) { return x.key < y.key; });
        const Bytes bytes = must(seal_result(made, signers, kSampleWallMs / 1'000));
        return check_amendment(open_result(bytes).value(), open_result(original_bytes).value());
    };
    using B = AmendmentBasis;
    for (const B basis : {B::misconduct, B::item_defect, B::equipment, B::administrative}) {
        CHECK(by_markers(basis, {"m", "n"}).ok());
        CHECK(by_markers(basis, {"m"}).code() == codes::amendment_signers);
        CHECK(by_markers(basis, {"m", "m again"}).code() == codes::amendment_signers); // one person with two keys
    }
    for (const B basis : {B::clerical, B::review, B::arbitration})
        CHECK(by_markers(basis, {"m", "n"}).code() == codes::amendment_signers);
}

TEST_CASE_FIXTURE(Office, "a reviewer who scored the original reviews nothing") {
    staff.emplace("a-as-reviewer", SampleStaff{bureau.staff(Role::reviewer, "a")});
    record.amendment->basis = AmendmentBasis::review;
    CHECK(check(record, {"r", "a-as-reviewer", "h"}).code() == codes::amendment_signers);
}

TEST_CASE_FIXTURE(Office, "a correction is of the same test, says why the scorer said nothing, and names the record") {
    const std::vector<std::string> all = {"a", "b", "c", "t"};
    struct Case {
        const char* what;
        std::function<void(ResultRecord&)> change;
    };
    const std::vector<Case> cases = {{"candidate", [&](ResultRecord& r) { r.candidate = bureau.random.fixed<CandidateRef>(); }},
                                     {"session", [&](ResultRecord& r) { r.session = bureau.random.fixed<SessionId>(); }},
                                     {"level", [](ResultRecord& r) { r.subject.level = r.subject.level == 1 ? 2 : 1; }},
                                     {"evidence", [](ResultRecord& r) { r.evidence.clear(); }},
                                     {"earlier", [&](ResultRecord& r) { r.earlier = bureau.random.fixed<Hash>(); }}};
    for (const Case& each : cases) {
        CAPTURE(each.what);
        ResultRecord changed = record;
        each.change(changed);
        CHECK(check(changed, all).code() == codes::record_value_invalid);
    }
    CHECK(check(record, all).ok());
}
