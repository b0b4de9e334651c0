#include "sync/http/server.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/log.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <charconv>
#include <chrono>
#include <csignal>
#include <list>
#include <unordered_set>

#include <sys/resource.h>

namespace kaogong {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using std::chrono::milliseconds;

constexpr std::size_t kReadBufferBytes = 64u << 10;
constexpr std::size_t kDrainBytesMax = 1u << 20;
constexpr int kDrainWaitMs = 2'000;
constexpr int kStopWaitMs = 10'000;
constexpr int kHttpVersion = 11;

class SessionBase {
  public:
    virtual ~SessionBase() = default;
    virtual void close_when_idle() = 0;
    virtual void give_way() = 0; // of one that rests: it closes as soon as it is its turn
};

// What the sessions share. Lives on the server's one thread.
struct Shared {
    HttpHandler& handler;
    HttpLimits limits;
    std::unordered_set<SessionBase*> sessions;
    std::list<SessionBase*> resting = {}; // between requests, the one that has rested longest first
    std::size_t giving_way = 0;           // told to, and still among the sessions
    bool stopping = false;

    // False when all connections are at work. Those that rest must not keep anybody out: whoever opens them costs nothing but them.
    bool make_room() {
        while (sessions.size() - giving_way >= limits.connections_max) {
            if (resting.empty()) return false;
            resting.front()->give_way();
        }
        return true;
    }
};

// Time enough for `size` bytes at the slowest speed that we allow.
milliseconds transfer_time(const HttpLimits& limits, std::uint64_t size) {
    return milliseconds(limits.body_grace_ms + static_cast<std::int64_t>(size * 1'000 / limits.body_bytes_per_s_min));
}

template <typename Stream> constexpr bool kIsTls = !std::is_same_v<Stream, beast::tcp_stream>;

// One connection: wait for a byte, read header, read body, have it handled, write the reply, and again.
template <typename Stream> class Session final : public SessionBase, public std::enable_shared_from_this<Session<Stream>> {
  public:
    Session(Stream stream, Shared& shared) : stream_(std::move(stream)), shared_(shared) { shared_.sessions.insert(this); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() override {
        end_rest();
        shared_.sessions.erase(this);
    }

    void start() {
        expire(shared_.limits.header_wait_ms);
        if constexpr (kIsTls<Stream>) {
            stream_.async_handshake(asio::ssl::stream_base::server, [self = this->shared_from_this()](beast::error_code failed) {
                if (!failed) self->wait_for_request(self->shared_.limits.header_wait_ms);
            });
        } else {
            wait_for_request(shared_.limits.header_wait_ms);
        }
    }

    void close_when_idle() override {
        if (idle_) socket().cancel();
    }

    void give_way() override {
        shared_.resting.erase(*rest_);
        rest_.reset();
        gives_way_ = true;
        ++shared_.giving_way;
        socket().cancel();
    }

    void refuse(int status, const Error& error) {
        close_after_reply_ = true;
        write(shared_.handler.refusal(status, error));
    }

  private:
    using Parser = http::request_parser<http::vector_body<std::uint8_t>>;

    beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }
    tcp::socket& socket() { return lowest().socket(); }
    void expire(int wait_ms) { lowest().expires_after(milliseconds(wait_ms)); }

    // Between requests a connection may rest; from the first byte on, the header has its own, shorter time.
    void wait_for_request(int wait_ms) {
        if (shared_.stopping) return;
        parser_.emplace();
        is_head_ = false;
        parser_->header_limit(shared_.limits.header_bytes_max);
        parser_->body_limit(shared_.limits.body_bytes_max);
        if (buffer_.size() > 0) return read_header();
        buffer_ = beast::flat_buffer();
        expire(wait_ms);
        begin_rest();
        stream_.async_read_some(buffer_.prepare(1), [self = this->shared_from_this()](beast::error_code failed, std::size_t size) {
            self->end_rest();
            if (failed) return self->close();
            self->buffer_.commit(size);
            self->read_header();
        });
    }

    void begin_rest() {
        idle_ = true;
        rest_ = shared_.resting.insert(shared_.resting.end(), this);
    }

    // A byte that came at the last moment still gets its request answered, although the connection had been told to give way.
    void end_rest() {
        idle_ = false;
        if (rest_) shared_.resting.erase(*rest_);
        rest_.reset();
        if (gives_way_) --shared_.giving_way;
        gives_way_ = false;
    }

    void read_header() {
        expire(shared_.limits.header_wait_ms);
        buffer_.reserve(kReadBufferBytes);
        http::async_read_header(stream_, buffer_, *parser_, [self = this->shared_from_this()](beast::error_code failed, std::size_t) {
            if (failed) return self->refuse_unreadable(failed);
            self->header_read();
        });
    }

    void header_read() {
        const auto& message = parser_->get();
        if (message.version() != kHttpVersion) return refuse(505, error(codes::request_malformed, "HTTP/1.1 expected"));
        if (parser_->chunked()) return refuse(411, error(codes::request_malformed, "Content-Length expected"));
        if (beast::iequals(message[http::field::expect], "100-continue")) return send_continue();
        read_body();
    }

    void send_continue() {
        auto message = std::make_shared<http::response<http::empty_body>>(http::status::continue_, kHttpVersion);
        http::async_write(stream_, *message, [self = this->shared_from_this(), message](beast::error_code failed, std::size_t) {
            if (!failed) self->read_body();
        });
    }

    void read_body() {
        const auto length = parser_->content_length();
        lowest().expires_after(transfer_time(shared_.limits, length ? *length : 0));
        http::async_read(stream_, buffer_, *parser_, [self = this->shared_from_this()](beast::error_code failed, std::size_t) {
            if (failed) return self->refuse_unreadable(failed);
            self->dispatch();
        });
    }

    void dispatch() {
        lowest().expires_never();
        auto message = parser_->release();
        close_after_reply_ = !message.keep_alive();
        is_head_ = message.method() == http::verb::head;
        HttpRequest request{.method = std::string(message.method_string()),
                            .target = std::string(message.target()),
                            .host = std::string(message[http::field::host]),
                            .content_digest = std::string(message["Content-Digest"]),
                            .if_none_match = std::string(message[http::field::if_none_match]),
                            .body = std::move(message.body())};
        // The reply comes from another thread; it is carried back to this one before it touches the connection.
        shared_.handler.handle(std::move(request), [self = this->shared_from_this()](HttpResponse response) {
            asio::post(self->socket().get_executor(),
                       [self, response = std::move(response)]() mutable { self->write(std::move(response)); });
        });
    }

    void refuse_unreadable(beast::error_code failed) {
        if (failed == http::error::header_limit) return refuse(431, error(codes::request_too_large, "header"));
        if (failed == http::error::body_limit) return refuse(413, error(codes::request_too_large, "body"));
        const bool ours = failed.category() == http::make_error_code(http::error::bad_method).category();
        if (ours && failed != http::error::end_of_stream && failed != http::error::partial_message)
            return refuse(400, error(codes::request_malformed, failed.message()));
        close(); // gone, or too slow: there is nobody to tell
    }

    void write(HttpResponse response) {
        close_after_reply_ = close_after_reply_ || shared_.stopping;
        response_ = {static_cast<http::status>(response.status), kHttpVersion};
        response_.set(http::field::content_type, response.content_type);
        response_.set(http::field::cache_control, response.cache_control);
        for (const auto& [name, value] : response.headers) response_.set(name, value);
        if (response.retry_after_s) response_.set(http::field::retry_after, std::to_string(*response.retry_after_s));
        response_.body() = std::move(response.body);
        response_.keep_alive(!close_after_reply_);
        response_.prepare_payload();
        if (is_head_) response_.body().clear(); // the length that was just noted stays
        lowest().expires_after(transfer_time(shared_.limits, response_.body().size()));
        http::async_write(stream_, response_, [self = this->shared_from_this()](beast::error_code failed, std::size_t) {
            if (failed) return self->close();
            if (self->close_after_reply_) return self->close_gently();
            self->response_ = {}; // thousands may rest: none keeps what it was last sent
            self->wait_for_request(self->shared_.limits.idle_wait_ms);
        });
    }

    // A refusal may overtake a body that is still being sent. Closing at once would reset the connection and the client would never read
    // why; so what still comes is read and dropped, for a short while and up to a limit.
    void close_gently() {
        beast::error_code ignored;
        socket().shutdown(tcp::socket::shutdown_send, ignored);
        expire(kDrainWaitMs);
        buffer_.clear();
        drain(0);
    }

    void drain(std::size_t drained) {
        lowest().async_read_some(buffer_.prepare(kReadBufferBytes),
                                 [self = this->shared_from_this(), drained](beast::error_code failed, std::size_t size) {
                                     if (failed || drained + size > kDrainBytesMax) return self->close();
                                     self->drain(drained + size);
                                 });
    }

    void close() {
        beast::error_code ignored;
        socket().close(ignored);
    }

    Stream stream_;
    Shared& shared_;
    beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    http::response<http::vector_body<std::uint8_t>> response_;
    bool idle_ = false;
    std::optional<std::list<SessionBase*>::iterator> rest_; // its place among those that rest
    bool gives_way_ = false;
    bool close_after_reply_ = false;
    bool is_head_ = false; // of the request that is being answered
};

class BeastServer final : public HttpServer {
  public:
    BeastServer(HttpHandler& handler, const HttpLimits& limits) : shared_{.handler = handler, .limits = limits, .sessions = {}} {}

    Result<void> open(const tcp::endpoint& endpoint, const std::optional<TlsFiles>& tls) {
        if (tls) TRY(open_tls(*tls));
        beast::error_code failed;
        acceptor_.open(endpoint.protocol(), failed);
        if (!failed) acceptor_.set_option(asio::socket_base::reuse_address(true), failed);
        if (!failed) acceptor_.bind(endpoint, failed);
        if (!failed) acceptor_.listen(asio::socket_base::max_listen_connections, failed);
        if (failed) return error(codes::listen_failed, endpoint.address().to_string() + ": " + failed.message());
        endpoint_ = acceptor_.local_endpoint(failed);
        return success();
    }

    std::uint16_t port() const override { return endpoint_.port(); }
    std::string address() const override {
        const auto host = endpoint_.address();
        return (host.is_v6() ? "[" + host.to_string() + "]" : host.to_string()) + ":" + std::to_string(port());
    }

    void run() override {
        accept();
        io_.run();
    }

    void stop() override {
        asio::post(io_, [this] { begin_to_stop(); });
    }

    void stop_on_signals() override {
        beast::error_code ignored;
        signals_.add(SIGTERM, ignored);
        signals_.add(SIGINT, ignored);
        signals_.async_wait([this](beast::error_code failed, int) {
            if (!failed) begin_to_stop();
        });
    }

  private:
    Result<void> open_tls(const TlsFiles& files) {
        tls_.emplace(asio::ssl::context::tls_server);
        beast::error_code failed;
        tls_->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, failed);
        if (!failed) tls_->use_certificate_chain_file(files.certificate_chain.string(), failed);
        if (!failed) tls_->use_private_key_file(files.private_key.string(), asio::ssl::context::pem, failed);
        if (failed) return error(codes::file_unreadable, "TLS files: " + failed.message());
        return success();
    }

    void accept() {
        acceptor_.async_accept([this](beast::error_code failed, tcp::socket socket) {
            if (shared_.stopping || failed == asio::error::operation_aborted) return;
            if (!failed) begin(std::move(socket));
            if (failed) return accept_later(); // out of descriptors: others must finish first
            accept();
        });
    }

    void accept_later() {
        pause_.expires_after(milliseconds(100));
        pause_.async_wait([this](beast::error_code failed) {
            if (!failed) accept();
        });
    }

    void begin(tcp::socket socket) {
        beast::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        const bool full = !shared_.make_room();
        beast::tcp_stream stream(std::move(socket));
        if (tls_) {
            if (!full)
                std::make_shared<Session<beast::ssl_stream<beast::tcp_stream>>>(
                    beast::ssl_stream<beast::tcp_stream>(std::move(stream), *tls_), shared_)
                    ->start();
            return;
        }
        auto session = std::make_shared<Session<beast::tcp_stream>>(std::move(stream), shared_);
        if (full) return session->refuse(503, error(codes::bureau_overloaded, "connections"));
        session->start();
    }

    void begin_to_stop() {
        if (shared_.stopping) return;
        shared_.stopping = true;
        beast::error_code ignored;
        acceptor_.close(ignored);
        signals_.cancel(ignored);
        pause_.cancel();
        for (SessionBase* session : shared_.sessions) session->close_when_idle();
        wait_for_last();
    }

    // The io_context ends by itself when the last session is gone; those that linger are cut off after a while.
    void wait_for_last() {
        pause_.expires_after(milliseconds(20));
        waited_ms_ += 20;
        pause_.async_wait([this](beast::error_code) {
            if (shared_.sessions.empty() || waited_ms_ >= kStopWaitMs) return io_.stop();
            wait_for_last();
        });
    }

    Shared shared_;
    // Declared after `shared_`, so that sessions still waiting in it can take themselves out of `shared_` when it goes.
    asio::io_context io_{1};
    tcp::acceptor acceptor_{io_};
    asio::signal_set signals_{io_};
    asio::steady_timer pause_{io_};
    tcp::endpoint endpoint_;
    std::optional<asio::ssl::context> tls_;
    int waited_ms_ = 0;
};

Result<tcp::endpoint> endpoint_of(const std::string& listen) {
    const std::size_t colon = listen.rfind(':');
    if (colon == std::string::npos) return error(codes::usage, "--listen wants ADDRESS:PORT");
    std::string host = listen.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    beast::error_code failed;
    const auto address = asio::ip::make_address(host, failed);
    if (failed) return error(codes::usage, "--listen wants a numeric address: " + host);
    const std::string port_text = listen.substr(colon + 1);
    unsigned port = 0;
    const auto [end, bad] = std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
    if (bad != std::errc{} || end != port_text.data() + port_text.size() || port > 65'535)
        return error(codes::usage, "--listen port: " + port_text);
    return tcp::endpoint(address, static_cast<std::uint16_t>(port));
}

} // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::open(const HttpServerOptions& options, HttpHandler& handler) {
    const tcp::endpoint endpoint = TRY(endpoint_of(options.listen));
    auto server = std::make_unique<BeastServer>(handler, options.limits);
    TRY(server->open(endpoint, options.tls));
    return std::unique_ptr<HttpServer>(std::move(server));
}

std::size_t connections_allowed(std::size_t wanted) {
    constexpr std::size_t kOwnDescriptors = 64; // store, log files, standard streams, and room to breathe
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::min<std::size_t>(wanted, 512);
    if (limit.rlim_cur < wanted + kOwnDescriptors) {
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted + kOwnDescriptors);
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) (void)::getrlimit(RLIMIT_NOFILE, &limit);
    }
    return limit.rlim_cur > kOwnDescriptors + 8 ? std::min<std::size_t>(wanted, limit.rlim_cur - kOwnDescriptors) : 8;
}

} // namespace kaogong
