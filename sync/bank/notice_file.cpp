#include "sync/bank/notice_file.h"

#include "core/base/codes/bank.h"

namespace kaogong::bank {
namespace {

using namespace practical;

constexpr std::int64_t kCountMax = 10'000;
constexpr Word<NeedFrom> kFromWords[] = {{"site", NeedFrom::site}, {"candidate", NeedFrom::candidate}};
constexpr Word<NeedPer> kPerWords[] = {{"candidate", NeedPer::candidate}, {"station", NeedPer::station}, {"room", NeedPer::room}};

Need read_need(TableReader& reader) {
    Need need;
    need.from = reader.word("from", kFromWords);
    need.name = reader.sentence("name");
    need.details = reader.maybe_sentence("details");
    need.unit = reader.sentence("unit");
    need.count = reader.integer("count", {1, kCountMax});
    need.per = reader.word("per", kPerWords);
    reader.finish();
    return need;
}

std::vector<LocalText> read_sentences(TableReader& top, const char* key, Faults& faults) {
    std::vector<LocalText> sentences;
    for (const TomlValue& value : top.tables(key)) {
        TableReader reader(value, std::string(key) + "[" + std::to_string(sentences.size()) + "]", faults);
        sentences.push_back(reader.sentence("text"));
        reader.finish();
    }
    if (sentences.empty()) top.fault(key, codes::field_missing);
    return sentences;
}

} // namespace

PrepNotice read_notice_file(const TomlValue& file, Faults& faults) {
    TableReader top(file, {}, faults);
    PrepNotice notice;
    if (!check_format(top, "prep_notice")) return notice;
    notice.sheet = top.id("sheet");
    notice.title = top.sentence("title");
    for (const TomlValue& value : top.tables("need")) {
        TableReader reader(value, "need[" + std::to_string(notice.needs.size()) + "]", faults);
        notice.needs.push_back(read_need(reader));
    }
    if (notice.needs.empty()) top.fault("need", codes::field_missing);
    notice.room = read_sentences(top, "room", faults);
    notice.remarks = read_sentences(top, "remark", faults);
    top.finish();
    return notice;
}

} // namespace kaogong::bank
