#include "sync/agent/stick.h"

#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "core/record/suite.h"
#include "core/store/hostile_folder.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kaogong::sync {
namespace {

constexpr std::string_view kParcelEnd = ".KGP";
constexpr std::string_view kAnswerEnd = ".KGA";
constexpr std::string_view kSpoolParcelEnd = ".kgp";
constexpr std::size_t kDigits = 8;
constexpr int kGroupReadable = 0640;
constexpr int kRoundsMax = 16; // of a stick whose parcels wait for one another

class Descriptor {
  public:
    Descriptor(const Path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }

  private:
    int number_;
};

bool is_short_name(std::string_view name, std::size_t length) {
    return name.size() == length &&
           std::all_of(name.begin(), name.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); });
}

bool is_file_name(std::string_view name, std::string_view end) {
    return name.size() == kDigits + end.size() && name.ends_with(end) && is_short_name(name.substr(0, kDigits), kDigits);
}

std::string digits(ByteView bytes) {
    std::string hex = to_hex(bytes).substr(0, kDigits);
    std::transform(hex.begin(), hex.end(), hex.begin(), [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    return hex;
}

// No link: a stick leads nowhere else.
bool is_real_folder(const Path& path) {
    std::error_code failed;
    return std::filesystem::symlink_status(path, failed).type() == std::filesystem::file_type::directory;
}

// What lies in a folder, without a word that is thrown where the stick is pulled meanwhile.
std::optional<std::vector<Path>> inside(const Path& folder) {
    std::vector<Path> found;
    std::error_code failed;
    for (auto each = std::filesystem::directory_iterator(folder, failed); !failed && each != std::filesystem::directory_iterator(); each.increment(failed))
        found.push_back(each->path());
    return failed ? std::nullopt : std::optional(std::move(found));
}

Error gone(const Path& path) {
    return error(codes::stick_gone, path.string());
}

// What was just written is asked of the medium and not of the memory that still holds it.
Result<Bytes> read_from_medium(const Path& path, std::size_t size_max) {
    {
        const Descriptor file(path, O_RDONLY);
        if (file.number() < 0) return gone(path);
        (void)::fsync(file.number());
        (void)::posix_fadvise(file.number(), 0, 0, POSIX_FADV_DONTNEED);
    }
    return read_file(path, size_max);
}

// Parcels in the spool that have no answer yet, each with what its head says.
struct OwnParcels {
    std::vector<ParcelFile> parcels;
    std::size_t malformed = 0;
    std::optional<Error> why;
};
Path answer_in_spool(const Path& data, const std::string& parcel) {
    return data / "spool" / "in" / (parcel.substr(0, parcel.size() - kSpoolParcelEnd.size()) + ".kga");
}
Result<OwnParcels> own_parcels(const Path& data) {
    const Path out_path = data / "spool" / "out";
    std::error_code ignored;
    if (!std::filesystem::is_directory(out_path, ignored)) return error(codes::spool_unusable, out_path.string());
    auto out = TRY(store::HostileFolder::open(out_path));
    OwnParcels own;
    for (const store::FolderFile& file : TRY(out.scan()).files) {
        if (!file.name.ends_with(kSpoolParcelEnd) || std::filesystem::exists(answer_in_spool(data, file.name), ignored)) continue;
        auto parcel = read_parcel_file(file.name, TRY(out.take(file.name, kFileSizeMax)));
        if (parcel) {
            parcel->bytes = {}; // read again when it is its turn: a week of them need not fit into memory
            own.parcels.push_back(std::move(*parcel));
            continue;
        }
        ++own.malformed;
        own.why = parcel.error();
    }
    return own;
}

class Watch {
  public:
    Watch(Clock& clock, const OnStick& on_progress) : clock_(clock), on_progress_(on_progress), begun_ms_(clock.boot_ms()) {}
    void tell(StickReport& report, const Stick& stick) const {
        report.took_ms = clock_.boot_ms() - begun_ms_;
        report.bytes = stick.bytes_written();
        if (on_progress_) on_progress_(report);
    }

  private:
    Clock& clock_;
    const OnStick& on_progress_;
    std::int64_t begun_ms_;
};

void count(StickReport& report, bool is_new) {
    if (is_new)
        ++report.written;
    else
        ++report.there;
}

} // namespace

std::string stick_terminal(const TerminalId& terminal) {
    return digits(terminal.view());
}
std::string stick_name(const Hash& parcel, std::string_view end) {
    return digits(parcel.view()) + std::string(end);
}

// ---- the stick

Result<Stick::Identity> Stick::identity_of(const Path& folder) {
    struct stat facts{};
    if (::stat(folder.c_str(), &facts) != 0 || !S_ISDIR(facts.st_mode)) return error(codes::stick_unusable, folder.string());
    return Identity{static_cast<std::uint64_t>(facts.st_dev), static_cast<std::uint64_t>(facts.st_ino)};
}

Result<Stick> Stick::open(const Path& folder, Use use) {
    const Identity identity = TRY(identity_of(folder));
    if (use == Use::write) {
        const auto made = make_folder(folder / "KAOGONG");
        if (!made && made.code() == codes::no_space) return made.error();
        const bool is_folder = made.ok() && is_real_folder(folder / "KAOGONG");
        if (!is_folder || ::access((folder / "KAOGONG").c_str(), W_OK) != 0) return error(codes::stick_unusable, folder.string());
    }
    return Stick(folder, identity);
}

Result<void> Stick::still_there() const {
    const auto now = identity_of(folder_);
    return now && *now == identity_ ? success() : Result<void>(gone(folder_));
}

Result<std::vector<Stick::File>> Stick::list(std::string_view end) const {
    TRY(still_there());
    std::vector<File> files;
    if (!is_real_folder(folder_ / "KAOGONG")) return files; // a new stick
    const auto terminals = inside(folder_ / "KAOGONG");
    if (!terminals) return gone(folder_);
    for (const Path& terminal : *terminals) {
        const std::string name = terminal.filename().string();
        if (!is_short_name(name, kDigits) || !is_real_folder(terminal)) continue;
        const auto entries = inside(terminal);
        if (!entries) return gone(folder_);
        for (const Path& entry : *entries) {
            const std::string file = entry.filename().string();
            std::error_code failed;
            const bool plain = std::filesystem::symlink_status(entry, failed).type() == std::filesystem::file_type::regular;
            if (!plain || !is_file_name(file, end)) continue;
            if (files.size() == kStickFilesMax) return error(codes::stick_unusable, "more than " + std::to_string(kStickFilesMax) + " files");
            const auto size = std::filesystem::file_size(entry, failed);
            if (!failed) files.push_back({name, file, size});
        }
    }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return std::tie(a.terminal, a.name) < std::tie(b.terminal, b.name); });
    return files;
}

Result<Bytes> Stick::read(const File& file, std::size_t size_max) const {
    auto bytes = read_file(path_of(file.terminal, file.name), size_max);
    if (bytes || bytes.code() == codes::file_too_large) return bytes;
    TRY(still_there());
    return bytes.error();
}

bool Stick::has(const std::string& terminal, const std::string& name) const {
    std::error_code failed;
    return std::filesystem::is_regular_file(std::filesystem::symlink_status(path_of(terminal, name), failed));
}

Result<bool> Stick::write(const std::string& terminal, const std::string& name, ByteView content) {
    TRY(still_there());
    const Path path = path_of(terminal, name);
    written_.push_back({{terminal, name, content.size()}, record::sha256(content)});
    if (has(terminal, name)) {
        const auto known = read_file(path, content.size());
        if (known && equal(*known, content)) return false;
    }
    TRY(make_folder(path.parent_path()));
    if (!is_real_folder(path.parent_path())) return error(codes::stick_unusable, path.parent_path().string());
    const auto written = write_file_atomic(path, content);
    if (!written) {
        std::error_code ignored;
        std::filesystem::remove(Path(path.string() + ".part"), ignored);
        TRY(still_there());
        return written.error();
    }
    bytes_written_ += content.size();
    return true;
}

Result<void> Stick::settle() {
    {
        const Descriptor root(folder_, O_RDONLY | O_DIRECTORY);
        if (root.number() < 0 || ::syncfs(root.number()) != 0) return gone(folder_);
    }
    TRY(still_there());
    for (const Written& each : written_) {
        const Path path = path_of(each.file.terminal, each.file.name);
        const auto bytes = read_from_medium(path, static_cast<std::size_t>(each.file.size));
        TRY(still_there());
        if (!bytes || record::sha256(*bytes) != each.hash) return error(codes::stick_differs, path.string());
    }
    return success();
}

// ---- what is carried

Result<StickReport> export_parcels(const Path& data, Stick& stick, Clock& clock, const OnStick& on_progress) {
    const OwnParcels own = TRY(own_parcels(data));
    StickReport report{.refused = own.malformed, .why = own.why};
    const Watch watch(clock, on_progress);
    auto out = TRY(store::HostileFolder::open(data / "spool" / "out"));
    for (const ParcelFile& parcel : own.parcels) {
        const Bytes bytes = TRY(out.take(parcel.name, kFileSizeMax));
        const bool is_new = TRY(stick.write(stick_terminal(parcel.terminal), stick_name(parcel.id, kParcelEnd), bytes));
        count(report, is_new);
        watch.tell(report, stick);
    }
    TRY(stick.settle());
    watch.tell(report, stick);
    return report;
}

namespace {

struct Brought {
    Stick::File file;
    ParcelFile parcel;
};

// Parcels without an answer beside them, in the order in which the bureau wants them.
Result<std::vector<Brought>> brought_by(const Stick& stick, StickReport& report) {
    std::vector<Brought> brought;
    for (const Stick::File& file : TRY(stick.list(kParcelEnd))) {
        auto bytes = stick.read(file, kFileSizeMax);
        if (!bytes && bytes.code() != codes::file_too_large) return bytes.error();
        auto parcel = bytes ? read_parcel_file(file.name, std::move(*bytes)) : Result<ParcelFile>(bytes.error());
        // A file is called after what it holds, or it is none of ours.
        const bool ours = parcel && stick_name(parcel->id, kParcelEnd) == file.name && stick_terminal(parcel->terminal) == file.terminal;
        if (!ours) {
            ++report.refused;
            report.why = parcel ? error(codes::parcel_malformed, file.name) : parcel.error();
            continue;
        }
        if (stick.has(file.terminal, stick_name(parcel->id, kAnswerEnd))) {
            ++report.there;
            continue;
        }
        parcel->bytes = {};
        brought.push_back({file, std::move(*parcel)});
    }
    std::sort(brought.begin(), brought.end(), [](const Brought& a, const Brought& b) {
        return std::tie(a.file.terminal, a.parcel.first) < std::tie(b.file.terminal, b.parcel.first);
    });
    return brought;
}

} // namespace

namespace {

Exchange carry_one(const Stick& stick, const Stick::File& file, Transport& transport) {
    auto bytes = stick.read(file, kFileSizeMax);
    auto parcel = bytes ? read_parcel_file(file.name, std::move(*bytes)) : Result<ParcelFile>(bytes.error());
    if (!parcel) return {.outcome = Outcome::refused, .why = parcel.error(), .answer = {}};
    return carry(*parcel, transport, [](Sent) {});
}

} // namespace

Result<StickReport> carry_stick(Stick& stick, Transport& transport, Clock& clock, const OnStick& on_progress) {
    StickReport report;
    const Watch watch(clock, on_progress);
    std::vector<Brought> open = TRY(brought_by(stick, report));
    for (int round = 0; round < kRoundsMax && !open.empty(); ++round) {
        std::vector<Brought> again;
        std::size_t refused = 0, answered = 0;
        bool over = false;
        for (Brought& each : open) {
            const Exchange exchange = over ? Exchange{} : carry_one(stick, each.file, transport);
            if (exchange.outcome == Outcome::answered) {
                TRY(stick.write(each.file.terminal, stick_name(each.parcel.id, kAnswerEnd), exchange.answer));
                ++report.written;
                ++answered;
                watch.tell(report, stick);
                continue;
            }
            if (!over) report.why = exchange.why;
            const bool bad = exchange.outcome == Outcome::refused || exchange.outcome == Outcome::frozen || exchange.outcome == Outcome::denied;
            if (bad && !over) {
                ++refused; // of this terminal alone; others on the stick may be good
                continue;
            }
            over = over || exchange.outcome == Outcome::later || exchange.outcome == Outcome::stopped;
            again.push_back(std::move(each));
        }
        report.refused += refused;
        open = std::move(again);
        if (over || answered == 0) break;
    }
    report.left = open.size();
    if (report.left == 0 && report.refused == 0) report.why.reset();
    TRY(stick.settle());
    watch.tell(report, stick);
    return report;
}

Result<StickReport> import_answers(const Path& data, Stick& stick, Clock& clock, const OnStick& on_progress) {
    const OwnParcels own = TRY(own_parcels(data));
    TRY(store::HostileFolder::open(data / "spool" / "in"));
    StickReport report;
    const Watch watch(clock, on_progress);
    for (const ParcelFile& parcel : own.parcels) {
        const Stick::File file{stick_terminal(parcel.terminal), stick_name(parcel.id, kAnswerEnd), 0};
        if (!stick.has(file.terminal, file.name)) {
            ++report.left;
            continue;
        }
        const auto answer = stick.read(file, kStickAnswerMax);
        const auto shape = answer ? check_answer_shape(*answer, parcel) : Result<void>(answer.error());
        if (!shape) {
            ++report.refused;
            report.why = shape.error();
            continue;
        }
        TRY(write_file_atomic(answer_in_spool(data, parcel.name), *answer, {.mode = kGroupReadable}));
        ++report.written;
        watch.tell(report, stick);
    }
    watch.tell(report, stick);
    return report;
}

} // namespace kaogong::sync
