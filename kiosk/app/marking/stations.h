// The strip of stations that one examiner scores at the same time, at most six, each with its own candidate, journal and half-done touches.
// What was touched belongs to the station whose sheet was drawn when the finger came down: changing the station takes effect after all
// other wishes of the frame, so that no touch can land on the wrong candidate.
#pragma once

#include "core/assessment/practical/own_sheet.h"
#include "core/base/random.h"
#include "kiosk/app/marking/requests.h"
#include "kiosk/app/marking/row_draft.h"

#include <deque>
#include <functional>

namespace kaogong::kiosk::app {

struct StationSetup {
    SittingId scoring;  // its journal
    std::string number; // as it stands on the station: "06"
    std::shared_ptr<const practical::ScoringRules> rules;
    std::vector<practical::ScoringEvent> journal; // what was acknowledged before
    CandidateRef candidate = {};
};

struct Noted { // by whom, and when
    std::string by;
    std::int64_t wall_ms = 0;
    std::string second = {};
};

struct Station {
    SittingId scoring;
    CandidateRef candidate;
    std::string number;
    practical::ScoringState state;
    // Of an own sheet away from the desk: then `state` only mirrors what is entered here, for whoever shows it.
    std::optional<practical::OwnSheetState> own;
    std::map<std::string, RowDraft, std::less<>> drafts; // by row; gone when the row's entry is complete
    // What the journal says and the state does not keep: who touched a row last, confirmed a veto, signed the result when.
    std::map<std::string, Noted, std::less<>> noted;
    std::map<std::string, Noted, std::less<>> confirmed;
    std::map<std::string, std::int64_t, std::less<>> signed_at;
    std::map<std::string, std::int64_t, std::less<>> blind_at;
    std::optional<Noted> decided, tallied;
    std::optional<practical::StationPaused> paused; // while it stands still
    std::vector<practical::RowTrack> compared_rows; // as they stood when the comparison was opened
    std::map<Hash, Noted> pictures;
    std::size_t active_row = 0; // stays the station's own while the examiner is elsewhere
    std::size_t active_field = 0;
    std::uint64_t durable = 0; // the last event that is on the medium
    // Events that were posted and are not durable yet, oldest first.
    std::deque<AppendScoring> unsaved;
    std::optional<Error> refused;

    bool saved() const { return durable + 1 == state.next_sequence; }
};

class Stations {
  public:
    using Post = std::function<void(AppendScoring)>;
    Stations(Clock& clock, std::string examiner, Post post) : clock_(clock), examiner_(std::move(examiner)), post_(std::move(post)) {}

    // Another examiner in front of the same terminal; drafts stay where they are.
    void set_examiner(std::string examiner) { examiner_ = std::move(examiner); }
    const std::string& examiner() const { return examiner_; }

    // Errors: those of fold; scoring_wrong_state for a seventh station or a scoring that stands here already.
    Result<void> add(StationSetup setup);
    // An own sheet of the examiner in front, under that piece code, or under the candidate's name where it is empty.
    Result<void> add_own(StationSetup setup, std::string code);
    // Takes a station off the strip, with its state.
    Station remove(std::size_t place);
    void clear();

    // All wishes of one frame. A refused one is told at its station (refused) and stops none of the others.
    void carry_out(const model::ExaminerCommands& commands);
    // Anything that is not a row's control: starting, pausing, vetoes, hand-in, finishing.
    Result<void> happen(std::size_t place, const practical::ScoringEvent& event);
    // 停电: all of these stations or none.
    Result<void> happen_to(const std::vector<std::size_t>& places, const practical::ScoringEvent& event);
    Result<void> happen_to_all(const practical::ScoringEvent& event);
    // An event that the worker has made durable by itself, together with a signature.
    Result<void> happened(const SittingId& scoring, const practical::ScoringEvent& event);
    void acknowledged(const SittingId& scoring, std::uint64_t sequence);
    // Posts again, in order, what could not be written.
    void post_again();

    void select(std::size_t place);
    void open_row(std::size_t place, std::size_t row); // of the sheet, at its first field
    void refuse(std::size_t place, const Error& why) { stations_[place].refused = why; }
    void forgive(std::size_t place) { stations_[place].refused.reset(); }
    std::size_t current() const { return current_; }
    const std::vector<Station>& all() const { return stations_; }
    const Station* find(const CandidateRef& candidate) const;
    std::optional<std::size_t> place_of(const SittingId& scoring) const;
    bool everything_saved() const;

  private:
    Result<void> carry_out(Station& station, const model::ExaminerCommand& command);
    Result<void> touch_row(Station& station, const RowCommand& command);
    Result<void> undo(Station& station);
    Result<void> take(Station& station, const practical::ScoringEvent& event);
    void apply(Station& station, practical::ScoringStep step, const practical::ScoringEvent& event);
    void post_effects(Station& station, std::vector<practical::ScoringEffect> effects);
    RowAtHand row_at_hand(const Station& station, const practical::ScoreItem& item) const;

    Clock& clock_;
    std::string examiner_;
    Post post_;
    std::vector<Station> stations_;
    std::size_t current_ = 0;
};

// Whether a draft shows every place of its row: kept beside the entry, because the entry alone does not say which places were bad.
bool shows_places(const RowDraft& draft);

} // namespace kaogong::kiosk::app
