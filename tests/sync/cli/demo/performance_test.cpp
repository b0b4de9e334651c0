// The demo's candidates over the whole sample bank: what they do must lead to the responses that the day later compares with signed
// records.
#include "sync/bank/author_files.h"
#include "sync/cli/demo/performance.h"

#include <algorithm>
#include <map>
#include <set>

#include <doctest/doctest.h>

namespace kaogong::cli::demo {
namespace {

constexpr std::size_t kFileMax = 4u << 20;

Questions sample_questions() {
    const Path folder = Path(KAOGONG_SOURCE_DIR) / "assets/samples/electrician-l4/bank";
    Questions questions;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".toml") continue;
        bank::Faults faults;
        const Bytes content = read_file(entry.path(), kFileMax).value();
        const auto toml = bank::parse_toml(as_text(content), faults);
        REQUIRE(toml.has_value());
        bank::BankFile file = bank::read_bank_file(*toml, folder, faults);
        for (const auto& f : faults) MESSAGE(bank::fault_text(f, Language::en));
        REQUIRE(faults.empty());
        for (bank::AuthoredItem& item : file.items) questions.push_back({std::move(item.item), std::move(item.key)});
    }
    return questions;
}

assessment::Points points_of(const Question& question, const assessment::Response& response) {
    return assessment::mark_item({}, question.item, question.key, 100, response)->points;
}

const assessment::Response* response_to(const Performance& performance, const std::string& item) {
    for (const auto& each : performance.responses)
        if (each.item == item) return &each.response;
    return nullptr;
}

assessment::Points total(const Questions& questions, const Performance& performance) {
    assessment::Points sum = 0;
    for (const Question& question : questions)
        if (const auto* response = response_to(performance, question.item.id)) sum += points_of(question, *response);
    return sum;
}

TEST_CASE("a right response earns everything and a wrong one nothing, on every item of the bank") {
    for (const Question& question : sample_questions()) {
        CAPTURE(question.item.id);
        CHECK(points_of(question, right_response(question)) == 100);
        CHECK(points_of(question, wrong_response(question)) == 0);
    }
}

TEST_CASE("the perfect candidate and the one who is killed have everything right") {
    const Questions questions = sample_questions();
    const auto full = static_cast<assessment::Points>(questions.size()) * 100;
    CHECK(total(questions, play_perfect(questions)) == full);
    CHECK(total(questions, play_killed(questions)) == full);
}

TEST_CASE("the average candidate earns about 65 percent and leaves some open") {
    const Questions questions = sample_questions();
    const Performance performance = play_average(questions);
    const auto share = total(questions, performance) / static_cast<assessment::Points>(questions.size());
    CHECK(share >= 64);
    CHECK(share <= 67);
    CHECK(performance.responses.size() < questions.size());
}

TEST_CASE("the slow candidate leaves a third of the paper open") {
    const Questions questions = sample_questions();
    CHECK(play_too_slow(questions).responses.size() == questions.size() - questions.size() / 3);
}

// What stands after a walk, by the rules of the screen: one option replaces another, several are switched on and off, typing goes on.
struct Standing {
    std::set<std::string> options;
    std::string typed;
    bool flagged = false;
};
void walk_over(const Walk& walk, const Questions& questions, std::map<std::string, Standing>& sheet) {
    for (const Move& move : walk) {
        const auto question = std::find_if(questions.begin(), questions.end(), [&](const Question& q) { return q.item.id == move.item; });
        Standing& standing = sheet[move.item];
        if (move.flag) standing.flagged = !standing.flagged;
        if (move.clear) standing.options.clear(), standing.typed.clear();
        for (const std::string& answer : move.answers) {
            if (answer.starts_with('=')) {
                standing.typed += answer.substr(1);
                continue;
            }
            for (const std::string_view option : split(answer, ',')) {
                if (assessment::takes_one_option(question->item.type)) standing.options.clear();
                if (!standing.options.insert(std::string(option)).second) standing.options.erase(std::string(option));
            }
        }
    }
}
assessment::Response response_of(const Standing& standing, assessment::ItemType type) {
    if (!standing.options.empty()) return assessment::ChosenOptions{{standing.options.begin(), standing.options.end()}};
    if (standing.typed.empty()) return {};
    if (type == assessment::ItemType::numeric) return assessment::NumberText{standing.typed};
    return assessment::ShortText{standing.typed};
}

TEST_CASE("second thoughts end where the record is expected to end, and no flag stays on by mistake") {
    const Questions questions = sample_questions();
    for (const Performance& performance : {play_changing(questions), play_average(questions)}) {
        std::map<std::string, Standing> sheet;
        for (const Walk& walk : performance.walks) walk_over(walk, questions, sheet);
        for (const Question& question : questions) {
            CAPTURE(question.item.id);
            const auto* expected = response_to(performance, question.item.id);
            const assessment::Response got = response_of(sheet[question.item.id], question.item.type);
            CHECK(got == (expected != nullptr ? *expected : assessment::Response{}));
            CHECK_FALSE(sheet[question.item.id].flagged);
        }
    }
}

TEST_CASE("a plan has one line an item, with its words in the order that the kiosk reads") {
    const Walk walk = {{.item = "dg4-0101", .flag = true, .clear = true, .shot = "x", .answers = {"b", "a,c"}}, {.item = "dg4-0102"}};
    CHECK(plan_text(walk) == "# made by kaogong demo\ndg4-0101 flag clear shot x b > a,c\ndg4-0102 -\n");
}

TEST_CASE("the perfect candidate takes a picture of each kind of question") {
    std::set<std::string> shots;
    const Performance performance = play_perfect(sample_questions());
    for (const Move& move : performance.walks.front())
        if (!move.shot.empty()) CHECK(shots.insert(move.shot).second);
    CHECK(shots == std::set<std::string>{"question-single", "question-multiple", "question-true_false", "question-open_multiple",
                                         "question-numeric", "question-short_text", "question-case", "question-figure"});
}

} // namespace
} // namespace kaogong::cli::demo
