#include "sync/bureau/register_acts.h"

#include "sync/bureau/log_writer.h"

namespace kaogong::bureau {

Result<KeptEntry> keep_entry(const RegisterDesk& desk, RegisterEntry entry) {
    const record::RegisterAct act{.by = desk.by, .at_ms = desk.wall_ms, .what = std::move(entry)};
    KeptEntry kept;
    kept.act = TRY(record::sign_register_act(act, desk.authority.intake));
    kept.hash = record::sha256(kept.act);
    LogWriter log = TRY(LogWriter::open(desk.store.log(), desk.authority));
    kept.log_index = TRY(log.append(record::encode_leaf(record::ActLeaf{.record = kept.hash})));
    TRY(log.sign(desk.wall_ms));
    return kept;
}

} // namespace kaogong::bureau
