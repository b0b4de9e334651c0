// `session.toml`, `staff.toml`, `demo-pins.toml` and the folder of texts.
#include "sync/bank/author_files.h"

#include "core/base/codes/bank.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using record::StaffRole;
using record::StaffRow;

constexpr Word<StaffRole> kRoleWords[] = {{"invigilator", StaffRole::invigilator},
                                          {"exam_staff", StaffRole::exam_staff},
                                          {"site_chief", StaffRole::site_chief},
                                          {"roving_inspector", StaffRole::roving_inspector},
                                          {"internal_supervisor", StaffRole::internal_supervisor},
                                          {"external_supervisor", StaffRole::external_supervisor},
                                          {"centre_admin", StaffRole::centre_admin}};
constexpr std::string_view kTextIds[] = {"rules", "notice", "pledge"}; // in the order in which they are shown
constexpr std::size_t kSessionTextMax = 256u << 10;

void read_centre(TableReader& top, record::SessionFacts& facts, Faults& faults) {
    const TomlValue* table = top.table("centre");
    if (table == nullptr) return;
    TableReader centre(*table, "centre", faults);
    facts.centre_name = centre.sentence("name");
    facts.centre_code = centre.text("code");
    facts.centre = centre.fixed<CentreId>("id");
    // The centre's code begins with its organisation's; what follows is the site.
    facts.organisation = facts.centre_code.substr(0, facts.centre_code.find('-'));
    centre.finish();
}

void read_room(TableReader& top, record::SessionFacts& facts, Faults& faults) {
    const TomlValue* table = top.table("room");
    if (table == nullptr) return;
    TableReader room(*table, "room", faults);
    facts.room_name = room.sentence("name");
    for (const std::int64_t seat : room.integers("seats", {1, record::kSeatMax})) facts.seats.push_back(static_cast<int>(seat));
    std::sort(facts.seats.begin(), facts.seats.end());
    if (std::adjacent_find(facts.seats.begin(), facts.seats.end()) != facts.seats.end()) room.fault("seats", codes::id_repeated);
    if (facts.seats.empty()) room.invalid("seats", "empty");
    room.finish();
}

std::vector<StaffRole> read_roles(TableReader& reader) {
    std::vector<StaffRole> roles;
    for (const std::string& given : reader.texts("roles")) {
        const auto word = std::find_if(std::begin(kRoleWords), std::end(kRoleWords), [&](const auto& w) { return w.word == given; });
        if (word == std::end(kRoleWords))
            reader.invalid("roles", given.substr(0, 32));
        else
            roles.push_back(word->value);
    }
    std::sort(roles.begin(), roles.end());
    if (std::adjacent_find(roles.begin(), roles.end()) != roles.end()) reader.fault("roles", codes::id_repeated);
    if (roles.empty()) reader.invalid("roles", "none");
    return roles;
}

StaffRow read_staff_row(TableReader& reader) {
    StaffRow row;
    row.number = reader.text("number");
    row.name = reader.text("name");
    row.roles = read_roles(reader);
    row.not_before_ms = reader.time_ms("not_before");
    row.not_after_ms = reader.time_ms("not_after");
    if (row.not_after_ms < row.not_before_ms) reader.invalid("not_after", "before not_before");
    reader.finish();
    return row;
}

// Both languages; the Chinese one must be there. Line ends are made LF and blanks at the end cut, so that an editor's habit is no new text.
std::string read_text_file(const Path& path, Faults& faults) {
    const auto content = read_file(path, kSessionTextMax);
    if (!content || !is_utf8(as_text(*content)) || trim(as_text(*content)).empty()) {
        faults.push_back({{}, path.filename().string(), content ? codes::field_value : content.code(), {}});
        return {};
    }
    std::string text;
    for (const char c : trim(as_text(*content)))
        if (c != '\r') text.push_back(c);
    return text;
}

} // namespace

SessionFile read_session_file(const TomlValue& file, const Path& folder, Faults& faults) {
    TableReader top(file, {}, faults);
    SessionFile out;
    if (!check_format(top, "session")) return out;
    out.facts.code = top.text("code");
    out.facts.id = top.fixed<SessionId>("id");
    out.facts.title = top.sentence("title");
    out.spec = path_below(top, "spec", folder);
    out.texts = path_below(top, "texts", folder);
    out.roster = path_below(top, "roster", folder);
    out.staff = path_below(top, "staff", folder);
    out.facts.start_ms = top.time_ms("start");
    out.facts.end_ms = top.time_ms("end");
    if (out.facts.end_ms <= out.facts.start_ms) top.invalid("end", "not after start");
    out.facts.batch = top.text("batch");
    out.facts.plan = top.text("plan");
    if (const TomlValue* operation = top.maybe_value("operation")) out.operation = read_operation_table(*operation, folder, faults);
    // Form and seed make the paper of a theory test, which a session with an operation test may do without.
    if (!out.operation || top.has("form") || top.has("seed")) {
        out.facts.form = top.text("form");
        out.seed = static_cast<std::uint64_t>(top.integer("seed", {1, INT64_MAX}));
    }
    if (top.has("attempt")) out.facts.attempt = static_cast<int>(top.integer("attempt", {1, 100}));
    read_centre(top, out.facts, faults);
    read_room(top, out.facts, faults);
    top.finish();
    return out;
}

std::vector<record::SessionText> read_session_texts(const Path& folder, Faults& faults) {
    std::vector<record::SessionText> texts;
    for (const std::string_view id : kTextIds) {
        const std::string name(id);
        texts.push_back(
            {name, {read_text_file(folder / (name + ".zh-CN.txt"), faults), read_text_file(folder / (name + ".en.txt"), faults)}});
    }
    return texts;
}

std::vector<StaffRow> read_staff_file(const TomlValue& file, Faults& faults) {
    TableReader top(file, {}, faults);
    std::vector<StaffRow> rows;
    if (!check_format(top, "staff")) return rows;
    for (const TomlValue& table : top.tables("staff")) {
        const std::size_t before = faults.size();
        TableReader reader(table, "staff[" + std::to_string(rows.size()) + "]", faults);
        StaffRow row = read_staff_row(reader);
        const auto same = [&](const StaffRow& earlier) { return earlier.number == row.number; };
        if (std::any_of(rows.begin(), rows.end(), same)) reader.fault("number", codes::id_repeated);
        if (faults.size() == before) rows.push_back(std::move(row));
    }
    if (rows.empty()) top.fault("staff", codes::field_missing);
    top.finish();
    return rows;
}

std::map<std::string, Secret> read_demo_pins(const TomlValue& file, Faults& faults) {
    TableReader top(file, {}, faults);
    std::map<std::string, Secret> pins;
    if (!check_format(top, "demo_pins")) return pins;
    for (const TomlValue& table : top.tables("pin")) {
        TableReader reader(table, "pin[" + std::to_string(pins.size()) + "]", faults);
        const std::string number = reader.text("number");
        Secret pin(view(reader.text("pin")));
        if (!record::check_pin(pin)) reader.invalid("pin");
        if (!pins.emplace(number, std::move(pin)).second) reader.fault("number", codes::id_repeated);
        reader.finish();
    }
    top.finish();
    return pins;
}

} // namespace kaogong::bank
