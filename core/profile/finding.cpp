// How a finding is shown on a line.
#include "core/profile/finding.h"

namespace kaogong::profile {

std::string finding_text(const Finding& finding, Language language) {
    std::string text = finding.file;
    if (finding.line > 0) text += ":" + std::to_string(finding.line);
    text += ": " + code_text(finding.code) + " " + std::string(sentence(finding.code, language).what);
    if (!finding.what.empty()) text += " (" + finding.what + ")";
    return text;
}

} // namespace kaogong::profile
