"""Invented names: people, companies, public bodies, banks and groups, in Chinese with their English form.

Every table is a string of `字:pinyin` or `中文:English` entries. Names repeat, as in life; numbers do not.
"""

import numpy as np
import polars as pl

from seed.demo.draws import Rng, pick

SURNAMES = (
    "王:Wang 李:Li 张:Zhang 刘:Liu 陈:Chen 杨:Yang 黄:Huang 赵:Zhao 吴:Wu 周:Zhou 徐:Xu 孙:Sun 马:Ma "
    "朱:Zhu 胡:Hu 郭:Guo 何:He 高:Gao 林:Lin "
    "罗:Luo 郑:Zheng 梁:Liang 谢:Xie 宋:Song 唐:Tang 许:Xu 韩:Han 冯:Feng 邓:Deng 曹:Cao 彭:Peng "
    "曾:Zeng 肖:Xiao 田:Tian 董:Dong 袁:Yuan "
    "潘:Pan 于:Yu 蒋:Jiang 蔡:Cai 余:Yu 杜:Du 叶:Ye 程:Cheng 苏:Su 魏:Wei 吕:Lü 丁:Ding 任:Ren "
    "沈:Shen 姚:Yao 卢:Lu 姜:Jiang 崔:Cui "
    "钟:Zhong 谭:Tan 陆:Lu 汪:Wang 范:Fan 金:Jin 石:Shi 廖:Liao 贾:Jia 夏:Xia"
)
GIVEN = (
    "伟:wei 芳:fang 娜:na 敏:min 静:jing 丽:li 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 艳:yan 杰:jie "
    "娟:juan 涛:tao 明:ming 超:chao 秀:xiu "
    "霞:xia 平:ping 刚:gang 桂:gui 英:ying 华:hua 玉:yu 兰:lan 红:hong 建:jian 国:guo 文:wen 志:zhi "
    "海:hai 波:bo 辉:hui 鹏:peng 飞:fei "
    "宇:yu 浩:hao 轩:xuan 子:zi 涵:han 欣:xin 怡:yi 雨:yu 晨:chen 梦:meng 琪:qi 佳:jia 思:si 嘉:jia "
    "俊:jun 豪:hao 天:tian 博:bo 瑞:rui "
    "泽:ze 诗:shi 梓:zi 萱:xuan 雪:xue 婷:ting 慧:hui 莉:li 颖:ying 倩:qian 薇:wei 蕾:lei 洁:jie "
    "琳:lin 晶:jing 岚:lan 凯:kai 斌:bin "
    "峰:feng 宁:ning 亮:liang 健:jian 龙:long 林:lin 东:dong 立:li 新:xin 春:chun 冬:dong 永:yong "
    "福:fu 德:de 成:cheng 庆:qing 光:guang "
    "安:an 世:shi 家:jia 振:zhen 宏:hong 大:da 学:xue 荣:rong 正:zheng 义:yi 祥:xiang 和:he 清:qing "
    "元:yuan 良:liang 友:you 青:qing "
    "楠:nan 凡:fan 乐:le 一:yi 诺:nuo 可:ke 心:xin 睿:rui 阳:yang 航:hang 彤:tong 悦:yue 妍:yan 君:jun 雅:ya 卓:zhuo 然:ran"
)
BRAND = (
    "华:hua 盛:sheng 恒:heng 泰:tai 瑞:rui 丰:feng 宏:hong 远:yuan 鑫:xin 隆:long 嘉:jia 信:xin "
    "安:an 达:da 通:tong 联:lian 众:zhong "
    "合:he 天:tian 成:cheng 金:jin 源:yuan 正:zheng 大:da 新:xin 宇:yu 博:bo 雅:ya 德:de 润:run "
    "海:hai 川:chuan 东:dong 方:fang 凯:kai "
    "旺:wang 元:yuan 顺:shun 永:yong 昌:chang"
)
PLACES = (
    "上海:Shanghai 杭州:Hangzhou 苏州:Suzhou 南京:Nanjing 宁波:Ningbo 广州:Guangzhou 深圳:Shenzhen "
    "佛山:Foshan 厦门:Xiamen 福州:Fuzhou "
    "北京:Beijing 天津:Tianjin 青岛:Qingdao 济南:Jinan 大连:Dalian 成都:Chengdu 重庆:Chongqing "
    "西安:Xi'an 武汉:Wuhan 长沙:Changsha"
)
TRADES: dict[str, str] = {
    "manufacturing": "机械:Machinery 精密制造:Precision_Manufacturing 汽车零部件:Auto_Parts 纺织:Textile "
    "电器:Electric_Appliance 化工:Chemical",
    "wholesale_retail": "商贸:Trading 百货:Department_Store 进出口:Import_and_Export 医药:Pharmaceutical_Trading",
    "real_estate": "房地产开发:Real_Estate_Development 置业:Properties",
    "construction": "建设工程:Construction_Engineering 建筑安装:Building_and_Installation",
    "transport": "物流:Logistics 航运:Shipping 运输:Transport",
    "energy": "能源:Energy 电力:Electric_Power 燃气:Gas",
    "mining": "矿业:Mining",
    "agriculture": "农业科技:Agricultural_Technology 食品:Food",
    "technology": "信息技术:Information_Technology 软件:Software 电子科技:Electronic_Technology",
    "leasing_services": "租赁:Leasing 咨询服务:Consulting_Services",
    "public_works": "水务:Water 环境工程:Environmental_Engineering",
    "health_education": "医疗:Medical 教育科技:Education_Technology",
}
BODIES: dict[str, str] = {
    "government": "财政局:Finance_Bureau 住房公积金中心:Housing_Fund_Centre 税务局:Tax_Bureau "
    "社会保险中心:Social_Insurance_Centre",
    "health_education": "第一人民医院:First_People's_Hospital 中心医院:Central_Hospital 第三中学:No.3_Middle_School "
    "理工学院:Institute_of_Technology",
    "public_works": "水务局:Water_Bureau 园林管理处:Parks_Office 城市管理中心:City_Management_Centre",
}
FINANCIALS = "银行:Bank 农村商业银行:Rural_Commercial_Bank 证券:Securities 基金管理:Fund_Management 信托:Trust 财务:Finance"
REGIONS: tuple[tuple[str, str, str], ...] = (  # each with its branches' cities
    ("华东", "East China", "上海:Shanghai 杭州:Hangzhou 南京:Nanjing 苏州:Suzhou 宁波:Ningbo"),
    ("华南", "South China", "广州:Guangzhou 深圳:Shenzhen 佛山:Foshan 东莞:Dongguan 珠海:Zhuhai"),
    ("华北", "North China", "北京:Beijing 天津:Tianjin 济南:Jinan 青岛:Qingdao 太原:Taiyuan"),
    ("西部", "Western China", "西安:Xi'an 兰州:Lanzhou 乌鲁木齐:Urumqi 银川:Yinchuan 西宁:Xining"),
    ("华中", "Central China", "武汉:Wuhan 长沙:Changsha 郑州:Zhengzhou 南昌:Nanchang 合肥:Hefei"),
    ("西南", "South-West China", "成都:Chengdu 重庆:Chongqing 昆明:Kunming 贵阳:Guiyang 南宁:Nanning"),
    ("东北", "North-East China", "沈阳:Shenyang 大连:Dalian 长春:Changchun 哈尔滨:Harbin 吉林:Jilin"),
    ("海西", "Fujian Coast", "厦门:Xiamen 福州:Fuzhou 泉州:Quanzhou 温州:Wenzhou 汕头:Shantou"),
)
STREETS = (
    "人民路:Renmin_Road 中山路:Zhongshan_Road 解放路:Jiefang_Road 建设路:Jianshe_Road "
    "和平路:Heping_Road 新华路:Xinhua_Road 滨江:Binjiang "
    "城东:Chengdong 城西:Chengxi 城南:Chengnan 城北:Chengbei 高新区:High-tech_Zone "
    "开发区:Development_Zone 湖滨:Hubin 金融街:Finance_Street "
    "科技园:Science_Park 大学城:University_Town 火车站:Railway_Station 东门:East_Gate 西湖:Xihu "
    "新城:New_Town 古城:Old_Town 港口:Port "
    "机场路:Airport_Road 迎宾路:Yingbin_Road 长江路:Changjiang_Road 黄河路:Huanghe_Road "
    "文化路:Wenhua_Road 花园路:Huayuan_Road 朝阳:Chaoyang"
)


def both(table: str) -> tuple[pl.Series, pl.Series]:
    """The Chinese and the English column of a table."""
    entries = [entry.partition(":") for entry in table.split()]
    return pl.Series([zh for zh, _, _ in entries]), pl.Series([en.replace("_", " ") for _, _, en in entries])


def listed(table: str) -> list[tuple[str, str]]:
    zh, en = both(table)
    return list(zip(zh.to_list(), en.to_list(), strict=True))


def _drawn(rng: Rng, table: str, count: int) -> tuple[pl.Series, pl.Series]:
    zh, en = both(table)
    at = rng.integers(0, len(zh), count)
    return pick(zh, at), pick(en, at)


def people(rng: Rng, count: int) -> tuple[pl.Series, pl.Series]:
    """Personal names: 张晓明 and Zhang Xiaoming; a quarter have a given name of one character."""
    surname, given, second = (_drawn(rng, table, count) for table in (SURNAMES, GIVEN, GIVEN))
    one = pl.Series(rng.random(count) < 0.25)
    blank = pl.Series([""]).new_from_index(0, count)
    tail_zh, tail_en = blank.zip_with(one, second[0]), blank.zip_with(one, second[1])
    return surname[0] + given[0] + tail_zh, surname[1] + " " + (given[1] + tail_en).str.to_titlecase()


def brands(rng: Rng, count: int) -> tuple[pl.Series, pl.Series]:
    """Two-character trade names: 华盛 and Huasheng."""
    first, second = _drawn(rng, BRAND, count), _drawn(rng, BRAND, count)
    return first[0] + second[0], (first[1] + second[1]).str.to_titlecase()


def companies(rng: Rng, count: int, trades: str) -> tuple[pl.Series, pl.Series]:
    """上海华盛机械有限公司 and Shanghai Huasheng Machinery Co., Ltd."""
    place, brand, trade = _drawn(rng, PLACES, count), brands(rng, count), _drawn(rng, trades, count)
    return place[0] + brand[0] + trade[0] + "有限公司", place[1] + " " + brand[1] + " " + trade[1] + " Co., Ltd."


def public_bodies(rng: Rng, count: int, kinds: str) -> tuple[pl.Series, pl.Series]:
    """杭州市财政局 and Hangzhou Finance Bureau."""
    place, kind = _drawn(rng, PLACES, count), _drawn(rng, kinds, count)
    return place[0] + "市" + kind[0], place[1] + " " + kind[1]


def financials(rng: Rng, count: int) -> tuple[pl.Series, pl.Series]:
    """宁波泰丰证券股份有限公司 and Ningbo Taifeng Securities Corp."""
    place, brand, kind = _drawn(rng, PLACES, count), brands(rng, count), _drawn(rng, FINANCIALS, count)
    return place[0] + brand[0] + kind[0] + "股份有限公司", place[1] + " " + brand[1] + " " + kind[1] + " Corp."


def groups(rng: Rng, count: int) -> tuple[pl.Series, pl.Series]:
    place, brand = _drawn(rng, PLACES, count), brands(rng, count)
    return place[0] + brand[0] + "集团", place[1] + " " + brand[1] + " Group"


def scattered(count: int, at: np.ndarray, words: pl.Series, into: pl.Series | None = None) -> pl.Series:
    """`into` (or empty strings) with `words` put at these places."""
    column = into if into is not None else pl.Series([""]).new_from_index(0, count)
    return column.scatter(pl.Series(at.astype(np.int64)), words)
