/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One rule of a theme: terms with weights, or conditions. */
#include "base/base.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "theme/reader_p.h"

#define X(name, word) word,
static const char *const scope_words[] = {SCOPES(X) NULL};
static const char *const heading_words[] = {HEADING_USES(X) NULL};
#undef X

enum { PATTERN_BYTES_MAX = 2000, REGEXES_MAX = 2000, WITHIN_MAX = 200 };

static Test *new_test(Reader *reader, TestKind kind) {
    Test *test = ARENA_NEW(&reader->scheme->arena, Test);
    test->kind = kind;
    return test;
}

bool reader_pattern(Reader *reader, const Json *value, Atom *atom) {
    Slice pattern = json_string(value);
    if (pattern.n == 0 || pattern.n > PATTERN_BYTES_MAX)
        return reader_fail(reader, value,
                           T("a regular expression of 1 to %d bytes is wanted",
                             "须为 1 至 %d 字节的正则表达式"),
                           PATTERN_BYTES_MAX);
    if (reader->scheme->regexes.n >= REGEXES_MAX)
        return reader_fail(reader, value,
                           T("more than %d regular expressions", "正则表达式超过 %d 个"),
                           REGEXES_MAX);
    int code;
    PCRE2_SIZE offset;
    pcre2_code *regex = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n,
                                      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C,
                                      &code, &offset, NULL);
    if (!regex) {
        unsigned char why[200] = "";
        pcre2_get_error_message(code, why, sizeof why);
        return reader_fail(reader, value,
                           T("bad regular expression, at byte %zu: %s",
                             "正则表达式有误，第 %zu 字节：%s"),
                           (size_t)offset + 1, (const char *)why);
    }
    /* Faster where the machine can. What it finds is the same, save near the limits of a
     * coder, which are counted in another way. */
    pcre2_jit_compile(regex, PCRE2_JIT_COMPLETE);
    *atom = ATOM_REGEX | (uint32_t)reader->scheme->regexes.n;
    Regex row = {arena_copy(&reader->scheme->arena, pattern), regex};
    vec_push(&reader->scheme->regexes, row);
    return true;
}

static bool read_regex(Reader *reader, const Json *value, Test **out) {
    Atom *atom = ARENA_NEW(&reader->scheme->arena, Atom);
    if (!reader_pattern(reader, value, atom))
        return false;
    *out = new_test(reader, TEST_SET);
    (*out)->atoms = (Ids){atom, 1};
    return true;
}

static bool read_set(Reader *reader, const Json *value, Test **out) {
    IdList atoms = {0};
    bool ok = reader_terms(reader, value, &atoms);
    if (ok && atoms.n == 0)
        ok = reader_fail(reader, value, T("no terms here", "此处没有词语"));
    if (ok) {
        *out = new_test(reader, TEST_SET);
        (*out)->atoms = reader_ids(reader, &atoms);
    }
    vec_release(&atoms);
    return ok;
}

static bool read_test(Reader *reader, const Json *value, Test **out);

/* The parts of any, all, none, near: each a term, an array of terms (one of them), or a
 * nested condition. */
static bool read_parts(Reader *reader, const Json *list, Test *test) {
    size_t n = 0;
    for (const Json *item = json_first(list); item; item = json_next(item))
        n++;
    Test **parts = ARENA_ARRAY(&reader->scheme->arena, Test *, n);
    for (const Json *item = json_first(list); item; item = json_next(item)) {
        bool nested = json_is_object(item) && test->kind != TEST_NEAR;
        bool ok = nested ? reader_keys(reader, item,
                                       "any all none near within ordered regex") &&
                               read_test(reader, item, &parts[test->n])
                         : read_set(reader, item, &parts[test->n]);
        if (!ok)
            return false;
        test->n++;
    }
    test->parts = parts;
    return n ? true : reader_fail(reader, list, T("no conditions here", "此处没有条件"));
}

/* any and none of plain terms are one set, however long the list. */
static bool only_terms(const Json *list) {
    for (const Json *item = json_first(list); item; item = json_next(item)) {
        if (!json_is_string(item))
            return false;
    }
    return json_first(list) != NULL;
}

static bool read_group(Reader *reader, const Json *list, TestKind kind, Test **out) {
    *out = new_test(reader, kind);
    if (kind == TEST_ALL || kind == TEST_NEAR || !only_terms(list))
        return read_parts(reader, list, *out);
    Test **parts = ARENA_ARRAY(&reader->scheme->arena, Test *, 1);
    (*out)->parts = parts;
    (*out)->n = 1;
    return read_set(reader, list, &parts[0]);
}

static bool read_near(Reader *reader, const Json *value, Test **out) {
    double within = 10;
    if (!read_group(reader, json_get(value, "near"), TEST_NEAR, out) ||
        !reader_number(reader, value, "within", (NumberRange){0, WITHIN_MAX, true},
                       &within) ||
        !reader_flag(reader, value, "ordered", &(*out)->ordered))
        return false;
    (*out)->within = (uint32_t)within;
    bool right = (*out)->n == 2 || ((*out)->ordered && (*out)->n > 2);
    return right ? true
                 : reader_fail(reader, json_get(value, "near"),
                               T("\"near\" takes two parts, or more when \"ordered\"",
                                 "\"near\" 须有两个部分；\"ordered\" 为真时可更多"));
}

/* The condition keys of one object: all that are there must hold. */
static bool read_test(Reader *reader, const Json *value, Test **out) {
    static const struct {
        const char *key;
        TestKind kind;
    } groups[] = {{"any", TEST_ANY}, {"all", TEST_ALL}, {"none", TEST_NONE}};
    Test *whole = new_test(reader, TEST_ALL);
    Test **parts = ARENA_ARRAY(&reader->scheme->arena, Test *, 5);
    for (size_t i = 0; i < 3; i++) {
        const Json *list;
        if (!reader_array(reader, value, groups[i].key, &list))
            return false;
        if (list && !read_group(reader, list, groups[i].kind, &parts[whole->n++]))
            return false;
    }
    const Json *near;
    if (!reader_array(reader, value, "near", &near))
        return false;
    if (near && !read_near(reader, value, &parts[whole->n++]))
        return false;
    const Json *stray = json_get(value, json_get(value, "within") ? "within" : "ordered");
    if (!near && stray)
        return reader_fail(reader, stray,
                           T("only \"near\" takes \"within\" and \"ordered\"",
                             "\"within\" 与 \"ordered\" 只用于 \"near\""));
    if (json_get(value, "regex") &&
        !read_regex(reader, json_get(value, "regex"), &parts[whole->n++]))
        return false;
    if (whole->n == 0)
        return reader_fail(reader, value,
                           T("a rule or condition without terms or conditions",
                             "规则或条件中没有词语，也没有条件"));
    whole->parts = parts;
    *out = whole->n == 1 ? parts[0] : whole;
    return true;
}

/* Whether something must stand there for the test to hold; a rule of absences alone would
 * code everything. */
bool test_needs_hit(const Test *test) {
    if (test->kind == TEST_SET || test->kind == TEST_NEAR)
        return true;
    bool all = test->kind == TEST_ALL;
    if (test->kind == TEST_NONE)
        return false;
    for (size_t i = 0; i < test->n; i++) {
        if (test_needs_hit(test->parts[i]) == all)
            return all;
    }
    return !all;
}

typedef VEC(RuleTerm) RuleTerms;

static bool read_term(Reader *reader, const Json *item, RuleTerms *terms) {
    double weight = 1;
    const Json *text = item;
    if (json_is_object(item)) {
        text = json_get(item, "term");
        if (!reader_keys(reader, item, "term weight") ||
            !reader_number(reader, item, "weight", (NumberRange){-100, 100, false},
                           &weight))
            return false;
        if (!text)
            return reader_fail(reader, item, T("\"term\" is missing", "缺少 \"term\""));
    }
    IdList atoms = {0};
    bool ok = reader_terms(reader, text, &atoms);
    for (size_t i = 0; ok && i < atoms.n; i++)
        vec_push(terms, (RuleTerm){atoms.at[i], weight});
    vec_release(&atoms);
    return ok;
}

static int compare_terms(const void *left, const void *right) {
    const RuleTerm *a = left, *b = right;
    if (a->atom != b->atom)
        return a->atom < b->atom ? -1 : 1;
    return (a->weight < b->weight) - (a->weight > b->weight);
}

/* Sorted by atom; of one atom with several weights the greatest stays. */
static bool read_rule_terms(Reader *reader, const Json *list, Rule *rule) {
    RuleTerms terms = {0};
    bool ok = true;
    for (const Json *item = json_first(list); ok && item; item = json_next(item))
        ok = read_term(reader, item, &terms);
    if (ok && terms.n == 0)
        ok = reader_fail(reader, list, T("no terms here", "此处没有词语"));
    if (ok) {
        RuleTerm *kept = ARENA_ARRAY(&reader->scheme->arena, RuleTerm, terms.n);
        qsort(terms.at, terms.n, sizeof *terms.at, compare_terms);
        for (size_t i = 0; i < terms.n; i++) {
            if (i && terms.at[i].atom == terms.at[i - 1].atom)
                continue;
            kept[rule->n_terms] = terms.at[i];
            kept[rule->n_terms++].weight *= rule->weight;
        }
        rule->terms = kept;
    }
    vec_release(&terms);
    return ok;
}

bool reader_negation(Reader *reader, const Json *object, const Negation **out) {
    const Json *value = json_get(object, "negation");
    if (!value)
        return true;
    double within = 4;
    Test *words;
    if (!reader_keys(reader, value, "words within") ||
        !reader_number(reader, value, "within", (NumberRange){0, WITHIN_MAX, true},
                       &within))
        return false;
    const Json *list = json_get(value, "words");
    if (!list)
        return reader_fail(reader, value, T("\"%s\" is missing", "缺少 \"%s\""), "words");
    if (!read_set(reader, list, &words))
        return false;
    Negation *negation = ARENA_NEW(&reader->scheme->arena, Negation);
    *negation = (Negation){words->atoms, (uint32_t)within};
    *out = negation;
    return true;
}

static bool read_excluded(Reader *reader, const Json *value, const IdList *inherited,
                          Rule *rule) {
    IdList ids = {0};
    const Json *list = json_get(value, "not");
    bool ok = !list || reader_terms(reader, list, &ids);
    if (ok)
        rule->own_excluded = reader_ids(reader, &ids);
    for (size_t i = 0; i < inherited->n; i++)
        vec_push(&ids, inherited->at[i]);
    if (ok)
        rule->excluded = reader_ids(reader, &ids);
    vec_release(&ids);
    return ok;
}

static bool read_context(Reader *reader, const Json *value, Rule *rule) {
    const Json *list = json_get(value, "context");
    Test *set;
    if (!list)
        return true;
    if (!read_set(reader, list, &set))
        return false;
    rule->context = set->atoms;
    return true;
}

bool reader_rule(Reader *reader, const Json *value, const RuleDefaults *defaults,
                 Rule *rule, const Json **unless) {
    int scope = (int)defaults->scope, heading = (int)defaults->heading;
    const Json *terms;
    rule->body = true;
    rule->weight = 1;
    rule->negation = defaults->negation;
    if (!reader_keys(
            reader, value,
            "name terms any all none near within ordered regex scope context heading body weight not "
            "negation unless") ||
        !reader_text(reader, value, "name", &rule->name) ||
        !reader_word(reader, value, "scope", scope_words, &scope) ||
        !reader_word(reader, value, "heading", heading_words, &heading) ||
        !reader_flag(reader, value, "body", &rule->body) ||
        !reader_number(reader, value, "weight", (NumberRange){-100, 100, false},
                       &rule->weight) ||
        !reader_negation(reader, value, &rule->negation) ||
        !read_excluded(reader, value, &defaults->excluded, rule) ||
        !read_context(reader, value, rule) ||
        !reader_array(reader, value, "terms", &terms) ||
        !reader_array(reader, value, "unless", unless))
        return false;
    rule->scope = (Scope)scope;
    rule->heading = (HeadingUse)heading;
    if (!rule->body && rule->heading == HEADING_NONE)
        return reader_fail(reader, value,
                           T("the rule looks neither at the measure nor at its headings",
                             "此规则既不看举措，也不看标题"));
    Test *test = NULL;
    bool tests = json_get(value, "any") || json_get(value, "all") ||
                 json_get(value, "none") || json_get(value, "near") ||
                 json_get(value, "regex");
    if (terms && tests)
        return reader_fail(reader, terms,
                           T("\"terms\" stands alone; with conditions use \"any\"",
                             "\"terms\" 单独使用；与条件并用时请用 \"any\""));
    if (terms)
        return read_rule_terms(reader, terms, rule);
    if (!read_test(reader, value, &test))
        return false;
    rule->test = test;
    return test && test_needs_hit(test)
               ? true
               : reader_fail(
                     reader, value,
                     T("the rule would hold for any text", "此规则对任何文本都成立"));
}
