"""Words of which names of bodies, places, meetings and documents are made, in Chinese and English.

An English word is given by the beginning that its forms share.
"""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = """
中共 communist party china|cpc; 共产党 communist party|cp; 中国 china|chinese; 党 party; 党的 party;
党中央 party central committee; 中央 central; 委员会 committee|commission|council; 委 committee;
省委 provincial committee; 市委 municipal committee; 县委 county committee; 全体 plenary|all;
会议 session|meeting|conference; 全会 plenary session; 中全会 plenary session;
大会 congress|conference|assembly|meeting; 代表大会 congress; 代表 congress|delegat|representative;
代表团 delegation; 人民 people; 公社 commune; 自治区 autonomous region; 自治州 autonomous prefecture;
自治县 autonomous county; 省 provinc; 市 city|municipal; 县 county; 区 district|region|area;
地区 prefecture|region|area; 专区 prefecture|district; 州 prefecture|state; 盟 league; 旗 banner; 乡 township;
镇 town; 村 village; 工作 work; 国 republic|state; 决议 resolution; 决定 decision; 公报 communiq; 报告 report;
指示 instruction|directive; 宪法 constitution|charter; 宣言 declaration|manifesto; 条例 regulation; 条约 treaty;
协定 agreement; 法 law; 纲领 program; 纲要 outline; 关于 on|concerning; 若干 several|some;
问题 question|problem; 整顿 rectif; 巩固 consolidat; 健全 improv; 建设 construct|build; 支援 support|aid;
钢铁 iron steel; 钢 steel; 铁 iron; 公司 company|corporation; 银行 bank; 大学 university;
学院 college|institute; 科学 scien; 科学院 academy sciences; 研究 research; 研究所 institute;
部 ministry|department; 局 bureau|office; 厅 department; 社 agency|society|cooperative; 通讯社 news agency;
通讯 news; 报 daily|newspaper|news; 日报 daily; 共和国 republic; 政府 government; 战役 campaign|battle;
运动 movement|campaign; 革命 revolution; 起义 uprising; 战争 war; 军 army|force; 解放军 liberation army;
解放 liberation; 军区 military; 海 sea; 河 river; 江 river; 山 mountain|mount; 湖 lake; 路 road; 街 street;
岛 island; 油田 oilfield|oil; 东 east; 南 south; 西 west; 北 north; 内 inner; 蒙古 mongolia;
内蒙古 inner mongolia; 回族 hui; 维吾尔 uyghur|uighur|uygur; 壮族 zhuang; 西藏 tibet; 藏族 tibetan;
苏联 soviet union|ussr; 苏 soviet; 美国 united states|america|american|us; 英国 britain|british|england;
法国 france|french; 德国 german; 日本 japan; 朝鲜 korea; 越南 vietnam; 印度 india; 香港 hong kong;
澳门 macao|macau; 台湾 taiwan|formosa; 北京 beijing|peking|peiping; 工人 worker; 工 labour|labor|worker;
农民 peasant|farmer; 青年 youth; 妇女 women; 学生 student; 保守 conservativ; 联合会 federation|union;
联合 united|joint; 联合国 united nations; 协会 association; 全国 national|all-china; 国家 state|national;
国际 international; 民主 democratic; 政治 political; 协商 consultative; 政协 political consultative conference;
筹备会 preparatory committee; 筹备 preparat; 组织 organi; 新 new; 新华 xinhua|hsinhua; 世界 world; 和平 peace;
文化 culture|cultural; 教育 educat; 经济 econom; 财政 financ; 贸易 trade; 外交 foreign;
外交部 ministry foreign affairs; 农业 agricult; 工业 industr; 商业 commerce; 铁道 railway; 计划 plan|planning;
常务 standing; 主席团 presidium; 生产 production; 大队 brigade; 队 team|brigade; 钻井 drilling;
钻井队 drilling team; 厂 factory|plant|mill|works; 矿 mine; 学校 school; 医院 hospital; 大会堂 great hall;
人民大会堂 great hall people; 广场 square; 长江 yangtze; 黄河 yellow river; 主席 chairman|president;
总理 premier|prime; 同志 comrade; 总统 president; 夫人 mrs|madame; 先生 mr; 书记 secretary; 次 -; 届 -; 的 -;
第 -; 一 first|one; 二 second|two; 三 third|three; 四 fourth|four; 五 fifth|five; 六 sixth|six;
七 seventh|seven; 八 eighth|eight; 九 ninth|nine; 十 tenth|ten; 字 character; 八字 eight-character;
思想 thought
"""


def _table() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for entry in _WORDS.replace("\n", ";").split(";"):
        if entry.strip():
            term, _, words = entry.strip().partition(" ")
            found[term] = tuple(tuple(way.split()) for way in words.split("|")) if words != "-" else ()
    return found


#: A Chinese word: the ways to say it, each a row of beginnings of English words; none for what English leaves out.
GENERIC: Mapping[str, tuple[tuple[str, ...], ...]] = _table()

#: The beginnings of all words by which names are said to be of some kind: none of them is a sound written in letters.
BEGINNINGS = tuple(sorted({word for ways in GENERIC.values() for way in ways for word in way if len(word) > 3}))
