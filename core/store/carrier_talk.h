// What the carrier and the kiosk of one terminal tell each other through the spool besides parcels and answers. The carrier reports into seen/:
// one small JSON file a parcel, one for the whole way to the bureau, one for the memory stick. The kiosk wishes into out/: what to do with the
// stick. Reports are hints for people: nothing decides by them, whatever they say is shown and not believed, and losing them loses nothing.
#pragma once

#include "core/base/file.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong::store {

enum class CarryState { sending, answered, waiting, refused, later, denied, frozen };
std::string_view state_name(CarryState state);

struct ParcelProgress {
    std::string file;
    std::string parcel; // id in hexadecimal; empty when the file could not be read
    CarryState state = CarryState::sending;
    std::uint64_t sent = 0; // bytes that the bureau has
    std::uint64_t total = 0;
    std::optional<Error> why;
    std::int64_t at_ms = 0;
};

struct LinkProgress {
    std::string bureau;
    std::int64_t last_contact_ms = 0; // 0: never
    std::int64_t next_try_ms = 0;     // 0: now, or when there is something to send
    std::size_t left = 0;             // parcels not yet answered
    std::optional<Error> why;         // of the last failure, absent after a success
};

enum class StickWork { none, write_parcels, read_answers };
struct StickWish { // out/stick: the newest counts, and each is done once
    StickWork work = StickWork::none;
    std::int64_t number = 0; // rises with every wish of this terminal
    bool operator==(const StickWish&) const = default;
};
struct StickProgress {
    bool there = false; // one stick lies where the carrier looks for them, and can be read
    std::string name;   // of its folder
    StickWish wish;     // the one that the rest is about
    bool running = false;
    std::size_t written = 0; // new on the other side, and read back
    std::size_t known = 0;   // that were there already
    std::size_t refused = 0;
    std::size_t left = 0; // without an answer yet
    std::uint64_t bytes = 0;
    std::int64_t took_ms = 0;
    bool slow = false;
    std::optional<Error> why; // why it was not done, or of the last one refused or left
    bool operator==(const StickProgress& other) const;
};

class CarrierReports {
  public:
    explicit CarrierReports(Path seen) : folder_(std::move(seen)) {}

    Result<void> write(const ParcelProgress& progress) const;
    Result<void> write(const LinkProgress& progress) const;
    Result<void> write(const StickProgress& progress) const;
    Result<void> forget_all_but(const std::vector<std::string>& files) const;

    // The reports as they stand; a damaged one is left out.
    std::vector<ParcelProgress> parcels() const;
    std::optional<LinkProgress> link() const;
    std::optional<StickProgress> stick() const;

  private:
    Path folder_;
};

std::string to_json(const LinkProgress& link, const std::vector<ParcelProgress>& parcels);

// In spool/out, which the kiosk alone writes.
Result<void> wish_of_stick(const Path& out, const StickWish& wish);
std::optional<StickWish> wished_of_stick(const Path& out); // nothing where there is none, or it cannot be read

} // namespace kaogong::store
