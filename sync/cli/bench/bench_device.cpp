#include "sync/cli/bench/bench_device.h"

#include "core/store/terminal_schema.h"

namespace kaogong::cli::bench {
namespace {

constexpr int kItems = 100;

} // namespace

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

Result<BenchLedger> open_ledger(BenchDevice& world, const Path& file) {
    auto db = std::make_unique<store::Db>(TRY(store::Db::open({.path = file,
                                                               .application_id = store::kTerminalApplicationId,
                                                               .migrations = store::terminal_migrations(),
                                                               .sharing = store::DbOptions::Sharing::exclusive})));
    auto ledger = TRY(store::Ledger::open(*db, {world.terminal, world.device, world.clock, world.random}));
    return BenchLedger{.db = std::move(db), .ledger = std::move(ledger)};
}

record::ResultRecord new_record(BenchDevice& world) {
    record::ResultRecord record{.id = new_id<RecordId>(world.clock, world.random), .session = world.random.fixed<SessionId>()};
    record.candidate = world.random.fixed<CandidateRef>();
    record.subject = {.occupation = "6-31-01-03", .level = 3};
    for (int i = 0; i < kItems; ++i)
        record.items.push_back({"dg4-" + std::to_string(1'000 + i), record::ItemState::scored, i % 5 == 0 ? 0 : 100, 100});
    const std::int64_t now_ms = world.clock.wall_ms();
    record.times = {.started_ms = now_ms - kHourS * 1'000, .ended_ms = now_ms, .active_ms = kHourS * 1'000};
    record.signers = {{record::Role::device, world.device.id()}};
    record.salt = world.random.fixed<record::Salt>();
    record.terminal = world.terminal;
    record.score = record::ResultScore{.points = 8'000, .points_max = 10'000, .outcome = record::OutcomeCode::pass};
    record.plan = {.organisation = "bench", .plan = "bench", .attempt = 1};
    record.environment = record::Environment::demo;
    return record;
}

} // namespace kaogong::cli::bench
