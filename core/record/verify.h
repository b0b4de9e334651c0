// What is this file, who signed it, is it good, and if not, what exactly is wrong: for any signed file, in plain words, in both languages.
// Several files that belong together are for together.h. Tests flip every bit and demand a named reason. Nothing here decides anything for a terminal or
// the bureau; they call the verify functions of each format.
#pragma once

#include "core/record/bundle.h"
#include "core/record/relation.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong::record {

enum class FileKind : std::uint8_t {
    unknown,
    proof,
    signed_result,
    ledger,
    parcel,
    answer,
    bundle,
    kit,
    package,
    certificate,
    checkpoint,
    outcome,
    certificate_act,
    register_act,
    notice,
    decision, // about what was put aside
    receipt,  // of an act, beside it in archives
};
bool is_act(FileKind kind); // of the bureau: outcome, certificate_act, register_act, notice, decision
std::string_view file_kind_key(FileKind kind); // `proof`, as in JSON
std::string_view file_kind_name(FileKind kind, Language language);

// By its first bytes and the type that its signatures claim; says nothing about whether it is good.
FileKind recognise(ByteView file);

struct TrustContext {
    const Bundle* bundle = nullptr; // already verified; without it nothing but a bundle can be called good
    std::optional<RootWords> roots; // expected: a bundle or kit of another root set is refused
    unsigned threads = 1;           // for the signatures of a ledger
    const Suite* suite = &standard_suite();
};

struct ExplainedSigner {
    std::string role;    // `device`, `examiner`, `root`..., as in JSON
    std::string role_zh; // 终端
    std::string name;    // label of the certificate: seat, staff number, name of the log; or its issuer's
    std::string key_id;  // hexadecimal
};
struct ExplainedLine {
    std::string zh_cn;
    std::string en;
    const std::string& in(Language language) const { return language == Language::zh_cn ? zh_cn : en; }
};

struct Explanation {
    FileKind kind = FileKind::unknown;
    std::optional<Error> reason;          // why it is not good; nothing when it is
    std::vector<ExplainedSigner> signers; // those whose signatures hold
    std::vector<ExplainedLine> lines;     // what it says, for people
    std::optional<RootWords> roots;       // of a bundle or kit
    std::optional<Given> given;           // of a good result or act: what other files may speak of; its views point into this one
    bool ok() const { return !reason.has_value(); }
};

// A receipt alone is judged by its form and by whose it is; together.h finds what it is for.
Explanation explain(ByteView file, const TrustContext& trust);

} // namespace kaogong::record
