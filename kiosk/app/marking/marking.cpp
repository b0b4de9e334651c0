// Opening, replies of the worker, and the passing of time. Commands of screens are in marking_commands.cpp and marking_acts.cpp, signatures
// in marking_signing.cpp.
#include "kiosk/app/marking/marking.h"

#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/kiosk.h"
#include "core/base/log.h"
#include "kiosk/app/marking/piece_codes.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using practical::ScoringStage;

constexpr std::int64_t kRetryMs = 2'000;        // a full disk may have been given room
constexpr std::int64_t kTokensPeriodMs = 1'000; // a token that is plugged in shows within a second
constexpr std::int64_t kAlivePeriodMs = 1'000;
constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kNever = INT64_MAX;

// All of the test's rows; away from the desk those that are scored apart from the others.
std::vector<const practical::ScoreItem*> shown_rows(const Station& station) {
    return station.own ? practical::own_rows(*station.own) : practical::rows_of(station.state);
}

bool clock_runs(const practical::ScoringState& state) {
    return state.stage == ScoringStage::started && state.clock.running_since.has_value();
}

} // namespace

std::string station_text(int station) {
    return (station < 10 ? "0" : "") + std::to_string(station);
}

Marking::Marking(Clock& clock, Random& random, std::function<void(MarkingRequest)> post)
    : clock_(clock), random_(random), post_(std::move(post)),
      stations_(clock, {}, [this](AppendScoring append) { post_(std::move(append)); }),
      own_(clock, {}, [this](AppendScoring append) { post_(std::move(append)); }) {}

// ---- opening

void Marking::opened(const std::optional<OperationOpened>& opened) {
    const bool same = content_ && opened && content_->package == opened->content->package;
    if (same) return; // the state here is ahead of what the store held
    forget_session();
    if (!opened) return;
    content_ = opened->content;
    codes_ = piece_codes(*content_);
    has_camera_ = opened->has_camera;
    has_picture_folder_ = opened->has_picture_folder;
    emergencies_ = opened->emergencies;
    for (const record::OperationCandidate& row : content_->part.candidates)
        if (const record::RosterRow* person = content_->find_person(row.candidate))
            entrants_.push_back({.row = &row, .person = person});
    std::stable_sort(entrants_.begin(), entrants_.end(), [](const Entrant& a, const Entrant& b) {
        return std::pair(a.row->start_ms, a.row->station) < std::pair(b.row->start_ms, b.row->station);
    });
    for (const FoundScoring& found : opened->scorings) add_found(found);
    seal_when_signed();
}

void Marking::forget_session() {
    content_.reset();
    entrants_.clear();
    stations_.clear();
    own_.clear();
    in_own_sheet_ = false;
    codes_.clear();
    practice_.reset();
    closed_.clear();
    sealed_.clear();
    sealing_.clear();
    user_.clear();
    page_ = MarkingPage::candidates;
    ask_ = {};
    pad_.reset();
    end_emergency();
    emergencies_.clear();
    shown_closed_.reset();
    selected_ = 0;
    armed_boot_ms_.clear();
    pictures_.clear();
    to_bridge_.clear();
    outage_ms_ = 0;
}

void Marking::add_found(const FoundScoring& found) {
    const auto rules = content_->rules.find(found.candidate);
    const auto entrant =
        std::find_if(entrants_.begin(), entrants_.end(), [&](const Entrant& each) { return each.row->candidate == found.candidate; });
    if (rules == content_->rules.end() || entrant == entrants_.end()) return;
    const auto added = stations_.add({.scoring = found.scoring,
                                      .number = station_text(entrant->row->station),
                                      .rules = rules->second,
                                      .journal = found.journal,
                                      .candidate = found.candidate});
    if (!added) return refuse(added.error());
    if (found.sealed) {
        sealed_.insert(found.scoring);
        return retire_sealed();
    }
    // The candidate at the machine went on while the terminal was down; somebody who was there says so when they sign in.
    if (clock_runs(stations_.all().back().state)) {
        to_bridge_[found.scoring] = found.last_alive;
        outage_ms_ = std::max(outage_ms_, clock_.now().wall_ms - found.last_alive.wall_ms);
    }
}

const Station* Marking::station_of(const Entrant& entrant) const {
    if (const Station* station = stations_.find(entrant.row->candidate)) return station;
    const auto closed =
        std::find_if(closed_.begin(), closed_.end(), [&](const Station& each) { return each.candidate == entrant.row->candidate; });
    return closed == closed_.end() ? nullptr : &*closed;
}

const Station* Marking::current() const {
    if (in_own_sheet_) return own_.all().empty() ? nullptr : &own_.all().front();
    if (shown_closed_) {
        const auto closed =
            std::find_if(closed_.begin(), closed_.end(), [&](const Station& each) { return each.candidate == *shown_closed_; });
        if (closed != closed_.end()) return &*closed;
    }
    return stations_.all().empty() ? nullptr : &stations_.all()[stations_.current()];
}

std::optional<Code> Marking::refused() const {
    if (refused_) return refused_->code;
    const Station* station = current();
    return page_ == MarkingPage::sheet && station != nullptr && station->refused ? std::optional(station->refused->code) : std::nullopt;
}

bool Marking::is_chief(const Station& station) const {
    return practical::is_chief(*station.state.rules, user_);
}

bool Marking::opening() const {
    return std::any_of(entrants_.begin(), entrants_.end(), [](const Entrant& entrant) { return entrant.opening; });
}

std::optional<std::int64_t> Marking::armed_until_boot_ms(const Station& station, std::string_view veto) const {
    const auto found = armed_boot_ms_.find({station.scoring, std::string(veto)});
    return found == armed_boot_ms_.end() ? std::nullopt : std::optional(found->second + kVetoArmedMs);
}

// The phase whose rows are shown: what has to be done next; where rows were sent back, theirs.
model::SheetPhase Marking::phase_shown(const Station& station) const {
    using practical::Phase;
    const practical::ScoringState& state = station.state;
    const auto as_shown = [](Phase phase) { return static_cast<model::SheetPhase>(static_cast<int>(phase) - 1); };
    const std::vector<const practical::ScoreItem*> rows = shown_rows(station);
    if (station.own) {
        for (const practical::ScoreItem* item : rows)
            if (practical::own_entry(*station.own, item->id) == nullptr) return as_shown(item->phase);
        return rows.empty() ? model::SheetPhase::on_site : as_shown(rows.back()->phase);
    }
    for (const practical::ScoreItem* item : rows) {
        const std::vector<std::string> again = practical::row_status(state, *item).again;
        if (state.compared && std::find(again.begin(), again.end(), user_) != again.end()) return as_shown(item->phase);
    }
    Phase last = Phase::on_site;
    for (const Phase phase : practical::kPhases) {
        const bool has_rows = std::any_of(rows.begin(), rows.end(), [&](const auto* item) { return item->phase == phase; });
        if (!has_rows) continue;
        if (!state.finished.contains(phase)) return as_shown(phase);
        last = phase;
    }
    return as_shown(last);
}

std::vector<std::size_t> Marking::rows_shown(const Station& station) const {
    const practical::Phase phase = static_cast<practical::Phase>(static_cast<int>(phase_shown(station)) + 1);
    const std::vector<practical::ScoreItem>& items = station.state.rules->sheet.items;
    const std::vector<const practical::ScoreItem*> taken = shown_rows(station);
    std::vector<std::string> modules;
    for (const practical::TaskModule& module : station.state.rules->sheet.modules) modules.push_back(module.id);
    modules.emplace_back(); // rows of no module come last
    std::vector<std::size_t> shown;
    for (const std::string& module : modules)
        for (std::size_t i = 0; i < items.size(); ++i)
            if (items[i].module == module && (station.own || items[i].phase == phase) && std::find(taken.begin(), taken.end(), &items[i]) != taken.end())
                shown.push_back(i);
    return shown;
}

bool Marking::total_shown(const practical::ScoringState& state) {
    const practical::ScoreSheet& sheet = state.rules->sheet;
    if (sheet.show_total == practical::ShowTotal::never) return false;
    const auto rows = practical::rows_of(state);
    const bool blind = std::any_of(rows.begin(), rows.end(), [](const auto* item) { return item->by == practical::ScoredBy::panel_blind; });
    if (blind && !state.compared) return false;
    return sheet.show_total == practical::ShowTotal::always || practical::open_rows(state).empty();
}

// From now on a change is one that was made after the total was seen, and is listed for the supervisor.
void Marking::note_total_seen() {
    const auto place = place_now();
    if (!place || user_.empty() || page_ == MarkingPage::candidates) return;
    const practical::ScoringState& state = stations_.all()[*place].state;
    if (state.total_seen || state.stage != ScoringStage::started || !total_shown(state)) return;
    (void)stations_.happen(*place, practical::TotalSeen{.at = clock_.now(), .by = user_});
}

// ---- replies

void Marking::reply(MarkingReply reply) {
    std::visit([this](const auto& each) { on(each); }, reply);
    after_event();
}

void Marking::on(const ScoringOpened& reply) {
    const auto entrant =
        std::find_if(entrants_.begin(), entrants_.end(), [&](const Entrant& each) { return each.row->candidate == reply.candidate; });
    if (entrant == entrants_.end()) return;
    entrant->opening = false;
    if (!reply.scoring) {
        ask_ = {};
        entrant->wish = {}; // asked for anew, not done by surprise when a journal is made later
        return refuse(reply.scoring.error());
    }
    const auto added = stations_.add({.scoring = *reply.scoring,
                                      .number = station_text(entrant->row->station),
                                      .rules = content_->rules.at(reply.candidate),
                                      .journal = {},
                                      .candidate = reply.candidate});
    if (!added) {
        ask_ = {};
        return refuse(added.error());
    }
    stations_.select(stations_.all().size() - 1);
    shown_closed_.reset();
    grant(*entrant, *reply.scoring);
}

void Marking::grant(Entrant& entrant, const SittingId& scoring) {
    const FirstWish wish = std::exchange(entrant.wish, {});
    if (std::holds_alternative<PaperWanted>(wish)) return open_paper();
    if (std::holds_alternative<PhotoWanted>(wish)) {
        // Still before the decision: the page with both photographs stays.
        post_(TakePicture{.scoring = scoring, .row = {}, .from = PictureFrom::camera});
        return;
    }
    if (const auto* decided = std::get_if<assessment::IdentityCheck>(&wish))
        happen(practical::PersonIdentified{.at = clock_.now(), .by = user_, .identity = *decided});
    // What was to be noted of this candidate waits in the dialog over the page.
    page_ = MarkingPage::preparation;
}

void Marking::on(const ScoringAppended& reply) {
    if (reply.durable) {
        stations_.acknowledged(reply.scoring, reply.sequence);
        return own_.acknowledged(reply.scoring, reply.sequence);
    }
    log(LogLevel::error, reply.durable.error());
    // Later events were posted behind this one and come back refused too; all are posted again, in order, a little later.
    if (retry_boot_ms_ == 0) retry_boot_ms_ = clock_.boot_ms() + kRetryMs;
    refuse(reply.durable.error());
}

void Marking::on(const ScoringSealed& reply) {
    sealing_.erase(reply.scoring);
    if (!reply.record) {
        log(LogLevel::error, reply.record.error());
        retry_boot_ms_ = clock_.boot_ms() + kRetryMs;
        return refuse(reply.record.error());
    }
    sealed_.insert(reply.scoring);
    ++undelivered_; // until the spool has been counted again
}

void Marking::on(const PictureTaken& reply) {
    if (!reply.png) return refuse(reply.png.error());
    const auto place = stations_.place_of(reply.scoring);
    if (!place) return;
    pictures_[reply.picture.hex()] = *reply.png;
    if (reply.paper_page > 0) return paper_photographed(*place, reply);
    const practical::EvidenceTaken taken{.at = clock_.now(), .by = user_.empty() ? stations_.examiner() : user_, .row = reply.row, .picture = reply.picture};
    if (const auto done = stations_.happen(*place, taken); !done) refuse(done.error());
}

void Marking::on(const PictureSeen& reply) {
    if (reply.png)
        pictures_[reply.picture.hex()] = *reply.png;
    else
        log(LogLevel::warning, reply.png.error());
}

void Marking::on(const SheetPrinted& reply) {
    printing_.reset();
    if (!reply.file) {
        log(LogLevel::warning, reply.file.error());
        return refuse(error(codes::print_failed));
    }
    printed_ = *reply.file;
}

void Marking::on(const TokensSeen& reply) {
    tokens_ = {reply.numbers.begin(), reply.numbers.end()};
}

void Marking::delivered(const SittingId& scoring, const Hash& receipt) {
    const auto event = practical::ResultDelivered{.at = clock_.now(), .receipt = receipt};
    if (const auto place = stations_.place_of(scoring)) {
        (void)stations_.happen(*place, event); // a repeated word of it is refused and changes nothing
        return;
    }
    for (Station& station : closed_) {
        if (station.scoring != scoring) continue;
        auto effects = practical::advance(station.state, event);
        if (!effects) return;
        for (practical::ScoringEffect& effect : *effects)
            if (auto* append = std::get_if<practical::AppendScoringEvent>(&effect))
                post_(AppendScoring{.scoring = scoring, .sequence = append->sequence, .event = std::move(append->event)});
    }
}

void Marking::put_aside(const std::vector<ScoringPutAside>& scorings) {
    put_aside_.clear();
    for (const ScoringPutAside& each : scorings) put_aside_[each.scoring] = each.why;
}

std::optional<Code> Marking::why_put_aside(const Station& station) const {
    const auto found = put_aside_.find(station.scoring);
    return found == put_aside_.end() ? std::nullopt : std::optional(found->second);
}

// ---- what follows by itself

void Marking::seal_when_signed() {
    for (const Station& station : stations_.all()) {
        if (station.state.stage != ScoringStage::signed_ || sealed_.contains(station.scoring) || sealing_.contains(station.scoring))
            continue;
        if (!station.saved()) continue;
        sealing_.insert(station.scoring);
        post_(SealScoring{.scoring = station.scoring, .state = std::make_shared<const practical::ScoringState>(station.state)});
    }
}

// A sealed scoring makes room on the strip. It is still looked at from the list.
void Marking::retire_sealed() {
    for (std::size_t place = stations_.all().size(); place-- > 0;) {
        const Station& station = stations_.all()[place];
        if (!sealed_.contains(station.scoring) || !station.saved()) continue;
        if (page_ == MarkingPage::seal && !shown_closed_ && place == stations_.current()) shown_closed_ = station.candidate;
        closed_.push_back(stations_.remove(place));
    }
}

void Marking::after_event() {
    seal_when_signed();
    retire_sealed();
    note_total_seen();
    ask_for_seal();
    if (page_ != MarkingPage::candidates && page_ != MarkingPage::person && current() == nullptr) page_ = MarkingPage::candidates;
}

void Marking::bridge_outage() {
    const Instant now = clock_.now();
    for (const auto& [scoring, last_alive] : to_bridge_) {
        const auto place = stations_.place_of(scoring);
        if (!place) continue;
        const auto done = stations_.happen(*place, practical::TerminalBack{.last_alive = last_alive, .at = now, .by = user_});
        if (!done) refuse(done.error());
    }
    to_bridge_.clear();
    outage_ms_ = 0;
}

// ---- time

void Marking::tick() {
    if (!content_) return;
    const Instant at = clock_.now();
    if (!user_.empty() && !pad_ && at.boot_ms - touched_boot_ms_ >= kUserIdleMs) user_.clear();
    if (pad_ && !pad_->busy && at.boot_ms - tokens_looked_boot_ms_ >= kTokensPeriodMs) {
        tokens_looked_boot_ms_ = at.boot_ms;
        post_(LookForTokens{});
    }
    if (retry_boot_ms_ != 0 && at.boot_ms >= retry_boot_ms_) {
        retry_boot_ms_ = 0;
        stations_.post_again();
        own_.post_again();
        after_event();
    }
    disarm_when_due(at);
    look_for_sheets(at);
}

void Marking::disarm_when_due(const Instant& at) {
    for (auto armed = armed_boot_ms_.begin(); armed != armed_boot_ms_.end();) {
        const bool waits_for_second = pad_ && pad_->act && std::holds_alternative<practical::VetoConfirmed>(*pad_->act);
        if (at.boot_ms - armed->second < kVetoArmedMs || waits_for_second) {
            ++armed;
            continue;
        }
        if (const auto place = stations_.place_of(armed->first.first))
            (void)stations_.happen(
                *place, practical::VetoDisarmed{.at = at, .by = user_.empty() ? stations_.examiner() : user_, .veto = armed->first.second});
        armed = armed_boot_ms_.erase(armed);
    }
}

std::optional<SittingId> Marking::alive_due() {
    const Instant at = clock_.now();
    if (at.boot_ms - alive_noted_boot_ms_ < kAlivePeriodMs) return std::nullopt;
    for (const Station& station : stations_.all()) {
        if (practice_ || !clock_runs(station.state) || to_bridge_.contains(station.scoring)) continue;
        alive_noted_boot_ms_ = at.boot_ms;
        return station.scoring;
    }
    return std::nullopt;
}

std::int64_t Marking::next_wake_boot_ms() const {
    std::int64_t wake = kNever;
    const auto at = [&](std::int64_t boot_ms) { wake = std::min(wake, boot_ms); };
    if (pad_) at(tokens_looked_boot_ms_ + kTokensPeriodMs);
    if (retry_boot_ms_ != 0) at(retry_boot_ms_);
    for (const auto& [veto, since_boot_ms] : armed_boot_ms_) at(since_boot_ms + kVetoArmedMs);
    if (!user_.empty()) at(touched_boot_ms_ + kUserIdleMs);
    const auto& all = stations_.all();
    if (std::any_of(all.begin(), all.end(), [](const Station& station) { return clock_runs(station.state); }))
        at(alive_noted_boot_ms_ + kAlivePeriodMs);
    return wake;
}

std::int64_t Marking::next_digit_in_ms() const {
    if (!on_screen()) return kNever;
    const Instant at = clock_.now();
    if (!armed_boot_ms_.empty()) return kSecondMs - at.boot_ms % kSecondMs;
    std::int64_t digit_ms = kNever;
    if (page_ == MarkingPage::sheet)
        for (const Station& station : stations_.all()) {
            if (station.paused && &station == current()) digit_ms = std::min(digit_ms, kSecondMs - at.boot_ms % kSecondMs);
            if (!clock_runs(station.state)) continue;
            const auto worked = practical::worked_ms(station.state.clock, at);
            if (worked) digit_ms = std::min(digit_ms, kSecondMs - *worked % kSecondMs);
        }
    constexpr std::int64_t kMinuteMs = 60'000;
    return std::min(digit_ms, kMinuteMs - at.wall_ms % kMinuteMs); // the bar shows minutes
}

} // namespace kaogong::kiosk::app
