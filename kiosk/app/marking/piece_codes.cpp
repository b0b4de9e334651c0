#include "kiosk/app/marking/piece_codes.h"

#include "core/record/suite.h"

#include <set>

namespace kaogong::kiosk::app {
namespace {

constexpr std::string_view kLabel = "kaogong piece code 1";
constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::uint64_t kNumbers = 100;
constexpr int kDrawsMax = 10'000; // far more than there are codes

std::string drawn(const OperationContent& content, const CandidateRef& candidate, int attempt, int draw) {
    Bytes input = to_bytes(view(kLabel));
    const auto add = [&](ByteView bytes) { input.insert(input.end(), bytes.begin(), bytes.end()); };
    add(content.part.session.id.view());
    add(candidate.view());
    add(view(std::to_string(attempt) + "/" + std::to_string(draw)));
    const Hash hash = record::sha256(input);
    std::uint64_t lot = 0;
    for (std::size_t i = 0; i < sizeof lot; ++i) lot = lot << 8 | hash.bytes[i];
    const std::uint64_t number = lot / kLetters.size() % kNumbers;
    return std::string(1, kLetters[lot % kLetters.size()]) + "-" + (number < 10 ? "0" : "") + std::to_string(number);
}

} // namespace

std::string piece_code(const OperationContent& content, const CandidateRef& candidate, int attempt, const std::function<bool(const std::string&)>& in_use) {
    std::string code;
    for (int draw = 0; draw < kDrawsMax; ++draw) {
        code = drawn(content, candidate, attempt, draw);
        if (!in_use(code)) break;
    }
    return code;
}

std::map<CandidateRef, std::string> piece_codes(const OperationContent& content) {
    std::map<CandidateRef, std::string> codes;
    std::set<std::string> used;
    for (const record::OperationCandidate& row : content.part.candidates) {
        codes[row.candidate] = piece_code(content, row.candidate, 0, [&](const std::string& code) { return used.contains(code); });
        used.insert(codes[row.candidate]);
    }
    return codes;
}

} // namespace kaogong::kiosk::app
