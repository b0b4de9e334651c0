// HTTP requests to intake calls and back: paths, digests and status numbers, nothing else. Every refusal is a JSON body with a code and its
// sentences.
#pragma once

#include "core/base/codes/bureau.h"
#include "sync/bureau/http/server.h"
#include "sync/bureau/intake.h"
#include "sync/bureau/worker.h"

namespace kaogong::bureau {

// What a path asks for. Pure: tried with every kind of odd path.
struct Route {
    enum class Kind { health, offer, chunk, commit } kind = Kind::health;
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

class Routes final : public HttpHandler {
  public:
    struct Parts {
        Intake& intake; // used on the worker's thread only
        Worker& worker;
        std::function<std::string()> health; // JSON; called on the worker's thread
    };
    explicit Routes(Parts parts) : parts_(std::move(parts)) {}

    void handle(HttpRequest request, HttpReply reply) override;
    HttpResponse refusal(int status, const Error& why) override { return refusal_response(status, why); }

  private:
    HttpResponse answer(const Route& route, const HttpRequest& request);
    HttpResponse offer(const HttpRequest& request);
    HttpResponse chunk(const Route& route, const HttpRequest& request);
    HttpResponse commit(const Route& route);

    Parts parts_;
};

} // namespace kaogong::bureau
