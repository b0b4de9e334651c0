// The panel 考评小组 of a candidate: who may sit on it, who has to step back for whom (回避), and what becomes of scores that differ. A
// recused examiner is replaced for that candidate, never for the session; nobody's own score is changed by anybody else.
#pragma once

#include "core/assessment/practical/score_item.h"

#include <set>

namespace kaogong::practical {

enum class OrgKind : std::uint8_t { employer = 1, social, school }; // 用人单位, 社会培训评价组织, 院校
enum class Relation : std::uint8_t {
    kin = 1,         // 近亲属
    mentor,          // 师徒
    class_teacher,   // 任课或本班培训教师
    direct_superior, // 直接上级
    same_team,       // 同班组
    same_employer,   // 同单位
    interest,        // 其他利害关系
};
// Which relations exclude is data for each kind of organisation; this is the table of domain.md that a new spec begins with.
using RecusalRules = std::set<std::pair<OrgKind, Relation>>;
RecusalRules usual_recusal_rules();

enum class DeclaredBy : std::uint8_t { examiner = 1, candidate, rule };
struct DeclaredRelation {
    std::string examiner;
    std::string candidate;
    Relation relation = Relation::interest;
    DeclaredBy by = DeclaredBy::examiner;
    bool operator==(const DeclaredRelation&) const = default;
};

struct ExaminerScope {
    std::string occupation;
    assessment::SkillLevel level_max = assessment::SkillLevel::junior;
    bool operator==(const ExaminerScope&) const = default;
};
struct ExaminerCard { // what the examiner's certificate says
    std::string number;
    bool senior = false; // 高级考评员
    std::vector<ExaminerScope> scopes;
    std::int64_t not_before_ms = 0, not_after_ms = 0; // UTC, both inclusive
    std::string organisation;                         // origin, for borrowed examiners (P83)
};
struct PanelMember {
    std::string examiner;
    bool chief = false; // 考评组长
    bool operator==(const PanelMember&) const = default;
};

struct PanelRules {
    std::size_t size_min = 3;
    assessment::SkillLevel senior_from = assessment::SkillLevel::technician; // 二级 and above ask for senior examiners
    OrgKind organisation = OrgKind::employer;
    RecusalRules recusal = usual_recusal_rules();
};
struct PanelSession {
    std::string occupation;
    assessment::SkillLevel level = assessment::SkillLevel::junior;
    std::int64_t now_ms = 0;
};

// Odd, at least size_min, each person once, exactly one chief: panel_size. Each one's certificate covers occupation, level and date, and is
// of the rank that the level asks for: examiner_out_of_scope, naming the examiner.
Result<void> check_panel(const PanelRules& rules, const PanelSession& session, std::span<const PanelMember> panel,
                         std::span<const ExaminerCard> cards);
bool is_recused(const PanelRules& rules, std::span<const DeclaredRelation> relations, std::string_view examiner,
                std::string_view candidate);
// The session's panel with each recused member replaced by the first reserve who need not step back; a chief is replaced by the first
// member who stays, and a reserve takes that seat. examiner_recused, naming the member, where no reserve is left: then an external examiner
// comes or the candidate is moved.
Result<std::vector<PanelMember>> panel_for(const PanelRules& rules, std::span<const PanelMember> panel,
                                           std::span<const std::string> reserves, std::span<const DeclaredRelation> relations,
                                           std::string_view candidate);

// 评分差异: the scores of one judged row, and whose they are.
struct JudgeScore {
    std::string examiner;
    int score = 0;
    bool operator==(const JudgeScore&) const = default;
};
bool spread_exceeded(std::span<const JudgeScore> scores, std::optional<int> spread_max);
// Who scores again: those whose score lies furthest from the median. Nobody where the spread is within its limit.
std::vector<std::string> concerned(std::span<const JudgeScore> scores, std::optional<int> spread_max);

// 核分: a second person adds up. Nobody checks a tally of scores of their own.
struct TallyCheck {
    std::string by;
    Points points = 0;
    bool operator==(const TallyCheck&) const = default;
};
Result<void> check_tally(const TallyCheck& check, Points tallied, std::span<const PanelMember> panel);

} // namespace kaogong::practical
