/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which encoding it is, and the decoding. How Chinese a text looks is charset_look.c's.
 */
#include "base/base.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include "base/charset.h"
#include "base/utf8.h"

enum { SAMPLE = 128 * 1024 };
static const double WIDE_SCORE = 0.2; /* of text that is taken for UTF-16 without a mark
                                       */

static const struct {
    Slice bytes, encoding;
} marks[] = {
    {{"\xEF\xBB\xBF", 3}, {"UTF-8", 5}},    {{"\xFF\xFE\0\0", 4}, {"UTF-32LE", 8}},
    {{"\0\0\xFE\xFF", 4}, {"UTF-32BE", 8}}, {{"\xFF\xFE", 2}, {"UTF-16LE", 8}},
    {{"\xFE\xFF", 2}, {"UTF-16BE", 8}},     {{"\x84\x31\x95\x33", 4}, {"GB18030", 7}},
};

/* Names that ICU would take for something narrower than what Chinese files mean by them.
 */
static const struct {
    const char *name, *encoding;
} aliases[] = {
    {"gb2312", "GB18030"},  {"gb_2312-80", "GB18030"}, {"gb_2312", "GB18030"},
    {"gbk", "GB18030"},     {"cp936", "GB18030"},      {"x-gbk", "GB18030"},
    {"ms936", "GB18030"},   {"gb18030", "GB18030"},    {"windows-936", "GB18030"},
    {"euc-cn", "GB18030"},  {"utf8", "UTF-8"},         {"utf-8", "UTF-8"},
    {"big5", "Big5"},       {"big-5", "Big5"},         {"x-x-big5", "Big5"},
    {"cp950", "Big5"},      {"utf-16le", "UTF-16LE"},  {"utf-16be", "UTF-16BE"},
    {"us-ascii", "UTF-8"},  {"ascii", "UTF-8"},        {"gb2312-80", "GB18030"},
    {"chinese", "GB18030"},
};

/* ---- Decoding
 * ------------------------------------------------------------------------------- */

typedef struct {
    Slice bytes;
    Buf *out;
    Charset *charset;
    uint32_t lead;     /* the first half of a surrogate pair cut by the end of a chunk */
    size_t pending;    /* broken places whose place in the text is not known yet */
    const char *start; /* of bytes, for the callback */
} Decoder;

static void note_broken(Decoder *decoder, size_t at) {
    Charset *charset = decoder->charset;
    charset->broken++;
    if (charset->n_places < CHARSET_PLACES)
        charset->bytes[charset->n_places++] = at;
}

/* ICU calls this with args->source behind the bytes it cannot decode. */
static void U_CALLCONV on_broken(const void *context, UConverterToUnicodeArgs *args,
                                 const char *units, int32_t length,
                                 UConverterCallbackReason reason, UErrorCode *status) {
    (void)units;
    if (reason > UCNV_IRREGULAR)
        return;
    Decoder *decoder = (Decoder *)(uintptr_t)context;
    static const UChar replacement = 0xFFFD;
    *status = U_ZERO_ERROR;
    note_broken(decoder, (size_t)(args->source - decoder->start) - (size_t)length);
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

static void add_units(Decoder *decoder, const UChar *units, size_t n) {
    Charset *charset = decoder->charset;
    for (size_t i = 0; i < n; i++) {
        uint32_t unit = units[i];
        if (unit == 0xFFFD && decoder->pending < charset->n_places)
            charset->places[decoder->pending++] = decoder->out->n;
        if (unit >= 0xD800 && unit < 0xDC00) {
            decoder->lead = unit;
            continue;
        }
        if (unit >= 0xDC00 && unit < 0xE000)
            unit = 0x10000 + ((decoder->lead - 0xD800) << 10) + (unit - 0xDC00);
        buf_add_rune(decoder->out, unit);
    }
}

static bool decode_icu(Slice bytes, Slice encoding, bool whole, Buf *out,
                       Charset *charset) {
    UErrorCode status = U_ZERO_ERROR;
    char name[64] = {0};
    if (encoding.n >= sizeof name)
        return false;
    memcpy(name, encoding.p, encoding.n);
    UConverter *converter = ucnv_open(name, &status);
    if (U_FAILURE(status))
        return false;
    Decoder decoder = {.bytes = bytes, .out = out, .charset = charset, .start = bytes.p};
    ucnv_setToUCallBack(converter, on_broken, &decoder, NULL, NULL, &status);
    const char *from = bytes.p, *end = bytes.p + bytes.n;
    UChar chunk[4096];
    do {
        UChar *to = chunk;
        status = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &to, chunk + sizeof chunk / sizeof *chunk, &from, end,
                       NULL, whole, &status);
        add_units(&decoder, chunk, (size_t)(to - chunk));
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    ucnv_close(converter);
    return true;
}

/* A broken sequence is as long as the bytes that began a character well, at least one:
 * Unicode's own practice. */
static size_t broken_length(Slice s, size_t at) {
    unsigned char lead = (unsigned char)s.p[at];
    size_t want = lead >= 0xF0 && lead < 0xF5 ? 4
                  : lead >= 0xE0              ? 3
                  : lead >= 0xC2              ? 2
                                              : 1;
    size_t n = 1;
    while (n < want - (want > 1) && at + n < s.n &&
           ((unsigned char)s.p[at + n] & 0xC0) == 0x80)
        n++;
    return n;
}

static void decode_utf8(Slice bytes, bool whole, Buf *out, Charset *charset) {
    for (size_t at = 0; at < bytes.n;) {
        Slice rest = slice_sub(bytes, at, bytes.n);
        size_t valid = utf8_valid_length(rest);
        buf_add(out, slice_sub(rest, 0, valid));
        at += valid;
        if (at >= bytes.n || (!whole && bytes.n - at < 4))
            break;
        if (charset->n_places < CHARSET_PLACES) {
            charset->bytes[charset->n_places] = at;
            charset->places[charset->n_places++] = out->n;
        }
        charset->broken++;
        buf_add_rune(out, 0xFFFD);
        at += broken_length(bytes, at);
    }
}

static bool decode(Slice bytes, Slice encoding, bool whole, Buf *out, Charset *charset) {
    charset->broken = charset->n_places = 0;
    if (!slice_equal(encoding, S("UTF-8")))
        return decode_icu(bytes, encoding, whole, out, charset);
    decode_utf8(bytes, whole, out, charset);
    return true;
}

/* ---- Names
 * ---------------------------------------------------------------------------------- */

/* ICU names more encodings than it has converters for. */
static bool can_open(const char *name) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    ucnv_close(converter);
    return U_SUCCESS(status);
}

/* The name that lives for ever of an encoding as people write it; empty when ICU does not
 * know it. */
static Slice encoding_name(Slice written) {
    char name[64] = {0};
    written = slice_trim(written);
    if (written.n == 0 || written.n >= sizeof name)
        return (Slice){0};
    memcpy(name, written.p, written.n);
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (ucnv_compareNames(name, aliases[i].name) == 0)
            return slice_of(aliases[i].encoding);
    }
    UErrorCode status = U_ZERO_ERROR;
    const char *standard = ucnv_getStandardName(name, "IANA", &status);
    if (!standard) {
        status = U_ZERO_ERROR;
        standard = ucnv_getAlias(name, 0, &status);
    }
    return standard && can_open(standard) ? slice_of(standard) : (Slice){0};
}

static bool is_name_byte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '-' || c == '_' || c == ':' || c == '.';
}

static size_t find_ignoring_case(Slice s, Slice lower, size_t from) {
    for (size_t at = from; at + lower.n <= s.n; at++) {
        size_t i = 0;
        while (i < lower.n && (s.p[at + i] | 0x20) == (lower.p[i] | 0x20))
            i++;
        if (i == lower.n)
            return at;
    }
    return SIZE_MAX;
}

Slice charset_declared(Slice bytes) {
    Slice head = slice_sub(bytes, 0, 4096);
    bool xml = slice_starts(slice_trim_start(head), S("<?xml"));
    Slice word = xml ? S("encoding=") : S("charset=");
    size_t from = xml ? 0 : find_ignoring_case(head, S("<meta"), 0);
    size_t at = from == SIZE_MAX ? SIZE_MAX : find_ignoring_case(head, word, from);
    if (at == SIZE_MAX)
        return (Slice){0};
    at += word.n;
    while (at < head.n && (head.p[at] == '"' || head.p[at] == '\'' || head.p[at] == ' '))
        at++;
    size_t end = at;
    while (end < head.n && is_name_byte(head.p[end]))
        end++;
    return slice_sub(head, at, end);
}

/* ---- Choosing
 * ------------------------------------------------------------------------------- */

static Slice find_mark(Slice bytes, size_t *length) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (slice_starts(bytes, marks[i].bytes)) {
            *length = marks[i].bytes.n;
            return marks[i].encoding;
        }
    }
    return (Slice){0};
}

/* Valid UTF-8 with a character of three bytes or more, as all Chinese ones are: no other
 * encoding looks so. */
static bool is_surely_utf8(Slice bytes) {
    if (utf8_valid_length(bytes) != bytes.n)
        return false;
    bool high = false;
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char byte = (unsigned char)bytes.p[i];
        if (byte >= 0xE0)
            return true;
        high |= byte >= 0x80;
    }
    return !high && slice_find(bytes, S("~{"), 0) == SIZE_MAX; /* HZ is ASCII, too */
}

typedef struct {
    Slice encoding;
    double score, share; /* share: of the sample's characters that could be decoded */
} Candidate;

static Candidate weigh(Slice sample, bool whole, Slice encoding) {
    Candidate candidate = {.encoding = encoding};
    Charset trial = {0};
    Buf text = {0};
    if (decode(sample, encoding, whole, &text, &trial) && text.n) {
        double runes = (double)utf8_count(buf_slice(&text));
        candidate.share = 1 - (double)trial.broken / runes;
        candidate.score = charset_plausibility(buf_slice(&text)) * candidate.share;
    }
    buf_release(&text);
    return candidate;
}

static Slice icu_guess(Slice sample) {
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    if (U_FAILURE(status))
        return (Slice){0};
    ucsdet_setText(detector, sample.p, (int32_t)sample.n, &status);
    const UCharsetMatch *match = ucsdet_detect(detector, &status);
    const char *name = match && U_SUCCESS(status) ? ucsdet_getName(match, &status) : NULL;
    Slice encoding = encoding_name(slice_of(name));
    ucsdet_close(detector);
    return encoding;
}

static Slice detect(Slice bytes, Slice declared, double *confidence) {
    static const char *const names[] = {"UTF-8",    "GB18030",  "Big5",
                                        "UTF-16LE", "UTF-16BE", "HZ-GB-2312"};
    Slice sample = slice_sub(bytes, 0, SAMPLE);
    bool whole = sample.n == bytes.n;
    Candidate best = {0};
    double second = 0;
    for (size_t i = 0; i < 2 + sizeof names / sizeof *names; i++) {
        Slice encoding = i == 0   ? declared
                         : i == 1 ? icu_guess(sample)
                                  : slice_of(names[i - 2]);
        if (encoding.n == 0 || (best.encoding.n && slice_equal(encoding, best.encoding)))
            continue;
        Candidate next = weigh(sample, whole, encoding);
        if (slice_starts(encoding, S("UTF-16")) && next.score < WIDE_SCORE)
            continue; /* nearly any bytes decode as UTF-16 */
        bool better = best.encoding.n == 0 || next.score > best.score;
        double lesser = better ? best.score : next.score;
        second = lesser > second ? lesser : second;
        best = better ? next : best;
    }
    double sure = best.score / 0.6,
           ahead = best.score > 0 ? (best.score - second) / best.score / 0.3 : 0;
    *confidence = (sure < 1 ? sure : 1) * (ahead < 1 ? ahead : 1) * best.share;
    return best.encoding;
}

/* A declaration holds when the bytes decode by it without a fault and do not look like
 * another's. */
static bool declaration_holds(Slice bytes, Slice declared) {
    if (declared.n == 0)
        return false;
    Slice sample = slice_sub(bytes, 0, SAMPLE);
    Candidate said = weigh(sample, sample.n == bytes.n, declared);
    return said.share >= 1 && said.score >= 0.45;
}

/* ASCII in UTF-16 is every second byte NUL, which no other text has; empty when it is not
 * so. */
static Slice wide_ascii(Slice bytes) {
    Slice sample = slice_sub(bytes, 0, SAMPLE);
    size_t nuls[2] = {0};
    for (size_t i = 0; i < sample.n; i++)
        nuls[i % 2] += sample.p[i] == 0;
    if (nuls[1] > sample.n / 10 && nuls[0] * 20 < nuls[1])
        return S("UTF-16LE");
    if (nuls[0] > sample.n / 10 && nuls[1] * 20 < nuls[0])
        return S("UTF-16BE");
    return (Slice){0};
}

static Slice choose(Slice bytes, Slice declared, Charset *charset) {
    charset->confidence = 1;
    Slice wide = wide_ascii(bytes);
    if (wide.n &&
        weigh(slice_sub(bytes, 0, SAMPLE), bytes.n <= SAMPLE, wide).share >= 1) {
        charset->rule = "detected";
        return wide;
    }
    if (is_surely_utf8(bytes)) {
        charset->rule = "valid";
        return S("UTF-8");
    }
    if (declaration_holds(bytes, declared)) {
        charset->rule = "declared";
        return declared;
    }
    charset->rule = "detected";
    return detect(bytes, declared, &charset->confidence);
}

bool charset_decode(Slice bytes, Slice given, Slice declared, Buf *out, Charset *charset,
                    Err *err) {
    *charset = (Charset){0};
    size_t mark = 0, start = out->n;
    Slice marked = find_mark(bytes, &mark), encoding = marked;
    if (given.n) {
        encoding = encoding_name(given);
        if (encoding.n == 0)
            return err_set(err, T("unknown encoding \"%.*s\"", "未知的编码“%.*s”"),
                           SLICE_ARG(given));
        charset->rule = "given";
        mark = slice_equal(encoding, marked) ? mark : 0;
    } else if (marked.n) {
        charset->rule = "bom";
    } else {
        encoding = choose(bytes, encoding_name(declared), charset);
    }
    charset->encoding = encoding;
    if (!decode(slice_sub(bytes, mark, bytes.n), encoding, true, out, charset))
        BUG("ICU cannot open %.*s, which it named", SLICE_ARG(encoding));
    for (size_t i = 0; i < charset->n_places; i++)
        charset->bytes[i] += mark;
    if (given.n || marked.n) {
        double runes = (double)utf8_count(slice_sub(buf_slice(out), start, out->n));
        charset->confidence = runes > 0 ? 1 - (double)charset->broken / runes : 1;
    }
    return true;
}
