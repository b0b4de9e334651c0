// The session's package (.kgpk): "KGK1\n", a manifest signed by the bureau's issuer, then sealed parts (age files) one after the other. The
// parts `candidate` and `operation` open on the terminals that the manifest names and on the bureau's response key; the part `keys` on the
// response key and, where the spec asks for a score at the centre, on the terminals too. The candidate part never holds a key. Every way in
// which a package can be wrong has a code.
#pragma once

#include "core/record/age/file.h"
#include "core/record/bundle.h"
#include "core/record/content_codec.h"

namespace kaogong::record {

inline constexpr std::string_view kMagicPackage = "KGK1\n";
inline constexpr std::string_view kTypePackage = "application/vnd.kaogong.package+cose";
inline constexpr std::string_view kContentPackage = "application/vnd.kaogong.package+cbor";
inline constexpr std::string_view kPartCandidate = "candidate";
inline constexpr std::string_view kPartKeys = "keys";
inline constexpr std::string_view kPartOperation = "operation"; // opens on the terminals; sheets, panel and candidates of an operation test
inline constexpr std::size_t kPackagePartsMax = 8;

struct PackagePart {
    std::string name;
    std::uint64_t size = 0; // of the age file, in bytes
    Hash hash;              // SHA-256 of the age file
    bool operator==(const PackagePart&) const = default;
};

struct PackageManifest {
    PackageId id;
    SessionId session;
    std::string occupation; // 职业编码
    assessment::SkillLevel level = assessment::SkillLevel::intermediate;
    Hash spec;
    Hash paper; // where there is no theory test, of the operation part
    CentreId centre;
    std::vector<TerminalId> terminals; // rising, each once
    std::vector<PackagePart> parts;    // in the order in which they follow
    std::int64_t not_before_ms = 0;    // the candidate part may not be opened earlier
    std::int64_t not_after_ms = 0;     // nor later
    Environment environment = Environment::real;
    std::string organisation;
    std::string plan;
    int attempt = 1;
    bool operator==(const PackageManifest&) const = default;
};

// ---- At the bureau

struct PackageTerminal {
    TerminalId id;
    age::Recipient recipient;
};
struct PackagePlan {
    PackageId id;
    std::vector<PackageTerminal> terminals;
    age::Recipient response; // the bureau's
    std::int64_t not_before_ms = 0;
    std::int64_t not_after_ms = 0;
    Environment environment = Environment::real;
    CandidatePart candidate;           // without items where the session has no theory test
    std::vector<assessment::Key> keys; // of all items of the paper, in any order
    std::optional<OperationPart> operation = {};
};
struct PackageIssuer {
    const KeyPair& key;
    std::string_view bureau; // its id, as in the bundle
    std::int64_t issued_at_s = 0;
};
// Errors: package_content_mismatch (an item without key, a key without item, contents that a terminal would refuse), age_key_malformed.
Result<Bytes> build_package(const PackagePlan& plan, const PackageIssuer& issuer, Random& random);

// ---- On the terminal

struct PackageReader {
    const Bundle& bundle;
    CentreId centre;
    TerminalId terminal;
    Environment environment = Environment::real;
};
// A package whose signature, addressees and parts have been verified. Nothing is open yet. Views point into the file that was read.
struct SealedPackage {
    PackageManifest manifest;
    ByteView candidate;
    ByteView keys;
    ByteView operation; // empty, like the others, where the session has none
};
// Errors: package_malformed, package_issuer, package_signature_bad, package_other_environment, package_other_centre,
// package_other_terminal, package_part_changed, file_too_large.
Result<SealedPackage> read_package(ByteView file, const PackageReader& reader);
// For people: the manifest of a package for any centre, signature and parts verified.
Result<PackageManifest> inspect_package(ByteView file, const Bundle& bundle);

// Errors: package_too_early, package_expired, those of age::open and of decoding, package_content_mismatch.
Result<CandidatePart> open_candidate_part(const SealedPackage& package, const age::Identity& device, std::int64_t wall_ms);
Result<OperationPart> open_operation_part(const SealedPackage& package, const age::Identity& device, std::int64_t wall_ms);
// To be called only when the submission is sealed. age_no_match where the spec keeps the keys at the bureau.
Result<KeyPart> open_key_part(const SealedPackage& package, const age::Identity& identity);

} // namespace kaogong::record
