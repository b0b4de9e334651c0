#include "core/record/merkle.h"

#include "core/base/codes/record.h"
#include "tests/core/record/vectors.h"

#include <sodium.h>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

constexpr std::uint64_t kSizeMax = 70;

Bytes leaf(std::uint64_t index) {
    return to_bytes(view("leaf " + std::to_string(index)));
}

// The definition of RFC 9162 section 2.1.1 word by word, slow and without any idea shared with the tree under test.
Hash naive_root(std::uint64_t start, std::uint64_t end) {
    if (start == end) return sha256({});
    if (end - start == 1) {
        Bytes data = {0x00};
        const Bytes content = leaf(start);
        data.insert(data.end(), content.begin(), content.end());
        return sha256(data);
    }
    std::uint64_t k = 1;
    while (k * 2 < end - start) k *= 2;
    Bytes data = {0x01};
    for (const Hash& half : {naive_root(start, start + k), naive_root(start + k, end)})
        data.insert(data.end(), half.bytes.begin(), half.bytes.end());
    return sha256(data);
}

HashPath naive_inclusion(std::uint64_t m, std::uint64_t start, std::uint64_t end) {
    if (end - start == 1) return {};
    std::uint64_t k = 1;
    while (k * 2 < end - start) k *= 2;
    const bool left = m < start + k;
    HashPath path = left ? naive_inclusion(m, start, start + k) : naive_inclusion(m, start + k, end);
    path.push_back(left ? naive_root(start + k, end) : naive_root(start, start + k));
    return path;
}

// SUBPROOF of section 2.1.4.1.
HashPath naive_consistency(std::uint64_t m, std::uint64_t start, std::uint64_t end, bool known) {
    if (m == end - start) return known ? HashPath{} : HashPath{naive_root(start, end)};
    std::uint64_t k = 1;
    while (k * 2 < end - start) k *= 2;
    const bool left = m <= k;
    HashPath path = left ? naive_consistency(m, start, start + k, known) : naive_consistency(m - k, start + k, end, false);
    path.push_back(left ? naive_root(start + k, end) : naive_root(start, start + k));
    return path;
}

NodesInMemory tree_of(std::uint64_t size) {
    NodesInMemory nodes;
    for (std::uint64_t i = 0; i < size; ++i) nodes.append(leaf(i));
    return nodes;
}

Result<Hash> from_base64(const nlohmann::json& text) {
    const auto source = text.get<std::string>();
    Bytes bytes(source.size() + 1); // never nowhere, also for an empty text
    std::size_t length = 0;
    sodium_base642bin(bytes.data(), source.size(), source.data(), source.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
    bytes.resize(length);
    return Hash::from(bytes); // a hash of another length is refused here, as the CBOR reader refuses it
}

Result<void> try_vector(const nlohmann::json& vector) {
    HashPath path;
    if (vector["proof"].is_array())
        for (const auto& hash : vector["proof"]) path.push_back(TRY(from_base64(hash)));
    const LeafPlace place{vector["leafIdx"].get<std::uint64_t>(), vector["treeSize"].get<std::uint64_t>()};
    const Hash leaf = TRY(from_base64(vector["leafHash"])), root = TRY(from_base64(vector["root"]));
    return verify_inclusion(leaf, place, path, root);
}

} // namespace

TEST_CASE("roots of all sizes to seventy are those of the definition") {
    MerkleTree tree;
    for (std::uint64_t size = 0; size <= kSizeMax; ++size) {
        CAPTURE(size);
        CHECK_EQ(tree.root(), naive_root(0, size));
        const auto restored = MerkleTree::restore(size, tree.peaks()).value();
        CHECK_EQ(restored.root(), tree.root());
        tree.append(leaf(size));
    }
    CHECK_EQ(MerkleTree::restore(3, {Hash{}}).code(), codes::record_value_invalid);
}

TEST_CASE("inclusion proofs of all leaves of all sizes are those of the definition, and prove their leaf only") {
    for (std::uint64_t size = 1; size <= kSizeMax; ++size) {
        auto nodes = tree_of(size);
        const Hash root = nodes.tree().root();
        for (std::uint64_t index = 0; index < size; ++index) {
            const LeafPlace place{index, size};
            const HashPath path = inclusion_path(nodes, place).value();
            CAPTURE(size);
            CAPTURE(index);
            CHECK(path == naive_inclusion(index, 0, size));
            CHECK(verify_inclusion(leaf_hash(leaf(index)), place, path, root).ok());
            CHECK_FALSE(verify_inclusion(leaf_hash(leaf(index + 1)), place, path, root).ok());
            if (size > 1) CHECK_FALSE(verify_inclusion(leaf_hash(leaf(index)), {(index + 1) % size, size}, path, root).ok());
        }
        CHECK_EQ(inclusion_path(nodes, {size, size}).code(), codes::tree_inclusion_bad);
    }
}

TEST_CASE("consistency proofs between all sizes are those of the definition, and a spoilt one proves nothing") {
    auto nodes = tree_of(kSizeMax);
    for (std::uint64_t to = 1; to <= kSizeMax; ++to)
        for (std::uint64_t from = 0; from <= to; ++from) {
            const TreeSizes sizes{from, to};
            const TreeRoots roots{root_at(nodes, from).value(), root_at(nodes, to).value()};
            HashPath path = consistency_path(nodes, sizes).value();
            CAPTURE(from);
            CAPTURE(to);
            if (from > 0) CHECK(path == naive_consistency(from, 0, to, true));
            CHECK(verify_consistency(sizes, path, roots).ok());
            if (from > 0) CHECK_FALSE(verify_consistency(sizes, path, {roots.from, Hash{}}).ok()); // an empty log is a prefix of any
            CHECK_FALSE(verify_consistency(sizes, path, {Hash{}, roots.to}).ok());
            path.push_back(Hash{});
            CHECK_EQ(verify_consistency(sizes, path, roots).code(), codes::tree_consistency_bad);
        }
    CHECK_EQ(consistency_path(nodes, {2, 1}).code(), codes::tree_consistency_bad);
    CHECK_EQ(verify_consistency({2, 1}, {}, {}).code(), codes::tree_consistency_bad);
}

TEST_CASE("a proof of a huge tree that cannot exist is refused, not walked for ever") {
    const Hash hash{};
    CHECK_EQ(verify_inclusion(hash, {0, UINT64_MAX}, HashPath(3), hash).code(), codes::tree_inclusion_bad);
    CHECK_EQ(verify_inclusion(hash, {5, 5}, {}, hash).code(), codes::tree_inclusion_bad);
    CHECK_EQ(verify_inclusion(hash, {0, 0}, {}, hash).code(), codes::tree_inclusion_bad);
    CHECK_EQ(verify_consistency({1, UINT64_MAX}, HashPath(1), {}).code(), codes::tree_consistency_bad);
}

TEST_CASE("the published inclusion vectors end as published") {
    const Path folder = test::vectors_folder() / "rfc9162_inclusion";
    if (!std::filesystem::exists(folder)) KAOGONG_SKIP("../shared/vectors/rfc9162_inclusion is not there");
    int tried = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".json") continue;
        const auto vector = test::read_vectors(entry.path()).value();
        CAPTURE(entry.path().string());
        CHECK_EQ(try_vector(vector).ok(), !vector["wantErr"].get<bool>());
        ++tried;
    }
    CHECK(tried > 90);
}
