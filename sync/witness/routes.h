// The witness over HTTP (C2SP tlog-witness): POST /add-checkpoint and nothing else. Refusals are one line of plain text with a code. Every
// request is judged on the server's own thread: looking at the last head and keeping the next one must not be cut apart by another request.
#pragma once

#include "sync/http/server.h"
#include "sync/witness/witness.h"

namespace kaogong::witness {

int http_status(Code code); // of a refusal

class Routes final : public HttpHandler {
  public:
    explicit Routes(Witness& witness) : witness_(witness) {}

    void handle(HttpRequest request, HttpReply reply) override { reply(answer(request)); }
    HttpResponse refusal(int status, const Error& why) override;

  private:
    HttpResponse answer(const HttpRequest& request);
    HttpResponse refused(const Error& why, std::string_view note);

    Witness& witness_;
};

} // namespace kaogong::witness
