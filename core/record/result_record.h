// The signed result: one candidate, one component, one outcome. The payload never changes after sealing; every signer signs the same bytes
// with a detached COSE_Sign1, and the list of those who must sign lies inside the payload, so no signature can be taken off and no role
// swapped. Given record id and salt the same facts give the same bytes.
#pragma once

#include "core/assessment/exceptions.h"
#include "core/assessment/item.h"
#include "core/assessment/points.h"
#include "core/record/bundle.h"

#include <tuple>

namespace kaogong::record {

enum class RecordKind : std::uint8_t {
    theory = 1,
    operation,
    review,
    work_record,
    process,
    direct,
    contest,
    combined,
    supersede,        // amends an earlier record 更正
    void_,            // declares an earlier record void
    submission,       // answers handed in, not yet marked
    marked_by_bureau, // a submission after marking
    examiner_sheet,   // one examiner's sheet of a panel
};
std::string_view record_kind_name(RecordKind kind, Language language);
bool amends(RecordKind kind); // supersede, void: refers to an earlier record, with a basis

enum class ItemState : std::uint8_t { unseen = 0, scored, not_done, not_applicable }; // 未评, 已评, 未完成, 不适用
enum class ResultSource : std::uint8_t { live = 0, keyed_from_paper, mixed };
enum class AmendmentBasis : std::uint8_t { clerical = 1, review, arbitration, misconduct, item_defect, equipment, administrative };
enum class ComponentMode : std::uint8_t { first = 1, resit, exempt, retained };

using Salt = FixedBytes<struct SaltTag, 16>;
using assessment::OutcomeCode;
using assessment::Points;

struct ResultSubject {      // key 6
    std::string occupation; // 职业编码
    int level = 0;          // 1..8
    Hash spec;
    Hash paper; // paper, or score sheet
    bool operator==(const ResultSubject&) const = default;
};
struct ItemResult { // of key 7; hundredths
    std::string item;
    ItemState state = ItemState::unseen;
    Points points = 0;
    Points points_max = 0;
    bool operator==(const ItemResult&) const = default;
};
struct ResultTimes { // key 8
    std::int64_t started_ms = 0;
    std::int64_t ended_ms = 0;
    std::int64_t active_ms = 0; // what the candidate really had
    bool operator==(const ResultTimes&) const = default;
};
struct RequiredSigner { // of key 9
    Role role = Role::device;
    KeyId key;
    bool operator==(const RequiredSigner&) const = default;
};
struct ExemptArea { // of key 13
    std::string area;
    std::string basis;
    bool operator==(const ExemptArea&) const = default;
};
struct ResultScore { // key 15
    Points points = 0;
    Points points_max = 0;
    OutcomeCode outcome = OutcomeCode::fail;
    bool operator==(const ResultScore&) const = default;
};
struct ResultPlan { // key 16
    std::string organisation;
    std::string plan; // 认定计划编号
    int attempt = 1;
    bool operator==(const ResultPlan&) const = default;
};
struct Amendment { // key 17
    AmendmentBasis basis = AmendmentBasis::clerical;
    std::string reason; // code
    bool operator==(const Amendment&) const = default;
};
struct RuleEffect { // of key 19: gates, vetoes, overtime, re-scaling
    std::string rule;
    Points points = 0; // may be negative
    bool operator==(const RuleEffect&) const = default;
};
enum class ModuleStanding : std::uint8_t { not_asked = 0, pass, below }; // 单项合格, where the sheet asks for it
struct ModuleResult {                                                    // of key 22
    std::string module;
    Points points = 0; // of its rows, before gates and vetoes
    Points points_max = 0;
    std::int64_t weight = 0;      // 比重, hundredths of a per cent
    assessment::Fraction counted; // exact hundredths that it counts with, after re-scaling, gates and vetoes
    ModuleStanding standing = ModuleStanding::not_asked;
    bool operator==(const ModuleResult& other) const {
        const auto facts = [](const ModuleResult& m) {
            return std::tie(m.module, m.points, m.points_max, m.weight, m.counted.numerator, m.counted.denominator, m.standing);
        };
        return facts(*this) == facts(other);
    }
};
struct VetoResult { // of key 23
    std::string veto;
    int times = 0; // confirmed and not withdrawn
    bool operator==(const VetoResult&) const = default;
};
struct ComponentPart { // of key 20
    RecordKind component = RecordKind::theory;
    ComponentMode mode = ComponentMode::first;
    Hash retained; // all zero unless retained
    std::int64_t valid_to_ms = 0;
    bool operator==(const ComponentPart&) const = default;
};

struct ResultRecord {
    RecordId id;                                 // 2
    RecordKind kind = RecordKind::theory;        // 3
    SessionId session;                           // 4
    CandidateRef candidate;                      // 5: no name, no identity number
    ResultSubject subject;                       // 6
    std::vector<ItemResult> items;               // 7: none in a submission
    ResultTimes times;                           // 8
    std::vector<RequiredSigner> signers;         // 9: device first, then by role and key id, a key once
    Salt salt;                                   // 10: keeps hashes of scores that are easily guessed unguessable
    std::vector<Hash> evidence;                  // 11: answer file, photos, examiners' sheets
    std::optional<Hash> earlier;                 // 12: record hash of what is amended or was marked
    std::vector<ExemptArea> exempt;              // 13
    TerminalId terminal;                         // 14
    std::optional<ResultScore> score;            // 15: none in a submission, a void or an examiner's sheet
    ResultPlan plan;                             // 16
    std::optional<Amendment> amendment;          // 17: kinds supersede and void, and no other
    Environment environment = Environment::real; // 18
    std::vector<RuleEffect> effects;             // 19
    std::vector<ComponentPart> components;       // 20: kind combined, and no other
    ResultSource source = ResultSource::live;    // 21
    std::vector<ModuleResult> modules;           // 22: of an operation test or its correction; version 2, then 3
    std::vector<VetoResult> vetoes;              // 23: likewise

    bool operator==(const ResultRecord&) const = default;
};

// Refuses a record whose parts contradict its kind (record_value_invalid names the key) or that is too large.
Result<Bytes> encode_record(const ResultRecord& record);
Result<ResultRecord> decode_record(ByteView payload);
Hash record_hash(ByteView payload, const Suite& suite = standard_suite());

} // namespace kaogong::record
