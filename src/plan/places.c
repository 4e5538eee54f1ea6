/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Provinces and the prefectures in them, by their short names (without 省, 市, 地区). The
 * rank behind the name is read from the text, so that 吉林省 and 吉林市 do not meet. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/places.h"

static const struct {
    const char *name, *full; /* 河北, 河北省 */
    const char *prefectures; /* short names, with blanks between; autonomous ones up to
                                what tells them apart */
} provinces[] = {
    {"北京", "北京市", ""},
    {"天津", "天津市", ""},
    {"上海", "上海市", ""},
    {"重庆", "重庆市", ""},
    {"河北", "河北省", "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水"},
    {"山西", "山西省", "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁"},
    {"内蒙古", "内蒙古自治区",
     "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善"},
    {"辽宁", "辽宁省",
     "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛"},
    {"吉林", "吉林省", "长春 吉林 四平 辽源 通化 白山 松原 白城 延边"},
    {"黑龙江", "黑龙江省",
     "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭"},
    {"江苏", "江苏省",
     "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁"},
    {"浙江", "浙江省", "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水"},
    {"安徽", "安徽省",
     "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城"},
    {"福建", "福建省", "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德"},
    {"江西", "江西省", "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶"},
    {"山东", "山东省",
     "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽"},
    {"河南", "河南省",
     "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店"},
    {"湖北", "湖北省",
     "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施"},
    {"湖南", "湖南省",
     "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西"},
    {"广东", "广东省",
     "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮"},
    {"广西", "广西壮族自治区",
     "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左"},
    {"海南", "海南省", "海口 三亚 三沙 儋州"},
    {"四川", "四川省",
     "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山"},
    {"贵州", "贵州省", "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南"},
    {"云南", "云南省",
     "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆"},
    {"西藏", "西藏自治区", "拉萨 日喀则 昌都 林芝 山南 那曲 阿里"},
    {"陕西", "陕西省", "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛"},
    {"甘肃", "甘肃省",
     "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南"},
    {"青海", "青海省", "西宁 海东 海北 黄南 海南 果洛 玉树 海西"},
    {"宁夏", "宁夏回族自治区", "银川 石嘴山 吴忠 固原 中卫"},
    {"新疆", "新疆维吾尔自治区",
     "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰"},
    {"台湾", "台湾省", ""},
    {"香港", "香港特别行政区", ""},
    {"澳门", "澳门特别行政区", ""},
};

enum { PROVINCES = sizeof provinces / sizeof *provinces };

/* Ranks of places by their last characters, longer ones first. */
static const struct {
    const char *rank, *level;
} ranks[] = {
    {"特别行政区", "province"},
    {"自治区", "province"},
    {"自治州", "city"},
    {"自治县", "county"},
    {"自治旗", "county"},
    {"开发区", "county"},
    {"地区", "city"},
    {"新区", "county"},
    {"林区", "county"},
    {"特区", "county"},
    {"省", "province"},
    {"市", "city"},
    {"州", "city"},
    {"盟", "city"},
    {"区", "county"},
    {"县", "county"},
    {"旗", "county"},
};

enum { RANKS = sizeof ranks / sizeof *ranks, NAME_RUNES = 12 };

static bool names_prefecture(size_t province, Slice name) {
    Cut cut = {.tail = slice_of(provinces[province].prefectures), .found = true};
    while (cut.found) {
        cut = slice_cut(cut.tail, S(" "));
        if (cut.head.n && slice_starts(name, cut.head))
            return true;
    }
    return false;
}

static size_t province_of_prefecture(Slice name) {
    for (size_t i = 0; i < PROVINCES; i++) {
        if (names_prefecture(i, name))
            return i;
    }
    return SIZE_MAX;
}

/* "河北省", "新疆维吾尔自治区", also "新疆自治区"; how many bytes of text it takes. */
static size_t province_at(Slice text, size_t *length) {
    for (size_t i = 0; i < PROVINCES; i++) {
        Slice name = slice_of(provinces[i].name), full = slice_of(provinces[i].full);
        Slice rest = slice_sub(text, name.n, text.n);
        bool whole = slice_starts(text, full);
        if (!whole && !(slice_starts(text, name) && slice_starts(rest, S("自治区"))))
            continue;
        *length = whole ? full.n : name.n + strlen("自治区");
        return i;
    }
    return SIZE_MAX;
}

typedef struct {
    size_t length; /* bytes with the rank; 0: none */
    const char *level;
} Named;

/* Words that no place name holds: a name that runs into one is none. */
static bool starts_other_word(Slice text) {
    static const char *const words[] = {"委",   "厅",   "局",   "部",   "办",
                                        "关于", "教育", "体育", "工作", "全面",
                                        "人民", "政府", "印发"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_starts(text, slice_of(words[i])))
            return true;
    }
    return false;
}

/* 福州 in 福州市: what looks like a rank is part of the name when another rank follows.
 */
static bool rank_follows(Slice text) {
    return slice_starts(text, S("市")) || slice_starts(text, S("县")) ||
           slice_starts(text, S("区")) || slice_starts(text, S("省")) ||
           slice_starts(text, S("地区"));
}

/* A name of Han characters with its rank behind, at the start of text: the shortest. A
 * bare 市区 or 全市 is no place. */
static Named named_place(Slice text) {
    size_t at = 0;
    for (size_t runes = 0; at < text.n && runes < NAME_RUNES; runes++) {
        Slice rest = slice_sub(text, at, text.n);
        for (size_t i = 0; i < RANKS && runes >= 1; i++) {
            Slice rank = slice_of(ranks[i].rank);
            bool short_name = runes < 2 && rank.n > strlen("县");
            if (short_name || !slice_starts(rest, rank) ||
                rank_follows(slice_sub(rest, rank.n, rest.n)))
                continue;
            return (Named){at + rank.n, ranks[i].level};
        }
        Rune rune = utf8_decode(text, at);
        if (!rune_is_han(rune.rune) || starts_other_word(rest))
            return (Named){0};
        at += rune.length;
    }
    return (Named){0};
}

static bool is_masked(Slice text) {
    static const char *const masks[] = {"某", "全", "我", "各", "本", "该"};
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        if (slice_starts(text, slice_of(masks[i])))
            return true;
    }
    return false;
}

Place place_of_name(Slice name) {
    Place place = {0};
    size_t length = 0;
    size_t province = province_at(name, &length);
    if (province != SIZE_MAX)
        place.level = "province";
    while (length < name.n && !is_masked(slice_sub(name, length, name.n))) {
        Slice rest = slice_sub(name, length, name.n);
        Named next = named_place(rest);
        if (next.length == 0)
            break;
        bool city = strcmp(next.level, "city") == 0;
        size_t home = city ? province_of_prefecture(rest) : SIZE_MAX;
        /* A second city behind a first, or one that no province has, is of county rank.
         */
        bool small = city && (home == SIZE_MAX ||
                              (place.level && strcmp(place.level, "city") == 0));
        if (home != SIZE_MAX && province == SIZE_MAX)
            province = home;
        place.level = small ? "county" : next.level;
        length += next.length;
        if (strcmp(place.level, "county") == 0)
            break;
    }
    place.region = slice_sub(name, 0, length);
    if (province != SIZE_MAX)
        place.province = slice_of(provinces[province].full);
    return place;
}
