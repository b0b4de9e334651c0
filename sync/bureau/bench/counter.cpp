#include "sync/bureau/bench/counter.h"

#include "core/base/codes/sync.h"
#include "core/base/text.h"
#include "sync/measure/figure.h"

#include <algorithm>
#include <future>

namespace kaogong::bureau::bench {
namespace {

constexpr std::size_t kJobsWaitingMax = 1'024; // as a serving bureau

// One terminal at the counter: its next request goes out when the last one was answered.
class Visitor {
  public:
    Visitor(desk::Routes& routes, const std::vector<CutParcel>& parcels) : routes_(routes), parcels_(parcels) {}

    std::future<Result<void>> begin() {
        auto outcome = outcome_.get_future();
        go_on();
        return outcome;
    }

  private:
    void go_on() {
        if (at_ == parcels_.size()) return outcome_.set_value(success());
        routes_.handle(next_request(), [this](HttpResponse response) {
            if (response.status >= 300 || response.status == 202)
                return outcome_.set_value(error(codes::parcel_refused, std::string(as_text(response.body))));
            go_on();
        });
    }

    HttpRequest next_request() {
        const CutParcel& parcel = parcels_[at_];
        const std::size_t step = step_++;
        if (step == 0) return {.method = "POST", .target = "/v1/offer", .body = parcel.head};
        if (step <= parcel.chunks.size()) {
            const CutParcel::Chunk& chunk = parcel.chunks[step - 1];
            return {.method = "PUT",
                    .target = "/v1/chunk/" + parcel.id.hex() + "/" + std::to_string(step - 1),
                    .content_digest = chunk.digest,
                    .body = chunk.bytes};
        }
        ++at_;
        step_ = 0;
        return {.method = "POST", .target = "/v1/commit/" + parcel.id.hex()};
    }

    desk::Routes& routes_;
    const std::vector<CutParcel>& parcels_;
    std::size_t at_ = 0;
    std::size_t step_ = 0; // offer, chunks, commit
    std::promise<Result<void>> outcome_;
};

} // namespace

Result<CutParcel> cut_up(ByteView parcel) {
    const auto opened = TRY(record::open_parcel(parcel));
    CutParcel cut{.id = opened.head.id, .head = to_bytes(opened.head.message.encoded), .chunks = {}};
    for (std::size_t at = 0; at < parcel.size(); at += desk::kChunkBytes) {
        const ByteView bytes = parcel.subspan(at, std::min(desk::kChunkBytes, parcel.size() - at));
        cut.chunks.push_back({.bytes = to_bytes(bytes), .digest = "sha-256=:" + to_base64(record::sha256(bytes).view()) + ":"});
    }
    return cut;
}

Counter::Counter(ScratchBureau& bureau)
    : intake_(*bureau.store, bureau.authority, bureau.clock, Intake::SmallParcels::in_memory), examiners_(std::max(1u, std::thread::hardware_concurrency())),
      worker_(kJobsWaitingMax), routes_({.desk = intake_, .worker = worker_, .examiners = &examiners_}) {}

Counter::~Counter() {
    examiners_.finish();
    worker_.finish();
}

Result<double> Counter::hand_in(const std::vector<std::vector<CutParcel>>& terminals) {
    std::vector<std::unique_ptr<Visitor>> visitors;
    for (const auto& parcels : terminals) visitors.push_back(std::make_unique<Visitor>(routes_, parcels));
    const double begin_s = measure::seconds_now();
    std::vector<std::future<Result<void>>> outcomes;
    for (const auto& visitor : visitors) outcomes.push_back(visitor->begin());
    Result<void> all = success();
    for (auto& outcome : outcomes) {
        const auto one = outcome.get(); // each is waited for: a visitor must not go while an answer is on its way to it
        if (all.ok() && !one.ok()) all = one;
    }
    TRY(std::move(all));
    return measure::seconds_now() - begin_s;
}

} // namespace kaogong::bureau::bench
