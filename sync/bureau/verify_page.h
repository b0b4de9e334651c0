// The public verification page over HTTP, below `/verify`.
#pragma once

#include "sync/bureau/file_site.h"

#include <memory>
#include <mutex>

namespace kaogong::bureau {

class VerifyPage final : public FileSite {
  public:
    // The files that the program carries, `bundle` and `offline.html`, both with this trust bundle.
    explicit VerifyPage(ByteView bundle);
};

// The page with the bundle that is in force. Asked by the server's thread, renewed by the store's.
class RenewedVerifyPage final : public desk::StaticSite {
  public:
    explicit RenewedVerifyPage(ByteView bundle) { renew(bundle); }
    void renew(ByteView bundle);
    bool owns(std::string_view target) const override { return page()->owns(target); }
    std::optional<HttpResponse> answer(const HttpRequest& request) const override { return page()->answer(request); }

  private:
    std::shared_ptr<const VerifyPage> page() const;

    mutable std::mutex mutex_;
    std::shared_ptr<const VerifyPage> page_;
};

} // namespace kaogong::bureau
