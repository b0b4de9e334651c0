#include "sync/cli/demo/day.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/proof.h"
#include "core/record/receipt_code.h"
#include "sync/cli/demo/terminal_run.h"
#include "sync/cli/demo/today.h"

#include <algorithm>
#include <future>

namespace kaogong::cli::demo {
namespace {

constexpr std::int64_t kLateMaxMs = 60'000;

// ---- playing

class Day {
  public:
    Day(const Stage& stage, Tell tell) : stage_(stage), runner_(stage.places.logs()), tell_(tell) {}

    Result<DayReport> play();

  private:
    Result<void> prepare_terminal(const Actor& actor) const;
    Result<void> perform(const Actor& actor, Evening& evening);
    Result<void> perform_all(DayReport& report);
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

Result<void> Day::perform(const Actor& actor, Evening& evening) {
    TRY(prepare_terminal(actor));
    for (const Scene& scene : scenes_of(actor, facts(actor))) {
        TRY(play_scene(stage_, runner_, actor.person.seat, scene));
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

// ---- looking at what came of it

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
    evening.ledger_entries = TRY(ledger_entries(stage.places, evening.seat));
    if (files_of(stage.places.receipts(), prefix).empty()) evening.wrong.push_back("no answer of the bureau");
    return success();
}

Evening* evening_of(DayReport& report, const Path& file) {
    const std::string name = file.filename().string();
    for (Evening& evening : report.evenings)
        if (name.starts_with(std::to_string(evening.seat) + "-")) return &evening;
    return nullptr;
}

Result<void> Day::verify(DayReport& report) {
    for (Evening& evening : report.evenings) evening.verified = true;
    for (const VerifiedFile& file : TRY(verify_records(stage_, runner_, centre_->root_words))) {
        ++report.files_verified;
        if (file.refusal.empty()) continue;
        if (Evening* evening = evening_of(report, file.file)) evening->verified = false;
        report.wrong.push_back(file.file.filename().string() + ": " + file.refusal);
    }
    return success();
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
        TRY(carry_records(stage_, runner_, seat, centre_->bureau_url, delivery_scene(facts(cast_.front()))));
        TRY(collect_records(stage_, runner_, seat));
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
