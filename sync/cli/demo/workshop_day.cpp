#include "sync/cli/demo/workshop_day.h"

#include "core/assessment/practical/exact.h"
#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "core/record/proof.h"
#include "sync/bank/sheet_file.h"
#include "sync/cli/demo/terminal_run.h"
#include "sync/cli/demo/workshop_try.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <future>

namespace kaogong::cli::demo {
namespace {

constexpr std::array kStations = {1, 2, 3};
constexpr int kPaperAt = 2;                // its second test, in the afternoon, is marked on paper
constexpr int kShown = 1;                 // its terminal takes the pictures
constexpr Pixels kWindow{1280, 720};      // what workshop terminals mostly have
constexpr std::int64_t kBeforeMs = 60'000; // doors are open before the first test begins

StationTurns turns_at(int station) {
    switch (station) {
    case 1: return {.practises = true, .is_warned = true, .is_judged_again = true, .waits_for_sheet = true};
    case 2: return {.machine_fails = true};
    default: return {.has_no_token = true, .is_offline = true, .is_killed = true};
    }
}

std::string words_of(const StationTurns& turns) {
    std::string words;
    const auto add = [&](bool holds, const char* what) {
        if (holds) words += (words.empty() ? "" : ", ") + std::string(what);
    };
    add(turns.practises, "practice run");
    add(turns.is_warned, "a warning");
    add(turns.is_judged_again, "judged again");
    add(turns.waits_for_sheet, "a sheet by token");
    add(turns.machine_fails, "machine failed, time credited");
    add(turns.is_killed, "power cut");
    add(turns.has_no_token, "a lost token");
    add(turns.is_offline, "sent by memory stick");
    return words;
}

class WorkshopDay {
  public:
    WorkshopDay(const Stage& stage, Tell tell) : stage_(stage), runner_(stage.places.logs()), tell_(tell) {}

    Result<WorkshopReport> play();

  private:
    Result<StationPlay> plan(int station) const;
    Result<PaperPlay> plan_paper(const StationPlay& play) const;
    Result<practical::SheetEntries> findings_of(const std::string& ticket, const practical::ScoreSheet& sheet) const;
    Result<void> perform(const StationPlay& play, StationEvening& evening);
    Result<void> perform_all(WorkshopReport& report);
    Result<void> look_at(const StationPlay& play, StationEvening& evening) const;
    Result<void> look_at_paper(StationEvening& evening) const;
    Result<void> verify(WorkshopReport& report);

    const Stage& stage_;
    Runner runner_;
    Tell tell_;
    std::optional<OpenedWorkshop> workshop_;
    std::vector<StationPlay> plays_;
    std::optional<PaperPlay> paper_;
};

const Signatory& signer_with(const std::vector<Signatory>& signers, bool supervises) {
    const auto found = std::find_if(signers.begin(), signers.end(),
                                    [&](const Signatory& person) { return (person.role == record::Role::supervisor) == supervises; });
    return found == signers.end() ? signers.front() : *found;
}

// The examiners change places: at each station another one leads.
Result<StationPlay> WorkshopDay::plan(int station) const {
    const WorkshopKnown& session = workshop_->session;
    const record::OperationCandidate candidate = session.at_station(station).front();
    const std::string& ticket = session.person(candidate).admission_ticket;
    StationPlay play{.station = station, .line = static_cast<std::size_t>(station) - 1, .findings = {}, .panel = {}, .chief = session.chief()};
    for (const practical::ScoreSheet& sheet : session.part.sheets)
        if (sheet.id == candidate.sheet) play.sheet = &sheet;
    if (play.sheet == nullptr) return error(codes::file_unreadable, candidate.sheet);
    play.findings = TRY(findings_of(ticket, *play.sheet));
    play.points = TRY(practical::score_sheet(*play.sheet, play.findings)).points;
    for (const Signatory& person : session.panel)
        if (!person.reserve) play.panel.push_back(person);
    std::rotate(play.panel.begin(), play.panel.begin() + (station - 1) % static_cast<int>(play.panel.size()), play.panel.end());
    play.supervisor = signer_with(session.signers, true);
    play.tally = signer_with(session.signers, false);
    play.turns = turns_at(station);
    if (play.turns.has_no_token) play.panel[2].pin_note = "emergency-pin";
    play.is_shown = station == kShown;
    return play;
}

Result<practical::SheetEntries> WorkshopDay::findings_of(const std::string& ticket, const practical::ScoreSheet& sheet) const {
    bank::Faults faults;
    const Path readings = stage_.samples / "readings" / (ticket + ".readings.toml");
    const auto findings = bank::load_readings(readings, sheet, faults);
    if (!findings) return faulty(readings);
    return *findings;
}

// Two and a half hours, told from the time that the candidate was called for.
Result<PaperPlay> WorkshopDay::plan_paper(const StationPlay& play) const {
    constexpr std::int64_t kMinuteMs = 60'000;
    const WorkshopKnown& session = workshop_->session;
    const std::vector<record::OperationCandidate> there = session.at_station(play.station);
    if (there.size() < 2) return error(codes::file_unreadable, "operation.csv");
    const record::OperationCandidate& candidate = there[1];
    const auto digits = [&](std::int64_t wall_ms) {
        const CivilTime time = civil_time(wall_ms, session.part.spec.utc_offset_minutes);
        return fmt::format("{:02}{:02}", time.hour, time.minute);
    };
    PaperPlay paper;
    paper.line = kStations.size() + static_cast<std::size_t>(play.station) - 1; // the afternoon comes after the morning
    paper.findings = TRY(findings_of(session.person(candidate).admission_ticket, *play.sheet));
    paper.points = TRY(practical::score_sheet(*play.sheet, paper.findings)).points;
    paper.started = digits(candidate.start_ms + kMinuteMs);
    paper.ended = digits(candidate.start_ms + 151 * kMinuteMs);
    for (const practical::ScoreItem& item : play.sheet->items)
        if (paper.slip.empty() && item.kind() == practical::ItemKind::count) paper.slip = item.id;
    return paper;
}

Result<void> WorkshopDay::perform(const StationPlay& play, StationEvening& evening) {
    for (const Scene& scene : station_scenes(play)) {
        TRY(play_scene(stage_, runner_, play.station, scene, {.pixels = kWindow, .together = true}));
        if (scene.ending == Expect::killed) ++evening.kills;
    }
    return success();
}

// All stations at once, as in a workshop: each terminal is a program and a folder of its own.
Result<void> WorkshopDay::perform_all(WorkshopReport& report) {
    std::vector<std::future<Result<void>>> stations;
    for (std::size_t i = 0; i < plays_.size(); ++i)
        stations.push_back(std::async(std::launch::async, [this, &report, i] { return perform(plays_[i], report.stations[i]); }));
    Result<void> all;
    for (auto& station : stations) {
        Result<void> one = station.get();
        if (all.ok() && !one.ok()) all = one.error();
    }
    return all;
}

// ---- looking at what came of it

void compare_rows(const StationPlay& play, const practical::SheetScore& expected, const record::ResultRecord& record,
                  StationEvening& evening) {
    for (const auto& [id, score] : expected.items) {
        const auto row = std::find_if(record.items.begin(), record.items.end(), [&](const auto& each) { return each.item == id; });
        if (row == record.items.end() || row->points != score.points)
            evening.wrong.push_back("row " + id + " earned " + (row == record.items.end() ? "nothing" : practical::points_text(row->points)) +
                                    ", not " + practical::points_text(score.points));
    }
    if (record.items.size() != play.sheet->items.size()) evening.wrong.push_back("another number of rows than the sheet has");
}

void compare_times(const record::ResultRecord& record, StationEvening& evening) {
    // Thirty minutes before the rows on site and two hours before the hand-in; a stop of the machine is no time of the candidate's.
    constexpr std::int64_t kWorkedMs = 150 * 60'000, kSlackMs = 10 * 60'000;
    if (record.times.active_ms < kWorkedMs || record.times.active_ms > kWorkedMs + kSlackMs)
        evening.wrong.push_back("worked " + std::to_string(record.times.active_ms / 60'000) + " min");
}

Result<void> look_at_result(const StationPlay& play, const record::SignedResult& result, StationEvening& evening) {
    const practical::SheetScore expected = TRY(practical::score_sheet(*play.sheet, play.findings));
    evening.points_expected = expected.points;
    evening.outcome_expected = expected.verdict == practical::SheetVerdict::pass ? "pass" : "fail";
    if (!result.record.score) return error(codes::file_unreadable, "no score");
    evening.points = result.record.score->points;
    evening.outcome = outcome_name(*result.record.score);
    if (evening.points != evening.points_expected) evening.wrong.push_back("other points than planned");
    if (evening.outcome != evening.outcome_expected) evening.wrong.push_back("another outcome than planned");
    compare_rows(play, expected, result.record, evening);
    compare_times(result.record, evening);
    return success();
}

Result<void> WorkshopDay::look_at(const StationPlay& play, StationEvening& evening) const {
    const std::string prefix = std::to_string(play.station) + "-";
    for (const Path& file : files_of(stage_.places.results(), prefix)) {
        const Bytes proof = TRY(read_file(file, record::kProofSizeMax));
        const record::ProofParts parts = TRY(record::decode_proof(proof));
        const record::SignedResult result = TRY(record::open_result(parts.signed_result));
        if (result.record.kind == record::RecordKind::examiner_sheet) ++evening.sheets;
        if (result.record.kind != record::RecordKind::operation || result.record.source != record::ResultSource::live) continue;
        if (evening.delivered) evening.wrong.push_back("a second result");
        evening.delivered = true;
        evening.signatures = static_cast<int>(result.record.signers.size());
        TRY(look_at_result(play, result, evening));
    }
    if (!evening.delivered) evening.wrong.push_back("no result with a receipt");
    // Who judged away signed at that terminal, whose ledger has the sheet.
    const int sheets = 3 + (play.turns.is_judged_again ? 1 : 0) - (play.turns.waits_for_sheet ? 1 : 0) + (play.judged_away != nullptr ? 1 : 0);
    if (evening.sheets != sheets) evening.wrong.push_back(std::to_string(evening.sheets) + " own sheets, not " + std::to_string(sheets));
    evening.ledger_entries = TRY(ledger_entries(stage_.places, play.station));
    return success();
}

// The one result of that terminal whose scores came from paper, with the photograph among what went to the bureau.
Result<void> WorkshopDay::look_at_paper(StationEvening& evening) const {
    const StationPlay& morning = plays_[kPaperAt - 1];
    StationPlay play = morning;
    play.findings = paper_->findings;
    for (const Path& file : files_of(stage_.places.results(), std::to_string(kPaperAt) + "-")) {
        const Bytes proof = TRY(read_file(file, record::kProofSizeMax));
        const record::ProofParts parts = TRY(record::decode_proof(proof));
        const record::SignedResult result = TRY(record::open_result(parts.signed_result));
        if (result.record.source != record::ResultSource::keyed_from_paper) continue;
        if (evening.delivered) evening.wrong.push_back("a second result");
        evening.delivered = true;
        evening.signatures = static_cast<int>(result.record.signers.size());
        // No own sheets, whose signatures stand on the paper: its photograph and the readings.
        if (result.record.evidence.size() != 2) evening.wrong.push_back("another evidence than photograph and readings");
        TRY(look_at_result(play, result, evening));
    }
    if (!evening.delivered) evening.wrong.push_back("no result with a receipt");
    evening.ledger_entries = TRY(ledger_entries(stage_.places, kPaperAt)); // of the same terminal
    return success();
}

Result<void> WorkshopDay::verify(WorkshopReport& report) {
    for (StationEvening& evening : report.stations) evening.verified = true;
    for (const VerifiedFile& file : TRY(verify_records(stage_, runner_, workshop_->root_words))) {
        ++report.files_verified;
        if (file.refusal.empty()) continue;
        const std::string name = file.file.filename().string();
        for (StationEvening& evening : report.stations)
            if (name.starts_with(std::to_string(evening.station) + "-")) evening.verified = false;
        report.wrong.push_back(name + ": " + file.refusal);
    }
    return success();
}

Result<WorkshopReport> WorkshopDay::play() {
    SystemClock clock = TRY(SystemClock::open());
    tell_("a bureau, " + std::to_string(kStations.size()) + " terminals, a panel with tokens");
    workshop_.emplace(TRY(open_workshop(stage_, runner_, kStations, clock.wall_ms() + kBeforeMs)));
    std::vector<Signatory> people = workshop_->session.panel;
    people.insert(people.end(), workshop_->session.signers.begin(), workshop_->session.signers.end());
    WorkshopReport report{.stations = {}, .wrong = {}, .root_words = workshop_->root_words};
    for (const int station : kStations) {
        plays_.push_back(TRY(plan(station)));
        const StationPlay& play = plays_.back();
        std::vector<Signatory> with_token = people;
        if (play.turns.has_no_token) std::erase_if(with_token, [&](const Signatory& each) { return each.number == play.panel[2].number; });
        TRY(plug_in(stage_.places, station, with_token));
        const record::OperationCandidate candidate = workshop_->session.at_station(station).front();
        report.stations.push_back({.station = station, .ticket = workshop_->session.person(candidate).admission_ticket,
                                   .played = words_of(play.turns)});
        tell_("station " + std::to_string(station) + ": " + report.stations.back().played);
    }
    StationPlay& with_paper = plays_[kPaperAt - 1];
    paper_ = TRY(plan_paper(with_paper));
    with_paper.paper = &*paper_;
    const record::OperationCandidate on_paper = workshop_->session.at_station(kPaperAt)[1];
    report.stations.push_back(
        {.station = kPaperAt, .ticket = workshop_->session.person(on_paper).admission_ticket, .played = "marked on paper, keyed by two"});
    tell_("station " + std::to_string(kPaperAt) + ", afternoon: " + report.stations.back().played);
    // The third judge of the first station leads the last one.
    plays_.back().judged_away = &plays_.front().findings;
    TRY(perform_all(report));
    tell_("to the bureau and back");
    for (const StationPlay& play : plays_) {
        const Scene delivery = workshop_delivery_scene(play);
        if (play.turns.has_no_token) {
            // What the emergency credential signed is held; the terminal takes that home, a person confirms it, and the next answer says so.
            TRY(carry_records_by_stick(stage_, runner_, play.station, workshop_->bureau_url, workshop_held_scene(play)));
            TRY(release_held(stage_, runner_));
        }
        TRY(play.turns.is_offline ? carry_records_by_stick(stage_, runner_, play.station, workshop_->bureau_url, delivery)
                                  : carry_records(stage_, runner_, play.station, workshop_->bureau_url, delivery));
        TRY(collect_records(stage_, runner_, play.station));
    }
    for (std::size_t i = 0; i < plays_.size(); ++i) TRY(look_at(plays_[i], report.stations[i]));
    TRY(look_at_paper(report.stations.back()));
    TRY(verify(report));
    report.pictures = count_pictures(stage_.places.screens(), report.wrong);
    return report;
}

} // namespace

bool WorkshopReport::as_planned() const {
    return wrong.empty() && std::all_of(stations.begin(), stations.end(), [](const StationEvening& evening) {
               return evening.wrong.empty() && evening.delivered && evening.verified;
           });
}

Result<WorkshopReport> play_workshop(const Stage& stage, Tell tell) {
    return WorkshopDay(stage, tell).play();
}

} // namespace kaogong::cli::demo
