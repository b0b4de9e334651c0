#include "tests/sim/terminal.h"

#include "core/record/merkle.h"
#include "tests/sim/files.h"

namespace kaogong::sim {
namespace {

constexpr std::int64_t kOutageMs = 20'000;
constexpr std::uint64_t kEntriesOfParcel = 12; // few, so that a day makes several parcels
constexpr int kItems = 2;

std::string disk_name() {
    static int count = 0;
    return "terminal's disk " + std::to_string(++count);
}

std::string entry_name(std::uint64_t index, const Hash& leaf) {
    return std::to_string(index) + ":" + leaf.hex();
}

} // namespace

bool TerminalIdentity::contradicts_itself() const {
    std::set<std::string> places;
    for (const std::string& entry : entries_of_branches) {
        if (!places.insert(entry.substr(0, entry.find(':'))).second) return true;
    }
    return false;
}

Terminal::Terminal(TerminalIdentity& identity, Bureau& bureau, Report& report, std::uint64_t seed)
    : identity_(identity), bureau_(bureau), report_(report), chance_(seed), disk_(disk_name()), random_(chance_.seed()) {
    start();
    if (store_) store_->trust().accept(bureau_.samples().bundle_bytes).value();
    observe();
}

Terminal::Terminal(Copy, Terminal& original)
    : identity_(original.identity_), bureau_(original.bureau_), report_(original.report_), chance_(original.chance_.seed()),
      disk_(disk_name()), clock_(original.clock_), random_(chance_.seed()), leaves_(original.leaves_), acknowledged_(original.acknowledged_),
      broken_answers_expected_(original.broken_answers_expected_) {
    std::filesystem::copy(original.data(), data(), std::filesystem::copy_options::recursive);
    start();
}

Terminal::~Terminal() = default;

std::string Terminal::name() const {
    return "terminal " + std::to_string(identity_.number);
}

store::TerminalStoreOptions Terminal::options() {
    return {.data = data(),
            .terminal = identity_.keys.id,
            .device = identity_.keys.device,
            .sealing = identity_.sealing,
            .certificate = identity_.keys.certificate,
            .roots = bureau_.samples().root_set,
            .clock = clock_,
            .random = random_,
            .boot = {.boot_id = clock_.now().boot_id, .hardware = {}, .tpm_counter = {}, .software = "simulation"},
            .enrolment = record::EnrolledBody{.root_set = record::sha256(bureau_.samples().root_set.encode()),
                                              .bundle_version = 1,
                                              .environment = record::Environment::demo,
                                              .certificate = identity_.keys.certificate,
                                              .software = "simulation"},
            .space = {.reserve_bytes = 4u << 10, .floor_bytes = 4u << 10},
            .parcels = {.entries_max = kEntriesOfParcel},
            .vfs = disk_.name()};
}

void Terminal::open() {
    auto store = store::TerminalStore::open(options());
    if (store) {
        store_ = std::move(*store);
        return;
    }
    if (!disk_.fired()) report_.fail(name() + " does not open: " + code_text(store.code()) + " " + store.error().context);
}

void Terminal::close() {
    agent_.reset();
    store_.reset();
}

void Terminal::start() {
    disk_.disarm();
    open();
    observe();
}

void Terminal::restart() {
    close();
    clock_.reboot(kOutageMs);
    start();
}

void Terminal::restart_to_lose_power(std::uint64_t at_call) {
    close();
    clock_.reboot(kOutageMs);
    disk_.arm({.fault = test::Fault::power_cut, .at_call = at_call});
    open();
    if (disk_.fired()) return recover_power();
    observe();
}

void Terminal::recover_power() {
    report_.note(name() + " lost power");
    close();
    disk_.lose_unsynced(chance_.seed());
    clock_.reboot(kOutageMs);
    start();
    check_memory();
}

// What was acknowledged before the power went is there after it, in its place.
void Terminal::check_memory() {
    if (!store_) return;
    std::map<std::uint64_t, Hash> there;
    for (const store::ResultStatus& status : store_->results().all().value()) there[status.entry_index] = status.record_hash;
    for (const auto& [index, record] : acknowledged_) {
        const auto found = there.find(index);
        if (found == there.end() || found->second != record) return report_.fail(name() + " lost an acknowledged result");
    }
}

// Takes note of what the ledger has new, and that it still has what it had.
void Terminal::observe() {
    if (!store_) return;
    const std::uint64_t size = store_->ledger().size();
    if (size < leaves_.size()) return report_.fail(name() + " lost entries");
    if (!leaves_.empty() && record::leaf_hash(store_->ledger().entry(leaves_.size() - 1).value()) != leaves_.back())
        return report_.fail(name() + " changed an entry");
    for (std::uint64_t i = leaves_.size(); i < size; ++i) {
        leaves_.push_back(record::leaf_hash(store_->ledger().entry(i).value()));
        identity_.entries_of_branches.insert(entry_name(i, leaves_.back()));
    }
}

template <typename Step> void Terminal::run(const char* what, Step step) {
    if (!store_ || report_.failed()) return;
    const Result<void> done = step();
    if (disk_.fired()) return recover_power();
    if (!done) return report_.fail(name() + " could not " + what + ": " + code_text(done.code()) + " " + done.error().context);
    observe();
}

void Terminal::seal_result() {
    run("seal a result", [this]() -> Result<void> {
        const Bytes answers = to_bytes(view("answers " + std::to_string(chance_.seed())));
        auto result = identity_.keys.result_record(kItems);
        result.evidence = {record::sha256(answers)};
        bureau_.know(result.candidate);
        const Bytes sealed = identity_.keys.signed_result(result);
        const std::uint64_t before = store_->ledger().size();
        TRY(store_->results().seal({.signed_result = sealed, .blobs = {answers}}));
        // From here on it is promised, even if the power goes with the next breath.
        const auto opened = TRY(record::open_result(sealed));
        acknowledged_[before] = record::record_hash(opened.payload);
        return success();
    });
}

void Terminal::heartbeat() {
    run("note a heartbeat", [this] { return store_->note_heartbeat(); });
}

void Terminal::step_clock(std::int64_t by_ms) {
    clock_.step_wall(by_ms);
    run("note a clock step", [this, by_ms] {
        return store_->note_clock_step({.expected_ms = clock_.wall_ms() - by_ms, .found_ms = clock_.wall_ms()});
    });
}

void Terminal::let_pass(std::int64_t ms) {
    clock_.advance(ms);
}

void Terminal::export_due() {
    run("export", [this]() -> Result<void> {
        TRY(store_->export_due());
        return success();
    });
}

void Terminal::ask_for_all() {
    (void)write_file_atomic(data() / "spool" / "ask" / "now", view("1"));
}

// As the kiosk takes in its spool: what verifies is taken and removed, what does not is moved aside.
void Terminal::take_in() {
    run("take in answers", [this]() -> Result<void> {
        for (const store::FolderFile& file : TRY(store_->spool_in().scan()).files) {
            const Bytes bytes = TRY(store_->spool_in().take(file.name, kFileSizeMax));
            const auto told = size_told_by_new_self(bytes);
            const auto taken = store_->parcels().import_answer(bytes);
            if (told && taken && taken->is_new) check_belief(bytes);
            if (told) sizes_of_new_self_.insert(*told);
            if (disk_.fired()) return taken ? success() : Result<void>(taken.error());
            if (taken) {
                TRY(store_->spool_in().remove(file.name));
                continue;
            }
            report_.note(name() + " refused an answer: " + code_text(taken.code()) + " " + taken.error().context);
            const bool may_refuse = broken_answers_expected_ || bureau_.was_put_back() || identity_.has_lost_memory;
            if (!may_refuse) report_.fail(name() + " refused a good answer: " + code_text(taken.code()) + " " + taken.error().context);
            TRY(store_->spool_in().refuse(file.name, taken.code()));
        }
        return success();
    });
}

// Of the bureau's new self: bytes that it gave since it was put back, about a log beyond that size. Up to there both selves say the same.
std::optional<std::uint64_t> Terminal::size_told_by_new_self(ByteView file) const {
    if (!bureau_.was_put_back() || bureau_.gave_before_that(file)) return std::nullopt;
    const auto answer = record::open_answer(file);
    const auto checkpoint = answer ? record::decode_checkpoint(answer->content.checkpoint) : Result<record::Checkpoint>(answer.error());
    if (!checkpoint || checkpoint->size <= bureau_.size_put_back()) return std::nullopt;
    return checkpoint->size;
}

// An old parcel may still be answered by it; one that names a state of the log that was forgotten may not.
void Terminal::check_belief(ByteView file) {
    const auto anchor = anchors_.find(record::open_answer(file).value().content.parcel.hex());
    if (anchor == anchors_.end() || anchor->second <= bureau_.size_put_back() || sizes_of_new_self_.contains(anchor->second)) return;
    if (bureau_.leads_on_from(anchor->second)) return;
    report_.fail(name() + " believed a bureau that had forgotten, at " + std::to_string(anchor->second) + " of the log, which was put back to " + std::to_string(bureau_.size_put_back()));
}

void Terminal::carry(Transport& transport) {
    if (!store_) return;
    for (const Path& file : files_in(data() / "spool" / "out")) {
        const auto bytes = read_file(file, kFileSizeMax);
        const auto parcel = bytes ? record::open_parcel(*bytes) : Result<record::Parcel>(bytes.error());
        if (parcel) anchors_[parcel->head.id.hex()] = parcel->head.content.log_size;
    }
    if (!agent_) {
        auto agent = sync::Agent::open(data(), {.clock = clock_, .random = random_});
        if (!agent) return report_.fail(name() + "'s carrier does not open: " + code_text(agent.code()));
        agent_.emplace(std::move(*agent));
    }
    const auto pass = agent_->pass(transport);
    if (!pass) report_.fail(name() + "'s carrier: " + code_text(pass.code()) + " " + pass.error().context);
}

void Terminal::carry_now(Transport& transport) {
    if (agent_) agent_->schedule().try_now();
    carry(transport);
}

void Terminal::keep() {
    close();
    start();
    store_.reset();
    std::filesystem::remove_all(folder_ / "kept");
    std::filesystem::copy(data(), folder_ / "kept", std::filesystem::copy_options::recursive);
    memory_of_kept_ = {leaves_, acknowledged_};
    kept_ = true;
    start();
}

void Terminal::put_back_kept() {
    close();
    std::filesystem::remove_all(data());
    std::filesystem::copy(folder_ / "kept", data(), std::filesystem::copy_options::recursive);
    leaves_ = memory_of_kept_.leaves;
    acknowledged_ = memory_of_kept_.acknowledged;
    identity_.has_lost_memory = true;
    clock_.reboot(kOutageMs);
    start();
}

std::unique_ptr<Terminal> Terminal::clone() {
    close();
    disk_.disarm();
    identity_.has_lost_memory = true;
    auto made = std::unique_ptr<Terminal>(new Terminal(Copy{}, *this));
    clock_.reboot(kOutageMs);
    start();
    return made;
}

} // namespace kaogong::sim
