#include "sync/bank/remark_file.h"

#include "core/base/codes/bank.h"
#include "sync/bank/remark_parts.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using assessment::RemarkAction;

constexpr Word<RemarkAction> kActionWords[] = {{"void", RemarkAction::leave_out}, {"full", RemarkAction::full}, {"key", RemarkAction::key}};
constexpr std::size_t kAcceptedMax = 64;

// An answer by options, by number or by text, as in a bank file; which one the item takes is asked when it is marked.
std::optional<assessment::Key> read_key(TableReader& reader, const std::string& item) {
    assessment::Key key{.item = item, .answer = assessment::OptionKey{}, .rationale = {}};
    if (reader.has("value")) {
        const assessment::Decimal tolerance = reader.number("tolerance");
        key.answer = assessment::NumericKey{reader.number("value"), tolerance, tolerance};
    } else if (reader.has("accepted")) {
        key.answer = assessment::TextKey{reader.texts("accepted")};
        if (std::get<assessment::TextKey>(key.answer).accepted.size() > kAcceptedMax) reader.invalid("accepted", "too many");
    } else {
        std::vector<std::string> correct = reader.texts("key");
        std::sort(correct.begin(), correct.end());
        key.answer = assessment::OptionKey{std::move(correct)};
    }
    return key;
}

assessment::RemarkItem read_item(const TomlValue& table, std::size_t number, Faults& faults) {
    TableReader reader(table, "item[" + std::to_string(number) + "]", faults);
    assessment::RemarkItem item;
    item.item = reader.text("id");
    item.action = reader.word("action", kActionWords);
    if (item.action == RemarkAction::key) item.key = read_key(reader, item.item);
    reader.finish();
    return item;
}

void read_items(TableReader& top, record::RemarkRule& rule, Faults& faults) {
    const auto tables = top.tables("item");
    if (tables.empty()) top.fault("item", codes::field_missing);
    if (tables.size() > record::kRemarkItemsMax) return top.invalid("item", "more than " + std::to_string(record::kRemarkItemsMax));
    for (std::size_t i = 0; i < tables.size(); ++i) {
        rule.items.push_back(read_item(tables[i], i + 1, faults));
        const auto same = [&](const assessment::RemarkItem& each) { return each.item == rule.items.back().item; };
        if (std::count_if(rule.items.begin(), rule.items.end(), same) > 1)
            top.fault("item", codes::id_repeated, rule.items.back().item.substr(0, 48));
    }
}

} // namespace

record::RemarkRule read_remark_file(const TomlValue& file, Faults& faults) {
    TableReader top(file, {}, faults);
    record::RemarkRule rule;
    if (!check_format(top, "remark")) return rule;
    rule.paper = top.fixed<Hash>("paper");
    if (top.has("sessions")) rule.sessions = read_ids<SessionId>(top, "sessions", kRemarkSessionsMax);
    rule.decision = read_decision(top);
    read_items(top, rule, faults);
    top.finish();
    return rule;
}

} // namespace kaogong::bank
