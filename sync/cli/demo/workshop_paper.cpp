#include "sync/cli/demo/workshop_paper.h"

#include "core/assessment/practical/hand_entry.h"
#include "core/assessment/practical/keyed_values.h"
#include "core/base/check.h"

namespace kaogong::cli::demo {
namespace {

std::vector<std::string> values_of(const StationPlay& play, const std::string& row) {
    if (row == practical::kTimesRow) return {play.paper->started, play.paper->ended, "0"};
    const practical::ScoreItem* item = play.sheet->find_item(row);
    if (item == nullptr) { // a veto
        const auto times = play.paper->findings.vetoes.find(row);
        return {std::to_string(times == play.paper->findings.vetoes.end() ? 0 : times->second)};
    }
    const auto entry = play.paper->findings.rows.find(row);
    CHECK(entry != play.paper->findings.rows.end()); // readings of the whole sheet
    return practical::keyed_values(*item, entry->second);
}

// The pad goes on to the next open row by itself.
void key_rows(Text& out, const StationPlay& play, const std::string& slip) {
    const auto sheet = std::make_shared<const practical::ScoreSheet>(*play.sheet);
    for (const std::string& row : practical::paper_order(practical::hand_entry_start(sheet, {}))) {
        std::vector<std::string> values = values_of(play, row);
        if (row == slip) values.front() += "0";
        for (const std::string& value : values) out.type(value).line("key enter");
        out.line("wait 50ms");
    }
    out.saved();
}

} // namespace

void key_paper(Text& out, const StationPlay& play) {
    const PaperPlay& paper = *play.paper;
    const Signatory& first = play.panel[0];
    const Signatory& second = play.panel[1];
    out.line("advance " + std::string(kEvening)).line("wait 200ms").tap("begin_examiner").sign(first).wait("next");
    out.tap("candidate_" + std::to_string(paper.line + 1)).line("wait 200ms").tap("paper").wait("paper_camera").line("wait 200ms");
    out.line("shot workshop-paper-photograph").tap("paper_camera").wait("paper").line("wait 500ms");
    out.line("shot workshop-paper-first");
    key_rows(out, play, {});
    out.line("wait 200ms").line("shot workshop-paper-keyed").tap("keying_done").line("wait 200ms").saved();
    out.tap("change_user").sign(second).line("wait 300ms").wait("keyed");
    key_rows(out, play, paper.slip);
    out.tap("keying_done").wait("settle_first").line("wait 200ms").line("shot workshop-paper-differs").tap("settle_first").line("wait 200ms");
    out.tap("settled_sign").sign(first).wait("compare_answer").line("wait 200ms").tap("compare_answer").line("wait 200ms").sign(play.chief);
}

} // namespace kaogong::cli::demo
