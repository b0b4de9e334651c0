#include "sync/cli/demo/scripts.h"

namespace kaogong::cli::demo {
namespace {

// `$name` in a script stands for a value.
using Places = std::map<std::string, std::string>;

std::string filled(std::string text, const Places& places) {
    for (const auto& [name, value] : places)
        for (std::size_t at = text.find("$" + name); at != std::string::npos; at = text.find("$" + name, at + value.size()))
            text.replace(at, name.size() + 1, value);
    return text;
}

std::string repeated(std::string_view line, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += line;
    return text;
}

// ---- before the clock

std::string sign_in(const record::RosterRow& person) {
    const bool resident = person.document == record::IdentityDocument::resident_id;
    return filled(
        "tap \"###begin_sign_in\"\n"
        "wait \"###ticket\"\n"
        "type \"$ticket\"\n" +
            std::string(resident ? "" : "tap \"###other_document\"\n") +
            "type \"$number\"\n"
            "wait \"###next\"\n"
            "$picture"
            "tap \"###next\"\n"
            "wait \"###confirm\"\n",
        {{"ticket", person.admission_ticket}, {"number", person.identity_number}, {"picture", resident ? "" : "shot sign-in-passport\n"}});
}

constexpr std::string_view kAcceptTexts = R"(tap "###confirm"
tap "###next_text"
tap "###next_text"
tap "###accept"
)";

// Staff sign in on the pad that is open.
std::string staff_pin(const StaffMember& staff) {
    return filled(R"(wait "###staff_number"
type "$number"
key enter
type "$pin"
tap "###staff_confirm"
)",
                  {{"number", staff.number}, {"pin", staff.pin}});
}

// Two seconds over, so that rounding of times never leaves the screen waiting.
std::string to_planned_start(const StageFacts& facts) {
    return "advance " + std::to_string(facts.until_start_ms / 1'000 + 2) + "s\n";
}

// The invigilator compares the person with the document, and gives the word.
std::string start_of_session(const StageFacts& facts) {
    return to_planned_start(facts) + "tap \"###staff\"\n" + staff_pin(facts.invigilator) + R"(tap "###act_identity"
tap "###identity_match"
tap "###act_start"
tap "###start_confirm"
wait "###flag"
)";
}

// The same, looked at: every page of the staff corner before the start.
std::string shown_start_of_session(const StageFacts& facts) {
    return to_planned_start(facts) + "wait 300ms\nshot waiting-for-staff\ntap \"###staff\"\n" + staff_pin(facts.invigilator) +
           R"(wait "###act_identity"
wait 500ms
shot staff-menu
tap "###act_identity"
wait "###identity_match"
shot staff-identity
tap "###identity_doubt"
wait "###staff_number"
shot staff-second-person
tap "###staff_cancel"
wait "###identity_match"
tap "###identity_match"
wait "###act_start"
shot staff-menu-checked
tap "###staff_leave"
wait 300ms
shot waiting-for-word
tap "###staff"
)" + staff_pin(facts.invigilator) +
           R"(tap "###act_start"
wait "###start_confirm"
shot staff-start
tap "###start_confirm"
wait "###flag"
)";
}

std::string before_the_clock(const Actor& actor, const StageFacts& facts) {
    return sign_in(actor.person) + std::string(kAcceptTexts) + start_of_session(facts) + "advance 31m\n";
}

// ---- the end

// From the page of the hand-in; its earliest time was passed right after the start.
constexpr std::string_view kHandIn = R"(tap "###hand_in_first"
tap "###hand_in_second"
wait "###release_seat"
)";

Scene whole_sitting(const Actor& actor, std::string script) {
    Scene scene{.name = std::string(part_key(actor.part)), .script = std::move(script), .files = {}};
    for (std::size_t i = 0; i < actor.performance.walks.size(); ++i)
        scene.files["walk-" + std::to_string(i + 1) + ".plan"] = plan_text(actor.performance.walks[i]);
    return scene;
}

// ---- the five

std::vector<Scene> perfect(const Actor& actor, const StageFacts& facts) {
    std::string script = filled(R"(wait "###begin_sign_in"
shot welcome
tap "###begin_sign_in"
wait "###ticket"
shot sign-in
type "$ticket"
type "$number"
wait "###next"
shot sign-in-complete
tap "###next"
wait "###confirm"
shot confirm
tap "###confirm"
wait "###text_1"
shot text-rules
tap "###next_text"
wait 300ms
shot text-notice
tap "###next_text"
wait 300ms
shot text-pledge
tap "###accept"
wait 500ms
shot waiting
)",
                                {{"ticket", actor.person.admission_ticket}, {"number", actor.person.identity_number}});
    script += shown_start_of_session(facts);
    script += R"(shot question-first
tap "###hand_in"
wait "###refusal_ok"
shot refused-too-early
tap "###refusal_ok"
wait 300ms
advance 31m
play walk-1.plan
wait "###hand_in_first"
shot review-all-answered
tap "###hand_in_first"
wait "###hand_in_second"
shot second-confirmation
tap "###hand_in_cancel"
wait 500ms
tap "###hand_in_first"
tap "###hand_in_second"
wait "###release_seat"
shot handed-in
)";
    return {whole_sitting(actor, script)};
}

// Signs in wrongly twice, tries what the screen offers, and hands in with gaps. This terminal shows the receipt's code.
std::vector<Scene> average(const Actor& actor, const StageFacts& facts) {
    std::string script = filled(R"(tap "###begin_sign_in"
wait "###ticket"
type "$unknown"
type "$number"
tap "###next"
wait "###refusal_ok"
shot refused-unknown-number
tap "###refusal_ok"
tap "###back"
tap "###begin_sign_in"
wait "###ticket"
type "$other_ticket"
type "$other_number"
tap "###next"
wait "###refusal_ok"
shot refused-other-seat
tap "###refusal_ok"
tap "###back"
)",
                                {{"unknown", "992611210999"},
                                 {"number", actor.person.identity_number},
                                 {"other_ticket", facts.other->admission_ticket},
                                 {"other_number", facts.other->identity_number}});
    script += before_the_clock(actor, facts);
    script += R"(tap "###text_size"
wait 300ms
shot text-large
tap "###text_size"
wait 300ms
shot text-small
tap "###text_size"
tap "###theme"
wait 300ms
shot theme-dark
tap "###theme"
wait 300ms
shot theme-high-contrast
tap "###theme"
tap "###hide_time"
wait 300ms
shot time-hidden
tap "###hide_time"
tap "###fold"
wait "###unfold"
shot column-folded
tap "###unfold"
play walk-1.plan
wait "###back_to_answering"
shot review-some-open
tap "###back_to_answering"
tap "###answer"
wait "###key_done"
shot keyboard
key enter
tap "###next"
wait "###back_to_answering"
)";
    return {whole_sitting(actor, script + std::string(kHandIn) + "shot handed-in-with-code\n")};
}

std::vector<Scene> killed(const Actor& actor, const StageFacts& facts) {
    const int before = facts.items / 2;
    Scene first = whole_sitting(actor, before_the_clock(actor, facts) + "play walk-1.plan " + std::to_string(before) +
                                           "\ntap \"###next\"\nwait saved\nkill\n");
    first.name += "-until-kill";
    first.ending = Expect::killed;
    const std::string release = filled(R"(wait "###release_candidate"
shot resume
tap "###release_candidate"
wait "###staff_number"
shot staff-pin
type "$number"
key enter
type "111112"
tap "###staff_confirm"
wait 2s
wait "###staff_number"
shot staff-pin-wrong
type "$pin"
shot staff-pin-typed
tap "###staff_confirm"
wait "###release_confirm"
tap "###reason_machine"
shot staff-release
tap "###release_confirm"
wait "###flag"
shot resumed
)",
                                       {{"number", facts.invigilator.number}, {"pin", facts.invigilator.pin}});
    Scene second = whole_sitting(actor, release + "play walk-1.plan\nwait \"###back_to_answering\"\n" + std::string(kHandIn));
    second.name += "-resumed";
    return {first, second};
}

std::vector<Scene> too_slow(const Actor& actor, const StageFacts& facts) {
    const std::string script = filled(R"(play walk-1.plan
wait "###back_to_answering"
tap "###back_to_answering"
wait "###flag"
advance $untilnoticem
wait 500ms
shot notice-15-minutes
advance 10m
wait 500ms
shot notice-5-minutes
advance 5m
shot time-up
wait "###release_seat"
shot collected-at-zero
)",
                                      {{"untilnotice", std::to_string(facts.minutes - 31 - 15)}});
    return {whole_sitting(actor, before_the_clock(actor, facts) + script)};
}

std::vector<Scene> changing(const Actor& actor, const StageFacts& facts) {
    std::string walk = R"(play walk-1.plan
wait "###back_to_answering"
shot review-flagged
tap "###flagged_*"
wait "###flag"
shot question-flagged
play turn-pages.plan
wait "###back_to_answering"
tap "###back_to_answering"
wait "###flag"
tap "###filter_flagged"
wait 300ms
shot filter-flagged
tap "###filter_unanswered"
wait 300ms
shot filter-unanswered
tap "###filter_all"
)";
    walk += repeated("tap \"###previous\"\nwait 60ms\n", facts.items - 1);
    walk += R"(play walk-2.plan
wait "###back_to_answering"
shot review-after-changes
tap "###unanswered_*"
wait "###flag"
shot question-cleared
tap "###hand_in"
wait "###back_to_answering"
)";
    Scene scene = whole_sitting(actor, "tap \"###language\"\n" + before_the_clock(actor, facts) + walk + std::string(kHandIn));
    // A plan without a line answers nothing: it leads to the last question, wherever it begins.
    scene.files["turn-pages.plan"] = "# only turns pages\n";
    return {scene};
}

} // namespace

std::string script_to_first_question(const record::RosterRow& person, const StageFacts& facts) {
    return sign_in(person) + std::string(kAcceptTexts) + start_of_session(facts);
}

std::vector<Scene> scenes_of(const Actor& actor, const StageFacts& facts) {
    switch (actor.part) {
    case Part::perfect: return perfect(actor, facts);
    case Part::average: return average(actor, facts);
    case Part::killed: return killed(actor, facts);
    case Part::too_slow: return too_slow(actor, facts);
    case Part::changing: break;
    }
    return changing(actor, facts);
}

Scene delivery_scene(const StageFacts& facts) {
    std::string script = "wait delivered\ntap \"###release_seat\"\n" + staff_pin(facts.invigilator);
    script += R"(expect "###begin_sign_in" ""
shot seat-released
tap "###staff"
)";
    script += staff_pin(facts.invigilator);
    script += R"(tap "###act_export"
wait 500ms
shot staff-exported
tap "###act_close"
wait "###close_confirm"
shot staff-close
tap "###close_confirm"
wait "###staff_leave"
expect notice ""
shot staff-menu-closed
wait 2s
tap "###staff_leave"
wait "###staff"
shot session-closed
wait delivered
)";
    return {.name = "delivered", .script = script, .files = {}};
}

} // namespace kaogong::cli::demo
