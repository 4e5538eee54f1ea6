/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a scheme though it loads. Terms are compared by scanning each with
 * the scheme's own matcher, so that a hundred thousand take no longer than a long text.
 */
#include "base/base.h"

#include "base/utf8.h"
#include "theme/check.h"
#include "theme/theme_p.h"

/* enum, word, English, Chinese */
#define LINTS(X)                                                                         \
    X(LINT_NEVER, "never", "can never hold", "永远不会成立")                             \
    X(LINT_TOO_WEAK, "too-weak", "all weights together stay below the threshold",        \
      "全部权重之和仍低于阈值")                                                          \
    X(LINT_ONE_CHARACTER, "one-character", "a term of one character hits a great deal",  \
      "单字词语，命中过泛")                                                              \
    X(LINT_DOUBLED, "doubled", "stands in two rules of the theme",                       \
      "在同一主题的两条规则中重复")                                                      \
    X(LINT_SHADOWED, "shadowed",                                                         \
      "adds nothing: it holds a term that codes the theme alone",                        \
      "多余：其中已含可单独编码的词语")                                                  \
    X(LINT_TWO_THEMES, "two-themes", "codes two themes by itself",                       \
      "单独即可编入两个主题")                                                            \
    X(LINT_IDLE_EXCLUSION, "idle-exclusion",                                             \
      "excludes nothing: it holds none of the terms",                                    \
      "不起作用：其中不含任何受其排除的词语")                                            \
    X(LINT_IDLE_LIST, "idle-list", "the list is never used", "词表从未使用")             \
    X(LINT_NO_EXAMPLES, "no-examples", "the theme has no example sentences",             \
      "主题没有例句")

typedef enum {
#define X(name, word, en, zh) name,
    LINTS(X)
#undef X
} Lint;

static const struct {
    const char *word, *en, *zh;
} lints[] = {
#define X(name, word, en, zh) {word, en, zh},
    LINTS(X)
#undef X
};

/* A term of a rule of terms. */
typedef struct {
    Atom atom;
    uint32_t theme, rule; /* rule: of the scheme */
    double weight;
} Term;

typedef struct {
    const Scheme *scheme;
    Table *table;
    VEC(Term) terms; /* by atom, theme, rule */
    Hits all;        /* of the literals in each other: in one text, a line each */
    size_t *line;    /* n + 1: where each literal's line begins in it */
    Hits hits;       /* in the literal looked at */
} Linter;

static void add(Linter *linter, Lint lint, const Json *at, uint32_t theme, Slice term,
                Slice other) {
    Cell *row = table_row(linter->table);
    Arena *arena = linter->table->arena;
    row[0] = cell_count((int64_t)scheme_place(linter->scheme, at).line);
    if (theme != UINT32_MAX)
        row[1] = cell_text(arena, linter->scheme->themes.at[theme].info.code);
    row[2] = cell_text(arena, slice_of(lints[lint].word));
    row[3] = cell_text(arena, term);
    Slice text = slice_of(T(lints[lint].en, lints[lint].zh));
    if (other.n)
        text = arena_format(arena, T("%.*s (%.*s)", "%.*s（%.*s）"), SLICE_ARG(text),
                            SLICE_ARG(other));
    row[4] = cell_text(arena, text);
}

static Slice text_of(const Scheme *scheme, Atom atom) {
    return atom & ATOM_REGEX ? scheme->regexes.at[atom & ~ATOM_REGEX].pattern
                             : scheme->literals.at[atom];
}

static const Rule *rule_of(const Linter *linter, const Term *term) {
    return &linter->scheme->rules.at[term->rule];
}

/* ---- Terms beside terms ---- */

static int compare_terms(const void *left, const void *right) {
    const Term *a = left, *b = right;
    if (a->atom != b->atom)
        return a->atom < b->atom ? -1 : 1;
    if (a->theme != b->theme)
        return a->theme < b->theme ? -1 : 1;
    return (a->rule > b->rule) - (a->rule < b->rule);
}

static void gather_terms(Linter *linter) {
    for (uint32_t i = 0; i < linter->scheme->rules.n; i++) {
        const Rule *rule = &linter->scheme->rules.at[i];
        for (size_t k = 0; k < rule->n_terms; k++)
            vec_push(&linter->terms,
                     (Term){rule->terms[k].atom, rule->theme, i, rule->terms[k].weight});
    }
    if (linter->terms.n > 1)
        qsort(linter->terms.at, linter->terms.n, sizeof(Term), compare_terms);
}

/* Whether a hit of the term is enough, wherever it stands. */
static bool codes_alone(const Linter *linter, const Term *term) {
    const Rule *rule = rule_of(linter, term);
    double threshold = linter->scheme->themes.at[term->theme].threshold;
    return term->weight >= threshold - 1e-9 && rule->body && rule->unless.n == 0 &&
           rule->context.n == 0 && !rule->negation;
}

static void lint_equal_terms(Linter *linter) {
    const Scheme *scheme = linter->scheme;
    for (size_t i = 1; i < linter->terms.n; i++) {
        const Term *a = &linter->terms.at[i - 1], *b = &linter->terms.at[i];
        if (a->atom != b->atom)
            continue;
        bool same = a->theme == b->theme;
        if (same && rule_of(linter, a)->body == rule_of(linter, b)->body)
            add(linter, LINT_DOUBLED, rule_of(linter, b)->json, b->theme,
                text_of(scheme, b->atom), (Slice){0});
        if (!same && codes_alone(linter, a) && codes_alone(linter, b))
            add(linter, LINT_TWO_THEMES, rule_of(linter, b)->json, b->theme,
                text_of(scheme, b->atom), scheme->themes.at[a->theme].info.code);
    }
}

/* The term of this theme with this atom that codes alone; NULL when there is none. */
static const Term *find_alone(const Linter *linter, Atom atom, uint32_t theme) {
    size_t low = 0, high = linter->terms.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (linter->terms.at[middle].atom < atom)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < linter->terms.n && linter->terms.at[low].atom == atom; low++) {
        const Term *term = &linter->terms.at[low];
        if (term->theme == theme && codes_alone(linter, term))
            return term;
    }
    return NULL;
}

/* Whether one of the hits, an excluded phrase of the rule, holds the hit. */
static bool is_struck(const Linter *linter, const Rule *rule, const Hit *hit) {
    for (size_t i = 0; i < linter->hits.n; i++) {
        const Hit *other = &linter->hits.at[i];
        if (other->at <= hit->at && other->end >= hit->end &&
            other->end - other->at > hit->end - hit->at &&
            ids_have(rule->excluded, other->literal))
            return true;
    }
    return false;
}

/* One pass over all literals: each alone would cost a start of the matcher, which is
 * slow where there are many thousands. */
static void scan_all(Linter *linter) {
    const Scheme *scheme = linter->scheme;
    MatcherScratch *scratch = matcher_scratch_new(scheme->matcher);
    Buf text = {0};
    linter->line = memory_grow(NULL, scheme->literals.n + 1, sizeof *linter->line);
    for (size_t i = 0; i < scheme->literals.n; i++) {
        linter->line[i] = text.n;
        buf_add(&text, scheme->literals.at[i]);
        buf_add_byte(&text, '\n');
    }
    linter->line[scheme->literals.n] = text.n;
    matcher_scan(scheme->matcher, scratch, buf_slice(&text), &linter->all);
    buf_release(&text);
    matcher_scratch_free(scratch);
}

static void look_at(Linter *linter, Atom literal) {
    size_t from = linter->line[literal], to = linter->line[literal + 1];
    size_t low = 0, high = linter->all.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (linter->all.at[middle].end <= from)
            low = middle + 1;
        else
            high = middle;
    }
    linter->hits.n = 0;
    for (; low < linter->all.n && linter->all.at[low].end < to; low++) {
        Hit hit = linter->all.at[low];
        vec_push(&linter->hits,
                 (Hit){hit.at - (uint32_t)from, hit.end - (uint32_t)from, hit.literal});
    }
}

/* Whether an excluded phrase, laid over a text with the longer term in it so that it
 * strikes the shorter (at [hit->at, hit->end) of the longer), reaches beyond the longer:
 * that one then counts where the shorter does not. */
static bool reaches_beyond(Slice phrase, size_t at, Slice longer, const Hit *hit) {
    size_t before = at < hit->at ? at : hit->at,
           left = phrase.n - at - (hit->end - hit->at),
           after = left < longer.n - hit->end ? left : longer.n - hit->end;
    return (at > hit->at || left > longer.n - hit->end) &&
           slice_equal(slice_sub(phrase, at - before, at),
                       slice_sub(longer, hit->at - before, hit->at)) &&
           slice_equal(slice_sub(phrase, phrase.n - left, phrase.n - left + after),
                       slice_sub(longer, hit->end, hit->end + after));
}

static bool escapes_exclusion(const Scheme *scheme, Ids excluded, Slice longer,
                              const Hit *hit) {
    Slice shorter = slice_sub(longer, hit->at, hit->end);
    for (size_t i = 0; i < excluded.n; i++) {
        Slice phrase = scheme->literals.at[excluded.at[i]];
        for (size_t at = 0; at + shorter.n <= phrase.n; at++) {
            if (slice_equal(slice_sub(phrase, at, at + shorter.n), shorter) &&
                reaches_beyond(phrase, at, longer, hit))
                return true;
        }
    }
    return false;
}

static void lint_shadowed(Linter *linter) {
    for (size_t i = 0; i < linter->terms.n; i++) {
        const Term *term = &linter->terms.at[i];
        if (term->atom & ATOM_REGEX)
            continue;
        look_at(linter, term->atom);
        for (size_t k = 0; k < linter->hits.n; k++) {
            const Hit *hit = &linter->hits.at[k];
            if (hit->literal == term->atom)
                continue;
            const Term *other = find_alone(linter, hit->literal, term->theme);
            if (!other ||
                rule_of(linter, other)->heading != rule_of(linter, term)->heading ||
                is_struck(linter, rule_of(linter, other), hit) ||
                escapes_exclusion(linter->scheme, rule_of(linter, other)->excluded,
                                  linter->scheme->literals.at[term->atom], hit))
                continue;
            add(linter, LINT_SHADOWED, rule_of(linter, term)->json, term->theme,
                text_of(linter->scheme, term->atom),
                text_of(linter->scheme, other->atom));
            break;
        }
    }
}

static void lint_one_character(Linter *linter) {
    for (size_t i = 0; i < linter->terms.n; i++) {
        const Term *term = &linter->terms.at[i];
        Slice text = text_of(linter->scheme, term->atom);
        if (utf8_count(text) == 1)
            add(linter, LINT_ONE_CHARACTER, rule_of(linter, term)->json, term->theme,
                text, (Slice){0});
    }
}

/* ---- Exclusions ---- */

typedef struct {
    const Hits *hits;
    Atom phrase;
    bool found;
} Guard;

static void look_guarded(void *context, Atom atom, bool excluded) {
    Guard *guard = context;
    for (size_t i = 0; !excluded && !guard->found && i < guard->hits->n; i++)
        guard->found = guard->hits->at[i].literal == atom && atom != guard->phrase;
}

/* A phrase that holds no term of any of the rules [first, first + n) strikes nothing;
 * regular expressions may hit anything. */
static void lint_exclusion(Linter *linter, Atom phrase, size_t first, size_t n,
                           const Json *at) {
    const Scheme *scheme = linter->scheme;
    look_at(linter, phrase);
    Guard guard = {&linter->hits, phrase, scheme->regexes.n > 0};
    for (size_t i = first; !guard.found && i < first + n; i++)
        rule_visit(&scheme->rules.at[i], look_guarded, &guard);
    if (!guard.found)
        add(linter, LINT_IDLE_EXCLUSION, at,
            n ? scheme->rules.at[first].theme : UINT32_MAX, text_of(scheme, phrase),
            (Slice){0});
}

static void lint_exclusions(Linter *linter) {
    const Scheme *scheme = linter->scheme;
    for (size_t i = 0; i < scheme->rules.n; i++) {
        const Rule *rule = &scheme->rules.at[i];
        for (size_t k = 0; k < rule->own_excluded.n; k++)
            lint_exclusion(linter, rule->own_excluded.at[k], i, 1, rule->json);
    }
    for (size_t i = 0; i < scheme->themes.n; i++) {
        const Theme *theme = &scheme->themes.at[i];
        for (size_t k = 0; k < theme->own_excluded.n; k++)
            lint_exclusion(linter, theme->own_excluded.at[k], theme->first_rule,
                           theme->n_rules, theme->json);
    }
}

/* ---- Rules and themes ---- */

static bool all_in(Ids atoms, Ids others) {
    for (size_t i = 0; i < atoms.n; i++) {
        if (!ids_have(others, atoms.at[i]))
            return false;
    }
    return atoms.n > 0;
}

/* What must stand there is just what must not. */
static bool contradicts(const Test *test) {
    for (size_t i = 0; test->kind == TEST_ALL && i < test->n; i++) {
        const Test *none = test->parts[i];
        if (none->kind != TEST_NONE || none->parts[0]->kind != TEST_SET)
            continue;
        for (size_t k = 0; k < test->n; k++) {
            const Test *part = test->parts[k];
            while ((part->kind == TEST_ANY || part->kind == TEST_ALL) && part->n == 1)
                part = part->parts[0];
            if (part->kind == TEST_SET && all_in(part->atoms, none->parts[0]->atoms))
                return true;
        }
    }
    return false;
}

static void lint_theme(Linter *linter, uint32_t index) {
    const Scheme *scheme = linter->scheme;
    const Theme *theme = &scheme->themes.at[index];
    double sum = 0;
    for (uint32_t i = theme->first_rule; i < theme->first_rule + theme->n_rules; i++) {
        const Rule *rule = &scheme->rules.at[i];
        if (rule->test && contradicts(rule->test))
            add(linter, LINT_NEVER, rule->json, index, rule->name, (Slice){0});
        if (rule->test && rule->weight > 0)
            sum += rule->weight;
        for (size_t k = 0; k < rule->n_terms; k++)
            sum += rule->terms[k].weight > 0 ? rule->terms[k].weight : 0;
    }
    if (theme->n_rules && sum < theme->threshold - 1e-9)
        add(linter, LINT_TOO_WEAK, theme->json, index, (Slice){0}, (Slice){0});
    if (theme->n_rules && theme->n_examples == 0)
        add(linter, LINT_NO_EXAMPLES, theme->json, index, (Slice){0}, (Slice){0});
}

Table scheme_lint(const Scheme *scheme, Arena *arena) {
    Table table = table_new(arena, "scheme-lint",
                            slice_of(T("Doubts about the scheme", "方案中的疑点")));
    table_column(&table, (Column){"line", T("line", "行"), COLUMN_COUNT, 0});
    table_column(&table, (Column){"theme", T("theme", "主题"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"finding", T("finding", "类别"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"term", T("term", "词语"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"detail", T("detail", "说明"), COLUMN_TEXT, 0});
    Linter linter = {.scheme = scheme, .table = &table};
    scan_all(&linter);
    gather_terms(&linter);
    for (uint32_t i = 0; i < scheme->themes.n; i++)
        lint_theme(&linter, i);
    lint_one_character(&linter);
    lint_equal_terms(&linter);
    lint_shadowed(&linter);
    lint_exclusions(&linter);
    for (size_t i = 0; i < scheme->idle_lists.n; i++)
        add(&linter, LINT_IDLE_LIST, scheme->sources.at[0]->root, UINT32_MAX,
            scheme->idle_lists.at[i], (Slice){0});
    free(linter.line);
    vec_release(&linter.all);
    vec_release(&linter.terms);
    vec_release(&linter.hits);
    return table;
}
