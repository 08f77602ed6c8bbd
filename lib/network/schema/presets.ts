import type { LocalText } from '@/db/vocabulary'

/** `seat`: longitude and latitude in WGS-84, where it is known. */
export type DefaultDistrict = { code: string; names: LocalText; seat?: [lng: number, lat: number] }
const district = (code: string, zh: string, en: string, lng: number, lat: number): Required<DefaultDistrict> => ({
  code,
  names: { zh, en },
  seat: [lng, lat],
})

/** Districts and counties of Hangzhou by their GB/T 2260 codes; seats in WGS-84 (longitude, latitude). */
export const hangzhouDistricts: readonly Required<DefaultDistrict>[] = [
  district('330102', '上城区', 'Shangcheng', 120.1927, 30.2289),
  district('330105', '拱墅区', 'Gongshu', 120.1368, 30.3214),
  district('330106', '西湖区', 'Xihu', 120.1256, 30.2615),
  district('330108', '滨江区', 'Binjiang', 120.2074, 30.2108),
  district('330109', '萧山区', 'Xiaoshan', 120.2598, 30.1866),
  district('330110', '余杭区', 'Yuhang', 119.9741, 30.2762),
  district('330111', '富阳区', 'Fuyang', 119.9557, 30.0514),
  district('330112', '临安区', 'Lin’an', 119.7196, 30.2369),
  district('330113', '临平区', 'Linping', 120.2947, 30.4216),
  district('330114', '钱塘区', 'Qiantang', 120.4896, 30.3255),
  district('330122', '桐庐县', 'Tonglu', 119.6869, 29.7967),
  district('330127', '淳安县', 'Chun’an', 119.0369, 29.6121),
  district('330182', '建德市', 'Jiande', 119.2762, 29.4775),
]

/** `110101 东城区 Dongcheng`, a line each. */
const lines = (text: string): DefaultDistrict[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', zh, en] = line.trim().split(' ')
      return { code, names: { zh, en } }
    })

export type DistrictPreset = { key: string; names: LocalText; districts: readonly DefaultDistrict[] }

/** Cities whose districts can be taken over whole, by their GB/T 2260 codes. */
export const districtPresets: readonly DistrictPreset[] = [
  { key: 'hangzhou', names: { zh: '杭州市', en: 'Hangzhou' }, districts: hangzhouDistricts },
  {
    key: 'beijing',
    names: { zh: '北京市', en: 'Beijing' },
    districts: lines(`
      110101 东城区 Dongcheng
      110102 西城区 Xicheng
      110105 朝阳区 Chaoyang
      110106 丰台区 Fengtai
      110107 石景山区 Shijingshan
      110108 海淀区 Haidian
      110109 门头沟区 Mentougou
      110111 房山区 Fangshan
      110112 通州区 Tongzhou
      110113 顺义区 Shunyi
      110114 昌平区 Changping
      110115 大兴区 Daxing
      110116 怀柔区 Huairou
      110117 平谷区 Pinggu
      110118 密云区 Miyun
      110119 延庆区 Yanqing`),
  },
  {
    key: 'tianjin',
    names: { zh: '天津市', en: 'Tianjin' },
    districts: lines(`
      120101 和平区 Heping
      120102 河东区 Hedong
      120103 河西区 Hexi
      120104 南开区 Nankai
      120105 河北区 Hebei
      120106 红桥区 Hongqiao
      120110 东丽区 Dongli
      120111 西青区 Xiqing
      120112 津南区 Jinnan
      120113 北辰区 Beichen
      120114 武清区 Wuqing
      120115 宝坻区 Baodi
      120116 滨海新区 Binhai
      120117 宁河区 Ninghe
      120118 静海区 Jinghai
      120119 蓟州区 Jizhou`),
  },
  {
    key: 'shanghai',
    names: { zh: '上海市', en: 'Shanghai' },
    districts: lines(`
      310101 黄浦区 Huangpu
      310104 徐汇区 Xuhui
      310105 长宁区 Changning
      310106 静安区 Jing’an
      310107 普陀区 Putuo
      310109 虹口区 Hongkou
      310110 杨浦区 Yangpu
      310112 闵行区 Minhang
      310113 宝山区 Baoshan
      310114 嘉定区 Jiading
      310115 浦东新区 Pudong
      310116 金山区 Jinshan
      310117 松江区 Songjiang
      310118 青浦区 Qingpu
      310120 奉贤区 Fengxian
      310151 崇明区 Chongming`),
  },
  {
    key: 'nanjing',
    names: { zh: '南京市', en: 'Nanjing' },
    districts: lines(`
      320102 玄武区 Xuanwu
      320104 秦淮区 Qinhuai
      320105 建邺区 Jianye
      320106 鼓楼区 Gulou
      320111 浦口区 Pukou
      320113 栖霞区 Qixia
      320114 雨花台区 Yuhuatai
      320115 江宁区 Jiangning
      320116 六合区 Luhe
      320117 溧水区 Lishui
      320118 高淳区 Gaochun`),
  },
  {
    key: 'suzhou',
    names: { zh: '苏州市', en: 'Suzhou' },
    districts: lines(`
      320505 虎丘区 Huqiu
      320506 吴中区 Wuzhong
      320507 相城区 Xiangcheng
      320508 姑苏区 Gusu
      320509 吴江区 Wujiang
      320581 常熟市 Changshu
      320582 张家港市 Zhangjiagang
      320583 昆山市 Kunshan
      320585 太仓市 Taicang`),
  },
  {
    key: 'ningbo',
    names: { zh: '宁波市', en: 'Ningbo' },
    districts: lines(`
      330203 海曙区 Haishu
      330205 江北区 Jiangbei
      330206 北仑区 Beilun
      330211 镇海区 Zhenhai
      330212 鄞州区 Yinzhou
      330213 奉化区 Fenghua
      330225 象山县 Xiangshan
      330226 宁海县 Ninghai
      330281 余姚市 Yuyao
      330282 慈溪市 Cixi`),
  },
  {
    key: 'wuhan',
    names: { zh: '武汉市', en: 'Wuhan' },
    districts: lines(`
      420102 江岸区 Jiang’an
      420103 江汉区 Jianghan
      420104 硚口区 Qiaokou
      420105 汉阳区 Hanyang
      420106 武昌区 Wuchang
      420107 青山区 Qingshan
      420111 洪山区 Hongshan
      420112 东西湖区 Dongxihu
      420113 汉南区 Hannan
      420114 蔡甸区 Caidian
      420115 江夏区 Jiangxia
      420116 黄陂区 Huangpi
      420117 新洲区 Xinzhou`),
  },
  {
    key: 'guangzhou',
    names: { zh: '广州市', en: 'Guangzhou' },
    districts: lines(`
      440103 荔湾区 Liwan
      440104 越秀区 Yuexiu
      440105 海珠区 Haizhu
      440106 天河区 Tianhe
      440111 白云区 Baiyun
      440112 黄埔区 Huangpu
      440113 番禺区 Panyu
      440114 花都区 Huadu
      440115 南沙区 Nansha
      440117 从化区 Conghua
      440118 增城区 Zengcheng`),
  },
  {
    key: 'shenzhen',
    names: { zh: '深圳市', en: 'Shenzhen' },
    districts: lines(`
      440303 罗湖区 Luohu
      440304 福田区 Futian
      440305 南山区 Nanshan
      440306 宝安区 Bao’an
      440307 龙岗区 Longgang
      440308 盐田区 Yantian
      440309 龙华区 Longhua
      440310 坪山区 Pingshan
      440311 光明区 Guangming`),
  },
]
