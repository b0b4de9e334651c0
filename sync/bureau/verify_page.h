// The public verification page over HTTP: a fixed table of paths, each with its bytes, made once when the bureau begins to serve. It sees no
// store and nobody's data, so the server's own thread answers at once.
#pragma once

#include "sync/desk/routes.h"

#include <map>
#include <string_view>

namespace kaogong::bureau {

class VerifyPage final : public desk::StaticSite {
  public:
    // The files that the program carries, `bundle` and `offline.html`, both with this trust bundle.
    explicit VerifyPage(ByteView bundle);

    // Whether a path belongs here, whatever the method. A query is not part of it.
    bool owns(std::string_view target) const override;
    // 200, 304 where the client has it already, 308 from `/verify` to `/verify/`; 404 and 405 carry no body of their own: nothing.
    std::optional<HttpResponse> answer(const HttpRequest& request) const override;

  private:
    struct Reply {
        std::string type;
        std::string tag; // ETag, with its quotes
        HttpHeaders headers;
        Bytes body;
    };
    void add(std::string path, std::string_view type, ByteView body, HttpHeaders headers = {});

    std::map<std::string, Reply, std::less<>> replies_; // by path
};

} // namespace kaogong::bureau
