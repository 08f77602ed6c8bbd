/** What activities are about: title zh | title en | one sentence zh | one sentence en. `{p}`, `{P}` stand for the quarter. */

export type Theme = { zh: string; en: string; zhLine: string; enLine: string }

const themes = (text: string): Theme[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [zh = '', en = '', zhLine = '', enLine = ''] = line.split('|')
      return { zh, en, zhLine, enLine }
    })

export const themesByKind: Record<string, Theme[]> = {
  LEARN: themes(`
{p}夜读·第{n}期：把城市写进一本书|{P} night reading no. {n}: writing a city into a book|三位写作者各读五分钟自己长大的那条街，然后六人一桌聊。|Three writers read five minutes each about the street they grew up on; then tables of six.
{p}夜读·第{n}期：一封寄给十年后的信|{P} night reading no. {n}: a letter ten years ahead|读几封旧信，写一封新信，十年后由书房寄出。|We read a few old letters and write a new one, to be posted in ten years.
读书会：慢慢读一本厚书，第{n}次|Reading circle: a thick book, slowly, no. {n}|每次只读三十页，没读完也可以来听。|Thirty pages a time; come and listen even if you have not read them.
共学夜：用表格管好一个小组织|Study night: running a small group with a spreadsheet|带上你最乱的那张表，一起把它理清楚。|Bring your messiest sheet and we will untangle it together.
共学夜：看懂一张财务报表|Study night: reading a balance sheet|从一家小店的真实账本开始，九十分钟看懂三张表。|From the books of one small shop: three statements in ninety minutes.
方言小课：一句话里的城市|Dialect class: the city in one sentence|学十句老街坊天天说的话，也听它们的来历。|Ten sentences that neighbours say every day, and where they come from.
城市观鸟入门|Birdwatching in the city: a beginning|先在室内认十种常见的鸟，再到河边找它们。|Ten common birds indoors first, then by the river to find them.
写作工坊：八百字写一个人|Writing workshop: one person in eight hundred characters|当场写，当场互相读，只提问、不打分。|Write on the spot and read to one another; questions, no marks.
人工智能共学：让工具替你做第一稿|Learning together: letting a tool make the first draft|每人带一个真任务，两小时内做出能用的第一稿。|Everyone brings a real task and leaves with a usable first draft.
植物课：认识窗外的二十种树|Plants: twenty trees outside the window|沿着一条街走，认树、摸叶、记名字。|Along one street: look, touch the leaves, learn the names.
地图课：画一张只有你知道的地图|Mapping: a map only you could draw|用一张白纸，画出你每天走的路和没有名字的地方。|A blank sheet, the way you walk every day, the places without a name.
科普夜：雨从哪里来|Science night: where the rain comes from|气象工作者用一盆水和一盏灯讲明白梅雨。|A forecaster explains the plum rains with a basin and a lamp.
诗歌共读：写给这个季节的十二首|Reading poems: twelve for the season|每人读一首，用自己的口音。|Each reads one, in their own accent.
英语角：聊聊你住的那条街|English corner: the street you live on|六人一桌，水平不限，桌长会照顾每一位。|Tables of six, any level; the host looks after everybody.
`),
  TALK: themes(`
{p}讲堂·第{n}讲：一座桥是怎样修起来的|{P} lectures no. {n}: how a bridge is built|工程师带着模型和当年的图纸来讲。|An engineer comes with a model and the old drawings.
{p}讲堂·第{n}讲：城市里的水|{P} lectures no. {n}: the water of a city|从水厂到水龙头，中间发生了什么。|What happens between the works and the tap.
分享会：辞职之后开一家小店|A talk: opening a small shop after leaving a job|三位店主讲账本、讲后悔，也讲高兴的事。|Three shopkeepers on accounts, regrets and joys.
健康讲座：睡得好一点|Health talk: sleeping a little better|睡眠门诊的医生回答三十个常见问题。|A sleep clinic doctor answers thirty common questions.
法律讲座：租房合同里的九个坑|Law talk: nine traps in a rental contract|带上你的合同，当场对照着看。|Bring your own contract and read along.
防诈骗宣讲：电话那头是谁|Talk: who is on the other end of the line|民警和社工讲最近一个月真实发生的案子。|Officers and social workers on cases of the past month.
行业分享：做游戏的人在想什么|Trade talk: what game makers think about|策划、美术、程序各讲二十分钟。|Design, art and code, twenty minutes each.
开讲：一杯茶背后的山|A talk: the mountain behind a cup of tea|从种到炒，茶农现场冲三泡。|From planting to roasting; the grower brews three rounds.
政策宣讲：人才补贴怎么申请|Policy talk: how to apply for the talent allowance|窗口人员讲材料清单，也讲最常见的退件原因。|Desk staff on the papers needed and why forms come back.
故事夜：我第一次来这座城市|Story night: my first day in this city|八个人，每人八分钟，没有幻灯片。|Eight people, eight minutes each, no slides.
科学讲座：看得见的声音|Science talk: sound you can see|声学工程师把声音变成沙盘上的花纹。|An acoustics engineer turns sound into patterns of sand.
出海分享：第一单卖到国外之后|Talk: after the first order from abroad|物流、收款、客诉，三个真实案例。|Freight, payments, complaints: three true cases.
家长课堂：孩子的屏幕时间|Parents’ talk: children and screens|没有标准答案，有十个可以马上试的办法。|No single answer; ten things to try at once.
`),
  HERITAGE: themes(`
老街寻访·第{n}站：{p}的门牌|Old streets no. {n}: the house numbers of {P}|沿着旧门牌走一遍，听住了六十年的人讲。|A walk along the old numbers, told by people of sixty years here.
口述史：听老船工讲运河|Oral history: a boatman on the canal|录音、记录、核对，最后存进街道档案。|Record, write down, check; it goes into the neighbourhood archive.
方志共读：一页一页认识{p}|Gazetteers: {P}, page by page|影印的旧志，一人读一段，一起查地名。|Old gazetteers in facsimile; each reads a passage and we look up the names.
古井与水埠：一条消失的水路|Wells and landings: a waterway that is gone|带一双好走的鞋，全程三公里。|Good shoes; three kilometres.
拓片体验：一块石头上的字|Rubbings: the words on a stone|老师示范，每人带走一张自己的拓片。|The teacher shows how; everyone takes one home.
老照片里的{p}：同一个角度再拍一次|{P} in old photographs: the same view again|拿着旧照片找机位，一百年前与今天。|Finding the spot of the old picture: a century ago and today.
古籍修补开放日|Open day: mending old books|看一页破纸怎样变回一页书。|How a torn sheet becomes a page again.
桥的来历：半日步行|Where the bridges come from: half a day on foot|七座桥，七个名字，七段故事。|Seven bridges, seven names, seven stories.
老手艺访谈：修伞的人|Old trades: the umbrella mender|到他的铺子里坐一个下午。|An afternoon in his shop.
村史馆共建日|A day for the village museum|一起给三百件老农具写说明牌。|We write labels for three hundred old tools.
戏台边的历史课|A history lesson by the old stage|先看戏台的木构，再听一折戏。|The timber of the stage first, then one scene.
家谱怎么读|How to read a family register|带自家的，或者用我们准备的影印本。|Bring your own, or use our copies.
`),
  DEVELOP: themes(`
政策问诊：小微企业用工一小时讲明白|Policy clinic: hiring for small firms, in one hour|三位律师坐诊，先讲十五分钟，再一对一。|Three lawyers; fifteen minutes of talk, then one to one.
政策问诊：研发费用怎样加计扣除|Policy clinic: deducting research costs|带上你的账，当场算。|Bring your figures and work them out on the spot.
{p}求职会客厅·第{n}场|{P} job lounge no. {n}|十二家企业、四十个岗位，简历当场改。|Twelve firms, forty posts, and your CV edited on the spot.
创业门诊：你的第一份合伙协议|Founders’ clinic: your first partnership agreement|带草稿来，逐条看。|Bring a draft and go through it line by line.
商务配对：设计与制造面对面|Matching: designers meet makers|每人三分钟，听完就约。|Three minutes each, then make appointments.
融资咨询日：银行不会主动告诉你的事|Finance day: what the bank does not volunteer|五家机构同桌，同一个问题问五遍。|Five lenders at one table: one question, five answers.
简历诊室：一页纸讲清楚自己|CV clinic: yourself on one page|招聘经理逐份批注，二十分钟一位。|Hiring managers comment, twenty minutes each.
小店数字化：一天学会看后台|Digital for small shops: reading your own figures in a day|带手机就行，现场导出、现场看懂。|Bring your phone; export and understand on the spot.
知识产权咨询：名字和标志先保护起来|Rights clinic: protect the name and the mark first|代理人免费查名，讲清流程与费用。|Agents check names for free and explain steps and costs.
返乡创业沙龙|Salon: starting up back home|三位返乡的人讲第一年的真实收支。|Three returners on the true accounts of their first year.
转行圆桌：三十五岁以后|Round table: changing trade after thirty-five|五位转行的人，五种走法。|Five who changed, five ways.
社保与公积金答疑夜|Evening of answers: social insurance and housing fund|带问题来，带答案走。|Come with questions, leave with answers.
出口合规一小时|Export rules in one hour|清单、编码、常见退单原因。|Lists, codes and why papers come back.
`),
  VOLUNTEER: themes(`
周末净滩：{p}河岸第{n}次|Weekend clean-up: the banks of {P}, no. {n}|带水杯和帽子，手套与夹子由我们准备。|Bring a bottle and a hat; we bring gloves and tongs.
{p}义诊：社区里的眼科门诊|Free clinic in {P}: eyes|视力、眼压、验光，需要复诊的当场帮忙约。|Sight, pressure, lenses; follow-ups booked on the spot.
爱心修补：小家电免费修|Mending day: small appliances for free|台灯、电饭煲、收音机，修不好也告诉你为什么。|Lamps, rice cookers, radios; if it cannot be mended we say why.
给独居老人送一顿热饭|A hot meal for neighbours who live alone|两人一组，送饭，也坐下来聊十分钟。|In pairs; bring the meal and sit down for ten minutes.
旧书换新主|Old books find new readers|整理、消毒、分类，送到六个阅读角。|Sort, clean, label, and off to six reading corners.
陪读志愿：放学后的两小时|After-school readers: two hours|陪双职工家庭的孩子写作业、读故事。|Homework and stories with children whose parents work late.
社区花园种植日|Planting day at the community garden|翻土、下种、搭架，小朋友也有活干。|Dig, sow, stake; children have jobs too.
手机课堂：教长辈挂号和打车|Phone class: booking a doctor and a taxi|一对一，慢慢来，可以反复问。|One to one, slowly; ask as often as you like.
献给环卫工人的清晨茶|Morning tea for street cleaners|早上六点半，豆浆、热茶和一把椅子。|Half past six: soy milk, hot tea and a chair.
无障碍地图：推着轮椅走一遍|Access map: once round with a wheelchair|两小时走三条街，记下每一个台阶。|Three streets in two hours; every step is noted.
流浪动物绝育宣传日|Neutering day for strays|登记、科普、领养面谈。|Registration, advice, adoption talks.
换季衣物整理日|Sorting clothes between seasons|分拣、缝补、打包，寄往山里的学校。|Sort, mend, pack; they go to schools in the hills.
助盲跑：当一次引路人|Guide running: lend your eyes|先培训三十分钟，再一起跑三公里。|Thirty minutes’ training, then three kilometres together.
`),
  SOCIAL: themes(`
新朋友下午茶|Afternoon tea for new friends|不用准备自我介绍，桌上有卡片。|No introductions to prepare; there are cards on the table.
{p}长桌晚餐·第{n}次|{P} long-table supper no. {n}|每人带一道菜，写上名字和故事。|Everybody brings a dish with a name and a story.
桌游夜：坐下就能玩|Board games: sit down and play|有人讲规则，单独来的也马上有桌。|Somebody explains; come alone and find a table at once.
单身青年散步局|A walk for the unattached|湖边五公里，每公里换一次同伴。|Five kilometres by the water; a new companion each.
新市民见面会|Meeting for new citizens|办证、就医、租房，先来的人告诉后来的人。|Papers, doctors, flats: those who came first tell those who follow.
语言交换夜：中文与英文各半小时|Language exchange: half an hour of each|六人一桌，铃响换语言。|Six to a table; the bell changes the language.
亲子野餐日|Family picnic|草坪、野餐垫和一场两腿三足。|Lawn, blankets and a three-legged race.
电影后聊一聊|After the film, a talk|先看九十分钟，再聊到不想走。|Ninety minutes of film, then talk until nobody wants to leave.
爵士与茶：慢下来的一晚|Jazz and tea: a slow evening|现场三重奏，中间有两次聊天时间。|A live trio with two breaks for talk.
邻居认识邻居：一栋楼的晚会|Neighbours meet neighbours: one building’s evening|从一楼到二十楼，每层出一个节目。|From floor one to twenty, an act from each.
旧物交换市集|Swap market|带三件不用的东西，换三件想要的。|Bring three things you do not need and take three you want.
午间散步小组|Lunch walk|四十分钟，三公里，认识楼上楼下的人。|Forty minutes, three kilometres, people from other floors.
猜谜晚会|Riddle evening|一百条谜，十支队，老少混搭。|A hundred riddles, ten teams, all ages mixed.
`),
  CULTURE: themes(`
合唱排练：冬天的第一首歌|Choir rehearsal: the first song of winter|四个声部，新来的坐在老团员中间。|Four parts; newcomers sit among old hands.
{p}摄影散步·第{n}期：只拍影子|{P} photo walk no. {n}: shadows only|手机也行，结束时每人选一张贴墙上。|Phones will do; at the end each puts one picture on the wall.
羽毛球双打夜|Badminton doubles night|按水平分四片场地，每局换搭档。|Four courts by level; partners change each game.
陶土课：捏一只自己的碗|Clay: make your own bowl|两周后来取，烧裂了再做一只。|Collect it in two weeks; if it cracks, make another.
读剧会：一幕三个人|Play reading: one act, three people|不背台词，轮流当演员和观众。|No lines to learn; act and watch in turn.
书法小聚：写一副自家春联|Calligraphy: couplets for your own door|纸墨都有，写坏了没关系。|Paper and ink provided; spoiled sheets are fine.
骑行：沿江二十公里|Ride: twenty kilometres along the river|按速度分三组，收尾的人最有耐心。|Three groups by speed; the last rider is the most patient.
民乐开放排练|Open rehearsal: folk music|听半小时，试半小时。|Half an hour to listen, half an hour to try.
太极早课|Morning tai chi|从零开始，学八个动作。|From nothing: eight moves.
剪纸：窗上的花|Paper cutting: flowers for the window|一张红纸，六刀成花。|One red sheet, six cuts, a flower.
城市速写：坐下来画一小时|Urban sketching: sit and draw for an hour|带一支笔，剩下的我们准备。|Bring one pen; we have the rest.
围棋下午|An afternoon of go|段位不限，有让子，有复盘。|All ranks, with handicaps and a review.
露天电影|Open-air film|自带小板凳，下雨顺延。|Bring a stool; moved if it rains.
`),
  CONSULT: themes(`
议事厅：{p}路口的红绿灯|Forum: the lights at the {P} crossing|听数据，听路人，最后写成一页建议。|Figures first, then people who cross; ends as one page.
议事厅：小区里的充电桩放在哪|Forum: where to put the chargers|物业、车主、没车的人坐一桌。|Managers, drivers and people without a car at one table.
圆桌：老旧电梯谁来修|Round table: who mends the old lifts|三个小区的账本摊开来看。|The accounts of three estates on the table.
听证预备会：公交线路调整|Preparing for a hearing: changed bus lines|先把问题想清楚，再去正式的会上说。|Think the questions through before the formal meeting.
社区预算：十万元花在哪里|Community budget: where to spend a hundred thousand|每人十张票，当场统计。|Ten votes each, counted on the spot.
建言会：给夜跑的人一盏灯|Proposals: a light for night runners|实地走一圈，标出最暗的六个点。|A round on foot; the six darkest spots marked.
协商：{p}菜场改造方案征询|Consultation: rebuilding {P} market|摊主、居民、设计师各讲十分钟。|Stallholders, residents and designers, ten minutes each.
青年提案工作坊|Workshop: proposals by the young|一下午写出一份能递上去的提案。|One afternoon, one proposal fit to hand in.
河道认养讨论会|Who looks after which stretch of river|按段认领，排出全年值日表。|Stretch by stretch, with a rota for the year.
无障碍改造征询会|Consultation: step-free access|轮椅使用者带路，一处一处看。|Wheelchair users lead the way, place by place.
噪声怎么办：广场边的三方会谈|Noise: three parties by the square|跳舞的、上夜班的、带孩子的都来。|Dancers, night workers and parents all come.
图书馆延时开放征询|Longer library hours: what do you think|先看三个月的客流，再提方案。|Three months of visits first, then proposals.
`),
  VISIT: themes(`
走访：{p}的一条生产线|Visit: a production line in {P}|跟着一件产品从进料走到装箱。|Follow one product from raw part to box.
互访：去隔壁区的同行那里坐坐|Exchange: an afternoon with colleagues next door|看他们怎样排班、怎样留人。|How they plan shifts and keep people.
参观：垃圾去了哪里|Visit: where the rubbish goes|从中转站到焚烧厂，全程讲解。|From transfer station to plant, explained all the way.
走进茶山：一片叶子的一天|Into the tea hills: a leaf’s day|采、摊、炒，午饭在农家。|Pick, spread, roast; lunch at the farm.
参观：水厂开放日|Visit: the waterworks|安全帽由场方提供，请穿平底鞋。|Helmets provided; flat shoes, please.
走访乡创：三家民宿的一年|Rural visit: three guest houses, one year|看房，也看账。|The rooms, and the accounts.
走进实验室：看一颗种子发芽|Into the lab: a seed sprouts|显微镜前一人五分钟。|Five minutes each at the microscope.
夜访：面包房的凌晨|By night: a bakery before dawn|看第一炉面包出来，然后吃掉它。|See the first loaves come out, then eat them.
参观：一座剧场的后台|Visit: behind the stage|吊杆、灯光、道具库，都让你上手。|Flies, lights, props; hands on.
邻城走访：看他们的社区食堂|Next city: their community canteen|吃一顿，聊三个小时，带走一份清单。|One meal, three hours’ talk, one list to take home.
走访养老院：听他们怎么说|Visit to a care home: what they say|不表演，只聊天和听。|No show; talk and listen.
参观：消防站的一小时|Visit: an hour at the fire station|爬一次云梯，认全车上的工具。|Climb the ladder once and learn the tools.
`),
  TRAIN: themes(`
急救培训：心肺复苏与除颤器|First aid: resuscitation and defibrillator|一人一个假人，练到会为止。|One dummy each, until you can do it.
主持与控场：把会开短|Chairing: shorter meetings|练三个句子，救活一场会。|Three sentences that save a meeting.
短视频剪辑入门|Cutting short films: a beginning|带上你的素材，三小时出一条。|Bring your footage; one film in three hours.
志愿者上岗培训·第{n}期|Volunteers’ induction no. {n}|通过之后可以报名门诊与陪读。|Afterwards you may sign up for clinics and reading.
公文与通知：写得让人看懂|Notices people can understand|改十份真实的通知，一份比一份短。|Ten real notices rewritten, each shorter than the last.
活动组织者工作坊：签到与小结|Organizers’ workshop: the door and the recap|从报名到小结，走一遍全流程。|From RSVP to recap, once through.
演讲训练：三分钟讲一件事|Speaking: one thing in three minutes|录像、回看、再讲一遍。|Film it, watch it, say it again.
摄影基础：光从哪里来|Photography basics: where the light comes from|不讲参数，只讲光。|No settings, only light.
数据入门：一张图讲清一件事|Data: one chart, one point|带一份数据来，画一张能贴墙的图。|Bring figures, leave with a chart fit for the wall.
调解技巧：先听完再说|Mediation: listen to the end first|角色扮演，三个真实邻里纠纷。|Role play with three real disputes.
小组织财务：报销不求人|Small groups’ money: do your own books|一本账、三张表、五种票。|One ledger, three sheets, five receipts.
手语第一课|Sign language, lesson one|学会问好、自我介绍和帮忙。|Hello, my name, may I help.
`),
  MENTOR: themes(`
导师开放时段：职业第一步|Mentors’ open hours: first steps at work|每人二十五分钟，提前写下一个问题。|Twenty-five minutes each; write down one question first.
导师小桌：产品经理的一天|Mentor’s table: a product manager’s day|一位导师，六把椅子。|One mentor, six chairs.
导师小桌：女性工程师|Mentor’s table: women engineers|谈选择，也谈回头。|On choosing, and on turning back.
模拟面试日|Mock interviews|两轮真题，一轮反馈。|Two rounds of real questions, one of feedback.
创业导师会诊|Founders meet mentors|三位导师同看一个项目。|Three mentors, one project.
研究生与导师：论文之外|Beyond the thesis|聊时间、聊毕业、聊不毕业。|Time, finishing, and not finishing.
手艺师徒日|Masters and apprentices|跟着做半天，看自己坐不坐得住。|Half a day at the bench; see whether you can sit still.
给第一次带团队的人|For those who lead a team for the first time|四个难题，四种谈法。|Four hard talks, four ways to have them.
留学归来：找到第一份工作|Back from abroad: the first job|过来人带着自己的第一份简历来。|Those who did it bring their first CV.
非营利财务导师时段|Mentor hours: money in small charities|看你的预算表，讲三个改法。|Your budget, three ways to mend it.
写作导师：改你的第一篇|Writing mentor: your first piece|逐句改，改到你点头。|Line by line, until you nod.
退休之后做点什么|What to do after retiring|三位导师讲自己的第二个十年。|Three mentors on their second decade.
`),
  GOVERN: themes(`
{p}理事会例会|{P}: board meeting|季度工作、财务与换届准备。|The quarter’s work, money, and the coming election.
秘书处月度碰头会|Secretariat: monthly meeting|活动排期与待补的小结。|The plan ahead and the recaps still due.
年度预算讨论会|Budget meeting|三个方案，逐项表决。|Three drafts, voted on line by line.
新会员审核会|Meeting on new members|逐份看申请，当场答复。|Application by application, answered on the spot.
换届筹备会|Preparing the election|候选人名单与投票办法。|Candidates and how to vote.
志愿者排班会|Volunteers’ rota|排好下个月的每一个周末。|Every weekend of next month.
阵地使用协调会|Venue planning meeting|把冲突的时段摆上桌。|Clashing hours on the table.
年度大会|General meeting|报告、表决、合影。|Report, votes, a photograph.
财务审阅会|Review of accounts|两位会员抽查票据。|Two members check the receipts.
牵头人轮值交接|Handover of the chair|清单、密码、未完成的事。|Lists, keys, unfinished business.
联合主办协调会|Meeting of co-hosts|谁出人，谁出场地，谁写小结。|Who brings people, rooms, and the recap.
章程修订讨论|Revising the rules|一条一条过。|Clause by clause.
`),
}

type Pair = [zh: string, en: string]

/** A second sentence on how it goes, by kind. */
export const flowByKind: Record<string, Pair[]> = {
  LEARN: [
    [
      '前四十分钟一起听，之后分小组，结束前每组说一句话。',
      'Forty minutes together, then small groups; at the end each group says one sentence.',
    ],
    ['不需要基础，也不留作业。', 'No preparation, no homework.'],
    ['现场有上几期的笔记，可以带一份走。', 'Notes of earlier evenings lie on the table; take a copy.'],
  ],
  TALK: [
    ['讲四十五分钟，问答四十五分钟。', 'Forty-five minutes of talk, forty-five of questions.'],
    ['问题可以写在卡片上递上来，不必举手。', 'Questions may be handed in on cards.'],
    ['结束后讲者会多留半小时。', 'The speaker stays half an hour longer.'],
  ],
  HERITAGE: [
    ['全程慢走，有三处可以坐下休息。', 'Slow walking, with three places to sit.'],
    ['请不要触摸老物件，拍照可以，闪光灯不行。', 'Please do not touch; photographs yes, flash no.'],
    ['收集到的故事会整理存档，署不署名由讲述人决定。', 'The stories are archived; tellers decide whether to be named.'],
  ],
  DEVELOP: [
    ['现场按号咨询，报名时写下问题的会优先。', 'Advice in order of numbers; those who wrote their question go first.'],
    ['内容只作参考，不代替正式的法律或税务意见。', 'For orientation; not formal legal or tax advice.'],
    ['结束后有二十分钟自由交流。', 'Twenty minutes of free talk afterwards.'],
  ],
  VOLUNTEER: [
    [
      '签到后领马甲和工具，结束时签退，志愿时长自动记录。',
      'Check in for a vest and tools; check out at the end and your hours are recorded.',
    ],
    ['两人一组，第一次来的会和老志愿者搭档。', 'In pairs; newcomers go with an old hand.'],
    ['雨天照常，暴雨改期并通知每一位报名的人。', 'Rain or shine; in a storm it is moved and everyone is told.'],
  ],
  SOCIAL: [
    ['可以一个人来，也可以带一位朋友。', 'Come alone or bring a friend.'],
    ['桌上有话题卡，聊不下去就翻一张。', 'There are cards on the table for when talk runs dry.'],
    ['请把手机放进桌上的盒子里，结束再拿。', 'Phones go into a box on the table until the end.'],
  ],
  CULTURE: [
    ['器材有限，自带更好，没有也能借。', 'Bring your own if you can; we lend some.'],
    ['先热身十分钟，再分组。', 'Ten minutes’ warm-up, then groups.'],
    ['零基础可以来，会有人从头教。', 'Beginners are welcome; somebody starts from the start.'],
  ],
  CONSULT: [
    ['会前发一页背景资料，会后七天内公开纪要。', 'A page of background before; minutes public within seven days.'],
    ['每人发言三分钟，计时器说了算。', 'Three minutes each; the timer rules.'],
    ['建议会送到有关部门，回复也会贴出来。', 'The proposal goes to the office in charge; the answer is posted.'],
  ],
  VISIT: [
    ['集合后统一出发，迟到十五分钟请联系领队。', 'We leave together; if fifteen minutes late, ring the guide.'],
    ['场内听从讲解员安排，部分区域不能拍照。', 'Follow the guide inside; some areas allow no pictures.'],
    ['参观后有一小时座谈。', 'An hour of talk afterwards.'],
  ],
  TRAIN: [
    ['讲练各半，每人都有上手的机会。', 'Half talk, half practice; everybody has a go.'],
    ['全程参加的可以领一份讲义。', 'Those who stay to the end take the notes home.'],
    ['名额不多，来不了请提前取消，把位置留给别人。', 'Places are few; if you cannot come, cancel so that another may.'],
  ],
  MENTOR: [
    ['谈话内容只留在房间里。', 'What is said stays in the room.'],
    ['请提前十分钟到，迟到只能用剩下的时间。', 'Ten minutes early, please; the late have what is left.'],
    ['谈完后双方各写三行字，只有两人看得到。', 'Afterwards each writes three lines that only the two can see.'],
  ],
  GOVERN: [
    ['请带上季度材料，会议纪要三日内发出。', 'Bring the quarter’s papers; minutes within three days.'],
    ['不能到会的请书面委托。', 'If you cannot come, send a written proxy.'],
    ['会议不公开，决议会公开。', 'The meeting is closed; its decisions are public.'],
  ],
}

export const costs: Pair[] = [
  ['免费', 'Free'],
  ['免费，含茶水', 'Free, tea included'],
  ['免费，材料由主办方提供', 'Free, materials provided'],
  ['AA 制，人均约 30 元', 'Shared costs, about 30 yuan each'],
  ['材料费 20 元，现场付', '20 yuan for materials, paid on the day'],
]
export const brings: Record<string, Pair[]> = {
  VOLUNTEER: [
    ['水杯、帽子和舒服的鞋', 'A bottle, a hat and comfortable shoes'],
    ['一件不怕脏的外套', 'A jacket that may get dirty'],
  ],
  HERITAGE: [['好走的鞋和一把伞', 'Good shoes and an umbrella']],
  VISIT: [['平底鞋；现场提供安全帽', 'Flat shoes; helmets are provided']],
  LEARN: [
    ['一张老照片，拍的是已经不在的地方', 'A photo of a place in the city that no longer exists'],
    ['笔和本子', 'Pen and paper'],
  ],
  CULTURE: [['运动鞋和毛巾', 'Sports shoes and a towel']],
  DEVELOP: [['你的材料复印件', 'Copies of your papers']],
  MENTOR: [['一个写下来的问题', 'One question, written down']],
}
export const accessNotes: Pair[] = [
  ['有电梯和无障碍卫生间', 'Lift and accessible toilet'],
  ['一楼，无台阶；需要轮椅位请在报名时说明', 'Ground floor, no steps; tell us if you need a wheelchair space'],
  ['有助听感应线圈', 'Hearing loop'],
  ['有手语翻译，坐第一排', 'Sign language interpreter; sit in the front row'],
]
export const recapLines: Pair[] = [
  ['比预想的热闹，散场后还有人在门口聊了半小时。', 'Livelier than expected; people were still talking at the door half an hour later.'],
  ['准时开始，准时结束，问题比答案多，是好事。', 'Began on time, ended on time; more questions than answers, which is good.'],
  ['第一次来的人不少，下次多备两张桌子。', 'Many newcomers; two more tables next time.'],
  ['大家自己收拾了场地，谢谢阵地的灯光和热水。', 'Everyone helped to tidy up; thanks to the venue for light and hot water.'],
  ['有三位朋友愿意下次当桌长。', 'Three people offered to host a table next time.'],
  ['天气不好，但该来的都来了。', 'Bad weather, but those who meant to come came.'],
  ['现场提出的七条意见已经整理出来，发给了相关的人。', 'Seven points were raised, written up, and sent to those concerned.'],
  ['节奏略快，下次留多一点自由交流的时间。', 'A little too fast; more time for talk next time.'],
  ['照片墙贴满了，留在原处一个星期。', 'The wall of pictures is full and stays for a week.'],
  ['老会员带新会员，配合得很好。', 'Old members took new ones along, and it worked well.'],
]
export const cancelReasons = [
  '台风预警，为了安全取消。',
  '讲者临时生病，改到下个季度。',
  '场地停电检修。',
  '报名人数太少，与下一期合并。',
  '与社区重要活动冲突。',
]
export const declinedReasons = ['该时段已有其他预约。']
