/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a web page is the page's: breadcrumbs, buttons, 来源 and 时间 lines, share-site
 * furniture, footers. All of it is tables of words; a line is judged by itself. Knows
 * nothing of plans. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/outline_p.h"

typedef enum {
    CHROME_WHOLE, /* the line is this */
    CHROME_START, /* begins with this */
    CHROME_LABEL, /* begins with this and a colon, a bar, 】 or nothing */
    CHROME_HAS,   /* holds this */
} ChromeMatch;

typedef struct {
    ChromeMatch match;
    bool edge; /* only before or after the document */
    const char *words;
} ChromeRow;

/* Compared without white space; words are divided by blanks. Traditional forms beside the
 * simplified. */
static const ChromeRow rows[] = {
    {CHROME_WHOLE, false,
     "下载 打印 全屏 收藏 加大 还原 减小 】 【 分享 关闭 关闭窗口 返回顶部 返回 打印本页 关闭本页 海报 侵权投诉 VIP专免 文章属性 "
     "无标题文档 下载文档 全文下载 打印文本 我要打印 我要纠错 我要投稿 加入收藏 点赞 评论功能已关闭 下載 列印 分享到 【打印】 "
     "【关闭】 [打印] [关闭] 朗读 无障碍 扫码 回到顶部 相关附件 相关文档 相关文章 猜你喜欢 热门推荐 WORD下载 收起 展开 复制 "
     "收藏本文 字号 字体 大中小 大 中 小 T T- T+ A A+ A- 默认 目录树 繁体 简体 搜索 登录 注册 点击下载 立即下载 免费下载"},
    {CHROME_WHOLE, true,
     "正文 政府文件 部门文件 县级政策 市级政策 教育 通知 主动公开 - 首页 政务公开 信息公开 政府信息公开 | 规划信息 有效 "
     "现行有效 全部 详情 内容 公开 依申请公开 规范性文件 其他文件 政策文件 工作动态 通知公告 政策解读 更多"},
    {CHROME_LABEL, false,
     "当前位置 您的位置 你的位置 您现在的位置 您所在的位置 您当前的位置 當前位置 索引号 "
     "索引號 信息索引号 组配分类 主题分类 发布机构 發布機構 发文机关 发文机构 制发机关 "
     "发文字号 文号 信息名称 发文日期 发布日期 发布时间 发布于 發布時間 成文日期 "
     "生成日期 生效日期 废止日期 公开方式 公开日期 公开时限 公开范围 公开形式 存放位置 "
     "体裁分类 公文目录 信息来源 文章来源 稿件来源 浏览次数 浏览量 浏览数 阅读次数 "
     "阅读量 阅读数 点击数 点击量 点击率 访问量 字体大小 视力保护色 责任编辑 责编 "
     "录入时间 更新时间 更新日期 上传时间 上传日期 上传人 文档页数 文档大小 文件大小 信息提供日期 文档编号 上一篇 "
     "下一篇 上一条 下一条 上一頁 下一頁 附件下载 推荐访问 推荐阅读 相关报道 相关阅读 "
     "相关链接 相关推荐 相关新闻 延伸阅读 相关政策 相关解读 网站标识码 主办单位 承办单位 "
     "技术支持 版权所有 版权声明 免责声明 备案号 分享到 分享至 网友评论 制定机关 "
     "公布日期 施行日期 效力等级 时效性 有效性 信息有效性 所属主题 信息分类 统一编号 "
     "登记号 信息类别 文件类型 原文链接 发布单位 发布人 投稿人 信息员 责任人签名 "
     "公开主体 公开责任部门 信息生成日期 公开属性 公开类别 发稿时间"},
    {CHROME_LABEL, true,
     "时间 時間 日期 推荐 标题 作者 摘要 简介 导语 格式 大小 页数 ID 名称 位置 "
     "审核 校对 编辑 编审 录入 打印 收藏 分享 标签 关键词 关键字 撰稿 供稿 摄影 "
     "来源 來源 有效期 主题词 服务对象 点击 點擊 字体 字号 人气 推荐度 公文种类 "
     "文件编号 温馨提示 文档页数"},
    {CHROME_START, false,
     "信息名称 存放位置 索引号 索引號 发布机构 http:// https:// www. <image <rt <script <style <div <span <img data:image 网友评论 ICP 京ICP 粤ICP 本网站由 上一篇 下一篇 "
     "上一条 下一条 上一頁 您是第 本文由 本文来源 文章来源 扫一扫 掃一掃 手机扫 微信扫 Copyright ©"},
    {CHROME_HAS, false,
     "网站标识码 网站標識碼 ICP备 ICP證 公网安备 扫一扫 版权所有 下载后查看 此处隐藏 余下全文 剩余内容 小编为大家 小编为你 小编整理 小编给大家 "
     "供大家参考 本文来源于 网友上传 由用户上传 会员上传 预览可能 法宝引证码 北大法宝 政府网站群 浏览次数 阅读次数 点击次数 浏览量: "
     "浏览量： 阅读量: 点击数: 点击数： 查看人数 本文已影响 相关推荐 我要投稿 文档下载 信息来源: 【字体 【字号 字体: 字体： 字号: 字号： 稿件总访问量 "
     "为你整理 为大家整理 精心准备了 免责声明 请勿转载 仅供参考 打开当前页 分享到: 来源：网络 文章为用户"},
    {CHROME_HAS, true,
     "号】 WORD下载 时间:20 时间:19 日期:20 范文网 资料网站 资料文库 技术支持 网友投稿 主办 承办单位 记者站 作者: 作者： 编辑: 】字体"},
    {CHROME_START, true,
     "【字 【制定 地址 联系地址 邮编 传真 版权 备案 主办 承办 篇一 第一篇 【第1篇 推荐度 美编 扫码 二维码 政府网站 编辑 （来源 (来源"},
};

/* Up to 240 bytes of the line without white space, full-width colon folded, a leading
 * bullet or bracket dropped. */
static Slice compact(Slice line, char *buffer, size_t size) {
    size_t n = 0;
    for (size_t at = 0; at < line.n && n + 4 < size;) {
        Rune rune = utf8_decode(line, at);
        if (!rune_is_space(rune.rune)) {
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
    static const char *const leads[] = {"【", "[", "•", "·", "-", "|",
                                        ">",  "※", "*", "▪", "●"};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (slice_starts(s, slice_of(leads[i])))
            return slice_sub(s, strlen(leads[i]), s.n);
    return s;
}

static bool label_ends(Slice rest) {
    static const char *const ends[] = {":", "|", "】", "]", "："};
    if (rest.n == 0)
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (slice_starts(rest, slice_of(ends[i])))
            return true;
    return false;
}

static bool word_matches(ChromeMatch match, Slice line, Slice whole, Slice word) {
    switch (match) {
    case CHROME_WHOLE:
        return slice_equal(whole, word) ||
               (slice_starts(whole, word) && whole.n == word.n + 1 &&
                whole.p[word.n] == ':');
    case CHROME_START: return slice_starts(line, word) || slice_starts(whole, word);
    case CHROME_LABEL:
        return slice_starts(line, word) && label_ends(slice_sub(line, word.n, line.n));
    case CHROME_HAS: return slice_contains(whole, word);
    }
    return false;
}

static bool row_matches(const ChromeRow *row, Slice line, Slice whole) {
    Slice words = slice_of(row->words);
    while (words.n) {
        Cut cut = slice_cut(words, S(" "));
        if (cut.head.n && word_matches(row->match, line, whole, cut.head))
            return true;
        words = cut.tail;
    }
    return false;
}

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
    static const char *const units[] = {"",  "+", "KB", "MB", "kb", "页",   "次",
                                        "M", "K", "人", "字", "元", "积分", "k"};
    size_t at = 0;
    while (at < s.n && ((s.p[at] >= '0' && s.p[at] <= '9') || s.p[at] == '.' ||
                        s.p[at] == '-' || s.p[at] == ','))
        at++;
    if (at == 0 || s.p[0] == '-' || s.p[at - 1] == '.')
        return false;
    Slice rest = slice_sub(s, at, s.n);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (slice_equal(rest, slice_of(units[i])))
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
    static const char *const dashes[] = {"—", "-", "－", "–", "―", "─", "·", "第"};
    char buffer[64];
    Slice s = compact(line, buffer, sizeof buffer);
    if (s.n > 30 || line.n > 60)
        return false;
    bool dashed = false;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
            Slice dash = slice_of(dashes[i]);
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
            Slice dash = slice_of(dashes[i]);
            if (slice_starts(s, dash)) {
                s = slice_sub(s, dash.n, s.n);
                more = true;
            }
        }
    }
    return s.n == 0;
}

bool line_is_chrome(Slice line, bool edge) {
    if (line.n > 1200)
        return false;
    char buffer[244];
    Slice whole = compact(line, buffer, sizeof buffer), short_line = without_lead(whole);
    if (whole.n == 0)
        return true;
    bool ends = wording_ends_sentence(line), sentence = ends && line.n > 200;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].edge && !edge)
            continue;
        if (rows[i].match == CHROME_HAS && (sentence || (rows[i].edge && ends)))
            continue;
        if (row_matches(&rows[i], short_line, whole))
            return true;
    }
    if (is_breadcrumb(line) || begins_with_date(whole))
        return !sentence;
    return edge && (is_count(whole) || is_code(whole));
}
