#include "tests/sim/bureau.h"

#include "core/record/answer.h"
#include "core/record/checkpoint.h"
#include "sync/bureau/log_writer.h"

#include <algorithm>

namespace kaogong::sim {
namespace {

constexpr std::uint64_t kCallsOfRequest = 160; // of the disk, about

bureau::Authority authority_of(const test::SampleBureau& samples) {
    return {.name = test::SampleBureau::kName,
            .origin = test::SampleBureau::kOrigin,
            .bundle = samples.bundle,
            .bundle_bytes = samples.bundle_bytes,
            .intake = samples.intake.copy(),
            .log = samples.log.copy(),
            .checkpoint = samples.checkpoint.copy()};
}

} // namespace

Bureau::Bureau(std::uint64_t seed, Report& report)
    : report_(report), chance_(seed), disk_("bureau's disk"), samples_(seed), authority_(authority_of(samples_)) {
    open();
    store_->registry().add_centre({.id = samples_.centre, .name = "Sample centre"}).value();
    auto tx = store_->begin_log().value();
    auto log = bureau::LogWriter::open(store_->log(), authority_).value();
    log.append(record::encode_leaf(record::GenesisLeaf{.origin = test::SampleBureau::kOrigin})).value();
    log.sign(clock_.wall_ms()).value();
    tx->commit().value();
}

Bureau::~Bureau() {
    close();
}

void Bureau::open() {
    auto store = bureau::open_store({.data = folder_.path(), .vfs = disk_.name()}, bureau::StoreAccess::create);
    if (!store) {
        if (!disk_.fired()) report_.fail("the bureau's store does not open: " + code_text(store.code()) + " " + store.error().context);
        return;
    }
    store_ = std::move(*store);
    intake_ = std::make_unique<bureau::Intake>(*store_, authority_, clock_, bureau::Intake::SmallParcels::in_memory);
    desk_ = std::make_unique<Desk>(*intake_);
}

void Bureau::close() {
    desk_.reset(); // ends its thread before what its jobs refer to goes
    intake_.reset();
    store_.reset();
}

void Bureau::restart() {
    close();
    if (disk_.fired()) disk_.lose_unsynced(chance_.seed());
    disk_.disarm();
    open();
}

void Bureau::restart_to_lose_power(std::uint64_t at_call) {
    close();
    disk_.arm({.fault = test::Fault::power_cut, .at_call = at_call});
    open();
    if (!store_) recover_power();
}

void Bureau::break_down() {
    report_.note("the bureau's power will go");
    restart_to_lose_power(1 + chance_.below(kCallsOfRequest));
}

void Bureau::recover_power() {
    report_.note("the bureau's power went");
    restart();
}

void Bureau::keep() {
    restart();
    close();
    std::filesystem::copy_file(folder_ / "bureau.db", folder_ / "kept.db", std::filesystem::copy_options::overwrite_existing);
    kept_ = true;
    open();
}

void Bureau::put_back_kept() {
    restart();
    close();
    std::filesystem::copy_file(folder_ / "kept.db", folder_ / "bureau.db", std::filesystem::copy_options::overwrite_existing);
    was_put_back_ = true;
    disk_.disarm();
    open();
    if (store_) size_put_back_ = store_->log().log_size().value();
}

std::optional<HttpResponse> Bureau::handle(const TransportRequest& request) {
    HttpResponse response = desk_->ask(request);
    if (disk_.fired()) {
        recover_power();
        return std::nullopt;
    }
    remember(request, response);
    return response;
}

// An answer is given once; a log of one size has one root. Both for as long as the bureau was not put back to an older state.
void Bureau::remember(const TransportRequest& request, const HttpResponse& response) {
    const bool is_answer = response.status == 200 && request.path.starts_with("/v1/commit/");
    if (!is_answer || was_put_back_) return;
    const auto [known, is_new] = answers_.try_emplace(request.path, response.body);
    if (!is_new && known->second != response.body) report_.fail("two different answers to one parcel");
    const auto answer = record::verify_answer(known->second, authority_.bundle);
    if (!answer) return report_.fail("the bureau's answer does not verify: " + code_text(answer.code()));
    const auto checkpoint = record::decode_checkpoint(answer->content.checkpoint);
    if (!checkpoint) return report_.fail("the bureau's checkpoint does not read");
    const auto [root, is_first] = checkpoint_roots_.try_emplace(checkpoint->size, checkpoint->root);
    if (!is_first && root->second != checkpoint->root) report_.fail("two roots of one size of the log");
}

bool Bureau::gave_before_that(ByteView answer) const {
    return std::any_of(answers_.begin(), answers_.end(), [&](const auto& given) { return equal(given.second, answer); });
}

// Put back, it may have taken in the same parcels in the same order once more.
bool Bureau::leads_on_from(std::uint64_t size) {
    const auto signed_before = checkpoint_roots_.find(size);
    const auto root = record::root_at(store_->log(), size);
    return signed_before != checkpoint_roots_.end() && root && *root == signed_before->second;
}

test::SampleTerminal Bureau::enrol() {
    test::SampleTerminal terminal = samples_.enrol();
    bureau::Terminal row{.id = terminal.id, .centre = samples_.centre, .room = "A", .seat = 7};
    store_->registry().add_terminal(row, {}).value();
    row.key = terminal.device.public_key().bytes();
    row.certificate = terminal.certificate;
    store_->registry().enrol(row, clock_.wall_ms()).value();
    return terminal;
}

void Bureau::know(const CandidateRef& candidate) {
    const auto there = store_->registry().knows_candidate(candidate); // written, and the power went before that was said
    if (there && *there) return;
    const auto known = store_->registry().add_candidate(
        {.centre = samples_.centre, .session = {}, .ticket = candidate.hex(), .reference = candidate});
    if (known) return;
    CHECK(disk_.fired());
    recover_power();
    know(candidate);
}

void Bureau::new_bundle() {
    ++samples_.bundle.version;
    samples_.bundle_bytes = samples_.sign_bundle(samples_.bundle);
    authority_.bundle = samples_.bundle;
    authority_.bundle_bytes = samples_.bundle_bytes;
    restart();
}

} // namespace kaogong::sim
