// `kaogong key make`: a new signing key for a person, made where the person is. The key leaves this program sealed under the PIN and the
// token's key file only; what goes to the bureau is a request for a certificate.
#include "core/base/file.h"
#include "core/record/key_request.h"
#include "core/record/signing_key.h"
#include "sync/cli/commands.h"

#include <cstdio>
#include <memory>

namespace kaogong::cli {
namespace {

constexpr int kOwnerOnly = 0600;
constexpr std::size_t kPinFileMax = 64;

struct Options {
    std::string number;
    std::string pin_file;
    std::string token;
    std::string out;
    std::string request;
};

// The first line; an editor's newline is no part of a PIN.
Result<Secret> read_pin(const Path& path) {
    Bytes content = TRY(read_file(path, kPinFileMax));
    while (!content.empty() && (content.back() == '\n' || content.back() == '\r')) content.pop_back();
    Secret pin{ByteView(content)};
    wipe(content.data(), content.size());
    return pin;
}

// The token is written first: a sealed key without its token would be lost, a token without a key is only a token.
Result<void> make_key(const Options& options) {
    auto random = TRY(SystemRandom::open());
    const Secret pin = TRY(read_pin(options.pin_file));
    const auto key = record::KeyPair::generate(random);
    const Bytes request = TRY(record::make_key_request(options.number, key));
    const record::Token token = record::make_token(random);
    const auto sealed = TRY(record::seal_signing_key(key, {.token = token, .pin = pin}, random));
    TRY(write_file_atomic(Path(options.token) / record::kTokenFileName, record::encode_token(token).view(), {.mode = kOwnerOnly}));
    TRY(write_file_atomic(options.out, record::encode_signing_key(sealed), {.mode = kOwnerOnly}));
    TRY(write_file_atomic(options.request, request));
    std::printf("%s\n", key.id().hex().c_str());
    return success();
}

} // namespace

void add_key(CLI::App& app, Context& context) {
    CLI::App* key = app.add_subcommand("key", "signing keys of people");
    key->require_subcommand(1);
    auto options = std::make_shared<Options>();
    CLI::App* command = key->add_subcommand("make", "make a key under a PIN and a token, and the request for its certificate");
    command->add_option("--number", options->number, "staff number")->required();
    command->add_option("--pin-file", options->pin_file, "file with the PIN, 6 to 12 digits; remove it afterwards")->required();
    command->add_option("--token", options->token, "folder of the token that gets the key file")->required();
    command->add_option("--out", options->out, "where the sealed key goes")->required();
    command->add_option("--request-out", options->request, "where the request for the bureau goes")->required();
    command->callback([options, &context] {
        context.action = [options, &context] {
            const auto made = make_key(*options);
            return made ? kDone : fail(made.error(), context);
        };
    });
}

} // namespace kaogong::cli
