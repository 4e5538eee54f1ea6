/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of units. Rows sharing a beginning may stand in any order: the longest wins.
 */
#include "base/base.h"

#include "plan/units.h"

static const Unit units[] = {
    {"个百分点", "百分点", 1, UNIT_SHARE, NULL},
    {"百分点", "百分点", 1, UNIT_SHARE, NULL},
    {"成", "%", 10, UNIT_SHARE, "立 果 效 为 长 员 绩 功 本 人 就 熟 品 都 套 型"},
    {"倍", "倍", 1, UNIT_SHARE, "增"},

    {"人次", "人次", 1, UNIT_PERSON, NULL},
    {"人", "人", 1, UNIT_PERSON, "民 才 口 均 员 力 工 文 类 防 机 居 伍 为"},
    {"名", "人", 1, UNIT_PERSON, "称 义 牌 录 额 言 著 胜"},
    {"位", "人", 1, UNIT_PERSON, "置 于 一 次 育 代 数"},
    {"户", "户", 1, UNIT_THING, "外 籍 型 口"},
    {"户次", "户次", 1, UNIT_ACT, NULL},
    {"家次", "家次", 1, UNIT_ACT, NULL},
    {"校次", "校次", 1, UNIT_ACT, NULL},

    {"个", "个", 1, UNIT_THING, "性 别"},
    {"個", "个", 1, UNIT_THING, "性 別"},
    {"個百分點", "百分点", 1, UNIT_SHARE, NULL},
    {"場", "场", 1, UNIT_ACT, "地 館 所 景 域 均"},
    {"場次", "场", 1, UNIT_ACT, NULL},
    {"項", "项", 1, UNIT_THING, NULL},
    {"間", "间", 1, UNIT_THING, "隔 斷 歇"},
    {"節", "节", 1, UNIT_ACT, "約 水 能 日 點 目 假 氣 儉 奏"},
    {"課時", "课时", 1, UNIT_ACT, NULL},
    {"學時", "学时", 1, UNIT_ACT, NULL},
    {"條", "条", 1, UNIT_THING, "例 件 塊 款"},
    {"輛", "辆", 1, UNIT_THING, NULL},
    {"億元", "元", 1e8, UNIT_MONEY, NULL},
    {"萬元", "元", 1e4, UNIT_MONEY, NULL},
    {"小時", "分钟", 60, UNIT_TIME, "工"},
    {"分鐘", "分钟", 1, UNIT_TIME, NULL},
    {"畝", "亩", 1, UNIT_SIZE, NULL},
    {"冊", "册", 1, UNIT_THING, NULL},
    {"所", "所", 1, UNIT_THING, "有 属 在 需 谓 得"},
    {"家", "家", 1, UNIT_THING, "庭 访 校共 园共 长会 长学"},
    {"处", "处", 1, UNIT_THING, "理 置 级 罚 长 方 于"},
    {"座", "座", 1, UNIT_THING, "谈 位 席"},
    {"间", "间", 1, UNIT_THING, "隔 断 歇"},
    {"栋", "栋", 1, UNIT_THING, NULL},
    {"幢", "栋", 1, UNIT_THING, NULL},
    {"套", "套", 1, UNIT_THING, NULL},
    {"台", "台", 1, UNIT_THING, "账 阶 风"},
    {"台套", "台套", 1, UNIT_THING, NULL},
    {"件套", "件套", 1, UNIT_THING, NULL},
    {"台件", "台件", 1, UNIT_THING, NULL},
    {"台(件)", "台件", 1, UNIT_THING, NULL},
    {"套(件)", "件套", 1, UNIT_THING, NULL},
    {"台(套)", "台套", 1, UNIT_THING, NULL},
    {"辆", "辆", 1, UNIT_THING, NULL},
    {"艘", "艘", 1, UNIT_THING, NULL},
    {"架", "架", 1, UNIT_THING, "构"},
    {"列", "列", 1, UNIT_THING, "入 为 席 车"},
    {"支", "支", 1, UNIT_THING, "持 出 撑 付 点 一"},
    {"项", "项", 1, UNIT_THING, NULL},
    {"项次", "项次", 1, UNIT_ACT, NULL},
    {"件", "件", 1, UNIT_THING, NULL},
    {"本", "本", 1, UNIT_THING, "次 职"},
    {"册", "册", 1, UNIT_THING, NULL},
    {"部", "部", 1, UNIT_THING, "门 分 委 署 队 长 级 属"},
    {"篇", "篇", 1, UNIT_THING, NULL},
    {"份", "份", 1, UNIT_THING, NULL},
    {"张", "张", 1, UNIT_THING, NULL},
    {"幅", "幅", 1, UNIT_THING, "度"},
    {"首", "首", 1, UNIT_THING, "批 届 次 要"},
    {"例", "例", 1, UNIT_THING, NULL},
    {"枚", "枚", 1, UNIT_THING, NULL},
    {"块", "块", 1, UNIT_THING, NULL},
    {"片", "片", 1, UNIT_THING, "区"},
    {"副", "副", 1, UNIT_THING, "校 局 主 县 市 厅 书"},
    {"盏", "盏", 1, UNIT_THING, NULL},
    {"株", "株", 1, UNIT_THING, NULL},
    {"头", "头", 1, UNIT_THING, NULL},
    {"只", "只", 1, UNIT_THING, "增 减 能 有 要 进 是"},
    {"口", "口", 1, UNIT_THING, "径 号 岸"},
    {"对", "对", 1, UNIT_THING, "接 标 口 象 于 应 全 一 照 外 学 教 各 我"},
    {"组", "组", 1, UNIT_THING, "织 建 长 成 合 团 队 干 工"},
    {"班", "班", 1, UNIT_THING, "子 主任 级 额 车 通"},
    {"班次", "班次", 1, UNIT_ACT, NULL},
    {"床", "床", 1, UNIT_THING, NULL},
    {"张床位", "张", 1, UNIT_THING, NULL},
    {"宗", "宗", 1, UNIT_THING, "旨 教"},
    {"款", "款", 1, UNIT_THING, "项 物"},
    {"门", "门", 1, UNIT_THING, "类 户 口 禁 诊 槛"},
    {"棵", "棵", 1, UNIT_THING, NULL},
    {"枝", "支", 1, UNIT_THING, NULL},
    {"条", "条", 1, UNIT_THING, "例 件 块 款"},
    {"标箱", "标箱", 1, UNIT_THING, NULL},

    {"次", "次", 1, UNIT_ACT, "性 数 于 级 元"},
    {"场", "场", 1, UNIT_ACT, "地 馆 所 景 域 均"},
    {"场次", "场", 1, UNIT_ACT, NULL},
    {"场(次)", "场", 1, UNIT_ACT, NULL},
    {"期", "期", 1, UNIT_ACT, "末 间 刊 限 货 待 望"},
    {"轮", "轮", 1, UNIT_ACT, "岗 训 流 换 候"},
    {"节", "节", 1, UNIT_ACT, "约 水 能 日 点 目 假 气 俭 奏"},
    {"节次", "节", 1, UNIT_ACT, NULL},
    {"课时", "课时", 1, UNIT_ACT, NULL},
    {"学时", "学时", 1, UNIT_ACT, NULL},
    {"学分", "学分", 1, UNIT_ACT, NULL},
    {"个学分", "学分", 1, UNIT_ACT, NULL},
    {"个学时", "学时", 1, UNIT_ACT, NULL},
    {"个课时", "课时", 1, UNIT_ACT, NULL},
    {"批次", "批次", 1, UNIT_ACT, NULL},
    {"遍", "遍", 1, UNIT_ACT, NULL},
    {"趟", "趟", 1, UNIT_ACT, NULL},
    {"回", "次", 1, UNIT_ACT, "头 访 收 应 归 乡"},
    {"套次", "套次", 1, UNIT_ACT, NULL},
    {"架次", "架次", 1, UNIT_ACT, NULL},
    {"车次", "车次", 1, UNIT_ACT, NULL},
    {"班列", "列", 1, UNIT_ACT, NULL},

    {"元", "元", 1, UNIT_MONEY, "旦 素 宵 月 化"},
    {"美元", "美元", 1, UNIT_MONEY, NULL},
    {"人民币", "元", 1, UNIT_MONEY, NULL},

    {"平方米", "平方米", 1, UNIT_SIZE, NULL},
    {"平方公里", "平方米", 1e6, UNIT_SIZE, NULL},
    {"平方千米", "平方米", 1e6, UNIT_SIZE, NULL},
    {"㎡", "平方米", 1, UNIT_SIZE, NULL},
    {"m²", "平方米", 1, UNIT_SIZE, NULL},
    {"m2", "平方米", 1, UNIT_SIZE, NULL},
    {"平米", "平方米", 1, UNIT_SIZE, NULL},
    {"平方", "平方米", 1, UNIT_SIZE, NULL},
    {"立方米", "立方米", 1, UNIT_SIZE, NULL},
    {"亩", "亩", 1, UNIT_SIZE, NULL},
    {"公顷", "亩", 15, UNIT_SIZE, NULL},
    {"公里", "公里", 1, UNIT_SIZE, NULL},
    {"千米", "公里", 1, UNIT_SIZE, NULL},
    {"km", "公里", 1, UNIT_SIZE, NULL},
    {"米", "米", 1, UNIT_SIZE, NULL},
    {"厘米", "厘米", 1, UNIT_SIZE, NULL},
    {"吨", "吨", 1, UNIT_SIZE, NULL},
    {"吨标准煤", "吨标准煤", 1, UNIT_SIZE, NULL},
    {"公斤", "公斤", 1, UNIT_SIZE, NULL},
    {"千克", "公斤", 1, UNIT_SIZE, NULL},
    {"斤", "斤", 1, UNIT_SIZE, NULL},
    {"克", "克", 1, UNIT_SIZE, "服 难"},
    {"千瓦", "千瓦", 1, UNIT_SIZE, NULL},
    {"兆瓦", "千瓦", 1e3, UNIT_SIZE, NULL},
    {"千瓦时", "千瓦时", 1, UNIT_SIZE, NULL},

    {"小时", "分钟", 60, UNIT_TIME, "工"},
    {"个小时", "分钟", 60, UNIT_TIME, NULL},
    {"分钟", "分钟", 1, UNIT_TIME, NULL},
    {"秒", "秒", 1, UNIT_TIME, NULL},
    {"天", "天", 1, UNIT_TIME, "然 候 气 性 地 下 使"},
    {"日", "天", 1, UNIT_TIME, "常 前 内 起 报 志"},
    {"工作日", "工作日", 1, UNIT_TIME, NULL},
    {"个工作日", "工作日", 1, UNIT_TIME, NULL},
    {"周", "周", 1, UNIT_TIME, "年 边 期 报 转 密 岁 五 三 二 一 四 六 日"},
    {"个月", "月", 1, UNIT_TIME, NULL},
    {"月", "月", 0, UNIT_TIME, NULL}, /* a date: factor 0 marks what is never a quantity
                                       */
    {"年", "年", 1, UNIT_TIME, "级 度 代 行动 期 龄 制"},
    {"学年", "学年", 1, UNIT_TIME, NULL},
    {"学期", "学期", 1, UNIT_TIME, NULL},
    {"个学期", "学期", 1, UNIT_TIME, NULL},
    {"岁", "岁", 0, UNIT_TIME, NULL},

    {"分", "分", 1, UNIT_SCORE,
     "之 百 解 别 布 校 类 层 级 局 会 支 析 工 享 段 期 批 组 包 发 为 散 担 步 配 管 开 数 钟 院 园"},

    {"类", "类", 1, UNIT_ABSTRACT, "型 别 似"},
    {"种", "种", 1, UNIT_ABSTRACT, "植 类 子 养"},
    {"方面", "方面", 1, UNIT_ABSTRACT, NULL},
    {"个方面", "方面", 1, UNIT_ABSTRACT, NULL},
    {"层", "层", 1, UNIT_ABSTRACT, "级 面 次 层"},
    {"大类", "类", 1, UNIT_ABSTRACT, NULL},
};

static const Unit percent = {"%", "%", 1, UNIT_SHARE, NULL};
static const Unit permille = {"‰", "%", 0.1, UNIT_SHARE, NULL};
static const Unit fraction = {"", "%", 100, UNIT_SHARE, NULL};

const Unit *unit_percent(void) {
    return &percent;
}

const Unit *unit_permille(void) {
    return &permille;
}

const Unit *unit_fraction(void) {
    return &fraction;
}

static bool is_followed(Slice rest, const char *words) {
    Slice list = slice_of(words);
    while (list.n) {
        Cut cut = slice_cut(list, S(" "));
        if (slice_starts(rest, cut.head))
            return true;
        list = cut.tail;
    }
    return false;
}

const Unit *unit_at(Slice text, size_t at) {
    const Unit *best = NULL;
    size_t length = 0;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        Slice word = slice_of(units[i].word), rest = slice_sub(text, at, text.n);
        if (word.n <= length || !slice_starts(rest, word))
            continue;
        rest = slice_sub(rest, word.n, rest.n);
        if (units[i].not_before && is_followed(rest, units[i].not_before))
            continue;
        best = &units[i];
        length = word.n;
    }
    return best;
}
