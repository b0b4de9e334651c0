// The public verification page over HTTP, below `/verify`.
#pragma once

#include "sync/bureau/file_site.h"

namespace kaogong::bureau {

class VerifyPage final : public FileSite {
  public:
    // The files that the program carries, `bundle` and `offline.html`, both with this trust bundle.
    explicit VerifyPage(ByteView bundle);
};

} // namespace kaogong::bureau
