#include "core/record/operation_content.h"

#include "core/assessment/practical/check_sheet.h"
#include "core/base/codes/record.h"
#include "core/record/certificate.h"
#include "core/record/signing_key.h"

#include <algorithm>
#include <set>

namespace kaogong::record {
namespace {

Error mismatch(std::string what) {
    return error(codes::package_content_mismatch, std::move(what));
}

struct Credentials {
    const std::string& number;
    const Bytes& certificate;
    const Bytes& signing_key;
};

// A certificate under another's number, or a key that its certificate does not speak of, would only show when somebody wants to sign.
Result<void> check_credentials(const Credentials& person, std::initializer_list<Role> roles) {
    const Certificate certificate = TRY(decode_certificate(person.certificate)).content;
    if (certificate.label != person.number) return mismatch("certificate of " + person.number);
    if (std::find(roles.begin(), roles.end(), certificate.role) == roles.end()) return mismatch("role of " + person.number);
    if (person.signing_key.empty()) return success();
    if (TRY(decode_signing_key(person.signing_key)).key != certificate.key) return mismatch("key of " + person.number);
    return success();
}

Result<void> check_people(const OperationPart& part) {
    std::set<std::string_view> numbers;
    for (const PanelRow& row : part.panel) {
        if (!numbers.insert(row.number).second) return mismatch(row.number + " twice");
        TRY(check_credentials({row.number, row.certificate, row.signing_key}, {row.chief ? Role::chief : Role::examiner}));
    }
    for (const ResultSignerRow& row : part.signers) {
        // Examiner and supervisor exclude each other (domain.md, forbidden role pairs).
        if (!numbers.insert(row.number).second) return mismatch(row.number + " twice");
        TRY(check_credentials({row.number, row.certificate, row.signing_key}, {Role::supervisor, Role::site_chief, Role::centre_admin}));
    }
    std::vector<practical::PanelMember> seated;
    for (const PanelRow& row : part.panel)
        if (!row.reserve) seated.push_back({.examiner = row.number, .chief = row.chief});
    const practical::PanelRules rules{
        .size_min = static_cast<std::size_t>(part.panel_size_min), .senior_from = part.senior_from, .organisation = part.organisation};
    const practical::PanelSession session{
        .occupation = part.spec.occupation.code, .level = part.spec.level, .now_ms = part.session.start_ms};
    return practical::check_panel(rules, session, seated, TRY(examiner_cards(part)));
}

Result<void> check_sheets(const OperationPart& part) {
    std::set<std::string_view> ids;
    for (const practical::ScoreSheet& sheet : part.sheets) {
        if (!ids.insert(sheet.id).second) return mismatch("sheet " + sheet.id + " twice");
        const auto faults = practical::check_sheet(sheet);
        if (!faults.empty()) return error(faults.front().code, sheet.id + ": " + faults.front().what);
        if (sheet.occupation.code != part.spec.occupation.code || sheet.level != part.spec.level) return mismatch("level of " + sheet.id);
    }
    return success();
}

bool has_sheet(const OperationPart& part, const std::string& id) {
    return std::any_of(part.sheets.begin(), part.sheets.end(), [&](const practical::ScoreSheet& sheet) { return sheet.id == id; });
}

Result<void> check_documents(const OperationPart& part) {
    std::set<std::string_view> figures;
    for (const Figure& figure : part.figures)
        if (!figures.insert(figure.name).second) return mismatch("picture " + figure.name + " twice");
    for (const OperationDocument& document : part.documents) {
        if (!has_sheet(part, document.sheet)) return mismatch("sheet of " + document.id);
        for (const std::string& figure : document.figures)
            if (!figures.contains(figure)) return mismatch("picture " + figure);
    }
    return success();
}

Result<void> check_candidates(const OperationPart& part) {
    std::set<CandidateRef> roster, once;
    std::set<std::string_view> tickets;
    for (const RosterRow& row : part.roster)
        if (!roster.insert(row.candidate).second || !tickets.insert(row.admission_ticket).second) return mismatch("a candidate twice");
    for (const OperationCandidate& row : part.candidates) {
        if (!roster.contains(row.candidate)) return mismatch("a candidate who is not on the roster");
        if (!once.insert(row.candidate).second) return mismatch("a candidate twice");
        if (!has_sheet(part, row.sheet)) return mismatch("sheet " + row.sheet);
    }
    return success();
}

// A station that two terminals lead would have two clocks, one that nobody leads none.
Result<void> check_desks(const OperationPart& part) {
    std::set<TerminalId> terminals;
    std::set<int> led;
    for (const Desk& desk : part.desks) {
        if (!terminals.insert(desk.terminal).second) return mismatch("terminal " + desk.terminal.hex() + " twice");
        if (desk.stations.empty() || !std::is_sorted(desk.stations.begin(), desk.stations.end()))
            return mismatch("stations of terminal " + desk.terminal.hex());
        for (const int station : desk.stations)
            if (!led.insert(station).second) return mismatch("station " + std::to_string(station) + " led twice");
    }
    for (const OperationCandidate& row : part.candidates)
        if (!part.desks.empty() && !led.contains(row.station)) return mismatch("station " + std::to_string(row.station) + " led by nobody");
    return success();
}

} // namespace

const Desk* desk_of_station(const OperationPart& part, int station) {
    const auto leads = [station](const Desk& desk) { return std::binary_search(desk.stations.begin(), desk.stations.end(), station); };
    const auto desk = std::find_if(part.desks.begin(), part.desks.end(), leads);
    return desk == part.desks.end() ? nullptr : &*desk;
}

Result<std::vector<practical::ExaminerCard>> examiner_cards(const OperationPart& part) {
    std::vector<practical::ExaminerCard> cards;
    for (const PanelRow& row : part.panel) {
        const Certificate certificate = TRY(decode_certificate(row.certificate)).content;
        practical::ExaminerCard card{.number = row.number,
                                     .senior = row.senior,
                                     .scopes = {},
                                     .not_before_ms = certificate.not_before_s * 1'000,
                                     .not_after_ms = certificate.expires_s * 1'000,
                                     .organisation = row.organisation};
        for (const Competence& competence : certificate.competences)
            if (const auto level = assessment::skill_level(competence.level)) card.scopes.push_back({competence.occupation, *level});
        cards.push_back(std::move(card));
    }
    return cards;
}

Result<void> check_operation(const OperationPart& part) {
    TRY(check_sheets(part));
    TRY(check_people(part));
    TRY(check_candidates(part));
    TRY(check_documents(part));
    TRY(check_desks(part));
    if (part.session.end_ms < part.session.start_ms) return mismatch("times of the session");
    return success();
}

} // namespace kaogong::record
