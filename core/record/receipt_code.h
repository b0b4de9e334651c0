// The short code that a candidate takes home: six characters of the record's hash, read aloud and copied by hand without mistakes. It proves
// nothing by itself; it finds the record, and whoever holds the record can compute it again.
#pragma once

#include "core/base/bytes.h"

namespace kaogong::record {

std::string receipt_code(const Hash& record_hash); // without 0 O 1 I L
std::string receipt_qr(const Hash& record_hash);   // "KG1:" code ":" hash in base64url

} // namespace kaogong::record
