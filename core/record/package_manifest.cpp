#include "core/record/package_manifest.h"

#include "core/base/codes/record.h"
#include "core/record/wire.h"

#include <algorithm>

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kPackage = 2, kSession = 3, kAssessed = 4, kCentre = 5, kTerminals = 6, kParts = 7, kNotBefore = 8,
                       kNotAfter = 9, kEnvironment = 10, kPlan = 11;

Error malformed(std::string what) {
    return error(codes::package_malformed, std::move(what));
}

Result<void> check(const PackageManifest& manifest) {
    const auto not_rising = [](const TerminalId& a, const TerminalId& b) { return !(a < b); };
    const auto& terminals = manifest.terminals;
    if (terminals.empty() || terminals.size() > age::kRecipientsMax) return malformed("number of terminals");
    if (std::adjacent_find(terminals.begin(), terminals.end(), not_rising) != terminals.end()) return malformed("order of terminals");
    if (manifest.not_after_ms < manifest.not_before_ms) return malformed("times");
    TRY(wire::check_text(manifest.occupation, "occupation"));
    TRY(wire::check_text(manifest.organisation, "organisation"));
    return wire::check_text(manifest.plan, "plan");
}

// A theory paper with its keys, an operation test, or both, in exactly this order: no part can be left out, doubled or slipped in.
Result<void> check_part_names(const std::vector<PackagePart>& parts) {
    const auto named = [&](std::size_t at, std::string_view name) { return parts.size() > at && parts[at].name == name; };
    const bool theory = named(0, kPartCandidate) && named(1, kPartKeys);
    const std::size_t before = theory ? 2 : 0;
    const bool operation = named(before, kPartOperation);
    if ((!theory && !operation) || parts.size() != before + (operation ? 1 : 0)) return malformed("parts");
    return success();
}

Result<PackagePart> read_part(cbor::Reader& reader) {
    PackagePart part;
    TRY(reader.array_of(3));
    part.name = TRY(wire::read_text(reader));
    part.size = TRY(reader.unsigned_integer());
    part.hash = TRY(reader.fixed<Hash>());
    return part;
}

Result<TerminalId> read_terminal(cbor::Reader& reader) {
    TRY(reader.array_of(1));
    return reader.fixed<TerminalId>();
}

Result<void> read_assessed(cbor::Reader& reader, PackageManifest& manifest) {
    TRY(reader.array_of(4));
    manifest.occupation = TRY(wire::read_text(reader));
    manifest.level = TRY(wire::read_enum(reader, assessment::SkillLevel::apprentice, assessment::SkillLevel::chief_technician));
    manifest.spec = TRY(reader.fixed<Hash>());
    manifest.paper = TRY(reader.fixed<Hash>());
    return success();
}

Result<void> read_plan(cbor::Reader& reader, PackageManifest& manifest) {
    TRY(reader.array_of(3));
    manifest.organisation = TRY(wire::read_text(reader));
    manifest.plan = TRY(wire::read_text(reader));
    manifest.attempt = static_cast<int>(TRY(reader.integer_in(1, 100)));
    return success();
}

Result<void> read_fields(cbor::Reader& reader, PackageManifest& manifest) {
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kPackage));
    manifest.id = TRY(reader.fixed<PackageId>());
    TRY(fields.need(kSession));
    manifest.session = TRY(reader.fixed<SessionId>());
    TRY(fields.need(kAssessed));
    TRY(read_assessed(reader, manifest));
    TRY(fields.need(kCentre));
    manifest.centre = TRY(reader.fixed<CentreId>());
    TRY(fields.need(kTerminals));
    for (std::size_t left = TRY(wire::read_list(reader, age::kRecipientsMax)); left > 0; --left)
        manifest.terminals.push_back(TRY(read_terminal(reader)));
    TRY(fields.need(kParts));
    for (std::size_t left = TRY(wire::read_list(reader, kPackagePartsMax)); left > 0; --left)
        manifest.parts.push_back(TRY(read_part(reader)));
    TRY(fields.need(kNotBefore));
    manifest.not_before_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.need(kNotAfter));
    manifest.not_after_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.need(kEnvironment));
    manifest.environment = TRY(wire::read_enum(reader, Environment::real, Environment::practice));
    TRY(fields.need(kPlan));
    TRY(read_plan(reader, manifest));
    return fields.close();
}

} // namespace

Result<Bytes> encode_manifest(const PackageManifest& manifest) {
    TRY(check(manifest));
    TRY(check_part_names(manifest.parts));
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    writer.key(kPackage).bytes(manifest.id.view());
    writer.key(kSession).bytes(manifest.session.view());
    writer.key(kAssessed).array(4).text(manifest.occupation).integer(wire::number(manifest.level));
    writer.bytes(manifest.spec.view()).bytes(manifest.paper.view());
    writer.key(kCentre).bytes(manifest.centre.view());
    writer.key(kTerminals).array(manifest.terminals.size());
    for (const TerminalId& terminal : manifest.terminals) writer.array(1).bytes(terminal.view());
    writer.key(kParts).array(manifest.parts.size());
    for (const PackagePart& part : manifest.parts) writer.array(3).text(part.name).unsigned_integer(part.size).bytes(part.hash.view());
    writer.key(kNotBefore).integer(manifest.not_before_ms);
    writer.key(kNotAfter).integer(manifest.not_after_ms);
    writer.key(kEnvironment).integer(wire::number(manifest.environment));
    writer.key(kPlan).array(3).text(manifest.organisation).text(manifest.plan).integer(manifest.attempt);
    writer.end_map();
    return writer.take();
}

Result<PackageManifest> decode_manifest(ByteView payload) {
    PackageManifest manifest;
    cbor::Reader reader(payload);
    TRY(read_fields(reader, manifest));
    TRY(reader.finish());
    TRY(check(manifest));
    TRY(check_part_names(manifest.parts));
    return manifest;
}

Result<std::vector<ByteView>> cut_parts(const PackageManifest& manifest, ByteView rest) {
    std::vector<ByteView> parts;
    for (const PackagePart& part : manifest.parts) {
        if (part.size > rest.size()) return malformed(part.name + " is cut off");
        parts.push_back(rest.first(part.size));
        rest = rest.subspan(part.size);
        if (sha256(parts.back()) != part.hash) return error(codes::package_part_changed, part.name);
    }
    if (!rest.empty()) return malformed("bytes after the last part");
    return parts;
}

} // namespace kaogong::record
