#include "sync/bureau/outcome/rounds.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "sync/bureau/days.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau::outcome {
namespace {

using nlohmann::ordered_json;
using record::RoundEntry;

constexpr std::size_t kPlansKept = 1'000;
constexpr std::size_t kPage = 500;

// Null where none was entered.
const ReviewRoundRow* newest_of(const std::vector<ReviewRoundRow>& rows, int level) {
    const ReviewRoundRow* newest = nullptr;
    for (const ReviewRoundRow& row : rows)
        if (row.level == level) newest = &row;
    return newest;
}

} // namespace

Result<RoundEntered> enter_round(const RegisterDesk& desk, const RoundEntry& entry) {
    auto tx = TRY(desk.store.begin_log());
    const auto rows = TRY(desk.store.policy().rounds_of(entry.plan));
    if (const ReviewRoundRow* newest = newest_of(rows, entry.level))
        if (TRY(open_entry<RoundEntry>(newest->act, desk.authority.bundle)).entry == entry)
            return RoundEntered{.number = newest->number, .before = true};
    if (rows.size() >= kReviewRoundsMax) return error(codes::usage, "too many rounds of one plan");
    const KeptEntry kept = TRY(keep_entry(desk, entry));
    const std::uint64_t number = TRY(desk.store.policy().add_round(
        {.plan = entry.plan, .level = entry.level, .act = kept.act, .log_index = kept.log_index, .at_ms = desk.wall_ms}));
    TRY(tx->commit());
    return RoundEntered{.number = number, .before = false};
}

Result<void> each_round(Store& store, const record::Bundle& bundle, const EachRound& each) {
    std::uint64_t after = 0;
    while (true) {
        auto rows = TRY(store.policy().round_page(after, kPage));
        for (ReviewRoundRow& row : rows) {
            after = row.number;
            const auto of_plan = TRY(store.policy().rounds_of(row.plan));
            RoundView view{.row = std::move(row), .entered = {}};
            view.entered = TRY(open_entry<RoundEntry>(view.row.act, bundle));
            const ReviewRoundRow* newest = newest_of(of_plan, view.row.level);
            view.counts = newest != nullptr && newest->number == view.row.number;
            TRY(each(view));
        }
        if (rows.size() < kPage) return success();
    }
}

std::string round_json(const RoundView& view) {
    const RoundEntry& entry = view.entered.entry;
    const ordered_json line{{"number", view.row.number},      {"plan", entry.plan},
                            {"level", entry.level},           {"round", entry.round},
                            {"document", entry.document},     {"counts", view.counts},
                            {"by", view.entered.by},          {"at", iso_text(view.entered.at_ms, kBureauOffsetMinutes)},
                            {"log_index", view.row.log_index}};
    return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string round_line(const RoundView& view, Language language) {
    const RoundEntry& entry = view.entered.entry;
    const auto level = assessment::skill_level(entry.level);
    const std::string round = std::to_string(entry.round);
    return std::string(view.counts ? "* " : "  ") + std::to_string(view.row.number) + "  " + entry.plan + "  " +
           (level ? std::string(assessment::level_name(*level, language)) : std::string()) + "  " +
           (language == Language::en ? "round " + round : "第 " + round + " 批") + "  " + entry.document + "  " + view.entered.by;
}

Result<int> RoundBook::round_of(const std::string& plan, int level) {
    if (level < record::kRoundLevelMin) return 0;
    auto found = plans_.find(plan);
    if (found == plans_.end()) {
        if (plans_.size() >= kPlansKept) plans_.clear();
        std::map<int, int> rounds;
        for (const ReviewRoundRow& row : TRY(store_.policy().rounds_of(plan)))
            rounds[row.level] = TRY(open_entry<RoundEntry>(row.act, bundle_)).entry.round;
        found = plans_.emplace(plan, std::move(rounds)).first;
    }
    const auto round = found->second.find(level);
    return round == found->second.end() ? 0 : round->second;
}

} // namespace kaogong::bureau::outcome
