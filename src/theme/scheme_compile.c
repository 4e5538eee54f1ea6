/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From rules as read to the tables the coder runs on: the matcher over all literals, and
 * which rules each literal can set off. Also how a rule is called in messages. */
#include "base/base.h"

#include "theme/theme_p.h"

typedef void AtomVisit(void *context, Atom atom);

/* The atoms that can set a test off. Of parts that must all stand there the first is
 * enough to look for, so a scheme names the telling part first. Depth is bounded by the
 * JSON parser. */
static void visit_test(const Test *test, bool all, AtomVisit *visit, void *context) {
    for (size_t i = 0; i < test->atoms.n; i++)
        visit(context, test->atoms.at[i]);
    if (test->kind == TEST_NONE)
        return;
    for (size_t i = 0; i < test->n; i++) {
        bool telling = test_needs_hit(test->parts[i]);
        if (telling)
            visit_test(test->parts[i], all, visit, context);
        if (telling && !all && test->kind != TEST_ANY)
            return;
    }
}

static void visit_rule(const Rule *rule, bool all, AtomVisit *visit, void *context) {
    for (size_t i = 0; i < rule->n_terms; i++)
        visit(context, rule->terms[i].atom);
    if (rule->test)
        visit_test(rule->test, all, visit, context);
}

typedef struct {
    Scheme *scheme;
    uint32_t rule;
    bool fill;
} Wiring;

static void wire(void *context, Atom atom) {
    Wiring *wiring = context;
    uint32_t *from = &wiring->scheme->rules_from[scheme_atom(wiring->scheme, atom)];
    if (wiring->fill)
        wiring->scheme->rules_of[*from] = wiring->rule;
    ++*from;
}

/* Counted first, then filled; filling moves each start to the next one's place, so the
 * starts are set back after. */
static void wire_rules(Scheme *scheme) {
    size_t n = scheme->literals.n + scheme->regexes.n;
    scheme->rules_from = memory_grow(NULL, n + 1, sizeof *scheme->rules_from);
    memset(scheme->rules_from, 0, (n + 1) * sizeof *scheme->rules_from);
    for (uint32_t i = 0; i < scheme->rules.n; i++) {
        Wiring wiring = {scheme, i, false};
        visit_rule(&scheme->rules.at[i], false, wire, &wiring);
    }
    uint32_t sum = 0;
    for (size_t i = 0; i <= n; i++) {
        uint32_t count = scheme->rules_from[i];
        scheme->rules_from[i] = sum;
        sum += count;
    }
    scheme->rules_of = memory_grow(NULL, sum, sizeof *scheme->rules_of);
    for (uint32_t i = 0; i < scheme->rules.n; i++) {
        Wiring wiring = {scheme, i, true};
        visit_rule(&scheme->rules.at[i], false, wire, &wiring);
    }
    for (size_t i = n; i > 0; i--)
        scheme->rules_from[i] = scheme->rules_from[i - 1];
    scheme->rules_from[0] = 0;
}

static void mark_excludes(Scheme *scheme) {
    size_t n = scheme->literals.n;
    scheme->excludes = memory_grow(NULL, n, 1);
    memset(scheme->excludes, 0, n ? n : 1);
    for (size_t i = 0; i < scheme->rules.n; i++) {
        Ids excluded = scheme->rules.at[i].excluded;
        for (size_t k = 0; k < excluded.n; k++)
            scheme->excludes[excluded.at[k]] = 1;
    }
}

bool scheme_compile(Scheme *scheme, Err *err) {
    scheme->matcher = matcher_new(scheme->literals.at, scheme->literals.n, err);
    if (!scheme->matcher)
        return err_prefix(err, "%.*s", SLICE_ARG(scheme->file));
    wire_rules(scheme);
    mark_excludes(scheme);
    return true;
}

typedef struct {
    RuleVisit *visit;
    void *context;
} PlainVisit;

static void visit_plain(void *context, Atom atom) {
    const PlainVisit *plain = context;
    plain->visit(plain->context, atom, false);
}

static void visit_none(const Test *test, PlainVisit *plain) {
    for (size_t i = 0; i < test->n; i++) {
        if (test->kind == TEST_NONE)
            visit_test(test->parts[i], true, visit_plain, plain);
        else
            visit_none(test->parts[i], plain);
    }
}

void rule_visit(const Rule *rule, RuleVisit *visit, void *context) {
    PlainVisit plain = {visit, context};
    visit_rule(rule, true, visit_plain, &plain);
    if (rule->test)
        visit_none(rule->test, &plain);
    for (size_t i = 0; i < rule->own_excluded.n; i++)
        visit(context, rule->own_excluded.at[i], true);
}

typedef struct {
    const Scheme *scheme;
    Buf text;
    size_t n;
} Label;

static void add_to_label(void *context, Atom atom) {
    Label *label = context;
    if (label->n++ >= 3)
        return;
    if (label->text.n)
        buf_add(&label->text, S("|"));
    buf_add(&label->text, atom & ATOM_REGEX
                              ? label->scheme->regexes.at[atom & ~ATOM_REGEX].pattern
                              : label->scheme->literals.at[atom]);
}

Slice scheme_rule_label(const Scheme *scheme, uint32_t theme, uint32_t rule,
                        Arena *keep) {
    if (theme >= scheme->themes.n || rule >= scheme->themes.at[theme].n_rules)
        BUG("rule %u of theme %u", (unsigned)rule, (unsigned)theme);
    const Rule *row = &scheme->rules.at[scheme->themes.at[theme].first_rule + rule];
    if (row->name.n)
        return row->name;
    Label label = {.scheme = scheme};
    visit_rule(row, true, add_to_label, &label);
    if (label.n > 3)
        buf_add(&label.text, S("|…"));
    Slice copy = arena_copy(keep, buf_slice(&label.text));
    buf_release(&label.text);
    return copy;
}
