// `*.record.toml`: one candidate's record of a component, or all contestants of a contest, to try a form before anybody is assessed with
// it.
#include "core/base/text.h"
#include "sync/bank/component_file.h"
#include "sync/bank/sheet_reader.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using namespace components;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kBallotsMax = 999;
constexpr Word<EvidenceKind> kEvidenceWords[] = {
    {"experience", EvidenceKind::experience}, {"skill", EvidenceKind::skill}, {"contribution", EvidenceKind::contribution}};
constexpr Word<OrgAttribute> kAttributeWords[] = {{"large_manufacturer", OrgAttribute::large_manufacturer},
                                                  {"listed_company", OrgAttribute::listed_company},
                                                  {"chain_evaluator", OrgAttribute::chain_evaluator}};
constexpr const char* kSideWords[] = {"enterprise", "school"};

class RecordReader {
  public:
    RecordReader(const TomlValue& file, const ComponentForm& form, Faults& faults) : form_(form), faults_(faults), top_(file, {}, faults) {}

    ComponentRecord read() {
        if (!check_format(top_, "component_record")) return {};
        if (top_.text("form") != form_.identity.id) top_.fault("form", codes::record_misfits);
        ComponentRecord record = std::visit(*this, form_.rules);
        top_.finish();
        return record;
    }

    ComponentRecord operator()(const ReviewForm& form) {
        ReviewRecord record{.board = board(top_)};
        if (const TomlValue* table = top_.maybe_value("defence"); table != nullptr && top_.table("defence") != nullptr) {
            TableReader reader(*table, "defence", faults_);
            record.defence = Defence{.duration_ms = reader.integer("minutes", {0, 24 * 60}) * kMinuteMs,
                                     .questions = static_cast<int>(reader.integer("questions", {0, 100}))};
            reader.finish();
        }
        record.entries = entries(top_, form.sheet);
        return record;
    }

    ComponentRecord operator()(const WorkRecordForm& form) {
        WorkRecord record{.board = board(top_), .from_ms = top_.time_ms("from"), .to_ms = top_.time_ms("to")};
        each(top_, "evidence", [&](TableReader& table) {
            record.evidence.push_back({.id = table.text("id"),
                                       .kind = table.word("kind", kEvidenceWords),
                                       .row = table.text("row"),
                                       .dated_ms = table.time_ms("dated")});
        });
        record.entries = entries(top_, form.sheet);
        return record;
    }

    ComponentRecord operator()(const ProcessForm&) {
        ProcessRecord record{.agreement = top_.text("agreement")};
        for (const Side side : kSides) {
            const auto index = static_cast<std::size_t>(side);
            const TomlValue* table = top_.table(kSideWords[index]);
            if (table == nullptr) continue;
            TableReader reader(*table, kSideWords[index], faults_);
            record.mentors[index] = {.number = reader.text("number"), .signed_off = reader.flag("signed")};
            reader.finish();
        }
        each(top_, "stage", [&](TableReader& table) {
            StageRecord stage{.hours = table.integer("hours", {0, 10'000})};
            const std::string id = table.text("id");
            each(table, "aspect", [&](TableReader& reader) {
                const std::string aspect = reader.text("id");
                const std::array given = {reader.points(kSideWords[0]), reader.points(kSideWords[1])};
                if (!stage.points.emplace(aspect, given).second) reader.fault("id", codes::id_repeated, aspect.substr(0, 32));
            });
            if (!record.stages.emplace(id, std::move(stage)).second) table.fault("id", codes::id_repeated, id.substr(0, 32));
        });
        return record;
    }

    ComponentRecord operator()(const DirectForm&) {
        DirectRecord record{.committee = board(top_)};
        for (std::string& member : top_.texts("present")) record.present.insert(std::move(member));
        if (const TomlValue* table = top_.table("ballots")) {
            TableReader reader(*table, "ballots", faults_);
            record.ballots = {.yes = reader.integer("yes", {0, kBallotsMax}),
                              .no = reader.integer("no", {0, kBallotsMax}),
                              .abstain = reader.integer("abstain", {0, kBallotsMax})};
            reader.finish();
        }
        read_standing(record);
        each(top_, "condition", [&](TableReader& table) {
            const std::string id = table.text("id");
            ConditionRecord given;
            if (table.has("evidence")) given.evidence = table.texts("evidence");
            given.clause = table.maybe_text("waived_by");
            given.approved_by = table.maybe_text("approved_by");
            if (!record.conditions.emplace(id, std::move(given)).second) table.fault("id", codes::id_repeated, id.substr(0, 32));
        });
        return record;
    }

    ComponentRecord operator()(const ContestForm& form) {
        std::vector<Contestant> contestants;
        each(top_, "contestant", [&](TableReader& table) {
            Contestant contestant{.number = table.text("number"), .group = table.text("group"), .award = table.maybe_text("award")};
            contestant.entries = entries(table, form.sheet);
            contestants.push_back(std::move(contestant));
        });
        return contestants;
    }

    ComponentRecord operator()(const AbilityForm& form) { return entries(top_, form.sheet); }

  private:
    template <typename Read> void each(TableReader& parent, std::string_view key, Read read) {
        std::size_t index = 0;
        for (const TomlValue& value : parent.tables(key)) {
            const std::string path = (parent.path().empty() ? "" : parent.path() + ".") + std::string(key);
            TableReader reader(value, path + "[" + std::to_string(index++) + "]", faults_);
            read(reader);
            reader.finish();
        }
    }

    Board board(TableReader& table) {
        Board board{.members = table.texts("members")};
        if (table.has("outside")) board.outside = table.texts("outside");
        return board;
    }

    SheetEntries entries(TableReader& table, const ScoreSheet& sheet) {
        const TomlValue* readings = table.table("readings");
        if (readings == nullptr) return {};
        const std::string path = (table.path().empty() ? "" : table.path() + ".") + "readings";
        return read_readings_within(*readings, path, sheet, faults_);
    }

    // Who the candidate and the organisation are: what P4, P12, P91 and P92 ask about.
    void read_standing(DirectRecord& record) {
        for (const std::string& given : top_.texts("organisation")) {
            const auto found =
                std::find_if(std::begin(kAttributeWords), std::end(kAttributeWords), [&](const auto& w) { return w.word == given; });
            if (found == std::end(kAttributeWords))
                top_.invalid("organisation", given.substr(0, 32));
            else
                record.organisation.insert(found->value);
        }
        record.full_ladder = top_.flag("full_ladder");
        record.held = top_.word("held", kLevelWords);
        record.skip_reason = top_.maybe_text("skip_reason");
    }

    const ComponentForm& form_;
    Faults& faults_;
    TableReader top_;
};

} // namespace

ComponentRecord read_component_record(const TomlValue& file, const ComponentForm& form, Faults& faults) {
    return RecordReader(file, form, faults).read();
}

} // namespace kaogong::bank
