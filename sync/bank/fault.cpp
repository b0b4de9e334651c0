#include "sync/bank/fault.h"

namespace kaogong::bank {

std::string fault_text(const Fault& fault, Language language) {
    std::string text = std::to_string(fault.at.line) + ":" + std::to_string(fault.at.column) + " ";
    if (!fault.field.empty()) text.append(fault.field).append(": ");
    text.append(code_text(fault.code)).append(" ").append(sentence(fault.code, language).what);
    if (!fault.what.empty()) text.append(" (").append(fault.what).append(")");
    return text;
}

} // namespace kaogong::bank
