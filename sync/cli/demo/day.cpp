#include "sync/cli/demo/day.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/parcel.h"
#include "core/record/proof.h"
#include "core/record/receipt_code.h"
#include "sync/cli/demo/today.h"

#include <algorithm>
#include <future>

#include <nlohmann/json.hpp>

namespace kaogong::cli::demo {
namespace {

constexpr std::size_t kFileMax = 64u << 20;
constexpr std::int64_t kLateMaxMs = 60'000;
constexpr const char* kPictureWidth = "1920";
constexpr const char* kPictureHeight = "1080";

using Json = nlohmann::ordered_json;

// ---- playing

class Day {
  public:
    Day(const Stage& stage, Tell tell) : stage_(stage), runner_(stage.places.logs()), tell_(tell) {}

    Result<DayReport> play();

  private:
    Result<void> prepare_terminal(const Actor& actor) const;
    Result<void> perform(const Actor& actor, Evening& evening);
    Result<void> perform_all(DayReport& report);
    Result<void> play_scene(int seat, const Scene& scene);
    Result<void> carry(int seat);
    Result<void> collect(int seat);
    Result<void> move_files(const Path& from, const Path& to, std::string_view extension) const;
    Result<void> verify(DayReport& report);
    StageFacts facts(const Actor& actor) const;

    const Stage& stage_;
    Runner runner_;
    Tell tell_;
    std::optional<OpenedCentre> centre_;
    Cast cast_;
};

StageFacts Day::facts(const Actor& actor) const {
    const SessionKnown& session = centre_->session;
    const auto other = std::find_if(session.roster.begin(), session.roster.end(), [&](const record::RosterRow& row) {
        return row.seat > kSeats.back() && row.seat != actor.person.seat;
    });
    SystemClock clock = SystemClock::open().value();
    return {.invigilator = session.invigilator,
            .items = static_cast<int>(session.paper.items.size()),
            .minutes = session.minutes(),
            .until_start_ms = std::max<std::int64_t>(0, session.start_ms - clock.wall_ms()),
            .other = other == session.roster.end() ? &session.roster.front() : &*other};
}

Result<void> Day::prepare_terminal(const Actor& actor) const {
    const Path stick = stage_.places.stick(actor.person.seat);
    TRY(make_folder(stick));
    const std::string settings = std::string("[receipt]\nphones_allowed = ") + (actor.phones_allowed ? "true" : "false") +
                                 "\n[identity]\nchecked_by_staff = true\n[export]\nfolder = " + toml_quoted(stick.string()) + "\n";
    return write_file_atomic(stage_.places.terminal(actor.person.seat) / "config.toml", view(settings));
}

Result<void> Day::play_scene(int seat, const Scene& scene) {
    const Places& places = stage_.places;
    const Path folder = places.scripts(seat);
    TRY(make_folder(folder));
    for (const auto& [name, text] : scene.files) TRY(write_file_atomic(folder / name, view(text)));
    const Path script = folder / (scene.name + ".script");
    TRY(write_file_atomic(script, view(scene.script)));
    const std::vector<std::string> argv = {stage_.programs.kiosk,
                                           "--data",
                                           places.terminal(seat),
                                           "--offscreen",
                                           "--size",
                                           kPictureWidth,
                                           kPictureHeight,
                                           "--lang",
                                           "zh-CN",
                                           "--script",
                                           script,
                                           "--shots",
                                           places.screens()};
    TRY(runner_.run(std::to_string(seat) + "-" + scene.name, argv, scene.ending));
    return success();
}

Result<void> Day::perform(const Actor& actor, Evening& evening) {
    TRY(prepare_terminal(actor));
    for (const Scene& scene : scenes_of(actor, facts(actor))) {
        TRY(play_scene(actor.person.seat, scene));
        if (scene.ending == Expect::killed) ++evening.kills;
    }
    return success();
}

// All seats at once, as in a room: each terminal is a program and a folder of its own.
Result<void> Day::perform_all(DayReport& report) {
    std::vector<std::future<Result<void>>> seats;
    for (std::size_t i = 0; i < cast_.size(); ++i)
        seats.push_back(std::async(std::launch::async, [this, &report, i] { return perform(cast_[i], report.evenings[i]); }));
    Result<void> all;
    for (auto& seat : seats) {
        Result<void> one = seat.get();
        if (all.ok() && !one.ok()) all = one.error();
    }
    return all;
}

// Once by hand, then as the service that stays beside the terminal until the bureau's answers are in it.
Result<void> Day::carry(int seat) {
    const Path data = stage_.places.terminal(seat);
    TRY(runner_.run("sync-" + std::to_string(seat), {stage_.programs.sync, "once", "--data", data, "--bureau", centre_->bureau_url}));
    const ChildProcess service = TRY(ChildProcess::start({stage_.programs.sync, "run", "--data", data, "--bureau", centre_->bureau_url}));
    return play_scene(seat, delivery_scene(facts(cast_.front())));
}

Result<void> Day::move_files(const Path& from, const Path& to, std::string_view extension) const {
    TRY(make_folder(to));
    std::error_code failed;
    std::vector<Path> files;
    for (const auto& entry : std::filesystem::directory_iterator(from, failed))
        if (entry.path().extension() == extension) files.push_back(entry.path());
    for (const Path& file : files) {
        std::filesystem::rename(file, to / file.filename(), failed);
        if (failed) return errno_error(failed.value(), file);
    }
    return success();
}

Result<void> Day::collect(int seat) {
    const Places& places = stage_.places;
    const Path folder = places.exported(seat);
    TRY(runner_.run("export-" + std::to_string(seat), {stage_.programs.kiosk, "--data", places.terminal(seat), "--export", folder}));
    TRY(move_files(folder, places.results(), ".kgproof"));
    TRY(move_files(folder, places.receipts(), ".kga"));
    return move_files(folder, places.ledgers(), ".kgp");
}

// ---- looking at what came of it

std::vector<Path> files_of(const Path& folder, const std::string& prefix) {
    std::vector<Path> files;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (entry.path().filename().string().starts_with(prefix)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string outcome_name(const record::ResultScore& score) {
    switch (score.outcome) {
    case record::OutcomeCode::pass: return "pass";
    case record::OutcomeCode::fail: return "fail";
    default: return "code " + std::to_string(static_cast<int>(score.outcome));
    }
}

Result<assessment::PaperMark> expected_mark(const SessionKnown& session, const Performance& performance) {
    const auto pool = TRY(assessment::ItemPool::build(session.paper.items, session.paper.stimuli));
    const auto prepared = TRY(assessment::PreparedPaper::prepare(session.spec, pool, session.paper.paper, session.paper.keys));
    return assessment::mark_paper(prepared, performance.responses);
}

// Every item of the signed record against what the candidate was to answer.
void compare_items(const SessionKnown& session, const assessment::PaperMark& expected, const record::ResultRecord& record,
                   Evening& evening) {
    for (std::size_t i = 0; i < expected.items.size(); ++i) {
        const std::string& id = session.paper.paper.items[i].item;
        const auto item = std::find_if(record.items.begin(), record.items.end(), [&](const auto& each) { return each.item == id; });
        if (item == record.items.end() || item->points != expected.items[i].points)
            evening.wrong.push_back("item " + id + " was marked otherwise than planned");
    }
}

void compare_times(const SessionKnown& session, const record::ResultRecord& record, Evening& evening) {
    // The script is a few seconds late for the start, and who is late has that much less.
    const bool ran_out = record.times.active_ms >= session.spec.theory.time.duration_ms - kLateMaxMs;
    if (evening.part == Part::too_slow && !ran_out) evening.wrong.push_back("was not collected at zero");
    if (evening.part != Part::too_slow && ran_out) evening.wrong.push_back("ran out of time");
}

Result<void> look_at_result(const SessionKnown& session, const Actor& actor, const Path& proof_file, Evening& evening) {
    const Bytes proof = TRY(read_file(proof_file, record::kProofSizeMax));
    const record::ProofParts parts = TRY(record::decode_proof(proof));
    const record::SignedResult result = TRY(record::open_result(parts.signed_result));
    const assessment::PaperMark expected = TRY(expected_mark(session, actor.performance));
    evening.receipt_code = record::receipt_code(record::record_hash(result.payload));
    evening.answered = static_cast<int>(std::count_if(result.record.items.begin(), result.record.items.end(),
                                                      [](const auto& item) { return item.state == record::ItemState::scored; }));
    evening.points_expected = expected.points;
    if (!result.record.score) return error(codes::record_value_invalid, "no score");
    evening.points = result.record.score->points;
    evening.outcome = outcome_name(*result.record.score);
    if (evening.points != expected.points) evening.wrong.push_back("other points than planned");
    if (evening.answered != expected.answered) evening.wrong.push_back("another number of answers than planned");
    compare_items(session, expected, result.record, evening);
    compare_times(session, result.record, evening);
    return success();
}

Result<void> look_at(const Stage& stage, const SessionKnown& session, const Actor& actor, Evening& evening) {
    const std::string prefix = std::to_string(evening.seat) + "-";
    const std::vector<Path> proofs = files_of(stage.places.results(), prefix);
    evening.delivered = proofs.size() == 1;
    if (!evening.delivered) evening.wrong.push_back(std::to_string(proofs.size()) + " proofs");
    if (!proofs.empty()) TRY(look_at_result(session, actor, proofs.front(), evening));
    for (const Path& ledger : files_of(stage.places.ledgers(), prefix)) {
        const Bytes file = TRY(read_file(ledger, kFileMax));
        evening.ledger_entries += TRY(record::open_parcel(file)).head.content.count;
    }
    if (files_of(stage.places.receipts(), prefix).empty()) evening.wrong.push_back("no answer of the bureau");
    return success();
}

// ---- verifying with the program that auditors use

Evening* evening_of(DayReport& report, const Path& file) {
    const std::string name = file.filename().string();
    for (Evening& evening : report.evenings)
        if (name.starts_with(std::to_string(evening.seat) + "-")) return &evening;
    return nullptr;
}

Result<void> Day::verify(DayReport& report) {
    const Places& places = stage_.places;
    std::vector<std::string> argv = {stage_.programs.kaogong, "verify",   "--json",       "--roots",
                                     centre_->root_words,     "--bundle", places.bundle()};
    for (const Path& folder : {places.results(), places.receipts(), places.ledgers()})
        for (const Path& file : files_of(folder, {})) argv.push_back(file);
    argv.push_back(places.bundle());
    const ChildExit said = TRY(runner_.run("verify", argv));
    const Json rows = Json::parse(said.output, nullptr, false);
    if (!rows.is_array()) return error(codes::child_failed, "verify: not JSON");
    for (Evening& evening : report.evenings) evening.verified = true;
    for (const Json& row : rows) {
        ++report.files_verified;
        if (row.value("ok", false)) continue;
        const Path file = row.value("file", std::string());
        if (Evening* evening = evening_of(report, file)) evening->verified = false;
        report.wrong.push_back(file.filename().string() + ": " + row.value("code", std::string("not verified")));
    }
    return success();
}

// Both languages must show the same screens.
int count_pictures(const Path& screens, std::vector<std::string>& wrong) {
    const std::size_t chinese = files_of(screens / "zh-CN", {}).size();
    const std::size_t english = files_of(screens / "en", {}).size();
    if (chinese != english || chinese == 0)
        wrong.push_back("pictures: " + std::to_string(chinese) + " zh-CN, " + std::to_string(english) + " en");
    return static_cast<int>(std::min(chinese, english));
}

Result<DayReport> Day::play() {
    SystemClock clock = TRY(SystemClock::open());
    tell_("a bureau, a bank, a paper and " + std::to_string(kSeats.size()) + " terminals");
    centre_.emplace(TRY(open_centre(stage_, runner_, kSeats, next_start_ms(clock.wall_ms()))));
    cast_ = TRY(cast_of(centre_->session.roster, centre_->session.questions()));
    DayReport report{.evenings = {}, .wrong = {}, .root_words = centre_->root_words};
    for (const Actor& actor : cast_) {
        report.evenings.push_back({.seat = actor.person.seat, .ticket = actor.person.admission_ticket, .part = actor.part});
        tell_("seat " + std::to_string(actor.person.seat) + ": " + std::string(part_name(actor.part)));
    }
    TRY(perform_all(report));
    tell_("to the bureau and back");
    for (const int seat : kSeats) {
        TRY(carry(seat));
        TRY(collect(seat));
    }
    for (std::size_t i = 0; i < cast_.size(); ++i) TRY(look_at(stage_, centre_->session, cast_[i], report.evenings[i]));
    TRY(verify(report));
    report.pictures = count_pictures(stage_.places.screens(), report.wrong);
    return report;
}

} // namespace

bool DayReport::as_planned() const {
    return wrong.empty() && !evenings.empty() &&
           std::all_of(evenings.begin(), evenings.end(), [](const Evening& e) { return e.wrong.empty() && e.delivered && e.verified; });
}

Result<DayReport> play_day(const Stage& stage, Tell tell) {
    return Day(stage, tell).play();
}

} // namespace kaogong::cli::demo
