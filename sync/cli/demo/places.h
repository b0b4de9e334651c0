// Where the demo keeps what: one folder, given by --out, with the layout that architecture.md promises for its results and everything else
// below `work`. Every path is made here and nowhere else.
#pragma once

#include "core/base/file.h"

#include <string>

namespace kaogong::cli::demo {

class Places {
  public:
    explicit Places(Path out) : out_(std::move(out)) {}

    const Path& out() const { return out_; }
    // ---- what the day leaves for people
    Path screens() const { return out_ / "screens"; }
    Path results() const { return out_ / "results"; }
    Path receipts() const { return out_ / "receipts"; }
    Path ledgers() const { return out_ / "ledgers"; }
    Path bundle() const { return out_ / "bundle"; }
    Path summary() const { return out_ / "summary.json"; }
    // ---- the bureau, the centre's files and the terminals
    Path work() const { return out_ / "work"; }
    Path logs() const { return work() / "logs"; }
    Path bureau() const { return work() / "bureau"; }
    Path roots(int number) const { return work() / ("roots-" + std::to_string(number)); }
    Path port_file() const { return work() / "bureau.port"; }
    Path session() const { return work() / "session"; } // the sample content, its times moved to today
    Path bank() const { return work() / "bank.db"; }
    Path paper() const { return work() / "paper"; }
    Path terminal(int seat) const { return work() / ("terminal-" + std::to_string(seat)); }
    Path kit(int seat) const { return work() / ("kit-" + std::to_string(seat) + ".kge"); }
    Path certificate(int seat) const { return work() / ("certificate-" + std::to_string(seat) + ".kgc"); }
    Path token(const std::string& number) const { return work() / ("token-" + number); }     // what a person of the panel carries
    Path key_request(const std::string& number) const { return work() / (number + ".kgq"); } // for the bureau
    Path people() const { return session() / "people"; }                                     // certificates and sealed keys
    Path package() const { return work() / "session.kgpk"; }
    Path scripts(int seat) const { return work() / ("scripts-" + std::to_string(seat)); }
    Path meeting() const { return work() / "scripts"; } // of terminals whose scripts wait for each other
    Path slots(int seat) const { return work() / ("slots-" + std::to_string(seat)); } // where tokens are plugged in
    Path camera(int seat) const { return session() / "camera" / std::to_string(seat); } // pictures that stand for a camera's
    Path printed(int seat) const { return out_ / "printed" / std::to_string(seat); }
    Path stick(int seat) const { return work() / ("stick-" + std::to_string(seat)); } // what the staff corner exports to
    Path exported(int seat) const { return work() / ("export-" + std::to_string(seat)); }

  private:
    Path out_;
};

} // namespace kaogong::cli::demo
