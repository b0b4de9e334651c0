#include "sync/measure/machine.h"

#include "core/record/suite.h"
#include "sync/measure/figure.h"

#include <algorithm>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

namespace kaogong::measure {
namespace {

constexpr int kChecksOfCore = 2'000;
constexpr int kHashesOfCore = 64;
constexpr int kRounds = 3;
constexpr std::size_t kHashedBytes = 1u << 20;
constexpr std::size_t kReadBytes = 1u << 20;

template <typename Work> double seconds_on_all_cores(unsigned cores, const Work& work) {
    std::vector<std::thread> threads;
    const double begin_s = seconds_now();
    for (unsigned core = 0; core < cores; ++core) threads.emplace_back(work);
    for (std::thread& thread : threads) thread.join();
    return seconds_now() - begin_s;
}

// Seconds that all cores together need when each does this once: the best of three, since a limit is what can be done when nobody disturbs.
template <typename Work> double best_seconds(unsigned cores, const Work& work) {
    double best_s = seconds_on_all_cores(cores, work);
    for (int round = 1; round < kRounds; ++round) best_s = std::min(best_s, seconds_on_all_cores(cores, work));
    return best_s;
}

unsigned cores_here() {
    return std::max(1u, std::thread::hardware_concurrency());
}

bool write_all(int fd, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return ::fsync(fd) == 0;
}

bool read_all(int fd, std::size_t size) {
    (void)::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    Bytes piece(kReadBytes);
    std::size_t got = 0;
    while (got < size) {
        const ssize_t more = ::pread(fd, piece.data(), piece.size(), static_cast<off_t>(got));
        if (more <= 0) return false;
        got += static_cast<std::size_t>(more);
    }
    return true;
}

} // namespace

double checks_a_second(const record::KeyPair& key, std::size_t message_bytes) {
    const Bytes message(message_bytes, 0x5a);
    const record::Signature signature = key.sign(message);
    const unsigned cores = cores_here();
    const double seconds = best_seconds(cores, [&] {
        for (int i = 0; i < kChecksOfCore; ++i) CHECK(key.public_key().verify(message, signature));
    });
    return cores * static_cast<double>(kChecksOfCore) / seconds;
}

double hashed_bytes_a_second() {
    const Bytes message(kHashedBytes, 0x5a);
    const Hash expected = record::sha256(message);
    const unsigned cores = cores_here();
    const double seconds = best_seconds(cores, [&] {
        for (int i = 0; i < kHashesOfCore; ++i) CHECK(record::sha256(message) == expected);
    });
    return cores * static_cast<double>(kHashesOfCore * kHashedBytes) / seconds;
}

Result<DiskSeconds> move_bytes(const Path& folder, std::size_t size) {
    const Bytes bytes(size, 0x5a);
    const Path path = folder / "kaogong-bench.raw";
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) return errno_error(errno, path);
    const double begin_s = seconds_now();
    const bool written = write_all(fd, bytes);
    const double middle_s = seconds_now();
    const bool good = written && read_all(fd, size);
    const double end_s = seconds_now();
    const int failed = errno;
    ::close(fd);
    ::unlink(path.c_str());
    if (!good) return errno_error(failed, path);
    return DiskSeconds{.write = middle_s - begin_s, .read = end_s - middle_s};
}

double resident_mib(int process) {
    std::ifstream statm("/proc/" + std::to_string(process) + "/statm");
    double whole = 0, resident = 0;
    statm >> whole >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

} // namespace kaogong::measure
