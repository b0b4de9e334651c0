// From a session's file, its spec, roster, staff and texts, and a bank, to what a package carries: the paper is drawn, sheets, panel and
// places of an operation test are joined, every reference is checked, candidates get their random references. Nothing is sealed here
// (record/package.h).
#pragma once

#include "sync/bank/file_faults.h"
#include "sync/bank/store/bank_store.h"

namespace kaogong::bank {

// Verifiers of the staff's PINs by staff number. Each person chooses one; a demo brings them in a file.
using StaffPins = std::map<std::string, record::PinVerifier>;

struct DrawnPaper {
    assessment::Paper paper;
    std::vector<assessment::PaperProof> proof;
    std::vector<assessment::Item> items; // of the paper, in its order
    std::vector<assessment::Stimulus> stimuli;
    std::vector<record::Figure> figures;
    std::vector<assessment::Key> keys;
};
// Errors: those of assemble(); bank_lacks (a picture).
Result<DrawnPaper> draw_paper(BankStore& store, const SpecFile& spec, std::uint64_t seed);

struct BuiltSession {
    record::CandidatePart part; // without items where the session has no theory test
    std::vector<assessment::Key> keys;
    std::vector<assessment::PaperProof> proof;
    std::optional<record::OperationPart> operation; // the same people under the same references; its desks are the bureau's to add
};
// `store` may be null where the session has no theory test; otherwise that is bank_needed. Faults of the files are appended and give
// bank_check_failed; otherwise errors of drawing.
Result<BuiltSession> build_session(const Path& session_file, BankStore* store, const StaffPins& pins, Random& random, FileFaults& faults);

// Verifiers for every PIN of a demo's file.
Result<StaffPins> demo_staff_pins(const Path& file, const record::PinCost& cost, Random& random, FileFaults& faults);

// Reading one file on its own, for `check` commands; nothing where it has faults.
std::optional<SpecFile> load_spec(const Path& path, FileFaults& faults);

} // namespace kaogong::bank
