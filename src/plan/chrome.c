/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a web page is the page's: breadcrumbs, buttons, 来源 and 时间 lines, share-site
 * furniture, footers. All of it is tables of words; a line is judged by itself. Knows
 * nothing of plans. */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

enum { LINE_BYTES = 1200, COMPACT_BYTES = 244, SENTENCE_BYTES = 200 };

/* Compared without white space, the full-width colon folded; traditional forms beside the
 * simplified. `sure` words are the page's wherever they stand, `edge` words only before
 * or after the document, where less is proof enough. */
static const Word sure_wholes[] = {
    W("下载"),       W("打印"),     W("全屏"),     W("收藏"),     W("加大"),
    W("还原"),       W("减小"),     W("】"),       W("【"),       W("分享"),
    W("关闭"),       W("关闭窗口"), W("返回顶部"), W("返回"),     W("打印本页"),
    W("关闭本页"),   W("海报"),     W("侵权投诉"), W("VIP专免"),  W("文章属性"),
    W("无标题文档"), W("下载文档"), W("全文下载"), W("打印文本"), W("我要打印"),
    W("我要纠错"),   W("我要投稿"), W("加入收藏"), W("点赞"),     W("评论功能已关闭"),
    W("下載"),       W("列印"),     W("分享到"),   W("【打印】"), W("【关闭】"),
    W("[打印]"),     W("[关闭]"),   W("朗读"),     W("无障碍"),   W("扫码"),
    W("回到顶部"),   W("相关附件"), W("相关文档"), W("相关文章"), W("猜你喜欢"),
    W("热门推荐"),   W("WORD下载"), W("收起"),     W("展开"),     W("复制"),
    W("收藏本文"),   W("字号"),     W("字体"),     W("大中小"),   W("大"),
    W("中"),         W("小"),       W("T"),        W("T-"),       W("T+"),
    W("A"),          W("A+"),       W("A-"),       W("默认"),     W("目录树"),
    W("繁体"),       W("简体"),     W("搜索"),     W("登录"),     W("注册"),
    W("点击下载"),   W("立即下载"), W("免费下载")};

static const Word edge_wholes[] = {
    W("正文"),     W("政府文件"),   W("部门文件"),     W("县级政策"), W("市级政策"),
    W("教育"),     W("通知"),       W("主动公开"),     W("-"),        W("首页"),
    W("政务公开"), W("信息公开"),   W("政府信息公开"), W("|"),        W("规划信息"),
    W("有效"),     W("现行有效"),   W("全部"),         W("详情"),     W("内容"),
    W("公开"),     W("依申请公开"), W("规范性文件"),   W("其他文件"), W("政策文件"),
    W("工作动态"), W("通知公告"),   W("政策解读"),     W("更多")};

static const Word sure_labels[] = {
    W("当前位置"),     W("您的位置"),     W("你的位置"),     W("您现在的位置"),
    W("您所在的位置"), W("您当前的位置"), W("當前位置"),     W("索引号"),
    W("索引號"),       W("信息索引号"),   W("组配分类"),     W("主题分类"),
    W("发布机构"),     W("發布機構"),     W("发文机关"),     W("发文机构"),
    W("制发机关"),     W("发文字号"),     W("文号"),         W("信息名称"),
    W("发文日期"),     W("发布日期"),     W("发布时间"),     W("发布于"),
    W("發布時間"),     W("成文日期"),     W("生成日期"),     W("生效日期"),
    W("废止日期"),     W("公开方式"),     W("公开日期"),     W("公开时限"),
    W("公开范围"),     W("公开形式"),     W("存放位置"),     W("体裁分类"),
    W("公文目录"),     W("信息来源"),     W("文章来源"),     W("稿件来源"),
    W("浏览次数"),     W("浏览量"),       W("浏览数"),       W("阅读次数"),
    W("阅读量"),       W("阅读数"),       W("点击数"),       W("点击量"),
    W("点击率"),       W("访问量"),       W("字体大小"),     W("视力保护色"),
    W("责任编辑"),     W("责编"),         W("录入时间"),     W("更新时间"),
    W("更新日期"),     W("上传时间"),     W("上传日期"),     W("上传人"),
    W("文档页数"),     W("文档大小"),     W("文件大小"),     W("信息提供日期"),
    W("文档编号"),     W("上一篇"),       W("下一篇"),       W("上一条"),
    W("下一条"),       W("上一頁"),       W("下一頁"),       W("附件下载"),
    W("推荐访问"),     W("推荐阅读"),     W("相关报道"),     W("相关阅读"),
    W("相关链接"),     W("相关推荐"),     W("相关新闻"),     W("延伸阅读"),
    W("相关政策"),     W("相关解读"),     W("网站标识码"),   W("主办单位"),
    W("承办单位"),     W("技术支持"),     W("版权所有"),     W("版权声明"),
    W("免责声明"),     W("备案号"),       W("分享到"),       W("分享至"),
    W("网友评论"),     W("制定机关"),     W("公布日期"),     W("施行日期"),
    W("效力等级"),     W("时效性"),       W("有效性"),       W("信息有效性"),
    W("所属主题"),     W("信息分类"),     W("统一编号"),     W("登记号"),
    W("信息类别"),     W("文件类型"),     W("原文链接"),     W("发布单位"),
    W("发布人"),       W("投稿人"),       W("信息员"),       W("责任人签名"),
    W("公开主体"),     W("公开责任部门"), W("信息生成日期"), W("公开属性"),
    W("公开类别"),     W("发稿时间")};

static const Word edge_labels[] = {
    W("时间"),     W("時間"),    W("日期"),   W("推荐"),     W("标题"),     W("作者"),
    W("摘要"),     W("简介"),    W("导语"),   W("格式"),     W("大小"),     W("页数"),
    W("ID"),       W("名称"),    W("位置"),   W("审核"),     W("校对"),     W("编辑"),
    W("编审"),     W("录入"),    W("打印"),   W("收藏"),     W("分享"),     W("标签"),
    W("关键词"),   W("关键字"),  W("撰稿"),   W("供稿"),     W("摄影"),     W("来源"),
    W("來源"),     W("有效期"),  W("主题词"), W("服务对象"), W("点击"),     W("點擊"),
    W("字体"),     W("字号"),    W("人气"),   W("推荐度"),   W("公文种类"), W("文件编号"),
    W("温馨提示"), W("文档页数")};

static const Word sure_starts[] = {
    W("信息名称"),   W("存放位置"), W("索引号"),   W("索引號"),   W("发布机构"),
    W("http://"),    W("https://"), W("www."),     W("<image"),   W("<rt"),
    W("<script"),    W("<style"),   W("<div"),     W("<span"),    W("<img"),
    W("data:image"), W("网友评论"), W("ICP"),      W("京ICP"),    W("粤ICP"),
    W("本网站由"),   W("上一篇"),   W("下一篇"),   W("上一条"),   W("下一条"),
    W("上一頁"),     W("您是第"),   W("本文由"),   W("本文来源"), W("文章来源"),
    W("打印本页"),   W("关闭窗口"), W("打印此页"), W("【打印"),   W("【关闭"),
    W("扫一扫"),     W("掃一掃"),   W("手机扫"),   W("微信扫"),   W("Copyright"),
    W("©")};

static const Word sure_parts[] = {
    W("以上就是"),   W("转载请注明"), W("请注明出处"), W("希望对大家"),
    W("欢迎阅读"),   W("未经允许"),   W("本文链接"),   W("点击查看更多"),
    W("更多精彩"),   W("小编为您"),   W("小编带来"),   W("网站标识码"),
    W("网站標識碼"), W("ICP备"),      W("ICP證"),      W("公网安备"),
    W("扫一扫"),     W("版权所有"),   W("下载后查看"), W("此处隐藏"),
    W("余下全文"),   W("剩余内容"),   W("小编为大家"), W("小编为你"),
    W("小编整理"),   W("小编给大家"), W("供大家参考"), W("本文来源于"),
    W("网友上传"),   W("由用户上传"), W("会员上传"),   W("预览可能"),
    W("法宝引证码"), W("北大法宝"),   W("政府网站群"), W("浏览次数"),
    W("阅读次数"),   W("点击次数"),   W("浏览量:"),    W("阅读量:"),
    W("点击数:"),    W("查看人数"),   W("本文已影响"), W("相关推荐"),
    W("我要投稿"),   W("文档下载"),   W("信息来源:"),  W("【字体"),
    W("【字号"),     W("字体:"),      W("字号:"),      W("稿件总访问量"),
    W("为你整理"),   W("为大家整理"), W("精心准备了"), W("免责声明"),
    W("请勿转载"),   W("仅供参考"),   W("打开当前页"), W("分享到:"),
    W("文章为用户")};

static const Word edge_parts[] = {
    W("号】"),     W("WORD下载"), W("时间:20"),  W("时间:19"),
    W("日期:20"),  W("范文网"),   W("资料网站"), W("资料文库"),
    W("技术支持"), W("网友投稿"), W("主办"),     W("承办单位"),
    W("记者站"),   W("作者:"),    W("编辑:"),    W("】字体")};

static const Word edge_starts[] = {
    W("【字"),    W("【制定"), W("地址"), W("联系地址"), W("邮编"),   W("传真"),
    W("版权"),    W("备案"),   W("主办"), W("承办"),     W("篇一"),   W("第一篇"),
    W("【第1篇"), W("推荐度"), W("美编"), W("扫码"),     W("二维码"), W("政府网站"),
    W("编辑"),    W("（来源"), W("(来源")};

/* Up to 240 bytes of the line without white space, full-width colon folded, a leading
 * bullet or bracket dropped. */
static Slice compact(Slice line, char *buffer, size_t size) {
    size_t n = 0;
    for (size_t at = 0; at < line.n && n + 4 < size;) {
        Rune rune = rune_at(line, at);
        if (!is_blank(rune.rune)) {
            if (rune.rune == 0xFF1A)
                buffer[n++] = ':';
            else {
                memcpy(buffer + n, line.p + at, rune.length);
                n += rune.length;
            }
        }
        at += rune.length;
    }
    return (Slice){buffer, n};
}

static Slice without_lead(Slice s) {
    static const Word leads[] = {W("【"), W("["), W("•"), W("·"), W("-"), W("|"),
                                 W(">"),  W("※"), W("*"), W("▪"), W("●")};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (starts_with(s, leads[i]))
            return slice_sub(s, leads[i].n, s.n);
    return s;
}

static bool is_one_of(Slice s, const Word *words, size_t n) {
    if (slice_ends(s, S(":")))
        s.n--;
    for (size_t i = 0; i < n; i++)
        if (s.n == words[i].n && memcmp(s.p, words[i].p, s.n) == 0)
            return true;
    return false;
}

/* Begins with a label: the word and a colon, a bar, a closing bracket, or nothing behind
 * it. */
static bool has_label(Slice s, const Word *words, size_t n) {
    static const Word ends[] = {W(":"), W("|"), W("】"), W("]")};
    for (size_t i = 0; i < n; i++) {
        if (!starts_with(s, words[i]))
            continue;
        Slice rest = slice_sub(s, words[i].n, s.n);
        if (rest.n == 0 || STARTS_ANY(rest, ends))
            return true;
    }
    return false;
}

#define IS_ONE_OF(s, words) is_one_of((s), (words), sizeof(words) / sizeof *(words))
#define HAS_LABEL(s, words) has_label((s), (words), sizeof(words) / sizeof *(words))

static size_t count_of(Slice s, Slice needle) {
    size_t n = 0;
    for (size_t at = slice_find(s, needle, 0); at != SIZE_MAX;
         at = slice_find(s, needle, at + needle.n))
        n++;
    return n;
}

/* 首页 > 政务公开 > 规划信息 */
static bool is_breadcrumb(Slice line) {
    size_t strokes =
        count_of(line, S(">")) + count_of(line, S("＞")) + count_of(line, S("»"));
    if (slice_starts(line, S("<")))
        return strokes > 0;
    if (wording_has_stop(line))
        return false;
    return strokes >= 2 || (strokes == 1 && slice_contains(line, S("首页")));
}

/* 2024-01-14, 2023-05-31 14:08 来源: …: begins with a date in figures, and little else
 * but labels follows. */
static bool begins_with_date(Slice line) {
    size_t at = 0, digits = 0, marks = 0;
    while (at < line.n) {
        char c = line.p[at];
        if (c >= '0' && c <= '9')
            digits++;
        else if (c == '-' || c == '/' || c == ':' || c == '.')
            marks++;
        else
            break;
        at++;
    }
    if (digits < 6 || digits > 14 || marks < 2)
        return false;
    Slice rest = slice_sub(line, at, line.n);
    return rest.n == 0 || slice_contains(slice_sub(rest, 0, 60), S(":")) ||
           slice_contains(slice_sub(rest, 0, 60), S("：")) ||
           slice_starts(rest, S("来源")) || slice_starts(rest, S("作者"));
}

/* 999+, 22KB, 5页, 5250次, 12, 2025-02, 15.91KB: figures with a unit and nothing else. */
static bool is_count(Slice s) {
    static const Word units[] = {W(""),   W("+"),  W("KB"),   W("MB"), W("kb"),
                                 W("页"), W("次"), W("M"),    W("K"),  W("人"),
                                 W("字"), W("元"), W("积分"), W("k")};
    size_t at = 0;
    while (at < s.n && ((s.p[at] >= '0' && s.p[at] <= '9') || s.p[at] == '.' ||
                        s.p[at] == '-' || s.p[at] == ','))
        at++;
    if (at == 0 || s.p[0] == '-' || s.p[at - 1] == '.')
        return false;
    Slice rest = slice_sub(s, at, s.n);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (slice_equal(rest, word_slice(units[i])))
            return true;
    return false;
}

/* 002961825/2025-170757 and the like: no words at all. */
static bool is_code(Slice s) {
    size_t digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool alnum =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        digits += c >= '0' && c <= '9';
        if (!alnum && c != '/' && c != '-' && c != '_' && c != '.' && c != '%' &&
            c != '&' && c != '=')
            return false;
    }
    return digits >= 6;
}

bool line_is_page_number(Slice line) {
    static const Word dashes[] = {W("—"), W("-"), W("－"), W("–"),
                                  W("―"), W("─"), W("·"),  W("第")};
    char buffer[64];
    Slice s = compact(line, buffer, sizeof buffer);
    if (s.n > 30 || line.n > 60)
        return false;
    bool dashed = false;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
            Slice dash = word_slice(dashes[i]);
            if (s.n && slice_starts(s, dash)) {
                s = slice_sub(s, dash.n, s.n);
                dashed = more = true;
            }
        }
    }
    size_t digits = 0;
    while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
        digits++;
    if (!dashed || digits == 0 || digits > 4)
        return false;
    s = slice_sub(s, digits, s.n);
    if (slice_starts(s, S("页")))
        return true;
    for (bool more = true; more && s.n;) {
        more = false;
        for (size_t i = 0; i + 1 < sizeof dashes / sizeof *dashes; i++) {
            Slice dash = word_slice(dashes[i]);
            if (slice_starts(s, dash)) {
                s = slice_sub(s, dash.n, s.n);
                more = true;
            }
        }
    }
    return s.n == 0;
}

Chrome line_chrome(Slice line) {
    if (line.n > LINE_BYTES)
        return CHROME_NOT;
    char buffer[COMPACT_BYTES];
    Slice whole = compact(line, buffer, sizeof buffer), bare = without_lead(whole);
    if (whole.n == 0)
        return CHROME_SURE;
    bool ends = wording_ends_sentence(line), sentence = ends && line.n > SENTENCE_BYTES;
    if (IS_ONE_OF(whole, sure_wholes) || HAS_LABEL(bare, sure_labels) ||
        STARTS_ANY(bare, sure_starts))
        return CHROME_SURE;
    if (!sentence &&
        (is_breadcrumb(line) || begins_with_date(whole) || HAS_ANY(whole, sure_parts)))
        return CHROME_SURE;
    if (IS_ONE_OF(whole, edge_wholes) || HAS_LABEL(bare, edge_labels) ||
        STARTS_ANY(bare, edge_starts) || STARTS_ANY(whole, edge_starts))
        return CHROME_EDGE;
    if (!ends && HAS_ANY(whole, edge_parts))
        return CHROME_EDGE;
    return is_count(whole) || is_code(whole) ? CHROME_EDGE : CHROME_NOT;
}
