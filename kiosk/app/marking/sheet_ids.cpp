#include "kiosk/app/marking/sheet_ids.h"

#include "core/record/suite.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr std::string_view kSheetLabel = "kaogong examiner sheet 1";

Hash labelled(std::string_view use, const store::SittingFacts& facts, std::string_view who, std::uint64_t sequence) {
    Bytes input = to_bytes(view(kSheetLabel));
    const auto add = [&](ByteView bytes) { input.insert(input.end(), bytes.begin(), bytes.end()); };
    add(view(use));
    add(facts.record.view());
    add(facts.salt.view());
    add(view(who));
    for (int shift = 56; shift >= 0; shift -= 8) input.push_back(static_cast<std::uint8_t>(sequence >> shift));
    return record::sha256(input);
}

} // namespace

RecordId sheet_id(const store::SittingFacts& facts, std::string_view who, std::uint64_t sequence) {
    const Hash hash = labelled("id", facts, who, sequence);
    RecordId id = facts.record;
    constexpr std::size_t kTimeBytes = 6;
    std::copy(hash.bytes.begin() + kTimeBytes, hash.bytes.begin() + RecordId::kSize, id.bytes.begin() + kTimeBytes);
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x70);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    return id;
}

record::Salt sheet_salt(const store::SittingFacts& facts, std::string_view who, std::uint64_t sequence) {
    record::Salt salt;
    const Hash hash = labelled("salt", facts, who, sequence);
    std::copy_n(hash.bytes.begin(), record::Salt::kSize, salt.bytes.begin());
    return salt;
}

} // namespace kaogong::kiosk::app
