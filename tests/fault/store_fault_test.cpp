#include "core/base/codes/base.h"
#include "core/base/codes/store.h"
#include "core/store/event_codec.h"
#include "tests/core/store/terminal_world.h"
#include "tests/fault/faulty_vfs.h"

#include <cstdlib>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;
using namespace kaogong::assessment;
using test::Fault;
using test::Persistence;

namespace {

// One candidate from sign-in to the bureau's receipt, as a list of steps that can be stopped anywhere and taken up again.
class ScriptedSitting {
  public:
    explicit ScriptedSitting(test::FaultyVfs& vfs) : vfs_(vfs), bureau_(world_) {
        const Instant at = world_.clock.now();
        events_ = {Opened{at}, IdentityConfirmed{at}, TextAccepted{at, "rules", Hash{{1}}}, Started{at, 0}};
        for (int i = 0; i < 4; ++i) events_.push_back(ResponseSet{at, "dg4-000" + std::to_string(i), ChosenOptions{{"a", "b"}}, "b"});
        events_.push_back(FlagSet{at, "dg4-0001"});
        events_.push_back(HandedIn{at});
    }

    // Goes on from where the store stands until the end or the first error.
    Result<void> go_on() {
        if (!store_) {
            auto options = world_.options();
            options.vfs = vfs_.name();
            store_ = TRY(TerminalStore::open(options));
        }
        if (!store_->trust().has_bundle()) TRY(store_->trust().accept(world_.bundle));
        TRY(sit());
        TRY(store_->parcels().make_due(world_.clock.now()));
        TRY(store_->parcels().restore(Parcels::Lost::missing));
        TRY(deliver());
        return store_->tidy();
    }

    void power_off() { store_.reset(); }

    // What was acknowledged is there, once, and nothing else is.
    void check_finished() {
        REQUIRE(store_ != nullptr);
        CHECK(store_->check().ok());
        const auto all = store_->sittings().of_candidate(world_.candidate).value();
        REQUIRE_EQ(all.size(), 1);
        CHECK_EQ(store_->results().all().value().size(), 1);
        CHECK_EQ(store_->results().undelivered().value(), 0);
        CHECK(store_->sittings().is_closed(all.front().id).value());
        int answers = 0;
        int results = 0;
        for (const Bytes& entry : store_->ledger().entries({.first = 0, .count = store_->ledger().size()}).value()) {
            const auto type = record::decode_entry(entry).value().content.type;
            answers += type == record::EventType::answer ? 1 : 0;
            results += type == record::EventType::result ? 1 : 0;
        }
        CHECK_EQ(answers, static_cast<int>(events_.size()));
        CHECK_EQ(results, 1);
    }

    std::uint64_t acknowledged() const { return acknowledged_; }
    bool lost_something() const { return lost_; }

  private:
    Result<void> sit() {
        const auto all = TRY(store_->sittings().of_candidate(world_.candidate));
        if (all.empty() && opened_) lost_ = true;
        const SittingFacts facts = all.empty() ? TRY(store_->open_sitting(world_.opening())) : all.front();
        opened_ = true;
        if (TRY(store_->sittings().is_closed(facts.id))) return success();
        if (sealed_) lost_ = true;
        const auto stored = TRY(store_->sittings().load(facts.id));
        compare(stored);
        for (std::size_t i = stored.size(); i < events_.size(); ++i) {
            TRY(store_->append(facts.id, {.sequence = i + 1, .event = events_[i]}));
            acknowledged_ = i + 1;
        }
        TRY(store_->seal(facts.id, {{.signed_result = world_.sealed_submission(facts), .blobs = {world_.answers_file()}}}));
        sealed_ = true;
        return success();
    }

    // An event whose commit was cut off may or may not be there; one that was acknowledged must be.
    void compare(const std::vector<SittingEvent>& stored) {
        if (stored.size() < acknowledged_ || stored.size() > events_.size()) lost_ = true;
        for (std::size_t i = 0; i < stored.size() && i < events_.size(); ++i) {
            if (encode_event(stored[i]) != encode_event(events_[i])) lost_ = true;
        }
    }

    Result<void> deliver() {
        for (const auto& entry : std::filesystem::directory_iterator(world_.folder / "data/spool/out")) {
            if (entry.path().extension() == ".kgp")
                TRY(store_->parcels().import_answer(bureau_.answer(TRY(read_file(entry.path(), kFileSizeMax)))));
        }
        return success();
    }

    test::FaultyVfs& vfs_;
    test::TerminalWorld world_;
    test::SmallBureau bureau_;
    std::vector<SittingEvent> events_;
    std::unique_ptr<TerminalStore> store_;
    std::uint64_t acknowledged_ = 0;
    bool opened_ = false;
    bool sealed_ = false;
    bool lost_ = false;
};

// The disk of these tests is a model, so nothing is gained by waiting for a real one: their folders lie in memory where the machine has
// that.
void use_memory_for_folders() {
    std::error_code failed;
    if (std::filesystem::is_directory("/dev/shm", failed)) ::setenv("TMPDIR", "/dev/shm", 1);
}

std::uint64_t calls_of_undisturbed_run(test::FaultyVfs& vfs) {
    use_memory_for_folders();
    ScriptedSitting sitting(vfs);
    vfs.disarm();
    REQUIRE(sitting.go_on().ok());
    const std::uint64_t calls = vfs.calls();
    sitting.check_finished();
    return calls;
}

bool is_named(Code code) {
    return code != codes::internal && code != codes::store_constraint && code != codes::store_wrong_kind;
}

struct Try {
    Fault fault;
    Persistence persistence;
    std::uint64_t call;
};

// The fault strikes, the terminal is switched off and on again, and the sitting goes on to its end.
void restart_after_fault(test::FaultyVfs& vfs, const Try& one) {
    CAPTURE(static_cast<int>(one.fault));
    CAPTURE(one.call);
    ScriptedSitting sitting(vfs);
    vfs.arm({.fault = one.fault, .at_call = one.call, .persistence = one.persistence});
    const auto outcome = sitting.go_on();
    if (!outcome) {
        CAPTURE(outcome.error().context);
        CHECK(is_named(outcome.code()));
    }
    sitting.power_off();
    if (one.fault == Fault::power_cut) vfs.lose_unsynced(one.call);
    vfs.disarm();
    const auto again = sitting.go_on();
    if (!again) FAIL_CHECK(again.error().context);
    CHECK_FALSE(sitting.lost_something());
    if (again) sitting.check_finished();
}

// The fault strikes once and the program simply tries again.
void retry_after_fault(test::FaultyVfs& vfs, const Try& one) {
    CAPTURE(static_cast<int>(one.fault));
    CAPTURE(one.call);
    ScriptedSitting sitting(vfs);
    vfs.arm({.fault = one.fault, .at_call = one.call, .persistence = Persistence::once});
    for (int tries = 0; tries < 3 && !sitting.go_on(); ++tries) {
    }
    CHECK_FALSE(sitting.lost_something());
    sitting.check_finished();
}

} // namespace

TEST_CASE("power_cut: at every call of the disk, nothing acknowledged is lost and nothing is there twice") {
    test::FaultyVfs vfs("faulty power");
    const std::uint64_t calls = calls_of_undisturbed_run(vfs);
    MESSAGE("calls of the disk: ", calls);
    CHECK_GT(calls, 100);
    for (std::uint64_t call = 1; call <= calls; ++call)
        restart_after_fault(vfs, {.fault = Fault::power_cut, .persistence = Persistence::from_then_on, .call = call});
}

TEST_CASE("io_error: at every call, for good or once, the terminal goes on after a restart") {
    test::FaultyVfs vfs("faulty errors");
    const std::uint64_t calls = calls_of_undisturbed_run(vfs);
    for (std::uint64_t call = 1; call <= calls; ++call) {
        const Persistence persistence = call % 2 == 0 ? Persistence::once : Persistence::from_then_on;
        restart_after_fault(vfs, {.fault = Fault::io_error, .persistence = persistence, .call = call});
    }
}

TEST_CASE("no_space and short_write: at every write the terminal goes on when there is room again") {
    test::FaultyVfs vfs("faulty room");
    const std::uint64_t calls = calls_of_undisturbed_run(vfs);
    for (std::uint64_t call = 1; call <= calls; ++call) {
        const Fault fault = call % 2 == 0 ? Fault::no_space : Fault::short_write;
        restart_after_fault(vfs, {.fault = fault, .persistence = Persistence::from_then_on, .call = call});
    }
}

TEST_CASE("retry: an error that comes once is overcome by trying again, without a restart") {
    test::FaultyVfs vfs("faulty once");
    const std::uint64_t calls = calls_of_undisturbed_run(vfs);
    for (std::uint64_t call = 1; call <= calls; ++call) {
        const Fault fault = call % 3 == 0 ? Fault::no_space : call % 3 == 1 ? Fault::io_error : Fault::short_write;
        retry_after_fault(vfs, {.fault = fault, .persistence = Persistence::once, .call = call});
    }
}
