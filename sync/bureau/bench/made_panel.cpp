#include "sync/bureau/bench/made_panel.h"

#include "sync/bureau/bench/made_terminal.h"
#include "sync/bureau/certify_person.h"

#include <array>

namespace kaogong::bureau::bench {
namespace {

using record::Role;

struct Post {
    Role role;
    const char* number; // staff number
    bool scores;
};
constexpr std::array kPosts = {Post{Role::chief, "K-0001", true}, Post{Role::examiner, "K-0002", true},
                               Post{Role::examiner, "K-0003", true}, Post{Role::supervisor, "D-0001", false},
                               Post{Role::site_chief, "Z-0001", false}};

} // namespace

Result<MadePanel> MadePanel::certify(const Registrar& registrar, const std::string& centre) {
    MadePanel panel;
    for (const Post& post : kPosts) {
        auto key = record::KeyPair::generate(registrar.random);
        PersonOrder order{.role = post.role, .centre = centre, .competences = {}};
        if (post.scores) order.competences.push_back({.occupation = kMadeOccupation, .level = kMadeLevel});
        const Bytes request = TRY(record::make_key_request(post.number, key));
        Bytes certificate = TRY(certify_person(request, order, registrar));
        panel.people_.push_back({post.role, std::move(key), std::move(certificate)});
    }
    return panel;
}

std::vector<const MadePerson*> MadePanel::of_operation() const {
    std::vector<const MadePerson*> signers;
    for (const MadePerson& person : people_)
        if (person.role != Role::site_chief) signers.push_back(&person);
    return signers;
}

std::vector<const MadePerson*> MadePanel::of_combined() const {
    return {&people_.back()};
}

} // namespace kaogong::bureau::bench
