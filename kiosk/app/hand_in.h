// From a closed sitting to sealed bytes: the submission's file, the marking where the paper's keys may be opened on the spot, the signed record. No I/O; the
// same facts, record id and salt give the same payload.
#pragma once

#include "core/record/content.h"
#include "core/record/package.h"
#include "core/store/results.h"
#include "kiosk/app/device_folder.h"

namespace kaogong::kiosk::app {

struct HandInFacts {
    const record::CandidatePart& part;
    const record::PackageManifest& manifest;
    const record::RosterRow& candidate;
    const assessment::SittingState& state;
    store::SittingFacts sitting;
    std::vector<Bytes> events; // encoded, for the submission
    const record::KeyPart* keys = nullptr; // none: the bureau marks
    TerminalId terminal;
    record::Environment environment = record::Environment::real;
};

struct SealedHandIn {
    store::SealedResult sealed;
    Hash record_hash;
};

// The record as it will be signed: kind theory with every item's points, or submission without any.
Result<record::ResultRecord> hand_in_record(const HandInFacts& facts, const record::KeyId& device, const Hash& answers);
Result<SealedHandIn> seal_hand_in(const HandInFacts& facts, const Device& device, const record::age::Recipient& bureau, Random& random);

} // namespace kaogong::kiosk::app
