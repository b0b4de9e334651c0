// Invented stations, candidates and score sheets for the examiners' screens: every kind of row, in every state that a row can have.
#pragma once

#include "kiosk/model/examiner_commands.h"
#include "tests/kiosk/support/samples.h"

namespace kaogong::test {

struct ExaminerSamples {
    SampleOptions options;

    kiosk::model::StaffBarView bar(const char* chinese, const char* english) const;
    kiosk::model::StripView strip(std::size_t count) const;
    kiosk::model::SheetView on_site() const;   // steps, counters, ticks, places, judgement, grades, bands, overtime
    kiosk::model::SheetView workpiece() const; // two readers under a piece code
    kiosk::model::ScoreRowView judged_row() const;
    kiosk::model::FinishView finish() const;
    kiosk::model::SignView sign(kiosk::model::SignPurpose purpose) const;
    kiosk::model::CandidatesView candidates() const;
    kiosk::model::PersonCheckView identity() const;
    kiosk::model::PreparationView preparation() const;
    kiosk::model::CompareView compare() const;
    kiosk::model::SealView seal(kiosk::model::SealStage stage) const;

    std::string pick(const char* chinese, const char* english) const { return options.language == Language::en ? english : chinese; }
    // The same, and the longest that is to be expected.
    std::string text(const char* chinese, const char* english) const;
};

} // namespace kaogong::test
