// Parcels and answers on a memory stick, for centres without a network: written, synced, read back and compared before anybody is told that
// they are there. Any stick carries any terminals' files, names are short enough for FAT, and every byte on it is taken as hostile.
//   KAOGONG/TTTTTTTT/PPPPPPPP.KGP  a parcel: first 8 hexadecimal digits of the terminal's id and of the parcel's
//   KAOGONG/TTTTTTTT/PPPPPPPP.KGA  the bureau's answer to it
#pragma once

#include "sync/agent/exchange.h"

#include "core/base/clock.h"
#include "core/base/file.h"

#include <functional>
#include <optional>
#include <vector>

namespace kaogong::sync {

inline constexpr std::size_t kStickFilesMax = 20'000;           // looked at on one stick
inline constexpr std::size_t kStickAnswerMax = 16u << 20;       // bytes of one answer
inline constexpr std::int64_t kSlowBytesPerS = 2 * 1'000 * 1'000; // a stick below that is worth a warning

class Stick {
  public:
    enum class Use { read, write };
    // stick_unusable: no folder, or one that cannot be written. The stick is known by device and folder from here on.
    static Result<Stick> open(const Path& folder, Use use);

    struct File {
        std::string terminal; // TTTTTTTT
        std::string name;     // PPPPPPPP.KGP
        std::uint64_t size = 0;
        bool operator==(const File&) const = default;
    };
    // Files with that ending, by terminal and name; links, odd names and what is not a file are passed over.
    Result<std::vector<File>> list(std::string_view end) const;
    Result<Bytes> read(const File& file, std::size_t size_max) const; // file_too_large, stick_gone
    bool has(const std::string& terminal, const std::string& name) const;

    // Durable, but not yet read back. False: the same bytes are there already. no_space leaves nothing half written.
    Result<bool> write(const std::string& terminal, const std::string& name, ByteView content);
    // Everything written since the opening is read from the medium again and compared; stick_differs names the first that is not the same,
    // stick_gone where this is no longer the stick that was opened.
    Result<void> settle();
    std::uint64_t bytes_written() const { return bytes_written_; }

  private:
    struct Identity {
        std::uint64_t device = 0, node = 0;
        bool operator==(const Identity&) const = default;
    };
    struct Written {
        File file;
        Hash hash;
    };
    Stick(Path folder, Identity identity) : folder_(std::move(folder)), identity_(identity) {}
    static Result<Identity> identity_of(const Path& folder);
    Result<void> still_there() const;
    Path path_of(const std::string& terminal, const std::string& name) const { return folder_ / "KAOGONG" / terminal / name; }

    Path folder_;
    Identity identity_;
    std::vector<Written> written_;
    std::uint64_t bytes_written_ = 0;
};

std::string stick_terminal(const TerminalId& terminal);          // TTTTTTTT
std::string stick_name(const Hash& parcel, std::string_view end); // PPPPPPPP.KGP

struct StickReport {
    std::size_t written = 0; // parcels or answers, new on the other side and read back
    std::size_t there = 0;   // that were there already
    std::size_t refused = 0; // no parcel, no answer, or refused by the bureau
    std::size_t left = 0;    // without an answer yet
    std::uint64_t bytes = 0;
    std::int64_t took_ms = 0;
    std::optional<Error> why; // of the last one refused or left
    bool slow() const { return bytes > kSlowBytesPerS / 10 && took_ms > 0 && static_cast<std::int64_t>(bytes) * 1'000 / took_ms < kSlowBytesPerS; }
};
using OnStick = std::function<void(const StickReport&)>;

// From DATA/spool/out: every parcel that has no answer yet. The terminal goes on as before; the network may carry the same ones.
Result<StickReport> export_parcels(const Path& data, Stick& stick, Clock& clock, const OnStick& on_progress = {});
// From a stick to the bureau and its answers back onto it: at a machine that has a network, for whichever terminals the stick brings.
Result<StickReport> carry_stick(Stick& stick, Transport& transport, Clock& clock, const OnStick& on_progress = {});
// Into DATA/spool/in: answers to this terminal's own parcels, whose signatures the kiosk then checks.
Result<StickReport> import_answers(const Path& data, Stick& stick, Clock& clock, const OnStick& on_progress = {});

} // namespace kaogong::sync
