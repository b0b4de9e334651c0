#include "core/record/receipt_code.h"

namespace kaogong::record {

std::string receipt_code(const Hash& record_hash) {
    constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) number = number << 8 | record_hash.bytes[static_cast<std::size_t>(i)];
    std::string code;
    for (int i = 0; i < 6; ++i, number /= kAlphabet.size()) code.push_back(kAlphabet[number % kAlphabet.size()]);
    return code;
}

std::string receipt_qr(const Hash& record_hash) {
    return "KG1:" + receipt_code(record_hash) + ":" + to_base64url(record_hash.view());
}

} // namespace kaogong::record
