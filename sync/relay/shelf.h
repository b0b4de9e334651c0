// The hub's files: parcels that are coming in chunks, complete ones that wait for the bureau, and its answers. Everything is a file of its own,
// written whole or not at all, so that a hub that loses power goes on where it was.
//   DATA/coming/HASH/head, 0, 1, ...    offered; chunks may lack
//   DATA/spool/out/T-HASH.kgp           complete; the carrier (sync/agent) brings it to the bureau
//   DATA/spool/in/T-HASH.kga            the bureau's answer; its parcel is then removed
// HASH names the parcel; T is the first 16 digits of the terminal's id. One thread uses it, but for what
// concerns complete parcels by name, tidy() and waiting().
#pragma once

#include "core/base/file.h"
#include "sync/desk/parcel_desk.h"

#include <map>
#include <optional>

namespace kaogong::relay {

inline constexpr std::size_t kComingMax = 512;                        // parcels on their way in, of all terminals
inline constexpr std::size_t kAnswersMax = 20'000;                    // the oldest make room: the bureau gives the same again
inline constexpr std::uint64_t kFreeBytesMin = std::uint64_t{256} << 20; // below it nothing new is taken

struct ShelfLimits {
    std::size_t coming_max = kComingMax;
    std::size_t answers_max = kAnswersMax;
    std::uint64_t free_bytes_min = kFreeBytesMin;
};

class Shelf {
  public:
    static Result<Shelf> open(const Path& data, ShelfLimits limits = {});

    // What is there of it.
    Result<std::optional<Bytes>> answer(const Hash& parcel) const;
    bool is_complete(const Hash& parcel) const;
    Result<std::optional<Bytes>> head(const Hash& parcel) const;         // of one that is coming
    Result<std::vector<std::uint64_t>> chunks(const Hash& parcel) const; // rising

    // no_space, relay_full.
    Result<void> begin(const Hash& parcel, ByteView head);
    Result<void> add_chunk(const Hash& parcel, std::uint64_t number, ByteView bytes);
    Result<Bytes> joined(const Hash& parcel) const;
    // To the carrier's folder; what was coming goes.
    Result<void> complete(const TerminalId& terminal, const Hash& parcel, ByteView file);
    Result<void> drop_coming(const Hash& parcel);
    Result<void> drop_answer(const Hash& parcel); // a damaged one; the bureau gives it again
    // Of a complete one, by its name in the carrier's folder: whether it still is what it was, and away with one that is not.
    bool is_whole(const std::string& name) const;
    Result<void> drop_parcel(const std::string& name) const;

    // Removes parcels that are answered, and the oldest answers beyond the limit.
    Result<void> tidy();
    std::size_t waiting() const; // complete parcels without an answer

    static std::string name_of(const TerminalId& terminal, const Hash& parcel); // "T-HASH.kgp"

  private:
    Shelf(Path data, ShelfLimits limits) : data_(std::move(data)), limits_(limits) {}
    Path coming(const Hash& parcel) const { return data_ / "coming" / parcel.hex(); }
    std::optional<Path> find(const char* folder, const Hash& parcel, std::string_view end) const;
    Result<void> check_room() const;

    Path data_;
    ShelfLimits limits_;
    std::map<std::string, std::string> senders_; // T by HASH, of all that is or was complete
};

} // namespace kaogong::relay
