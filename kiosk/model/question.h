// The view of answering: one item in full, the number column, the time and what the paper allows. Built anew whenever the record moves; a
// screen keeps nothing of it. Numbers of items are those the candidate sees (1-based); commands name items and options by their ids.
#pragma once

#include "kiosk/model/common.h"

namespace kaogong::kiosk::model {

enum class ItemKind { single, multiple, open_multiple, true_false, numeric, short_text };

// saved means durable on disk: it is set only after the commit of this very answer came back.
enum class SaveState { none, saving, saved };
enum class OptionState { unselected, selected_saving, selected_saved };

struct OptionView {
    std::string id;
    std::string letter; // "A": the place of the option on this candidate's paper; empty for true/false
    std::string text;
    Picture figure;
    OptionState state = OptionState::unselected;
};

// Why a wrong or partial choice loses the points, so that the head of the item can say it (spec: marking of multiple choice).
enum class MarkingHint { none, all_or_nothing, partial, negative };

struct ItemView {
    std::string id;
    int number = 0;
    ItemKind kind = ItemKind::single;
    int points = 0; // hundredths
    MarkingHint marking = MarkingHint::none;
    std::string stem;
    Picture figure;
    // A case: material shared by several items, shown in the left pane.
    std::string material;
    Picture material_figure;
    std::vector<OptionView> options;
    // Numeric and short text: what is recorded, its unit, and the longest answer that is taken, in characters.
    std::string answer;
    std::string unit;
    int answer_length_max = 0;
    SaveState answer_state = SaveState::none;
    bool flagged = false;
    bool answered = false;
};

struct CellView {
    bool answered = false;
    bool flagged = false;
};

// Items of one type stand together on the paper: first..last are numbers, inclusive.
struct GroupView {
    ItemKind kind = ItemKind::single;
    bool is_case = false;
    int first = 1;
    int last = 1;
};

// Tools appear only where the paper allows them; text size is always there.
struct ToolsView {
    bool theme = false;
    bool hide_time = false;
    bool leave_screen = false; // 暂离
};

struct NoticeView {
    int minutes_left = 0; // 15 or 5, from the spec; it is in the view for 8 seconds
};

struct QuestionView {
    CandidateBarView bar;
    ItemView item;
    std::vector<GroupView> groups;
    std::vector<CellView> cells; // cells[n - 1] is number n
    ToolsView tools;
    TextSize text_size = TextSize::medium;
    Theme theme = Theme::light;
    bool can_open_hand_in = true;
    bool frozen = false; // time is up: nothing can be touched, the paper is being collected
    bool staff_called = false;
    std::optional<NoticeView> notice;
};

} // namespace kaogong::kiosk::model
