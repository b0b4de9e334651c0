// Own sheets: here, of candidates whom another terminal leads; and at the desk, sheets that come in on tokens.
#include "kiosk/app/marking/marking.h"

#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/practical.h"
#include "core/base/log.h"
#include "kiosk/app/marking/piece_codes.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr std::int64_t kSheetsPeriodMs = 2'000; // a token that is plugged in at the desk is read within two seconds
constexpr std::int64_t kSecondMs = 1'000;

// As it is typed or scanned: blanks and dashes, capital or small, make no other code.
std::string plain(std::string_view text) {
    std::string made;
    for (const char c : text) {
        if (c == ' ' || c == '-') continue;
        made.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return made;
}

} // namespace

bool Marking::leads(const Entrant& entrant) const {
    return content_->leads(entrant.row->station);
}

bool Marking::is_coded_sheet(const practical::ScoreSheet& sheet) {
    return std::any_of(sheet.items.begin(), sheet.items.end(), [](const practical::ScoreItem& item) { return item.coded; });
}

// ---- finding somebody, or a piece

void Marking::on(const model::ScanCandidate&) {
    ask_ = {.what = Ask::What::find};
}

void Marking::on(const model::FindCandidate& command) {
    const std::string wanted = plain(command.text);
    for (std::size_t i = 0; i < entrants_.size(); ++i) {
        if (entrants_[i].person->admission_ticket != wanted) continue;
        ask_ = {};
        selected_ = i;
        filter_ = model::CandidateFilter::all;
        page_ = MarkingPage::candidates;
        return;
    }
    for (const Entrant& entrant : entrants_) {
        const Station* station = station_of(entrant);
        const std::string code = station != nullptr && station->state.hand_in ? station->state.hand_in->code : piece_code_of(entrant);
        if (plain(code) != wanted) continue;
        ask_ = {};
        if (!leads(entrant)) return open_own_sheet(entrant);
        if (station != nullptr) return open_page_of(*station);
        break; // nothing was handed in here under it
    }
    refuse(error(codes::candidate_not_found, command.text));
}

std::string Marking::piece_code_of(const Entrant& entrant) const {
    const auto code = codes_.find(entrant.row->candidate);
    return code == codes_.end() ? std::string() : code->second;
}

// ---- own sheets here

void Marking::open_own_sheet(const Entrant& entrant) {
    const auto rules = content_->rules.find(entrant.row->candidate);
    if (rules == content_->rules.end() || !practical::is_member(*rules->second, user_)) return refuse(error(codes::examiner_not_of_row, user_));
    post_(OpenOwnSheet{.candidate = entrant.row->candidate, .examiner = user_});
}

void Marking::on(const OwnSheetOpened& reply) {
    if (!reply.scoring) return refuse(reply.scoring.error());
    if (reply.examiner != user_) return; // somebody else is in front by now
    const auto entrant =
        std::find_if(entrants_.begin(), entrants_.end(), [&](const Entrant& each) { return each.row->candidate == reply.candidate; });
    if (entrant == entrants_.end()) return;
    const practical::ScoringRules& rules = *content_->rules.at(reply.candidate);
    own_.set_examiner(user_);
    if (!own_.place_of(*reply.scoring)) {
        // One at a time is enough: what was touched is durable, and opening it again brings it back.
        if (!own_.everything_saved()) return refuse(error(codes::scoring_wrong_state));
        own_.clear();
        const auto added = own_.add_own({.scoring = *reply.scoring,
                                         .number = station_text(entrant->row->station),
                                         .rules = content_->rules.at(reply.candidate),
                                         .journal = reply.journal,
                                         .candidate = reply.candidate},
                                        is_coded_sheet(rules.sheet) ? piece_code_of(*entrant) : std::string());
        if (!added) return refuse(added.error());
    }
    own_.select(0);
    in_own_sheet_ = true;
    shown_closed_.reset();
    page_ = MarkingPage::sheet;
    const bool draws = !rules.sheet.groups.empty() && own_.all().front().own->chosen.empty();
    if (draws) happen(practical::ModulesDrawn{.at = clock_.now(), .by = user_, .modules = entrant->row->modules});
    open_first_row(own_, 0);
}

void Marking::on(const model::ScoreNewPiece&) {
    if (!in_own_sheet_ || own_.all().empty() || !own_.all().front().own->sheet) return;
    post_(OpenOwnSheet{.candidate = own_.all().front().candidate, .examiner = user_, .again = true});
}

void Marking::finish_own_sheet() {
    const Station& station = own_.all().front();
    if (station.own->sheet) return;
    const std::vector<std::string> unseen = practical::unseen_own_rows(*station.own);
    if (!unseen.empty()) {
        const auto& items = station.state.rules->sheet.items;
        for (std::size_t i = 0; i < items.size(); ++i)
            if (items[i].id == unseen.front()) own_.open_row(0, i);
        return refuse(error(codes::rows_unseen, unseen.front()));
    }
    ask_for(model::SignPurpose::blind_sheet, {user_});
}

void Marking::sign_own_sheet(const model::SubmitSign& command) {
    const Station& station = own_.all().front();
    if (!station.saved()) return;
    pad_->busy = true;
    post_(SignOwnSheet{.scoring = station.scoring,
                       .sheet = std::make_shared<const practical::OwnSheetState>(*station.own),
                       .candidate = station.candidate,
                       .pin = Secret(view(command.pin)),
                       .at = clock_.now()});
}

void Marking::leave_own_sheet() {
    in_own_sheet_ = false;
}

// ---- sheets that come in

void Marking::look_for_sheets(const Instant& at) {
    if (user_.empty() || at.boot_ms - sheets_looked_boot_ms_ < kSheetsPeriodMs) return;
    LookForSheets request;
    for (const Station& station : stations_.all()) {
        const practical::ScoringState& state = station.state;
        const bool waits = state.stage == practical::ScoringStage::started && state.rules->mode == practical::ScoringMode::live &&
                           !practical::all_sheets_signed(state) && state.started_at;
        if (waits) request.signed_from_s[station.candidate] = state.started_at->wall_ms / kSecondMs;
    }
    if (request.signed_from_s.empty() || content_->part.desks.empty()) return;
    sheets_looked_boot_ms_ = at.boot_ms;
    post_(std::move(request));
}

void Marking::on(const SheetsSeen& reply) {
    for (const Error& why : reply.refused) {
        log(LogLevel::warning, why);
        refuse(why);
    }
    for (const SheetOnToken& sheet : reply.sheets) {
        const Station* station = stations_.find(sheet.candidate);
        if (station == nullptr || station->state.sheets_known.contains(sheet.event.sheet)) continue;
        practical::SheetReceived event = sheet.event;
        event.at = clock_.now();
        if (const auto done = stations_.happen(*stations_.place_of(station->scoring), event); !done) refuse(done.error());
    }
}

} // namespace kaogong::kiosk::app
