// Limits on everything that grows and is shared by more than one level. A limit that one module alone needs stands in that module.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kaogong {

inline constexpr std::size_t kFileSizeMax = 64u << 20;        // any file that we read whole
inline constexpr std::size_t kPackageSizeMax = 512u << 20;    // a session's package with its pictures
inline constexpr std::size_t kItemsOfPaperMax = 1'000;        // items of one paper
inline constexpr std::size_t kOptionsOfItemMax = 12;          // A to L
inline constexpr std::size_t kCandidatesOfSessionMax = 1'000; // one session of one room
inline constexpr std::size_t kEventsOfSittingMax = 100'000;   // ten a second for nearly three hours
inline constexpr std::size_t kSpoolFilesMax = 10'000;
inline constexpr std::uint64_t kSpoolBytesMax = 1ull << 30;
inline constexpr std::size_t kTextBytesMax = 1u << 20; // one stem, one rule text, one string of a file

} // namespace kaogong
