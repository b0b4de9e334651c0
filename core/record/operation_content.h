// What a session's package carries for an operation test: score sheets, panel, today's candidates, the three documents. Plain data; its
// bytes are content_codec.h, its seal is package.h. It is complete in itself, so that a terminal in a workshop needs neither a network nor
// a theory paper. Names and numbers in it are treated like those of content.h.
#pragma once

#include "core/assessment/practical/panel.h"
#include "core/record/content.h"
#include "core/record/suite.h"

namespace kaogong::record {

struct PanelRow {
    std::string number; // staff number, as events and certificates name the person
    std::string name;
    bool chief = false;   // 考评组长 of the session
    bool reserve = false; // 备用考评员
    bool senior = false;  // 高级考评员
    std::string organisation;
    Bytes certificate; // by the bureau, with scope and days
    Bytes signing_key; // sealed under PIN and token (signing_key.h); empty where the token brings it
    bool operator==(const PanelRow&) const = default;
};
inline constexpr std::size_t kPanelMax = 64;

// Who signs the result besides the panel: supervisor, site chief.
struct ResultSignerRow {
    std::string number;
    std::string name;
    Bytes certificate;
    Bytes signing_key;
    bool operator==(const ResultSignerRow&) const = default;
};
inline constexpr std::size_t kResultSignersMax = 8;

struct OperationCandidate { // today's candidates, one row each
    CandidateRef candidate;
    std::string sheet;
    int station = 0;                                    // 工位, from 1
    std::int64_t start_ms = 0;                          // planned
    std::vector<std::string> modules;                   // elective ones, where the plan settles them
    std::vector<practical::DeclaredRelation> relations; // 回避; the candidate's name in them is left out
    bool operator==(const OperationCandidate&) const = default;
};

enum class DocumentKind : std::uint8_t { prep_notice = 1, task_paper }; // 考核准备通知单, 试题
struct OperationDocument {
    std::string id;
    DocumentKind kind = DocumentKind::task_paper;
    std::string sheet;
    assessment::LocalText text;
    std::vector<std::string> figures; // names of drawings
    bool operator==(const OperationDocument&) const = default;
};
inline constexpr std::size_t kSheetsMax = 16;
inline constexpr std::size_t kDocumentsMax = 64;

// A terminal that leads stations: its clock, its journal, the rows noted together. Examiners at other terminals seal their sheets to it.
struct Desk {
    TerminalId terminal;
    PublicKeyBytes sealing;    // its X25519 key
    std::vector<int> stations; // rising, each once
    bool operator==(const Desk&) const = default;
};
inline constexpr std::size_t kDesksMax = 64;

struct OperationPart {
    assessment::AssessmentSpec spec;
    std::vector<practical::ScoreSheet> sheets;
    std::vector<PanelRow> panel;
    std::vector<ResultSignerRow> signers;
    std::vector<OperationCandidate> candidates;
    std::vector<OperationDocument> documents;
    std::vector<Figure> figures;
    std::vector<SessionText> texts;
    std::vector<RosterRow> roster;
    std::vector<StaffRow> staff;
    SessionFacts session;
    practical::OrgKind organisation = practical::OrgKind::employer;
    int panel_size_min = 3;
    assessment::SkillLevel senior_from = assessment::SkillLevel::technician;
    std::vector<Desk> desks; // none where one terminal leads all stations
    bool operator==(const OperationPart&) const = default;
};

// The panel's certificates as panel.h judges them. Errors: those of decode_certificate.
Result<std::vector<practical::ExaminerCard>> examiner_cards(const OperationPart& part);
// The terminal that leads this station; null where there are no desks, and the terminal that opened the session leads all.
const Desk* desk_of_station(const OperationPart& part, int station);
// What a terminal demands before it opens a session: sheets without a fault, a panel that may sit (odd, one chief, each within scope and
// days on the day of the session), keys that belong to certificates, every candidate on the roster once and on a sheet that is there, every
// drawing present, every station led by one desk where there are desks. package_content_mismatch names what is wrong; panel_size,
// examiner_out_of_scope.
Result<void> check_operation(const OperationPart& part);

} // namespace kaogong::record
