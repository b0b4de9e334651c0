// Looking into a folder that others write, without trusting anything in it.
#include "core/store/hostile_folder.h"

#include "core/base/codes/base.h"
#include "core/base/codes/store.h"
#include "core/store/descriptor.h"

#include <algorithm>
#include <cerrno>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kaogong::store {
namespace {

constexpr std::string_view kRefused = "refused";
constexpr std::string_view kPart = ".part";
constexpr std::size_t kNameBytesMax = 96;
constexpr std::size_t kEntriesLookedAtMax = 4 * kSpoolFilesMax; // a folder of a million files costs a bounded look, not a minute
constexpr int kFolderMode = 02770;                              // setgid: kiosk and sync are two users of one group

bool is_plain(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '.' ||
           letter == '-' || letter == '_';
}

class Listing {
  public:
    explicit Listing(const Path& path) : stream_(::opendir(path.c_str())) {}
    Listing(const Listing&) = delete;
    Listing& operator=(const Listing&) = delete;
    ~Listing() {
        if (stream_ != nullptr) ::closedir(stream_);
    }
    bool open() const { return stream_ != nullptr; }
    const char* next() {
        const dirent* entry = ::readdir(stream_);
        return entry != nullptr ? entry->d_name : nullptr;
    }

  private:
    DIR* stream_;
};

Result<std::vector<std::string>> names_in(const Path& path, bool& overfull) {
    Listing listing(path);
    if (!listing.open()) return errno_error(errno, path);
    std::vector<std::string> names;
    while (const char* name = listing.next()) {
        const std::string_view text(name);
        if (text == "." || text == ".." || text == kRefused || text.ends_with(kPart)) continue;
        if (names.size() == kEntriesLookedAtMax) {
            overfull = true;
            break;
        }
        names.emplace_back(text);
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string plain_form(const std::string& name) {
    std::string plain;
    for (const char letter : name.substr(0, kNameBytesMax / 2)) plain += is_plain(letter) ? letter : '_';
    return plain;
}

Result<void> ensure_real_folder(const Path& path) {
    // mkdir's mode passes through the umask, so the group's bits are set afterwards, and only on a folder that we made.
    if (::mkdir(path.c_str(), kFolderMode) == 0) {
        if (::chmod(path.c_str(), kFolderMode) != 0) return errno_error(errno, path);
    } else if (errno != EEXIST) {
        return errno_error(errno, path);
    }
    const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!folder.is_open()) return error(codes::spool_unsafe, path.filename().string() + " is not a folder of its own");
    return success();
}

} // namespace

bool is_plain_name(std::string_view name) {
    return !name.empty() && name.size() <= kNameBytesMax && name.front() != '.' && std::all_of(name.begin(), name.end(), is_plain);
}

Result<HostileFolder> HostileFolder::open(const Path& path, FolderLimits limits) {
    TRY(ensure_real_folder(path));
    TRY(ensure_real_folder(path / kRefused));
    return HostileFolder(path, limits);
}

Result<FolderScan> HostileFolder::scan() {
    FolderScan scan;
    std::uint64_t bytes = 0;
    for (const std::string& name : TRY(names_in(path_, scan.overfull))) {
        if (scan.files.size() >= limits_.files_max || bytes >= limits_.bytes_max) {
            scan.overfull = true;
            break;
        }
        if (!TRY(accept(name, scan, bytes))) ++scan.refused;
    }
    return scan;
}

Result<bool> HostileFolder::accept(const std::string& name, FolderScan& scan, std::uint64_t& bytes) {
    struct stat status {};
    if (::lstat((path_ / name).c_str(), &status) != 0) return true; // gone again: not ours to judge
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (!is_plain_name(name) || !S_ISREG(status.st_mode)) {
        TRY(refuse(name, codes::spool_unsafe));
        return false;
    }
    if (size > limits_.file_bytes_max) {
        TRY(refuse(name, codes::file_too_large));
        return false;
    }
    bytes += size;
    scan.files.push_back({.name = name, .size = size});
    return true;
}

Result<Bytes> HostileFolder::take(const std::string& name, std::size_t size_max) {
    if (!is_plain_name(name)) return error(codes::spool_unsafe, plain_form(name));
    // O_NONBLOCK: a pipe put in the file's place must not stop us.
    const Descriptor file(::open((path_ / name).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.is_open()) return errno == ELOOP ? error(codes::spool_unsafe, name) : errno_error(errno, path_ / name);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return errno_error(errno, path_ / name);
    if (!S_ISREG(status.st_mode)) return error(codes::spool_unsafe, name);
    if (static_cast<std::uint64_t>(status.st_size) > size_max) return error(codes::file_too_large, name);
    return read_to_end(file.get(), {.path = path_ / name, .size = static_cast<std::size_t>(status.st_size)});
}

Result<void> HostileFolder::remove(const std::string& name) {
    if (!is_plain_name(name)) return error(codes::spool_unsafe, plain_form(name));
    TRY(remove_file(path_ / name));
    return sync_folder(path_);
}

Result<void> HostileFolder::refuse(const std::string& name, Code code) {
    TRY(drop_oldest_refused());
    const Path target = path_ / kRefused / (plain_form(name) + "." + code_text(code));
    std::error_code failed;
    std::filesystem::remove_all(target, failed); // an earlier one of that name, perhaps a folder
    if (::rename((path_ / name).c_str(), target.c_str()) != 0 && errno != ENOENT) return errno_error(errno, path_ / name);
    return success();
}

Result<void> HostileFolder::drop_oldest_refused() {
    struct Refused {
        std::int64_t changed_ns;
        Path path;
    };
    bool overfull = false;
    std::vector<Refused> all;
    for (const std::string& name : TRY(names_in(path_ / kRefused, overfull))) {
        struct stat status {};
        const Path path = path_ / kRefused / name;
        if (::lstat(path.c_str(), &status) == 0) all.push_back({status.st_ctim.tv_sec * 1'000'000'000 + status.st_ctim.tv_nsec, path});
    }
    if (all.size() < limits_.refused_max) return success();
    std::sort(all.begin(), all.end(), [](const Refused& a, const Refused& b) { return a.changed_ns < b.changed_ns; });
    std::error_code failed;
    for (std::size_t i = 0; i + limits_.refused_max <= all.size(); ++i) std::filesystem::remove_all(all[i].path, failed);
    return success();
}

} // namespace kaogong::store
