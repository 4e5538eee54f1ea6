/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds a Chinese font before anything is drawn, so that no chart ever holds boxes. */
#include "base/base.h"

#include "base/child.h"
#include "present/font.h"

/* By preference: sans-serif, simplified Chinese, made for screens; then what systems
 * bring along. */
static const char *const preferred[] = {
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "PingFang SC",
    "Microsoft YaHei",
    "微软雅黑",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
    "Sarasa Gothic SC",
    "LXGW WenKai",
    "SimHei",
    "黑体",
    "STHeiti",
    "Noto Sans CJK TC",
    "Noto Sans CJK JP",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "宋体",
    "AR PL UMing CN",
    "AR PL UKai CN",
};

enum { N_PREFERRED = sizeof preferred / sizeof *preferred, SECONDS = 20 };

/* One line a face: file TAB family[,family in another language …]. */
static Slice ask(Arena *keep, const char *const *argv, bool *there) {
    Child child = {.argv = argv, .seconds = SECONDS, .package = "fontconfig"};
    ChildResult result = {0};
    *there = child_find(keep, slice_of(argv[0])).n > 0;
    bool ok = *there && child_run(&child, &result, NULL) && result.status == 0;
    Slice text = ok ? arena_copy(keep, buf_slice(&result.out)) : (Slice){0};
    child_release(&result);
    return text;
}

typedef struct {
    Slice file, family;
    size_t rank; /* in preferred; N_PREFERRED when not among them */
} Face;

static size_t rank_of(Slice family) {
    for (size_t i = 0; i < N_PREFERRED; i++) {
        if (slice_equal(family, slice_of(preferred[i])))
            return i;
    }
    return N_PREFERRED;
}

static bool better(Face a, Face b) {
    if (b.family.n == 0 || a.rank != b.rank)
        return b.family.n == 0 || a.rank < b.rank;
    int order = slice_compare(a.family, b.family);
    return order < 0 || (order == 0 && slice_compare(a.file, b.file) < 0);
}

/* The best face in a list of lines; with a wanted family only faces of that family count.
 */
static Face best_face(Slice lines, Slice wanted) {
    Face best = {0};
    while (lines.n) {
        Cut line = slice_cut(lines, S("\n"));
        lines = line.tail;
        Cut fields = slice_cut(line.head, S("\t"));
        Slice families = fields.tail;
        while (families.n) {
            Cut name = slice_cut(families, S(","));
            families = name.tail;
            Face face = {fields.head, slice_trim(name.head), 0};
            face.rank = rank_of(face.family);
            bool counts =
                face.family.n && (wanted.n == 0 || slice_equal(face.family, wanted));
            if (counts && better(face, best))
                best = face;
        }
    }
    return best;
}

static bool is_file_name(Slice name) {
    return slice_contains(name, S("/")) || slice_ends(name, S(".ttf")) ||
           slice_ends(name, S(".ttc")) || slice_ends(name, S(".otf"));
}

static bool find_wanted(Arena *keep, Slice wanted, Font *font, Err *err) {
    static const char format[] = "%{file}\\t%{family}\\n";
    bool there = false;
    Slice name = wanted;
    if (is_file_name(wanted)) {
        const char *query[] = {"fc-query", "-f", format, arena_cstring(keep, wanted),
                               NULL};
        /* A collection holds one family for each country: the simplified one is
         * preferred. */
        name = best_face(ask(keep, query, &there), (Slice){0}).family;
        if (name.n == 0)
            return err_set(
                err, T("PLANCMP_FONT=%.*s: %s", "PLANCMP_FONT=%.*s：%s"),
                SLICE_ARG(wanted),
                there ? T("not a font file that can be read", "不是可读取的字体文件")
                      : T("fc-query (fontconfig) is not installed",
                          "没有安装 fc-query（fontconfig）"));
    }
    const char *list[] = {"fc-list", "-f", format, NULL};
    Face face = best_face(ask(keep, list, &there), name);
    if (face.family.n == 0 && is_file_name(wanted)) {
        *font = (Font){name, arena_copy(keep, wanted), true,
                       arena_copy(keep, S("PLANCMP_FONT"))};
        return true;
    }
    if (face.family.n == 0)
        return err_set(
            err,
            T("PLANCMP_FONT=%.*s: fontconfig knows no font family %.*s; install the font "
              "(for one user: into ~/.local/share/fonts, then fc-cache)",
              "PLANCMP_FONT=%.*s：fontconfig 中没有字体 %.*s；请先安装该字体（当前用户：放入 "
              "~/.local/share/fonts 后运行 fc-cache）"),
            SLICE_ARG(wanted), SLICE_ARG(name));
    *font = (Font){face.family, face.file, false, arena_copy(keep, S("PLANCMP_FONT"))};
    return true;
}

bool font_find(Arena *keep, Font *font, Err *err) {
    const char *wanted = getenv("PLANCMP_FONT");
    if (wanted && *wanted)
        return find_wanted(keep, slice_of(wanted), font, err);
    static const char *const list[] = {"fc-list", "-f", "%{file}\\t%{family}\\n",
                                       ":lang=zh", NULL};
    bool there = false;
    Face face = best_face(ask(keep, list, &there), (Slice){0});
    *font = (Font){.family = face.family, .file = face.file};
    if (!there)
        font->why = slice_of(
            T("fc-list (fontconfig) is not installed", "没有安装 fc-list（fontconfig）"));
    else if (face.family.n == 0)
        font->why =
            slice_of(T("no installed font holds Chinese; install e.g. fonts-noto-cjk",
                       "没有安装中文字体；请安装例如 fonts-noto-cjk"));
    else if (face.rank < N_PREFERRED)
        font->why =
            slice_of(T("first of the well-known Chinese fonts", "常用中文字体中的首选"));
    else
        font->why =
            slice_of(T("first installed font with Chinese", "第一个支持中文的字体"));
    return true;
}

Slice font_css(Arena *keep, Slice family) {
    static const char rest[] =
        "\"Noto Sans CJK SC\", \"Noto Sans SC\", \"Source Han Sans SC\", \"PingFang SC\", "
        "\"Microsoft YaHei\", \"Hiragino Sans GB\", \"WenQuanYi Micro Hei\", SimHei, sans-serif";
    if (family.n == 0 || slice_equal(family, S("Noto Sans CJK SC")) ||
        slice_contains(family, S("\"")))
        return slice_of(rest);
    return arena_format(keep, "\"%.*s\", %s", SLICE_ARG(family), rest);
}
