/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vocabulary of policy that decides which targets are about the same quantity. Rows
 * may stand in any order: the longest wins. */
#include "base/base.h"

#include "compare/indicators_p.h"

static const IndicatorVerb verbs[] = {
    {"新增", SENSE_ADD},
    {"增加", SENSE_ADD},
    {"增设", SENSE_ADD},
    {"增补", SENSE_ADD},
    {"增添", SENSE_ADD},
    {"新添", SENSE_ADD},
    {"扩充", SENSE_ADD},
    {"扩增", SENSE_ADD},
    {"新建", SENSE_ADD},
    {"建设", SENSE_ADD},
    {"建立", SENSE_ADD},
    {"设立", SENSE_ADD},
    {"成立", SENSE_ADD},
    {"组建", SENSE_ADD},
    {"筹建", SENSE_ADD},
    {"打造", SENSE_ADD},
    {"创建", SENSE_ADD},
    {"培育", SENSE_ADD},
    {"布局", SENSE_ADD},
    {"搭建", SENSE_ADD},
    {"建成", SENSE_DONE},
    {"竣工", SENSE_DONE},
    {"建成投用", SENSE_DONE},
    {"投用", SENSE_DONE},
    {"交付", SENSE_DONE},
    {"开工", SENSE_START},
    {"开工建设", SENSE_START},
    {"启动建设", SENSE_START},
    {"改造", SENSE_RENEW},
    {"改建", SENSE_RENEW},
    {"扩建", SENSE_RENEW},
    {"改扩建", SENSE_RENEW},
    {"维修", SENSE_RENEW},
    {"修缮", SENSE_RENEW},
    {"维修改造", SENSE_RENEW},
    {"提升改造", SENSE_RENEW},
    {"改造提升", SENSE_RENEW},
    {"升级改造", SENSE_RENEW},
    {"更新改造", SENSE_RENEW},
    {"新建改扩建", SENSE_ADD | SENSE_RENEW},
    {"新改扩建", SENSE_ADD | SENSE_RENEW},
    {"新改建", SENSE_ADD | SENSE_RENEW},
    {"新扩建", SENSE_ADD | SENSE_RENEW},
    {"撤并", SENSE_CUT},
    {"撤销", SENSE_CUT},
    {"减少", SENSE_CUT},
    {"压减", SENSE_CUT},
    {"淘汰", SENSE_CUT},
    {"停用", SENSE_CUT},
    {"拆除", SENSE_CUT},
    {"采购", SENSE_EQUIP},
    {"购置", SENSE_EQUIP},
    {"配备", SENSE_EQUIP},
    {"配置", SENSE_EQUIP},
    {"安装", SENSE_EQUIP},
    {"更换", SENSE_EQUIP},
    {"更新", SENSE_EQUIP},
    {"添置", SENSE_EQUIP},
    {"布设", SENSE_EQUIP},
    {"制作", SENSE_MAKE},
    {"录制", SENSE_MAKE},
    {"编写", SENSE_MAKE},
    {"编制", SENSE_MAKE},
    {"出版", SENSE_MAKE},
    {"开发", SENSE_MAKE},
    {"征集", SENSE_MAKE},
    {"推出", SENSE_MAKE},
    {"举办", SENSE_HOLD},
    {"举行", SENSE_HOLD},
    {"开展", SENSE_HOLD},
    {"开展好", SENSE_HOLD},
    {"组织开展好", SENSE_HOLD},
    {"重点建设", SENSE_ADD},
    {"组织", SENSE_HOLD},
    {"组织开展", SENSE_HOLD},
    {"组织实施", SENSE_HOLD},
    {"组织实施好", SENSE_HOLD},
    {"召开", SENSE_HOLD},
    {"承办", SENSE_HOLD},
    {"进行", SENSE_HOLD},
    {"开设", SENSE_HOLD},
    {"招聘", SENSE_RECRUIT},
    {"公开招聘", SENSE_RECRUIT},
    {"招录", SENSE_RECRUIT},
    {"选聘", SENSE_RECRUIT},
    {"聘请", SENSE_RECRUIT},
    {"引进", SENSE_BRING},
    {"补充", SENSE_RECRUIT},
    {"柔性引进", SENSE_BRING},
    {"培训", SENSE_TRAIN},
    {"轮训", SENSE_TRAIN},
    {"培养", SENSE_RAISE},
    {"发展", SENSE_DEVELOP},
    {"选派", SENSE_SEND},
    {"派驻", SENSE_SEND},
    {"输送", SENSE_SEND},
    {"评选", SENSE_SELECT},
    {"评定", SENSE_SELECT},
    {"遴选", SENSE_SELECT},
    {"认定", SENSE_SELECT},
    {"命名", SENSE_SELECT},
    {"选树", SENSE_SELECT},
    {"表彰", SENSE_SELECT},
    {"申报", SENSE_APPLY},
    {"申报创建", SENSE_APPLY},
    {"争创", SENSE_APPLY},
    {"资助", SENSE_AID},
    {"救助", SENSE_AID},
    {"补助", SENSE_AID},
    {"慰问", SENSE_AID},
    {"发放", SENSE_AID},
    {"惠及", SENSE_REACH},
    {"覆盖", SENSE_REACH},
    {"检查", SENSE_INSPECT},
    {"抽查", SENSE_INSPECT},
    {"督查", SENSE_INSPECT},
    {"排查", SENSE_INSPECT},
    {"督导", SENSE_INSPECT},
    {"招收", SENSE_ENROL},
    {"招生", SENSE_ENROL},
    {"参加", SENSE_JOIN},
    {"参与", SENSE_JOIN},
};

static const char *const lights[] = {
    "全省",   "全市",   "全区",   "全县",   "全州",     "全旗",     "我省",     "我市",
    "我区",   "我县",   "本市",   "本区",   "本县",     "年内",     "全年",     "今年",
    "本年度", "年底前", "年底",   "当年",   "力争",     "争取",     "努力",     "确保",
    "保证",   "实现",   "推动",   "促进",   "推进",     "加快",     "持续",     "继续",
    "进一步", "大力",   "积极",   "稳步",   "稳妥",     "有序",     "全面",     "统筹",
    "分批",   "深入",   "着力",   "将",     "让",       "把",       "累计",     "总共",
    "合计",   "计划",   "预计",   "至少",   "最少",     "不少于",   "最多",     "完成",
    "抓好",   "做好",   "办好",   "落实",   "实施",     "启动",     "支持",     "安排",
    "提高",   "提升",   "扩大",   "保持",   "严格",     "并",       "其中",     "期间",
    "以来",   "左右",   "逐步",   "同时",   "重点推进", "滚动推进", "重点抓好", "使",
    "实施好", "要保证", "要确保", "应保证", "落实好",   "组织好",   "推进好"};

/* Words that begin like one of them and name things. */
static const char *const no_lights[] = {"使用", "使命", "推进会", "促进会", "计划单列",
                                        "将军", "并购", "并网",   "把关"};

typedef struct {
    const char *word;
    IndicatorTail tail;
} Tail;

static const Tail tails[] = {
    {"不少于", TAIL_LEAST},     {"不低于", TAIL_LEAST},   {"不小于", TAIL_LEAST},
    {"不短于", TAIL_LEAST},     {"不得少于", TAIL_LEAST}, {"不得低于", TAIL_LEAST},
    {"至少", TAIL_LEAST},       {"最少", TAIL_LEAST},     {"突破", TAIL_LEAST},
    {"超过", TAIL_LEAST},       {"超", TAIL_LEAST},       {"高于", TAIL_LEAST},
    {">", TAIL_LEAST},          {"≥", TAIL_LEAST},        {"≤", TAIL_MOST},
    {"<", TAIL_MOST},           {"不超过", TAIL_MOST},    {"不高于", TAIL_MOST},
    {"不多于", TAIL_MOST},      {"不得超过", TAIL_MOST},  {"不得高于", TAIL_MOST},
    {"控制在", TAIL_MOST},      {"控制到", TAIL_MOST},    {"限制在", TAIL_MOST},
    {"压缩在", TAIL_MOST},      {"最多", TAIL_MOST},      {"至多", TAIL_MOST},
    {"低于", TAIL_MOST},        {"少于", TAIL_MOST},      {"达到", TAIL_REACH},
    {"达", TAIL_REACH},         {"达成", TAIL_REACH},     {"到", TAIL_REACH},
    {"至", TAIL_REACH},         {"保持在", TAIL_REACH},   {"稳定在", TAIL_REACH},
    {"维持在", TAIL_REACH},     {"巩固在", TAIL_REACH},   {"为", TAIL_EMPTY},
    {"是", TAIL_EMPTY},         {"在", TAIL_EMPTY},       {"约", TAIL_EMPTY},
    {"近", TAIL_EMPTY},         {"接近", TAIL_EMPTY},     {"均", TAIL_EMPTY},
    {"将", TAIL_EMPTY},         {"要", TAIL_EMPTY},       {"应", TAIL_EMPTY},
    {"共", TAIL_EMPTY},         {"累计", TAIL_EMPTY},     {"有", TAIL_EMPTY},
    {"保持", TAIL_EMPTY},       {"继续", TAIL_EMPTY},     {"力争", TAIL_EMPTY},
    {"争取", TAIL_EMPTY},       {"确保", TAIL_EMPTY},     {"同比", TAIL_EMPTY},
    {"比上年", TAIL_EMPTY},     {"较上年", TAIL_EMPTY},   {"同口径", TAIL_EMPTY},
    {"年均", TAIL_EMPTY},       {"幅度", TAIL_EMPTY},     {"能够", TAIL_EMPTY},
    {"可", TAIL_EMPTY},         {"完成", TAIL_EMPTY},     {"预期", TAIL_EMPTY},
    {"再", TAIL_EMPTY},         {"按", TAIL_EMPTY},       {"新增", TAIL_ADD},
    {"增加", TAIL_ADD},         {"减少", TAIL_CUT},       {"提高", TAIL_RISE},
    {"提升", TAIL_RISE},        {"增长", TAIL_RISE},      {"上涨", TAIL_RISE},
    {"上升", TAIL_RISE},        {"扩大", TAIL_RISE},      {"延长", TAIL_RISE},
    {"下降", TAIL_FALL},        {"降低", TAIL_FALL},      {"压减", TAIL_FALL},
    {"压缩", TAIL_FALL},        {"缩小", TAIL_FALL},      {"缩短", TAIL_FALL},
    {"增至", TAIL_RISE_TO},     {"升至", TAIL_RISE_TO},   {"提升至", TAIL_RISE_TO},
    {"上升至", TAIL_RISE_TO},   {"扩至", TAIL_RISE_TO},   {"提至", TAIL_RISE_TO},
    {"降至", TAIL_FALL_TO},     {"下降至", TAIL_FALL_TO}, {"减至", TAIL_FALL_TO},
    {"涨幅", TAIL_RISE_RATE},   {"增速", TAIL_RISE_RATE}, {"增幅", TAIL_RISE_RATE},
    {"增长率", TAIL_RISE_RATE}, {"降幅", TAIL_FALL_RATE},
};

/* Words that end like one of the tails and are none. */
static const char *const no_tails[] = {
    "供应", "响应", "效应", "对应", "节约", "契约", "条约", "签约", "平均", "人均",
    "户均", "生均", "公共", "行为", "作为", "存在", "所在", "许可", "认可", "报到",
    "签到", "送达", "到达", "发达", "直达", "健将", "主要", "需要", "重要", "纪要",
    "附近", "均在", "参与", "所有", "拥有", "现有", "公有", "国有", "特有"};

/* A level of schooling, of government, of ownership, a place: quantities of different
 * kinds stand side by side and are not ranked with each other. */
static const struct {
    const char *word, *kind;
    bool count_only; /* of a share it is part of the name: 公办园在园幼儿占比 */
} kinds[] = {
    {"学前教育", "学前教育", false}, {"学前", "学前教育", false},
    {"义务教育", "义务教育", false}, {"义务教育阶段", "义务教育", false},
    {"小学", "小学", false},         {"小学阶段", "小学", false},
    {"小学生", "小学", false},       {"初中", "初中", false},
    {"初中阶段", "初中", false},     {"初中生", "初中", false},
    {"初高中", "初高中", false},     {"普通高中", "普通高中", false},
    {"高中", "高中", false},         {"高中阶段", "高中", false},
    {"高中阶段教育", "高中", false}, {"高中生", "高中", false},
    {"中学", "中学", false},         {"中学生", "中学", false},
    {"中小学", "中小学", false},     {"中小学校", "中小学", false},
    {"幼儿园", "学前教育", true},    {"幼儿", "学前教育", true},
    {"中等职业教育", "中职", false}, {"中等职业学校", "中职", false},
    {"中职", "中职", false},         {"高职", "高职", false},
    {"高等教育", "高等教育", false}, {"基础教育", "基础教育", false},
    {"特殊教育", "特殊教育", false}, {"职业教育", "职业教育", false},
    {"公办", "公办", true},          {"民办", "民办", true},
    {"普惠性", "普惠性", true},      {"普惠", "普惠性", true},
    {"国家级", "国家级", false},     {"省级", "省级", false},
    {"自治区级", "省级", false},     {"市级", "市级", false},
    {"州级", "市级", false},         {"区级", "县级", false},
    {"县级", "县级", false},         {"校级", "校级", false},
    {"校内", "校内", false},         {"校园", "校内", true},
    {"校外", "校外", false},         {"村级", "村级", false},
};

static const char *const pers[] = {
    "每天",     "每日",     "每周",     "每星期",   "每月",     "每个月",   "每季度",
    "每学期",   "每个学期", "每学年",   "每年",     "年均",     "月均",     "每学期末",
    "每人",     "每生",     "每名学生", "每个学生", "每位学生", "每名教师", "每位教师",
    "每校",     "每所学校", "每个学校", "每班",     "每个班级", "每村",     "每户",
    "每个假期", "每个乡镇", "每县",     "每晚",     "每个社团"};

static const struct {
    const char *word, *norm;
} per_norms[] = {
    {"每日", "每天"},       {"每星期", "每周"},       {"每个月", "每月"},
    {"每个学期", "每学期"}, {"每个学生", "每名学生"}, {"每位学生", "每名学生"},
    {"每生", "每名学生"},   {"每位教师", "每名教师"}, {"每所学校", "每校"},
    {"每个学校", "每校"},   {"每个班级", "每班"},
};

static const struct {
    const char *word, *norm;
    unsigned senses; /* only with one of these; 0: with any */
} synonyms[] = {
    {"生产总值", "地区生产总值", 0},
    {"国内生产总值", "地区生产总值", 0},
    {"GDP", "地区生产总值", 0},
    {"经济", "地区生产总值", SENSE_RISE},
    {"居民消费价格总水平", "居民消费价格", 0},
    {"居民消费价格指数", "居民消费价格", 0},
    {"CPI", "居民消费价格", 0},
    {"进出口总值", "进出口总额", 0},
    {"外贸进出口", "进出口总额", 0},
    {"外贸进出口总值", "进出口总额", 0},
    {"外贸进出口总额", "进出口总额", 0},
    {"地方一般公共预算收入", "一般公共预算收入", 0},
    {"全社会固定资产投资", "固定资产投资", 0},
    {"规模以上工业增加值", "规上工业增加值", 0},
    {"研发投入强度", "研发经费投入强度", 0},
    {"全社会研发投入强度", "研发经费投入强度", 0},
    {"全社会研发经费投入强度", "研发经费投入强度", 0},
    {"全社会研发经费投入", "研发经费投入", 0},
    {"全社会研发投入", "研发经费投入", 0},
    {"单位GDP二氧化碳排放", "单位地区生产总值二氧化碳排放", 0},
    {"城镇就业人数", "城镇就业", 0},
    {"粮食总产量", "粮食产量", 0},
    {"公办园", "公办幼儿园", 0},
    {"民办园", "民办幼儿园", 0},
    {"普惠园", "普惠性幼儿园", 0},
    {"普惠性园", "普惠性幼儿园", 0},
    {"席位", "学位", 0},
    {"各级各类学位", "学位", 0},
    {"学校巩固率", "巩固率", 0},
    {"公办幼儿园在园幼儿占比", "公办园在园幼儿占比", 0},
    {"书面作业平均完成", "书面作业", 0},
    {"学校课后服务覆盖率", "课后服务覆盖率", 0},
    {"课后服务学校覆盖率", "课后服务覆盖率", 0},
    {"体质健康优良率", "学生体质健康优良率", 0},
    {"国家学生体质健康标准优良率", "学生体质健康优良率", 0},
    {"体质健康合格率", "学生体质健康合格率", 0},
    {"国家学生体质健康标准合格率", "学生体质健康合格率", 0},
    {"近视率", "儿童青少年近视率", 0},
    {"总体近视率", "儿童青少年近视率", 0},
    {"儿童青少年总体近视率", "儿童青少年近视率", 0},
    {"学位数", "学位", 0},
    {"三年毛入园率", "毛入园率", 0},
    {"九年义务教育巩固率", "义务教育巩固率", 0},
    {"高中阶段教育毛入学率", "高中阶段毛入学率", 0},
};

/* Of a time a day they mean the same. */
static const char *const exercises[] = {
    "体育锻炼",     "体育活动",     "体育运动",     "运动",         "锻炼",
    "综合体育活动", "阳光体育活动", "阳光体育运动", "体育锻炼活动", "身体活动"};

/* Say what is meant only together with what is done: 招聘教师, 新建幼儿园. */
static const char *const general[] = {"学校",   "教师", "学生",    "中学",
                                      "小学",   "初中", "高中",    "幼儿园",
                                      "中小学", "校舍", "中小学校"};
enum {
    TELLING = SENSE_ADD | SENSE_DONE | SENSE_START | SENSE_RENEW | SENSE_CUT |
              SENSE_RECRUIT | SENSE_ENROL
};
/* Whatever is done, they leave open what for. */
static const char *const vague[] = {
    "示范校",     "示范学校",   "示范点",   "示范岗",   "试点校",   "试点学校",
    "试点",       "实验校",     "实验学校", "特色学校", "样板",     "培训班",
    "专题培训",   "专项检查",   "专项督导", "研讨会",   "交流会",   "志愿者",
    "宣传活动",   "主题活动",   "系列活动", "实践活动", "实践基地", "展示活动",
    "人均",       "活动",       "项目",     "工程",     "工作",     "任务",
    "服务",       "问题",       "内容",     "场地",     "单位",     "部门",
    "领域",       "方面",       "体系",     "机制",     "平台",     "设施",
    "设备",       "资金",       "投资",     "时间",     "人数",     "总量",
    "数量",       "规模",       "比例",     "占比",     "比重",     "覆盖率",
    "率",         "合格率",     "达标率",   "参与率",   "完成率",   "普及率",
    "满意率",     "满意度",     "优良率",   "开课率",   "覆盖面",   "总数",
    "总额",       "产值",       "收入",     "专业",     "学科",     "开展",
    "建设",       "企业",       "人员",     "人才",     "学员",     "校长",
    "干部",       "社团",       "课程",     "基地",     "中心",     "财政资金",
    "专项资金",   "补助资金",   "相当于",   "群众",     "家长",     "学分",
    "学时",       "课时",       "对象",     "岗位",     "团队",     "品牌",
    "案例",       "队伍",       "成员校",   "首批招生", "签订率",   "签收率",
    "整改率",     "办结率",     "到位率",   "解决率",   "化解率",   "知晓率",
    "问题整改率", "问题解决率", "监测",     "检查",     "培训",     "演练",
    "研判",       "督导",       "学习",     "会议",     "比赛",     "竞赛",
    "讲座",       "调研",       "宣讲",     "评估",     "考核",     "测试",
    "自查",       "抽查",       "巡查"};
/* Clear only with a level of schooling: 中职招生. */
static const char *const of_a_kind[] = {"招生",   "招生规模", "毛入学率",
                                        "入学率", "升学率",   "巩固率"};
/* Before a general word they say no more of it: 参赛学生, 接入学校, 家长满意度. */
static const char *const linking[] = {"参赛", "参与", "参加", "参训", "接入", "覆盖",
                                      "受益", "惠及", "服务", "涉及", "入库", "入选",
                                      "家长", "群众", "学生", "抽测", "试点", "培训",
                                      "邀请", "重点", "重大"};

static const struct {
    const char *unit, *family;
    double factor;
} families[] = {
    {"所", "个", 1},    {"处", "个", 1},       {"家", "个", 1},
    {"座", "个", 1},    {"课时", "课时", 1},   {"学时", "课时", 1},
    {"节", "课时", 1},  {"斤", "吨", 0.0005},  {"公斤", "吨", 0.001},
    {"克", "吨", 1e-6}, {"米", "公里", 0.001}, {"厘米", "公里", 1e-5},
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool fits(Slice text, Slice word, bool at_end) {
    return at_end ? slice_ends(text, word) : slice_starts(text, word);
}

static size_t longest_verb(Slice text, bool at_end, unsigned *senses) {
    size_t length = 0;
    for (size_t i = 0; i < COUNT(verbs); i++) {
        Slice word = slice_of(verbs[i].word);
        if (word.n > length && fits(text, word, at_end)) {
            length = word.n;
            *senses = verbs[i].senses;
        }
    }
    return length;
}

static size_t longest(Slice text, const char *const *words, size_t n) {
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        Slice word = slice_of(words[i]);
        if (word.n > length && slice_starts(text, word))
            length = word.n;
    }
    return length;
}

size_t verb_start(Slice text, unsigned *senses) {
    return longest_verb(text, false, senses);
}

size_t verb_end(Slice text, unsigned *senses) {
    return longest_verb(text, true, senses);
}

size_t tail_end(Slice text, IndicatorTail *tail) {
    size_t length = 0;
    for (size_t i = 0; i < COUNT(tails); i++) {
        Slice word = slice_of(tails[i].word);
        if (word.n > length && slice_ends(text, word)) {
            length = word.n;
            *tail = tails[i].tail;
        }
    }
    for (size_t i = 0; i < COUNT(no_tails); i++)
        if (slice_of(no_tails[i]).n > length && slice_ends(text, slice_of(no_tails[i])))
            return 0;
    return length;
}

size_t enumerator_start(Slice text) {
    static const char *const figures[] = {"一", "二", "三", "四", "五",
                                          "六", "七", "八", "九", "十"};
    size_t at = 0;
    for (size_t n = longest(text, figures, COUNT(figures)); n;
         n = longest(slice_sub(text, at, text.n), figures, COUNT(figures)))
        at += n;
    Slice rest = slice_sub(text, at, text.n);
    bool enumerates = slice_starts(rest, S("是")) || slice_starts(rest, S("要"));
    return at && enumerates ? at + S("是").n : 0;
}

size_t light_start(Slice text) {
    if (longest(text, no_lights, COUNT(no_lights)))
        return 0;
    return longest(text, lights, COUNT(lights));
}

/* Asked at every place of a phrase: most begin with none of the three. */
size_t per_start(Slice text) {
    if (!slice_starts(text, S("每")) && !slice_starts(text, S("年均")) &&
        !slice_starts(text, S("月均")))
        return 0;
    return longest(text, pers, COUNT(pers));
}

Slice per_norm(Slice per) {
    for (size_t i = 0; i < COUNT(per_norms); i++)
        if (slice_equal(per, slice_of(per_norms[i].word)))
            return slice_of(per_norms[i].norm);
    return per;
}

size_t kind_start(Slice text, bool share, const char **kind) {
    size_t length = 0;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        Slice word = slice_of(kinds[i].word);
        Slice rest = slice_sub(text, word.n, text.n);
        bool bounds = slice_starts(rest, S("以")) || slice_starts(rest, S("及以")) ||
                      slice_starts(rest, S("生"));
        if (word.n > length && slice_starts(text, word) && !bounds &&
            !(share && kinds[i].count_only)) {
            length = word.n;
            *kind = kinds[i].kind;
        }
    }
    return length;
}

static bool is_one_of(Slice text, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (slice_equal(text, slice_of(words[i])))
            return true;
    return false;
}

Slice indicator_synonym(Slice core, const IndicatorWords *words) {
    if (slice_equal(words->per, S("每天")) && slice_equal(words->unit, S("分钟")) &&
        is_one_of(core, exercises, COUNT(exercises)))
        return S("体育活动");
    for (size_t i = 0; i < COUNT(synonyms); i++) {
        bool meant = synonyms[i].senses == 0 || (synonyms[i].senses & words->senses) != 0;
        if (meant && slice_equal(core, slice_of(synonyms[i].word)))
            return slice_of(synonyms[i].norm);
    }
    return core;
}

static bool is_general_word(Slice core) {
    return is_one_of(core, vague, COUNT(vague)) ||
           is_one_of(core, general, COUNT(general));
}

bool indicator_is_general(Slice core, unsigned senses) {
    size_t linked = longest(core, linking, COUNT(linking));
    if (linked && is_general_word(slice_sub(core, linked, core.n)))
        return true;
    return is_one_of(core, vague, COUNT(vague)) ||
           ((senses & (unsigned)TELLING) == 0 &&
            is_one_of(core, general, COUNT(general)));
}

/* Less of it is more demanding, even where no plan says so. */
bool indicator_is_burden(Slice core) {
    static const char *const burdens[] = {
        "失业率", "近视率", "肥胖率", "辍学率", "流失率", "死亡率",
        "发病率", "事故",   "投诉",   "信访量", "班额",   "负担",
        "能耗",   "排放",   "成本",   "费用",   "作业",   "价格"};
    for (size_t i = 0; i < COUNT(burdens); i++)
        if (slice_contains(core, slice_of(burdens[i])))
            return true;
    return false;
}

bool indicator_needs_kind(Slice core) {
    return is_one_of(core, of_a_kind, COUNT(of_a_kind));
}

bool verb_in_noun(Slice behind) {
    static const char *const nouns[] = {"额", "量", "率", "数", "值", "度", "费", "款"};
    return longest(behind, nouns, COUNT(nouns)) > 0;
}

Slice indicator_unit(Slice unit, double *factor) {
    *factor = 1;
    for (size_t i = 0; i < COUNT(families); i++)
        if (slice_equal(unit, slice_of(families[i].unit))) {
            *factor = families[i].factor;
            return slice_of(families[i].family);
        }
    return unit;
}
