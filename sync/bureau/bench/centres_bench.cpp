#include "sync/bureau/bench/centres_bench.h"

#include "core/base/codes/base.h"
#include "core/base/log.h"
#include "core/record/answer.h"
#include "sync/bureau/bench/centre_calls.h"
#include "sync/bureau/bench/made_terminal.h"
#include "sync/http/server.h"
#include "sync/measure/machine.h"
#include "sync/process/child_process.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <csignal>
#include <thread>

namespace kaogong::bureau::bench {

using namespace measure;

namespace {

constexpr double kCommitTargetMs = 2'000;
constexpr int kEndWaitMs = 60'000;
constexpr std::size_t kSparePerCall = 2; // descriptors of a call besides its connection: the parcel's file, curl's own

struct Centre {
    MadeTerminal terminal;
    std::vector<CandidateRef> candidates;
};

Result<std::vector<Centre>> enrol_centres(ScratchBureau& bureau, const CentresOptions& options) {
    std::vector<Centre> centres;
    for (std::size_t i = 0; i < options.centres; ++i) {
        auto terminal = TRY(MadeTerminal::enrol(bureau.registrar(), {.centre = "bench-" + std::to_string(i)}));
        Centre centre{.terminal = std::move(terminal), .candidates = {}};
        for (int n = 0; n < options.results; ++n) centre.candidates.push_back(centre.terminal.new_candidate());
        TRY(centre.terminal.make_known(*bureau.store));
        centres.push_back(std::move(centre));
    }
    return centres;
}

Result<void> write_parcel(Centre& centre, const CentresOptions& options, const Path& path) {
    for (int n = 0; n < options.others; ++n) TRY(centre.terminal.append_answer());
    for (const CandidateRef& candidate : centre.candidates) TRY(centre.terminal.append_theory(candidate));
    return write_file_atomic(path, TRY(centre.terminal.parcel()));
}

// On all cores: two million signatures are made here.
Result<std::vector<Path>> write_parcels(std::vector<Centre>& centres, const CentresOptions& options) {
    const Path folder = options.place.folder / "parcels";
    TRY(make_folder(folder));
    std::vector<Path> paths;
    for (std::size_t i = 0; i < centres.size(); ++i) paths.push_back(folder / (std::to_string(i) + ".kgp"));
    std::atomic<std::size_t> next = 0;
    std::vector<std::optional<Error>> failures(std::max(1u, std::thread::hardware_concurrency()));
    std::vector<std::thread> threads;
    for (std::optional<Error>& failure : failures)
        threads.emplace_back([&] {
            for (std::size_t i = next++; i < centres.size() && !failure; i = next++)
                if (const auto written = write_parcel(centres[i], options, paths[i]); !written.ok()) failure = written.error();
        });
    for (std::thread& thread : threads) thread.join();
    for (const std::optional<Error>& failure : failures)
        if (failure) return *failure;
    return paths;
}

struct Served {
    Calls calls;
    double seconds = 0;
    Crowd::Held crowd;
    double before_mib = 0, after_mib = 0;
};

Result<ChildProcess> start_server(const CentresOptions& options, const Path& port_file) {
    const StoreOptions store = options.place.store();
    std::vector<std::string> argv = {options.program, "serve", "--data", store.data, "--listen", "127.0.0.1:0", "--port-file", port_file};
    if (store.shared()) argv.insert(argv.end(), {"--store", store.url});
    return ChildProcess::start(argv);
}

// As many connections as this process may have: those of centres first.
CrowdSize crowd_that_fits(const CentresOptions& options) {
    const std::size_t own = options.at_once * (1 + kSparePerCall);
    const std::size_t fits = connections_allowed(own + options.crowd.idle + options.crowd.slow);
    const std::size_t left = fits > own ? fits - own : 0;
    const std::size_t slow = std::min(options.crowd.slow, left);
    return {.idle = std::min(options.crowd.idle, left - slow), .slow = slow};
}

Result<Served> serve_them(const CentresOptions& options, const std::vector<Path>& parcels) {
    const Path port_file = options.place.folder / "port";
    ChildProcess server = TRY(start_server(options, port_file));
    const std::string port_text = TRY(wait_for_port(server, port_file));
    std::uint16_t port = 0;
    const auto [end, bad] = std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
    if (bad != std::errc{} || end != port_text.data() + port_text.size()) return error(codes::child_failed, "port " + port_text);
    Served served;
    served.before_mib = resident_mib(server.pid());
    Crowd crowd(port, crowd_that_fits(options));
    const double begin_s = seconds_now();
    served.calls = TRY(call_bureau({.server = "http://127.0.0.1:" + port_text, .parcels = parcels, .at_once = options.at_once}));
    served.seconds = seconds_now() - begin_s;
    served.after_mib = resident_mib(server.pid());
    served.crowd = crowd.leave();
    server.send_signal(SIGTERM);
    const ChildExit exit = TRY(server.wait(kEndWaitMs));
    if (exit.status != 0) return error(codes::child_failed, exit.errors);
    return served;
}

// Answers that hold under the bureau's keys and have a receipt for every result.
std::uint64_t sound_answers(const Calls& calls, const record::Bundle& bundle, const CentresOptions& options) {
    std::uint64_t sound = 0;
    for (const Bytes& answer : calls.answers) {
        const auto opened = record::verify_answer(answer, bundle);
        sound += opened && opened->content.receipts.size() == static_cast<std::size_t>(options.results) ? 1u : 0u;
    }
    return sound;
}

// Not a merit of the server: what the crowd got of what it wanted. The server's own limit counts all connections together.
Figure of_crowd(const char* name, double held, std::size_t wanted) {
    return judged_by_value({.name = name, .value = held, .unit = "connections", .limit = static_cast<double>(wanted)}, Better::more);
}

Figure counted(const char* name, double value, const char* unit, double target) {
    return judged_by_value({.name = name, .value = value, .unit = unit, .limit = target, .target = target}, Better::more);
}

Figures figures_of(const Served& served, const CentresOptions& options) {
    const auto ms = [](const std::vector<double>& seconds, double hundredths) { return percentile(seconds, hundredths) * 1e3; };
    return {
        judged_by_value({.name = "centres-commit-p50", .value = ms(served.calls.commit_s, 50), .unit = "ms"}, Better::less),
        judged_by_value({.name = "centres-commit-p99", .value = ms(served.calls.commit_s, 99), .unit = "ms", .target = kCommitTargetMs},
                        Better::less),
        judged_by_value({.name = "centres-exchange-p99", .value = ms(served.calls.exchange_s, 99), .unit = "ms"}, Better::less),
        judged_by_value({.name = "centres-waits", .value = static_cast<double>(served.calls.waits), .unit = "times"}, Better::less),
        judged_by_value({.name = "centres-breaks", .value = static_cast<double>(served.calls.breaks), .unit = "times"}, Better::less),
        of_crowd("centres-idle", served.crowd.idle, options.crowd.idle),
        of_crowd("centres-slow", served.crowd.slow, options.crowd.slow),
        judged_by_value({.name = "centres-memory", .value = served.after_mib, .unit = "MiB", .limit = served.before_mib}, Better::less)};
}

// What the bureau holds when it has ended, asked of its store by a process that knows nothing else.
Result<void> add_kept(const std::vector<Centre>& centres, const CentresOptions& options, Figures& figures) {
    const auto store = TRY(open_store(options.place.store(), StoreAccess::existing));
    Kept kept, sent;
    for (const Centre& centre : centres) {
        const Kept of_one = TRY(kept_of(*store, centre.terminal.ledger()));
        kept.entries += of_one.entries;
        kept.results += of_one.results;
        sent.entries += centre.terminal.made().entries;
        sent.results += centre.terminal.made().results;
    }
    figures.push_back(counted("centres-kept-entries", static_cast<double>(kept.entries), "entries", static_cast<double>(sent.entries)));
    figures.push_back(counted("centres-kept-results", static_cast<double>(kept.results), "results", static_cast<double>(sent.results)));
    return success();
}

} // namespace

Result<Figures> measure_centres(const CentresOptions& options) {
    std::optional<ScratchBureau> bureau = TRY(ScratchBureau::set_up(options.place));
    std::vector<Centre> centres = TRY(enrol_centres(*bureau, options));
    const std::vector<Path> parcels = TRY(write_parcels(centres, options));
    bureau->store.reset(); // from here on it is the serving process's alone
    const Served served = TRY(serve_them(options, parcels));
    if (served.calls.trouble) log(LogLevel::warning, *served.calls.trouble);
    Figures figures = figures_of(served, options);
    MadeCount made;
    for (const Centre& centre : centres) made += centre.terminal.made();
    const double checks = checks_a_second(bureau->issuer, made.message_bytes());
    const double least_s = static_cast<double>(made.signatures) / checks + static_cast<double>(made.parcel_bytes) / hashed_bytes_a_second();
    figures.push_back(judged_by_value({.name = "centres-all", .value = served.seconds, .unit = "s", .limit = least_s}, Better::less));
    const std::uint64_t sound = sound_answers(served.calls, bureau->authority.bundle, options);
    figures.push_back(counted("centres-answered", static_cast<double>(sound), "answers", static_cast<double>(options.centres)));
    TRY(add_kept(centres, options, figures));
    return figures;
}

} // namespace kaogong::bureau::bench
