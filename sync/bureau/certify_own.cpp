#include "sync/bureau/certify_own.h"

#include "core/base/codes/record.h"
#include "core/record/checkpoint.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

constexpr std::int64_t kBackdatedS = 3'600; // terminals' clocks may be a little behind
constexpr std::int64_t kCertificateS = 3 * 365 * 86'400ll;

} // namespace

Result<record::IssuedCertificate> certify_own(const RootDesk& desk, record::Role role, const record::CoseKey& key, std::string label) {
    const std::int64_t now_s = desk.clock.wall_ms() / 1'000;
    record::IssuedCertificate issued;
    issued.content = {.issuer = "root",
                      .id = desk.random.fixed<record::CertificateId>(),
                      .expires_s = now_s + kCertificateS,
                      .not_before_s = now_s - kBackdatedS,
                      .issued_s = now_s,
                      .key = key,
                      .role = role,
                      .environment = desk.environment,
                      .label = std::move(label)};
    issued.encoded = TRY(record::issue_certificate(issued.content, desk.root));
    issued.key_id = key.id(record::standard_suite());
    return issued;
}

Result<void> add_witnesses(record::Bundle& bundle, const RootDesk& desk, const std::vector<record::NoteKey>& witnesses) {
    for (const record::NoteKey& witness : witnesses) {
        if (witness.type != record::NoteKeyType::cosignature) return error(codes::key_invalid, witness.name + ": not the key of a witness");
        const auto known = TRY(record::note_keys(bundle, record::Role::witness));
        if (std::find(known.begin(), known.end(), witness) != known.end()) continue;
        const auto same_name = [&](const record::NoteKey& key) { return key.name == witness.name; };
        if (std::any_of(known.begin(), known.end(), same_name)) return error(codes::key_invalid, witness.name + ": known with another key");
        bundle.certificates.push_back(TRY(certify_own(desk, record::Role::witness, witness.key.cose_key(), witness.name)));
    }
    return success();
}

} // namespace kaogong::bureau
