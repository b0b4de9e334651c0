#include "sync/desk/routes.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"
#include "core/base/codes/sync.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/record/suite.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace kaogong::desk {
namespace {

using nlohmann::json;

constexpr int kRetryAfterS = 5; // when too many requests wait; clients add their own jitter
constexpr std::size_t kTargetBytesMax = 256;
constexpr std::size_t kWaitingMax = 1'024;
constexpr std::size_t kBatchMax = 64; // calls that reach the disk together: some milliseconds of work, so nobody waits long for the others
constexpr std::string_view kAnswerType = "application/vnd.kaogong.answer";
constexpr std::string_view kProblemType = "application/problem+json"; // RFC 9457

HttpResponse json_response(int status, const json& value) {
    const std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
    return {.status = status, .body = to_bytes(view(text))};
}

RouteRefusal not_found(std::string_view target) {
    return {.status = 404, .why = error(codes::request_malformed, std::string(target.substr(0, kTargetBytesMax)))};
}

std::variant<Route, RouteRefusal> only(std::string_view method, std::string_view wanted, const Route& route) {
    if (method == wanted) return route;
    return RouteRefusal{.status = 405, .why = error(codes::request_malformed, "method")};
}

Result<Hash> hash_of(std::string_view hex) {
    const Bytes bytes = TRY(from_hex(hex));
    const Hash hash = TRY(Hash::from(bytes));
    if (hash.hex() != hex) return error(codes::request_malformed, "parcel id"); // one spelling only: lower case
    return hash;
}

bool is_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::variant<Route, RouteRefusal> named_route(std::string_view method, std::string name) {
    if (method == "POST") return Route{.kind = Route::Kind::note, .name = std::move(name)};
    return only(method, "GET", {.kind = Route::Kind::page, .name = std::move(name)});
}

std::variant<Route, RouteRefusal> chunk_route(std::string_view method, std::string_view target,
                                              const std::vector<std::string_view>& parts) {
    constexpr std::int64_t kChunksMax = kParcelBytesMax / kChunkBytes + 1;
    const auto parcel = hash_of(parts[3]);
    const auto number = parse_integer(parts[4], {.min = 0, .max = kChunksMax});
    if (!parcel.ok() || !number.ok()) return not_found(target);
    return only(method, "PUT", {.kind = Route::Kind::chunk, .parcel = *parcel, .chunk = static_cast<std::uint64_t>(*number)});
}

// RFC 9530: one digest, sha-256, base64 between colons.
Result<void> check_digest(const HttpRequest& request) {
    constexpr std::string_view kBefore = "sha-256=:";
    const std::string_view field = request.content_digest;
    if (!field.starts_with(kBefore) || !field.ends_with(':') || field.size() <= kBefore.size())
        return error(codes::request_malformed, "Content-Digest");
    const auto digest = from_base64(field.substr(kBefore.size(), field.size() - kBefore.size() - 1));
    if (!digest.ok()) return error(codes::request_malformed, "Content-Digest");
    if (!equal(*digest, record::sha256(request.body).view())) return error(codes::chunk_digest_mismatch);
    return success();
}

HttpResponse refused(const Error& why) {
    const int status = http_status(why.code);
    log(status >= 500 ? LogLevel::error : LogLevel::warning, why, {{"status", status}});
    return refusal_response(status, why);
}

} // namespace

std::variant<Route, RouteRefusal> find_route(std::string_view method, std::string_view target) {
    const auto parts = split(target, '/');
    if (target.size() > kTargetBytesMax || parts.size() < 3 || !parts[0].empty() || parts[1] != "v1") return not_found(target);
    if (parts.size() == 3 && parts[2] == "offer") return only(method, "POST", {.kind = Route::Kind::offer});
    if (parts.size() == 3 && is_name(parts[2])) return named_route(method, std::string(parts[2]));
    if (parts.size() == 5 && parts[2] == "chunk") return chunk_route(method, target, parts);
    if (parts.size() == 4 && parts[2] == "commit") {
        const auto parcel = hash_of(parts[3]);
        if (parcel.ok()) return only(method, "POST", {.kind = Route::Kind::commit, .parcel = *parcel});
    }
    return not_found(target);
}

int http_status(Code code) {
    switch (code) {
    case codes::request_too_large:
    case codes::file_too_large: return 413;
    case codes::terminal_unknown:
    case codes::head_unauthentic: return 403;
    case codes::parcel_unknown:
    case codes::parcel_lacking:
    case codes::head_not_ours: return 409;
    case codes::ledger_forked:
    case codes::terminal_frozen: return 422;
    case codes::parcels_open_too_many: return 429;
    case codes::bureau_overloaded:
    case codes::store_unreachable:
    case codes::store_contended:
    case codes::relay_full:
    case codes::store_in_use: return 503;
    case codes::no_space: return 507;
    case codes::internal:
    case codes::log_damaged:
    case codes::store_corrupt:
    case codes::store_io_error:
    case codes::store_cannot_open:
    case codes::store_constraint:
    case codes::store_read_only:
    case codes::store_server_unfit:
    case codes::store_server_refused:
    case codes::file_unreadable:
    case codes::file_unwritable: return 500;
    default: return 400;
    }
}

HttpResponse refusal_response(int status, const Error& why) {
    const Sentence en = sentence(why.code, Language::en);
    const Sentence zh = sentence(why.code, Language::zh_cn);
    auto response = json_response(status, {{"status", status},
                                           {"code", code_text(why.code)},
                                           {"title", en.what},
                                           {"context", why.context},
                                           {"what", {{"en", en.what}, {"zh-CN", zh.what}}},
                                           {"do", {{"en", en.do_}, {"zh-CN", zh.do_}}}});
    response.content_type = kProblemType;
    if (status == 503 || status == 429) response.retry_after_s = kRetryAfterS;
    return response;
}

HttpResponse Routes::of_site(const HttpRequest& request) const {
    if (request.method != "GET" && request.method != "HEAD") return refusal_response(405, error(codes::request_malformed, "method"));
    if (auto found = parts_.site->answer(request)) return std::move(*found);
    const RouteRefusal refusal = not_found(request.target);
    return refusal_response(refusal.status, refusal.why);
}

// Which names there are is the business of whoever stands behind these routes.
std::optional<RouteRefusal> Routes::check_name(const Route& route, std::string_view target) const {
    if (route.kind != Route::Kind::page && route.kind != Route::Kind::note) return std::nullopt;
    const bool is_page = parts_.pages.contains(route.name), is_note = parts_.notes.contains(route.name);
    if (route.kind == Route::Kind::page ? is_page : is_note) return std::nullopt;
    if (is_page || is_note) return RouteRefusal{.status = 405, .why = error(codes::request_malformed, "method")};
    return not_found(target);
}

void Routes::handle(HttpRequest request, HttpReply reply) {
    if (parts_.site != nullptr && parts_.site->owns(request.target)) return reply(of_site(request));
    const auto found = find_route(request.method, request.target);
    if (const auto* refusal = std::get_if<RouteRefusal>(&found)) return reply(refusal_response(refusal->status, refusal->why));
    const Route route = std::get<Route>(found);
    if (const auto refusal = check_name(route, request.target)) return reply(refusal_response(refusal->status, refusal->why));
    // shared_ptr: a std::function must be copyable, and a quarter of a megabyte need not be copied for that.
    auto waiting = std::make_shared<Waiting>(Waiting{.route = route, .request = std::move(request), .reply = std::move(reply)});
    const bool alone = route.kind == Route::Kind::page || route.kind == Route::Kind::note; // not for the desk: no part of a batch
    const bool taken = alone ? parts_.worker.post([this, waiting] { waiting->reply(answer(*waiting)); }) : enqueue(waiting);
    if (!taken) waiting->reply(refusal_response(503, error(codes::bureau_overloaded)));
}

// One job is under way for all that wait, however many they are.
bool Routes::enqueue(std::shared_ptr<Waiting> waiting) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= kWaitingMax) return false;
    if (!job_posted_ && !parts_.worker.post([this] { serve_waiting(); })) return false;
    job_posted_ = true;
    waiting_.push_back(std::move(waiting));
    return true;
}

// True when nothing waits any more, or another job was posted for it, so that others who want the worker get their turn.
bool Routes::pass_on() {
    const std::lock_guard lock(mutex_);
    job_posted_ = !waiting_.empty();
    return !job_posted_ || parts_.worker.post([this] { serve_waiting(); });
}

void Routes::serve_waiting() {
    do {
        serve_together(take_waiting());
    } while (!pass_on());
}

std::vector<std::shared_ptr<Routes::Waiting>> Routes::take_waiting() {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<Waiting>> taken;
    while (!waiting_.empty() && taken.size() < kBatchMax) {
        taken.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    return taken;
}

void Routes::serve_together(std::vector<std::shared_ptr<Waiting>> waiting) {
    // What has to be examined comes back later; it needs no transaction.
    std::erase_if(waiting, [&](const auto& each) { return examine_elsewhere(each); });
    if (waiting.empty()) return;
    auto answered = answer_all(std::move(waiting));
    bool committed = false;
    for (Answered& each : answered) {
        committed = committed || each.committed;
        each.reply(std::move(each.response));
    }
    if (committed) parts_.after_commit();
}

// Nobody hears anything before it is on the disk. If the batch does not get there, all of it is undone, and each may ask again.
std::vector<Routes::Answered> Routes::answer_all(std::vector<std::shared_ptr<Waiting>> waiting) {
    std::vector<Answered> answered;
    auto batch = parts_.desk.begin_batch();
    for (const auto& each : waiting) {
        Answered one{.response = batch.ok() ? answer(*each) : refused(batch.error()), .reply = std::move(each->reply)};
        one.committed = each->route.kind == Route::Kind::commit && one.response.status == 200;
        answered.push_back(std::move(one));
    }
    if (!batch.ok() || !*batch) return answered;
    const auto durable = (*batch)->commit();
    if (durable.ok()) return answered;
    for (Answered& each : answered) {
        each.response = refused(durable.error());
        each.committed = false;
    }
    return answered;
}

// Gives away what is dear and needs no store. When all examiners have enough to do, this thread does it, and so takes no more for a while.
bool Routes::examine_elsewhere(const std::shared_ptr<Waiting>& waiting) {
    if (waiting->route.kind != Route::Kind::commit || waiting->commission || parts_.examiners == nullptr) return false;
    waiting->commission = parts_.desk.open_commit(waiting->route.parcel);
    if (!waiting->commission) return false;
    const auto back = [this, waiting] {
        if (!enqueue(waiting)) waiting->reply(refusal_response(503, error(codes::bureau_overloaded)));
    };
    if (parts_.examiners->take({.work = [waiting] { waiting->commission->examine(); }, .done = back, .bytes = waiting->commission->bytes()}))
        return true;
    waiting->commission->examine();
    return false;
}

HttpResponse Routes::answer(Waiting& waiting) {
    switch (waiting.route.kind) {
    case Route::Kind::page: return page(waiting.route);
    case Route::Kind::note: return note(waiting.route, waiting.request);
    case Route::Kind::offer: return offer(waiting.request);
    case Route::Kind::chunk: return chunk(waiting.route, waiting.request);
    case Route::Kind::commit: return commit(waiting);
    }
    return refused(error(codes::internal));
}

HttpResponse Routes::page(const Route& route) {
    return {.body = to_bytes(view(parts_.pages.at(route.name)()))};
}

HttpResponse Routes::offer(const HttpRequest& request) {
    const auto offered = parts_.desk.offer(request.body);
    if (!offered.ok()) return refused(offered.error());
    json lacks = json::array();
    for (const ChunkRange& range : offered->lacks) lacks.push_back({range.first, range.count});
    return json_response(200, {{"parcel", offered->parcel.hex()},
                               {"held", offered->held},
                               {"size", offered->size},
                               {"lacks", lacks},
                               {"answered", offered->answered}});
}

HttpResponse Routes::chunk(const Route& route, const HttpRequest& request) {
    const auto digest = check_digest(request);
    if (!digest.ok()) return refused(digest.error());
    const auto kept = parts_.desk.chunk(route.parcel, route.chunk, request.body);
    if (!kept.ok()) return refused(kept.error());
    return {.status = 204};
}

HttpResponse Routes::commit(Waiting& waiting) {
    const Hash& parcel = waiting.route.parcel;
    auto committed = waiting.commission ? parts_.desk.finish_commit(parcel, *waiting.commission) : parts_.desk.commit(parcel);
    if (!committed.ok()) return refused(committed.error());
    if (committed->waiting) return json_response(202, {{"waiting", true}, {"held", committed->held}});
    return {.status = 200, .content_type = std::string(kAnswerType), .body = std::move(committed->answer)};
}

HttpResponse Routes::note(const Route& route, const HttpRequest& request) {
    const auto taken = parts_.notes.at(route.name)(request.body);
    if (!taken.ok()) return refused(taken.error());
    return {.status = 204};
}

} // namespace kaogong::desk
