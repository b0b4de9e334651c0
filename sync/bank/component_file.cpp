// The form: its head, which every method has alike, then the rules of its method, then, for most, the parts of a score sheet.
#include "sync/bank/component_file.h"

#include "core/base/codes/practical.h"
#include "sync/bank/sheet_reader.h"

namespace kaogong::bank {
namespace {

using namespace components;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kPeopleMax = 99;
constexpr std::string_view kFormKind = "component";
constexpr Word<Method> kMethodWords[] = {{"review", Method::review},   {"work_record", Method::work_record},
                                         {"process", Method::process}, {"direct", Method::direct},
                                         {"contest", Method::contest}, {"special_ability", Method::special_ability}};
constexpr Word<BallotsCounted> kCountedWords[] = {{"present", BallotsCounted::present}, {"cast", BallotsCounted::cast}};
constexpr Word<ContestTier> kTierWords[] = {{"world", ContestTier::world},
                                            {"national", ContestTier::national},
                                            {"province", ContestTier::province},
                                            {"city", ContestTier::city},
                                            {"district", ContestTier::district}};

class FormReader {
  public:
    FormReader(const TomlValue& file, Faults& faults) : file_(file), faults_(faults), top_(file, {}, faults) {}

    ComponentForm read() {
        const std::size_t before = faults_.size();
        if (!check_format(top_, kFormKind)) return {};
        const Method method = top_.word("method", kMethodWords);
        read_head();
        read_rules(method);
        top_.finish();
        if (faults_.size() == before) check();
        return std::move(form_);
    }

  private:
    template <typename Read> void in_table(std::string_view key, Read read) {
        const TomlValue* table = top_.table(key);
        if (table == nullptr) return;
        TableReader reader(*table, std::string(key), faults_);
        read(reader);
        reader.finish();
    }

    template <typename Read> void each(TableReader& parent, std::string_view key, Read read) {
        std::size_t index = 0;
        for (const TomlValue& value : parent.tables(key)) {
            const std::string path = (parent.path().empty() ? "" : parent.path() + ".") + std::string(key);
            TableReader reader(value, path + "[" + std::to_string(index++) + "]", faults_);
            read(reader);
            reader.finish();
        }
    }

    void read_head() {
        FormIdentity& identity = form_.identity;
        identity.id = top_.id("id");
        identity.version = std::to_string(top_.integer("version", {1, 1'000'000}));
        identity.title = top_.sentence("title");
        identity.standard.source = top_.word("basis", kBasisWords);
        in_table("occupation", [&](TableReader& table) {
            identity.occupation.code = table.text("code");
            identity.occupation.name = table.sentence("name");
            identity.occupation.trade = table.maybe_sentence("trade");
            if (table.has("level")) identity.level = table.word("level", kLevelWords);
        });
        in_table("standard", [&](TableReader& table) {
            identity.standard.code = table.text("code");
            identity.standard.version = table.text("version");
            identity.standard.title = table.sentence("name");
        });
    }

    ScoreSheet sheet() {
        const FormIdentity& identity = form_.identity;
        ScoreSheet head{.id = identity.id, .version = identity.version, .title = identity.title, .occupation = identity.occupation};
        head.level = identity.level.value_or(SkillLevel::junior);
        head.standard = identity.standard;
        return read_sheet_within(file_, top_, std::move(head), faults_);
    }

    void read_rules(Method method) {
        if (method != Method::special_ability && !form_.identity.level) top_.fault("occupation", codes::field_missing, "level");
        switch (method) {
        case Method::review: form_.rules = review(); break;
        case Method::work_record: form_.rules = work_record(); break;
        case Method::process: form_.rules = process(); break;
        case Method::direct: form_.rules = direct(); break;
        case Method::contest: form_.rules = contest(); break;
        default: form_.rules = AbilityForm{sheet()}; break;
        }
    }

    BoardRules board(std::string_view key) {
        BoardRules rules;
        in_table(key, [&](TableReader& table) {
            rules.size_min = static_cast<std::size_t>(table.integer("at_least", {1, kPeopleMax}));
            rules.outside_min = static_cast<std::size_t>(table.integer("outside_at_least", {0, kPeopleMax}));
            if (table.has("odd")) rules.odd = table.flag("odd");
        });
        return rules;
    }

    ReviewForm review() {
        ReviewForm form{.sheet = {}, .board = board("board")};
        in_table("defence", [&](TableReader& table) {
            form.defence = table.text("module");
            form.defence_min_ms = table.integer("minutes_min", {0, 24 * 60}) * kMinuteMs;
            form.defence_max_ms = table.integer("minutes_max", {0, 24 * 60}) * kMinuteMs;
            form.questions_min = static_cast<int>(table.integer("questions_min", {0, 100}));
        });
        form.sheet = sheet();
        return form;
    }

    WorkRecordForm work_record() {
        WorkRecordForm form{.sheet = {}, .board = board("board")};
        in_table("groups", [&](TableReader& table) { form.groups = {table.text("duties"), table.text("conduct"), table.text("results")}; });
        form.on_evidence = top_.texts("on_evidence");
        form.sheet = sheet();
        return form;
    }

    ProcessForm process() {
        ProcessForm form{.points_pass = top_.points("pass")};
        in_table("mentors", [&](TableReader& table) { form.weights = {table.points("enterprise"), table.points("school")}; });
        if (top_.has("differ_max")) form.differ_max = top_.points("differ_max");
        each(top_, "stage", [&](TableReader& table) {
            ProcessStage stage{.id = table.text("id"), .name = table.sentence("name"), .weight = table.points("weight")};
            stage.hours_min = table.integer("hours_min", {0, 10'000});
            each(table, "aspect", [&](TableReader& reader) {
                stage.aspects.push_back({.id = reader.text("id"),
                                         .name = reader.sentence("name"),
                                         .points_max = reader.points("points"),
                                         .words = reader.sentence("rule")});
            });
            form.stages.push_back(std::move(stage));
        });
        return form;
    }

    DirectForm direct() {
        DirectForm form{.level = form_.identity.level.value_or(SkillLevel::technician), .committee = board("committee")};
        in_table("vote", [&](TableReader& table) {
            form.quorum_percent = table.integer("quorum_percent", {1, 100});
            form.yes_of = table.integer("yes", {1, kPeopleMax});
            form.yes_in = table.integer("in", {1, kPeopleMax});
            form.counted = table.word("of", kCountedWords);
        });
        each(top_, "condition", [&](TableReader& table) {
            Condition condition{.id = table.text("id"), .text = table.sentence("text")};
            condition.evidence_min = static_cast<int>(table.integer("evidence_min", {1, 100}));
            if (table.has("may_be_waived")) condition.may_be_waived = table.flag("may_be_waived");
            form.conditions.push_back(std::move(condition));
        });
        return form;
    }

    ContestForm contest() {
        ContestForm form{.sheet = {}, .tier = top_.word("tier", kTierWords)};
        each(top_, "contest_group",
             [&](TableReader& table) { form.groups.push_back({.id = table.text("id"), .name = table.sentence("name")}); });
        form.tie_break = top_.texts("tie_break");
        each(top_, "promotion", [&](TableReader& table) {
            Promotion promotion{.group = table.maybe_text("group")};
            promotion.rank_to = static_cast<int>(table.integer("rank_to", {1, 10'000}));
            promotion.level = table.word("level", kLevelWords);
            form.promotions.push_back(std::move(promotion));
        });
        form.sheet = sheet();
        return form;
    }

    // At the line of the key that is meant, or of the part that it stands in.
    void check() {
        for (const FormFault& found : check_form(form_)) {
            const TomlValue* list = found.list.empty() ? nullptr : file_.find(found.list);
            const TomlValue* part = list == nullptr ? &file_ : &list->items[found.index];
            const TomlValue* key = part->find(found.key);
            const std::string place = found.list.empty() ? "" : found.list + "[" + std::to_string(found.index) + "].";
            faults_.push_back({key != nullptr ? key->at : part->at, place + found.key, found.code, found.what});
        }
    }

    const TomlValue& file_;
    Faults& faults_;
    TableReader top_;
    ComponentForm form_;
};

} // namespace

ComponentForm read_component_file(const TomlValue& file, Faults& faults) {
    return FormReader(file, faults).read();
}

std::optional<ComponentForm> load_component(const Path& path, Faults& faults) {
    return load_sound(path, faults, [&](const TomlValue& toml) { return read_component_file(toml, faults); });
}

std::optional<ComponentRecord> load_component_record(const Path& path, const ComponentForm& form, Faults& faults) {
    return load_sound(path, faults, [&](const TomlValue& toml) { return read_component_record(toml, form, faults); });
}

} // namespace kaogong::bank
