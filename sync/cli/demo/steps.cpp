#include "sync/cli/demo/steps.h"

#include "core/base/codes/base.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "sync/bank/author_files.h"
#include "sync/cli/demo/today.h"

namespace kaogong::cli::demo {
namespace {

constexpr std::size_t kFileMax = 4u << 20;

// What a program says last: the six words of `init`, the id of `enrol`.
std::string last_line(std::string_view output) {
    const std::string_view text = trim(output);
    const std::size_t end = text.rfind('\n');
    return std::string(trim(end == std::string_view::npos ? text : text.substr(end + 1)));
}

} // namespace

Result<std::string> read_text(const Path& path) {
    return std::string(as_text(TRY(read_file(path, kFileMax))));
}

Result<bank::TomlValue> read_toml(const Path& path, bank::Faults& faults) {
    const auto toml = bank::parse_toml(TRY(read_text(path)), faults);
    if (!toml) return error(codes::file_unreadable, path.string());
    return *toml;
}

Error faulty(const Path& path) {
    return error(codes::file_unreadable, path.string());
}

Result<std::string> make_bureau(const Stage& stage, Runner& runner) {
    const Places& places = stage.places;
    for (const Path& folder : {places.out(), places.work(), places.logs()}) TRY(make_folder(folder));
    for (int i = 1; i <= 3; ++i) TRY(make_folder(places.roots(i)));
    Arguments argv = {stage.programs.bureau, "init", "--data", places.bureau(), "--environment", "demo"};
    for (int i = 1; i <= 3; ++i) argv.insert(argv.end(), {"--roots-out", places.roots(i)});
    const ChildExit done = TRY(runner.run("bureau-init", argv));
    std::error_code failed;
    std::filesystem::copy_file(places.bureau() / "bundle", places.bundle(), std::filesystem::copy_options::overwrite_existing, failed);
    if (failed) return errno_error(failed.value(), places.bureau() / "bundle");
    return last_line(done.output);
}

Result<std::int64_t> copy_samples(const Stage& stage, std::int64_t start_ms, std::span<const char* const> dated_files) {
    const Path session = stage.places.session();
    std::error_code failed;
    std::filesystem::copy(stage.samples, session, std::filesystem::copy_options::recursive, failed);
    if (failed) return errno_error(failed.value(), session);
    const std::int64_t shift_ms = start_ms - TRY(session_start_ms(TRY(read_text(session / "session.toml"))));
    for (const char* name : dated_files) TRY(rewrite(session / name, [&](const std::string& text) { return moved_by(text, shift_ms); }));
    return shift_ms;
}

Result<Room> read_room(const Path& session) {
    bank::Faults faults;
    const record::SessionFacts facts = bank::read_session_file(TRY(read_toml(session / "session.toml", faults)), session, faults).facts;
    return Room{facts.centre_name.zh_cn, facts.room_name.zh_cn};
}

Result<std::string> enrol(const Stage& stage, Runner& runner, int seat, const Room& room) {
    const Places& places = stage.places;
    const std::string number = std::to_string(seat);
    const Path data = places.terminal(seat);
    const ChildExit enrolled =
        TRY(runner.run("enrol-" + number, {stage.programs.bureau, "enrol", "--data", places.bureau(), "--centre", room.centre, "--room",
                                           room.room, "--seat", number, "--kit-out", places.kit(seat)}));
    TRY(runner.run("kit-" + number, {stage.programs.kiosk, "--data", data, "--enrol", places.kit(seat)}));
    TRY(runner.run("certify-" + number, {stage.programs.bureau, "issue", "certificate", "--data", places.bureau(), "--request",
                                         data / "enrolment" / "request.kgq", "--out", places.certificate(seat)}));
    TRY(runner.run("certificate-" + number, {stage.programs.kiosk, "--data", data, "--enrol", places.certificate(seat)}));
    return last_line(enrolled.output);
}

Result<void> issue_package(const Stage& stage, Runner& runner, const Arguments& more) {
    const Places& places = stage.places;
    Arguments argv = {stage.programs.bureau,
                      "issue",
                      "package",
                      "--data",
                      places.bureau(),
                      "--session",
                      places.session() / "session.toml",
                      "--pins",
                      places.session() / "demo-pins.toml",
                      "--out",
                      places.package()};
    argv.insert(argv.end(), more.begin(), more.end());
    TRY(runner.run("issue-package", argv));
    return success();
}

Result<void> deliver_package(const Places& places, int seat) {
    const Path in = places.terminal(seat) / "spool" / "in";
    std::error_code failed;
    std::filesystem::create_directories(in, failed);
    return write_file_atomic(in / places.package().filename(), TRY(read_file(places.package(), kPackageSizeMax)));
}

Result<ServingBureau> serve_bureau(const Stage& stage) {
    const Places& places = stage.places;
    ChildProcess bureau = TRY(ChildProcess::start(
        {stage.programs.bureau, "serve", "--data", places.bureau(), "--listen", "127.0.0.1:0", "--port-file", places.port_file()}));
    const std::string port = TRY(wait_for_port(bureau, places.port_file()));
    return ServingBureau{std::move(bureau), "http://127.0.0.1:" + port};
}

} // namespace kaogong::cli::demo
