#include "sync/bureau/aside.h"

#include "core/base/codes/bureau.h"
#include "sync/bureau/judge.h"
#include "sync/bureau/log_writer.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

Result<Terminal> terminal_of(Store& store, const TerminalId& id) {
    auto terminal = TRY(store.registry().terminal(id));
    if (!terminal) return error(codes::terminal_unknown, id.hex());
    return *std::move(terminal);
}

// The signatures are looked at again: a certificate may have been revoked since.
Result<std::optional<Code>> hindrance(Store& store, const Authority& authority, const JudgedRow& row) {
    const auto result = record::verify_result(row.record, authority.bundle);
    if (!result) return std::optional(result.code());
    const Terminal terminal = TRY(terminal_of(store, row.terminal));
    const ExamineFacts examined{.bundle = authority.bundle, .suite = record::standard_suite(), .terminal = terminal, .parcel = row.parcel};
    // Own sheets that came from another terminal lie among the files of the same parcel.
    Attached attached;
    for (const BlobRow& blob : TRY(store.intake().blobs_of({.centre = row.centre, .id = row.parcel})))
        add_blob(attached, examined, blob.hash, blob.bytes);
    std::vector<Precedents::Question> questions;
    if (row.record_id && row.candidate) questions.push_back({.id = *row.record_id, .candidate = *row.candidate});
    Precedents precedents = TRY(Precedents::gather(store, questions));
    const JudgeFacts facts{.authority = authority,
                           .intake = store.intake(),
                           .registry = store.registry(),
                           .made = store.made(),
                           .terminal = terminal,
                           .attached = attached,
                           .precedents = precedents};
    return what_hinders(row, *result, facts);
}

Result<JudgedRow> find_aside(Store& store, const Hash& record) {
    std::vector<JudgedRow> aside = TRY(store.intake().aside());
    const auto row = std::find_if(aside.begin(), aside.end(), [&](const JudgedRow& each) { return each.record_hash == record; });
    if (row == aside.end()) return error(codes::record_not_put_aside, record.hex());
    return std::move(*row);
}

} // namespace

Result<std::vector<AsideResult>> list_aside(Store& store, const Authority& authority) {
    std::vector<AsideResult> list;
    for (JudgedRow& row : TRY(store.intake().aside())) {
        const Terminal terminal = TRY(terminal_of(store, row.terminal));
        const auto hinders = TRY(hindrance(store, authority, row));
        list.push_back({.row = std::move(row),
                        .terminal = terminal.room + " " + std::to_string(terminal.seat),
                        .releasable = !hinders,
                        .hinders = hinders});
    }
    return list;
}

Result<void> decide_aside(Store& store, const Authority& authority, const Decision& decision, std::int64_t wall_ms) {
    auto tx = TRY(store.begin_log());
    JudgedRow row = TRY(find_aside(store, decision.record));
    const bool release = decision.kind == record::ActKind::release;
    if (release)
        if (const auto hinders = TRY(hindrance(store, authority, row))) return error(*hinders, decision.record.hex());
    const Bytes act = TRY(record::sign_act(
        {.kind = decision.kind, .record = decision.record, .by = decision.by, .reason = decision.reason, .at_ms = wall_ms}, authority.intake));
    LogWriter log = TRY(LogWriter::open(store.log(), authority));
    if (release) row.log_index = TRY(log.append(record::encode_leaf(record::ResultLeaf{.record = decision.record, .entry = row.entry_hash})));
    const std::uint64_t act_at = TRY(log.append(record::encode_leaf(record::ActLeaf{.record = record::sha256(act)})));
    TRY(log.sign(wall_ms));
    row.verdict = static_cast<int>(release ? record::Verdict::accepted : record::Verdict::quarantined);
    row.code = release ? 0 : static_cast<int>(codes::record_refused);
    TRY(store.intake().decide(row, {.record = decision.record, .act = act, .act_log_index = act_at, .at_ms = wall_ms}));
    return tx->commit();
}

} // namespace kaogong::bureau
