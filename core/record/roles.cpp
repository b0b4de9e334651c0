#include "core/record/roles.h"

#include "core/base/check.h"

#include <algorithm>
#include <array>

namespace kaogong::record {
namespace {

struct Row {
    Role role;
    std::string_view key;
    std::string_view zh_cn;
    std::string_view en;
};

constexpr auto kRoles = std::to_array<Row>({
    {Role::device, "device", "终端", "terminal"},
    {Role::examiner, "examiner", "考评员", "examiner"},
    {Role::chief, "chief", "考评组长", "chief examiner"},
    {Role::invigilator, "invigilator", "监考员", "invigilator"},
    {Role::supervisor, "supervisor", "质量督导员", "supervisor"},
    {Role::reviewer, "reviewer", "评审委员", "reviewer"},
    {Role::mentor, "mentor", "师傅", "mentor"},
    {Role::bureau_marker, "bureau_marker", "中心阅卷员", "marker at the bureau"},
    {Role::centre_admin, "centre_admin", "考点管理员", "centre administrator"},
    {Role::relay, "relay", "中继", "relay"},
    {Role::site_chief, "site_chief", "考点负责人", "site chief"},
    {Role::issuer, "issuer", "中心签发", "issuer of the bureau"},
    {Role::intake, "intake", "中心接收", "intake of the bureau"},
    {Role::log, "log", "中心日志", "log of the bureau"},
    {Role::witness, "witness", "见证方", "witness"},
    {Role::response, "response", "中心解封", "response key of the bureau"},
    {Role::checkpoint, "checkpoint", "日志检查点", "checkpoints of the bureau"},
});

} // namespace

std::optional<Role> find_role(std::int64_t number) {
    const auto row = std::find_if(kRoles.begin(), kRoles.end(), [&](const Row& r) { return static_cast<std::int64_t>(r.role) == number; });
    return row == kRoles.end() ? std::nullopt : std::optional(row->role);
}

std::optional<Role> find_role(std::string_view key) {
    const auto row = std::find_if(kRoles.begin(), kRoles.end(), [&](const Row& r) { return r.key == key; });
    return row == kRoles.end() ? std::nullopt : std::optional(row->role);
}

std::string_view role_name(Role role, Language language) {
    const auto row = std::find_if(kRoles.begin(), kRoles.end(), [&](const Row& r) { return r.role == role; });
    CHECK(row != kRoles.end());
    return language == Language::zh_cn ? row->zh_cn : row->en;
}

std::string_view role_key(Role role) {
    const auto row = std::find_if(kRoles.begin(), kRoles.end(), [&](const Row& r) { return r.role == role; });
    CHECK(row != kRoles.end());
    return row->key;
}

bool is_bureau_role(Role role) {
    return role >= Role::issuer;
}

std::string_view environment_name(Environment environment, Language language) {
    const bool zh = language == Language::zh_cn;
    switch (environment) {
    case Environment::real: return zh ? "正式" : "real";
    case Environment::demo: return zh ? "演示" : "demo";
    case Environment::practice: return zh ? "练习" : "practice";
    }
    return {};
}

} // namespace kaogong::record
