#include "core/assessment/practical/panel.h"

#include "core/assessment/practical/exact.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

constexpr OrgKind kOrgKinds[] = {OrgKind::employer, OrgKind::social, OrgKind::school};
constexpr Relation kEverywhere[] = {Relation::kin, Relation::mentor, Relation::class_teacher, Relation::direct_superior,
                                    Relation::interest};

Result<void> check_card(const PanelRules& rules, const PanelSession& session, const PanelMember& member,
                        std::span<const ExaminerCard> cards) {
    const auto card = std::find_if(cards.begin(), cards.end(), [&](const ExaminerCard& c) { return c.number == member.examiner; });
    if (card == cards.end()) return error(codes::examiner_out_of_scope, member.examiner);
    const bool in_time = session.now_ms >= card->not_before_ms && session.now_ms <= card->not_after_ms;
    const bool covered = std::any_of(card->scopes.begin(), card->scopes.end(), [&](const ExaminerScope& scope) {
        return scope.occupation == session.occupation && scope.level_max >= session.level;
    });
    const bool ranked = card->senior || session.level < rules.senior_from;
    return in_time && covered && ranked ? success() : Result<void>(error(codes::examiner_out_of_scope, member.examiner));
}

} // namespace

RecusalRules usual_recusal_rules() {
    RecusalRules rules;
    for (const OrgKind kind : kOrgKinds)
        for (const Relation relation : kEverywhere) rules.emplace(kind, relation);
    rules.emplace(OrgKind::employer, Relation::same_team);
    rules.emplace(OrgKind::social, Relation::same_employer);
    return rules;
}

Result<void> check_panel(const PanelRules& rules, const PanelSession& session, std::span<const PanelMember> panel,
                         std::span<const ExaminerCard> cards) {
    std::set<std::string_view> once;
    for (const PanelMember& member : panel) once.insert(member.examiner);
    const auto chiefs = std::count_if(panel.begin(), panel.end(), [](const PanelMember& member) { return member.chief; });
    const bool sized = panel.size() % 2 == 1 && panel.size() >= rules.size_min && once.size() == panel.size();
    if (!sized || chiefs != 1) return error(codes::panel_size, std::to_string(panel.size()));
    for (const PanelMember& member : panel) TRY(check_card(rules, session, member, cards));
    return success();
}

bool is_recused(const PanelRules& rules, std::span<const DeclaredRelation> relations, std::string_view examiner,
                std::string_view candidate) {
    return std::any_of(relations.begin(), relations.end(), [&](const DeclaredRelation& declared) {
        const bool theirs = declared.examiner == examiner && declared.candidate == candidate;
        return theirs && rules.recusal.contains({rules.organisation, declared.relation});
    });
}

Result<std::vector<PanelMember>> panel_for(const PanelRules& rules, std::span<const PanelMember> panel,
                                           std::span<const std::string> reserves, std::span<const DeclaredRelation> relations,
                                           std::string_view candidate) {
    const auto recused = [&](const std::string& examiner) { return is_recused(rules, relations, examiner, candidate); };
    std::vector<PanelMember> seated(panel.begin(), panel.end());
    auto reserve = reserves.begin();
    bool chief_lost = false;
    for (PanelMember& member : seated) {
        if (!recused(member.examiner)) continue;
        const auto sits = [&](const std::string& who) {
            return std::any_of(seated.begin(), seated.end(), [&](const PanelMember& m) { return m.examiner == who; });
        };
        while (reserve != reserves.end() && (recused(*reserve) || sits(*reserve))) ++reserve;
        if (reserve == reserves.end()) return error(codes::examiner_recused, member.examiner);
        chief_lost = chief_lost || member.chief;
        member = {.examiner = *reserve++, .chief = false};
    }
    if (!chief_lost) return seated;
    const auto stays = std::find_if(seated.begin(), seated.end(), [&](const PanelMember& member) {
        return std::any_of(panel.begin(), panel.end(), [&](const PanelMember& m) { return m.examiner == member.examiner; });
    });
    // A panel of strangers to the session has nobody who could lead it.
    if (stays == seated.end()) return error(codes::examiner_recused, std::string(candidate));
    stays->chief = true;
    return seated;
}

bool spread_exceeded(std::span<const JudgeScore> scores, std::optional<int> spread_max) {
    std::vector<int> values;
    for (const JudgeScore& score : scores) values.push_back(score.score);
    return spread_max && spread(values) > *spread_max;
}

std::vector<std::string> concerned(std::span<const JudgeScore> scores, std::optional<int> spread_max) {
    if (!spread_exceeded(scores, spread_max)) return {};
    std::vector<int> values;
    for (const JudgeScore& score : scores) values.push_back(score.score);
    const Fraction middle = combined(values, Combine::median);
    const auto distance = [&](const JudgeScore& score) { // in units of 1 / denominator, which is 1 or 2 for all alike
        const std::int64_t apart = score.score * middle.denominator - middle.numerator;
        return apart < 0 ? -apart : apart;
    };
    std::int64_t furthest = 0;
    for (const JudgeScore& score : scores) furthest = std::max(furthest, distance(score));
    std::vector<std::string> names;
    for (const JudgeScore& score : scores)
        if (distance(score) == furthest) names.push_back(score.examiner);
    return names;
}

Result<void> check_tally(const TallyCheck& check, Points tallied, std::span<const PanelMember> panel) {
    if (check.by.empty()) return error(codes::second_staff_missing);
    const bool own = std::any_of(panel.begin(), panel.end(), [&](const PanelMember& member) { return member.examiner == check.by; });
    if (own) return error(codes::examiner_not_of_row, check.by);
    return check.points == tallied ? success()
                                   : Result<void>(error(codes::tally_differs, points_text(check.points) + " / " + points_text(tallied)));
}

} // namespace kaogong::practical
