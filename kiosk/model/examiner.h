// Views of the examiner's other pages: who is there today, is it the right person, may they begin; and after the sheets: blind signature,
// comparison, the signatures of all, the sealed summary.
#pragma once

#include "kiosk/model/examiner_dialogs.h"

namespace kaogong::kiosk::model {

// Sign in, and every signature: the person is fixed (own sheet), or chosen here (second person, change of user).
enum class SignPurpose { sign_in, blind_sheet, second_person, chief, supervisor, tally, result, emergency };
struct SignerView {
    std::string number;
    std::string name;
    std::string role;
    bool token_present = false;
    bool may = true; // else recused, or out of scope; it is shown, and cannot be chosen
    std::string why_not;
};
struct SignView {
    SignPurpose purpose = SignPurpose::sign_in;
    std::string what; // "06 韩立新 · 现场操作", or the veto
    std::string act;  // what a signature brings about, where it is grave: "V1 第 2 次"
    std::string effect;
    std::vector<SignerView> signers;
    std::size_t chosen = 0;
    std::string fingerprint; // of what is signed, first groups
    int rows = 0;            // rows of the own sheet
    std::vector<std::string> own; // what is signed, row by row: "B14  2 / 3"
    bool busy = false;       // Argon2id is at work
    bool wrong = false;
    int tries_left = 0;
    std::int64_t locked_ms = 0;
    bool asks_token = false; // signing needs a token in the reader: while nobody's is there, the page asks for one
    bool emergency_possible = false; // 应急凭证 for the one chosen, who has a key and no token
};

// 应急凭证: why; and when both have signed for it, the PIN, shown once.
struct EmergencyView {
    std::string whom;
    std::string role;
    ReasonChoices reasons;
    std::string pin; // empty: it is asked why
    std::string issued_by;
    LocalTime until{};
};

enum class CandidateState { to_confirm, preparing, ready, keying, scoring, paused, to_compare, to_sign, sealed, held, absent, ended, elsewhere };
struct CandidateLine {
    LocalTime at{};
    std::string station;
    std::string name;
    std::string ticket;
    CandidateState state = CandidateState::to_confirm;
    std::string note; // one sentence
    std::size_t place = 0; // in the day's list, whatever the filter leaves out
};
struct CandidateDetail {
    Picture photo;
    std::string id_number; // masked
    std::string exam;
    std::int64_t duration_min = 0;
    std::string draw;
    std::string panel;
    bool recusal_free = true;
    std::string recusal; // who steps back and who comes instead
    bool drawn = true;   // by lot; else `draw` is what the sheet has
    std::string hold;    // 待定: what is to be done about it; empty: nothing
};
enum class CandidateFilter { all, to_score, to_sign, done };
struct CandidatesView {
    StaffBarView bar;
    std::vector<CandidateLine> lines; // as filtered
    std::array<int, 4> counts{};      // of CandidateFilter
    CandidateFilter filter = CandidateFilter::all;
    std::size_t selected = 0;
    std::optional<CandidateDetail> detail;
    bool practice_possible = false; // 练习: offered beside the list
    std::optional<Code> refused;
};

// Is this the person? Decided by the examiner, with document and photo in hand.
struct PersonCheckView {
    StaffBarView bar;
    CandidateLine line;
    CandidateDetail detail;
    Picture on_site_photo;
    std::optional<Code> refused;
};

// 考前检查: conditions at the station before the clock starts. Not scored rows; those stand on the sheet.
struct PrepCheckView {
    std::string id;
    std::string text;
    Mark mark = Mark::unseen;
};
struct PreparationView {
    StaffBarView bar;
    std::string station;
    std::string name;
    std::vector<PrepCheckView> checks;
    std::string draw; // module or paper form, drawn by lot
    bool draw_needed = true; // else the sheet leaves nothing to the lot, and nobody signs for it
    bool draw_signed = false;
    std::int64_t duration_min = 0;
    std::int64_t extra_min = 0;
    bool can_start = false;
    std::optional<Code> refused;
};

// 评分比对, judgement rows after all have signed blind.
struct CompareCell {
    std::string value;
    bool differs = false;
    bool missing = false; // 待复评
};
struct CompareRow {
    std::string id;
    std::string name;
    std::string limit;
    std::vector<CompareCell> cells; // in the order of the examiners
    std::string spread;
    bool over = false;
    bool arbitrated = false;
};
struct CompareExaminer {
    std::string name;
    bool chief = false;
    bool signed_blind = false;
    int to_do = 0; // rows sent back to them
};
struct CompareView {
    StaffBarView bar;
    std::vector<CompareExaminer> examiners; // three to five
    std::vector<CompareRow> rows;           // as ordered
    bool by_number = false;
    int over_count = 0;
    std::optional<TotalView> total; // once nothing is open any more
    bool self_is_chief = false;
    int own_to_do = 0;      // rows that the person in front scores again
    std::string whose_turn; // who is asked next; empty: nobody
    std::optional<Code> refused;
};

enum class SignatureState { signed_, waiting, next, refused };
struct SignatureLine {
    std::string role;
    std::string name;
    SignatureState state = SignatureState::waiting;
    LocalTime at{};
    std::string key; // fingerprint of the key
    std::string done; // what this person did before: the blind sheet, the decision, the tally
};
enum class SealStage { signing, sealed };
struct SealView {
    StaffBarView bar;
    SealStage stage = SealStage::signing;
    bool tally_due = false; // 核分 comes first: who checks the tally sees neither total nor verdict before
    std::string whom;
    std::string exam;
    TotalView total;
    std::string verdict; // "合格", or why not
    bool passed = true;
    std::vector<std::pair<std::string, std::string>> facts; // module and its points, worked time, pauses, credits
    std::vector<SignatureLine> signatures;
    std::string fingerprint; // of the payload
    int late_changes = 0;
    bool can_print = false;
    std::string printed; // file that was just made
    bool may_refuse = false; // 拒签: whoever is next may refuse, with a note
    ReasonChoices refusal_reasons;
    std::optional<Code> refused;
};

} // namespace kaogong::kiosk::model
