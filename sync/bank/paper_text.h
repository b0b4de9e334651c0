// A drawn paper as plain Chinese text, for those who proof-read it before it is sealed. Answers are a text of their own.
#pragma once

#include "sync/bank/session_builder.h"

namespace kaogong::bank {

std::string paper_text(const SpecFile& spec, const DrawnPaper& drawn);
std::string answers_text(const DrawnPaper& drawn);

// "b", "a c", "1.10 ± 0.05", "绝缘电阻表 / 兆欧表"
std::string answer_text(const assessment::Key& key);

} // namespace kaogong::bank
