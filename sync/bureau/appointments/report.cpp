// What the commands about appointments print. Persons stand in it by mark and reference alone.
#include "core/base/clock.h"
#include "core/base/codes/outcome.h"
#include "sync/bureau/appointments/appointments.h"
#include "sync/bureau/days.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau::appointments {
namespace {

using nlohmann::ordered_json;

struct StateWords {
    std::string_view word, zh_cn, en;
};
StateWords words_of(AppointmentState state) {
    switch (state) {
    case AppointmentState::ahead: return {"ahead", "未起聘", "ahead"};
    case AppointmentState::current: return {"current", "在聘", "current"};
    case AppointmentState::over: return {"over", "聘期已满", "over"};
    case AppointmentState::ended: break;
    }
    return {"ended", "已终止", "ended"};
}

std::string last_day(std::int64_t until_ms) {
    return day_text(until_ms - kDayMs);
}

} // namespace

std::string_view state_word(AppointmentState state) {
    return words_of(state).word;
}

std::string appointment_json(const AppointmentView& view, std::int64_t at_ms) {
    const record::AppointmentEntry& entry = view.entry();
    ordered_json line{{"number", view.row.number},
                      {"state", state_word(view.state_at(at_ms))},
                      {"person", view.row.subject.hex()},
                      {"candidate", entry.candidate.hex()},
                      {"occupation", entry.occupation},
                      {"level", entry.level},
                      {"outcome_level", view.outcome.key.level},
                      {"organisation", entry.organisation},
                      {"post", entry.post},
                      {"from", day_text(entry.from_ms)},
                      {"until", last_day(entry.until_ms)}};
    if (view.end)
        line["ended"] = {{"last_day", last_day(view.end->entry.until_ms)},
                         {"reason", view.end->entry.reason},
                         {"by", view.end->by},
                         {"at", iso_text(view.end->at_ms, kBureauOffsetMinutes)}};
    line["document"] = entry.document;
    line["outcome"] = view.row.outcome.hex();
    line["outcome_state"] = view.outcome_state;
    if (!entry.certificate.empty()) line["certificate"] = entry.certificate;
    line["plan"] = view.row.plan;
    line["by"] = view.entered.by;
    line["entered_at"] = iso_text(view.entered.at_ms, kBureauOffsetMinutes);
    line["entry"] = view.row.hash.hex();
    line["log_index"] = view.row.log_index;
    return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string appointment_line(const AppointmentView& view, std::int64_t at_ms, Language language) {
    const record::AppointmentEntry& entry = view.entry();
    const StateWords words = words_of(view.state_at(at_ms));
    std::string text = std::to_string(view.row.number) + "  " + std::string(language == Language::en ? words.en : words.zh_cn) + "  " +
                       entry.candidate.hex() + "  " + entry.occupation + " " + std::to_string(entry.level) + "  " + entry.organisation +
                       " " + entry.post + "  " + day_text(entry.from_ms) + " - " + last_day(view.until_ms()) + "  " + entry.document;
    if (view.end) text += "  " + view.end->entry.reason;
    if (view.outcome_state == "replaced") text += "  " + std::string(sentence(codes::outcome_replaced, language).what);
    return text;
}

} // namespace kaogong::bureau::appointments
