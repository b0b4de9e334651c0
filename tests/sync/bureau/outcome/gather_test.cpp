#include "sync/bureau/outcome/gather.h"

#include "core/base/text.h"
#include "tests/support/table.h"

#include <sstream>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::outcome;
using namespace kaogong::test;
using record::RecordKind;

namespace {

const std::string kTable = KAOGONG_SOURCE_DIR "/tests/tables/gather.txt";
constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kStart = 1'790'000'000'000;
const BatchKey kBatch{.organisation = "Y0001", .plan = "P2"};

Hash hash_numbered(std::size_t number) {
    Hash hash;
    hash.bytes[0] = static_cast<std::uint8_t>(number);
    return hash;
}

// One result with what became of it, as the table's words say.
class Told {
  public:
    Told(const std::string& text, std::size_t number) : number_(number) {
        std::istringstream words(text);
        std::string word;
        words >> word;
        record_.kind = word == "theory" ? RecordKind::theory : RecordKind::operation;
        record_.subject = {.occupation = "6-31-01-03", .level = 3};
        record_.plan = {.organisation = kBatch.organisation, .plan = kBatch.plan};
        record_.times.started_ms = kStart;
        record_.score = record::ResultScore{.points = 0, .points_max = 10'000, .outcome = assessment::OutcomeCode::fail};
        while (words >> word) read(word, words);
        if (record_.score && record_.score->outcome == assessment::OutcomeCode::fail && record_.vetoes.empty()) judge(*record_.score);
    }
    Descent descent() const {
        Descent made(accepted(record_, 0));
        if (!follower_) return made;
        record::ResultRecord next = record_;
        next.kind = *follower_;
        next.earlier = made.first().hash;
        if (*follower_ == RecordKind::void_) next.score.reset();
        if (corrected_) next.score->points = *corrected_;
        if (corrected_) judge(*next.score);
        made.follow(accepted(next, 100));
        return made;
    }
    CitedResult cited() const {
        const auto standing = !follower_                        ? practical::RetainedStanding::stands
                              : *follower_ == RecordKind::void_ ? practical::RetainedStanding::voided
                                                                : practical::RetainedStanding::superseded;
        return {.standing = standing, .record = accepted(record_, 0)};
    }

  private:
    static void judge(record::ResultScore& score) {
        const bool passes = score.points * 100 >= score.points_max * 60;
        score.outcome = passes ? assessment::OutcomeCode::pass : assessment::OutcomeCode::fail;
    }
    void read(const std::string& word, std::istringstream& words) {
        std::string next;
        if (const auto points = parse_decimal(word, 2)) record_.score->points = *points;
        if (word == "unmarked") {
            record_.kind = RecordKind::submission;
            record_.score.reset();
        }
        if (word == "absent") record_.score = record::ResultScore{.points = 0, .points_max = 0, .outcome = assessment::OutcomeCode::absent};
        if (word == "cheated") record_.score->outcome = assessment::OutcomeCode::cheated;
        if (word == "void") follower_ = RecordKind::void_;
        if (word == "of" && words >> next) record_.score->points_max = parse_decimal(next, 2).value();
        if (word == "plan" && words >> next) record_.plan.plan = next;
        if (word == "org" && words >> next) record_.plan.organisation = next;
        if (word == "attempt" && words >> next) record_.plan.attempt = std::stoi(next);
        if (word == "day" && words >> next) record_.times.started_ms = kStart + std::stoi(next) * kDay;
        if (word == "failed_by" && words >> next) record_.vetoes.push_back({.veto = next, .times = 1});
        if (word == "corrected" && words >> next) {
            follower_ = RecordKind::supersede;
            corrected_ = parse_decimal(next, 2).value();
        }
    }
    AcceptedRecord accepted(const record::ResultRecord& record, std::size_t later) const {
        return {.hash = hash_numbered(number_ + later), .centre = {}, .record = record, .log_index = number_ + later};
    }

    std::size_t number_;
    record::ResultRecord record_;
    std::optional<RecordKind> follower_;
    std::optional<assessment::Points> corrected_;
};

bank::OutcomeFile rules_of(const TableRow& row) {
    bank::OutcomeFile file{.id = "t", .occupation = "6-31-01-03", .level = assessment::SkillLevel::intermediate};
    file.rules.components = {{.method = Method::theory}, {.method = Method::operation}};
    file.rules.organisation = kBatch.organisation;
    const auto words = row.words("rules");
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "retain") {
            file.rules.retain = true;
            file.retain_days = std::stoi(words[i + 1]);
        }
        if (words[i] == "foreign") file.rules.retain_foreign = true;
        if (words[i] == "attempts") file.rules.attempts_max = std::stoi(words[i + 1]);
    }
    return file;
}

int method_number(const std::string& word) {
    return word == "theory" ? 1 : 2;
}

std::vector<OutcomeNoteRow> notes_of(const TableRow& row) {
    const auto words = row.words("notes");
    if (words.empty()) return {};
    OutcomeNoteRow note{.kind = OutcomeNoteKind::exempt, .method = method_number(words[1]), .basis = "文件"};
    if (words[0] == "keep") {
        note.kind = OutcomeNoteKind::retained;
        note.record = hash_numbered(static_cast<std::size_t>(std::stoi(words[3])));
    }
    return {note};
}

std::vector<AsideComponent> aside_of(const TableRow& row) {
    const auto words = row.words("aside");
    if (words.empty()) return {};
    const auto method = static_cast<Method>(method_number(words[0]));
    return {{.batch = kBatch, .method = method, .code = static_cast<Code>(std::stoi(words[1]))}};
}

std::string words_of(const TableRow& row) {
    std::vector<Descent> descents;
    std::map<Hash, CitedResult> cited;
    for (const std::string_view part : split(row.text("results"), '/')) {
        const Told told(std::string(trim(part)), descents.size() + 1);
        cited[hash_numbered(descents.size() + 1)] = told.cited();
        descents.push_back(told.descent());
    }
    const bank::OutcomeFile file = rules_of(row);
    const auto notes = notes_of(row);
    const auto aside = aside_of(row);
    const Gathered gathered = gather(kBatch, file, {.descents = descents, .notes = notes, .aside = aside, .cited = cited});
    if (!gathered.lacks.empty()) return lack_text(gathered.lacks.front(), Language::zh_cn);
    CHECK_EQ(gathered.sources.size(), gathered.input.components.size());
    const auto outcome = practical::decide(file.rules, gathered.input);
    return outcome.ok() ? practical::outcome_text(*outcome, Language::zh_cn) : code_text(outcome.code());
}

void check_section(std::string_view section) {
    for (const TableRow& row : read_table(kTable, section).rows) {
        CAPTURE(row.line());
        CHECK_EQ(words_of(row), row.text("words"));
    }
}

} // namespace

TEST_CASE("of a batch each component has one result, and what is not here is no fail") {
    check_section("one batch");
}

TEST_CASE("what took a result's place counts, and of several attempts the newest") {
    check_section("corrected, voided, sat again");
}

TEST_CASE("an earlier pass of the same person is retained where the rules say so, and else named with its reason") {
    check_section("retained by themselves");
}

TEST_CASE("a result that an approval retains is checked anew and fails with a named reason") {
    check_section("retained by a note");
}

TEST_CASE("the result that a component rests on is the one that stands") {
    const Told told("theory 55 corrected 61", 1), other("operation 70", 2);
    const std::vector<Descent> descents{told.descent(), other.descent()};
    bank::OutcomeFile file{.occupation = "6-31-01-03"};
    file.rules.components = {{.method = Method::theory}, {.method = Method::operation}};
    const std::vector<OutcomeNoteRow> notes;
    const std::vector<AsideComponent> aside;
    const std::map<Hash, CitedResult> cited;
    const Gathered gathered = gather(kBatch, file, {.descents = descents, .notes = notes, .aside = aside, .cited = cited});
    CHECK_EQ(gathered.sources[0]->record, hash_numbered(101));
    CHECK_EQ(gathered.sources[1]->record, hash_numbered(2));
}
