// write_samples DIR: writes one sample file of each signed format into DIR, the same bytes every time; golden files and the checks in
// other languages start from it. Prints nothing; exit 3 when DIR cannot be written.
#include "core/base/file.h"
#include "core/base/log.h"
#include "tests/support/record_files.h"

int main(int argc, char** argv) {
    using namespace kaogong;
    if (argc != 2 || !SystemRandom::open()) return 2;
    test::SampleBureau bureau;
    for (const auto& file : test::sample_files(bureau)) {
        const auto written = write_file_atomic(Path(argv[1]) / file.name, file.content);
        if (written) continue;
        log(LogLevel::error, written.error());
        return 3;
    }
    return 0;
}
