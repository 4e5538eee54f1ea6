/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of messages, help and headings: Chinese or English, chosen once at the
 * start. */
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include <stdbool.h>

typedef enum { LANG_EN, LANG_ZH } Lang;

void lang_set(Lang lang);
Lang lang_get(void);
/* From LC_ALL, LC_MESSAGES, LANG in that order: zh* is Chinese, all else English. */
Lang lang_from_environment(void);

/* The text in the language in use; both may be printf formats with the same arguments in
 * the same order. */
#define T(en, zh) (lang_get() == LANG_ZH ? (zh) : (en))

#endif
