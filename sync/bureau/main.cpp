// kaogong-bureau: sets a bureau up, enrols terminals, issues their certificates, and serves. Exit status: 0 done, 1 what was examined is
// bad, 2 wrong use, 3 environment.
#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "sync/bank/session_builder.h"
#include "sync/bureau/appointment_commands.h"
#include "sync/bureau/aside.h"
#include "sync/bureau/bench_commands.h"
#include "sync/bureau/centre_commands.h"
#include "sync/bureau/certificate_commands.h"
#include "sync/bureau/certify_person.h"
#include "sync/bureau/cohort_commands.h"
#include "sync/bureau/enrol.h"
#include "sync/bureau/export_commands.h"
#include "sync/bureau/follow_up_commands.h"
#include "sync/bureau/init.h"
#include "sync/bureau/issue_package.h"
#include "sync/bureau/key_files.h"
#include "sync/bureau/marking_commands.h"
#include "sync/bureau/notice_commands.h"
#include "sync/bureau/outcome_commands.h"
#include "sync/bureau/policy_commands.h"
#include "sync/bureau/serve.h"
#include "sync/bureau/signals_commands.h"
#include "sync/bureau/terminal_option.h"
#include "sync/bureau/trust_commands.h"

#include <CLI/CLI.hpp>

#include <cstdio>

using namespace kaogong;
using namespace kaogong::bureau;

namespace {

constexpr int kDone = 0;
constexpr int kBad = 1;
constexpr int kUsage = 2;
constexpr int kEnvironment = 3;
constexpr std::size_t kRequestBytesMax = 64u << 10;
constexpr std::size_t kCaBytesMax = 16u << 10;
constexpr int kOwnerOnly = 0600;

struct World {
    SystemClock clock;
    SystemRandom random;
};

Result<World> open_world() {
    auto clock = TRY(SystemClock::open());
    auto random = TRY(SystemRandom::open());
    return World{.clock = std::move(clock), .random = std::move(random)};
}

// Codes of what is handed in say that it is bad; all others that something about this machine is.
int exit_status(Code code) {
    switch (code) {
    case codes::usage:
    case codes::witness_unnamed:
    case codes::store_address_malformed:
    case codes::roots_folders_needed: return kUsage;
    case codes::terminal_unknown:
    case codes::record_not_put_aside:
    case codes::root_key_other:
    case codes::centre_unknown:
    case codes::filing_missing:
    case codes::filing_exceeded:
    case codes::filing_above_ceiling:
    case codes::ledgers_missing:
    case codes::enrolment_refused:
    case codes::package_centres_differ:
    case codes::environment_mismatch:
    case codes::enrolment_spent:
    case codes::answers_missing:
    case codes::answers_foreign:
    case codes::answers_contradict:
    case codes::paper_not_given:
    case codes::record_replaced:
    case codes::record_earlier_unknown:
    case codes::record_evidence_missing:
    case codes::record_id_reused:
    case codes::record_not_made_here:
    case codes::marks_differ:
    case codes::candidate_unknown:
    case codes::notice_refused:
    case codes::marker_pin_wrong: return kBad;
    default: break;
    }
    const int business = static_cast<int>(code) / 100; // record, assessment, bank and outcomes: what was handed in or asked for
    return business == 2 || business == 3 || business == 8 ? kBad : kEnvironment;
}

int fail(const Error& why) {
    std::fprintf(stderr, "%s\n", error_text(why).c_str());
    return exit_status(why.code);
}

// What `enrol` and `issue` work with: the store, the bundle and the issuer's key.
struct Desk {
    std::unique_ptr<Store> store;
    Bytes bundle_bytes;
    record::Bundle bundle;
    record::KeyPair issuer;
    PersonMarks persons;

    static Result<Desk> open(const StoreOptions& options, World& world) {
        auto store = TRY(open_store(options, StoreAccess::existing));
        const auto newest = TRY(store->registry().newest_bundle());
        if (!newest) return error(codes::bundle_missing);
        auto bundle = TRY(open_bundle(store->registry(), newest->bytes));
        auto issuer = TRY(read_key_file(options.data / "keys" / "issuer.key"));
        auto persons = TRY(PersonMarks::open(options.data, world.random));
        return Desk{.store = std::move(store),
                    .bundle_bytes = newest->bytes,
                    .bundle = std::move(bundle),
                    .issuer = std::move(issuer),
                    .persons = std::move(persons)};
    }
    Registrar registrar(World& world) const {
        return {.store = *store,
                .bundle = bundle,
                .bundle_bytes = bundle_bytes,
                .issuer = issuer,
                .clock = world.clock,
                .random = world.random,
                .persons = persons};
    }
};

Result<void> run_init(const InitOptions& options) {
    World world = TRY(open_world());
    const auto roots = TRY(init_bureau(options, {.clock = world.clock, .random = world.random}));
    const auto words = record::root_words(roots);
    std::printf("%s\n%s\n", record::words_text(words, Language::zh_cn).c_str(), record::words_text(words, Language::en).c_str());
    return success();
}

struct EnrolCommand {
    StoreOptions store;
    Path kit_out;
    std::optional<Path> ca;
    EnrolOptions options;
};

Result<void> run_enrol(EnrolCommand command) {
    World world = TRY(open_world());
    const Desk desk = TRY(Desk::open(command.store, world));
    if (command.ca) command.options.bureau_ca = std::string(as_text(TRY(read_file(*command.ca, kCaBytesMax))));
    const auto enrolled = TRY(enrol_terminal(command.options, desk.registrar(world)));
    TRY(write_file_atomic(command.kit_out, enrolled.kit, {.mode = kOwnerOnly}));
    std::printf("%s\n", enrolled.terminal.hex().c_str());
    return success();
}

struct CertificateCommand {
    StoreOptions store;
    Path request;
    Path out;
};

Result<void> run_certificate(const CertificateCommand& command) {
    World world = TRY(open_world());
    const Desk desk = TRY(Desk::open(command.store, world));
    const Bytes request = TRY(read_file(command.request, kRequestBytesMax));
    const auto keep = [&command](ByteView certificate) { return write_file_atomic(command.out, certificate); };
    const auto terminal = TRY(issue_certificate(request, desk.registrar(world), keep));
    std::printf("%s\n", terminal.hex().c_str());
    return success();
}

struct PersonCommand {
    StoreOptions store;
    Path request;
    Path out;
    std::string role;
    std::vector<std::string> scopes;
    PersonOrder order;
};

// `6-18-01-01:4`: occupation and the highest level.
Result<record::Competence> parse_scope(const std::string& text) {
    const auto parts = split(text, ':');
    if (parts.size() != 2 || parts[0].empty()) return error(codes::usage, "--scope wants OCCUPATION:LEVEL, not " + text);
    const auto level = parse_integer(parts[1], {.min = 1, .max = 8});
    if (!level) return error(codes::usage, "--scope wants OCCUPATION:LEVEL, not " + text);
    return record::Competence{.occupation = std::string(parts[0]), .level = static_cast<int>(*level)};
}

Result<void> run_person(PersonCommand command) {
    World world = TRY(open_world());
    const Desk desk = TRY(Desk::open(command.store, world));
    const auto role = record::find_role(command.role);
    if (!role) return error(codes::usage, "--role " + command.role);
    command.order.role = *role;
    for (const std::string& scope : command.scopes) command.order.competences.push_back(TRY(parse_scope(scope)));
    const Bytes request = TRY(read_file(command.request, kRequestBytesMax));
    const Bytes certificate = TRY(certify_person(request, command.order, desk.registrar(world)));
    TRY(write_file_atomic(command.out, certificate));
    std::printf("%s\n", TRY(record::decode_certificate(certificate)).content.id.hex().c_str());
    return success();
}

struct PackageCommand {
    StoreOptions store;
    Path session;
    std::optional<Path> bank;
    std::optional<Path> demo_pins;
    std::vector<std::string> terminals;
    std::int64_t early_h = 24;
    std::int64_t late_h = 24;
    Path out;
};

// Every mistake of a session's files is told, not only the first.
Result<bank::BuiltSession> load_session(const PackageCommand& command, const record::Bundle& bundle, World& world) {
    bank::FileFaults faults;
    const auto tell = [&faults] {
        for (const bank::FileFault& fault : faults)
            std::fprintf(stderr, "%s: %s\n", fault.file.c_str(), bank::fault_text(fault.fault, Language::en).c_str());
    };
    bank::StaffPins pins;
    if (command.demo_pins) {
        if (bundle.roots.environment == record::Environment::real) return error(codes::environment_mismatch, "--pins at a real bureau");
        auto read = bank::demo_staff_pins(*command.demo_pins, {}, world.random, faults);
        tell();
        if (!read.ok()) return read.error();
        pins = std::move(*read);
    }
    std::optional<bank::BankStore> store;
    if (command.bank) store = TRY(bank::BankStore::open(*command.bank, bank::BankStore::Access::existing));
    auto session = bank::build_session(command.session, store ? &*store : nullptr, pins, world.random, faults);
    tell();
    return session;
}

Result<PackageOrder> make_order(bank::BuiltSession session, const std::vector<std::string>& terminals) {
    PackageOrder order{
        .candidate = std::move(session.part), .keys = std::move(session.keys), .operation = std::move(session.operation), .terminals = {}};
    for (const std::string& text : terminals) {
        TerminalOption terminal = TRY(parse_terminal(text));
        order.terminals.push_back(terminal.id);
        if (terminal.stations.empty()) continue;
        if (!order.operation) return error(codes::usage, "no operation test, so no stations: " + text);
        order.stations[terminal.id] = std::move(terminal.stations);
    }
    return order;
}

Result<void> run_package(const PackageCommand& command) {
    constexpr std::int64_t kHourMs = 3'600'000;
    World world = TRY(open_world());
    const Desk desk = TRY(Desk::open(command.store, world));
    auto session = TRY(load_session(command, desk.bundle, world));
    PackageOrder order = TRY(make_order(std::move(session), command.terminals));
    // With both tests in a session the operation test is the longer one.
    const record::SessionFacts& facts = order.operation ? order.operation->session : order.candidate.session;
    order.not_before_ms = facts.start_ms - command.early_h * kHourMs;
    order.not_after_ms = facts.end_ms + command.late_h * kHourMs;
    const auto keep = [&command](ByteView package) { return write_file_atomic(command.out, package); };
    const auto id = TRY(issue_package(std::move(order), desk.registrar(world), keep));
    std::printf("%s\n", id.hex().c_str());
    return success();
}

struct AsideCommand {
    StoreOptions store;
    std::string record;
    Decision decision;
};

Result<void> run_aside_list(const AsideCommand& command) {
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    const Authority authority = TRY(open_authority(command.store.data, store->registry()));
    for (const AsideResult& each : TRY(list_aside(*store, authority))) {
        const Code why = static_cast<Code>(each.row.code);
        const auto words = sentence(why, Language::en);
        std::printf("%s  %s  entry %llu  %s %.*s\n", each.row.record_hash->hex().c_str(), each.terminal.c_str(),
                    static_cast<unsigned long long>(each.row.index), code_text(why).c_str(), static_cast<int>(words.what.size()),
                    words.what.data());
        if (each.hinders && *each.hinders != why) std::printf("    cannot be released: %s\n", error_text(error(*each.hinders)).c_str());
    }
    return success();
}

Result<void> run_aside_decide(AsideCommand command) {
    World world = TRY(open_world());
    const auto bytes = from_hex(command.record);
    if (!bytes || bytes->size() != Hash::kSize) return error(codes::usage, "--record wants 64 hexadecimal digits");
    command.decision.record = TRY(Hash::from(*bytes));
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    const Authority authority = TRY(open_authority(command.store.data, store->registry()));
    return decide_aside(*store, authority, command.decision, world.clock.wall_ms());
}

Result<void> run_serve(const ServeOptions& options) {
    World world = TRY(open_world());
    return serve(options, world.clock);
}

// The command line, one function a command; `run` is what to do once it has been read.

void add_init(CLI::App& app, Run& run) {
    auto options = std::make_shared<InitOptions>();
    auto environment = std::make_shared<std::string>("demo");
    auto witnesses = std::make_shared<std::vector<std::string>>();
    options->name = "bureau";
    CLI::App* command = app.add_subcommand("init", "set up a bureau: keys, trust bundle, log");
    add_store(*command, options->store);
    command->add_option("--roots-out", options->roots_out, "three folders, one root key each")->required();
    command->add_option("--environment", *environment, "demo or real")->check(CLI::IsMember({"demo", "real"}));
    command->add_option("--bureau-id", options->name, "id of the bureau in certificates and log");
    command->add_option("--origin", options->origin, "name of the log; default BUREAU-ID/log/YEAR");
    command->add_option("--witness", *witnesses, "note key of a witness of the log, as its operator gives it; may stand several times");
    command->callback([options, environment, witnesses, &run] {
        options->environment = *environment == "real" ? record::Environment::real : record::Environment::demo;
        run = [options, witnesses]() -> Result<void> {
            options->witnesses = TRY(parse_note_keys(*witnesses));
            return run_init(*options);
        };
    });
}

void add_decision(CLI::App& aside, Run& run, const char* name, const char* what, record::ActKind kind) {
    auto decide = std::make_shared<AsideCommand>();
    decide->decision.kind = kind;
    CLI::App* command = aside.add_subcommand(name, what);
    add_store(*command, decide->store);
    command->add_option("--record", decide->record, "record hash, as the list has it")->required();
    command->add_option("--by", decide->decision.by, "who decides")->required();
    command->add_option("--reason", decide->decision.reason, "why, in words; it is signed and logged")->required();
    command->callback([decide, &run] { run = [decide] { return run_aside_decide(*decide); }; });
}

void add_aside(CLI::App& app, Run& run) {
    CLI::App* aside = app.add_subcommand("aside", "results that were put aside: list, release, refuse");
    aside->require_subcommand(1);
    auto list = std::make_shared<AsideCommand>();
    CLI::App* command = aside->add_subcommand("list", "what is put aside, and why");
    add_store(*command, list->store);
    command->callback([list, &run] { run = [list] { return run_aside_list(*list); }; });
    add_decision(*aside, run, "release", "confirm a result: it goes into the log, and its receipt with the next answer", record::ActKind::release);
    add_decision(*aside, run, "refuse", "refuse a result", record::ActKind::refuse);
}

void add_enrol(CLI::App& app, Run& run) {
    auto enrol = std::make_shared<EnrolCommand>();
    enrol->options.bureau_url = "http://127.0.0.1:8470";
    CLI::App* command = app.add_subcommand("enrol", "register a terminal and write its enrolment kit");
    add_store(*command, enrol->store);
    command->add_option("--centre", enrol->options.centre, "name of the centre")->required();
    command->add_option("--room", enrol->options.room, "room")->required();
    command->add_option("--seat", enrol->options.seat, "seat number")->required()->check(CLI::Range(1, 9'999));
    command->add_option("--url", enrol->options.bureau_url, "address of this bureau as terminals see it");
    command->add_option("--ca", enrol->ca, "authority behind that address's TLS (PEM)");
    command->add_option("--kit-out", enrol->kit_out, "where the kit goes")->required();
    command->callback([enrol, &run] { run = [enrol] { return run_enrol(*enrol); }; });
}

void add_package(CLI::App& issue, Run& run) {
    auto package = std::make_shared<PackageCommand>();
    CLI::App* command = issue.add_subcommand("package", "draw, join and seal a session's package");
    add_store(*command, package->store);
    command->add_option("--session", package->session, "session.toml, which names spec, texts, roster, staff and the operation test")
        ->required();
    command->add_option("--bank", package->bank,
                        "bank file; the session's seed draws the paper that `paper assemble` shows. Not needed without a theory test");
    command->add_option("--pins", package->demo_pins, "PINs of invented staff; demo only");
    command
        ->add_option("--terminal", package->terminals,
                     "ID of a terminal that may open it, or ID=1,2 with the stations that it leads; several times")
        ->required();
    command->add_option("--early-hours", package->early_h, "how long before the session it opens")->check(CLI::Range(0, 720));
    command->add_option("--late-hours", package->late_h, "how long after the session it opens")->check(CLI::Range(0, 720));
    command->add_option("--out", package->out, "where the package goes")->required();
    command->callback([package, &run] { run = [package] { return run_package(*package); }; });
}

void add_person(CLI::App& issue, Run& run) {
    auto person = std::make_shared<PersonCommand>();
    CLI::App* command =
        issue.add_subcommand("person", "certify the key of an examiner, supervisor or other member of staff by its request");
    add_store(*command, person->store);
    command->add_option("--request", person->request, "request that `kaogong key make` wrote")->required();
    command->add_option("--role", person->role, "examiner, chief, supervisor, site_chief..., or bureau_marker")->required();
    command->add_option("--centre", person->order.centre, "name of the centre; none for a marker of the bureau");
    command->add_option("--scope", person->scopes,
                        "OCCUPATION:LEVEL that an examiner may score, up to this level; may stand several times");
    command->add_option("--days", person->order.days, "how long it is good")->check(CLI::Range(std::int64_t{1}, kPersonDaysMax));
    command->add_option("--out", person->out, "where the certificate goes")->required();
    command->callback([person, &run] { run = [person] { return run_person(*person); }; });
}

void add_issue(CLI::App& app, Run& run) {
    CLI::App* issue = app.add_subcommand("issue", "issue signed things");
    issue->require_subcommand(1);
    auto certificate = std::make_shared<CertificateCommand>();
    CLI::App* command = issue->add_subcommand("certificate", "certify a terminal's key by its enrolment request");
    add_store(*command, certificate->store);
    command->add_option("--request", certificate->request, "request.kgq of the terminal")->required();
    command->add_option("--out", certificate->out, "where the certificate goes")->required();
    command->callback([certificate, &run] { run = [certificate] { return run_certificate(*certificate); }; });
    add_person(*issue, run);
    add_package(*issue, run);
    add_bundle(*issue, run);
}

void add_serve(CLI::App& app, Run& run) {
    auto options = std::make_shared<ServeOptions>();
    auto tls = std::make_shared<TlsFiles>();
    auto staff = std::make_shared<std::string>();
    auto witnesses = std::make_shared<std::vector<std::string>>();
    CLI::App* command = app.add_subcommand("serve", "take parcels in and answer them");
    add_store(*command, options->store);
    command->add_option("--listen", options->http.listen, "numeric address and port; port 0: any");
    command->add_option("--port-file", options->port_file, "gets the port that was taken");
    CLI::Option* desk = command->add_option("--desk", *staff,
                                            "address of the staff's page, such as 127.0.0.1:8472; without it there is none. It asks for no login: "
                                            "whoever reaches the address sees it");
    command->add_option("--desk-port-file", options->staff_port_file, "gets the port that was taken")->needs(desk);
    CLI::Option* chain = command->add_option("--tls-cert", tls->certificate_chain, "certificate chain (PEM); without it plain HTTP");
    command->add_option("--tls-key", tls->private_key, "its private key (PEM)")->needs(chain);
    CLI::Option* asked = command->add_option("--witness", *witnesses,
                                             "ADDRESS#NOTE-KEY of a witness that every new head is shown to; may stand several times");
    command->add_option("--witness-ca", options->witnesses.ca, "certificate authority of witnesses (PEM)")->needs(asked);
    command->callback([options, tls, staff, witnesses, &run] {
        if (!staff->empty()) options->staff = HttpServerOptions{.listen = *staff, .limits = {}, .tls = {}};
        if (!tls->certificate_chain.empty()) options->http.tls = *tls;
        run = [options, witnesses]() -> Result<void> {
            for (const std::string& text : *witnesses) options->witnesses.addresses.push_back(TRY(parse_witness(text)));
            return run_serve(*options);
        };
    });
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"The central bureau: enrols terminals, takes their records in, answers with receipts.", "kaogong-bureau"};
    app.require_subcommand(1);
    Run run;
    add_init(app, run);
    add_aside(app, run);
    add_centre(app, run);
    add_rules(app, run);
    add_signals(app, run);
    add_enrol(app, run);
    add_issue(app, run);
    add_mark(app, run);
    add_remark(app, run);
    add_enter(app, run);
    add_notice(app, run);
    add_outcome(app, run);
    add_certificate(app, run);
    add_appointment(app, run);
    add_titles(app, run);
    add_export(app, run);
    add_archive(app, run);
    add_report(app, run);
    add_cohorts(app, run);
    add_follow_up(app, run);
    add_note_key(app, run);
    add_serve(app, run);
    add_bench(app, run);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? kDone : kUsage;
    }
    const auto done = run();
    return done.ok() ? kDone : fail(done.error());
}
