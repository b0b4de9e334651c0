#include "sync/relay/shelf.h"

#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/record/parcel.h"

#include <algorithm>
#include <sys/statvfs.h>

namespace kaogong::relay {
namespace {

constexpr std::size_t kTerminalDigits = 16;
constexpr std::string_view kParcelEnd = ".kgp", kAnswerEnd = ".kga";
constexpr int kPrivate = 0700, kShared = 0750, kFileMode = 0640;

std::vector<Path> inside(const Path& folder) {
    std::vector<Path> found;
    std::error_code failed;
    for (auto each = std::filesystem::directory_iterator(folder, failed); !failed && each != std::filesystem::directory_iterator(); each.increment(failed))
        found.push_back(each->path());
    return found;
}

bool is_file(const Path& path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

} // namespace

Result<Shelf> Shelf::open(const Path& data, ShelfLimits limits) {
    TRY(make_folder(data, kShared));
    for (const char* name : {"coming", "spool", "spool/out", "spool/in", "spool/seen"}) TRY(make_folder(data / name, kPrivate));
    Shelf shelf(data, limits);
    for (const char* folder : {"out", "in"}) {
        for (const Path& path : inside(data / "spool" / folder)) {
            const std::string stem = path.stem().string();
            const std::size_t dash = stem.find('-');
            if (dash != std::string::npos) shelf.senders_[stem.substr(dash + 1)] = stem.substr(0, dash);
        }
    }
    return shelf;
}

std::string Shelf::name_of(const TerminalId& terminal, const Hash& parcel) {
    return terminal.hex().substr(0, kTerminalDigits) + "-" + parcel.hex() + std::string(kParcelEnd);
}

std::optional<Path> Shelf::find(const char* folder, const Hash& parcel, std::string_view end) const {
    const auto sender = senders_.find(parcel.hex());
    if (sender == senders_.end()) return std::nullopt;
    Path path = data_ / "spool" / folder / (sender->second + "-" + parcel.hex() + std::string(end));
    return is_file(path) ? std::optional(std::move(path)) : std::nullopt;
}

Result<std::optional<Bytes>> Shelf::answer(const Hash& parcel) const {
    const auto path = find("in", parcel, kAnswerEnd);
    if (!path) return std::optional<Bytes>();
    return std::optional(TRY(read_file(*path, kFileSizeMax)));
}

bool Shelf::is_complete(const Hash& parcel) const {
    return find("out", parcel, kParcelEnd).has_value();
}

Result<std::optional<Bytes>> Shelf::head(const Hash& parcel) const {
    const Path path = coming(parcel) / "head";
    if (!is_file(path)) return std::optional<Bytes>();
    return std::optional(TRY(read_file(path, desk::kHeadBytesMax)));
}

Result<std::vector<std::uint64_t>> Shelf::chunks(const Hash& parcel) const {
    std::vector<std::uint64_t> numbers;
    for (const Path& path : inside(coming(parcel))) {
        if (const auto number = parse_integer(path.filename().string(), {.min = 0})) numbers.push_back(static_cast<std::uint64_t>(*number));
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

Result<void> Shelf::check_room() const {
    struct statvfs facts{};
    if (::statvfs(data_.c_str(), &facts) != 0) return errno_error(errno, data_);
    const std::uint64_t free_bytes = std::uint64_t{facts.f_bavail} * facts.f_frsize;
    return free_bytes < limits_.free_bytes_min ? Result<void>(error(codes::no_space, data_.string())) : success();
}

Result<void> Shelf::begin(const Hash& parcel, ByteView head) {
    TRY(check_room());
    if (inside(data_ / "coming").size() >= limits_.coming_max) return error(codes::relay_full, std::to_string(limits_.coming_max));
    TRY(make_folder(coming(parcel), kPrivate));
    return write_file_atomic(coming(parcel) / "head", head, {.mode = kFileMode});
}

Result<void> Shelf::add_chunk(const Hash& parcel, std::uint64_t number, ByteView bytes) {
    TRY(check_room());
    return write_file_atomic(coming(parcel) / std::to_string(number), bytes, {.mode = kFileMode});
}

Result<Bytes> Shelf::joined(const Hash& parcel) const {
    Bytes file;
    for (const std::uint64_t number : TRY(chunks(parcel))) {
        const Bytes part = TRY(read_file(coming(parcel) / std::to_string(number), desk::kChunkBytes));
        file.insert(file.end(), part.begin(), part.end());
    }
    return file;
}

Result<void> Shelf::complete(const TerminalId& terminal, const Hash& parcel, ByteView file) {
    const std::string name = name_of(terminal, parcel);
    TRY(write_file_atomic(data_ / "spool" / "out" / name, file, {.mode = kFileMode}));
    senders_[parcel.hex()] = name.substr(0, kTerminalDigits);
    return drop_coming(parcel);
}

Result<void> Shelf::drop_coming(const Hash& parcel) {
    std::error_code failed;
    std::filesystem::remove_all(coming(parcel), failed);
    return failed ? Result<void>(errno_error(failed.value(), coming(parcel))) : success();
}

Result<void> Shelf::drop_answer(const Hash& parcel) {
    const auto path = find("in", parcel, kAnswerEnd);
    return path ? remove_file(*path) : success();
}

bool Shelf::is_whole(const std::string& name) const {
    const auto file = read_file(data_ / "spool" / "out" / name, desk::kParcelBytesMax);
    const auto parcel = file ? record::open_parcel(*file) : Result<record::Parcel>(file.error());
    return parcel && name_of(parcel->head.content.terminal, parcel->head.id) == name;
}

Result<void> Shelf::drop_parcel(const std::string& name) const {
    return remove_file(data_ / "spool" / "out" / name);
}

Result<void> Shelf::tidy() {
    struct Answer {
        std::filesystem::file_time_type written;
        Path path;
    };
    std::vector<Answer> answers;
    for (const Path& path : inside(data_ / "spool" / "in")) {
        if (path.extension() != kAnswerEnd) continue;
        TRY(remove_file(data_ / "spool" / "out" / (path.stem().string() + std::string(kParcelEnd))));
        std::error_code ignored;
        answers.push_back({std::filesystem::last_write_time(path, ignored), path});
    }
    if (answers.size() <= limits_.answers_max) return success();
    std::sort(answers.begin(), answers.end(), [](const Answer& a, const Answer& b) { return a.written < b.written; });
    for (std::size_t i = 0; i + limits_.answers_max < answers.size(); ++i) TRY(remove_file(answers[i].path));
    return success();
}

std::size_t Shelf::waiting() const {
    const auto files = inside(data_ / "spool" / "out");
    return static_cast<std::size_t>(std::count_if(files.begin(), files.end(), [this](const Path& path) {
        return path.extension() == kParcelEnd && !is_file(data_ / "spool" / "in" / (path.stem().string() + std::string(kAnswerEnd)));
    }));
}

} // namespace kaogong::relay
