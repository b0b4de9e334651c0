#include "sync/cli/bank_report.h"

#include <cstdio>

namespace kaogong::cli {
namespace {

using assessment::Constraint;
using assessment::PaperProof;

struct ConstraintName {
    const char* key;
    const char* zh_cn;
    const char* en;
};

ConstraintName constraint_name(Constraint constraint) {
    switch (constraint) {
    case Constraint::type_count: return {"type_count", "题型", "type"};
    case Constraint::area_weight: return {"area_weight", "范围", "area"};
    case Constraint::points_total: return {"points_total", "总分", "points"};
    case Constraint::importance: return {"importance", "重要程度", "importance"};
    case Constraint::difficulty: return {"difficulty", "难度", "difficulty"};
    }
    return {"", "", ""};
}

} // namespace

Json fault_json(const bank::Fault& fault) {
    std::string message(sentence(fault.code, Language::en).what);
    if (!fault.what.empty()) message += " (" + fault.what + ")";
    return {{"line", fault.at.line},
            {"column", fault.at.column},
            {"field", fault.field},
            {"code", code_text(fault.code)},
            {"message", message}};
}

Json fault_list(const bank::Faults& faults) {
    Json list = Json::array();
    for (const bank::Fault& fault : faults) list.push_back(fault_json(fault));
    return list;
}

void print_json(const Json& json) {
    std::printf("%s\n", json.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
}

void print_faults(const std::string& file, const bank::Faults& faults, Language language) {
    for (const bank::Fault& fault : faults) std::fprintf(stderr, "%s:%s\n", file.c_str(), fault_text(fault, language).c_str());
}

void print_faults(const bank::FileFaults& faults, Language language) {
    for (const bank::FileFault& fault : faults) print_faults(fault.file, {fault.fault}, language);
}

Json proof_json(const std::vector<PaperProof>& proof) {
    Json list = Json::array();
    for (const PaperProof& line : proof)
        list.push_back({{"constraint", constraint_name(line.constraint).key},
                        {"of", line.of},
                        {"wanted", line.wanted},
                        {"got", line.got},
                        {"exact", line.exact},
                        {"met", line.met()}});
    return list;
}

void print_proof(const std::vector<PaperProof>& proof, Language language) {
    for (const PaperProof& line : proof) {
        const ConstraintName name = constraint_name(line.constraint);
        std::printf("  %-10s %-16s %6lld / %-6lld %s\n", language == Language::zh_cn ? name.zh_cn : name.en, line.of.c_str(),
                    static_cast<long long>(line.got), static_cast<long long>(line.wanted), line.met() ? "=" : "~");
    }
}

} // namespace kaogong::cli
