#include "sync/relay/room.h"

#include "core/record/entry_bodies.h"

#include <nlohmann/json.hpp>

namespace kaogong::relay {
namespace {

using nlohmann::json;
using record::EventType;

constexpr int kFormat = 1;
constexpr std::size_t kRoomBytesMax = 1u << 20;

void open_session(Place& place, const record::Entry& entry) {
    const auto body = record::decode_body<record::SessionBody>(entry.body);
    if (!body) return;
    place.session_open = true;
    place.candidates = body->candidates;
    place.opened = place.ended = 0;
}

void follow(Place& place, const record::Entry& entry) {
    place.last_entry_ms = entry.wall_ms;
    switch (entry.type) {
    case EventType::session_opened: open_session(place, entry); break;
    case EventType::session_closed: place.session_open = false; break;
    case EventType::sitting_opened:
    case EventType::scoring_opened: ++place.opened; break;
    case EventType::sitting_ended:
    case EventType::scoring_ended: ++place.ended; break;
    case EventType::result: ++place.results; break;
    default: break;
    }
}

json place_json(const Place& place) {
    return {{"seat", place.seat},
            {"heard_ms", place.heard_ms},
            {"last_entry_ms", place.last_entry_ms},
            {"entries", place.entries},
            {"session_open", place.session_open},
            {"candidates", place.candidates},
            {"opened", place.opened},
            {"ended", place.ended},
            {"results", place.results},
            {"accepted", place.accepted},
            {"put_aside", place.put_aside},
            {"held", place.held}};
}

// A number that is not there or no number counts as none.
template <typename Number> Number number_in(const json& from, const char* key) {
    const auto found = from.find(key);
    const bool fits = found != from.end() && found->is_number_unsigned() && found->template get<std::uint64_t>() <= std::uint64_t{1} << 53;
    return fits ? found->template get<Number>() : Number{};
}

Place read_place(const json& from) {
    Place place{.heard_ms = number_in<std::int64_t>(from, "heard_ms"),
                .last_entry_ms = number_in<std::int64_t>(from, "last_entry_ms"),
                .entries = number_in<std::uint64_t>(from, "entries"),
                .candidates = number_in<std::int64_t>(from, "candidates"),
                .opened = number_in<std::size_t>(from, "opened"),
                .ended = number_in<std::size_t>(from, "ended"),
                .results = number_in<std::size_t>(from, "results"),
                .accepted = number_in<std::size_t>(from, "accepted"),
                .put_aside = number_in<std::size_t>(from, "put_aside"),
                .held = number_in<std::uint64_t>(from, "held")};
    if (from.contains("seat") && from["seat"].is_string()) place.seat = from["seat"].get<std::string>();
    if (from.contains("session_open") && from["session_open"].is_boolean()) place.session_open = from["session_open"].get<bool>();
    return place;
}

} // namespace

Room Room::read(const Path& file) {
    Room room;
    const auto bytes = read_file(file, kRoomBytesMax);
    if (!bytes) return room;
    const json stored = json::parse(bytes->begin(), bytes->end(), nullptr, false);
    if (!stored.is_object() || stored.value("format", 0) != kFormat || !stored.contains("places") || !stored["places"].is_object()) return room;
    for (const auto& [terminal, from] : stored["places"].items()) {
        if (!from.is_object() || room.places_.size() == kPlacesMax) continue;
        room.places_[terminal] = read_place(from);
        room.told_[terminal].next = number_in<std::uint64_t>(from, "told");
        if (!from.contains("aside") || !from["aside"].is_array()) continue;
        for (const json& index : from["aside"]) {
            if (index.is_number_unsigned()) room.told_[terminal].aside.insert(index.get<std::uint64_t>());
        }
    }
    return room;
}

Result<void> Room::write(const Path& file) const {
    json places = json::object();
    for (const auto& [terminal, place] : places_) {
        places[terminal] = place_json(place);
        const auto told = told_.find(terminal);
        if (told == told_.end()) continue;
        places[terminal]["told"] = told->second.next;
        places[terminal]["aside"] = told->second.aside;
    }
    const std::string text = json{{"format", kFormat}, {"places", places}}.dump(-1, ' ', false, json::error_handler_t::replace);
    return write_file_atomic(file, view(text), {.mode = 0640});
}

void Room::hear(const record::Parcel& parcel, std::string_view seat, std::int64_t now_ms) {
    const std::string terminal = parcel.head.content.terminal.hex();
    if (!places_.contains(terminal) && places_.size() == kPlacesMax) return;
    Place& place = places_[terminal];
    place.seat = seat;
    place.heard_ms = now_ms;
    for (std::size_t i = 0; i < parcel.entries.size(); ++i) {
        const std::uint64_t index = parcel.head.content.first + i;
        if (index < place.entries) continue;
        place.entries = index + 1;
        if (const auto entry = record::decode_entry(parcel.entries[i])) follow(place, entry->content);
    }
}

void Room::hear(const record::Answer& answer) {
    const auto place = places_.find(answer.terminal.hex());
    if (place == places_.end()) return;
    place->second.held = std::max(place->second.held, answer.held);
    Told& told = told_[place->first];
    for (const record::EntryVerdict& verdict : answer.verdicts) {
        const bool good = verdict.verdict == record::Verdict::accepted || verdict.verdict == record::Verdict::duplicate;
        const bool is_new = verdict.index >= told.next;
        if (good && (told.aside.erase(verdict.index) > 0 || is_new)) ++place->second.accepted; // a person may have decided meanwhile
        if (!good && is_new && told.aside.size() < kAsideMax) told.aside.insert(verdict.index);
    }
    if (!answer.verdicts.empty()) told.next = std::max(told.next, answer.verdicts.back().index + 1);
    place->second.put_aside = told.aside.size();
}

std::string Room::to_json(std::int64_t now_ms) const {
    json places = json::array();
    for (const auto& [terminal, place] : places_) {
        json one = place_json(place);
        one["terminal"] = terminal;
        places.push_back(std::move(one));
    }
    return json{{"now_ms", now_ms}, {"places", places}}.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace kaogong::relay
