/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON in (over cJSON) and JSON out (into a Buf). */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/base.h"

typedef struct cJSON Json; /* a value in a parsed document; NULL stands for "absent" in
                              the readers below */

/* Parses the whole text; trailing text, a NUL byte, invalid UTF-8, a doubled key and
 * nesting deeper than 64 are errors, reported as "name:line:column: what". The root is
 * given back with json_free. */
Json *json_parse(Slice text, Slice name, Err *err);
void json_free(Json *root);

const Json *json_get(const Json *object, const char *key); /* NULL when absent or no
                                                              object */
bool json_is_object(const Json *value);
bool json_is_array(const Json *value);
bool json_is_string(const Json *value);
bool json_is_number(const Json *value);
bool json_is_bool(const Json *value);
Slice json_string(const Json *value);  /* empty unless a string; lives as long as the root
                                        */
double json_number(const Json *value); /* 0 unless a number */
bool json_bool(const Json *value);
/* Walks arrays and objects: for (const Json *item = json_first(list); item; item =
 * json_next(item)) */
const Json *json_first(const Json *value);
const Json *json_next(const Json *item);
Slice json_key(const Json *item); /* its key in the object it stands in; empty in an array
                                   */
/* The first line and column (1..) of a value in the text it was parsed from, found again
 * by its path. */
typedef struct {
    size_t line, column;
} JsonPlace;
JsonPlace json_place(Slice text, const Json *root, const Json *value); /* columns count
                                                                          characters */

void json_write_string(Buf *out, Slice s); /* quoted and escaped; "</" too, so that it may
                                              stand in a script */
void json_write_real(Buf *out, double value); /* shortest text that reads back the same;
                                                 NaN is null */

#endif
