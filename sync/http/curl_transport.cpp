#include "sync/http/curl_transport.h"

#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"

#include <curl/curl.h>

namespace kaogong {
namespace {

struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct HandleDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using List = std::unique_ptr<curl_slist, ListDeleter>;
using Handle = std::unique_ptr<CURL, HandleDeleter>;

struct ReplyBody {
    Bytes bytes;
    std::size_t bytes_max = 0;
    bool too_long = false;
};

std::size_t take_body(char* data, std::size_t, std::size_t size, void* target) {
    auto& body = *static_cast<ReplyBody*>(target);
    if (body.bytes.size() + size > body.bytes_max) {
        body.too_long = true;
        return 0; // curl then breaks off: an endless reply costs no more than its limit
    }
    body.bytes.insert(body.bytes.end(), data, data + size);
    return size;
}

int ask_whether_to_stop(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto& asked = *static_cast<const std::function<bool()>*>(stop);
    return asked && asked() ? 1 : 0;
}

Code code_of(CURLcode outcome) {
    switch (outcome) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return codes::bureau_certificate_bad;
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE: return codes::bureau_silent;
    case CURLE_WRITE_ERROR:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING: return codes::bureau_nonsense;
    case CURLE_ABORTED_BY_CALLBACK: return codes::transfer_stopped;
    default: return codes::bureau_unreachable;
    }
}

class CurlTransport final : public Transport {
  public:
    CurlTransport(CurlOptions options, Handle handle) : options_(std::move(options)), handle_(std::move(handle)) {}

    Result<TransportReply> send(const TransportRequest& request) override {
        curl_easy_reset(handle_.get()); // keeps the connection, forgets the last request
        ReplyBody body{.bytes_max = request.reply_bytes_max};
        const List fields = fields_of(request);
        set_limits();
        set_request(request, fields.get());
        set(CURLOPT_WRITEFUNCTION, &take_body);
        set(CURLOPT_WRITEDATA, &body);
        const CURLcode outcome = curl_easy_perform(handle_.get());
        if (body.too_long) return error(codes::bureau_nonsense, request.path + ": reply too long");
        if (outcome != CURLE_OK) return error(failure(outcome), request.path + ": " + curl_easy_strerror(outcome));
        return reply(std::move(body.bytes));
    }

  private:
    template <typename Value> void set(CURLoption option, Value value) {
        CHECK(curl_easy_setopt(handle_.get(), option, value) == CURLE_OK);
    }

    void set_limits() {
        set(CURLOPT_CONNECTTIMEOUT, long{options_.connect_wait_s});
        set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(CURLOPT_LOW_SPEED_TIME, long{options_.silence_wait_s});
        set(CURLOPT_TIMEOUT, long{options_.request_wait_s});
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_MAX_SEND_SPEED_LARGE, static_cast<curl_off_t>(options_.bytes_per_s_max));
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
        set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
        if (options_.ca) set(CURLOPT_CAINFO, options_.ca->c_str());
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &ask_whether_to_stop);
        set(CURLOPT_XFERINFODATA, &options_.stop);
    }

    void set_request(const TransportRequest& request, curl_slist* fields) {
        set(CURLOPT_URL, (options_.server + request.path).c_str());
        set(CURLOPT_HTTPHEADER, fields);
        if (request.method == "GET") return;
        set(CURLOPT_POST, 1L);
        set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(CURLOPT_POSTFIELDS, request.body.empty() ? "" : reinterpret_cast<const char*>(request.body.data()));
    }

    static List fields_of(const TransportRequest& request) {
        List fields(curl_slist_append(nullptr, "Expect:")); // our bodies are small: no round trip to ask whether they may come
        const auto add = [&fields](const std::string& line) { (void)curl_slist_append(fields.get(), line.c_str()); };
        CHECK(fields);
        if (!request.content_type.empty()) add("Content-Type: " + request.content_type);
        if (!request.content_digest.empty()) add("Content-Digest: " + request.content_digest);
        return fields;
    }

    // A time limit that ran out before there was a connection means something else than one in the middle of a transfer.
    Code failure(CURLcode outcome) {
        double connected_s = 0;
        (void)curl_easy_getinfo(handle_.get(), CURLINFO_PRETRANSFER_TIME, &connected_s);
        if (outcome == CURLE_OPERATION_TIMEDOUT && connected_s <= 0) return codes::bureau_unreachable;
        return code_of(outcome);
    }

    TransportReply reply(Bytes body) {
        long status = 0;
        curl_off_t retry_after_s = 0;
        (void)curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        (void)curl_easy_getinfo(handle_.get(), CURLINFO_RETRY_AFTER, &retry_after_s);
        return {.status = static_cast<int>(status), .retry_after_s = retry_after_s, .body = std::move(body)};
    }

    CurlOptions options_;
    Handle handle_;
};

} // namespace

Result<std::unique_ptr<Transport>> open_curl_transport(const CurlOptions& options) {
    if (!options.server.starts_with("http://") && !options.server.starts_with("https://"))
        return error(codes::usage, "an address begins with http:// or https://");
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0) return error(codes::library_unusable, "curl");
    Handle handle(curl_easy_init());
    if (!handle) return error(codes::library_unusable, "curl");
    CurlOptions trimmed = options;
    while (trimmed.server.ends_with('/')) trimmed.server.pop_back();
    return std::unique_ptr<Transport>(std::make_unique<CurlTransport>(std::move(trimmed), std::move(handle)));
}

} // namespace kaogong
