#include "sync/bureau/verify_page.h"

#include "sync/bureau/one_file.h"

namespace kaogong::bureau {
namespace {

constexpr std::string_view kBundle = "application/octet-stream";
// It uses the camera alone, for QR codes.
constexpr const char* kPermissions = "camera=(self), geolocation=(), microphone=()";

// The page asks nobody but this server and is shown in nobody's frame.
constexpr const char* kPagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                                    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

} // namespace

VerifyPage::VerifyPage(ByteView bundle) : FileSite("/verify") {
    for (const WebFile& file : web_files()) {
        if (file.name == "index.html")
            add("", kHtml, view(file.content), page_headers(kPagePolicy, kPermissions));
        else
            add_asset(file.name, file.content);
    }
    add("bundle", kBundle, bundle);
    const OneFile one = make_one_file(web_files(), bundle);
    HttpHeaders headers = page_headers(one.policy + "; frame-ancestors 'none'", kPermissions);
    headers.emplace_back("Content-Disposition", "attachment; filename=\"kaogong-verify.html\"");
    add("offline.html", kHtml, view(one.html), std::move(headers));
}

void RenewedVerifyPage::renew(ByteView bundle) {
    auto page = std::make_shared<const VerifyPage>(bundle);
    const std::lock_guard lock(mutex_);
    page_ = std::move(page);
}

std::shared_ptr<const VerifyPage> RenewedVerifyPage::page() const {
    const std::lock_guard lock(mutex_);
    return page_;
}

} // namespace kaogong::bureau
