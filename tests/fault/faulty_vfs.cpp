// The shim itself: every method counts, may fail by plan, and otherwise passes on to the system's VFS while noting what is not yet synced.
#include "tests/fault/faulty_vfs.h"

#include "core/base/file.h"
#include "core/base/limits.h"
#include "tests/support/fake_random.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace kaogong::test {
namespace {

struct FaultyFile {
    sqlite3_file base;
    FaultyVfs* owner;
    FaultyVfs::FileState* state; // none for temporary files
    sqlite3_file* real;
};

using Call = FaultyVfs::Call;

FaultyFile& faulty(sqlite3_file* file) {
    return *reinterpret_cast<FaultyFile*>(file);
}
FaultyVfs& owner(sqlite3_vfs* vfs) {
    return *static_cast<FaultyVfs*>(vfs->pAppData);
}

int code_of(Fault fault, int io_error) {
    return fault == Fault::no_space ? SQLITE_FULL : io_error;
}

void note(FaultyFile& file, FaultyVfs::Change change) {
    if (file.state != nullptr) file.state->pending.push_back(std::move(change));
}

void apply(const FaultyVfs::Change& change, Bytes& content) {
    const auto offset = static_cast<std::size_t>(change.offset);
    if (change.truncates) return content.resize(std::min(content.size(), offset));
    content.resize(std::max(content.size(), offset + change.data.size()));
    std::copy(change.data.begin(), change.data.end(), content.begin() + change.offset);
}

int write_through(FaultyFile& file, const void* data, int size, sqlite3_int64 offset) {
    const int code = file.real->pMethods->xWrite(file.real, data, size, offset);
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    if (code == SQLITE_OK) note(file, {.offset = offset, .data = Bytes(bytes, bytes + size)});
    return code;
}

int x_close(sqlite3_file* file) {
    FaultyFile& own = faulty(file);
    const int code = own.real->pMethods != nullptr ? own.real->pMethods->xClose(own.real) : SQLITE_OK;
    file->pMethods = nullptr;
    return code;
}

int x_read(sqlite3_file* file, void* data, int size, sqlite3_int64 offset) {
    FaultyFile& own = faulty(file);
    if (own.owner->next(Call::read) != Fault::none) return SQLITE_IOERR_READ;
    return own.real->pMethods->xRead(own.real, data, size, offset);
}

int x_write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
    FaultyFile& own = faulty(file);
    const Fault fault = own.owner->next(Call::write);
    if (fault == Fault::none) return write_through(own, data, size, offset);
    if (fault == Fault::short_write || fault == Fault::power_cut) (void)write_through(own, data, size / 2, offset);
    return code_of(fault, SQLITE_IOERR_WRITE);
}

int x_truncate(sqlite3_file* file, sqlite3_int64 size) {
    FaultyFile& own = faulty(file);
    if (own.owner->next(Call::truncate) != Fault::none) return SQLITE_IOERR_TRUNCATE;
    const int code = own.real->pMethods->xTruncate(own.real, size);
    if (code == SQLITE_OK) note(own, {.offset = size, .truncates = true});
    return code;
}

int x_sync(sqlite3_file* file, int) {
    FaultyFile& own = faulty(file);
    // The real sync is left out: this test's disk is the model, and waiting for the machine's would only cost time.
    if (own.owner->next(Call::sync) != Fault::none) return SQLITE_IOERR_FSYNC;
    if (own.state == nullptr) return SQLITE_OK;
    for (const FaultyVfs::Change& change : own.state->pending) apply(change, own.state->durable);
    own.state->pending.clear();
    return SQLITE_OK;
}

int x_file_size(sqlite3_file* file, sqlite3_int64* size) {
    FaultyFile& own = faulty(file);
    if (own.owner->next(Call::size) != Fault::none) return SQLITE_IOERR_FSTAT;
    return own.real->pMethods->xFileSize(own.real, size);
}

int x_lock(sqlite3_file* file, int level) {
    return faulty(file).real->pMethods->xLock(faulty(file).real, level);
}
int x_unlock(sqlite3_file* file, int level) {
    return faulty(file).real->pMethods->xUnlock(faulty(file).real, level);
}
int x_check_reserved_lock(sqlite3_file* file, int* result) {
    return faulty(file).real->pMethods->xCheckReservedLock(faulty(file).real, result);
}
int x_file_control(sqlite3_file* file, int operation, void* argument) {
    return faulty(file).real->pMethods->xFileControl(faulty(file).real, operation, argument);
}
int x_sector_size(sqlite3_file*) {
    return 512;
}
int x_device_characteristics(sqlite3_file*) {
    return 0; // promises nothing: no atomic writes, no power-safe overwrite
}
int x_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    return faulty(file).real->pMethods->xShmMap(faulty(file).real, page, size, extend, memory);
}
int x_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return faulty(file).real->pMethods->xShmLock(faulty(file).real, offset, count, flags);
}
void x_shm_barrier(sqlite3_file* file) {
    faulty(file).real->pMethods->xShmBarrier(faulty(file).real);
}
int x_shm_unmap(sqlite3_file* file, int remove) {
    return faulty(file).real->pMethods->xShmUnmap(faulty(file).real, remove);
}

// Version 2: without xFetch, so that nothing is read or written past this shim through mapped memory.
constexpr sqlite3_io_methods kMethods = {
    .iVersion = 2,
    .xClose = x_close,
    .xRead = x_read,
    .xWrite = x_write,
    .xTruncate = x_truncate,
    .xSync = x_sync,
    .xFileSize = x_file_size,
    .xLock = x_lock,
    .xUnlock = x_unlock,
    .xCheckReservedLock = x_check_reserved_lock,
    .xFileControl = x_file_control,
    .xSectorSize = x_sector_size,
    .xDeviceCharacteristics = x_device_characteristics,
    .xShmMap = x_shm_map,
    .xShmLock = x_shm_lock,
    .xShmBarrier = x_shm_barrier,
    .xShmUnmap = x_shm_unmap,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int x_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    FaultyVfs& own = owner(vfs);
    file->pMethods = nullptr;
    if (own.next(Call::open) != Fault::none) return SQLITE_CANTOPEN;
    FaultyFile& opened = faulty(file);
    opened.owner = &own;
    opened.state = name != nullptr ? &own.state(name) : nullptr;
    opened.real = reinterpret_cast<sqlite3_file*>(&opened + 1);
    const int code = own.real()->xOpen(own.real(), name, opened.real, flags, flags_out);
    if (code == SQLITE_OK) file->pMethods = &kMethods;
    return code;
}

int x_delete(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    FaultyVfs& own = owner(vfs);
    if (own.next(Call::remove) != Fault::none) return SQLITE_IOERR_DELETE;
    own.forget(name);
    return own.real()->xDelete(own.real(), name, sync_folder);
}

int x_access(sqlite3_vfs* vfs, const char* name, int flags, int* result) {
    return owner(vfs).real()->xAccess(owner(vfs).real(), name, flags, result);
}
int x_full_pathname(sqlite3_vfs* vfs, const char* name, int size, char* out) {
    return owner(vfs).real()->xFullPathname(owner(vfs).real(), name, size, out);
}

} // namespace

FaultyVfs::FaultyVfs(const std::string& name) : name_(name), real_(sqlite3_vfs_find(nullptr)), vfs_(std::make_unique<sqlite3_vfs>(*real_)) {
    vfs_->szOsFile = static_cast<int>(sizeof(FaultyFile)) + real_->szOsFile;
    vfs_->pNext = nullptr;
    vfs_->zName = name_.c_str();
    vfs_->pAppData = this;
    vfs_->xOpen = x_open;
    vfs_->xDelete = x_delete;
    vfs_->xAccess = x_access;
    vfs_->xFullPathname = x_full_pathname;
    sqlite3_vfs_register(vfs_.get(), 0);
}

FaultyVfs::~FaultyVfs() {
    sqlite3_vfs_unregister(vfs_.get());
}

void FaultyVfs::arm(Plan plan) {
    files_.clear();
    plan_ = plan;
    calls_ = 0;
    fired_ = false;
}

bool FaultyVfs::applies(Call call) const {
    switch (plan_.fault) {
    case Fault::none: return false;
    case Fault::io_error:
    case Fault::power_cut: return true;
    case Fault::short_write:
    case Fault::no_space: return call == Call::write;
    }
    return false;
}

Fault FaultyVfs::next(Call call) {
    ++calls_;
    const bool stays = plan_.persistence == Persistence::from_then_on || plan_.fault == Fault::power_cut;
    const bool due = calls_ == plan_.at_call || (stays && calls_ > plan_.at_call);
    if (!due || !applies(call)) return Fault::none;
    // Only the first call of a power cut may leave half a sector's worth behind; after it the machine is dark.
    const Fault fault = plan_.fault == Fault::power_cut && fired_ ? Fault::io_error : plan_.fault;
    fired_ = true;
    return fault;
}

FaultyVfs::FileState& FaultyVfs::state(const std::string& path) {
    const auto [at, is_new] = files_.try_emplace(path);
    // What lay there before this VFS saw the file counts as synced.
    if (is_new) {
        if (auto content = read_file(path, kFileSizeMax)) at->second.durable = std::move(*content);
    }
    return at->second;
}

void FaultyVfs::lose_unsynced(std::uint64_t seed) {
    constexpr std::size_t kSector = 512;
    FakeRandom random(seed);
    for (auto& [path, file] : files_) {
        for (const Change& change : file.pending) {
            if (change.truncates) {
                if (random.below(2) == 0) apply(change, file.durable);
                continue;
            }
            for (std::size_t at = 0; at < change.data.size(); at += kSector) {
                if (random.below(2) == 0) continue;
                const std::size_t size = std::min(kSector, change.data.size() - at);
                const auto first = change.data.begin() + static_cast<std::ptrdiff_t>(at);
                apply({.offset = change.offset + static_cast<std::int64_t>(at),
                       .data = Bytes(first, first + static_cast<std::ptrdiff_t>(size))},
                      file.durable);
            }
        }
        file.pending.clear();
        std::error_code failed;
        if (!std::filesystem::exists(path, failed)) continue;
        std::ofstream out(path, std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(file.durable.data()), static_cast<std::streamsize>(file.durable.size()));
    }
    files_.clear();
}

} // namespace kaogong::test
