// Who signs what the bureau marks: one or more markers 阅卷员, each with an own key and certificate. Record id and salt are drawn from the
// response key and from what is marked, so that marking the same thing twice, here or on another machine, gives the same record.
#pragma once

#include "core/record/age/keys.h"
#include "core/record/signed_result.h"
#include "core/record/signing_key.h"

namespace kaogong::bureau::marking {

struct Marker {
    record::KeyPair key;
    Bytes certificate;
};
struct MarkerFiles {
    Path key;         // sealed, as `kaogong key make` wrote it
    Path certificate; // role bureau_marker
    Path token;       // folder of the token
    Path pin;         // file with the PIN
};
// Errors: those of files, token and key; pin_wrong; certificate_role where it certifies anybody else.
Result<Marker> open_marker(const MarkerFiles& files);

// The record with its signers, id and salt, signed. `cause` is the hash of what made it besides the earlier record, or zeros.
struct MakingOf {
    const record::age::Identity& secret;
    const std::vector<Marker>& markers;
    Hash cause;
    std::int64_t wall_ms = 0;
};
struct MadeResult {
    Hash hash; // record hash
    Bytes signed_result;
};
// `record.earlier` is set. Errors: signature_missing without a marker, those of seal_result.
Result<MadeResult> make_result(record::ResultRecord record, const MakingOf& making);

} // namespace kaogong::bureau::marking
