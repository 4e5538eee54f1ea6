/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the scheme reader share: the files read, checked access to their
 * values, the table of literals. Lives only while a scheme is loaded. */
#ifndef THEME_READER_P_H
#define THEME_READER_P_H

#include "theme/theme_p.h"

enum {
    LITERALS_MAX = 1000000,
    LITERAL_BYTES_MAX = 600,
    INCLUDE_DEPTH_MAX = 16, /* of files, and of lists that name lists */
};

typedef enum { LIST_NEW, LIST_OPEN, LIST_DONE } ListState;

typedef struct {
    Slice name;
    const Source *source;
    const Json *items;
    ListState state;
    VEC(uint32_t) atoms; /* once done */
} TermList;

typedef VEC(uint32_t) IdList;

typedef struct {
    Scheme *scheme;
    const Source *source; /* the file whose values are read now */
    VEC(TermList) lists;
    uint32_t *slots; /* open addressing: literal + 1, or 0 */
    size_t n_slots;
    size_t list_depth;
    IdList not_all; /* literals excluded for every theme */
    Scope scope;    /* the file's defaults */
    HeadingUse heading;
    uint32_t reach;
    Err *err;
} Reader;

/* Writes "file:line:column: what" for a value of the source in hand, and is false. */
bool reader_fail(Reader *reader, const Json *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* An object with no keys but those of the blank-separated list. */
bool reader_keys(Reader *reader, const Json *object, const char *keys);
/* Typed values under a key; absent leaves *out alone. */
bool reader_text(Reader *reader, const Json *object, const char *key, Slice *out);
bool reader_need_text(Reader *reader, const Json *object, const char *key, Slice *out);
bool reader_both(Reader *reader, const Json *object, const char *key, Slice *en,
                 Slice *zh);
bool reader_flag(Reader *reader, const Json *object, const char *key, bool *out);
typedef struct {
    double low, high;
    bool whole;
} NumberRange;
bool reader_number(Reader *reader, const Json *object, const char *key, NumberRange range,
                   double *out);
/* One of the words; *out is its place among them. */
bool reader_word(Reader *reader, const Json *object, const char *key,
                 const char *const *words, int *out);
bool reader_array(Reader *reader, const Json *object, const char *key, const Json **out);

/* The literal of a term as it stands in the file (folded and entered). */
bool reader_literal(Reader *reader, const Json *at, Slice text, Atom *atom);
/* A regular expression. It sees the folded text: small letters, ASCII punctuation, no
 * blanks. */
bool reader_pattern(Reader *reader, const Json *value, Atom *atom);
/* A term, "@list", or an array of these: their literals are added to ids. */
bool reader_terms(Reader *reader, const Json *value, IdList *ids);
/* Ascending and each once, in the scheme's arena. */
Ids reader_ids(Reader *reader, const IdList *list);

/* "include" and "lists" of a file, and of those it includes. */
bool reader_lists(Reader *reader, const Json *root);
Source *reader_open(Reader *reader, Slice text, Slice path, size_t depth);
void reader_release(Reader *reader);

/* Once all is read: the scheme's canonical text, its hash, the lists nothing used. */
void scheme_seal(Reader *reader);

/* The rules of a theme, with the theme's own values as defaults. */
typedef struct {
    Scope scope;
    HeadingUse heading;
    IdList excluded;
    const Negation *negation;
} RuleDefaults;
bool reader_rule(Reader *reader, const Json *value, const RuleDefaults *defaults,
                 Rule *rule, const Json **unless);
bool reader_negation(Reader *reader, const Json *object, const Negation **out);

#endif
