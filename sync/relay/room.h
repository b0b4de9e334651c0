// What a hub knows of its room, for the board that staff look at: told by the parcels that passed through it and by the bureau's answers to them.
// Nothing is decided by it, and losing it loses nothing: it grows again with the next parcels.
#pragma once

#include "core/base/file.h"
#include "core/record/answer.h"
#include "core/record/parcel.h"

#include <map>
#include <set>

namespace kaogong::relay {

inline constexpr std::size_t kPlacesMax = 1'000; // terminals of one hub
inline constexpr std::size_t kAsideMax = 1'000;  // results of one terminal that are put aside

struct Place { // one terminal
    std::string seat;                   // by its certificate: "A-07"
    std::int64_t heard_ms = 0;          // wall clock of the hub when its last parcel came
    std::int64_t last_entry_ms = 0;     // wall clock of the terminal in the last entry heard of
    std::uint64_t entries = 0;          // of its ledger, as far as heard of
    bool session_open = false;
    std::int64_t candidates = 0;        // on the roster of that session
    std::size_t opened = 0, ended = 0;  // sittings and scorings since the session was opened
    std::size_t results = 0;            // sealed, over all that was heard
    std::size_t accepted = 0;           // by the bureau, duplicates among them
    std::size_t put_aside = 0;          // held or quarantined
    std::uint64_t held = 0;             // entries that the bureau holds
    bool operator==(const Place&) const = default;
};

class Room {
  public:
    // What was written last; a damaged file is an empty room.
    static Room read(const Path& file);
    Result<void> write(const Path& file) const;

    // Entries that were heard of before are passed over, so a repeated parcel changes nothing but the time. A gap is jumped.
    void hear(const record::Parcel& parcel, std::string_view seat, std::int64_t now_ms);
    void hear(const record::Answer& answer);

    const std::map<std::string, Place>& places() const { return places_; } // by terminal id in hexadecimal
    std::string to_json(std::int64_t now_ms) const;

  private:
    std::map<std::string, Place> places_;
    struct Told {
        std::uint64_t next = 0;        // verdicts below this place of the ledger are counted
        std::set<std::uint64_t> aside; // places of results that are held or quarantined
    };
    std::map<std::string, Told> told_;
};

} // namespace kaogong::relay
