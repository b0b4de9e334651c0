#include "core/assessment/components/contest.h"

#include "core/assessment/practical/exact.h"
#include "core/base/codes/bank.h"
#include "core/base/codes/practical.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kaogong::components {
namespace {

using namespace practical;

struct Marked {
    const Contestant* contestant = nullptr;
    std::size_t group = 0;
    SheetScore sheet;
};

Fraction module_points(const SheetScore& score, const std::string& module) {
    const auto found = std::find_if(score.modules.begin(), score.modules.end(), [&](const ModuleScore& m) { return m.id == module; });
    return found == score.modules.end() ? Fraction{} : found->counted;
}

// Better first: positive where a beats b.
int beats(const ContestForm& form, const SheetScore& a, const SheetScore& b) {
    if (const int total = compare(a.exact, b.exact)) return total;
    for (const std::string& module : form.tie_break)
        if (const int part = compare(module_points(a, module), module_points(b, module))) return part;
    return 0;
}

const Promotion* promotion_of(const ContestForm& form, const Place& place) {
    const auto fits = [&](const Promotion& p) { return place.rank <= p.rank_to && (p.group.empty() || p.group == place.group); };
    const auto found = std::find_if(form.promotions.begin(), form.promotions.end(), fits);
    return found == form.promotions.end() ? nullptr : &*found;
}

Result<std::vector<Marked>> score_all(const ContestForm& form, std::span<const Contestant> contestants) {
    std::vector<Marked> all;
    std::set<std::string> numbers;
    for (const Contestant& contestant : contestants) {
        const auto group =
            std::find_if(form.groups.begin(), form.groups.end(), [&](const ContestGroup& g) { return g.id == contestant.group; });
        if (group == form.groups.end() || !numbers.insert(contestant.number).second) return error(codes::record_misfits, contestant.number);
        TRY(check_judges(form.sheet, contestant.entries, static_cast<std::size_t>(form.sheet.judges_min)));
        SheetScore score = TRY(score_sheet(form.sheet, contestant.entries));
        all.push_back({&contestant, static_cast<std::size_t>(group - form.groups.begin()), std::move(score)});
    }
    std::stable_sort(all.begin(), all.end(), [&](const Marked& a, const Marked& b) {
        return a.group != b.group ? a.group < b.group : beats(form, a.sheet, b.sheet) > 0;
    });
    return all;
}

void tell_rank(const ContestForm& form, const Marked& marked, Place& place) {
    const LocalText& group = form.groups[marked.group].name;
    place.score.working.push_back(
        {fmt::format("{}第 {} 名", group.zh_cn, place.rank), fmt::format("{}: rank {}", group.in(Language::en), place.rank)});
    if (place.promoted)
        place.score.working.push_back({"可晋升" + std::string(assessment::level_name(*place.promoted, Language::zh_cn)),
                                       "may be promoted to " + std::string(assessment::level_name(*place.promoted, Language::en))});
}

} // namespace

FormFaults check_contest(const ContestForm& form) {
    FormFaults faults;
    if (form.groups.empty()) faults.push_back({{}, 0, "group", codes::field_missing, {}});
    std::set<std::string> groups;
    for (std::size_t i = 0; i < form.groups.size(); ++i)
        if (!groups.insert(form.groups[i].id).second) faults.push_back({"contest_group", i, "id", codes::id_repeated, form.groups[i].id});
    for (const std::string& module : form.tie_break)
        if (form.sheet.find_module(module) == nullptr) faults.push_back({{}, 0, "tie_break", codes::sheet_reference, module});
    for (std::size_t i = 0; i < form.promotions.size(); ++i) {
        const Promotion& promotion = form.promotions[i];
        if (!promotion.group.empty() && !groups.contains(promotion.group))
            faults.push_back({"promotion", i, "group", codes::sheet_reference, promotion.group});
        // An earlier line that already takes these ranks leaves nobody to this one.
        for (std::size_t k = 0; k < i; ++k) {
            const Promotion& earlier = form.promotions[k];
            if ((earlier.group.empty() || earlier.group == promotion.group) && earlier.rank_to >= promotion.rank_to)
                faults.push_back({"promotion", i, "rank_to", codes::sheet_unreachable, std::to_string(promotion.rank_to)});
        }
    }
    for (std::size_t i = 0; i < form.sheet.modules.size(); ++i)
        if (form.sheet.modules[i].choice == ModuleChoice::elective) faults.push_back({"module", i, "choice", codes::form_rule, {}});
    return faults;
}

Result<std::vector<Place>> score_contest(const ContestForm& form, std::span<const Contestant> contestants) {
    const std::vector<Marked> all = TRY(score_all(form, contestants));
    std::vector<Place> places;
    int rank = 0, seat = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool first = i == 0 || all[i].group != all[i - 1].group;
        seat = first ? 1 : seat + 1;
        if (first || beats(form, all[i - 1].sheet, all[i].sheet) > 0) rank = seat;
        Place place{.number = all[i].contestant->number, .group = all[i].contestant->group, .rank = rank};
        place.score.component = TRY(component_of(Method::contest, all[i].sheet));
        const Promotion* promotion = promotion_of(form, place);
        if (promotion != nullptr) place.promoted = promotion->level;
        if (promotion == nullptr) place.score.component.failed_by.emplace_back("rank");
        if (promotion != nullptr && all[i].contestant->award.empty()) place.score.component.failed_by.emplace_back("award");
        tell_sheet(form.sheet, all[i].sheet, place.score.working);
        tell_rank(form, all[i], place);
        places.push_back(std::move(place));
    }
    return places;
}

} // namespace kaogong::components
