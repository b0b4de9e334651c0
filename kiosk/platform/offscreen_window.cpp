// Sleeps on an eventfd of its own; SDL's offscreen driver would poll.
#include "kiosk/platform/offscreen_window.h"

#include "core/base/codes/kiosk.h"

#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace kaogong::kiosk::platform {
namespace {

class OffscreenWindow final : public Window {
  public:
    OffscreenWindow(Extent extent, int wake_fd) : picture_(extent), wake_fd_(wake_fd) {}
    OffscreenWindow(const OffscreenWindow&) = delete;
    OffscreenWindow& operator=(const OffscreenWindow&) = delete;
    ~OffscreenWindow() override { ::close(wake_fd_); }

    Canvas canvas() override { return picture_.canvas(); }
    int canvas_generation() const override { return 0; }
    void present(std::span<const PixelRect>) override {}

    void wake() override {
        const std::uint64_t one = 1;
        // Fails only when the counter is full, and then the sleeper is about to wake anyway.
        [[maybe_unused]] const ssize_t written = ::write(wake_fd_, &one, sizeof one);
    }

  private:
    void collect_events(int timeout_ms, std::vector<Event>& events) override {
        pollfd waiting{.fd = wake_fd_, .events = POLLIN, .revents = 0};
        // A signal ends the wait early, which its handler may count on.
        if (::poll(&waiting, 1, timeout_ms) <= 0) return;
        std::uint64_t count = 0;
        if (::read(wake_fd_, &count, sizeof count) == sizeof count) events.push_back({.kind = EventKind::wake});
    }

    Image picture_;
    int wake_fd_;
};

} // namespace

Result<std::unique_ptr<Window>> open_offscreen_window(const WindowOptions& options) {
    const int wake_fd = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (wake_fd < 0) return error(codes::window_refused, "eventfd");
    return std::unique_ptr<Window>(std::make_unique<OffscreenWindow>(turned(options.size, options.rotation), wake_fd));
}

} // namespace kaogong::kiosk::platform
