#include "tests/sim/hub.h"

#include "tests/sim/files.h"

namespace kaogong::sim {

Hub::Hub(Bureau& bureau, Report& report, std::uint64_t seed) : bureau_(bureau), report_(report), chance_(seed), random_(chance_.seed()) {
    write_file_atomic(letter_ / "bundle", bureau_.samples().bundle_bytes).value();
    relay::open_trust(folder_.path(), letter_ / "bundle").value();
    open();
}

Hub::~Hub() = default;

void Hub::open() {
    auto bundle = relay::open_trust(folder_.path(), {});
    if (!bundle) { // its file was harmed: people bring it again
        std::filesystem::remove(folder_ / "bundle");
        bundle = relay::open_trust(folder_.path(), letter_ / "bundle");
    }
    relay_ = relay::Relay::open({.data = folder_.path(), .bundle = std::move(bundle).value(), .clock = bureau_.clock(), .limits = {.free_bytes_min = 0}}).value();
    agent_.emplace(sync::Agent::open(folder_.path(), {.clock = bureau_.clock(), .random = random_}).value());
    agent_->on_carried([this](const std::string& name, const sync::Exchange& exchange) { relay_->carried(name, exchange); });
    desk_ = std::make_unique<Desk>(*relay_);
}

void Hub::restart() {
    desk_.reset();
    agent_.reset();
    relay_.reset();
    open();
}

std::optional<HttpResponse> Hub::handle(const TransportRequest& request) {
    return desk_->ask(request);
}

void Hub::carry(Transport& transport) {
    const auto pass = agent_->pass(transport);
    if (!pass) report_.fail("the hub's carrier: " + code_text(pass.code()) + " " + pass.error().context);
    if (const auto tidied = relay_->tidy(); !tidied) report_.fail("the hub: " + code_text(tidied.code()));
}

void Hub::carry_now(Transport& transport) {
    agent_->schedule().try_now();
    carry(transport);
}

void Hub::harm() {
    harm_a_file(chance_, files_in(folder_.path()));
}

} // namespace kaogong::sim
