#include "sync/desk/routes.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/base/codes/store.h"

#include <atomic>
#include <future>
#include <thread>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::desk;

namespace {

int status_of(std::string_view method, const std::string& target) {
    const auto found = find_route(method, target);
    const auto* refusal = std::get_if<RouteRefusal>(&found);
    return refusal == nullptr ? 200 : refusal->status;
}

const std::string kId(64, 'a');

// A desk at which nobody hands anything in.
class EmptyDesk final : public ParcelDesk {
  public:
    Result<Offered> offer(ByteView) override { return error(codes::terminal_unknown); }
    Result<void> chunk(const Hash&, std::uint64_t, ByteView) override { return error(codes::parcel_unknown); }
    Result<Committed> commit(const Hash&) override { return error(codes::parcel_unknown); }
};

class OnePage final : public StaticSite {
  public:
    bool owns(std::string_view target) const override { return target.starts_with("/site/"); }
    std::optional<HttpResponse> answer(const HttpRequest& request) const override {
        if (request.target != "/site/") return std::nullopt;
        return HttpResponse{.body = to_bytes(view("a page for people"))};
    }
};

} // namespace

TEST_CASE("knows five routes") {
    CHECK_EQ(status_of("GET", "/v1/health"), 200);
    CHECK_EQ(status_of("POST", "/v1/offer"), 200);
    CHECK_EQ(status_of("POST", "/v1/cosignatures"), 200);
    CHECK_EQ(status_of("PUT", "/v1/health"), 405);
    CHECK_EQ(status_of("POST", "/v1/commit/" + kId), 200);
    const auto found = find_route("PUT", "/v1/chunk/" + kId + "/17");
    const auto* route = std::get_if<Route>(&found);
    REQUIRE(route != nullptr);
    CHECK(route->kind == Route::Kind::chunk);
    CHECK_EQ(route->chunk, 17u);
    CHECK_EQ(route->parcel.hex(), kId);
}

TEST_CASE("every other path is not found, every other method not allowed") {
    for (const std::string& target : {std::string(),
                                      std::string("/"),
                                      std::string("*"),
                                      std::string("v1/offer"),
                                      std::string("/v1"),
                                      std::string("/v1/"),
                                      std::string("/v2/offer"),
                                      std::string("/v1/offer/"),
                                      std::string("/v1/offer?x=1"),
                                      std::string("//v1/offer"),
                                      std::string("/v1/./offer"),
                                      std::string("/v1/commit/"),
                                      "/v1/commit/" + kId + "/",
                                      "/v1/commit/" + kId + "a",
                                      "/v1/commit/" + std::string(64, 'A'),
                                      "/v1/commit/" + std::string(64, 'g'),
                                      "/v1/chunk/" + kId,
                                      "/v1/chunk/" + kId + "/",
                                      "/v1/chunk/" + kId + "/+1",
                                      "/v1/chunk/" + kId + "/0x1",
                                      "/v1/chunk/" + kId + "/1/2",
                                      "/v1/chunk/" + kId + "/258",
                                      "/v1/chunk/" + kId + "/1 ",
                                      std::string("http://x/v1/health"),
                                      std::string(10'000, '/')}) {
        CAPTURE(target);
        CHECK_EQ(status_of("GET", target), 404);
        CHECK_EQ(status_of("POST", target), 404);
    }
    CHECK_EQ(status_of("GET", "/v1/offer"), 405);
    CHECK_EQ(status_of("post", "/v1/offer"), 405);
    CHECK_EQ(status_of("DELETE", "/v1/commit/" + kId), 405);
    CHECK_EQ(status_of("POST", "/v1/chunk/" + kId + "/0"), 405);
}

TEST_CASE("what a code means to a client") {
    CHECK_EQ(http_status(codes::terminal_unknown), 403);
    CHECK_EQ(http_status(codes::parcel_lacking), 409);
    CHECK_EQ(http_status(codes::ledger_forked), 422);
    CHECK_EQ(http_status(codes::parcels_open_too_many), 429);
    CHECK_EQ(http_status(codes::bureau_overloaded), 503);
    CHECK_EQ(http_status(codes::store_unreachable), 503);
    CHECK_EQ(http_status(codes::store_contended), 503);
    CHECK_EQ(http_status(codes::store_server_refused), 500);
    CHECK_EQ(http_status(codes::no_space), 507);
    CHECK_EQ(http_status(codes::store_corrupt), 500);
    CHECK_EQ(http_status(codes::signature_bad), 400);
    CHECK(refusal_response(503, error(codes::bureau_overloaded)).retry_after_s);
    CHECK_FALSE(refusal_response(400, error(codes::signature_bad)).retry_after_s);
}

TEST_CASE("pages are read and notes taken in by their names, each by one method; the site has paths of its own") {
    EmptyDesk desk;
    OnePage site;
    std::string taken;
    Worker worker(8);
    Routes routes({.desk = desk,
                   .worker = worker,
                   .pages = {{"room", [] { return std::string("{\"places\":[]}"); }}},
                   .notes = {{"slip",
                              [&taken](ByteView note) -> Result<void> {
                                  taken = as_text(note);
                                  return taken.empty() ? Result<void>(error(codes::request_malformed)) : success();
                              }}},
                   .site = &site});
    const auto ask = [&routes](std::string method, std::string target, std::string body = {}) {
        std::promise<HttpResponse> promise;
        routes.handle({.method = std::move(method), .target = std::move(target), .body = to_bytes(view(body))},
                      [&promise](HttpResponse response) { promise.set_value(std::move(response)); });
        return promise.get_future().get();
    };
    CHECK_EQ(as_text(ask("GET", "/v1/room").body), "{\"places\":[]}");
    CHECK_EQ(ask("POST", "/v1/room").status, 405);
    CHECK_EQ(ask("POST", "/v1/slip", "signed").status, 204);
    CHECK_EQ(taken, "signed");
    CHECK_EQ(ask("POST", "/v1/slip").status, 400);
    CHECK_EQ(ask("GET", "/v1/slip").status, 405);
    CHECK_EQ(ask("GET", "/v1/other").status, 404);
    CHECK_EQ(ask("POST", "/v1/other").status, 404);
    CHECK_EQ(ask("GET", "/site/").status, 200);
    CHECK_EQ(ask("GET", "/site/other").status, 404);
    CHECK_EQ(ask("POST", "/site/").status, 405);
    CHECK_EQ(ask("POST", "/v1/offer").status, 403);
    CHECK_EQ(ask("POST", "/v1/commit/" + kId).status, 409);
}

namespace {

// A desk that notes what it was asked within which batch, and whose disk can fail.
class BatchDesk final : public ParcelDesk {
  public:
    class Batch final : public DeskBatch {
      public:
        explicit Batch(BatchDesk& desk) : desk_(desk) {}
        Result<void> commit() override {
            desk_.batches.push_back(desk_.in_batch);
            desk_.in_batch = 0;
            return desk_.disk_full ? Result<void>(error(codes::no_space)) : success();
        }

      private:
        BatchDesk& desk_;
    };
    class Examined final : public Commission {
      public:
        explicit Examined(std::atomic<int>& examined) : examined_(examined) {}
        void examine() override {
            ++examined_;
            by = std::this_thread::get_id();
        }
        std::size_t bytes() const override { return 1; }
        std::thread::id by;

      private:
        std::atomic<int>& examined_;
    };

    Result<Offered> offer(ByteView) override {
        ++in_batch;
        return Offered{};
    }
    Result<void> chunk(const Hash&, std::uint64_t, ByteView) override { return error(codes::parcel_unknown); }
    Result<Committed> commit(const Hash&) override { return error(codes::parcel_unknown); }
    std::unique_ptr<Commission> open_commit(const Hash&) override { return std::make_unique<Examined>(examined); }
    Result<Committed> finish_commit(const Hash&, Commission& commission) override {
        ++in_batch;
        elsewhere = elsewhere && static_cast<Examined&>(commission).by != std::this_thread::get_id();
        return Committed{.answer = to_bytes(view("answer"))};
    }
    Result<std::unique_ptr<DeskBatch>> begin_batch() override { return std::unique_ptr<DeskBatch>(std::make_unique<Batch>(*this)); }

    std::vector<int> batches; // how many calls each had
    int in_batch = 0;
    bool disk_full = false;
    bool elsewhere = true;
    std::atomic<int> examined = 0;
};

// Holds the worker's thread until let go, so that requests gather.
class Gate {
  public:
    explicit Gate(Worker& worker) {
        REQUIRE(worker.post([this] { open_.get_future().wait(); }));
    }
    void open() { open_.set_value(); }

  private:
    std::promise<void> open_;
};

std::vector<int> statuses_of(Routes& routes, Gate& gate, const std::vector<std::pair<std::string, std::string>>& requests) {
    std::vector<std::promise<int>> promises(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i)
        routes.handle({.method = requests[i].first, .target = requests[i].second},
                      [&promise = promises[i]](HttpResponse response) { promise.set_value(response.status); });
    gate.open();
    std::vector<int> statuses;
    for (auto& promise : promises) statuses.push_back(promise.get_future().get());
    return statuses;
}

} // namespace

TEST_CASE("requests that gather while the disk is busy reach it together, each with its own answer") {
    BatchDesk desk;
    int heads_moved = 0;
    Worker worker(100);
    Examiners examiners(1);
    Routes routes({.desk = desk, .worker = worker, .after_commit = [&heads_moved] { ++heads_moved; }, .examiners = &examiners});
    Gate gate(worker);
    const auto statuses = statuses_of(
        routes, gate,
        {{"POST", "/v1/offer"}, {"POST", "/v1/offer"}, {"PUT", "/v1/chunk/" + kId + "/0"}, {"POST", "/v1/offer"}, {"POST", "/v1/commit/" + kId}});
    CHECK_EQ(statuses, std::vector<int>{200, 200, 400, 200, 200});
    examiners.finish();
    worker.finish();
    CHECK_EQ(desk.batches, std::vector<int>{3, 1}); // the commit was examined meanwhile
    CHECK_EQ(desk.examined, 1);
    CHECK(desk.elsewhere);
    CHECK_EQ(heads_moved, 1);
}

TEST_CASE("when a batch does not reach the disk, nobody in it is told that it did") {
    BatchDesk desk;
    desk.disk_full = true;
    int heads_moved = 0;
    Worker worker(100);
    Routes routes({.desk = desk, .worker = worker, .after_commit = [&heads_moved] { ++heads_moved; }});
    Gate gate(worker);
    CHECK_EQ(statuses_of(routes, gate, {{"POST", "/v1/offer"}, {"POST", "/v1/commit/" + kId}}), std::vector<int>{507, 507});
    worker.finish();
    CHECK_EQ(heads_moved, 0);
}

TEST_CASE("clients that ask again with every answer leave no work behind") {
    BatchDesk desk;
    Worker worker(4); // fewer than there are clients, and far fewer than there are requests
    Routes routes({.desk = desk, .worker = worker});
    constexpr int kClients = 20, kRounds = 50;
    std::atomic<int> answered = 0;
    std::promise<void> all;
    const std::function<void(int)> ask = [&](int round) {
        routes.handle({.method = "POST", .target = "/v1/offer"}, [&, round](HttpResponse response) {
            if (response.status != 200) return all.set_exception(std::make_exception_ptr(response.status));
            if (round < kRounds) ask(round + 1);
            if (++answered == kClients * kRounds) all.set_value();
        });
    };
    for (int i = 0; i < kClients; ++i) ask(1);
    all.get_future().get();
    worker.finish();
    CHECK_EQ(answered, kClients * kRounds);
}
