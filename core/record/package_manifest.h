// The manifest of a package as bytes, and the cut of the file into its parts. For core/record's own sources.
#pragma once

#include "core/record/package.h"

namespace kaogong::record {

Result<Bytes> encode_manifest(const PackageManifest& manifest);
Result<PackageManifest> decode_manifest(ByteView payload);

// Each part as its manifest names it: package_part_changed with its name, package_malformed where the lengths do not fill the file.
Result<std::vector<ByteView>> cut_parts(const PackageManifest& manifest, ByteView rest);

} // namespace kaogong::record
