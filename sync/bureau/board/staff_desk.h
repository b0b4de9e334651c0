// The staff's address 中心看板, apart from the public one: one page and the JSON that it shows, GET and HEAD alone. It is meant for
// loopback, where a browser could still be led to it by a foreign page under a name of its own: so requests are answered only under a
// numeric address or localhost.
#pragma once

#include "sync/bureau/file_site.h"

namespace kaogong::bureau {

class StaffPage final : public FileSite {
  public:
    StaffPage();
};

class StaffDesk final : public HttpHandler {
  public:
    struct Parts {
        desk::Worker& worker;
        std::function<Result<std::string>()> overview; // JSON; on the worker's thread
    };
    explicit StaffDesk(Parts parts) : parts_(std::move(parts)) {}

    void handle(HttpRequest request, HttpReply reply) override;
    HttpResponse refusal(int status, const Error& why) override { return desk::refusal_response(status, why); }

  private:
    Parts parts_;
    StaffPage page_;
};

// `127.0.0.1:8472`, `[::1]:8472`, `localhost:8472`, with or without a port.
bool is_direct_host(std::string_view host);

} // namespace kaogong::bureau
