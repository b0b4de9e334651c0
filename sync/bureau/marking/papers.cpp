#include "sync/bureau/marking/papers.h"

#include "core/base/codes/record.h"

namespace kaogong::bureau::marking {
namespace {

// What `open` makes with the first reader that the part was sealed to.
template <typename Open> auto open_with_any(Readers readers, Open open) -> decltype(open(readers.front())) {
    for (const record::age::Identity& reader : readers) {
        auto opened = open(reader);
        if (opened.ok() || opened.code() != codes::age_no_match) return opened;
    }
    return error(codes::age_no_match);
}

} // namespace

Result<MarkingPaper> open_paper(ByteView package, const record::Bundle& bundle, Readers readers) {
    const record::PackageManifest manifest = TRY(record::inspect_package(package, bundle));
    // Whom it was addressed to is no matter at the bureau, which addressed it: any of the terminals stands for all.
    const record::PackageReader reader{
        .bundle = bundle, .centre = manifest.centre, .terminal = manifest.terminals.front(), .environment = bundle.roots.environment};
    const record::SealedPackage sealed = TRY(record::read_package(package, reader));
    const auto keys = TRY(open_with_any(readers, [&](const auto& identity) { return record::open_key_part(sealed, identity); }));
    record::CandidatePart part = TRY(open_with_any(
        readers, [&](const auto& identity) { return record::open_candidate_part(sealed, identity, manifest.not_before_ms); }));
    const auto pool = TRY(assessment::ItemPool::build(part.items, part.stimuli));
    auto prepared = TRY(assessment::PreparedPaper::prepare(part.spec, pool, part.paper, keys.keys));
    return MarkingPaper{.manifest = manifest,
                        .spec = std::move(part.spec),
                        .paper = std::move(part.paper),
                        .items = std::move(part.items),
                        .prepared = std::move(prepared)};
}

} // namespace kaogong::bureau::marking
