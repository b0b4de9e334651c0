#include "sync/bank/outcome_file.h"

#include "core/base/codes/bank.h"
#include "sync/bank/table_reader.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using practical::ComponentRule;
using practical::Method;

constexpr Word<Method> kMethodWords[] = {{"theory", Method::theory},   {"operation", Method::operation},
                                         {"review", Method::review},   {"work_record", Method::work_record},
                                         {"process", Method::process}, {"direct", Method::direct},
                                         {"contest", Method::contest}, {"special_ability", Method::special_ability}};
constexpr std::int64_t kRetainDaysMax = 3'660;
constexpr std::int64_t kAttemptsMax = 99;
constexpr std::int64_t kWhole = 10'000; // hundredths of a per cent
constexpr assessment::Points kFullMax = 100'000;

std::vector<ComponentRule> read_components(std::span<const TomlValue> tables, const std::string& path, Faults& faults) {
    std::vector<ComponentRule> rules;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TableReader reader(tables[i], path + "[" + std::to_string(i + 1) + "]", faults);
        ComponentRule rule{.method = reader.word("method", kMethodWords), .points_pass = reader.points("pass")};
        if (reader.has("full")) rule.points_max = reader.points("full");
        if (reader.has("weight")) rule.weight = reader.points("weight");
        if (rule.points_max == 0 || rule.points_max > kFullMax) reader.invalid("full");
        if (rule.points_pass > rule.points_max) reader.invalid("pass", "above full marks");
        const auto same = [&](const ComponentRule& each) { return each.method == rule.method; };
        if (std::any_of(rules.begin(), rules.end(), same)) reader.fault("method", codes::id_repeated);
        reader.finish();
        rules.push_back(rule);
    }
    return rules;
}

class OutcomeReader {
  public:
    OutcomeReader(const TomlValue& file, Faults& faults) : faults_(faults), top_(file, {}, faults) {}

    OutcomeFile read() {
        if (!check_format(top_, "outcome")) return {};
        file_.id = top_.id("id");
        file_.version = static_cast<int>(top_.integer("version", {.min = 1, .max = 1'000'000}));
        file_.occupation = top_.text("occupation");
        file_.level = top_.word("level", kLevelWords);
        file_.from_ms = top_.time_ms("from");
        file_.basis = top_.text("basis");
        file_.rules.components = read_components(top_.tables("component"), "component", faults_);
        if (file_.rules.components.empty()) top_.fault("component", codes::field_missing);
        read_total();
        read_retain();
        read_second();
        top_.finish();
        return std::move(file_);
    }

  private:
    void read_total() {
        std::int64_t weights = 0;
        for (const ComponentRule& rule : file_.rules.components) weights += rule.weight;
        if (!top_.has("total")) {
            if (weights != 0) top_.fault("total", codes::field_missing, "weights without a total");
            return;
        }
        const TomlValue* table = top_.table("total");
        if (table == nullptr) return;
        TableReader reader(*table, "total", faults_);
        file_.rules.weighted_pass = reader.points("pass");
        if (*file_.rules.weighted_pass > kWhole) reader.invalid("pass", "above 100");
        if (weights != kWhole) reader.invalid("pass", "weights do not sum to 100");
        reader.finish();
    }

    void read_retain() {
        if (!top_.has("retain")) return;
        const TomlValue* table = top_.table("retain");
        if (table == nullptr) return;
        TableReader reader(*table, "retain", faults_);
        file_.rules.retain = true;
        file_.retain_days = reader.integer("days", {.min = 1, .max = kRetainDaysMax});
        file_.rules.attempts_max = static_cast<int>(reader.integer("attempts_max", {.min = 0, .max = kAttemptsMax}));
        file_.rules.retain_foreign = reader.flag("foreign");
        reader.finish();
    }

    void read_second() {
        if (!top_.has("second")) return;
        const TomlValue* table = top_.table("second");
        if (table == nullptr) return;
        TableReader reader(*table, "second", faults_);
        file_.second_members = reader.texts("members");
        file_.rules.second = read_components(reader.tables("component"), "second.component", faults_);
        if (file_.rules.second.empty()) reader.fault("component", codes::field_missing);
        for (const ComponentRule& rule : file_.rules.second) {
            const auto known = [&](const ComponentRule& each) { return each.method == rule.method && each.points_max == rule.points_max; };
            const auto& first = file_.rules.components;
            if (std::none_of(first.begin(), first.end(), known))
                reader.invalid("component",
                               std::string(practical::method_name(rule.method, Language::en)) + " is none of the first certificate");
        }
        reader.finish();
    }

    Faults& faults_;
    TableReader top_;
    OutcomeFile file_;
};

} // namespace

OutcomeFile read_outcome_file(const TomlValue& file, Faults& faults) {
    return OutcomeReader(file, faults).read();
}

Result<OutcomeFile> parse_outcome_file(ByteView bytes) {
    Faults faults;
    const auto toml = parse_toml(as_text(bytes), faults);
    if (!toml) return error(codes::field_value, "outcome rules");
    OutcomeFile file = read_outcome_file(*toml, faults);
    if (!faults.empty()) return error(faults.front().code, "outcome rules: " + faults.front().field);
    return file;
}

} // namespace kaogong::bank
