// What bank, paper and roster commands print alike: mistakes in files, as lines for people and as JSON.
#pragma once

#include "sync/bank/session_builder.h"
#include "sync/cli/commands.h"

#include <nlohmann/json.hpp>

namespace kaogong::cli {

using Json = nlohmann::ordered_json;

Json fault_json(const bank::Fault& fault);
Json fault_list(const bank::Faults& faults);
void print_json(const Json& json);
// "roster.csv:12:5 seat: K-0816 ..." on standard error.
void print_faults(const std::string& file, const bank::Faults& faults, Language language);
void print_faults(const bank::FileFaults& faults, Language language);

Json proof_json(const std::vector<assessment::PaperProof>& proof);
void print_proof(const std::vector<assessment::PaperProof>& proof, Language language);

} // namespace kaogong::cli
