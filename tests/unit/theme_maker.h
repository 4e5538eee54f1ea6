/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schemes from text and the codes of single measures, for the tests of theme/. */
#ifndef TESTS_UNIT_THEME_MAKER_H
#define TESTS_UNIT_THEME_MAKER_H

#include "plan_maker.h"
#include "theme/coder.h"

/* A scheme of the themes given (an array in JSON); fails the test when it does not load.
 */
Scheme *scheme_of(const char *themes);
/* Likewise from a whole scheme file. */
Scheme *scheme_from(const char *text);
/* The message with which a scheme file fails; fails the test when it loads. */
void check_scheme_fails(const char *text, const char *message);

/* One measure under up to three headings (NULL: none), as a plan; in maker. */
uint32_t make_measure(PlanMaker *maker, const char *section, const char *task,
                      const char *text);
/* The measure must carry just these codes: "a,b.c", "-" for none. */
void check_codes(const Scheme *scheme, const char *text, const char *codes);
void check_codes_under(const Scheme *scheme, const char *section, const char *task,
                       const char *text, const char *codes);

#endif
