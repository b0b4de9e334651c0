// The bytes of score sheets and of the events of a scoring: canonical CBOR with stable numbers (FORMAT.md, Score sheet and Scoring event).
// Reading refuses everything that writing would not have written. Whether a sheet or an event makes sense is core/assessment's business.
#pragma once

#include "core/assessment/practical/scoring_event.h"
#include "core/base/bytes.h"

namespace kaogong::record {

// Errors of encoding: record_value_invalid (a limit). Of decoding: the codes of cbor.h, record_version_unknown, record_value_invalid.
Result<Bytes> encode_sheet(const practical::ScoreSheet& sheet);
Result<practical::ScoreSheet> decode_sheet(ByteView bytes);
Result<Hash> sheet_hash(const practical::ScoreSheet& sheet); // by which records name it

// An event before it is sealed: holds a score in clear. Journalled events only; others are a mistake of the caller. record_too_large where
// no journal could hold it.
Result<Bytes> encode_scoring_event(const practical::ScoringEvent& event);
Result<practical::ScoringEvent> decode_scoring_event(ByteView bytes);

} // namespace kaogong::record
