// Emergency credentials at the desk: who warrants, what they sign, and what of the others' signatures is undone.
#include "kiosk/app/marking/scoring_desk.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/record.h"
#include "tests/kiosk/app/marking/scoring_workshop.h"

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;
using namespace kaogong::kiosk::app;

TEST_CASE("whose token is lost signs own sheet and result with an emergency credential, and the record says so") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    workshop.pull("b");
    const std::string pin = workshop.issue_emergency("b");
    CHECK_EQ(workshop.ask<TokensSeen>(LookForTokens{}).numbers.size(), 6u); // b's lies in the terminal now
    CHECK(workshop.ask<PersonChecked>(CheckPerson{.number = "b", .pin = Secret(view(pin))}).pin.right);
    for (const char* who : {"a", "c"}) scoring.signs(who, SignScoring::What::own_sheet);
    scoring.signs("b", SignScoring::What::own_sheet, pin.c_str());
    scoring.take(ScoresDecided{workshop.clock.now(), "a"});
    scoring.take(TallyChecked{workshop.clock.now(), "t", final_score(scoring.state).value().points});
    for (const char* who : {"a", "c", "t", "q"}) scoring.signs(who, SignScoring::What::result);
    CHECK_FALSE(scoring.sign("b", SignScoring::What::result).event.has_value()); // the old PIN is of the old key
    scoring.signs("b", SignScoring::What::result, pin.c_str());
    REQUIRE(scoring.seal().ok());
    int marked = 0;
    for (const store::ResultStatus& status : workshop.store->results().of_sitting(scoring.id).value()) {
        const Bytes encoded = workshop.store->results().signed_result(status.entry_index).value();
        const auto result = record::verify_result(encoded, workshop.bureau.bundle);
        REQUIRE(result.ok());
        marked += record::has_emergency_signer(*result) ? 1 : 0;
    }
    CHECK_EQ(marked, 2); // b's sheet and the result
}

TEST_CASE("a credential that comes while the result is signed begins the signatures anew, and a start finds all of it") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    for (const char* who : {"a", "c"}) scoring.signs(who, SignScoring::What::result);
    workshop.pull("b");
    const std::string pin = workshop.issue_emergency("b");
    CHECK(scoring.sign("b", SignScoring::What::result, pin.c_str()).pin.failed->code == codes::text_hash_differs); // other keys in the list
    scoring.take(CredentialIssued{workshop.clock.now(), "h", "q", "b"});
    for (const char* who : {"a", "c", "t", "q"}) scoring.signs(who, SignScoring::What::result);
    scoring.signs("b", SignScoring::What::result, pin.c_str());
    workshop.start();
    const OperationOpened opened = workshop.desk->open({}).value(); // b's sheet stays signed by the key of then
    CHECK_EQ(opened.emergencies.count("b"), 1u);
    CHECK_EQ(scoring.sealed(record::RecordKind::examiner_sheet), 3);
    CHECK(scoring.seal().ok());
}

TEST_CASE("the power goes between the credential and the signatures that it undoes: the next start undoes them") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    for (const char* who : {"a", "c"}) scoring.signs(who, SignScoring::What::result);
    workshop.pull("b");
    const std::string pin = workshop.issue_emergency("b");
    workshop.start();
    const OperationOpened opened = workshop.desk->open({}).value();
    REQUIRE_EQ(opened.scorings.size(), 1u);
    scoring.state = fold(scoring.state.rules, opened.scorings.front().journal).value();
    CHECK(scoring.state.result_signed.empty());
    CHECK(std::holds_alternative<CredentialIssued>(opened.scorings.front().journal.back()));
    CHECK_EQ(workshop.desk->open({}).value().scorings.front().journal.size(), opened.scorings.front().journal.size()); // once
    for (const char* who : {"a", "c", "t", "q"}) scoring.signs(who, SignScoring::What::result);
    scoring.signs("b", SignScoring::What::result, pin.c_str());
    CHECK(scoring.seal().ok());
}

TEST_CASE("a result that all have signed is sealed with the keys that signed it, whatever key somebody got meanwhile") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    for (const char* who : kEverybody) scoring.signs(who, SignScoring::What::result);
    workshop.pull("b");
    workshop.issue_emergency("b");
    const auto hash = scoring.seal();
    REQUIRE(hash.ok());
    CHECK(hash.value() == *scoring.state.payload);
}

TEST_CASE("a second credential replaces the first, and an expired one leaves the usual key") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    const std::string first = workshop.issue_emergency("b"), second = workshop.issue_emergency("b");
    scoring.signs("b", SignScoring::What::own_sheet, second.c_str());
    const auto tried = [&](const std::string& pin) {
        return workshop.ask<PersonChecked>(CheckPerson{.number = "b", .pin = Secret(view(pin))}).pin.right;
    };
    CHECK(tried(second));
    if (first != second) CHECK_FALSE(tried(first));
    workshop.clock.advance(13 * 3'600'000);
    CHECK(tried(kPin)); // the token was found again
}

TEST_CASE("site chief and supervisor warrant, in that order and with their tokens; nobody else, and not for themselves") {
    Workshop workshop;
    Scoring scoring(workshop);
    CHECK_FALSE(workshop.warrant("h").pin.right); // nothing was begun
    REQUIRE(workshop.ask<EmergencyBegun>(BeginEmergency{.who = "b", .reason = "TOKEN_LOST"}).begun.ok());
    CHECK(workshop.warrant("q").pin.failed->code == codes::certificate_role);
    CHECK(workshop.warrant("a").pin.failed->code == codes::certificate_role);
    CHECK_FALSE(workshop.warrant("h", "111111").pin.right);
    CHECK(workshop.warrant("h").pin.right);
    CHECK(workshop.warrant("h").pin.failed->code == codes::certificate_role); // the supervisor is next
    workshop.pull("q");
    CHECK_FALSE(workshop.warrant("q").issued.has_value());
    workshop.plug("q");
    CHECK(workshop.warrant("q").issued.has_value());
    for (const char* who : {"q", "h"})
        CHECK(workshop.ask<EmergencyBegun>(BeginEmergency{.who = who, .reason = "TOKEN_LOST"}).begun.code() == codes::emergency_not_valid);
    CHECK(workshop.ask<EmergencyBegun>(BeginEmergency{.who = "x", .reason = "TOKEN_LOST"}).begun.code() == codes::role_missing);
}
