#include "sync/bureau/one_file.h"

#include "core/base/check.h"
#include "core/base/text.h"
#include "core/record/suite.h"

#include <algorithm>
#include <map>
#include <vector>

namespace kaogong::bureau {
namespace {

constexpr std::string_view kStart = "page.js";
constexpr std::string_view kImport = "import {", kFrom = "} from \"./", kImportEnd = "\";", kExport = "export ";

std::string_view content_of(std::span<const WebFile> files, std::string_view name) {
    const auto file = std::find_if(files.begin(), files.end(), [&](const WebFile& each) { return each.name == name; });
    CHECK(file != files.end());
    return file->content;
}

// `page.js` becomes $page.
std::string variable_of(std::string_view file) {
    return "$" + std::string(file.substr(0, file.find('.')));
}

// `function name(`, `async function name(`, `class Name {` or `const kName = `: the name.
std::string_view exported_name(std::string_view declaration) {
    for (const std::string_view word : {"async ", "function ", "class ", "const "})
        if (declaration.starts_with(word)) declaration.remove_prefix(word.size());
    return declaration.substr(0, declaration.find_first_of(" (="));
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

// Names between the braces of an import, over as many lines as they take.
std::vector<std::string> names_of(std::string_view list) {
    std::vector<std::string> names;
    for (const std::string_view part : split(list, ',')) {
        const std::string_view name = trim(part);
        if (!name.empty()) names.emplace_back(name);
    }
    return names;
}

// One module as a function that is called at once and returns what it exports. Its names stay its own.
class ModuleText {
  public:
    struct Import {
        std::string file;
        std::vector<std::string> names;
    };
    explicit ModuleText(std::string_view source) {
        std::string import_open;
        for (const std::string_view line : split(source, '\n')) {
            if (line.starts_with(kImport) || !import_open.empty()) {
                import_open.append(line).append(" ");
                if (!line.ends_with(kImportEnd)) continue;
                take_import(import_open);
                import_open.clear();
            } else {
                take_line(line);
            }
        }
        CHECK(import_open.empty());
    }

    const std::vector<Import>& imports() const { return imports_; }
    const std::vector<std::string>& exports() const { return exports_; }
    std::string as_function(std::string_view file) const {
        return "const " + variable_of(file) + " = (() => {\n" + body_ + "return { " + joined(exports_) + " };\n})();\n";
    }

  private:
    void take_import(std::string_view import) {
        const std::size_t from = import.find(kFrom), end = import.rfind(kImportEnd);
        CHECK(from != std::string_view::npos && end != std::string_view::npos);
        const std::size_t file = from + kFrom.size();
        imports_.push_back({.file = std::string(import.substr(file, end - file)),
                            .names = names_of(import.substr(kImport.size(), from - kImport.size()))});
        body_.append("const { " + joined(imports_.back().names) + " } = " + variable_of(imports_.back().file) + ";\n");
    }
    void take_line(std::string_view line) {
        if (line.starts_with(kExport)) {
            line.remove_prefix(kExport.size());
            exports_.emplace_back(exported_name(line));
        }
        body_.append(line).append("\n");
    }

    std::vector<Import> imports_;
    std::vector<std::string> exports_;
    std::string body_;
};

// Each module after those that it imports.
class Script {
  public:
    explicit Script(std::span<const WebFile> files) : files_(files) { add(std::string(kStart)); }
    const std::string& text() const { return text_; }

  private:
    const ModuleText& add(const std::string& file) {
        const auto [at, is_new] = modules_.try_emplace(file, content_of(files_, file));
        const ModuleText& module = at->second;
        if (!is_new) return module;
        for (const ModuleText::Import& import : module.imports()) {
            const std::vector<std::string>& offered = add(import.file).exports();
            for (const std::string& name : import.names) CHECK(std::find(offered.begin(), offered.end(), name) != offered.end());
        }
        text_ += module.as_function(file);
        return module;
    }

    std::span<const WebFile> files_;
    std::map<std::string, ModuleText> modules_;
    std::string text_ = "\n\"use strict\";\n";
};

std::string source_of(std::string_view text) {
    return "'sha256-" + to_base64(record::sha256(view(text)).view()) + "'";
}

// Every mark stands in the page exactly once.
void replace_once(std::string& text, std::string_view mark, const std::string& with) {
    const std::size_t at = text.find(mark);
    CHECK(at != std::string::npos && text.find(mark, at + 1) == std::string::npos);
    text.replace(at, mark.size(), with);
}

// The policy of the page as it is served, which stands in its head.
std::string policy_in(std::string_view html) {
    constexpr std::string_view kBefore = "Content-Security-Policy\" content=\"";
    const std::size_t at = html.find(kBefore);
    CHECK(at != std::string_view::npos);
    const std::size_t start = at + kBefore.size();
    return std::string(html.substr(start, html.find('"', start) - start));
}

} // namespace

OneFile make_one_file(std::span<const WebFile> files, ByteView bundle) {
    const std::string script = Script(files).text();
    const std::string style(content_of(files, "style.css"));
    CHECK(script.find("</script") == std::string::npos && style.find("</style") == std::string::npos);
    OneFile one{.html = std::string(content_of(files, "index.html")),
                .policy = "default-src 'none'; script-src " + source_of(script) + "; style-src " + source_of(style) +
                          "; img-src data:; base-uri 'none'; form-action 'none'"};
    replace_once(one.html, policy_in(one.html), one.policy);
    replace_once(one.html, "<link rel=\"stylesheet\" href=\"style.css\">", "<style>" + style + "</style>");
    replace_once(one.html, "<script type=\"module\" src=\"page.js\"></script>\n", "");
    const std::string data = "<script type=\"text/plain\" id=\"bundle\">" + to_base64(bundle) + "</script>\n";
    replace_once(one.html, "</body>", data + "<script>" + script + "</script>\n</body>");
    return one;
}

} // namespace kaogong::bureau
