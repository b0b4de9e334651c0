// One thing wrong with a profile, with the file and the line where a technician will find it.
#pragma once

#include "core/base/codes/base.h"
#include "core/base/result.h"

#include <string>
#include <vector>

namespace kaogong::profile {

struct Finding {
    std::string file;
    int line = 0; // from 1; 0 when the file as a whole is meant
    Code code = codes::internal;
    std::string what; // which section, key or value
};
using Findings = std::vector<Finding>;

// "80-generic-landscape.profile:12: K-0904 The hardware profile has a key that does not exist there. (Display.Hight)"
std::string finding_text(const Finding& finding, Language language = Language::en);
inline Error as_error(const Finding& finding) {
    return error(finding.code, finding.file + ":" + std::to_string(finding.line) + ": " + finding.what);
}

} // namespace kaogong::profile
