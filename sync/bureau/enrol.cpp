#include "sync/bureau/enrol.h"

#include "core/base/codes/bureau.h"
#include "core/record/kit.h"

namespace kaogong::bureau {
namespace {

constexpr std::int64_t kDayS = 86'400;
constexpr std::int64_t kCertificateDays = 365;
constexpr std::int64_t kBackdatedS = 3'600; // the terminal's clock may be a little behind

std::string seat_label(const Terminal& terminal) {
    return terminal.room + "-" + std::to_string(terminal.seat);
}

Result<Centre> find_or_add_centre(const std::string& name, const Registrar& registrar) {
    RegistryStore& registry = registrar.store.registry();
    if (auto known = TRY(registry.centre_named(name))) return std::move(*known);
    Centre centre{.id = new_id<CentreId>(registrar.clock, registrar.random), .name = name};
    TRY(registry.add_centre(centre));
    return centre;
}

// Never beyond the certificate of the issuer itself: what it signs after that nobody believes.
Result<std::int64_t> expiry_s(const Registrar& registrar, std::int64_t now_s) {
    const auto* issuer = TRY(registrar.bundle.find(
        registrar.issuer.id(), {.role = record::Role::issuer, .at_ms = now_s * 1'000, .environment = registrar.bundle.roots.environment}));
    return std::min(now_s + kCertificateDays * kDayS, issuer->content.expires_s);
}

Result<Bytes> device_certificate(const Terminal& terminal, const record::PublicKey& key, const Registrar& registrar) {
    const std::int64_t now_s = registrar.clock.wall_ms() / 1'000;
    const auto expires_s = TRY(expiry_s(registrar, now_s));
    return record::issue_certificate({.issuer = registrar.bundle.bureau,
                                      .id = registrar.random.fixed<record::CertificateId>(),
                                      .expires_s = expires_s,
                                      .not_before_s = now_s - kBackdatedS,
                                      .issued_s = now_s,
                                      .key = key.cose_key(),
                                      .role = record::Role::device,
                                      .centre = terminal.centre,
                                      .environment = registrar.bundle.roots.environment,
                                      .label = seat_label(terminal),
                                      .terminal = terminal.id},
                                     registrar.issuer);
}

} // namespace

Result<Enrolled> enrol_terminal(const EnrolOptions& options, const Registrar& registrar) {
    auto tx = TRY(registrar.store.begin_registry());
    const Centre centre = TRY(find_or_add_centre(options.centre, registrar));
    const Terminal terminal{
        .id = new_id<TerminalId>(registrar.clock, registrar.random), .centre = centre.id, .room = options.room, .seat = options.seat};
    const auto secret = registrar.random.fixed<record::EnrolmentSecret>();
    TRY(registrar.store.registry().add_terminal(terminal, secret));
    Bytes kit = TRY(record::encode_kit({.roots = registrar.bundle.roots,
                                        .bureau_url = options.bureau_url,
                                        .bureau_ca = options.bureau_ca,
                                        .centre = centre.id,
                                        .terminal = terminal.id,
                                        .seat = std::to_string(options.seat),
                                        .bundle = registrar.bundle_bytes,
                                        .made_ms = registrar.clock.wall_ms(),
                                        .centre_name = centre.name,
                                        .room = options.room,
                                        .secret = secret},
                                       registrar.issuer));
    TRY(tx->commit());
    return Enrolled{.terminal = terminal.id, .kit = std::move(kit)};
}

Result<TerminalId> issue_certificate(ByteView request_bytes, const Registrar& registrar, const KeepGrant& keep) {
    const auto request = TRY(record::read_enrolment_request(request_bytes));
    RegistryStore& registry = registrar.store.registry();
    auto tx = TRY(registrar.store.begin_registry());
    auto terminal = TRY(registry.terminal(request.terminal));
    if (!terminal) return error(codes::terminal_unknown, request.terminal.hex());
    const auto secret = TRY(registry.enrolment_secret(request.terminal));
    if (!secret) return error(codes::enrolment_spent, request.terminal.hex());
    if (!record::verify_enrolment_proof(request, *secret).ok()) return error(codes::enrolment_refused, request.terminal.hex());
    terminal->key = request.device_key.bytes();
    terminal->age_recipient = request.age_recipient;
    terminal->certificate = TRY(device_certificate(*terminal, request.device_key, registrar));
    TRY(registry.enrol(*terminal, registrar.clock.wall_ms()));
    // Kept before the secret is burnt for good: if this fails, the request can be used again.
    TRY(keep(terminal->certificate));
    TRY(tx->commit());
    return terminal->id;
}

} // namespace kaogong::bureau
