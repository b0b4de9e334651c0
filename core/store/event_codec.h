// The bytes of one event of a sitting, before they are sealed: a canonical CBOR map with stable numbers, told field by field in
// event_codec.cpp. Reading refuses everything that writing would not have written.
#pragma once

#include "core/assessment/sitting.h"
#include "core/base/bytes.h"

namespace kaogong::store {

// A map {0: version, 1: event type, 2: boot id, 3: boot ms, 4: wall ms, ...}. Holds an answer in clear: to be sealed, then wiped.
Bytes encode_event(const assessment::SittingEvent& event);
// Errors: those of the CBOR gate, record_version_unknown, record_value_invalid (a type or number that no event has).
Result<assessment::SittingEvent> decode_event(ByteView bytes);

} // namespace kaogong::store
