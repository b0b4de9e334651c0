// Options that the commands `mark` and `remark` have in common, and where what they made is kept. Private to the program.
#pragma once

#include "core/record/bundle.h"
#include "sync/bureau/command_parts.h"
#include "sync/bureau/marking/room.h"

#include <optional>

namespace kaogong::bureau {

inline constexpr std::string_view kResultEnding = ".kgr";
inline constexpr std::string_view kRuleEnding = ".remark.toml";

struct MarkingOptions {
    marking::RoomFiles files;
    std::optional<Path> out;
    bool json = false;
};

inline void add_marking_options(CLI::App& command, MarkingOptions& options) {
    marking::RoomFiles& files = options.files;
    add_store(command, files.store); // a copy: bureau.db alone in a folder, or a dump that was restored here
    command.add_option("--response-key", files.response_keys, "response.age; several where the bureau has changed it")->required();
    command.add_option("--package", files.packages, "package of a session; several times")->required();
    command.add_option("--marker-key", files.marker_keys, "sealed key of a marker; several times, with as many of the next three");
    command.add_option("--marker-certificate", files.marker_certificates, "his certificate, of role bureau_marker");
    command.add_option("--token", files.tokens, "folder of his token");
    command.add_option("--pin-file", files.pins, "file with his PIN; remove it afterwards");
    command.add_option("--out", options.out, "folder for the signed records, to be entered at the bureau");
    command.add_flag("--json", options.json, "print JSON");
}

// The words let a person compare the copy with the bureau's filing letter: a copy that somebody else made would have others.
inline Result<marking::MarkingRoom> open_marking_room(const MarkingOptions& options) {
    auto room = TRY(marking::MarkingRoom::open(options.files));
    std::fprintf(stderr, "%s\n", record::words_text(record::root_words(room.bundle().roots), Language::en).c_str());
    return room;
}

// A record has one name, so marking again writes nothing new; what lies there was signed before and stays.
inline Result<void> keep_made(const std::optional<Path>& out, const std::optional<marking::MadeResult>& made) {
    if (!out || !made) return success();
    const Path path = *out / (made->hash.hex() + std::string(kResultEnding));
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) return success();
    return write_file_atomic(path, made->signed_result);
}

} // namespace kaogong::bureau
