// What must hold when all is over: nothing acknowledged is lost, nothing is there twice, every contradiction between two copies of a terminal
// that the bureau could see is flagged, and nobody else is suspected.
#include "tests/sim/world.h"

#include "core/record/proof.h"
#include "tests/support/prove_entries.h"

namespace kaogong::sim {

void World::judge() {
    if (report_.failed()) return;
    if (!test::prove_entries(bureau_.store(), test::kSampleWallMs)) return report_.fail("the entries that are held could not be proved");
    judge_log();
    for (const auto& identity : identities_) judge_identity(*identity);
    for (const auto& branch : branches_) judge_terminal(*branch);
}

// The log's leaves make up its root, and no result stands in it twice.
void World::judge_log() {
    bureau::LogStore& log = bureau_.store().log();
    record::MerkleTree tree;
    std::set<std::string> results;
    const std::uint64_t size = log.log_size().value();
    for (std::uint64_t i = 0; i < size; ++i) {
        const Bytes data = log.leaf(i).value();
        tree.append(data);
        const auto leaf = record::decode_leaf(data).value();
        const auto* result = std::get_if<record::ResultLeaf>(&leaf);
        if (result && !results.insert(result->record.hex()).second) report_.fail("a result stands in the log twice");
    }
    const auto head = log.newest_head().value();
    if (!head || head->size != size || head->root != tree.root()) report_.fail("the log's newest head is not that of its leaves");
    logged_ = std::move(results);
}

void World::judge_identity(TerminalIdentity& identity) {
    const auto row = bureau_.store().registry().terminal(identity.keys.id).value();
    const bool frozen = row->frozen_ms.has_value();
    const bureau::LedgerKey key{.centre = bureau_.samples().centre, .terminal = identity.keys.id};
    const std::string name = "terminal " + std::to_string(identity.number);
    if (frozen && !identity.contradicts_itself()) return report_.fail(name + " was frozen without reason");
    if (frozen && bureau_.store().intake().forks(key).value().empty()) return report_.fail(name + " was frozen without evidence");
    const auto held = bureau_.store().intake().leaves(key, {.from = 0, .to = row->ledger.size}).value();
    for (const auto& branch : branches_) {
        if (&branch->identity() != &identity || frozen) continue;
        const std::vector<Hash>& own = branch->leaves();
        for (std::size_t i = 0; i < std::min(held.size(), own.size()); ++i) {
            if (held[i] != own[i]) return report_.fail(name + " contradicts what the bureau holds, and is not frozen");
        }
    }
    std::set<std::string> known;
    for (const std::string& entry : identity.entries_of_branches) known.insert(entry);
    for (std::size_t i = 0; i < held.size(); ++i) {
        if (!known.contains(std::to_string(i) + ":" + held[i].hex())) return report_.fail("the bureau holds an entry that " + name + " never made");
    }
}

void World::judge_terminal(Terminal& terminal) {
    const auto row = bureau_.store().registry().terminal(terminal.identity().keys.id).value();
    if (row->frozen_ms) return; // what it has is for people now
    if (bureau_.was_put_back()) return; // it lacks what it was sent before; people send whole ledgers then
    std::map<std::uint64_t, store::ResultStatus> there;
    for (const store::ResultStatus& status : terminal.store().results().all().value()) there[status.entry_index] = status;
    for (const auto& [index, record] : terminal.acknowledged()) {
        const auto found = there.find(index);
        if (found == there.end() || found->second.record_hash != record) return report_.fail(terminal.name() + " lost a result");
        if (!found->second.delivered)
            return report_.fail(terminal.name() + "'s result at " + std::to_string(index) + " was not delivered, code " + std::to_string(found->second.code));
        if (!logged_.contains(record.hex())) return report_.fail(terminal.name() + " has a receipt for what is not in the log");
        const auto proof = terminal.store().results().proof(index);
        if (!proof || !record::verify_proof(*proof, bureau_.bundle())) return report_.fail(terminal.name() + "'s proof does not verify");
    }
    if (terminal.store().trust().version() != bureau_.bundle().version) report_.fail(terminal.name() + " has not the newest bundle");
}

} // namespace kaogong::sim
