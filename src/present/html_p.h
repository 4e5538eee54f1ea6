/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text into HTML and SVG: escaped for where it stands. */
#ifndef PRESENT_HTML_P_H
#define PRESENT_HTML_P_H

#include "base/base.h"

/* Between tags: < > & escaped; control characters that HTML and XML forbid become U+FFFD.
 */
void html_add_text(Buf *out, Slice text);
/* Inside a double-quoted attribute: also " and '. */
void html_add_attribute(Buf *out, Slice text);

#endif
