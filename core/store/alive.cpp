// Format of DATA/alive: two slots of one 512-byte sector each. A slot is, little-endian: "KGAL", version u32, counter u64, boot id 16,
// boot ms i64, wall ms i64, sitting 16, active ms i64, then the first 8 bytes of SHA-256 of all before. The whole slot with the larger
// counter is the truth; a slot of zeros is none.
#include "core/store/alive.h"

#include "core/base/codes/base.h"
#include "core/record/suite.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>

namespace kaogong::store {
namespace {

constexpr std::size_t kSlotBytes = 512;
constexpr std::string_view kMagic = "KGAL";
constexpr std::uint64_t kVersion = 1;
constexpr std::size_t kCheckBytes = 8;

using SlotBytes = std::array<std::uint8_t, kSlotBytes>;

struct Slot {
    std::uint64_t counter = 0;
    AliveMark mark;
};

class Packer {
  public:
    explicit Packer(SlotBytes& slot) : slot_(slot) {}
    void bytes(ByteView bytes) {
        std::copy(bytes.begin(), bytes.end(), slot_.begin() + static_cast<std::ptrdiff_t>(at_));
        at_ += bytes.size();
    }
    void number(std::uint64_t value, std::size_t size = 8) {
        for (std::size_t i = 0; i < size; ++i) slot_[at_++] = static_cast<std::uint8_t>(value >> (8 * i));
    }
    void signed_number(std::int64_t value) { number(static_cast<std::uint64_t>(value)); }
    std::size_t size() const { return at_; }

  private:
    SlotBytes& slot_;
    std::size_t at_ = 0;
};

class Unpacker {
  public:
    explicit Unpacker(ByteView slot) : slot_(slot) {}
    ByteView bytes(std::size_t size) {
        at_ += size;
        return slot_.subspan(at_ - size, size);
    }
    template <typename Fixed> Fixed fixed() { return Fixed::from(bytes(Fixed::kSize)).value(); }
    std::uint64_t number(std::size_t size = 8) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) value |= std::uint64_t{slot_[at_++]} << (8 * i);
        return value;
    }
    std::int64_t signed_number() { return static_cast<std::int64_t>(number()); }
    std::size_t size() const { return at_; }

  private:
    ByteView slot_;
    std::size_t at_ = 0;
};

ByteView check_value(const Hash& hash) {
    return hash.view().first(kCheckBytes);
}

SlotBytes pack(const Slot& slot) {
    SlotBytes bytes{};
    Packer packer(bytes);
    packer.bytes(view(kMagic));
    packer.number(kVersion, 4);
    packer.number(slot.counter);
    packer.bytes(slot.mark.at.boot_id.view());
    packer.signed_number(slot.mark.at.boot_ms);
    packer.signed_number(slot.mark.at.wall_ms);
    packer.bytes(slot.mark.sitting.view());
    packer.signed_number(slot.mark.active_ms);
    packer.bytes(check_value(record::sha256(ByteView(bytes).first(packer.size()))));
    return bytes;
}

std::optional<Slot> unpack(ByteView bytes) {
    if (bytes.size() < kSlotBytes) return std::nullopt;
    Unpacker unpacker(bytes);
    if (as_text(unpacker.bytes(kMagic.size())) != kMagic || unpacker.number(4) != kVersion) return std::nullopt;
    Slot slot;
    slot.counter = unpacker.number();
    slot.mark.at.boot_id = unpacker.fixed<BootId>();
    slot.mark.at.boot_ms = unpacker.signed_number();
    slot.mark.at.wall_ms = unpacker.signed_number();
    slot.mark.sitting = unpacker.fixed<SittingId>();
    slot.mark.active_ms = unpacker.signed_number();
    const Hash hash = record::sha256(bytes.first(unpacker.size()));
    if (!equal(check_value(hash), unpacker.bytes(kCheckBytes))) return std::nullopt;
    return slot;
}

std::optional<Slot> newest_slot(ByteView content) {
    std::optional<Slot> newest;
    for (std::size_t at = 0; at < 2 * kSlotBytes && at < content.size(); at += kSlotBytes) {
        const auto slot = unpack(content.subspan(at));
        if (slot && (!newest || slot->counter > newest->counter)) newest = slot;
    }
    return newest;
}

Result<void> write_slot(int file, ByteView bytes, std::uint64_t counter, const Path& path) {
    const auto offset = static_cast<off_t>((counter % 2) * kSlotBytes);
    const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), offset);
    if (written < 0) return errno_error(errno, path);
    if (static_cast<std::size_t>(written) != bytes.size()) return error(codes::no_space, path.filename().string());
    return success();
}

} // namespace

Result<AliveFile> AliveFile::open(const Path& path) {
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.is_open()) return errno_error(errno, path);
    const Bytes content = TRY(read_to_end(file.get(), {.path = path, .size = 2 * kSlotBytes}));
    const auto slot = newest_slot(content);
    return AliveFile(path, std::move(file), slot ? slot->counter : 0);
}

Result<void> AliveFile::write(const AliveMark& mark) {
    ++counter_;
    TRY(write_slot(file_.get(), pack({.counter = counter_, .mark = mark}), counter_, path_));
    const bool same_boot = synced_ && synced_->boot_id == mark.at.boot_id;
    if (same_boot && mark.at.boot_ms - synced_->boot_ms < kSyncEveryMs) return success();
    if (::fdatasync(file_.get()) != 0) return errno_error(errno, path_);
    synced_ = mark.at;
    return success();
}

Result<void> AliveFile::clear() {
    constexpr SlotBytes kNothing{};
    TRY(write_slot(file_.get(), kNothing, 0, path_));
    TRY(write_slot(file_.get(), kNothing, 1, path_));
    if (::fdatasync(file_.get()) != 0) return errno_error(errno, path_);
    return success();
}

Result<std::optional<AliveMark>> read_alive(const Path& path) {
    const auto content = read_file(path, 2 * kSlotBytes);
    if (!content && content.code() == codes::file_missing) return std::optional<AliveMark>();
    if (!content) return content.error();
    const auto slot = newest_slot(*content);
    return slot ? std::optional<AliveMark>(slot->mark) : std::nullopt;
}

} // namespace kaogong::store
