/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scheme is inside this room. Everything lives in the scheme's arena and is never
 * changed after loading. */
#ifndef THEME_THEME_P_H
#define THEME_THEME_P_H

#include "base/json.h"
#include "theme/matcher_p.h"
#include "theme/scheme.h"

/* An atom is something that can be hit: a literal (its index in the matcher), or a
 * regular expression. */
typedef uint32_t Atom;
#define ATOM_REGEX UINT32_C(0x80000000)

typedef struct {
    const uint32_t *at; /* ascending, each once */
    size_t n;
} Ids;
static inline bool ids_have(Ids ids, uint32_t id) {
    size_t low = 0, high = ids.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids.at[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < ids.n && ids.at[low] == id;
}

/* enum, word in the file */
#define SCOPES(X)                                                                        \
    X(SCOPE_CLAUSE, "clause")                                                            \
    X(SCOPE_SENTENCE, "sentence")                                                        \
    X(SCOPE_MEASURE, "measure")                                                          \
    X(SCOPE_HEADING, "heading+measure")
#define HEADING_USES(X)                                                                  \
    X(HEADING_NONE, "none")                                                              \
    X(HEADING_LEND, "lend")                                                              \
    X(HEADING_ALWAYS, "always")
#define OVERLAPS(X)                                                                      \
    X(OVERLAP_LONGEST, "longest")                                                        \
    X(OVERLAP_ALL, "all")
#define X(name, word) name,
typedef enum { SCOPES(X) } Scope;
typedef enum { HEADING_USES(X) } HeadingUse;
typedef enum { OVERLAPS(X) } Overlap;
#undef X

typedef enum { TEST_SET, TEST_ANY, TEST_ALL, TEST_NONE, TEST_NEAR } TestKind;

/* A condition. SET: one of its atoms stands there. ANY, ALL, NONE: of its parts. NEAR:
 * its parts, all SETs, with at most `within` characters between neighbours. */
typedef struct Test {
    TestKind kind;
    Ids atoms;
    struct Test *const *parts;
    size_t n;
    uint32_t within;
    bool ordered;
} Test;

/* Whether something must stand there for it to hold. */
bool test_needs_hit(const Test *test);

typedef struct {
    Ids words;
    uint32_t within; /* characters between the word and the hit, in one clause */
} Negation;

typedef struct {
    Atom atom;
    double weight;
} RuleTerm;

typedef struct {
    uint32_t theme;
    uint32_t number; /* 0.. within its theme */
    Slice name;
    const RuleTerm *terms; /* a rule of terms, by atom */
    size_t n_terms;
    const Test *test; /* a rule of conditions; NULL for terms */
    double weight;
    Scope scope;
    HeadingUse heading;
    bool body;        /* whether the measure's own text is looked at */
    Ids excluded;     /* literals: those of the rule, its theme and the scheme */
    Ids own_excluded; /* those of the rule alone */
    Ids context;    /* literals: one must stand in the measure, a heading above it or the
                     * plan's  title; empty: no matter */
    Ids unless;     /* themes */
    uint32_t round; /* when it is judged: 0 without unless, else after all that those
                       themes may come by */
    const Negation *negation;
    const Json *json; /* where it stands in the scheme file */
} Rule;

typedef struct {
    Slice text;
    const Slice *headings; /* outermost first */
    size_t n_headings;
    bool yes;
    const Json *json; /* where it stands in the scheme file */
} Example;

typedef struct {
    ThemeInfo info;
    ThemeNotes notes;
    double threshold;
    uint32_t reach;
    Slice group; /* of themes of one group the nearest heading that names one decides */
    uint32_t first_rule, n_rules;
    uint32_t last_child; /* subthemes are (own index, last_child] */
    Ids own_excluded;    /* its own "not" */
    uint32_t round;      /* the greatest of its rules */
    const Example *examples;
    size_t n_examples;
    const Json *json; /* where it stands in the scheme file */
} Theme;

/* A file of the scheme: the scheme file first, then what it includes. */
typedef struct Source {
    Slice path, folder;
    Slice text;
    Json *root;
    size_t depth; /* 0: the scheme file itself */
    bool open;    /* being read, or one that it includes is */
} Source;

typedef struct {
    Slice pattern;
    struct pcre2_real_code_8 *code;
} Regex;

struct Scheme {
    Arena arena;
    Slice file, name, version, text, hash, title_en, title_zh;
    VEC(Slice) idle_lists; /* named in the scheme file but never used */
    Overlap within, across;
    bool joined;       /* some rule looks at a measure together with its headings */
    uint32_t rounds;   /* the greatest of the rules */
    bool contexts;     /* some rule asks for a context */
    uint8_t *excludes; /* by literal: whether some rule excludes it */
    Ids own_excluded;  /* the file's own "not" */
    Ids organising;    /* literals: a measure that holds one borrows from no heading */
    Ids passing;       /* patterns of stretches that name things in passing */
    VEC(Source *) sources;
    VEC(Theme) themes;
    VEC(Rule) rules; /* by theme */
    VEC(Regex) regexes;
    VEC(Slice) literals; /* folded */
    Matcher *matcher;
    /* Which rules an atom can set off: rules_of[rules_from[i] .. rules_from[i + 1]), i =
     * scheme_atom(atom). */
    uint32_t *rules_from, *rules_of;
};

/* Literals first, then regular expressions. */
static inline size_t scheme_atom(const Scheme *scheme, Atom atom) {
    return atom & ATOM_REGEX ? scheme->literals.n + (atom & ~ATOM_REGEX) : atom;
}

JsonPlace scheme_place(const Scheme *scheme, const Json *json); /* in the scheme file */

/* Each atom of a rule, those of "none" too, and the phrases its own "not" excludes. */
typedef void RuleVisit(void *context, Atom atom, bool excluded);
void rule_visit(const Rule *rule, RuleVisit *visit, void *context);

/* What scheme_compile.c adds once a file is read: the matcher and the tables from atoms
 * to rules. */
bool scheme_compile(Scheme *scheme, Err *err);

#endif
