// What a session's package carries besides spec, paper and items: pictures, texts of the gate, roster, staff register and the session's own
// facts. Plain data; its bytes are content_codec.h, its seal is package.h. Rows hold names and numbers: they have no formatter, never reach
// a log, and are sealed again the moment a terminal stores them (sealed_person.h).
#pragma once

#include "core/assessment/key.h"
#include "core/assessment/paper.h"
#include "core/assessment/spec.h"
#include "core/record/pin.h"

namespace kaogong::record {

struct Figure {
    std::string name; // as items name it
    Bytes png;
    assessment::LocalText text; // what it shows, read aloud in its stead; never gives the answer away. May be empty
    bool operator==(const Figure&) const = default;
};
inline constexpr std::size_t kFigureSizeMax = 1u << 20;
inline constexpr std::size_t kFiguresMax = 2'000;

// A text that is read and accepted before the clock starts: `rules` 考场规则, `notice` 告知书, `pledge` 承诺书. The first line is its
// title.
struct SessionText {
    std::string id;
    assessment::LocalText text;
    bool operator==(const SessionText&) const = default;
};
inline constexpr std::size_t kSessionTextsMax = 16;

enum class Method : std::uint8_t { theory = 1, operation, review, work_record, process, direct, contest, special_ability }; // 评价方式
enum class EntryMode : std::uint8_t { first = 1, resit, exempt, retained }; // 新考, 补考, 免考, 成绩保留
struct ComponentEntry {
    Method method = Method::theory;
    EntryMode mode = EntryMode::first;
    bool operator==(const ComponentEntry&) const = default;
};

enum class IdentityDocument : std::uint8_t { resident_id = 1, passport, residence_permit, travel_permit };

struct RosterRow {
    CandidateRef candidate;       // random, given by the bureau; the only name that leaves the terminal
    std::string admission_ticket; // 准考证号, 12 digits
    std::string name;
    IdentityDocument document = IdentityDocument::resident_id;
    std::string identity_number;
    std::string occupation; // 职业编码
    assessment::SkillLevel level = assessment::SkillLevel::intermediate;
    std::string session; // 场次 code
    int seat = 0;        // 机位, from 1
    std::vector<ComponentEntry> components;
    assessment::TheoryExemption exemption;
    int extra_minutes = 0; // 加时
    std::string photo;     // name of a figure of the package, or empty
    bool operator==(const RosterRow&) const = default;
};
inline constexpr int kExtraMinutesMax = 180;
inline constexpr int kSeatMax = 1'000;

enum class StaffRole : std::uint8_t {
    invigilator = 1, // 监考员
    exam_staff,      // 考务人员
    site_chief,      // 考点负责人(主考)
    roving_inspector,
    internal_supervisor, // 内部质量督导员
    external_supervisor,
    centre_admin,
};

struct StaffRow {
    std::string number; // 工号
    std::string name;
    std::vector<StaffRole> roles; // rising, each once
    PinVerifier pin;
    std::int64_t not_before_ms = 0;
    std::int64_t not_after_ms = 0;
    bool operator==(const StaffRow&) const = default;
};
inline constexpr std::size_t kStaffMax = 200;

struct SessionFacts {
    SessionId id;
    std::string code; // what the roster's rows name
    assessment::LocalText title;
    CentreId centre;
    std::string centre_code;
    assessment::LocalText centre_name;
    assessment::LocalText room_name;
    std::vector<int> seats; // rising, each once
    std::int64_t start_ms = 0;
    std::int64_t end_ms = 0;
    std::string batch;        // 批次
    std::string plan;         // 认定计划编号
    std::string form;         // 卷号; empty where the session has no theory paper
    std::string organisation; // code of the organisation that holds the plan
    int attempt = 1;
    bool operator==(const SessionFacts&) const = default;
};

// What a candidate may see, and what staff need to let them in. No key of any item is in it.
struct CandidatePart {
    assessment::AssessmentSpec spec;
    assessment::Paper paper;
    std::vector<assessment::Item> items; // of the paper, in its order
    std::vector<assessment::Stimulus> stimuli;
    std::vector<Figure> figures;
    std::vector<SessionText> texts; // in the order in which they are shown
    std::vector<RosterRow> roster;
    std::vector<StaffRow> staff;
    SessionFacts session;
    bool operator==(const CandidatePart&) const = default;
};

struct KeyPart {
    Hash paper; // that they belong to
    std::vector<assessment::Key> keys;
    bool operator==(const KeyPart&) const = default;
};

} // namespace kaogong::record
