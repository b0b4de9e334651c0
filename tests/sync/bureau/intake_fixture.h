// A bureau's store and intake in a folder of their own, fed by the sample bureau's keys, with helpers that make results, clones and
// parcels.
#pragma once

#include "sync/bureau/intake.h"
#include "sync/bureau/log_writer.h"
#include "tests/support/must.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/bureau/store_under_test.h"

#include <functional>

#include <doctest/doctest.h>

namespace kaogong::test {

// A run of a ledger's entries and what its parcel carries along.
struct Cut {
    std::size_t first = 0;
    std::size_t end = SIZE_MAX; // not included
    std::vector<Bytes> blobs = {};
    std::uint64_t log_size = 0;
};

inline Bytes cut_parcel(const std::vector<Bytes>& entries, const SampleTerminal& terminal, const Cut& cut) {
    record::MerkleTree before;
    for (std::size_t i = 0; i < cut.first; ++i) before.append(entries[i]);
    const auto at = [&entries](std::size_t i) { return entries.begin() + static_cast<std::ptrdiff_t>(std::min(i, entries.size())); };
    return must(record::build_parcel({.before = &before,
                                      .entries = {at(cut.first), at(cut.end)},
                                      .blobs = {cut.blobs.begin(), cut.blobs.end()},
                                      .certificate = terminal.certificate,
                                      .log_size = cut.log_size,
                                      .bundle_version = 1,
                                      .issued_at_s = kSampleWallMs / 1'000},
                                     terminal.device));
}
inline Bytes cut_parcel(const SampleTerminal& terminal, const Cut& cut = {}) {
    return cut_parcel(terminal.entries, terminal, cut);
}

// The same terminal's key at work on another machine, from entry `from` on: a cloned or rolled-back disk.
class Clone {
  public:
    Clone(SampleBureau& bureau, const SampleTerminal& original, std::size_t from)
        : entries(original.entries.begin(), original.entries.begin() + static_cast<std::ptrdiff_t>(from)), original_(original),
          tip_(original.id, bureau.random.fixed<record::Incarnation>(), tree_of(entries)) {}

    void append_heartbeat() {
        clock_.advance(1'000);
        entries.push_back(
            must(tip_.next({.type = record::EventType::heartbeat, .body = record::empty_body(), .at = clock_.now()}, original_.device)));
        tip_.stored(entries.back());
    }
    Bytes parcel(const Cut& cut = {}) const { return cut_parcel(entries, original_, cut); }

    std::vector<Bytes> entries;

  private:
    static record::MerkleTree tree_of(const std::vector<Bytes>& entries) {
        record::MerkleTree tree;
        for (const Bytes& entry : entries) tree.append(entry);
        return tree;
    }
    const SampleTerminal& original_;
    FakeClock clock_;
    record::LedgerTip tip_;
};

class IntakeFixture;
// The terminal's ledger with one more entry, in its right place, that somebody wrote who has not the device's key.
inline std::vector<Bytes> with_forged_entry(IntakeFixture& fixture, const SampleTerminal& terminal, const record::LedgerTip::Draft& draft);

class IntakeFixture {
  public:
    IntakeFixture() { reopen(); }

    // As after a restart of the bureau: nothing in memory survives.
    void reopen() {
        intake.reset();
        store.reset();
        store = must(bureau::open_store(options, bureau::StoreAccess::create));
        if (!centre_added) {
            must(store->registry().add_centre({.id = samples.centre, .name = "Sample centre"}));
            auto tx = must(store->begin_log());
            bureau::LogWriter log = must(bureau::LogWriter::open(store->log(), authority));
            must(log.append(record::encode_leaf(record::GenesisLeaf{.origin = SampleBureau::kOrigin})));
            must(log.sign(kSampleWallMs));
            must(tx->commit());
            centre_added = true;
        }
        intake = std::make_unique<bureau::Intake>(*store, authority, clock, small_parcels);
    }

    SampleTerminal enrol(std::string seat = "A-07") {
        SampleTerminal terminal = samples.enrol(std::move(seat));
        bureau::Terminal row{.id = terminal.id, .centre = samples.centre, .room = "A", .seat = 7};
        must(store->registry().add_terminal(row, {}));
        row.key = terminal.device.public_key().bytes();
        row.certificate = terminal.certificate;
        must(store->registry().enrol(row, kSampleWallMs));
        return terminal;
    }

    void know(const CandidateRef& candidate) {
        must(store->registry().add_candidate({.centre = samples.centre, .session = {}, .ticket = candidate.hex(), .reference = candidate}));
    }

    // A result of a candidate whom the bureau knows, with the answer file whose hash it names.
    void append_result(SampleTerminal& terminal, const Bytes& answer_file, const std::function<void(record::ResultRecord&)>& change = {}) {
        auto result = terminal.result_record(3);
        result.evidence = {record::sha256(answer_file)};
        know(result.candidate);
        if (change) change(result);
        append_signed(terminal, terminal.signed_result(result));
    }
    static void append_signed(SampleTerminal& terminal, const Bytes& signed_result) {
        terminal.append(record::EventType::result, record::encode_body(record::result_body(signed_result)));
    }

    record::OpenedAnswer verified(ByteView answer) { return must(record::verify_answer(answer, samples.bundle)); }
    bureau::LedgerKey ledger(const TerminalId& id) const { return {.centre = samples.centre, .terminal = id}; }
    bureau::Terminal terminal_row(const TerminalId& id) { return must(store->registry().terminal(id)).value(); }

    TempFolder folder;
    bureau::StoreOptions options = new_store(folder.path());
    SampleBureau samples;
    FakeClock clock;
    bureau::Authority authority{.name = SampleBureau::kName,
                                .origin = SampleBureau::kOrigin,
                                .bundle = samples.bundle,
                                .bundle_bytes = samples.bundle_bytes,
                                .intake = samples.intake.copy(),
                                .log = samples.log.copy(),
                                .checkpoint = samples.checkpoint.copy()};
    bureau::Intake::SmallParcels small_parcels = bureau::Intake::SmallParcels::in_store;
    std::unique_ptr<bureau::Store> store;
    std::unique_ptr<bureau::Intake> intake;
    bool centre_added = false;
};

inline std::vector<Bytes> with_forged_entry(IntakeFixture& fixture, const SampleTerminal& terminal, const record::LedgerTip::Draft& draft) {
    const record::KeyPair other = record::KeyPair::generate(fixture.samples.random);
    record::LedgerTip tip(terminal.id, fixture.samples.random.fixed<record::Incarnation>(), terminal.tip().tree());
    std::vector<Bytes> entries = terminal.entries;
    entries.push_back(must(tip.next(draft, other)));
    return entries;
}

} // namespace kaogong::test
