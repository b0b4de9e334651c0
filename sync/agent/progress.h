// What sync reports to the people at the centre: one small JSON file a parcel and one for the whole in spool/seen, read by the kiosk's
// centre screen. Hints for people; nothing decides by them, and losing them loses nothing.
#pragma once

#include "sync/agent/exchange.h"

#include "core/base/file.h"

#include <optional>
#include <vector>

namespace kaogong::sync {

enum class ParcelState { sending, answered, waiting, refused, later, denied, frozen };
std::string_view state_name(ParcelState state);

struct ParcelProgress {
    std::string file;
    std::string parcel; // id in hexadecimal; empty when the file could not be read
    ParcelState state = ParcelState::sending;
    Sent sent;
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

class Progress {
  public:
    explicit Progress(Path folder) : folder_(std::move(folder)) {}

    Result<void> write(const ParcelProgress& progress) const;
    Result<void> write(const LinkProgress& progress) const;
    Result<void> forget_all_but(const std::vector<std::string>& files) const;

    // For `status`: the reports as they stand; a damaged one is left out.
    std::vector<ParcelProgress> parcels() const;
    std::optional<LinkProgress> link() const;

  private:
    Path folder_;
};

std::string to_json(const LinkProgress& link, const std::vector<ParcelProgress>& parcels);

} // namespace kaogong::sync
