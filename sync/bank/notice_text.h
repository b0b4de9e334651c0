// A preparation notice as the plain text that a package carries and a terminal shows, in the shape of the other texts: the first line is
// the title, paragraphs are separated by an empty line.
#pragma once

#include "core/assessment/practical/prep_notice.h"

namespace kaogong::bank {

// English only where the notice has an English title; sentences without English stand in Chinese there, as everywhere.
assessment::LocalText notice_text(const practical::PrepNotice& notice);

} // namespace kaogong::bank
