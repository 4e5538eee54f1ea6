/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A coding scheme: themes nested two deep, and the rules that say when a measure carries
 * one. Read from a JSON file (its JSON Schema: plans/scheme.schema.json) with the files
 * it includes; never changed afterwards, so that threads may share it.
 *
 * How a measure is coded
 *  1. Text is looked at folded: full-width forms as ASCII, letters small, white space and
 * quotation marks left out. Terms are folded alike; spans of evidence are always bytes of
 * the plan's own text.
 *  2. A hit of a term is struck where it stands inside a longer phrase its rule, theme or
 * scheme excludes ("not"), in a stretch that the scheme's "passing" patterns say names
 * things in passing, or behind a word of negation where a rule or theme asks for that.
 *  3. A rule of terms counts the weight of each different term once; a rule of conditions
 * (any, all, none, near, regex; within one clause, sentence, measure, or measure and
 * headings) counts its weight once.
 *  4. Overlap: inside a theme a hit within a longer one does not count ("within":
 * "longest"); across themes all stay.
 *  5. A theme is coded when its weights reach its threshold (1 unless it says otherwise).
 *  6. Headings: a rule says what a hit in a heading above does. "none": nothing. "lend":
 * the theme goes to a measure that carries no theme of its own, from the nearest heading
 * that has one to lend, and adds to what the measure says too weakly itself; not to one
 * with a word of the scheme's "organising", which only says how the work is run.
 * "always": to every measure below. A theme's "reach" is how many headings up it looks.
 * Themes may form a "group" (stages of education): of one group only the nearest heading
 * that names any counts, and where that one names several, "always" is no more than
 * "lend".
 *  7. A rule with "context" holds only where one of those terms stands in the measure, in
 * a heading above it or in the plan's title; these lend nothing by themselves.
 *  8. A rule with "unless" counts only where none of those themes is coded ("children":
 * the theme's own subthemes); this is how the bare theme is kept for what no subtheme
 * takes. Such a rule does not stop headings from lending. */
#ifndef THEME_SCHEME_H
#define THEME_SCHEME_H

#include "theme/coding.h"

typedef struct Scheme Scheme;

/* Reads a scheme file; files it includes are looked for beside the file that names them.
 * NULL with "file:line:column: what" when anything is wrong: an unknown key, a doubled
 * code, a bad regular expression, a list that includes itself, an empty term. Given back
 * with scheme_free. */
Scheme *scheme_load(Slice path, Err *err);
/* The same from text in memory; folder is where includes are looked for, empty: there may
 * be none. */
Scheme *scheme_parse(Slice text, Slice name, Slice folder, Err *err);
void scheme_free(Scheme *scheme);

Slice scheme_name(const Scheme *scheme);    /* the file's own "scheme" */
Slice scheme_version(const Scheme *scheme); /* its "version"; may be empty */
/* All the scheme says in one text, with the lists it includes and without comments of
 * layout: blank space and the order of keys do not matter. scheme_parse makes the same
 * scheme of it; this is what a project keeps. */
Slice scheme_text(const Scheme *scheme);
Slice scheme_hash(const Scheme *scheme); /* SHA-256 of scheme_text, 64 hex digits */

size_t scheme_n_themes(const Scheme *scheme);
/* Themes in file order, a parent before its children. */
const ThemeInfo *scheme_theme(const Scheme *scheme, uint32_t theme);
uint32_t scheme_find(const Scheme *scheme, Slice code); /* UINT32_MAX when there is none
                                                         */
size_t scheme_n_terms(const Scheme *scheme);            /* different strings looked for */

/* The codebook's words for a theme; any may be empty. */
typedef struct {
    Slice definition_en, definition_zh, includes_en, includes_zh, excludes_en,
        excludes_zh;
} ThemeNotes;
ThemeNotes scheme_notes(const Scheme *scheme, uint32_t theme);

/* A rule as people call it: its "name", else its first terms; in keep. */
Slice scheme_rule_label(const Scheme *scheme, uint32_t theme, uint32_t rule, Arena *keep);

#endif
