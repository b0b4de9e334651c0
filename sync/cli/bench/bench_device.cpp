#include "sync/cli/bench/bench_device.h"

namespace kaogong::cli::bench {

Result<BenchDevice> make_device() {
    SystemClock clock = TRY(SystemClock::open());
    SystemRandom random = TRY(SystemRandom::open());
    record::KeyPair device = record::KeyPair::generate(random);
    const record::KeyPair issuer = record::KeyPair::generate(random);
    const auto terminal = random.fixed<TerminalId>();
    const std::int64_t now_s = clock.wall_ms() / 1'000;
    const record::Certificate content{.issuer = "bench",
                                      .id = random.fixed<record::CertificateId>(),
                                      .expires_s = now_s + kHourS,
                                      .not_before_s = now_s - kHourS,
                                      .issued_s = now_s - kHourS,
                                      .key = device.public_key().cose_key(),
                                      .role = record::Role::device,
                                      .centre = random.fixed<CentreId>(),
                                      .environment = record::Environment::demo,
                                      .terminal = terminal};
    Bytes certificate = TRY(record::issue_certificate(content, issuer));
    return BenchDevice{clock, random, std::move(device), terminal, std::move(certificate)};
}

} // namespace kaogong::cli::bench
