// What authors and centres write, as it stands in their files (assets/samples/FORMAT.md), after it has been checked: items with their keys
// and the notes that never leave the bureau, specs, the session, staff, texts. Each reader collects every fault of a file.
#pragma once

#include "core/base/file.h"
#include "core/record/content.h"
#include "sync/bank/operation_table.h"

#include <map>

namespace kaogong::bank {

// What a bank keeps of an item besides what candidates see and what marking needs.
struct AuthorNotes {
    int consistency = 0; // 一致性 1 to 5
    std::string source;
    bool operator==(const AuthorNotes&) const = default;
};
struct AuthoredItem {
    assessment::Item item;
    assessment::Key key;
    AuthorNotes notes;
    Position at;
};
struct AuthoredStimulus {
    assessment::Stimulus stimulus;
    assessment::LocalText title;
    Position at;
};
struct BankFile {
    std::string bank;
    std::string area;
    std::vector<AuthoredStimulus> stimuli;
    std::vector<AuthoredItem> items; // only those without a fault
    std::vector<record::Figure> figures;
};
// `folder` is where the file lies: pictures are found from there. Figures are named `<bank>/<file name>`.
BankFile read_bank_file(const TomlValue& file, const Path& folder, Faults& faults);

// 考核要素细目表: what the codes in items mean. Reports show the names; packages carry the codes alone.
struct Element {
    std::string code; // `B.2.1`
    assessment::LocalText name;
    bool operator==(const Element&) const = default;
};
struct ElementsFile {
    std::string bank;
    std::vector<Element> elements;
};
ElementsFile read_elements_file(const TomlValue& file, Faults& faults);

struct SpecFile {
    assessment::AssessmentSpec spec; // of kind `operation_spec`: without a theory plan
    assessment::LocalText title;
    bool has_theory() const { return !spec.theory.item_types.empty(); }
};
SpecFile read_spec_file(const TomlValue& file, Faults& faults);

struct SessionFile {
    record::SessionFacts facts;
    std::uint64_t seed = 0;          // draws the paper; 0 where the session has no theory test
    Path spec, texts, roster, staff; // beside or below the session's file
    std::optional<OperationTable> operation;
    bool has_theory() const { return seed != 0; }
};
SessionFile read_session_file(const TomlValue& file, const Path& folder, Faults& faults);
std::vector<record::SessionText> read_session_texts(const Path& folder, Faults& faults);

// Staff without their PINs, which come from elsewhere: each person chooses one, or a demo brings them.
std::vector<record::StaffRow> read_staff_file(const TomlValue& file, Faults& faults);
std::map<std::string, Secret> read_demo_pins(const TomlValue& file, Faults& faults);

// A path named in a file: relative, without "..", below the folder. Empty, and a fault, otherwise.
Path path_below(TableReader& reader, std::string_view key, const Path& folder);
std::vector<Path> paths_below(TableReader& reader, std::string_view key, const Path& folder); // of a list

} // namespace kaogong::bank
