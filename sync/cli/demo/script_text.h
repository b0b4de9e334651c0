// The text of a script while it is written, one touch after the other.
#pragma once

#include "sync/cli/demo/workshop.h"

namespace kaogong::cli::demo {

class Text {
  public:
    Text& line(const std::string& command) {
        text_ += command + "\n";
        return *this;
    }
    Text& tap(const std::string& id, std::int64_t times = 1) {
        for (std::int64_t i = 0; i < times; ++i) line("tap \"###" + id + "\"");
        return *this;
    }
    Text& hold(const std::string& id) { return line("hold \"###" + id + "\" 2500ms"); }
    Text& type(const std::string& what) { return line("type \"" + what + "\""); }
    Text& wait(const std::string& id) { return line("wait \"###" + id + "\""); }
    Text& saved() { return line("wait saved"); }
    // Token and PIN on the pad that is open.
    Text& sign(const Signatory& person) {
        wait("signer_" + person.number).tap("signer_" + person.number);
        person.pin_note.empty() ? type(person.pin) : line("type-note " + person.pin_note);
        return tap("sign_yes").line("wait 200ms").saved();
    }
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

} // namespace kaogong::cli::demo
