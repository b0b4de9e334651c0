// `*.spec.toml`: a spec as its author writes it, with a theory plan or for an operation test alone, made into the spec that terminals know.
#include "core/base/codes/bank.h"
#include "core/base/codes/base.h"
#include "core/base/limits.h"
#include "sync/bank/author_files.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using namespace assessment;

constexpr std::string_view kTheoryKind = "theory_spec", kOperationKind = "operation_spec";
constexpr std::int64_t kMinuteMs = 60'000;
constexpr IntegerRange kMinutes{0, 24 * 60};
constexpr Word<StandardSource> kBasisWords[] = {{"national", StandardSource::national},
                                                {"industry", StandardSource::industry},
                                                {"enterprise", StandardSource::enterprise},
                                                {"international", StandardSource::international}};
constexpr Word<MultipleMode> kModeWords[] = {{"all_or_nothing", MultipleMode::all_or_nothing},
                                             {"partial_share", MultipleMode::partial_share},
                                             {"partial_fixed", MultipleMode::partial_fixed},
                                             {"negative", MultipleMode::negative}};
constexpr Word<ScoreRelease> kReleaseWords[] = {
    {"never", ScoreRelease::never}, {"after_room", ScoreRelease::after_room}, {"on_the_spot", ScoreRelease::on_the_spot}};
constexpr Word<Tool> kToolWords[] = {{"calculator", Tool::calculator}, {"scratch_pad", Tool::scratch_pad}, {"strike_out", Tool::strike_out},
                                     {"highlight", Tool::highlight},   {"magnifier", Tool::magnifier},     {"contrast", Tool::contrast},
                                     {"read_aloud", Tool::read_aloud}, {"leave_lock", Tool::leave_lock},   {"hide_time", Tool::hide_time}};
constexpr std::string_view kImportanceKeys[] = {"X", "Y", "Z"};
constexpr std::string_view kDifficultyKeys[] = {"1", "2", "3", "4", "5"};

class SpecFileReader {
  public:
    SpecFileReader(const TomlValue& file, Faults& faults) : faults_(faults), top_(file, {}, faults) {}

    SpecFile read() {
        const TomlValue* kind = top_.maybe_value("kind");
        const bool operation = kind != nullptr && kind->text == kOperationKind;
        if (!check_format(top_, operation ? kOperationKind : kTheoryKind)) return {};
        read_head();
        if (operation)
            spec().utc_offset_minutes = read_offset(top_);
        else
            read_theory();
        top_.finish();
        check_rules();
        return std::move(out_);
    }

  private:
    void read_head() {
        spec().id = top_.id("id");
        spec().version = std::to_string(top_.integer("version", {1, 1'000'000}));
        out_.title = top_.sentence("title");
        spec().standard.source = top_.word("basis", kBasisWords);
        in_table("occupation", [this](TableReader& table) { read_occupation(table); });
        in_table("standard", [this](TableReader& table) { read_standard(table); });
        read_enterprise();
    }

    void read_theory() {
        in_table("time", [this](TableReader& table) { read_time(table); });
        in_table("marks", [this](TableReader& table) { read_marks(table); });
        read_tools();
        in_table("shuffle", [this](TableReader& table) { read_shuffle(table); });
        in_table("shares", [this](TableReader& table) { read_shares(table); });
        read_sections();
        read_areas();
    }

    AssessmentSpec& spec() { return out_.spec; }
    TheoryPlan& plan() { return out_.spec.theory; }

    template <typename Read> void in_table(std::string_view key, Read read) {
        const TomlValue* table = top_.table(key);
        if (table == nullptr) return;
        TableReader reader(*table, std::string(key), faults_);
        read(reader);
        reader.finish();
    }

    void read_occupation(TableReader& table) {
        spec().occupation.code = table.text("code");
        spec().occupation.name = table.sentence("name");
        spec().occupation.trade = table.maybe_sentence("trade");
        spec().level = table.word("level", kLevelWords);
        // Levels 1, 7 and 8 have no national grade, so there the key is left out.
        const std::optional<int> grade = national_grade(spec().level);
        if (!grade) return;
        if (table.integer("national_grade", {1, 5}) != *grade) table.fault("national_grade", codes::grade_mismatch);
    }

    void read_standard(TableReader& table) {
        spec().standard.code = table.text("code");
        spec().standard.version = table.text("version");
        spec().standard.title = table.sentence("name");
        table.sentence("note"); // for people who read the file
    }

    void read_enterprise() {
        const bool enterprise = spec().standard.source == StandardSource::enterprise;
        if (!enterprise) {
            if (top_.maybe_value("enterprise") != nullptr) top_.fault("enterprise", codes::field_unknown);
            return;
        }
        in_table("enterprise", [this](TableReader& table) {
            spec().owner = table.sentence("owner").zh_cn;
            table.text("document");
            table.text("edition");
            table.sentence("additions");
        });
    }

    void read_time(TableReader& table) {
        TimeRules& time = plan().time;
        time.duration_ms = table.integer("duration_min", {1, kMinutes.max}) * kMinuteMs;
        time.hand_in_earliest_ms = table.integer("hand_in_after_min", kMinutes) * kMinuteMs;
        time.late_entry_limit_ms = table.integer("late_limit_min", kMinutes) * kMinuteMs;
        if (table.has("no_hand_in_last_min")) time.no_hand_in_last_ms = table.integer("no_hand_in_last_min", kMinutes) * kMinuteMs;
        time.notices_ms.clear();
        for (const std::int64_t minutes : table.integers("notices_min", {1, kMinutes.max})) time.notices_ms.push_back(minutes * kMinuteMs);
        spec().utc_offset_minutes = read_offset(table);
    }

    static int read_offset(TableReader& table) {
        const std::string text = table.text("utc_offset");
        const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
        const auto hours = shaped ? parse_integer(text.substr(1, 2), {0, 14}) : Result<std::int64_t>(error(codes::number_malformed));
        const auto minutes = shaped ? parse_integer(text.substr(4, 2), {0, 59}) : Result<std::int64_t>(error(codes::number_malformed));
        if (hours && minutes) return static_cast<int>((text[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes));
        if (!text.empty()) table.invalid("utc_offset", text.substr(0, 16));
        return 0;
    }

    void read_marks(TableReader& table) {
        plan().points_max = table.points("points_max");
        plan().pass_mark = table.points("points_pass");
        plan().multiple = read_multiple(table, "multiple");
        plan().open_multiple = read_multiple(table, "open_multiple");
        plan().score_release = table.word("release", kReleaseWords);
    }

    static MultipleRule read_multiple(TableReader& table, const std::string& type) {
        MultipleRule rule;
        rule.mode = table.word(type, kModeWords);
        rule.partial_points = read_points_of_mode(table, type + "_partial_points", rule.mode == MultipleMode::partial_fixed);
        rule.wrong_points = read_points_of_mode(table, type + "_wrong_points", rule.mode == MultipleMode::negative);
        return rule;
    }

    // The key stands there exactly when the mode asks for it.
    static Points read_points_of_mode(TableReader& table, const std::string& key, bool wanted) {
        if (wanted) return table.points(key);
        if (table.maybe_value(key) != nullptr) table.fault(key, codes::field_unknown);
        return 0;
    }

    void read_tools() {
        for (const std::string& given : top_.texts("tools")) {
            const auto known =
                std::find_if(std::begin(kToolWords), std::end(kToolWords), [&](const auto& word) { return word.word == given; });
            if (known == std::end(kToolWords))
                top_.invalid("tools", given.substr(0, 32));
            else
                plan().tools.push_back(known->value);
        }
    }

    void read_shuffle(TableReader& table) {
        plan().shuffle_items = table.flag("items") ? Shuffle::on : Shuffle::off;
        plan().shuffle_options = table.flag("options") ? Shuffle::on : Shuffle::off;
    }

    void read_shares(TableReader& table) {
        read_percent(table, "importance", kImportanceKeys, plan().importance_percent);
        read_percent(table, "difficulty", kDifficultyKeys, plan().difficulty_percent);
    }

    template <std::size_t Size>
    void read_percent(TableReader& table, std::string_view key, const std::string_view (&names)[Size], std::array<int, Size>& percent) {
        const TomlValue* shares = table.table(key);
        if (shares == nullptr) return;
        TableReader reader(*shares, table.path() + "." + std::string(key), faults_);
        for (std::size_t i = 0; i < Size; ++i) percent[i] = reader.has(names[i]) ? static_cast<int>(reader.integer(names[i], {0, 100})) : 0;
        reader.finish();
    }

    void read_sections() {
        plan().item_types.clear();
        for (const TomlValue& table : top_.tables("section")) {
            TableReader reader(table, "section[" + std::to_string(plan().item_types.size()) + "]", faults_);
            ItemTypePlan section;
            const std::string type = reader.text("type");
            if (const auto known = find_item_type(type))
                section.type = *known;
            else if (!type.empty())
                reader.invalid("type", type.substr(0, 32));
            section.count = static_cast<int>(reader.integer("count", {1, kItemsOfPaperMax}));
            section.points_each = reader.points("points");
            if (reader.has("stimuli")) section.stimuli = static_cast<int>(reader.integer("stimuli", {1, kItemsOfPaperMax}));
            reader.finish();
            plan().item_types.push_back(std::move(section));
        }
        if (plan().item_types.empty()) top_.fault("section", codes::field_missing);
    }

    void read_areas() {
        plan().area_basis = AreaBasis::points;
        for (const TomlValue& table : top_.tables("area")) {
            TableReader reader(table, "area[" + std::to_string(plan().areas.size()) + "]", faults_);
            AreaPlan area;
            area.id = reader.id("id");
            area.name = reader.sentence("name");
            area.weight = read_weight(reader);
            area.exemptible = reader.has("exemptible") && reader.flag("exemptible");
            reader.finish();
            plan().areas.push_back(std::move(area));
        }
        if (plan().areas.empty()) top_.fault("area", codes::field_missing);
    }

    // Written in percent of the full marks, kept in hundredths of a point.
    Points read_weight(TableReader& reader) {
        const std::int64_t percent = reader.integer("weight", {1, 100});
        if (percent * plan().points_max % 100 != 0) reader.fault("weight", codes::field_value, "no whole hundredths");
        return percent * plan().points_max / 100;
    }

    // The spec's own rules, once every key is readable; which line broke a sum cannot be told.
    void check_rules() {
        if (!faults_.empty()) return;
        for (const SpecFault& fault : check_spec(spec())) {
            const bool of_plan = fault.where.starts_with("theory.");
            if (out_.has_theory() || !of_plan) faults_.push_back({top_.at(), fault.where, fault.code, {}});
        }
    }

    Faults& faults_;
    TableReader top_;
    SpecFile out_;
};

} // namespace

SpecFile read_spec_file(const TomlValue& file, Faults& faults) {
    return SpecFileReader(file, faults).read();
}

} // namespace kaogong::bank
