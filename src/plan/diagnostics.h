/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the outline parser is unsure of: stable codes with their wording. The detail of a
 * Diag is the text it is about. */
#ifndef PLAN_DIAGNOSTICS_H
#define PLAN_DIAGNOSTICS_H

#include "base/base.h"

/* code, English, Chinese */
#define PLAN_DIAGNOSTICS(X)                                                              \
    X("number-gap", "a number is missing before this one", "此编号之前有缺号")           \
    X("number-repeat", "this number comes again or goes back", "编号重复或倒退")         \
    X("text-without-heading", "text that stands under no heading",                       \
      "未在任何标题之下的文字")                                                          \
    X("unbalanced-bracket", "a duty clause whose bracket is not closed",                 \
      "责任条款的括号未闭合")                                                            \
    X("table-not-understood", "a table whose columns are not known", "未能识别的表格")   \
    X("heading-long", "a heading of unusual length", "标题过长")                         \
    X("no-plan-found", "nothing in the document reads like a plan", "文中未找到计划")

/* The wording of a code in the language in use; the code itself where it is not one of
 * these. */
const char *plan_diagnostic_text(const char *code);

#endif
