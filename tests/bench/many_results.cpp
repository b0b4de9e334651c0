// A terminal that has as many results as asked for and lays them out in its spool: what a week without a network leaves behind.
//     many_results DATA COUNT
// Every result is a theory paper of 100 items with the candidate's sealed answers.
#include "core/base/codes/base.h"
#include "core/base/text.h"
#include "core/store/terminal_store.h"
#include "tests/support/record_samples.h"

#include <cstdio>

using namespace kaogong;

namespace {

constexpr int kItems = 100;
constexpr std::size_t kSealedAnswersBytes = 6'000;

Result<void> make(const Path& data, std::int64_t count) {
    auto clock = TRY(SystemClock::open());
    auto random = TRY(SystemRandom::open());
    test::SampleBureau bureau;
    test::SampleTerminal terminal = bureau.enrol();
    const auto sealing = record::age::Identity::generate(random);
    const store::TerminalStoreOptions options{.data = data,
                                              .terminal = terminal.id,
                                              .device = terminal.device,
                                              .sealing = sealing,
                                              .certificate = terminal.certificate,
                                              .roots = bureau.root_set,
                                              .clock = clock,
                                              .random = random,
                                              .boot = {.boot_id = clock.now().boot_id, .hardware = {}, .tpm_counter = {}, .software = "bench"},
                                              .enrolment = record::EnrolledBody{.root_set = record::sha256(bureau.root_set.encode()),
                                                                                .bundle_version = 1,
                                                                                .environment = record::Environment::demo,
                                                                                .certificate = terminal.certificate,
                                                                                .software = "bench"}};
    auto store = TRY(store::TerminalStore::open(options));
    TRY(store->trust().accept(bureau.bundle_bytes));
    for (std::int64_t i = 0; i < count; ++i) {
        const Bytes answers = random.bytes(kSealedAnswersBytes);
        auto result = terminal.result_record(kItems);
        result.evidence = {record::sha256(answers)};
        TRY(store->results().seal({.signed_result = terminal.signed_result(result), .blobs = {answers}}));
    }
    const auto parcels = TRY(store->export_due());
    std::printf("%lld results in %zu parcels\n", static_cast<long long>(count), parcels.size());
    return success();
}

} // namespace

int main(int argc, char** argv) {
    const auto count = argc == 3 ? parse_integer(argv[2], {.min = 1, .max = 1'000'000}) : Result<std::int64_t>(error(codes::usage));
    if (!count) return 2;
    const auto made = make(argv[1], *count);
    if (made) return 0;
    std::fprintf(stderr, "%s %s\n", code_text(made.code()).c_str(), made.error().context.c_str());
    return 1;
}
