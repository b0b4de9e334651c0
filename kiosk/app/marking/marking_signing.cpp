// Who signs what, and who stands behind an act: the pad over the page, what it was opened for, and what follows once the worker has found
// token and PIN to be right.
#include "kiosk/app/marking/marking.h"

#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using practical::ScoringStage;

// The second person of an event that asks for one; for what the chief alone does, the chief.
void name_person(practical::ScoringEvent& event, const std::string& number) {
    std::visit(
        [&](auto& each) {
            if constexpr (requires { each.second; })
                each.second = number;
            else if constexpr (requires { each.details; })
                each.details.second_staff = number;
            else if constexpr (requires { each.by; })
                each.by = number;
        },
        event);
}

void set_instant(practical::ScoringEvent& event, const Instant& at) {
    std::visit([&](auto& each) { each.at = at; }, event);
}

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

} // namespace

// ---- opening the pad

void Marking::ask_for(model::SignPurpose purpose, std::vector<std::string> signers) {
    if (signers.empty()) return refuse(error(codes::scoring_signature_missing));
    pad_ = SignPad{.purpose = purpose, .signers = std::move(signers), .act = {}};
    // Whoever's token is plugged in is most likely the one who is meant.
    const auto there =
        std::find_if(pad_->signers.begin(), pad_->signers.end(), [&](const std::string& number) { return token_of(number); });
    if (there != pad_->signers.end()) pad_->chosen = static_cast<std::size_t>(there - pad_->signers.begin());
    tokens_looked_boot_ms_ = 0;
}

void Marking::begin_sign_in() {
    if (!content_) return;
    std::vector<std::string> everybody;
    for (const record::PanelRow& row : content_->part.panel) everybody.push_back(row.number);
    ask_for(model::SignPurpose::sign_in, std::move(everybody));
    if (pad_ && !user_.empty()) {
        // A change of user: the others come first to mind.
        const auto other =
            std::find_if(pad_->signers.begin(), pad_->signers.end(), [&](const std::string& n) { return n != user_ && token_of(n); });
        if (other != pad_->signers.end()) pad_->chosen = static_cast<std::size_t>(other - pad_->signers.begin());
    }
}

// Members of the candidate's panel first, then staff of the centre; never the person in front.
std::vector<std::string> Marking::seconds(bool panel_only) const {
    std::vector<std::string> numbers;
    const auto add = [&](const std::string& number) {
        if (number != user_ && !contains(numbers, number)) numbers.push_back(number);
    };
    if (const Station* station = current())
        for (const practical::PanelMember& member : station->state.rules->panel) add(member.examiner);
    if (panel_only) return numbers;
    for (const record::StaffRow& row : content_->part.staff) add(row.number);
    return numbers;
}

void Marking::ask_second(Event act, bool panel_only) {
    // In practice nobody else is there to show a token; the step itself is what is practised.
    if (practice_) {
        const std::vector<std::string> others = seconds(panel_only);
        if (others.empty()) return refuse(error(codes::scoring_signature_missing));
        return stand_behind({.signers = {}, .act = std::move(act)}, others.front());
    }
    ask_for(model::SignPurpose::second_person, seconds(panel_only));
    if (pad_) pad_->act = std::move(act);
}

void Marking::ask_chief(Event act) {
    const Station* station = current();
    if (station == nullptr) return;
    for (const practical::PanelMember& member : station->state.rules->panel)
        if (member.chief && practice_) return stand_behind({.signers = {}, .act = std::move(act)}, member.examiner);
    for (const practical::PanelMember& member : station->state.rules->panel)
        if (member.chief) ask_for(model::SignPurpose::chief, {member.examiner});
    if (pad_) pad_->act = std::move(act);
}

// ---- who is next

// Examiners, then who checked the tally, then the chief, then those who sign for the centre.
void in_signing_order(const practical::ScoringState& state, std::vector<std::string>& signers) {
    const auto rank = [&](const std::string& who) {
        if (practical::is_chief(*state.rules, who)) return 2;
        if (practical::is_member(*state.rules, who)) return 0;
        return state.tally && state.tally->by == who ? 1 : 3;
    };
    std::stable_sort(signers.begin(), signers.end(), [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
}

std::vector<std::string> Marking::signers_due(const practical::ScoringState& state) const {
    std::vector<std::string> due = practical::required_signers(state);
    std::erase_if(due, [&](const std::string& who) { return state.result_signed.contains(who); });
    in_signing_order(state, due);
    return due;
}

std::optional<std::string> Marking::next_signer(const practical::ScoringState& state) const {
    const std::vector<std::string> due = signers_due(state);
    return due.empty() ? std::nullopt : std::optional(due.front());
}

std::vector<std::string> Marking::tally_checkers(const practical::ScoringState& state) const {
    std::vector<std::string> numbers;
    for (const record::ResultSignerRow& row : content_->part.signers)
        if (!practical::is_member(*state.rules, row.number)) numbers.push_back(row.number);
    return numbers;
}

void Marking::sign_next() {
    const Station* station = current();
    if (station == nullptr) return;
    // What one person can do alone is done with: a practice run ends here, and leaves nothing.
    if (practice_) return on(model::LeavePractice{});
    const practical::ScoringState& state = station->state;
    switch (state.stage) {
    case ScoringStage::booked: return;
    case ScoringStage::started:
        if (!practical::all_sheets_signed(state)) {
            if (!user_.empty() && practical::is_member(*state.rules, user_) && !state.sheets_signed.contains(user_))
                return ask_for(model::SignPurpose::blind_sheet, {user_});
            return refuse(error(codes::scoring_signature_missing));
        }
        return ask_chief(practical::ScoresDecided{.at = clock_.now(), .by = {}});
    case ScoringStage::decided: ask_ = {.what = Ask::What::tally}; return;
    case ScoringStage::written_up:
    case ScoringStage::ended: break;
    case ScoringStage::signed_:
    case ScoringStage::delivered: return;
    }
    const auto next = next_signer(state);
    if (!next) return;
    page_ = MarkingPage::seal;
    // Whoever is there may sign before the one whose turn it is: nobody waits for a person who is late.
    std::vector<std::string> due = signers_due(state);
    const bool chief = practical::is_chief(*state.rules, *next);
    const bool tally = state.tally && state.tally->by == *next;
    ask_for(chief                                       ? model::SignPurpose::chief
            : tally                                     ? model::SignPurpose::tally
            : practical::is_member(*state.rules, *next) ? model::SignPurpose::result
                                                        : model::SignPurpose::supervisor,
            std::move(due));
    if (!pad_) return;
    pad_->chosen = 0;
    pad_->signs_result = true;
}

// ---- the pad

void Marking::on(const model::ChooseSigner& command) {
    if (!pad_ || pad_->busy || command.signer >= pad_->signers.size()) return;
    pad_->chosen = command.signer;
    pad_->wrong = false;
}

void Marking::on(const model::CancelSign&) {
    if (!pad_ || pad_->busy) return;
    if (emergency_) return on(model::CloseEmergency{});
    pad_.reset();
}

void Marking::on(const model::SubmitSign& command) {
    if (!pad_ || pad_->busy || !contains(pad_->signers, command.signer) || clock_.boot_ms() < pad_->locked_until_boot_ms) return;
    const Station* station = current();
    const bool sheet = pad_->purpose == model::SignPurpose::blind_sheet;
    pad_->wrong = false;
    if (emergency_) {
        pad_->busy = true;
        return post_(SignEmergency{.by = command.signer, .pin = Secret(view(command.pin))});
    }
    if (sheet && in_own_sheet_) return sign_own_sheet(command);
    if (sheet || pad_->signs_result) {
        if (station == nullptr || !station->saved()) return; // what is signed is on the medium first
        pad_->busy = true;
        post_(SignScoring{.scoring = station->scoring,
                          .state = std::make_shared<const practical::ScoringState>(station->state),
                          .what = sheet ? SignScoring::What::own_sheet : SignScoring::What::result,
                          .who = command.signer,
                          .pin = Secret(view(command.pin)),
                          .at = clock_.now()});
        return;
    }
    pad_->busy = true;
    post_(CheckPerson{.number = command.signer, .pin = Secret(view(command.pin))});
}

void Marking::pin_tried(const PinTry& pin) {
    pad_->busy = false;
    if (pin.failed) return refuse(*pin.failed);
    pad_->wrong = !pin.right && pin.locked_ms == 0;
    pad_->tries_left = pin.tries_left;
    pad_->locked_until_boot_ms = pin.locked_ms > 0 ? clock_.boot_ms() + pin.locked_ms : 0;
}

void Marking::on(const PersonChecked& reply) {
    if (!pad_ || !pad_->busy) return;
    pin_tried(reply.pin);
    if (!reply.pin.right) return;
    const SignPad pad = *std::exchange(pad_, std::nullopt);
    if (pad.purpose == model::SignPurpose::sign_in) return signed_in(reply.number);
    if (pad.act) stand_behind(pad, reply.number);
}

// Every sheet opens at the first row that the person in front has not entered.
void Marking::open_sheets_anew() {
    for (std::size_t place = 0; place < stations_.all().size(); ++place) open_first_row(stations_, place);
}

void Marking::open_first_row(Stations& stations, std::size_t place) {
    const Station& station = stations.all()[place];
    const std::vector<std::size_t> shown = rows_shown(station);
    const auto entered = [&](std::size_t row) {
        const auto slots = practical::visible_entries(station.state, station.state.rules->sheet.items[row].id, user_);
        return std::any_of(slots.begin(), slots.end(), [&](const auto& slot) { return slot.examiner.empty() || slot.examiner == user_; });
    };
    const auto open = std::find_if_not(shown.begin(), shown.end(), entered);
    if (!shown.empty()) stations.open_row(place, open == shown.end() ? shown.front() : *open);
}

void Marking::signed_in(const std::string& number) {
    const bool changed = user_ != number;
    user_ = number;
    stations_.set_examiner(number);
    touched_boot_ms_ = clock_.boot_ms();
    if (!to_bridge_.empty()) bridge_outage();
    // What another person had asked for is not this one's, nor is the field where they stopped.
    if (changed) {
        ask_ = {};
        paper_row_.clear();
        refused_keys_.reset();
        if (in_own_sheet_) page_ = MarkingPage::candidates; // it is the other's alone
        leave_own_sheet();
        open_sheets_anew();
    }
    if (page_ == MarkingPage::person || page_ == MarkingPage::preparation) return;
    if (page_ == MarkingPage::paper) return;
    // Fast change of user: the sheet stays in front, blind rows become the new person's own.
    if (page_ == MarkingPage::finish) page_ = MarkingPage::sheet;
}

namespace {

// When the clock ends: where the hand-in was begun, unless the clock has begun to run anew since then.
bool ends_earlier(const practical::ScoringState& state, const practical::PieceHandedIn& piece) {
    const std::optional<Instant>& since = state.clock.running_since;
    return since && since->boot_id == piece.at.boot_id && since->boot_ms <= piece.at.boot_ms;
}

} // namespace

void Marking::stand_behind(const SignPad& pad, const std::string& number) {
    Event event = *pad.act;
    const auto* piece = std::get_if<practical::PieceHandedIn>(&event);
    if (piece == nullptr || current() == nullptr || !ends_earlier(current()->state, *piece)) set_instant(event, clock_.now());
    name_person(event, number);
    const auto* confirmed = std::get_if<practical::VetoConfirmed>(&event);
    if (confirmed != nullptr && current() != nullptr) armed_boot_ms_.erase({current()->scoring, confirmed->veto});
    if (!happen(event)) return;
    if (std::holds_alternative<practical::PaperAgreed>(event)) page_ = MarkingPage::compare;
    if (std::holds_alternative<practical::PaperPutAway>(event)) page_ = MarkingPage::candidates;
    if (std::holds_alternative<practical::ScoresDecided>(event) || std::holds_alternative<practical::TallyChecked>(event)) {
        page_ = MarkingPage::seal;
        // One signature leads to the next, until the one whose turn it is is not there.
        if (std::holds_alternative<practical::ScoresDecided>(event)) sign_next();
    }
}

void Marking::on(const ScoringSigned& reply) {
    if (!pad_ || !pad_->busy) return;
    pin_tried(reply.pin);
    if (!reply.event) return;
    pad_.reset();
    if (own_.place_of(reply.scoring)) {
        if (const auto done = own_.happened(reply.scoring, *reply.event); !done) refuse(done.error());
        return;
    }
    if (const auto done = stations_.happened(reply.scoring, *reply.event); !done) return refuse(done.error());
    const auto place = stations_.place_of(reply.scoring);
    if (!place) return;
    const practical::ScoringState& state = stations_.all()[*place].state;
    if (std::holds_alternative<practical::SheetSigned>(*reply.event))
        page_ = state.compared ? MarkingPage::compare : MarkingPage::candidates;
    else
        page_ = MarkingPage::seal;
}

} // namespace kaogong::kiosk::app
