// A PostgreSQL server of the tests' own: a cluster in a folder that is gone with it, reached over a Unix socket in that folder, with the
// durability that a bureau asks for. It ends with the process that started it, however that ends. Started as root it runs as another user,
// because PostgreSQL refuses root.
#pragma once

#include "core/base/file.h"

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

namespace kaogong::test {

class PostgresCluster {
  public:
    // Why no cluster can be started here ("PostgreSQL 15 is not installed"), or nothing.
    static std::string absent();
    // Made and started. Fails the process by CHECK: a machine that has PostgreSQL must be able to run it.
    PostgresCluster();
    PostgresCluster(const PostgresCluster&) = delete;
    PostgresCluster& operator=(const PostgresCluster&) = delete;
    ~PostgresCluster();

    // postgresql://... of a database of that name in this cluster.
    std::string url(const std::string& database = "postgres") const;
    std::string new_database();                  // its url
    std::string new_schema();                    // of the first database, so that all names are looked for there alone; made much faster
    std::string copy_of(const std::string& url); // as it stands; nobody may be connected to it
    static std::string name_of(const std::string& url);

    // Ends as after a crash: nothing is written out (`pg_ctl stop -m immediate`).
    void crash();
    void start();

  private:
    void tell(const std::string& sql) const;
    std::string make_database(const std::string& more);
    pid_t spawn(const std::string& name, const std::vector<std::string>& arguments) const;

    struct User {
        uid_t user;
        gid_t group;
    };
    static User user_to_run_as();

    User user_ = user_to_run_as();
    Path folder_;
    pid_t server_ = -1;
    int made_ = 0;
};

} // namespace kaogong::test
