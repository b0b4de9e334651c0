#include "sync/bureau/marking/papers.h"

namespace kaogong::bureau::marking {

Result<OpenedPackage> open_package(ByteView package, const record::Bundle& bundle) {
    const record::PackageManifest manifest = TRY(record::inspect_package(package, bundle));
    // Whom it was addressed to is no matter at the bureau, which addressed it: any of the terminals stands for all.
    const record::PackageReader reader{
        .bundle = bundle, .centre = manifest.centre, .terminal = manifest.terminals.front(), .environment = bundle.roots.environment};
    record::SealedPackage sealed = TRY(record::read_package(package, reader));
    return OpenedPackage{.manifest = manifest, .sealed = std::move(sealed)};
}

Result<MarkingPaper> open_paper(ByteView package, const record::Bundle& bundle, Readers readers) {
    const OpenedPackage opened = TRY(open_package(package, bundle));
    const record::SealedPackage& sealed = opened.sealed;
    const auto keys = TRY(open_with_any(readers, [&](const auto& identity) { return record::open_key_part(sealed, identity); }));
    record::CandidatePart part = TRY(open_with_any(
        readers, [&](const auto& identity) { return record::open_candidate_part(sealed, identity, opened.manifest.not_before_ms); }));
    const auto pool = TRY(assessment::ItemPool::build(part.items, part.stimuli));
    auto prepared = TRY(assessment::PreparedPaper::prepare(part.spec, pool, part.paper, keys.keys));
    return MarkingPaper{.manifest = opened.manifest,
                        .spec = std::move(part.spec),
                        .paper = std::move(part.paper),
                        .items = std::move(part.items),
                        .prepared = std::move(prepared)};
}

} // namespace kaogong::bureau::marking
