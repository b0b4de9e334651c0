// Bodies of ledger entries by type: small maps with fixed keys. Whoever writes an entry takes one of these; whoever explains a ledger reads
// them back. A type that says all by being there (heartbeat) has the empty map.
#pragma once

#include "core/record/entry.h"
#include "core/record/result_record.h"

namespace kaogong::record {

struct EnrolledBody {                            // enrolled: always entry 0
    Hash root_set;                               // 1: SHA-256 of the encoded root set that was pinned
    std::int64_t bundle_version = 0;             // 2
    SuiteNumber suite = SuiteNumber::standard;   // 3
    Environment environment = Environment::real; // 4
    Bytes certificate;                           // 5: the device's own
    std::string software;                        // 6
    bool operator==(const EnrolledBody&) const = default;
};
struct BootBody {                            // boot
    BootId boot_id;                          // 1
    Hash hardware;                           // 2: hash of what identifies the machine
    std::optional<std::int64_t> tpm_counter; // 3
    std::string software;                    // 4
    bool operator==(const BootBody&) const = default;
};
struct ClockStepBody {            // clock_step
    std::int64_t expected_ms = 0; // 1: wall time that the boot clock led one to expect
    std::int64_t found_ms = 0;    // 2
    bool operator==(const ClockStepBody&) const = default;
};
struct VersionBody {          // bundle_accepted: version and hash of the bundle; package_accepted: 0 and hash of the package
    std::int64_t version = 0; // 1
    Hash content;             // 2
    bool operator==(const VersionBody&) const = default;
};
struct ProfileMark {
    std::string id; // of the hardware profile that was in force
    Hash digest;    // SHA-256 of all its settings as text
    bool operator==(const ProfileMark&) const = default;
};
struct SessionBody {                    // session_opened, session_closed
    SessionId session;                  // 1
    Hash package;                       // 2
    std::string plan;                   // 3: 认定计划编号
    std::int64_t candidates = 0;        // 4: on the roster at opening, results at closing
    std::optional<ProfileMark> profile; // 5: [id, digest]; stands at opening
    bool operator==(const SessionBody&) const = default;
};
struct SittingBody {                  // sitting_opened, sitting_ended, scoring_opened, scoring_ended
    SittingId sitting;                // 1
    SessionId session;                // 2
    CandidateRef candidate;           // 3
    std::optional<OutcomeCode> ended; // 4: only when it ended
    bool operator==(const SittingBody&) const = default;
};
struct AnswerBody {    // answer, score
    SittingId sitting; // 1
    Hash sealed;       // 2: SHA-256 of the sealed event, never of the answer itself
    bool operator==(const AnswerBody&) const = default;
};
struct ResultBody {      // result
    Hash hash;           // 1: SHA-256 of the SignedResult
    Bytes signed_result; // 2
    bool operator==(const ResultBody&) const = default;
};
struct StaffActBody {                      // staff_act, incident
    std::string staff;                     // 1: staff number; `-` where the program itself noted an incident
    std::string act;                       // 2: code: `RELEASED`, `CREDITED`, `LATE_IN`...
    std::optional<SittingId> sitting;      // 3
    std::string reason;                    // 4: code, or empty
    std::optional<std::int64_t> credit_ms; // 5
    bool operator==(const StaffActBody&) const = default;
};
struct AnswerImportedBody {     // answer_imported
    std::uint64_t held = 0;     // 1: the bureau's S
    Hash root;                  // 2: of this ledger at S
    std::uint64_t log_size = 0; // 3
    Hash log_root;              // 4
    bool operator==(const AnswerImportedBody&) const = default;
};
struct ExportedBody {     // exported
    std::string purpose;  // 1
    std::string receiver; // 2
    Hash content;         // 3
    bool operator==(const ExportedBody&) const = default;
};
struct KeyRotatedBody { // key_rotated: signed by the old key, names the new
    Bytes certificate;  // 1
    bool operator==(const KeyRotatedBody&) const = default;
};

Bytes encode_body(const EnrolledBody& body);
Bytes encode_body(const BootBody& body);
Bytes encode_body(const ClockStepBody& body);
Bytes encode_body(const VersionBody& body);
Bytes encode_body(const SessionBody& body);
Bytes encode_body(const SittingBody& body);
Bytes encode_body(const AnswerBody& body);
Bytes encode_body(const ResultBody& body);
Bytes encode_body(const StaffActBody& body);
Bytes encode_body(const AnswerImportedBody& body);
Bytes encode_body(const ExportedBody& body);
Bytes encode_body(const KeyRotatedBody& body);

// Specialised for each of the types above.
template <typename Body> Result<Body> decode_body(ByteView encoded);

// The body of a sealed result: its hash is that of the result it holds (record_seal_wrong).
ResultBody result_body(ByteView signed_result, const Suite& suite = standard_suite());
Result<void> check_result_body(const ResultBody& body, const Suite& suite = standard_suite());
// Whether the body of an entry is one of its type, read with the functions above.
Result<void> check_body_of(const Entry& entry, const Suite& suite = standard_suite());

} // namespace kaogong::record
