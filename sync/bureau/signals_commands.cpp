#include "sync/bureau/signals_commands.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/days.h"
#include "sync/bureau/signals_json.h"

#include <cstdio>
#include <memory>

namespace kaogong::bureau {
namespace {

struct SignalsCommand {
    StoreOptions store;
    std::optional<Path> parcels;
    std::optional<Path> bundle;
    std::string centre;
    std::string until;
    bool json = false;
};

Result<std::int64_t> period_end_ms(const SignalsCommand& command) {
    if (!command.until.empty()) return TRY(parse_day(command.until)) + kDayMs; // the day counts whole
    auto clock = TRY(SystemClock::open());
    return TRY(parse_day(day_text(clock.wall_ms()))) + kDayMs;
}

Result<std::vector<CentreReport>> from_store(const SignalsCommand& command, std::int64_t since_ms) {
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    const auto newest = TRY(store->registry().newest_bundle());
    if (!newest) return error(codes::bundle_missing);
    const record::Bundle bundle = TRY(open_bundle(store->registry(), newest->bytes));
    std::vector<CentreReport> reports;
    for (const Centre& centre : TRY(store->registry().centres())) {
        if (!command.centre.empty() && centre.name != command.centre) continue;
        reports.push_back(report_of(TRY(facts_of_centre(*store, bundle, centre.id, since_ms)), centre.name));
    }
    if (reports.empty() && !command.centre.empty()) return error(codes::centre_unknown, command.centre);
    return reports;
}

Result<std::vector<CentreReport>> from_folder(const SignalsCommand& command, std::int64_t since_ms) {
    const Bytes encoded = TRY(read_file(*command.bundle, kFileSizeMax));
    const record::Bundle bundle = TRY(record::verify_bundle_by_itself(encoded));
    const FolderFacts facts = TRY(facts_of_folder(*command.parcels, bundle, since_ms));
    for (const auto& [path, why] : facts.faults) std::fprintf(stderr, "%s: %s\n", path.c_str(), error_text(why).c_str());
    std::vector<CentreReport> reports;
    for (const signals::CentreFacts& centre : facts.centres) reports.push_back(report_of(centre, {}));
    return reports;
}

void print_lines(const CentreReport& report) {
    const std::string name = report.name.empty() ? report.centre.hex() : report.name;
    std::printf("%3d  %s  (%zu terminals, %llu entries, %llu results, %zu signals)\n", report.integrity.score, name.c_str(),
                report.terminals, static_cast<unsigned long long>(report.entries), static_cast<unsigned long long>(report.results),
                report.found.size());
    for (const signals::Signal& signal : report.found) {
        std::printf("     %3d", signal.strength);
        for (const Language language : {Language::en, Language::zh_cn}) {
            const auto name = signals::signal_name(signal.kind, language), look = signals::where_to_look(signal.kind, language);
            std::printf("%s%.*s: %s %.*s\n", language == Language::en ? "  " : "          ", static_cast<int>(name.size()), name.data(),
                        signals::explain(signal, language).c_str(), static_cast<int>(look.size()), look.data());
        }
        if (signal.terminal)
            std::printf("          terminal %s, entry %llu\n", signal.terminal->hex().c_str(),
                        static_cast<unsigned long long>(signal.entries.empty() ? 0 : signal.entries.front()));
        for (const Hash& record : signal.records) std::printf("          record %s\n", record.hex().c_str());
    }
}

Result<void> run_signals(const SignalsCommand& command) {
    const std::int64_t until_ms = TRY(period_end_ms(command));
    const std::int64_t since_ms = period_begin_ms(until_ms);
    const auto reports = TRY(command.parcels ? from_folder(command, since_ms) : from_store(command, since_ms));
    if (!command.json) {
        for (const CentreReport& report : reports) print_lines(report);
        return success();
    }
    auto centres = nlohmann::ordered_json::array();
    for (const CentreReport& report : reports) centres.push_back(to_json(report));
    const nlohmann::ordered_json value{
        {"rules", signals::kRulesVersion}, {"from", day_text(since_ms)}, {"until", day_text(until_ms - kDayMs)}, {"centres", centres}};
    std::printf("%s\n", value.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
    return success();
}

} // namespace

void add_signals(CLI::App& app, Run& run) {
    auto signals = std::make_shared<SignalsCommand>();
    CLI::App* command = app.add_subcommand("signals", "anomaly signals and integrity scores of centres; they decide nothing by themselves");
    CLI::Option* data = command->add_option("--data", signals->store.data, "folder of the bureau");
    command->add_option("--store", signals->store.url, "postgresql://USER@HOST:PORT/DATABASE, where the bureau's database is there")
        ->needs(data);
    CLI::Option* bundle = command->add_option("--bundle", signals->bundle, "trust bundle that the ledgers are judged by");
    CLI::Option* parcels = command->add_option("--parcels", signals->parcels,
                                               "instead: folder with ledgers or parcels (.kgp), for whoever recomputes a score");
    parcels->excludes(data)->needs(bundle);
    command->add_option("--centre", signals->centre, "one centre by its name")->needs(data);
    command->add_option("--until", signals->until, "last day of the period that counts, such as 2026-11-30; today");
    command->add_flag("--json", signals->json, "as JSON");
    command->callback([signals, &run] {
        run = [signals]() -> Result<void> {
            if (signals->store.data.empty() && !signals->parcels) return error(codes::usage, "--data or --parcels");
            return run_signals(*signals);
        };
    });
}

} // namespace kaogong::bureau
