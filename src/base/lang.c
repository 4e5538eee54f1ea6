/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

static Lang language = LANG_EN;

void lang_set(Lang lang) {
    language = lang;
}

Lang lang_get(void) {
    return language;
}

Lang lang_from_environment(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
    }
    return LANG_EN;
}
