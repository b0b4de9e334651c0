// HTTP requests to calls at a parcel desk and back: paths, digests and status numbers, nothing else. Every refusal is a JSON body with a code
// and its sentences. HTTP.md is the page about it.
#pragma once

#include "core/base/codes/bureau.h"
#include "sync/desk/examiners.h"
#include "sync/desk/parcel_desk.h"
#include "sync/desk/worker.h"
#include "sync/http/server.h"

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <variant>

namespace kaogong::desk {

// What a path asks for. Pure: tried with every kind of odd path.
struct Route {
    enum class Kind { page, note, offer, chunk, commit } kind = Kind::page;
    std::string name; // of a page or note: "health" of /v1/health
    Hash parcel;
    std::uint64_t chunk = 0;
};
struct RouteRefusal {
    int status = 404;
    Error why = error(codes::request_malformed);
};
std::variant<Route, RouteRefusal> find_route(std::string_view method, std::string_view target);

int http_status(Code code); // 400 when the code says nothing of its own
HttpResponse refusal_response(int status, const Error& why);

// Files that need no store: pages for people.
class StaticSite {
  public:
    virtual ~StaticSite() = default;
    virtual bool owns(std::string_view target) const = 0; // whatever the method
    // Of a GET or HEAD of a target that it owns; nothing where there is no such file.
    virtual std::optional<HttpResponse> answer(const HttpRequest& request) const = 0;
};

class Routes final : public HttpHandler {
  public:
    struct Parts {
        ParcelDesk& desk; // used on the worker's thread only
        Worker& worker;
        std::map<std::string, std::function<std::string()>> pages = {};            // GET /v1/NAME: JSON, made on the worker's thread
        std::map<std::string, std::function<Result<void>(ByteView)>> notes = {};   // POST /v1/NAME: taken in on the worker's thread
        const StaticSite* site = nullptr;                                          // answers on the server's own thread
        std::function<void()> after_commit = [] {}; // on the worker's thread, when the reply is on its way
        Examiners* examiners = nullptr;             // examine what is committed; without them the worker's thread does
    };
    explicit Routes(Parts parts) : parts_(std::move(parts)) {}

    void handle(HttpRequest request, HttpReply reply) override;
    HttpResponse refusal(int status, const Error& why) override { return refusal_response(status, why); }

  private:
    HttpResponse of_site(const HttpRequest& request) const;
    std::optional<RouteRefusal> check_name(const Route& route, std::string_view target) const;

    // What the desk is asked waits here, and a job of the worker takes what waits, together: while one batch reaches the disk the next gathers.
    struct Waiting {
        Route route;
        HttpRequest request;
        HttpReply reply;
        std::shared_ptr<Commission> commission; // examined
    };
    struct Answered {
        HttpResponse response;
        HttpReply reply;
        bool committed = false;
    };
    bool enqueue(std::shared_ptr<Waiting> waiting);
    void serve_waiting();
    bool pass_on();
    void serve_together(std::vector<std::shared_ptr<Waiting>> waiting);
    std::vector<std::shared_ptr<Waiting>> take_waiting();
    std::vector<Answered> answer_all(std::vector<std::shared_ptr<Waiting>> waiting);
    bool examine_elsewhere(const std::shared_ptr<Waiting>& waiting);
    HttpResponse answer(Waiting& waiting);
    HttpResponse offer(const HttpRequest& request);
    HttpResponse chunk(const Route& route, const HttpRequest& request);
    HttpResponse commit(Waiting& waiting);
    HttpResponse page(const Route& route);
    HttpResponse note(const Route& route, const HttpRequest& request);

    Parts parts_;
    std::mutex mutex_;
    std::deque<std::shared_ptr<Waiting>> waiting_;
    bool job_posted_ = false; // of serve_waiting, for those that wait
};

} // namespace kaogong::desk
