// Sections, keys and values line by line; then what the file as a whole must have.
#include "core/profile/profile_file.h"

#include "core/base/codes/base.h"
#include "core/base/codes/profile.h"
#include "core/base/text.h"
#include "core/profile/schema.h"

#include <algorithm>
#include <array>

namespace kaogong::profile {
namespace {

constexpr std::string_view kEnding = ".profile";
constexpr std::array<std::string_view, 2> kLocales = {"en", "zh_CN"};

class Parser {
  public:
    Parser(ProfileFile& file, Findings& findings) : file_(file), findings_(findings) {}

    void parse(std::string_view text) {
        if (!is_utf8(text)) return fail(codes::text_not_utf8, {});
        if (text.size() > kFileBytesMax) return fail(codes::file_too_large, {});
        const auto lines = split(text, '\n');
        if (lines.size() > kLinesMax) return fail(codes::file_too_large, "more than " + std::to_string(kLinesMax) + " lines");
        if (!is_known_format(lines)) return collect_match_lines(lines);
        for (const std::string_view line : lines) {
            ++line_;
            parse_line(trim(line));
        }
        line_ = 0;
        check_whole();
    }

  private:
    void fail(Code code, std::string what) {
        findings_.push_back({.file = file_.name, .line = line_, .code = code, .what = std::move(what)});
        file_.usable = false;
    }

    // Looked for before anything else: a later format may have sections and values that this program cannot judge.
    bool is_known_format(const std::vector<std::string_view>& lines) {
        for (const std::string_view line : lines) {
            ++line_;
            const auto parts = split(line, '=');
            if (parts.size() != 2 || trim(parts[0]) != "Format") continue;
            const auto format = parse_integer(trim(parts[1]));
            if (format && *format != kFormat) {
                fail(codes::profile_format_unknown, "Format = " + std::to_string(*format));
                return false;
            }
        }
        line_ = 0;
        return true;
    }

    // A file that is refused must still be noticed on the machine that it is meant for, so its match lines are read as far as they can be.
    void collect_match_lines(const std::vector<std::string_view>& lines) {
        bool inside = false;
        for (const std::string_view raw : lines) {
            const std::string_view line = trim(raw);
            if (line.starts_with('[')) inside = line == "[Match]";
            const std::size_t sign = line.find('=');
            if (!inside || sign == std::string_view::npos || trim(line.substr(0, sign)) != "Line") continue;
            if (auto terms = parse_match_line(trim(line.substr(sign + 1)))) file_.match_lines.push_back(std::move(*terms));
        }
    }

    void parse_line(std::string_view line) {
        if (line.empty() || line.front() == '#' || line.front() == ';') return;
        if (line.size() > kLineBytesMax) return fail(codes::profile_line_malformed, "longer than 1000 bytes");
        if (line.front() == '[') return parse_section(line);
        const std::size_t sign = line.find('=');
        if (sign == std::string_view::npos) return fail(codes::profile_line_malformed, std::string(line.substr(0, 60)));
        parse_entry(trim(line.substr(0, sign)), trim(line.substr(sign + 1)));
    }

    void parse_section(std::string_view line) {
        if (line.back() != ']') return fail(codes::profile_line_malformed, std::string(line.substr(0, 60)));
        section_ = std::string(line.substr(1, line.size() - 2));
        section_known_ = is_section(section_);
        if (!section_known_) fail(codes::profile_section_unknown, "[" + section_.substr(0, 60) + "]");
    }

    void parse_entry(std::string_view key, std::string_view value) {
        if (section_.empty()) return fail(codes::profile_line_malformed, "a key before the first section");
        if (!section_known_) return; // said once, at its head
        Entry entry{.section = section_, .key = std::string(key), .value = std::string(value), .line = line_};
        if (const std::size_t bracket = key.find('['); bracket != std::string_view::npos && key.back() == ']') {
            entry.key = std::string(key.substr(0, bracket));
            entry.locale = std::string(key.substr(bracket + 1, key.size() - bracket - 2));
        }
        check_entry(entry);
        file_.entries.push_back(std::move(entry));
    }

    void check_entry(const Entry& entry) {
        const KeyRule* rule = find_rule(entry.section, entry.key);
        const std::string name = entry.section + "." + entry.key;
        if (rule == nullptr) return fail(codes::profile_key_unknown, name);
        const bool known_locale = std::find(kLocales.begin(), kLocales.end(), entry.locale) != kLocales.end();
        if (rule->localized ? !known_locale : !entry.locale.empty())
            return fail(codes::profile_key_unknown, name + "[" + entry.locale + "]");
        if (const Entry* first = file_.find(entry.section, entry.key, entry.locale);
            first != nullptr && rule->presence != Presence::repeated)
            return fail(codes::profile_key_twice, name + ", first in line " + std::to_string(first->line));
        if (const auto checked = check_value(*rule, entry.value); !checked) return fail(checked.code(), checked.error().context);
        if (rule->kind == ValueKind::terms) file_.match_lines.push_back(parse_match_line(entry.value).value());
    }

    void check_whole() {
        for (const KeyRule& rule : schema()) {
            if (rule.presence != Presence::required) continue;
            const std::string name = std::string(rule.section) + "." + std::string(rule.key);
            if (!rule.localized && file_.find(rule.section, rule.key) == nullptr) fail(codes::profile_key_missing, name);
            for (const std::string_view locale : kLocales) {
                if (rule.localized && file_.find(rule.section, rule.key, locale) == nullptr)
                    fail(codes::profile_key_missing, name + "[" + std::string(locale) + "]");
            }
        }
        check_evidence();
        check_id();
        check_scale();
    }

    void check_evidence() {
        const Entry* status = file_.find("Profile", "Status");
        if (status == nullptr || status->value == "generic" || file_.find("Profile", "Evidence") != nullptr) return;
        line_ = status->line;
        fail(codes::profile_evidence_missing, "Status = " + status->value);
    }

    void check_id() {
        const Entry* id = file_.find("Profile", "Id");
        if (id == nullptr) return;
        line_ = id->line;
        if (id->value != file_.id) fail(codes::profile_value_invalid, "Profile.Id = " + id->value + ": the file is named " + file_.name);
    }

    void check_scale() {
        const Entry* least = file_.find("Display", "ScaleMin");
        const Entry* most = file_.find("Display", "ScaleMax");
        if (least == nullptr || most == nullptr) return;
        const auto min = parse_integer(least->value);
        const auto max = parse_integer(most->value);
        if (!min || !max || *min <= *max) return;
        line_ = least->line;
        fail(codes::profile_value_invalid, "Display.ScaleMin is over ScaleMax");
    }

    ProfileFile& file_;
    Findings& findings_;
    std::string section_;
    bool section_known_ = false;
    int line_ = 0;
};

// "80-generic-landscape.profile" -> rank 80, id generic-landscape
bool take_name_apart(ProfileFile& file) {
    const std::size_t dash = file.name.find('-');
    if (!file.name.ends_with(kEnding) || dash == std::string::npos || dash + 1 + kEnding.size() >= file.name.size()) return false;
    const auto rank = parse_integer(file.name.substr(0, dash), {.min = 0, .max = 99});
    if (!rank || dash != 2) return false;
    file.rank = static_cast<int>(*rank);
    file.id = file.name.substr(dash + 1, file.name.size() - dash - 1 - kEnding.size());
    return true;
}

} // namespace

const Entry* ProfileFile::find(std::string_view section, std::string_view key, std::string_view locale) const {
    const auto is_it = [&](const Entry& entry) { return entry.section == section && entry.key == key && entry.locale == locale; };
    const auto at = std::find_if(entries.begin(), entries.end(), is_it);
    return at != entries.end() ? &*at : nullptr;
}

ProfileFile parse_profile(const std::string& name, std::string_view text, Findings& findings) {
    ProfileFile file;
    file.name = name;
    if (!take_name_apart(file)) {
        findings.push_back({.file = name, .code = codes::profile_name_malformed});
        file.usable = false;
        return file;
    }
    Parser(file, findings).parse(text);
    return file;
}

} // namespace kaogong::profile
