#include "tests/fuzz/content/content_targets.h"

#include "core/base/codes/base.h"
#include "core/record/age/armor.h"
#include "core/record/package.h"
#include "core/record/sealed_answers.h"
#include "core/record/submission.h"
#include "sync/bank/author_files.h"
#include "sync/bank/roster_file.h"
#include "tests/support/record_samples.h"

namespace kaogong::fuzz {

using namespace kaogong::record;

namespace {

const test::SampleBureau& bureau() {
    static const test::SampleBureau bureau;
    return bureau;
}

// What decodes is the one encoding of its value.
template <typename Decode, typename Encode> void same_bytes_again(ByteView input, Decode decode, Encode encode) {
    const auto decoded = decode(input);
    if (!decoded) return;
    const auto again = encode(*decoded);
    CHECK(again.ok() && equal(*again, input));
}

void check_places(const bank::Faults& faults) {
    for (const bank::Fault& fault : faults) CHECK(fault.at.line >= 0 && fault.at.column >= 0 && !fault_text(fault, Language::en).empty());
}

} // namespace

void fuzz_age(ByteView input) {
    const auto opened = age::open(input, bureau().response);
    CHECK(opened.ok() || opened.code() != codes::internal);
    const auto header = age::parse_header(input);
    if (!header) return;
    const std::string again = age::encode_stanzas(header->stanzas) + age::encode_mac(header->mac);
    CHECK(equal(view(again), input.first(header->size)));
    CHECK(header->authenticated_size < header->size && header->size <= input.size());
}

void fuzz_armor(ByteView input) {
    const auto plain = age::remove_armor(input);
    CHECK(!plain.ok() || plain->size() <= input.size());
}

// Nothing but what the issuer signed is ever accepted, and the fuzzer does not have the issuer's key.
void fuzz_package(ByteView input) {
    const PackageReader reader{bureau().bundle, bureau().centre, {}, Environment::demo};
    const auto package = read_package(input, reader);
    CHECK(!package.ok());
    CHECK(package.code() != codes::internal);
}

void fuzz_content(ByteView input) {
    same_bytes_again(input, decode_spec, encode_spec);
    same_bytes_again(input, decode_item, encode_item);
    same_bytes_again(input, decode_stimulus, encode_stimulus);
    same_bytes_again(input, decode_key, encode_key);
    same_bytes_again(input, decode_key_part, encode_key_part);
    same_bytes_again(input, decode_candidate_part, encode_candidate_part);
    same_bytes_again(input, decode_operation_part, encode_operation_part);
}

void fuzz_submission(ByteView input) {
    same_bytes_again(input, decode_submission, encode_submission);
}

void fuzz_author_files(ByteView input) {
    bank::Faults faults;
    const auto toml = bank::parse_toml(as_text(input), faults);
    check_places(faults);
    if (!toml) return;
    const Path nowhere = "/nonexistent";
    for (const bank::AuthoredItem& item : bank::read_bank_file(*toml, nowhere, faults).items) CHECK(assessment::check_item(item.item).ok());
    bank::read_elements_file(*toml, faults);
    bank::read_spec_file(*toml, faults);
    bank::read_session_file(*toml, nowhere, faults);
    bank::read_staff_file(*toml, faults);
    bank::read_demo_pins(*toml, faults);
    bank::read_panel_file(*toml, nowhere, {}, faults);
    check_places(faults);
}

void fuzz_roster(ByteView input) {
    bank::Faults faults;
    const bank::RosterFile roster = bank::read_roster(as_text(input), nullptr, faults);
    CHECK(faults.empty() == (roster.rejected == 0) || roster.rows.empty());
    const practical::PanelRules rules;
    const bank::PlacesDemand demand{
        .roster = roster.rows, .sheets = {}, .panel = {}, .rules = rules, .session = {}, .utc_offset_minutes = 480};
    bank::read_places(as_text(input), demand, faults);
    check_places(faults);
}

} // namespace kaogong::fuzz
