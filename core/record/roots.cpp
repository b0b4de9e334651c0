#include "core/record/roots.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/formats.h"

#include <algorithm>

#include <sodium.h>

namespace kaogong::record {
namespace {

struct Word {
    std::string_view zh_cn;
    std::string_view en;
};

// A byte is a picture: what it is like (high four bits) and what it is (low four). Chosen so that no two sound alike in either language.
constexpr std::array<Word, 16> kLike = {{{"红", "red"},
                                         {"紫", "purple"},
                                         {"蓝", "blue"},
                                         {"绿", "green"},
                                         {"白", "white"},
                                         {"黑", "black"},
                                         {"大", "big"},
                                         {"小", "little"},
                                         {"新", "new"},
                                         {"旧", "old"},
                                         {"高", "tall"},
                                         {"快", "fast"},
                                         {"冷", "cold"},
                                         {"甜", "sweet"},
                                         {"圆", "round"},
                                         {"重", "heavy"}}};
constexpr std::array<Word, 16> kThing = {{{"马", "horse"},
                                          {"山", "mountain"},
                                          {"花", "flower"},
                                          {"鸟", "bird"},
                                          {"船", "boat"},
                                          {"桥", "bridge"},
                                          {"灯", "lamp"},
                                          {"门", "door"},
                                          {"树", "tree"},
                                          {"鱼", "fish"},
                                          {"星", "star"},
                                          {"碗", "bowl"},
                                          {"钟", "clock"},
                                          {"狗", "dog"},
                                          {"河", "river"},
                                          {"虎", "tiger"}}};

constexpr std::string_view kSalt = "kaogong root set";
static_assert(kSalt.size() == crypto_pwhash_argon2id_SALTBYTES);
constexpr std::size_t kMemory = 64u << 20;
constexpr unsigned long long kPasses = 3;

std::string word_text(std::uint8_t word, Language language) {
    const Word &like = kLike[word >> 4], &thing = kThing[word & 15];
    if (language == Language::zh_cn) return std::string(like.zh_cn) + std::string(thing.zh_cn);
    return std::string(like.en) + "-" + std::string(thing.en);
}

Result<std::uint8_t> parse_word(std::string_view text) {
    for (unsigned word = 0; word < 256; ++word)
        for (const Language language : {Language::zh_cn, Language::en})
            if (word_text(static_cast<std::uint8_t>(word), language) == text) return static_cast<std::uint8_t>(word);
    return error(codes::number_malformed, "\"" + std::string(text) + "\" is none of the 256 words");
}

// Separators become blanks and ASCII capitals small, so that one form is left to compare.
std::string plain(std::string_view text) {
    std::string out(text);
    for (const std::string_view separator : {"、", "，", ",", "\n", "\t"})
        for (auto at = out.find(separator); at != std::string::npos; at = out.find(separator)) out.replace(at, separator.size(), " ");
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

} // namespace

Bytes RootSet::encode() const {
    cbor::Writer writer;
    writer.array(4)
        .integer(static_cast<std::int64_t>(suite))
        .integer(static_cast<std::int64_t>(environment))
        .integer(threshold)
        .array(keys.size());
    for (const PublicKeyBytes& key : keys) writer.bytes(key.view());
    return writer.take();
}

Result<std::vector<PublicKey>> RootSet::public_keys(const Suite& using_suite) const {
    std::vector<PublicKey> usable;
    for (const PublicKeyBytes& key : keys) usable.push_back(TRY(PublicKey::from(key, using_suite)));
    return usable;
}

Result<void> RootSet::check(const Suite& using_suite) const {
    if (suite != using_suite.number()) return error(codes::suite_unknown, "suite of the root set");
    if (keys.empty() || keys.size() > kRootsMax) return error(codes::record_value_invalid, "number of root keys");
    if (threshold < 1 || static_cast<std::size_t>(threshold) > keys.size())
        return error(codes::record_value_invalid, "threshold of the root set");
    if (std::adjacent_find(keys.begin(), keys.end(), std::greater_equal<>()) != keys.end())
        return error(codes::record_value_invalid, "order of root keys");
    TRY(public_keys(using_suite));
    return success();
}

RootWords root_words(const RootSet& roots) {
    const Bytes encoded = roots.encode();
    std::array<std::uint8_t, 32> digest{};
    const int failed = crypto_pwhash(digest.data(), digest.size(), reinterpret_cast<const char*>(encoded.data()), encoded.size(),
                                     reinterpret_cast<const unsigned char*>(kSalt.data()), kPasses, kMemory, crypto_pwhash_ALG_ARGON2ID13);
    CHECK(failed == 0); // only for want of 64 MiB of memory
    RootWords words{};
    std::copy_n(digest.begin(), words.size(), words.begin());
    return words;
}

std::string words_text(const RootWords& words, Language language) {
    std::string text;
    for (const std::uint8_t word : words) text += (text.empty() ? "" : " ") + word_text(word, language);
    return text;
}

Result<RootWords> parse_words(std::string_view text) {
    const std::string line = plain(text);
    RootWords words{};
    std::size_t count = 0;
    for (std::size_t at = 0; (at = line.find_first_not_of(' ', at)) != std::string::npos;) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        if (count == words.size()) return error(codes::number_malformed, "more than six words");
        words[count++] = TRY(parse_word(std::string_view(line).substr(at, end - at)));
        at = end;
    }
    if (count != words.size()) return error(codes::number_malformed, std::to_string(count) + " words instead of six");
    return words;
}

} // namespace kaogong::record
