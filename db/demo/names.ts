import type { Random } from './random'

/** Invented names. Nobody and nothing here exists. */

export const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯于董萧程',
  ...'曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范',
]
export const surnamesEn = [
  ...'Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Luo Liang Song Zheng Xie Han Tang Feng Yu Dong Xiao Cheng'.split(
    ' ',
  ),
  ...'Cao Yuan Deng Xu Fu Shen Zeng Peng Lv Su Lu Jiang Cai Jia Ding Wei Xue Ye Yan Yu Pan Du Dai Xia Zhong Wang Tian Ren Jiang Fan'.split(
    ' ',
  ),
]

export const givenCharacters = [
  ...'知夏栖珩岚越声宁安禾苒溪予沐晴朗舒言若初清妍可欣怡然子墨书瑶思远明诚',
  ...'嘉树景行映雪念慈一诺梓桐雨桐晓筠竹茵芷蘅采薇听澜望舒星野月白槿桑榆枫',
  ...'柏松川屿洲汀帆舟鹿鸣鹤和煦暖晨曦霁霖露霜秋冬青蓝素锦绣绮罗纹弦歌韵',
  ...'乐琪琳玥珂璟琬瑾瑜璇',
]
  .filter((c, i, all) => all.indexOf(c) === i)
  .slice(0, 120)

const englishGiven =
  'Grace Lily Kevin Jason Amy Daniel Fiona Leo Vivian Oscar Nina Eric Stella Martin Chloe Simon Ivy Felix Iris Adam Mia Owen Hazel Victor Alice Bruce Clara Derek Elsa Frank Helen Irene Jasper Karen Lucas Megan Nolan Olive Peter Rose'.split(
    ' ',
  )

export type MadeName = { displayName: string; english: boolean }

/** A person's name: a surname with one or two given characters, or (8 %) an English given name with the surname in pinyin. */
export function personName(random: Random): MadeName {
  const at = random.int(0, surnames.length - 1)
  if (random.chance(0.08)) return { displayName: `${random.pick(englishGiven)} ${surnamesEn[at]}`, english: true }
  const first = random.pick(givenCharacters)
  const second = random.chance(0.78) ? random.pick(givenCharacters) : ''
  return { displayName: `${surnames[at]}${first}${second}`, english: false }
}

export type Place = { zh: string; en: string }
const place = (pair: string): Place => {
  const [zh = '', en = ''] = pair.split(' ')
  return { zh, en }
}
const placed = (pairs: string): Place[] => pairs.split('·').map(place)

/** The invented quarters of each district; a quarter gives its name to groups, venues and streets. */
export const placesByDistrict: Record<string, Place[]> = {
  '330102': placed('望澜 Wanglan·云壑 Yunhe·晴岚 Qinglan·棠里 Tangli·星垂 Xingchui'),
  '330105': placed('南陌 Nanmo·藕堤 Oudi·桐荫 Tongyin·归帆 Guifan'),
  '330106': placed('听松 Tingsong·沐桥 Muqiao·青檐 Qingyan·北汀 Beiting·疏影 Shuying'),
  '330108': placed('暖汐 Nuanxi·岚屿 Lanyu·霁川 Jichuan·照水 Zhaoshui'),
  '330109': placed('知渡 Zhidu·橘岸 Ju’an·渔歌 Yuge·麦垄 Mailong·溪午 Xiwu'),
  '330110': placed('澄溪 Chengxi·栖石 Qishi·临渚 Linzhu·苇间 Weijian·碧寻 Bixun'),
  '330111': placed('半亩 Banmu·檀屏 Tanping·鹤洲 Hezhou'),
  '330112': placed('竹涧 Zhujian·松间 Songjian·枕流 Zhenliu'),
  '330113': placed('拾光 Shiguang·蓼汀 Liaoting·砚池 Yanchi·梧岸 Wu’an'),
  '330114': placed('牧云 Muyun·远汀 Yuanting·石漪 Shiyi'),
  '330122': placed('荷隐 Heyin·枫渡 Fengdu'),
  '330127': placed('舟停 Zhouting·芷岸 Zhi’an'),
  '330182': placed('雪坞 Xuewu·溯溪 Suxi'),
}
/** Names for what belongs to the whole city. */
export const cityPlace: Place = { zh: '之城', en: 'Zhicheng' }

export type GroupTheme = { zh: string; en: string; seal: string; kinds: string[]; zhPurpose: string; enPurpose: string }
const theme = (zh: string, en: string, seal: string, kinds: string, zhPurpose: string, enPurpose: string): GroupTheme => ({
  zh,
  en,
  seal,
  kinds: kinds.split(' '),
  zhPurpose,
  enPurpose,
})

/** What a chapter is for: the ending of its name, the character of its seal, the kinds it mostly does. */
export const groupThemes: GroupTheme[] = [
  theme(
    '悦读分会',
    'Readers’ Chapter',
    '读',
    'LEARN TALK',
    '一起读书、写作，把读到的讲给邻居听。',
    'We read and write together, and tell our neighbours what we found.',
  ),
  theme(
    '公益分会',
    'Volunteers’ Chapter',
    '益',
    'VOLUNTEER',
    '把周末的两小时变成社区里看得见的小事。',
    'We turn two weekend hours into small things the neighbourhood can see.',
  ),
  theme(
    '影像社',
    'Images',
    '影',
    'CULTURE HERITAGE',
    '用照片和短片记录正在变化的街区。',
    'We record changing streets in photographs and short films.',
  ),
  theme(
    '合唱社',
    'Choir',
    '唱',
    'CULTURE SOCIAL',
    '每周排练一次，不考核，爱唱就来。',
    'One rehearsal a week, no audition; come if you like to sing.',
  ),
  theme(
    '律善社',
    'Law for Good',
    '律',
    'DEVELOP TALK VOLUNTEER',
    '为小微企业和街坊邻居讲明白常见的法律问题。',
    'Everyday law explained to small firms and neighbours.',
  ),
  theme(
    '财税分会',
    'Finance Chapter',
    '税',
    'DEVELOP TRAIN',
    '会计、税务与融资的同行交流和义务咨询。',
    'Accountants and advisers who share practice and help for free.',
  ),
  theme(
    '文史分会',
    'Local History Chapter',
    '史',
    'HERITAGE LEARN',
    '寻访老街、口述与方志，留下城市的细节。',
    'We trace old streets, memories and gazetteers, and keep the details.',
  ),
  theme('远足社', 'Walkers', '行', 'VISIT CULTURE SOCIAL', '走得慢一点，看得多一点。', 'We walk a little slower and see a little more.'),
  theme(
    '设计分会',
    'Designers’ Chapter',
    '设',
    'LEARN DEVELOP',
    '设计师的互评、开放日和公共空间小改造。',
    'Critiques, open studios and small changes to public places.',
  ),
  theme(
    '创业分会',
    'Founders’ Chapter',
    '创',
    'DEVELOP TALK MENTOR',
    '创业者互相出主意，也互相提醒。',
    'Founders who advise one another, and warn one another.',
  ),
  theme(
    '青年分会',
    'Young Members’ Chapter',
    '青',
    'SOCIAL VOLUNTEER TRAIN',
    '在这座城市认识人、做点事。',
    'Meet people in this city and do something together.',
  ),
  theme(
    '医护分会',
    'Health Chapter',
    '医',
    'VOLUNTEER TALK',
    '义诊、急救培训和健康科普。',
    'Free check-ups, first-aid courses and plain talk on health.',
  ),
  theme(
    '教师分会',
    'Teachers’ Chapter',
    '师',
    'LEARN MENTOR',
    '老师们的备课会、公开课和课后陪伴。',
    'Teachers who plan together, open their lessons and stay after school.',
  ),
  theme(
    '手作社',
    'Makers',
    '作',
    'CULTURE SOCIAL',
    '木工、陶土、布艺：动手的人总有话聊。',
    'Wood, clay and cloth: people who make things always have something to talk about.',
  ),
  theme(
    '数智分会',
    'Digital Chapter',
    '数',
    'LEARN TRAIN',
    '工程师与好奇的人，一起弄懂新工具。',
    'Engineers and the curious, working out new tools together.',
  ),
  theme(
    '园艺社',
    'Gardeners',
    '园',
    'CULTURE VOLUNTEER',
    '阳台、社区花园和一点点耐心。',
    'Balconies, community gardens and a little patience.',
  ),
  theme(
    '骑行社',
    'Cyclists',
    '骑',
    'CULTURE VISIT',
    '城市绿道与近郊山路，按体力分组。',
    'Greenways and hill roads, in groups by strength.',
  ),
  theme('戏剧社', 'Theatre', '戏', 'CULTURE LEARN', '读剧、排戏，一年演两次。', 'We read plays, rehearse, and perform twice a year.'),
  theme(
    '亲子分会',
    'Families’ Chapter',
    '亲',
    'SOCIAL LEARN VOLUNTEER',
    '大人和孩子都有事做的周末。',
    'Weekends with something for adults and children alike.',
  ),
  theme(
    '议事会',
    'Forum',
    '议',
    'CONSULT',
    '把身边的问题聊成一份可以落地的建议。',
    'We talk local problems into proposals that can be done.',
  ),
  theme('工程师分会', 'Engineers’ Chapter', '工', 'LEARN TRAIN VISIT', '现场、图纸和真问题。', 'Sites, drawings and real problems.'),
  theme(
    '新媒体分会',
    'Media Chapter',
    '媒',
    'TRAIN TALK',
    '写稿、剪片、做播客，互相当第一个读者。',
    'Writing, editing, podcasts; each other’s first audience.',
  ),
  theme(
    '语言社',
    'Language Exchange',
    '语',
    'SOCIAL LEARN',
    '中英互换，一桌六人，谁都能开口。',
    'Chinese and English in turn, six to a table; everybody speaks.',
  ),
  theme(
    '乡创分会',
    'Rural Makers’ Chapter',
    '乡',
    'VISIT DEVELOP HERITAGE',
    '在乡村做事的人和想去看看的人。',
    'People who work in villages, and people who want to see how.',
  ),
  theme('茶叙社', 'Tea Circle', '茶', 'SOCIAL CONSULT', '一壶茶，慢慢聊。', 'A pot of tea and unhurried talk.'),
  theme('羽球社', 'Badminton', '羽', 'CULTURE', '每周两场，新手有人带。', 'Two sessions a week; beginners get a partner.'),
  theme(
    '心理分会',
    'Wellbeing Chapter',
    '心',
    'TALK MENTOR',
    '讲座、倾听小组与情绪急救。',
    'Talks, listening circles and first aid for feelings.',
  ),
  theme(
    '顾问分会',
    'Advisers’ Chapter',
    '顾',
    'CONSULT MENTOR DEVELOP',
    '退下来和正当年的专业人士，一起为城市出主意。',
    'Professionals, retired and not, who think along with their city.',
  ),
]

/** Endings of venue names by category. */
export const venueEndings: Record<string, [zh: string, en: string][]> = {
  PARK: [
    ['科创园', 'Innovation Park'],
    ['智造园', 'Works Park'],
    ['数字园', 'Digital Park'],
    ['设计园', 'Design Park'],
    ['生态园', 'Green Park'],
    ['文创园', 'Creative Park'],
  ],
  BUILDING: [
    ['会客厅', 'Reception Hall'],
    ['大厦共享厅', 'Tower Commons'],
    ['楼宇驿站', 'Tower Lounge'],
    ['空中客厅', 'Sky Lounge'],
    ['商务楼活动室', 'Business Tower Rooms'],
  ],
  STREET: [
    ['驿站', 'Post'],
    ['邻里中心', 'Neighbourhood Centre'],
    ['社区客厅', 'Community Lounge'],
    ['百姓议事厅', 'Residents’ Hall'],
    ['老街坊之家', 'Neighbours’ House'],
  ],
  RURAL: [
    ['乡村会客厅', 'Village Lounge'],
    ['老宅书屋', 'Old House Library'],
    ['农园', 'Farm'],
    ['粮仓礼堂', 'Granary Hall'],
  ],
  CULTURE: [
    ['礼堂', 'Hall'],
    ['小剧场', 'Studio Theatre'],
    ['美术空间', 'Art Space'],
    ['文史馆', 'History House'],
    ['手艺馆', 'Crafts House'],
  ],
  CAFE: [
    ['书房', 'Reading House'],
    ['书店', 'Bookshop'],
    ['咖啡', 'Café'],
    ['茶书房', 'Tea Library'],
  ],
  CAMPUS: [
    ['学堂', 'Study Hall'],
    ['青年书院', 'Young People’s College'],
    ['校园驿站', 'Campus Post'],
  ],
  INCUB: [
    ['众创港', 'Start-up Harbour'],
    ['孵化空间', 'Incubator'],
    ['青创工坊', 'Founders’ Workshop'],
  ],
  CITY: [
    ['会馆', 'City House'],
    ['讲堂', 'City Lecture Hall'],
    ['服务中心', 'City Service Centre'],
  ],
}
