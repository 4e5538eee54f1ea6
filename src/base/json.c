/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON over cJSON. cJSON is lenient and says little about where it failed, so the text
 * first goes through a strict scanner of RFC 8259; cJSON then only builds the tree. The
 * scanner counts values in document order, which is also how a value's place is found
 * again. Knows nothing of any file format made of JSON. */
#include "base/base.h"

#include <math.h>

#include <cjson/cJSON.h>

#include "base/json.h"
#include "base/utf8.h"

enum {
    DEPTH_MAX = 64,
    NUMBER_MAX = 60, /* cJSON copies a number into 64 bytes and cuts the rest off */
};

typedef struct {
    Slice text;
    size_t at;
    size_t depth;
    size_t values;  /* values begun so far */
    size_t wanted;  /* stop when this many have begun; 0: scan all */
    size_t bad;     /* where it failed */
    const char *en; /* what failed, in both languages */
    const char *zh;
} Scanner;

static bool fail(Scanner *scanner, size_t at, const char *en, const char *zh) {
    scanner->bad = at;
    scanner->en = en;
    scanner->zh = zh;
    return false;
}

static char peek(const Scanner *scanner) {
    return scanner->at < scanner->text.n ? scanner->text.p[scanner->at] : '\0';
}

static bool at_end(const Scanner *scanner) {
    return scanner->at >= scanner->text.n;
}

static void skip_space(Scanner *scanner) {
    while (!at_end(scanner) && memchr(" \t\r\n", peek(scanner), 4))
        scanner->at++;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool scan_digits(Scanner *scanner) {
    size_t first = scanner->at;
    while (is_digit(peek(scanner)))
        scanner->at++;
    return scanner->at > first;
}

static bool scan_number(Scanner *scanner) {
    size_t first = scanner->at;
    if (peek(scanner) == '-')
        scanner->at++;
    bool zero = peek(scanner) == '0';
    size_t whole = scanner->at;
    bool ok = scan_digits(scanner) && !(zero && scanner->at > whole + 1);
    if (ok && peek(scanner) == '.') {
        scanner->at++;
        ok = scan_digits(scanner);
    }
    if (ok && (peek(scanner) == 'e' || peek(scanner) == 'E')) {
        scanner->at++;
        if (peek(scanner) == '+' || peek(scanner) == '-')
            scanner->at++;
        ok = scan_digits(scanner);
    }
    if (!ok)
        return fail(scanner, first, "not a number as JSON writes them",
                    "数字的写法不合 JSON");
    if (scanner->at - first > NUMBER_MAX)
        return fail(scanner, first, "the number has too many digits", "数字位数过多");
    return true;
}

/* The four hexadecimal digits after \u; false unless there are four. */
static bool scan_unit(Scanner *scanner, unsigned *unit) {
    static const char digits[] = "0123456789abcdef";
    *unit = 0;
    for (size_t i = 0; i < 4; i++) {
        char byte = peek(scanner);
        if (byte >= 'A' && byte <= 'F')
            byte = (char)(byte - 'A' + 'a');
        const char *digit = byte ? memchr(digits, byte, 16) : NULL;
        if (!digit)
            return false;
        *unit = *unit * 16 + (unsigned)(digit - digits);
        scanner->at++;
    }
    return true;
}

/* After the backslash and the u. */
static bool scan_unicode_escape(Scanner *scanner) {
    size_t first = scanner->at;
    unsigned unit, low;
    if (!scan_unit(scanner, &unit))
        return fail(scanner, first, "\\u needs four hexadecimal digits",
                    "\\u 后须有四位十六进制数");
    if (unit == 0)
        return fail(scanner, first, "a NUL character in a string", "字符串中有 NUL 字符");
    if (unit >= 0xDC00 && unit <= 0xDFFF)
        return fail(scanner, first, "half a surrogate pair", "代理对不成双");
    if (unit < 0xD800 || unit > 0xDBFF)
        return true;
    bool pair = peek(scanner) == '\\' && scanner->at + 1 < scanner->text.n &&
                scanner->text.p[scanner->at + 1] == 'u';
    if (pair) {
        scanner->at += 2;
        pair = scan_unit(scanner, &low) && low >= 0xDC00 && low <= 0xDFFF;
    }
    return pair ? true : fail(scanner, first, "half a surrogate pair", "代理对不成双");
}

static bool scan_string(Scanner *scanner) {
    size_t first = scanner->at++;
    while (!at_end(scanner)) {
        unsigned char byte = (unsigned char)scanner->text.p[scanner->at];
        if (byte == '"') {
            scanner->at++;
            return true;
        }
        if (byte < 0x20)
            return fail(scanner, scanner->at,
                        "a bare control character or line end in a string",
                        "字符串中有未转义的控制符或换行");
        scanner->at++;
        if (byte != '\\')
            continue;
        char escape = peek(scanner);
        if (!escape || !memchr("\"\\/bfnrtu", escape, 9))
            return fail(scanner, scanner->at - 1, "unknown escape in a string",
                        "字符串中有未知的转义");
        scanner->at++;
        if (escape == 'u' && !scan_unicode_escape(scanner))
            return false;
    }
    return fail(scanner, first, "the string does not end", "字符串没有结束");
}

static bool scan_word(Scanner *scanner) {
    static const Slice words[] = {{"true", 4}, {"false", 5}, {"null", 4}};
    Slice rest = slice_sub(scanner->text, scanner->at, scanner->text.n);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_starts(rest, words[i])) {
            scanner->at += words[i].n;
            return true;
        }
    }
    if (at_end(scanner))
        return fail(scanner, scanner->at, "the text ends where a value should stand",
                    "此处应有值，而文本已结束");
    return fail(scanner, scanner->at, "no JSON value", "此处不是 JSON 的值");
}

static bool scan_value(Scanner *scanner);

static bool scan_key(Scanner *scanner) {
    if (peek(scanner) != '"')
        return fail(scanner, scanner->at, "a key in double quotes is wanted here",
                    "此处应为双引号中的键名");
    if (!scan_string(scanner))
        return false;
    skip_space(scanner);
    if (peek(scanner) != ':')
        return fail(scanner, scanner->at, "\":\" is wanted after a key",
                    "键名之后应为英文冒号");
    scanner->at++;
    return true;
}

/* An array or object, from its opening bracket. */
static bool scan_list(Scanner *scanner, char close) {
    size_t first = scanner->at++;
    if (++scanner->depth > DEPTH_MAX)
        return fail(scanner, first, "nested too deep", "嵌套过深");
    skip_space(scanner);
    if (peek(scanner) == close) {
        scanner->at++;
        scanner->depth--;
        return true;
    }
    for (;;) {
        skip_space(scanner);
        if (close == '}' && !scan_key(scanner))
            return false;
        if (!scan_value(scanner))
            return false;
        if (scanner->wanted && scanner->values >= scanner->wanted)
            return true;
        skip_space(scanner);
        char next = peek(scanner);
        if (next != ',' && next != close)
            return fail(scanner, scanner->at,
                        "\",\" or the closing bracket is wanted here",
                        "此处应为英文逗号或右括号");
        scanner->at++;
        if (next == close)
            break;
    }
    scanner->depth--;
    return true;
}

/* Recursion is bounded by DEPTH_MAX. */
static bool scan_value(Scanner *scanner) {
    skip_space(scanner);
    if (++scanner->values == scanner->wanted)
        return true;
    char byte = peek(scanner);
    if (byte == '{')
        return scan_list(scanner, '}');
    if (byte == '[')
        return scan_list(scanner, ']');
    if (byte == '"')
        return scan_string(scanner);
    if (byte == '-' || is_digit(byte))
        return scan_number(scanner);
    return scan_word(scanner);
}

static Slice without_mark(Slice text) {
    return slice_starts(text, S("\xEF\xBB\xBF")) ? slice_sub(text, 3, text.n) : text;
}

static JsonPlace place_of(Slice text, size_t at) {
    JsonPlace place = {1, 1};
    size_t line = 0;
    for (size_t i = 0; i < at && i < text.n; i++) {
        if (text.p[i] == '\n') {
            place.line++;
            line = i + 1;
        }
    }
    place.column = 1 + utf8_count(slice_sub(text, line, at));
    return place;
}

static bool fail_at(Err *err, Slice name, JsonPlace place, const char *what) {
    return err_set(err, "%.*s:%zu:%zu: %s", SLICE_ARG(name), place.line, place.column,
                   what);
}

/* How many values come before this one in document order, itself included; 0 when it is
 * not under root. */
static size_t count_until(const cJSON *root, const cJSON *value) {
    const cJSON *path[DEPTH_MAX + 2];
    size_t depth = 0, n = 0;
    path[depth++] = root;
    while (depth) {
        const cJSON *item = path[depth - 1];
        n++;
        if (item == value)
            return n;
        if (item->child) {
            path[depth++] = item->child;
            continue;
        }
        while (depth && (depth == 1 || !path[depth - 1]->next))
            depth--;
        if (depth)
            path[depth - 1] = path[depth - 1]->next;
    }
    return 0;
}

JsonPlace json_place(Slice text, const Json *root, const Json *value) {
    text = without_mark(text);
    Scanner scanner = {.text = text, .wanted = count_until(root, value)};
    if (!scanner.wanted || !scan_value(&scanner))
        return (JsonPlace){1, 1};
    return place_of(text, scanner.at);
}

typedef struct {
    const cJSON *item;
    size_t order;
} KeyRow;

static int compare_keys(const void *left, const void *right) {
    const KeyRow *a = left, *b = right;
    int order = strcmp(a->item->string, b->item->string);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* The second of two values under one key, the first such in document order; NULL when all
 * keys differ. */
static const cJSON *doubled_key(const cJSON *object) {
    VEC(KeyRow) rows = {0};
    for (const cJSON *item = object->child; item; item = item->next)
        vec_push(&rows, (KeyRow){item, rows.n});
    if (rows.n > 1)
        qsort(rows.at, rows.n, sizeof *rows.at, compare_keys);
    const KeyRow *found = NULL;
    for (size_t i = 1; i < rows.n; i++) {
        if (strcmp(rows.at[i].item->string, rows.at[i - 1].item->string) == 0 &&
            (!found || rows.at[i].order < found->order))
            found = &rows.at[i];
    }
    const cJSON *item = found ? found->item : NULL;
    vec_release(&rows);
    return item;
}

/* What the scanner cannot see: doubled keys (they may be escaped differently) and numbers
 * beyond a double. */
static bool check_tree(const cJSON *item, Slice text, const cJSON *root, Slice name,
                       Err *err) {
    if (cJSON_IsNumber(item) && !isfinite(item->valuedouble))
        return fail_at(err, name, json_place(text, root, item),
                       T("the number is too large", "数字过大"));
    const cJSON *twice = cJSON_IsObject(item) ? doubled_key(item) : NULL;
    if (twice) {
        JsonPlace place = json_place(text, root, twice);
        return err_set(err,
                       T("%.*s:%zu:%zu: the key \"%s\" stands here a second time",
                         "%.*s:%zu:%zu: 键 \"%s\" 重复出现"),
                       SLICE_ARG(name), place.line, place.column, twice->string);
    }
    for (const cJSON *child = item->child; child; child = child->next) {
        if (!check_tree(child, text, root, name, err)) /* depth is bounded by the scanner
                                                        */
            return false;
    }
    return true;
}

Json *json_parse(Slice text, Slice name, Err *err) {
    size_t valid = utf8_valid_length(text);
    if (valid < text.n) {
        err_set(err, T("%.*s: byte %zu: not UTF-8", "%.*s：第 %zu 字节：不是 UTF-8"),
                SLICE_ARG(name), valid + 1);
        return NULL;
    }
    Slice inside = without_mark(text);
    Scanner scanner = {.text = inside};
    bool ok = scan_value(&scanner);
    if (ok) {
        skip_space(&scanner);
        ok = at_end(&scanner) ||
             fail(&scanner, scanner.at, "text after the end of the value",
                  "值结束之后还有文本");
    }
    if (!ok) {
        fail_at(err, name, place_of(inside, scanner.bad), T(scanner.en, scanner.zh));
        return NULL;
    }
    cJSON *root = cJSON_ParseWithLength(inside.p, inside.n);
    if (!root) {
        const char *end = cJSON_GetErrorPtr();
        size_t at = end && end >= inside.p && end <= inside.p + inside.n
                        ? (size_t)(end - inside.p)
                        : 0;
        fail_at(err, name, place_of(inside, at), T("not JSON", "不是 JSON"));
        return NULL;
    }
    if (!check_tree(root, text, root, name, err)) {
        cJSON_Delete(root);
        return NULL;
    }
    return root;
}

void json_free(Json *root) {
    cJSON_Delete(root);
}

const Json *json_get(const Json *object, const char *key) {
    return json_is_object(object) ? cJSON_GetObjectItemCaseSensitive(object, key) : NULL;
}

bool json_is_object(const Json *value) {
    return cJSON_IsObject(value);
}

bool json_is_array(const Json *value) {
    return cJSON_IsArray(value);
}

bool json_is_string(const Json *value) {
    return cJSON_IsString(value);
}

bool json_is_number(const Json *value) {
    return cJSON_IsNumber(value);
}

bool json_is_bool(const Json *value) {
    return cJSON_IsBool(value);
}

Slice json_string(const Json *value) {
    return cJSON_IsString(value) ? slice_of(value->valuestring) : (Slice){0};
}

double json_number(const Json *value) {
    return cJSON_IsNumber(value) ? value->valuedouble : 0;
}

bool json_bool(const Json *value) {
    return cJSON_IsTrue(value);
}

const Json *json_first(const Json *value) {
    return json_is_array(value) || json_is_object(value) ? value->child : NULL;
}

const Json *json_next(const Json *item) {
    return item ? item->next : NULL;
}

Slice json_key(const Json *item) {
    return item ? slice_of(item->string) : (Slice){0};
}

static void write_escape(Buf *out, uint32_t rune) {
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *at = rune && rune < 0x80 ? strchr(plain, (int)rune) : NULL;
    if (at) {
        buf_add_byte(out, '\\');
        buf_add_byte(out, letters[at - plain]);
    } else if (rune == RUNE_INVALID) {
        buf_add(out, S("\\ufffd"));
    } else {
        buf_format(out, "\\u%04x", (unsigned)rune);
    }
}

/* Beside what JSON asks for: what could end a script ("</", "<!") or a line of it
 * (U+2028, U+2029). */
static bool needs_escape(Slice s, size_t at, Rune rune) {
    if (rune.rune == '<')
        return at + 1 < s.n && (s.p[at + 1] == '/' || s.p[at + 1] == '!');
    return rune.rune < 0x20 || rune.rune == '"' || rune.rune == '\\' ||
           rune.rune == 0x7F || rune.rune == 0x2028 || rune.rune == 0x2029 ||
           rune.rune == RUNE_INVALID;
}

void json_write_string(Buf *out, Slice s) {
    buf_add_byte(out, '"');
    size_t from = 0;
    for (size_t at = 0; at < s.n;) {
        Rune rune = utf8_decode(s, at);
        if (needs_escape(s, at, rune)) {
            buf_add(out, slice_sub(s, from, at));
            write_escape(out, rune.rune);
            from = at + rune.length;
        }
        at += rune.length;
    }
    buf_add(out, slice_sub(s, from, s.n));
    buf_add_byte(out, '"');
}

void json_write_real(Buf *out, double value) {
    if (!isfinite(value)) {
        buf_add(out, S("null"));
        return;
    }
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    for (char *byte = text; *byte; byte++) {
        if (!is_digit(*byte) && !memchr("+-e", *byte, 3))
            *byte = '.'; /* whatever the locale has put there */
    }
    buf_add(out, slice_of(text));
}
