#include "sync/bureau/one_file.h"

#include "core/record/suite.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;

namespace {

constexpr std::string_view kPage = "<html><head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">\n"
                                   "<link rel=\"stylesheet\" href=\"style.css\">\n<script type=\"module\" src=\"page.js\"></script>\n"
                                   "</head><body></body></html>\n";
constexpr WebFile kFiles[] = {
    {"add.js", "const kOne = 1;\nexport function add(a) {\n  return a + kOne;\n}\nexport const kTwo = add(kOne);\n"},
    {"index.html", kPage},
    {"page.js", "import { add } from \"./add.js\";\nimport {\n  Sum,\n} from \"./sum.js\";\nnew Sum(add(1));\n"},
    {"style.css", "body { color: red; }\n"},
    {"sum.js", "import { add, kTwo } from \"./add.js\";\nexport class Sum {}\nexport async function later() {}\n"},
};

std::string between(const std::string& text, std::string_view before, std::string_view after) {
    const std::size_t start = text.rfind(before) + before.size();
    return text.substr(start, text.find(after, start) - start);
}

} // namespace

TEST_CASE("puts each module after those that it imports, once, with names of its own") {
    const std::string script = between(make_one_file(kFiles, {}).html, "<script>", "</script>");
    CHECK_EQ(script, "\n\"use strict\";\n"
                     "const $add = (() => {\nconst kOne = 1;\nfunction add(a) {\n  return a + kOne;\n}\nconst kTwo = add(kOne);\n\n"
                     "return { add, kTwo };\n})();\n"
                     "const $sum = (() => {\nconst { add, kTwo } = $add;\nclass Sum {}\nasync function later() {}\n\nreturn { Sum, later };\n})();\n"
                     "const $page = (() => {\nconst { add } = $add;\nconst { Sum } = $sum;\nnew Sum(add(1));\n\nreturn {  };\n})();\n");
}

TEST_CASE("allows exactly the script and the style that it holds, and asks no network") {
    const OneFile one = make_one_file(kFiles, {});
    const auto source = [](const std::string& text) { return "'sha256-" + to_base64(record::sha256(view(text)).view()) + "'"; };
    CHECK_EQ(one.policy, "default-src 'none'; script-src " + source(between(one.html, "<script>", "</script>")) + "; style-src " +
                             source(between(one.html, "<style>", "</style>")) + "; img-src data:; base-uri 'none'; form-action 'none'");
    CHECK(one.html.find("content=\"" + one.policy + "\"") != std::string::npos);
    CHECK(one.html.find("'self'") == std::string::npos);
    CHECK(one.html.find("src=") == std::string::npos);
    CHECK(one.html.find("stylesheet") == std::string::npos);
}

TEST_CASE("carries the bundle, and is the same for everybody") {
    const Bytes bundle = {1, 2, 3, 0xff};
    const std::string html = make_one_file(kFiles, bundle).html;
    CHECK_EQ(between(html, "id=\"bundle\">", "</script>"), to_base64(bundle));
    CHECK_EQ(html, make_one_file(kFiles, bundle).html);
}

TEST_CASE("the page that the program carries becomes one file") {
    const OneFile one = make_one_file(web_files(), Bytes{1});
    for (const WebFile& file : web_files())
        if (file.name.ends_with(".js")) {
            CAPTURE(file.name);
            CHECK(one.html.find("const $" + std::string(file.name.substr(0, file.name.size() - 3)) + " = (() => {") != std::string::npos);
        }
    CHECK(one.html.find("\nimport ") == std::string::npos);
    CHECK(one.html.find("\nexport ") == std::string::npos);
}
