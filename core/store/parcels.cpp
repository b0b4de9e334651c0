// Cutting parcels and deciding when.
#include "core/store/parcels.h"

#include "core/record/entry_bodies.h"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>

namespace kaogong::store {
namespace {

using record::EventType;

constexpr std::int64_t kDayMs = 24 * 60 * 60'000;
constexpr int kParcelMode = 0640; // the group is the carrier's

std::string due_types() {
    std::string list;
    for (const record::EventFacts& facts : record::event_catalogue()) {
        if (facts.urgency != record::Urgency::due) continue;
        list += (list.empty() ? "" : ", ") + std::to_string(static_cast<int>(facts.type));
    }
    return list;
}

std::string number_of(EventType type) {
    return std::to_string(static_cast<int>(type));
}

// What an answer gives a verdict on.
std::string told_types() {
    return number_of(EventType::result) + ", " + number_of(EventType::staff_act) + ", " + number_of(EventType::incident);
}

} // namespace

// The bureau may hold all of a parcel before its answer has come: a later one was quicker. What is done with is a parcel whose results have their
// verdicts; until then it stays, and is asked after.
std::string Parcels::done_with() {
    return "(first_index + entry_count <= ? and not exists (select 1 from ledger l where l.type = " + number_of(EventType::result) +
           " and l.type not in (4, 21) and l.entry_index >= first_index and l.entry_index < first_index + entry_count"
           " and not exists (select 1 from verdicts v where v.entry_index = l.entry_index and v.verdict is not null)))";
}

// The tip of what was cut, not what was acknowledged: a parcel is cut once, and lies in out/ until it is answered.
Result<std::uint64_t> Parcels::cut_so_far() {
    return static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(first_index + entry_count) from parcels")));
}

Result<std::uint64_t> Parcels::held() {
    return static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(held) from answers")));
}

Result<bool> Parcels::has_waiting(std::uint64_t from) {
    // "type not in (4, 21)" lets SQLite use the partial index, in which answers do not stand.
    static const std::string sql = "select count(*) from (select 1 from ledger where type in (" + due_types() +
                                   ") and type not in (4, 21) and entry_index >= ? limit 1)";
    return TRY(db_.integer(0, sql, from)) > 0;
}

Result<bool> Parcels::day_has_passed(const Instant& now) {
    Stmt last = TRY(db_.query("select made_boot_id, made_boot_ms, made_wall_ms from parcels order by parcel desc limit 1"));
    if (!TRY(last.next())) return false;
    // Either clock may tell: the boot clock does not survive a reboot, the wall clock may be set back.
    const bool same_boot = TRY(last.fixed<BootId>(0)) == now.boot_id;
    return (same_boot && now.boot_ms - last.integer(1) >= kDayMs) || now.wall_ms - last.integer(2) >= kDayMs;
}

Result<bool> Parcels::is_due(const Instant& now) {
    const std::uint64_t from = TRY(cut_so_far());
    if (from >= ledger_.size()) return false;
    if (TRY(has_waiting(from))) return true;
    if (!TRY(day_has_passed(now))) return false;
    const auto others = TRY(db_.integer(0, "select count(*) from ledger where entry_index >= ? and type <> ?", from,
                                        static_cast<int>(EventType::answer_imported)));
    return others > 0;
}

Result<Ledger::Range> Parcels::next_range(std::uint64_t from) {
    Ledger::Range range{.first = from};
    std::uint64_t bytes = 0;
    std::size_t told = 0; // entries that the answer will speak of
    Stmt rows =
        TRY(db_.query("select length(entry) + ifnull((select sum(length(content)) from blobs b where b.entry_index = l.entry_index), 0), "
                      "type in (" + told_types() + ") from ledger l where entry_index >= ? order by entry_index",
                      from));
    while (range.count < place_.limits.entries_max && TRY(rows.next())) {
        bytes += static_cast<std::uint64_t>(rows.integer(0));
        told += static_cast<std::size_t>(rows.integer(1));
        // One entry always goes, however large what is attached to it.
        if (range.count > 0 && bytes > place_.limits.bytes_max) break;
        if (told > record::kVerdictsMax) break;
        ++range.count;
    }
    return range;
}

Result<std::vector<ParcelFile>> Parcels::make_due(const Instant& now, Asked asked) {
    if (some_missing_) TRY(restore(Lost::missing));
    std::vector<ParcelFile> made;
    if (asked == Asked::no && !TRY(is_due(now))) return made;
    for (std::uint64_t from = TRY(cut_so_far()); from < ledger_.size(); from = TRY(cut_so_far()))
        made.push_back(TRY(make(TRY(next_range(from)), now)));
    return made;
}

// The state of the bureau's log from which the next answer must prove that the log only grew. An answer proves it from the state that its parcel
// named; where that was an older one than is known by now, nothing ties the answer to what was seen in between, and it moves the anchor not on. So
// a bureau that has forgotten what this terminal saw, or shows it another log, cannot get past it by answering an old parcel.
Result<Parcels::LogAnchor> Parcels::anchor() {
    if (anchor_) return *anchor_;
    LogAnchor anchor;
    Stmt rows = TRY(db_.query("select p.log_size, a.log_size, a.log_root from answers a join parcels p on p.parcel_id = a.parcel_id order by a.answer"));
    while (TRY(rows.next())) {
        const auto from = static_cast<std::uint64_t>(rows.integer(0)), size = static_cast<std::uint64_t>(rows.integer(1));
        const auto root = TRY(rows.fixed<Hash>(2));
        if (from == anchor.size && size > anchor.size) anchor = {.size = size, .root = root};
    }
    anchor_ = anchor;
    return anchor;
}

Result<Parcels::Cut> Parcels::cut(Ledger::Range range, const Instant& now) {
    Cut cut{.range = range, .bundle_version = trust_.version(), .made_wall_ms = now.wall_ms};
    const LogAnchor known = TRY(anchor());
    cut.log_size = known.size;
    cut.log_root = known.root;
    return cut;
}

Result<Bytes> Parcels::build_cut(const Cut& cut) {
    const std::vector<Bytes> entries = TRY(ledger_.entries(cut.range));
    const record::MerkleTree before = TRY(ledger_.tree_at(cut.range.first));
    std::vector<Bytes> blobs;
    Stmt rows = TRY(db_.query("select content from blobs where entry_index >= ? and entry_index < ? order by blob", cut.range.first,
                              cut.range.first + cut.range.count));
    while (TRY(rows.next())) blobs.push_back(rows.bytes(0));
    constexpr std::int64_t kMsOfSecond = 1'000;
    return record::build_parcel({.before = &before,
                                 .entries = {entries.begin(), entries.end()},
                                 .blobs = {blobs.begin(), blobs.end()},
                                 .certificate = place_.certificate,
                                 .log_size = cut.log_size,
                                 .bundle_version = cut.bundle_version,
                                 .issued_at_s = cut.made_wall_ms / kMsOfSecond},
                                ledger_.device());
}

Result<Bytes> Parcels::build(Ledger::Range range, const Instant& now) {
    return build_cut(TRY(cut(range, now)));
}

std::string Parcels::name_of(Ledger::Range range) const {
    std::array<char, 48> name{};
    std::snprintf(name.data(), name.size(), "%010" PRIu64 "-%06" PRIu64 ".kgp", range.first, range.count);
    return ledger_.terminal().hex().substr(0, 8) + "-" + name.data();
}

// The row is committed before the file is laid out: a file that nobody remembers could be answered, and the answer would be a stranger's.
Result<ParcelFile> Parcels::make(Ledger::Range range, const Instant& now) {
    const Cut cut = TRY(this->cut(range, now));
    const Bytes file = TRY(build_cut(cut));
    const Hash id = TRY(record::open_parcel(file, ledger_.device().suite())).head.id;
    Tx tx = TRY(Tx::begin(db_));
    TRY(db_.run("insert into parcels (parcel_id, first_index, entry_count, log_size, log_root, bundle_version, made_wall_ms, made_boot_id, "
                "made_boot_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id, range.first, range.count, cut.log_size, cut.log_root, cut.bundle_version, now.wall_ms, now.boot_id, now.boot_ms));
    TRY(tx.commit());
    some_missing_ = true;
    TRY(write_file_atomic(place_.out / name_of(range), file, {.mode = kParcelMode}));
    some_missing_ = false;
    return ParcelFile{.id = id, .name = name_of(range), .first = range.first, .count = range.count};
}

bool Parcels::is_lost(const Path& file, const Hash& parcel, Lost lost) const {
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) return true;
    if (lost == Lost::missing) return false;
    const auto bytes = read_file(file, kFileSizeMax);
    const auto opened = bytes ? record::open_parcel(*bytes, ledger_.device().suite()) : Result<record::Parcel>(bytes.error());
    return !opened || opened->head.id != parcel;
}

Result<std::size_t> Parcels::restore(Lost lost) {
    std::vector<Cut> missing;
    Stmt rows = TRY(db_.query("select first_index, entry_count, log_size, log_root, bundle_version, made_wall_ms, parcel_id from parcels "
                              "where not " + done_with() + " order by first_index",
                              TRY(held())));
    while (TRY(rows.next())) {
        const Ledger::Range range{.first = static_cast<std::uint64_t>(rows.integer(0)),
                                  .count = static_cast<std::uint64_t>(rows.integer(1))};
        if (!is_lost(place_.out / name_of(range), TRY(rows.fixed<Hash>(6)), lost)) continue;
        const auto log_root = TRY(rows.fixed<Hash>(3));
        missing.push_back({.range = range,
                           .log_size = static_cast<std::uint64_t>(rows.integer(2)),
                           .log_root = log_root,
                           .bundle_version = rows.integer(4),
                           .made_wall_ms = rows.integer(5)});
    }
    for (const Cut& cut : missing) TRY(write_file_atomic(place_.out / name_of(cut.range), TRY(build_cut(cut)), {.mode = kParcelMode}));
    some_missing_ = false;
    return missing.size();
}

} // namespace kaogong::store
