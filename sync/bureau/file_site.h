// A fixed table of paths below one folder, each with its bytes, made once when the bureau begins to serve. It sees no store and nobody's
// data, so the server's own thread answers at once.
#pragma once

#include "sync/desk/routes.h"

#include <map>
#include <string_view>

namespace kaogong::bureau {

class FileSite : public desk::StaticSite {
  public:
    // Whether a path belongs here, whatever the method. A query is not part of it.
    bool owns(std::string_view target) const override;
    // 200, 304 where the client has it already, 308 from `/verify` to `/verify/`; 404 and 405 carry no body of their own: nothing.
    std::optional<HttpResponse> answer(const HttpRequest& request) const override;

  protected:
    explicit FileSite(std::string folder) : folder_(std::move(folder)) {} // `/verify`; empty: the whole server
    // `name` in the folder; empty: the folder's own page.
    void add(std::string_view name, std::string_view type, ByteView body, HttpHeaders headers = {});
    // By the end of its name; .css and .js alone.
    void add_asset(std::string_view name, std::string_view content);

    static constexpr std::string_view kHtml = "text/html; charset=utf-8";

  private:
    struct Reply {
        std::string type;
        std::string tag; // ETag, with its quotes
        HttpHeaders headers;
        Bytes body;
    };
    std::string folder_;
    std::map<std::string, Reply, std::less<>> replies_; // by path
};

// What keeps a page to itself: `policy` is its Content-Security-Policy, `permissions` its Permissions-Policy.
HttpHeaders page_headers(std::string policy, std::string permissions);

} // namespace kaogong::bureau
