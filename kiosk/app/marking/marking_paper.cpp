// 双人录入 at this terminal: two people in turn at one screen, neither of whom is shown what the other keyed.
#include "kiosk/app/marking/marking.h"

#include "core/assessment/practical/scoring_paper.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/practical.h"
#include "kiosk/app/marking/prep_checks.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

practical::ScoringEvent as_scoring_event(practical::HandEvent event) {
    return std::visit([](auto& each) { return practical::ScoringEvent(std::move(each)); }, event);
}

} // namespace

std::vector<std::string> Marking::modules_on_paper(const Station& station) const {
    const Entrant* entrant = entrant_at_hand();
    const bool drawn = !station.state.chosen.empty() || entrant == nullptr || !needs_draw(station.state.rules->sheet);
    return drawn ? station.state.chosen : entrant->row->modules;
}

// Before the photograph there is no paper yet; what would be keyed is shown all the same.
practical::HandState Marking::paper_of(const Station& station) const {
    if (station.state.paper) return *station.state.paper;
    const auto sheet = std::shared_ptr<const practical::ScoreSheet>(station.state.rules, &station.state.rules->sheet);
    return practical::hand_entry_start(sheet, modules_on_paper(station));
}

Paper Marking::paper_context(const Station& station, const practical::HandState& hand, Language language) const {
    const Entrant* entrant = entrant_at_hand();
    return {.hand = hand,
            .rules = *station.state.rules,
            .content = *content_,
            .day_ms = entrant == nullptr ? clock_.now().wall_ms : entrant->row->start_ms,
            .language = language};
}

bool Marking::settles_paper(const Station& station) {
    return station.state.paper && practical::both_finished(*station.state.paper);
}

// The row that was chosen; else the next one that waits for the person in front.
std::size_t Marking::paper_row(const Station& station) const {
    const practical::HandState hand = paper_of(station);
    const bool settles = settles_paper(station);
    const std::vector<std::string> all = settles ? practical::differing(hand) : practical::paper_order(hand);
    const std::vector<std::string> open = settles ? practical::unsettled(hand) : practical::unkeyed(hand, user_);
    const std::string wanted = !paper_row_.empty() ? paper_row_ : open.empty() ? std::string() : open.front();
    const auto at = std::find(all.begin(), all.end(), wanted);
    return at == all.end() ? 0 : static_cast<std::size_t>(at - all.begin());
}

void Marking::open_paper() {
    page_ = MarkingPage::paper;
    paper_row_.clear();
    refused_keys_.reset();
    if (const Station* station = current()) look_at_pictures(*station, {});
}

void Marking::on(const model::BeginHandEntry&) {
    if (selected_ >= entrants_.size()) return;
    Entrant& entrant = entrants_[selected_];
    if (entrant.opening) return;
    if (const auto without = content_->without_panel.find(entrant.row->candidate); without != content_->without_panel.end())
        return refuse(without->second);
    if (!leads(entrant)) return refuse(error(codes::led_elsewhere));
    if (const Station* station = station_of(entrant)) {
        const auto place = stations_.place_of(station->scoring);
        if (!place || station->state.compared || station->state.end) return refuse(error(codes::scoring_wrong_state));
        stations_.select(*place);
        shown_closed_.reset();
        return open_paper();
    }
    open_journal(entrant, PaperWanted{});
}

void Marking::on(const model::PhotographPaper& command) {
    const auto place = place_now();
    if (!place || practice_ || page_ != MarkingPage::paper) return refuse(error(codes::scoring_wrong_state));
    const Station& station = stations_.all()[*place];
    const int next = station.state.paper ? static_cast<int>(station.state.paper->photos.size()) + 1 : 1;
    post_(TakePicture{.scoring = station.scoring,
                      .row = {},
                      .from = command.source == model::EvidenceSource::camera ? PictureFrom::camera : PictureFrom::folder,
                      .paper_page = command.page == 0 ? next : command.page});
}

void Marking::paper_photographed(std::size_t place, const PictureTaken& reply) {
    const Station& station = stations_.all()[place];
    const bool draws = station.state.chosen.empty() && needs_draw(station.state.rules->sheet);
    const auto entrant =
        std::find_if(entrants_.begin(), entrants_.end(), [&](const Entrant& each) { return each.row->candidate == station.candidate; });
    if (draws && entrant != entrants_.end()) {
        const practical::ModulesDrawn drawn{.at = clock_.now(), .by = user_, .modules = entrant->row->modules};
        if (const auto done = stations_.happen(place, drawn); !done) return refuse(done.error());
    }
    const auto done = stations_.happen(place, practical::PaperPhotographed{.at = clock_.now(), .by = user_, .picture = reply.picture, .page = reply.paper_page});
    if (!done) refuse(done.error());
}

// What is keyed wrong stays in its field beside the reason.
bool Marking::take_keys(const KeyedValues& keyed, bool settles) {
    const Station* station = current();
    if (station == nullptr || page_ != MarkingPage::paper) return false;
    const practical::HandState hand = paper_of(*station);
    const auto value = paper_value(paper_context(*station, hand, Language::zh_cn), keyed, clock_.now().wall_ms);
    std::optional<Error> why = value ? std::nullopt : std::optional(value.error());
    if (!why) {
        const KeyedBy by{clock_.now(), user_};
        const auto event = as_scoring_event(settles ? settled_event(keyed.row, *value, by) : keyed_event(keyed.row, *value, by));
        const auto done = stations_.happen(*place_now(), event);
        if (!done) why = done.error();
    }
    refused_keys_ = why ? std::optional(RefusedKeys{keyed.row, keyed.values, why->code}) : std::nullopt;
    paper_row_ = why ? keyed.row : std::string();
    return !why;
}

void Marking::on(const model::KeyRow& command) {
    take_keys({command.row, command.state, command.values}, false);
}

void Marking::on(const model::FinishKeying&) {
    if (!happen(practical::KeyingFinished{.at = clock_.now(), .by = user_})) return;
    paper_row_.clear();
    refused_keys_.reset();
}

void Marking::on(const model::SettleRow& command) {
    const Station* station = current();
    if (station == nullptr || !settles_paper(*station)) return;
    if (command.settled == model::SettledAs::anew) {
        take_keys({command.row, command.state, command.values}, true);
        return;
    }
    const std::size_t whose = command.settled == model::SettledAs::first ? 0 : 1;
    const auto value = value_in(station->state.paper->keyings[whose], command.row);
    if (!value || !happen(as_scoring_event(settled_event(command.row, *value, {clock_.now(), user_})))) return;
    paper_row_.clear();
    refused_keys_.reset();
}

void Marking::sign_paper() {
    ask_second(practical::PaperAgreed{.at = clock_.now(), .by = user_, .second = {}}, false);
}

void Marking::on(const model::AskPutAway&) {
    if (current() == nullptr) return;
    // Nothing was photographed: there is nothing to put away.
    if (!current()->state.paper) return on(model::ShowCandidates{});
    ask_ = {.what = Ask::What::put_away};
}

void Marking::on(const model::PutPaperAway& command) {
    ask_ = {};
    ask_second(practical::PaperPutAway{.at = clock_.now(), .by = user_, .second = {}, .reason = command.reason}, false);
}

} // namespace kaogong::kiosk::app
