// Constants of all signed formats, shared by those who write and those who read. The prose with worked bytes is FORMAT.md beside this
// file. A number here is never used again for something else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kaogong::record {

// First bytes of files that are sequences; the others are one CBOR item.
inline constexpr std::string_view kMagicParcel = "KGP1\n";
inline constexpr std::string_view kMagicAnswer = "KGA1\n";
inline constexpr std::string_view kMagicKit = "KGE1\n";

// Header 16 (typ, RFC 9596): keeps a signature of one kind of document from passing for another.
inline constexpr std::string_view kTypeResult = "application/vnd.kaogong.result+cose";
inline constexpr std::string_view kTypeEntry = "application/vnd.kaogong.entry+cose";
inline constexpr std::string_view kTypeParcel = "application/vnd.kaogong.parcel+cose";
inline constexpr std::string_view kTypeAnswer = "application/vnd.kaogong.answer+cose";
inline constexpr std::string_view kTypeBundle = "application/vnd.kaogong.bundle+cose";
inline constexpr std::string_view kTypeKit = "application/vnd.kaogong.kit+cose";
inline constexpr std::string_view kTypeEnrolment = "application/vnd.kaogong.enrolment+cose";
inline constexpr std::string_view kTypeCertificate = "application/vnd.kaogong.certificate+cwt";
inline constexpr std::string_view kTypeAct = "application/vnd.kaogong.act+cose";
inline constexpr std::string_view kTypeWarrant = "application/vnd.kaogong.warrant+cose";
inline constexpr std::string_view kContentWarrant = "application/vnd.kaogong.warrant+cbor"; // header 3
inline constexpr std::string_view kContentResult = "application/vnd.kaogong.result+cbor"; // header 3

inline constexpr std::int64_t kFormatVersion = 1; // key 1 of every payload but the bundle's, whose key 1 counts bundles

// Limits of single formats.
inline constexpr std::size_t kTextMax = 256;                    // names, codes, addresses inside records, in bytes
inline constexpr std::size_t kEntryBodyMax = 64 * 1024;         // of one ledger entry
inline constexpr std::size_t kEntryMax = kEntryBodyMax + 1024;  // the entry with header and signature
inline constexpr std::size_t kResultMax = 48 * 1024;            // a SignedResult, so that it fits into an entry
inline constexpr std::size_t kWarrantMax = 4 * 1024;            // of an emergency credential, with both signatures
inline constexpr std::size_t kSignersMax = 16;                  // of one result
inline constexpr std::size_t kEvidenceMax = 256;                // hashes of one result
inline constexpr std::size_t kBlobChunkMax = 256 * 1024;        // piece of a blob in a parcel
inline constexpr std::size_t kParcelBlobsMax = 10'000;          //
inline constexpr std::uint64_t kParcelEntriesMax = 10'000'000;  // a ledger file of many years
inline constexpr std::size_t kVerdictsMax = 1'000;              // results and acts that one answer speaks of
inline constexpr std::size_t kRootsMax = 9;                     //
inline constexpr std::size_t kCheckpointMax = 4'096;            // bytes of a signed note with its witnesses
inline constexpr std::int64_t kTimeMaxMs = 253'402'300'799'999; // end of the year 9999

} // namespace kaogong::record
