// All profiles of this installation: loaded from a list of folders, checked against each other, chosen by facts, and merged. The best rank
// wins and an equal best rank is an error: which file is read first never decides anything.
#pragma once

#include "core/base/file.h"
#include "core/profile/machine_profile.h"
#include "core/profile/profile_file.h"

namespace kaogong::profile {

inline constexpr std::size_t kProfilesMax = 1'000;
inline constexpr std::size_t kParentsMax = 8;
inline constexpr std::string_view kFallbackId = "fallback";

// Where profiles are looked for: /etc, /run and /usr/share/kaogong/hardware-profiles/machines, and last the source tree in which the
// running program was built (`program` is its path, build/<preset>/bin/NAME), so that an uninstalled build works.
std::vector<Path> standard_folders(const Path& program);

class Catalogue {
  public:
    struct Source {
        std::string name; // of the file, without folders
        std::string text;
    };
    // Folders of *.profile files, the most important first (/etc before /run before /usr/share): a file hides those of the same name in
    // later ones. A folder that is absent counts as empty. What is wrong becomes findings. `first` goes before all folders: files under
    // lint.
    static Catalogue load(const std::vector<Path>& folders, const std::vector<Source>& first = {});
    // From texts alone.
    static Catalogue from(const std::vector<Source>& sources);

    const Findings& findings() const { return findings_; }
    const std::vector<ProfileFile>& files() const { return files_; }

    // The file that these facts choose. profile_none_matches, profile_rank_equal, or the finding that forbids the best one.
    Result<const ProfileFile*> match(const Facts& facts) const;
    // All that match, best rank first, for `kaogong profile match`.
    std::vector<const ProfileFile*> matching(const Facts& facts) const;
    // The merged values of one profile. profile_unknown, or what is wrong with it or a parent.
    Result<MachineProfile> resolve(std::string_view id) const;
    // What the kiosk starts with. It always gets one: where the right one cannot be used it is the fallback, or the built-in values if even
    // that cannot be used, and `alarm` says why. An empty id means: by the facts.
    MachineProfile select(const Facts& facts, std::string_view id = {}) const;

  private:
    void add(const std::string& name, std::string_view text);
    void check_references();
    const ProfileFile* find(std::string_view id) const;
    Result<std::vector<const ProfileFile*>> lineage(const ProfileFile& file) const; // fallback, parents from the oldest, the file itself
    Error refusal(const ProfileFile& file) const;

    std::vector<ProfileFile> files_; // rising by rank and name
    Findings findings_;
};

} // namespace kaogong::profile
