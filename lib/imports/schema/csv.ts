/** The spreadsheets that are read, their columns as people head them, and why a row does not go in. Imports nothing. */

export const csvNouns = ['groups', 'venues', 'members', 'activities', 'attendance'] as const
export type CsvNoun = (typeof csvNouns)[number]
/** What an officer brings into her own group. */
export const officerNouns: readonly CsvNoun[] = ['members', 'activities', 'attendance']
export const MAX_UPLOAD_BYTES = 20_000_000

/** Why a row or a file does not go in. Each is said in `imports.json`. */
export const rowReasons = [
  // the file
  'file_unknown',
  'file_empty',
  'file_not_yours',
  'column_missing',
  // the row
  'quote_open',
  'row_too_long',
  'too_many_columns',
  // any cell
  'required',
  'too_long',
  'encoding_broken',
  'characters',
  'id_invalid',
  'name_unreadable',
  'email_invalid',
  'phone_invalid',
  'link_invalid',
  'zone_unknown',
  // dates and times
  'date_unreadable',
  'date_impossible',
  'date_ambiguous',
  'date_out_of_range',
  'date_year_missing',
  'date_in_future',
  'year_invalid',
  'time_unreadable',
  'time_impossible',
  'ends_before_start',
  'lasts_too_long',
  'left_before_joined',
  // numbers
  'number_unreadable',
  'number_not_whole',
  'number_too_small',
  'number_too_big',
  'position_incomplete',
  'space_invalid',
  // words of a list
  'type_unknown',
  'join_unknown',
  'level_unknown',
  'datum_unknown',
  'facility_unknown',
  'mode_unknown',
  'audience_unknown',
  'status_unknown',
  'language_unknown',
  // what is here, or is not
  'duplicate_id',
  'district_unknown',
  'category_unknown',
  'kind_unknown',
  'group_unknown',
  'group_ambiguous',
  'group_closed',
  'group_foreign',
  'parent_unknown',
  'parent_self',
  'venue_unknown',
  'venue_ambiguous',
  'email_taken',
  'person_unknown',
  'person_ambiguous',
  'person_erased',
  'activity_unknown',
  'activity_ambiguous',
  'activity_not_held',
  'activity_to_come',
  'activity_published',
  'cancelled_to_come',
  'own_attendance',
  'refused',
] as const
export type RowReason = (typeof rowReasons)[number]

/** What is told of a file's columns without a row being lost. */
export const noteReasons = ['never_collected', 'phone_not_taken', 'column_unknown', 'column_twice'] as const
export type NoteReason = (typeof noteReasons)[number]
export const isNote = (reason: string): boolean => (noteReasons as readonly string[]).includes(reason)

export type CellKind =
  | 'text'
  | 'id'
  | 'name'
  | 'email'
  | 'phone'
  | 'link'
  | 'zone'
  | 'date'
  | 'past'
  | 'year'
  | 'time'
  | 'count'
  | 'lng'
  | 'lat'
  | 'spaces'
  | Choice
export type Choice = 'type' | 'join' | 'level' | 'datum' | 'facility' | 'mode' | 'audience' | 'status' | 'language'
export type Column = { key: string; kind: CellKind; names: string; max?: number; required?: true }

const column = (key: string, kind: CellKind, names: string, max?: number): Column => ({ key, kind, names, max })
const required = (key: string, kind: CellKind, names: string, max?: number): Column => ({
  ...column(key, kind, names, max),
  required: true,
})

const nameAliases = '名称,中文名,中文名称,name_zh,chinese name'
const enAliases = '英文名,英文名称,name_en,english name'
const districtColumn = column('district', 'text', '区县,所属区县,所在区县,行政区,区,地区,district code,区县代码', 40)
const idColumn = column('id', 'id', '编号,序号,标识,编码,代码,external id,external_id,no,no.,code', 100)
const groupAliases =
  '组织,所属组织,组织名称,分会,协会,社团,主办组织,主办方,group name,groups,association,chapter,organisation,organization,club'

/** Headings of a phone: read in members.csv, named and left unread elsewhere. */
export const phoneHeadings = '电话,手机,手机号,手机号码,联系电话,电话号码,phone,mobile,phone number,telephone,tel,mobile number,cell'

/** The columns of each file; `names` are further headings, compared without case, blanks and punctuation. */
export const columns: Record<CsvNoun, readonly Column[]> = {
  groups: [
    idColumn,
    required('name', 'name', `${nameAliases},组织名称,组织,group,group name,title`, 80),
    column('name_en', 'name', enAliases, 80),
    column('type', 'type', '类型,组织类型,group type,kind'),
    column('parent', 'text', '上级,上级组织,上级名称,隶属,parent group,belongs to', 100),
    districtColumn,
    column('join_mode', 'join', '加入方式,入会方式,join,joining,how to join'),
    column('short_name', 'text', '印章,印章字,简称,seal,short name', 2),
    column('purpose', 'text', '宗旨,简介,介绍,about,description', 1000),
    column('founded', 'past', '成立日期,成立时间,founded on,founding date'),
    column('mailbox', 'email', '邮箱,电子邮箱,电子邮件,联系邮箱,email,e-mail,contact email'),
  ],
  venues: [
    idColumn,
    required('name', 'name', `${nameAliases},阵地,阵地名称,场地,场地名称,地点,venue,venue name`, 80),
    column('name_en', 'name', enAliases, 80),
    column('category', 'text', '类别,阵地类别,分类,venue category,type', 40),
    column('level', 'level', '级别,等级,grade'),
    districtColumn,
    column('address', 'text', '地址,详细地址,street address,street', 200),
    column('address_en', 'text', '英文地址,english address', 200),
    column('directions', 'text', '交通,怎么走,路线,how to get there', 500),
    column('capacity', 'count', '容量,容纳人数,人数,seats,places'),
    column('lng', 'lng', '经度,lon,longitude'),
    column('lat', 'lat', '纬度,latitude'),
    column('datum', 'datum', '坐标系,坐标系统,coordinate system'),
    column('spaces', 'spaces', '空间,房间,场室,rooms,room', 500),
    column('facilities', 'facility', '设施,配套设施,设备,facility,amenities', 300),
    column('operator', 'text', '运营方,运营组织,管理方,管理组织,operated by,operator group', 100),
  ],
  members: [
    column('id', 'id', '会员编号,会员号,编号,序号,member id,member no,external id,external_id,no,no.', 100),
    required('name', 'name', '姓名,名字,会员姓名,会员,称呼,full name,member,display name', 60),
    column('email', 'email', '邮箱,电子邮箱,电子邮件,e-mail,mail,email address', 200),
    column('phone', 'phone', phoneHeadings, 60),
    column('group', 'text', groupAliases, 400),
    column('joined', 'past', '入会日期,入会时间,加入日期,加入时间,joined on,join date,joining date,member since,date joined'),
    column('left', 'past', '退会日期,退会时间,离开日期,left on,leaving date,date left'),
    column('language', 'language', '语言,preferred language,lang,locale'),
  ],
  activities: [
    column('id', 'id', '活动编号,编号,序号,activity id,external id,external_id,no,no.', 100),
    required('title', 'name', '标题,活动名称,活动标题,活动主题,主题,名称,活动,name,activity,activity name,event', 120),
    column('title_en', 'name', '英文标题,英文名,英文名称,english title', 120),
    column('group', 'text', groupAliases, 100),
    required('date', 'date', '日期,活动日期,时间日期,开始日期,start date,day,when,活动时间'),
    column('time', 'time', '时间,活动时段,时段,起止时间,开始时间,开始,start,start time,starts,hours'),
    column('end_time', 'time', '结束时间,结束,end,end time,ends,until'),
    column('end_date', 'date', '结束日期,end date,last day'),
    column('year', 'year', '年份,年'),
    column('zone', 'zone', '时区,time zone,timezone,tz', 60),
    required('kind', 'text', '类别,活动类别,分类,活动类型,类型,category,type', 40),
    column('venue', 'text', '阵地,场地,活动阵地,活动场地,venue name', 100),
    column('place', 'text', '地点,活动地点,地址,address,location,where', 200),
    column('mode', 'mode', '形式,活动形式,参加方式,format'),
    column('capacity', 'count', '名额,人数上限,限额,places,limit'),
    column('summary', 'text', '简介,一句话,摘要,short description', 300),
    column('description', 'text', '介绍,详情,正文,活动介绍,details,body', 10_000),
    column('audience', 'audience', '对象,参加对象,面向,for whom,open to'),
    column('status', 'status', '状态,活动状态,state'),
    column('cost', 'text', '费用,收费,价格,price,fee', 100),
    column('contact', 'text', '联系方式,联系人,联系,contact person', 200),
    column('link', 'link', '链接,会议链接,线上链接,joining link,url', 500),
    column('languages', 'language', '语言,活动语言,language', 60),
  ],
  attendance: [
    required('activity', 'text', '活动,活动编号,活动名称,活动标题,标题,activity id,title,event', 120),
    column('date', 'date', '日期,活动日期,day,when'),
    column('year', 'year', '年份,年'),
    column('person', 'id', '会员编号,会员号,编号,member id,person id,id,external id', 100),
    column('name', 'name', '姓名,名字,签到人,会员,参加人,full name,attendee,member', 60),
    column('email', 'email', '邮箱,电子邮箱,电子邮件,e-mail,mail', 200),
    column('group', 'text', groupAliases, 100),
  ],
}

/** The words of each list, in both languages; the first of a line is the value. */
export const choices: Record<Choice, readonly string[]> = {
  type: ['association,联谊会,协会,总会', 'alliance,联盟', 'chapter,分会,支部,小组,club,branch'],
  join: ['open,开放,自由加入,公开', 'review,审核,需审核,申请,审批', 'invite,邀请,仅邀请,invitation', 'closed,关闭,不开放,不接受'],
  level: ['NATIONAL,国家级,全国', 'PROVINCIAL,省级,省', 'MUNICIPAL,市级,市,city', 'DISTRICT,区级,区县级,县级', 'NONE,无,未评级,-'],
  datum: ['WGS84,WGS-84,GPS', 'GCJ02,GCJ-02,火星坐标,高德', 'BD09,BD-09,百度'],
  facility: [
    'step_free,无障碍,无障碍通道,无台阶,step-free',
    'hearing_loop,助听,助听环,hearing loop',
    'accessible_toilet,无障碍卫生间,无障碍厕所,accessible toilet',
    'lift,电梯,elevator',
    'parking,停车,停车场,停车位',
    'projector,投影,投影仪',
    'wifi,无线网,无线网络,wi-fi',
    'kitchen,厨房',
    'nursing_room,母婴室,nursing room',
  ],
  mode: ['onsite,线下,现场,on site,in person', 'online,线上,网络,在线', 'hybrid,混合,线上线下,线下线上'],
  audience: ['public,公众,公开,所有人,everybody,everyone', 'members,会员,仅会员,本会会员,members only'],
  status: ['held,已举办,已结束,已完成,正常,完成,done,past,planned,计划,待举办', 'cancelled,已取消,取消,canceled'],
  language: ['zh,中文,汉语,普通话,chinese,zh-cn', 'en,英文,英语,english', 'sign,手语,sign language', 'other,其他,other languages'],
}

/** Headings of what Hui never asks of anybody (product.md, Privacy). */
export const neverCollected =
  '身份证,身份证号,身份证号码,证件号,证件号码,id card,id number,identity card,national id,passport,passport number,护照,护照号,民族,ethnicity,ethnic group,race,nationality,宗教,宗教信仰,信仰,religion,faith,政治面貌,党派,党员,party,party membership,political affiliation,生日,出生日期,出生年月,birthday,date of birth,dob,birth date,年龄,age,籍贯'
