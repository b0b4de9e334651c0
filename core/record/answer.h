// Answers: what the bureau sends back for one parcel. How much of the ledger it holds, a verdict on each result and staff act, receipts,
// and a checkpoint with the path that ties it to the last one the terminal saw. Signed by the intake key; a newer bundle may follow.
#pragma once

#include "core/record/bundle.h"
#include "core/record/checkpoint.h"
#include "core/record/receipt.h"

namespace kaogong::record {

enum class Verdict : std::uint8_t { accepted = 0, duplicate, quarantined, held };
std::string_view verdict_name(Verdict verdict, Language language);

struct EntryVerdict {        // of key 6
    std::uint64_t index = 0; // of the ledger entry
    Verdict verdict = Verdict::accepted;
    int code = 0; // why, as in core/base/codes; 0 with accepted and duplicate
    bool operator==(const EntryVerdict&) const = default;
};
struct EntryReceipt { // of key 7
    std::uint64_t index = 0;
    Bytes leaf_data;
    Bytes receipt;
    bool operator==(const EntryReceipt&) const = default;
};

struct Answer {
    Hash parcel;                        // 2: parcel id
    TerminalId terminal;                // 3
    std::uint64_t held = 0;             // 4: S, entries that the bureau holds
    Hash root;                          // 5: of the ledger at S
    std::vector<EntryVerdict> verdicts; // 6: rising by index, at most 1,000
    std::vector<EntryReceipt> receipts; // 7: rising by index
    std::string checkpoint;             // 8
    HashPath consistency;               // 9: from the log size in the parcel's head to the checkpoint's
    std::int64_t bundle_version = 0;    // 10: newest there is
    bool operator==(const Answer&) const = default;
};

Result<Bytes> encode_answer(const Answer& answer, const KeyPair& intake, std::int64_t issued_at_s, ByteView bundle = {});

struct OpenedAnswer {
    Sign1 message; // points into the decoded bytes
    Answer content;
    std::int64_t issued_at_s = 0;
    ByteView bundle; // what follows, unchecked; may be empty
};
Result<OpenedAnswer> open_answer(ByteView file); // form only

// Signature and role of the intake key, every receipt under a log key, the checkpoint, and that the checkpoint's tree is the one that the
// receipts speak of where sizes are equal. The bundle that follows is verified against `bundle`'s own root set.
Result<OpenedAnswer> verify_answer(ByteView file, const Bundle& bundle, const Suite& suite = standard_suite());

// What the terminal adds: that the answer is for this parcel of this ledger, and that the log only grew since it last looked.
struct AnswerExpectation {
    Hash parcel;
    TerminalId terminal;
    std::uint64_t log_size = 0; // as in the parcel's head
    Hash log_root;              // of the log at that size; ignored at 0
};
Result<void> check_answer_for(const OpenedAnswer& answer, const AnswerExpectation& expected, const Suite& suite = standard_suite());
// That a receipt is for exactly this entry of one's own: hash of the entry, and of the record in it.
Result<void> check_receipt_for(const EntryReceipt& receipt, ByteView entry, const Suite& suite = standard_suite());

} // namespace kaogong::record
