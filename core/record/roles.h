// Who may sign what, and in which world: roles of certificates and required signers, and the environment that no two documents may mix.
#pragma once

#include "core/base/codes.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace kaogong::record {

// Numbers stand in signed records and are never used again. 1 to 11 sign at the centre, 32 and up belong to the bureau.
enum class Role : std::uint8_t {
    device = 1,
    examiner = 2,      // 考评员
    chief = 3,         // 考评组长
    invigilator = 4,   // 监考员
    supervisor = 5,    // 质量督导员
    reviewer = 6,      // 评审委员
    mentor = 7,        // 师傅
    bureau_marker = 8, // 阅卷员
    centre_admin = 9,
    relay = 10,
    site_chief = 11, // 考点负责人(主考)
    issuer = 32,     // signs certificates, packages and kits
    intake = 33,     // signs answers
    log = 34,        // signs tree heads in receipts
    witness = 35,    // cosigns checkpoints; not the bureau's own
    response = 36,   // an X25519 key that answers are sealed to; signs nothing
    checkpoint = 37, // signs checkpoints as notes
};

std::optional<Role> find_role(std::int64_t number);
std::optional<Role> find_role(std::string_view key); // `site_chief`
std::string_view role_name(Role role, Language language);
std::string_view role_key(Role role); // `site_chief`, as JSON and logs write it
bool is_bureau_role(Role role);

enum class Environment : std::uint8_t { real = 0, demo = 1, practice = 2 };
std::string_view environment_name(Environment environment, Language language);

} // namespace kaogong::record
