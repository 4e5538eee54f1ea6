/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a scheme file: its head, its themes, their rules and examples; and answers what
 * others ask about a scheme. */
#include "base/base.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/file.h"
#include "theme/reader_p.h"

#define X(name, word) word,
static const char *const scope_words[] = {SCOPES(X) NULL};
static const char *const heading_words[] = {HEADING_USES(X) NULL};
static const char *const overlap_words[] = {OVERLAPS(X) NULL};
#undef X

enum { THEMES_MAX = 10000, REACH_MAX = 8, ROUNDS_MAX = 16 };

/* The "unless" of a rule names themes that may come later in the file. */
typedef struct {
    size_t rule;
    const Json *codes;
} Pending;
typedef VEC(Pending) PendingList;

static bool is_code(Slice code) {
    bool word = false;
    for (size_t i = 0; i < code.n; i++) {
        char byte = code.p[i];
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
                     byte == '_' || byte == '-';
        if (!plain && !(byte == '.' && word))
            return false;
        word = plain;
    }
    return word && code.n <= 100;
}

static bool is_colour(Slice colour) {
    bool ok = colour.n == 7 && colour.p[0] == '#';
    for (size_t i = 1; ok && i < 7; i++)
        ok = memchr("0123456789abcdefABCDEF", colour.p[i], 22) != NULL;
    return ok;
}

static bool read_head(Reader *reader, const Json *value, Theme *theme) {
    ThemeInfo *info = &theme->info;
    ThemeNotes *notes = &theme->notes;
    double threshold = 1, reach = reader->reach;
    if (!reader_keys(
            reader, value,
            "code en zh core colour definition includes excludes threshold reach group heading scope not "
            "negation rules examples themes") ||
        !reader_need_text(reader, value, "code", &info->code) ||
        !reader_need_text(reader, value, "en", &info->en) ||
        !reader_need_text(reader, value, "zh", &info->zh) ||
        !reader_flag(reader, value, "core", &info->core) ||
        !reader_text(reader, value, "colour", &info->colour) ||
        !reader_text(reader, value, "group", &theme->group) ||
        !reader_both(reader, value, "definition", &notes->definition_en,
                     &notes->definition_zh) ||
        !reader_both(reader, value, "includes", &notes->includes_en,
                     &notes->includes_zh) ||
        !reader_both(reader, value, "excludes", &notes->excludes_en,
                     &notes->excludes_zh) ||
        !reader_number(reader, value, "threshold", (NumberRange){0.001, 1000, false},
                       &threshold) ||
        !reader_number(reader, value, "reach", (NumberRange){0, REACH_MAX, true}, &reach))
        return false;
    theme->threshold = threshold;
    theme->reach = (uint32_t)reach;
    if (!is_code(info->code))
        return reader_fail(reader, json_get(value, "code"),
                           T("a code is made of a-z, 0-9, \"_\", \"-\" and single dots",
                             "代码只能用 a-z、0-9、\"_\"、\"-\" 和单个的点"));
    if (info->colour.n && !is_colour(info->colour))
        return reader_fail(reader, json_get(value, "colour"),
                           T("a colour is written #rrggbb", "颜色写作 #rrggbb"));
    return true;
}

static bool check_code(Reader *reader, const Json *value, const Theme *theme) {
    const Json *at = json_get(value, "code");
    Slice code = theme->info.code;
    if (scheme_find(reader->scheme, code) != UINT32_MAX)
        return reader_fail(
            reader, at, T("the code \"%.*s\" is there already", "代码 \"%.*s\" 已存在"),
            SLICE_ARG(code));
    if (theme->info.parent == UINT32_MAX)
        return true;
    Slice parent = reader->scheme->themes.at[theme->info.parent].info.code;
    if (slice_starts(code, parent) && code.n > parent.n && code.p[parent.n] == '.')
        return true;
    return reader_fail(reader, at,
                       T("the code of a subtheme begins with \"%.*s.\"",
                         "子主题的代码须以 \"%.*s.\" 开头"),
                       SLICE_ARG(parent));
}

static bool read_example(Reader *reader, const Json *item, bool yes, Example *example) {
    Arena *arena = &reader->scheme->arena;
    *example = (Example){.yes = yes, .json = item};
    if (json_is_string(item)) {
        example->text = arena_copy(arena, json_string(item));
        return example->text.n
                   ? true
                   : reader_fail(reader, item, T("an empty example", "例句为空"));
    }
    const Json *headings;
    if (!reader_keys(reader, item, "text headings") ||
        !reader_need_text(reader, item, "text", &example->text) ||
        !reader_array(reader, item, "headings", &headings))
        return false;
    for (const Json *row = json_first(headings); row; row = json_next(row))
        example->n_headings++;
    if (example->n_headings > REACH_MAX)
        return reader_fail(reader, headings, T("more than %d headings", "标题超过 %d 层"),
                           REACH_MAX);
    Slice *copies = ARENA_ARRAY(arena, Slice, example->n_headings);
    size_t n = 0;
    for (const Json *row = json_first(headings); row; row = json_next(row)) {
        if (!json_is_string(row))
            return reader_fail(reader, row,
                               T("a heading must be a text", "标题须为文本"));
        copies[n++] = arena_copy(arena, json_string(row));
    }
    example->headings = copies;
    return true;
}

static bool read_examples(Reader *reader, const Json *value, Theme *theme) {
    const Json *examples = json_get(value, "examples");
    if (!examples)
        return true;
    if (!reader_keys(reader, examples, "yes no"))
        return false;
    VEC(Example) rows = {0};
    bool ok = true;
    for (int yes = 1; ok && yes >= 0; yes--) {
        const Json *list;
        ok = reader_array(reader, examples, yes ? "yes" : "no", &list);
        for (const Json *item = json_first(list); ok && item; item = json_next(item)) {
            Example example;
            ok = read_example(reader, item, yes, &example);
            vec_push(&rows, example);
        }
    }
    Example *copy = ARENA_ARRAY(&reader->scheme->arena, Example, rows.n);
    if (ok && rows.n)
        memcpy(copy, rows.at, rows.n * sizeof *copy);
    theme->examples = copy;
    theme->n_examples = rows.n;
    vec_release(&rows);
    return ok;
}

static bool read_own_excluded(Reader *reader, const Json *value, RuleDefaults *defaults,
                              Theme *theme) {
    const Json *list = json_get(value, "not");
    IdList own = {0};
    bool ok = !list || reader_terms(reader, list, &own);
    if (ok)
        theme->own_excluded = reader_ids(reader, &own);
    for (size_t i = 0; i < own.n; i++)
        vec_push(&defaults->excluded, own.at[i]);
    for (size_t i = 0; i < reader->not_all.n; i++)
        vec_push(&defaults->excluded, reader->not_all.at[i]);
    vec_release(&own);
    return ok;
}

static bool read_defaults(Reader *reader, const Json *value, RuleDefaults *defaults,
                          Theme *theme) {
    int scope = (int)reader->scope, heading = (int)reader->heading;
    if (!read_own_excluded(reader, value, defaults, theme) ||
        !reader_word(reader, value, "scope", scope_words, &scope) ||
        !reader_word(reader, value, "heading", heading_words, &heading) ||
        !reader_negation(reader, value, &defaults->negation))
        return false;
    defaults->scope = (Scope)scope;
    defaults->heading = (HeadingUse)heading;
    return true;
}

static bool read_rules(Reader *reader, const Json *value, uint32_t index,
                       PendingList *pending) {
    RuleDefaults defaults = {0};
    const Json *list;
    Theme *theme = &reader->scheme->themes.at[index];
    bool ok = read_defaults(reader, value, &defaults, theme) &&
              reader_array(reader, value, "rules", &list);
    theme->first_rule = (uint32_t)reader->scheme->rules.n;
    for (const Json *item = ok ? json_first(list) : NULL; ok && item;
         item = json_next(item)) {
        const Json *unless = NULL;
        Rule rule = {.theme = index, .number = theme->n_rules++};
        ok = reader_rule(reader, item, &defaults, &rule, &unless);
        rule.json = item;
        if (unless)
            vec_push(pending, (Pending){reader->scheme->rules.n, unless});
        reader->scheme->joined |= rule.scope == SCOPE_HEADING;
        reader->scheme->contexts |= rule.context.n > 0;
        vec_push(&reader->scheme->rules, rule);
    }
    vec_release(&defaults.excluded);
    return ok;
}

static bool read_theme(Reader *reader, const Json *value, uint32_t parent,
                       PendingList *pending);

static bool read_themes(Reader *reader, const Json *value, uint32_t parent,
                        PendingList *pending) {
    const Json *list;
    if (!reader_array(reader, value, "themes", &list))
        return false;
    if (list && parent != UINT32_MAX &&
        reader->scheme->themes.at[parent].info.parent != UINT32_MAX)
        return reader_fail(reader, list,
                           T("themes are nested two deep at most", "主题最多两层"));
    for (const Json *item = json_first(list); item; item = json_next(item)) {
        if (!read_theme(reader, item, parent, pending))
            return false;
    }
    return true;
}

static bool read_theme(Reader *reader, const Json *value, uint32_t parent,
                       PendingList *pending) {
    Scheme *scheme = reader->scheme;
    Theme theme = {.info.parent = parent};
    if (!read_head(reader, value, &theme) || !check_code(reader, value, &theme) ||
        !read_examples(reader, value, &theme))
        return false;
    if (scheme->themes.n >= THEMES_MAX)
        return reader_fail(reader, value, T("more than %d themes", "主题超过 %d 个"),
                           THEMES_MAX);
    theme.json = value;
    uint32_t index = (uint32_t)scheme->themes.n;
    vec_push(&scheme->themes, theme);
    if (!read_rules(reader, value, index, pending) ||
        !read_themes(reader, value, index, pending))
        return false;
    scheme->themes.at[index].last_child = (uint32_t)scheme->themes.n - 1;
    return true;
}

static bool settle_unless(Reader *reader, const Pending *pending) {
    Scheme *scheme = reader->scheme;
    Rule *rule = &scheme->rules.at[pending->rule];
    const Theme *theme = &scheme->themes.at[rule->theme];
    IdList ids = {0};
    bool ok = true;
    for (const Json *item = json_first(pending->codes); ok && item;
         item = json_next(item)) {
        Slice code = json_string(item);
        uint32_t other = scheme_find(scheme, code);
        if (slice_equal(code, S("children"))) {
            for (uint32_t child = rule->theme + 1; child <= theme->last_child; child++)
                vec_push(&ids, child);
        } else if (other == UINT32_MAX || other == rule->theme) {
            ok = reader_fail(
                reader, item,
                T("\"%.*s\" is no code of another theme", "\"%.*s\" 不是其他主题的代码"),
                SLICE_ARG(code));
        } else {
            vec_push(&ids, other);
        }
    }
    if (ok)
        rule->unless = reader_ids(reader, &ids);
    vec_release(&ids);
    return ok;
}

/* A rule's round lies behind those of all rules of the themes it gives way to. Rounds
 * that go on growing mean that themes give way to each other in a ring. */
static bool set_rounds(Reader *reader) {
    Scheme *scheme = reader->scheme;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < scheme->rules.n; i++) {
            Rule *rule = &scheme->rules.at[i];
            uint32_t round = 0;
            for (size_t k = 0; k < rule->unless.n; k++) {
                const Theme *theme = &scheme->themes.at[rule->unless.at[k]];
                round = round > theme->round + 1 ? round : theme->round + 1;
            }
            if (round > ROUNDS_MAX)
                return reader_fail(
                    reader, rule->json,
                    T("themes give way to each other in a ring (\"unless\")",
                      "主题互相让位，形成循环（\"unless\"）"));
            Theme *own = &scheme->themes.at[rule->theme];
            changed |= round != rule->round;
            rule->round = round;
            own->round = own->round > round ? own->round : round;
            scheme->rounds = scheme->rounds > round ? scheme->rounds : round;
        }
    }
    return true;
}

/* "passing": regular expressions. */
static bool read_passing(Reader *reader, const Json *root) {
    const Json *list;
    IdList atoms = {0};
    bool ok = reader_array(reader, root, "passing", &list);
    for (const Json *item = ok && list ? json_first(list) : NULL; ok && item;
         item = json_next(item)) {
        Atom atom;
        ok = reader_pattern(reader, item, &atom);
        if (ok)
            vec_push(&atoms, atom);
    }
    if (ok)
        reader->scheme->passing = reader_ids(reader, &atoms);
    vec_release(&atoms);
    return ok;
}

static bool read_organising(Reader *reader, const Json *root) {
    const Json *list = json_get(root, "organising");
    IdList ids = {0};
    bool ok = !list || reader_terms(reader, list, &ids);
    if (ok)
        reader->scheme->organising = reader_ids(reader, &ids);
    vec_release(&ids);
    return ok;
}

static bool read_scheme_head(Reader *reader, const Json *root) {
    Scheme *scheme = reader->scheme;
    int within = OVERLAP_LONGEST, across = OVERLAP_ALL, scope = SCOPE_CLAUSE,
        heading = HEADING_NONE;
    double reach = 1;
    if (!reader_keys(
            reader, root,
            "$schema scheme version title notes overlap defaults include lists not passing "
            "organising themes") ||
        !reader_need_text(reader, root, "scheme", &scheme->name) ||
        !reader_text(reader, root, "version", &scheme->version) ||
        !reader_both(reader, root, "title", &scheme->title_en, &scheme->title_zh) ||
        !reader_lists(reader, root))
        return false;
    const Json *overlap = json_get(root, "overlap"),
               *defaults = json_get(root, "defaults");
    if (overlap && (!reader_keys(reader, overlap, "within across") ||
                    !reader_word(reader, overlap, "within", overlap_words, &within) ||
                    !reader_word(reader, overlap, "across", overlap_words, &across)))
        return false;
    if (defaults && (!reader_keys(reader, defaults, "scope heading reach") ||
                     !reader_word(reader, defaults, "scope", scope_words, &scope) ||
                     !reader_word(reader, defaults, "heading", heading_words, &heading) ||
                     !reader_number(reader, defaults, "reach",
                                    (NumberRange){0, REACH_MAX, true}, &reach)))
        return false;
    scheme->within = (Overlap)within;
    scheme->across = (Overlap)across;
    reader->scope = (Scope)scope;
    reader->heading = (HeadingUse)heading;
    reader->reach = (uint32_t)reach;
    const Json *list = json_get(root, "not");
    if (list && !reader_terms(reader, list, &reader->not_all))
        return false;
    scheme->own_excluded = reader_ids(reader, &reader->not_all);
    return read_passing(reader, root) && read_organising(reader, root);
}

static bool read_scheme(Reader *reader, const Json *root) {
    PendingList pending = {0};
    bool ok =
        read_scheme_head(reader, root) && read_themes(reader, root, UINT32_MAX, &pending);
    for (size_t i = 0; ok && i < pending.n; i++)
        ok = settle_unless(reader, &pending.at[i]);
    vec_release(&pending);
    ok = ok && set_rounds(reader);
    if (ok && reader->scheme->themes.n == 0)
        ok = reader_fail(reader, root, T("the scheme has no themes", "方案中没有主题"));
    return ok;
}

Scheme *scheme_parse(Slice text, Slice name, Slice folder, Err *err) {
    Scheme *scheme = memory_grow(NULL, 1, sizeof *scheme);
    *scheme = (Scheme){0};
    scheme->file = arena_copy(&scheme->arena, name);
    Reader reader = {.scheme = scheme, .err = err};
    Source *source =
        reader_open(&reader, text, scheme->file, folder.n ? 0 : INCLUDE_DEPTH_MAX);
    reader.source = source;
    bool ok = source != NULL;
    if (ok) {
        source->folder = arena_copy(&scheme->arena, folder);
        source->open = true;
        ok = read_scheme(&reader, source->root) && scheme_compile(scheme, err);
    }
    if (ok)
        scheme_seal(&reader);
    reader_release(&reader);
    if (!ok) {
        scheme_free(scheme);
        return NULL;
    }
    return scheme;
}

Scheme *scheme_load(Slice path, Err *err) {
    Buf text = {0};
    if (!file_read(path, 0, &text, err))
        return NULL;
    Slice folder = slice_sub(path, 0, path.n - path_base(path).n);
    Scheme *scheme =
        scheme_parse(buf_slice(&text), path, folder.n ? folder : S("./"), err);
    buf_release(&text);
    return scheme;
}

void scheme_free(Scheme *scheme) {
    if (!scheme)
        return;
    for (size_t i = 0; i < scheme->regexes.n; i++)
        pcre2_code_free(scheme->regexes.at[i].code);
    for (size_t i = 0; i < scheme->sources.n; i++)
        json_free(scheme->sources.at[i]->root);
    vec_release(&scheme->sources);
    matcher_free(scheme->matcher);
    free(scheme->excludes);
    free(scheme->rules_from);
    free(scheme->rules_of);
    vec_release(&scheme->regexes);
    vec_release(&scheme->idle_lists);
    vec_release(&scheme->themes);
    vec_release(&scheme->rules);
    vec_release(&scheme->literals);
    arena_release(&scheme->arena);
    free(scheme);
}

JsonPlace scheme_place(const Scheme *scheme, const Json *json) {
    const Source *source = scheme->sources.at[0];
    return json_place(source->text, source->root, json);
}

Slice scheme_name(const Scheme *scheme) {
    return scheme->name;
}

Slice scheme_version(const Scheme *scheme) {
    return scheme->version;
}

Slice scheme_hash(const Scheme *scheme) {
    return scheme->hash;
}

Slice scheme_text(const Scheme *scheme) {
    return scheme->text;
}

size_t scheme_n_themes(const Scheme *scheme) {
    return scheme->themes.n;
}

static const Theme *theme_at(const Scheme *scheme, uint32_t theme) {
    if (theme >= scheme->themes.n)
        BUG("theme %u of %zu", (unsigned)theme, scheme->themes.n);
    return &scheme->themes.at[theme];
}

const ThemeInfo *scheme_theme(const Scheme *scheme, uint32_t theme) {
    return &theme_at(scheme, theme)->info;
}

ThemeNotes scheme_notes(const Scheme *scheme, uint32_t theme) {
    return theme_at(scheme, theme)->notes;
}

uint32_t scheme_find(const Scheme *scheme, Slice code) {
    for (uint32_t i = 0; i < scheme->themes.n; i++) {
        if (slice_equal(scheme->themes.at[i].info.code, code))
            return i;
    }
    return UINT32_MAX;
}

size_t scheme_n_terms(const Scheme *scheme) {
    return scheme->literals.n;
}
