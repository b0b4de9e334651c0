#include "core/assessment/marking.h"

#include "core/assessment/text_fold.h"
#include "core/base/check.h"
#include "core/base/codes/assessment.h"

#include <algorithm>
#include <bit>

namespace kaogong::assessment {
namespace {

std::uint16_t option_mask(const Item& item, const std::vector<std::string>& ids) {
    unsigned mask = 0;
    for (std::size_t i = 0; i < item.options.size(); ++i) {
        if (std::find(ids.begin(), ids.end(), item.options[i].id) != ids.end()) mask |= 1u << i;
    }
    return static_cast<std::uint16_t>(mask);
}

std::vector<std::string> option_ids(const Item& item) {
    std::vector<std::string> ids;
    for (const Option& option : item.options) ids.push_back(option.id);
    return ids;
}

bool within_tolerance(const NumericKey& key, const Decimal& given, ToleranceEdge edge) {
    const int low = compare(given, difference(key.value, key.below));
    const int high = compare(given, sum(key.value, key.above));
    if (edge == ToleranceEdge::inclusive) return low >= 0 && high <= 0;
    // The value itself is right even where its tolerance is zero and the edge does not count.
    return (low > 0 && high < 0) || compare(given, key.value) == 0;
}

bool is_accepted(const TextKey& key, std::string_view given, const ShortTextRule& rule) {
    const std::string folded = fold_short_text(given, rule);
    return std::any_of(key.accepted.begin(), key.accepted.end(),
                       [&](const std::string& form) { return fold_short_text(form, rule) == folded; });
}

PreparedAnswer judged(bool right) {
    return {.chosen = static_cast<std::uint16_t>(right ? 1 : 0), .state = AnswerState::answered};
}

constexpr PreparedAnswer kUnusable = {.chosen = 0, .state = AnswerState::unusable};

PreparedAnswer read_number(const NumericKey& key, const NumericRule& rule, std::string_view text) {
    const auto number = parse_number(text);
    if (!number || number->places > rule.decimals_max) return kUnusable;
    return judged(within_tolerance(key, *number, rule.edge));
}

Result<std::vector<std::uint8_t>> exempt_flags(const std::vector<std::string>& area_ids, const TheoryExemption& exemption) {
    std::vector<std::uint8_t> flags(exemption.empty() ? 0 : area_ids.size());
    for (const std::string& area : exemption.areas) {
        const auto found = std::find(area_ids.begin(), area_ids.end(), area);
        if (found == area_ids.end()) return error(codes::exemption_area, area);
        flags[static_cast<std::size_t>(found - area_ids.begin())] = 1;
    }
    return flags;
}

} // namespace

Result<PreparedPaper::Rule> PreparedPaper::make_rule(const AssessmentSpec& spec, const Item& item, const Key& key) {
    TRY(check_item(item));
    TRY(check_key(item, key));
    Rule rule;
    if (const auto* options = std::get_if<OptionKey>(&key.answer)) {
        rule.right = option_mask(item, options->correct);
        rule.right_count = static_cast<std::uint8_t>(options->correct.size());
    } else {
        rule.right = 1;
    }
    if (item.type == ItemType::multiple || item.type == ItemType::open_multiple) {
        const MultipleRule& multiple = multiple_rule(spec.theory, item.type);
        rule.mode = multiple.mode;
        rule.partial_points = multiple.partial_points;
        rule.wrong_points = multiple.wrong_points;
    }
    return rule;
}

Result<void> PreparedPaper::add(const AssessmentSpec& spec, const PaperItem& place, const Item& item, const Key& key) {
    const auto area = std::find(area_ids_.begin(), area_ids_.end(), place.area);
    const bool misfits = area == area_ids_.end() || place.points < 0 || place.points > spec.theory.points_max || place.type != item.type;
    if (misfits) return error(codes::paper_misfits, place.item);
    if (!places_.emplace(place.item, rules_.size()).second) return error(codes::item_repeated, place.item);
    Rule rule = TRY(make_rule(spec, item, key));
    rule.area = static_cast<std::uint16_t>(area - area_ids_.begin());
    rule.points = place.points;
    rules_.push_back(rule);
    items_.push_back(item);
    keys_.push_back(key);
    item_ids_.push_back(place.item);
    return success();
}

Result<PreparedPaper> PreparedPaper::prepare(const AssessmentSpec& spec, const ItemPool& pool, const Paper& paper,
                                             std::span<const Key> keys) {
    PreparedPaper prepared;
    prepared.numeric_ = spec.theory.numeric;
    prepared.short_text_ = spec.theory.short_text;
    prepared.points_max_ = spec.theory.points_max;
    prepared.pass_mark_ = spec.theory.pass_mark;
    for (const AreaPlan& area : spec.theory.areas) prepared.area_ids_.push_back(area.id);
    std::unordered_map<std::string_view, const Key*> key_of;
    for (const Key& key : keys) {
        if (!key_of.emplace(key.item, &key).second) return error(codes::key_repeated, key.item);
    }
    for (const PaperItem& place : paper.items) {
        const Item* item = pool.find(place.item);
        if (item == nullptr) return error(codes::item_unknown, place.item);
        const auto key = key_of.find(place.item);
        if (key == key_of.end()) return error(codes::key_missing, place.item);
        TRY(prepared.add(spec, place, *item, *key->second));
    }
    return prepared;
}

PreparedAnswer PreparedPaper::read_one(std::size_t index, const Response& response) const {
    const Item& item = items_[index];
    if (!is_answered(response)) return {};
    if (!check_response(item.type, option_ids(item), response)) return kUnusable;
    if (const auto* chosen = std::get_if<ChosenOptions>(&response))
        return {.chosen = option_mask(item, chosen->ids), .state = AnswerState::answered};
    if (const auto* number = std::get_if<NumberText>(&response))
        return read_number(std::get<NumericKey>(keys_[index].answer), numeric_, number->text);
    return judged(is_accepted(std::get<TextKey>(keys_[index].answer), std::get<ShortText>(response).text, short_text_));
}

Result<PreparedAnswers> PreparedPaper::read(std::span<const ItemResponse> responses) const {
    PreparedAnswers answers(rules_.size());
    std::vector<bool> seen(rules_.size());
    for (const ItemResponse& response : responses) {
        const auto place = places_.find(response.item);
        if (place == places_.end()) return error(codes::item_unknown, response.item);
        if (seen[place->second]) return error(codes::response_repeated, response.item);
        seen[place->second] = true;
        answers[place->second] = read_one(place->second, response.response);
    }
    return answers;
}

Points PreparedPaper::earned_points(const Rule& rule, std::uint16_t chosen) {
    if (chosen == rule.right) return rule.points;
    if (rule.mode == MultipleMode::all_or_nothing) return 0;
    const unsigned chosen_bits = chosen;
    const unsigned right_bits = rule.right;
    const int right = std::popcount(chosen_bits & right_bits);
    const int wrong = std::popcount(chosen_bits & ~right_bits);
    if (rule.mode == MultipleMode::negative) {
        const Points count = rule.right_count;
        const Fraction exact = {.numerator = rule.points * right - rule.wrong_points * wrong * count, .denominator = count};
        return std::max<Points>(0, rounded_half_up(exact));
    }
    if (wrong > 0 || right == 0) return 0;
    if (rule.mode == MultipleMode::partial_fixed) return rule.partial_points;
    return rounded_half_up({.numerator = rule.points * right, .denominator = rule.right_count});
}

void mark_prepared(const PreparedPaper& paper, const PreparedAnswers& answers, std::span<const std::uint8_t> exempt, PaperMark& mark) {
    const std::size_t count = paper.rules_.size();
    CHECK(answers.size() == count);
    CHECK(exempt.empty() || exempt.size() == paper.area_ids_.size());
    mark.items.resize(count);
    mark.areas.assign(paper.area_ids_.size(), {});
    mark.points = mark.counted_max = 0;
    mark.answered = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const PreparedPaper::Rule& rule = paper.rules_[i];
        const PreparedAnswer answer = answers[i];
        if (!exempt.empty() && exempt[rule.area] != 0) {
            mark.items[i] = {.state = AnswerState::exempt, .points = 0, .points_max = 0};
            continue;
        }
        const Points points = answer.state == AnswerState::answered ? PreparedPaper::earned_points(rule, answer.chosen) : 0;
        mark.items[i] = {.state = answer.state, .points = points, .points_max = rule.points};
        mark.areas[rule.area].points += points;
        mark.areas[rule.area].points_max += rule.points;
        mark.answered += answer.state != AnswerState::unanswered ? 1 : 0;
    }
    for (const AreaMark& area : mark.areas) {
        mark.points += area.points;
        mark.counted_max += area.points_max;
    }
    mark.points_max = paper.points_max_;
    mark.verdict = reaches(mark.earned(), paper.pass_mark_) ? Verdict::pass : Verdict::fail;
}

Result<PaperMark> mark_paper(const PreparedPaper& paper, std::span<const ItemResponse> responses, const TheoryExemption& exemption) {
    const PreparedAnswers answers = TRY(paper.read(responses));
    const std::vector<std::uint8_t> exempt = TRY(exempt_flags(paper.area_ids(), exemption));
    PaperMark mark;
    mark_prepared(paper, answers, exempt, mark);
    return mark;
}

Result<ItemMark> mark_item(const AssessmentSpec& spec, const Item& item, const Key& key, Points points, const Response& response) {
    Item alone = item;
    alone.stimulus.clear();
    const ItemPool pool = TRY(ItemPool::build({alone}));
    AssessmentSpec for_one = spec;
    for_one.theory.areas = {{.id = item.area, .name = {}, .weight = 1}};
    const Paper paper{.seed = 0, .items = {{.item = item.id, .type = item.type, .area = item.area, .stimulus = {}, .points = points}}};
    const PreparedPaper prepared = TRY(PreparedPaper::prepare(for_one, pool, paper, {&key, 1}));
    const ItemResponse given{.item = item.id, .response = response};
    return TRY(mark_paper(prepared, {&given, 1})).items.front();
}

} // namespace kaogong::assessment
