// Several signed files at once, as somebody holds them who was handed a result with its correction, or an act of the bureau with its
// receipt: each is verified by itself, acts find their receipts, and each is told what the others say of it (relation.h). For people, like
// verify.h; nothing here decides anything for a terminal or the bureau.
#pragma once

#include "core/record/verify.h"

namespace kaogong::record {

struct ExplainedTogether {
    Explanation explanation; // with a sentence for each relation; a fault between files is a reason like any other
    Related related;         // `file` counts the files that were added
};

class Together {
  public:
    explicit Together(TrustContext trust) : trust_(trust) {}

    void add(Bytes file);
    // Once, after all were added; in their order. A receipt that fits nothing given: receipt_alone where no act was given, what is wrong
    // with it where one was, receipt_leaf_wrong where several were.
    std::vector<ExplainedTogether> finish();

  private:
    struct File {
        Bytes content; // only of files that others may speak of
        ExplainedTogether row;
        std::optional<Hash> root; // of the head of the log that a receipt is of
    };
    void match_receipts();
    void compare_checkpoints();
    void relate_all();

    TrustContext trust_;
    std::vector<File> files_;
};

} // namespace kaogong::record
