// A disk that fails on purpose, for SQLite: a VFS over the system's that at the n-th call gives an I/O error, writes only half, says that
// the disk is full, or loses power. After a power cut each file holds what was synced and an arbitrary choice, sector by sector, of what
// was not. One test thread at a time.
#pragma once

#include "core/base/bytes.h"

#include <map>
#include <memory>
#include <string>

struct sqlite3_vfs;

namespace kaogong::test {

enum class Fault { none, io_error, short_write, no_space, power_cut };
enum class Persistence { once, from_then_on };

class FaultyVfs {
  public:
    explicit FaultyVfs(const std::string& name); // the name to give to DbOptions::vfs
    FaultyVfs(const FaultyVfs&) = delete;
    FaultyVfs& operator=(const FaultyVfs&) = delete;
    ~FaultyVfs();

    struct Plan {
        Fault fault = Fault::none;
        std::uint64_t at_call = 0; // counted from 1, from arm()
        Persistence persistence = Persistence::once;
    };
    void arm(Plan plan); // while no database of this VFS is open
    void disarm() { arm({}); }
    std::uint64_t calls() const { return calls_; } // since arm()
    bool fired() const { return fired_; }
    const std::string& name() const { return name_; }

    // To be called when every database of this VFS is closed: makes the files what a disk may hold after the power went.
    void lose_unsynced(std::uint64_t seed);

    // What the functions that SQLite calls need; not for tests.
    struct Change {
        std::int64_t offset = 0;
        Bytes data;
        bool truncates = false;
    };
    struct FileState {
        Bytes durable;
        std::vector<Change> pending;
    };
    enum class Call { open, read, write, truncate, sync, size, remove };
    Fault next(Call call);
    FileState& state(const std::string& path);
    void forget(const std::string& path) { files_.erase(path); }
    sqlite3_vfs* real() const { return real_; }

  private:
    bool applies(Call call) const;

    std::string name_;
    sqlite3_vfs* real_;
    std::unique_ptr<sqlite3_vfs> vfs_;
    Plan plan_;
    std::uint64_t calls_ = 0;
    bool fired_ = false;
    std::map<std::string, FileState> files_;
};

} // namespace kaogong::test
