#include "tests/support/postgres_cluster.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kaogong::test {
namespace {

// Not a constant: it is asked for before main, when constants of other files may not be made yet.
Path program(const std::string& name) {
    return Path("/usr/lib/postgresql/15/bin") / name;
}
constexpr int kLooksMax = 3'000; // 30 s: the bound keeps a broken machine from hanging

// In memory where there is room: what is tried here are dying processes, and what they wrote survives them there as on a disk, without
// waiting for it. TMPDIR names a disk when its own pace is wanted.
Path folder_for_clusters() {
    constexpr std::uintmax_t kRoom = 1u << 30;
    const Path memory = "/dev/shm";
    std::error_code failed;
    const auto space = std::filesystem::space(memory, failed);
    const bool roomy = !failed && space.available > kRoom && std::getenv("TMPDIR") == nullptr;
    return roomy ? memory : std::filesystem::temp_directory_path();
}

int wait_for(pid_t process) {
    int status = 0;
    CHECK(::waitpid(process, &status, 0) == process);
    return status;
}

} // namespace

std::string PostgresCluster::absent() {
    for (const char* name : {"initdb", "postgres", "psql"})
        if (::access(program(name).c_str(), X_OK) != 0) return "PostgreSQL 15 is not installed (postgresql-15)";
    if (::geteuid() == 0 && ::getpwnam("postgres") == nullptr) return "there is no user postgres to run PostgreSQL as";
    return {};
}

PostgresCluster::User PostgresCluster::user_to_run_as() {
    if (::geteuid() != 0) return {::geteuid(), ::getegid()};
    const passwd* entry = ::getpwnam("postgres");
    CHECK(entry != nullptr);
    return {entry->pw_uid, entry->pw_gid};
}

PostgresCluster::PostgresCluster() {
    std::string name = (folder_for_clusters() / "kaogong-pg-XXXXXX").string();
    CHECK(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    CHECK(::chown(folder_.c_str(), user_.user, user_.group) == 0);
    const std::string data = (folder_ / "data").string();
    CHECK(wait_for(spawn("initdb", {"--pgdata", data, "--auth=trust", "--username=kaogong", "--encoding=UTF8", "--locale=C.UTF-8",
                                    "--no-sync"})) == 0);
    start();
}

PostgresCluster::~PostgresCluster() {
    if (server_ > 0) crash();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string PostgresCluster::url(const std::string& database) const {
    return "postgresql://kaogong@/" + database + "?host=" + folder_.string();
}

std::string PostgresCluster::name_of(const std::string& url) {
    const std::size_t begin = url.find("@/") + 2;
    return url.substr(begin, url.find('?') - begin);
}

void PostgresCluster::tell(const std::string& sql) const {
    CHECK(wait_for(spawn("psql", {"--quiet", "--no-psqlrc", "--command", sql, url()})) == 0);
}

std::string PostgresCluster::make_database(const std::string& more) {
    const std::string name = "t" + std::to_string(++made_);
    tell("create database " + name + more);
    return url(name);
}

std::string PostgresCluster::new_database() {
    return make_database("");
}

std::string PostgresCluster::new_schema() {
    const std::string name = "t" + std::to_string(++made_);
    tell("create schema " + name);
    return url() + "&options=-csearch_path%3D" + name;
}

std::string PostgresCluster::copy_of(const std::string& url) {
    return make_database(" template " + name_of(url));
}

void PostgresCluster::crash() {
    CHECK(server_ > 0);
    CHECK(::kill(server_, SIGQUIT) == 0);
    (void)wait_for(server_);
    server_ = -1;
}

void PostgresCluster::start() {
    CHECK(server_ == -1);
    const std::string folder = folder_.string();
    server_ = spawn("postgres", {"-D", folder + "/data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=on", "-c",
                                 "shared_buffers=32MB", "-c", "max_connections=40", "-c", "log_statement=none"});
    for (int look = 0; look < kLooksMax; ++look) {
        if (wait_for(spawn("psql", {"--quiet", "--no-psqlrc", "--command", "select", url()})) == 0) return;
        CHECK(::waitpid(server_, nullptr, WNOHANG) == 0); // it has ended at once
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK(false);
}

// The kernel ends the server when this process is gone: set after the change of user, which would undo it.
pid_t PostgresCluster::spawn(const std::string& name, const std::vector<std::string>& arguments) const {
    const std::string path = program(name).string();
    const std::string log = (folder_ / "log").string();
    std::vector<char*> pointers{const_cast<char*>(path.c_str())};
    for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    CHECK(child >= 0);
    if (child > 0) return child;
    const bool dropped = ::geteuid() != 0 || (::setgroups(0, nullptr) == 0 && ::setgid(user_.group) == 0 && ::setuid(user_.user) == 0);
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (dropped && ::getppid() == parent && ::chdir("/") == 0) ::execv(path.c_str(), pointers.data());
    ::_exit(127);
}

} // namespace kaogong::test
