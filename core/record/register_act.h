// Entries of the bureau's registers beside results: that an organisation appointed somebody 聘任 to a post on the ground of an outcome, and
// that the appointment ended (P59); the round 批次 of a plan's board sessions (P85); a table of title series that counts from then on
// (P82). Each is signed by the bureau, and its hash is a leaf of the log. None of them ever changes a result or an outcome: 评 and 聘 are
// two.
#pragma once

#include "core/record/bundle.h"

#include <variant>

namespace kaogong::record {

inline constexpr std::string_view kTypeRegisterAct = "application/vnd.kaogong.register+cose";
inline constexpr std::size_t kRegisterReasonMax = 1'024; // bytes
inline constexpr int kReviewRoundMax = 1'000;
inline constexpr int kRoundLevelMin = 7; // 特级技师 and 首席技师 are reviewed in rounds, lower levels are not

struct AppointmentEntry {
    Hash outcome;              // the signed outcome that it rests on
    std::string certificate;   // number of its draft, where it rests on that too; or empty
    CandidateRef candidate;    // as the outcome has it
    std::string occupation;    // 职业编码
    int level = 0;             // appointed to; never above the outcome's
    std::string organisation;  // that appoints
    std::string post;          // 岗位
    std::int64_t from_ms = 0;  // first moment, UTC
    std::int64_t until_ms = 0; // not included
    std::string document;      // 聘任文件
    bool operator==(const AppointmentEntry&) const = default;
};
struct AppointmentEnd {
    Hash appointment;          // of the signed entry
    std::int64_t until_ms = 0; // it counts no longer from here on
    std::string reason;        // in words
    bool operator==(const AppointmentEnd&) const = default;
};
struct RoundEntry {
    std::string plan; // 认定计划编号
    int level = 0;    // 7 or 8
    int round = 0;    // from 1
    std::string document;
    bool operator==(const RoundEntry&) const = default;
};
struct TitlesEntry {
    Hash file;            // SHA-256
    std::string document; // that the mapping rests on, with its date (P86)
    bool operator==(const TitlesEntry&) const = default;
};

struct RegisterAct {
    std::string by; // who enters it: a number or name within the bureau
    std::int64_t at_ms = 0;
    std::variant<AppointmentEntry, AppointmentEnd, RoundEntry, TitlesEntry> what; // in the order of kinds, from 1
    bool operator==(const RegisterAct&) const = default;
};

// {1: version, 2: kind, 3: by whom, 4: ms, 5: entry}; entries are lists, see FORMAT.md. record_value_invalid.
Result<Bytes> sign_register_act(const RegisterAct& act, const KeyPair& intake);
Result<RegisterAct> verify_register_act(ByteView encoded, const Bundle& bundle, const Suite& suite = standard_suite());

} // namespace kaogong::record
