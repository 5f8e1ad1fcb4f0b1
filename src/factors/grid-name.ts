/** Names of subnational grids as people write them, by code: provinces of China, subregions of eGRID (EPA). */
const GRID_NAMES: Readonly<Record<string, string>> = {
  'CN-AH': 'Anhui; 安徽',
  'CN-BJ': 'Beijing; 北京',
  'CN-CQ': 'Chongqing; 重庆',
  'CN-FJ': 'Fujian; 福建',
  'CN-GD': 'Guangdong; 广东',
  'CN-GS': 'Gansu; 甘肃',
  'CN-GX': 'Guangxi; 广西',
  'CN-GZ': 'Guizhou; 贵州',
  'CN-HA': 'Henan; 河南',
  'CN-HB': 'Hubei; 湖北',
  'CN-HE': 'Hebei; 河北',
  'CN-HI': 'Hainan; 海南',
  'CN-HL': 'Heilongjiang; 黑龙江',
  'CN-HN': 'Hunan; 湖南',
  'CN-JL': 'Jilin; 吉林',
  'CN-JS': 'Jiangsu; 江苏',
  'CN-JX': 'Jiangxi; 江西',
  'CN-LN': 'Liaoning; 辽宁',
  'CN-NM': 'Inner Mongolia; 内蒙古',
  'CN-NX': 'Ningxia; 宁夏',
  'CN-QH': 'Qinghai; 青海',
  'CN-SC': 'Sichuan; 四川',
  'CN-SD': 'Shandong; 山东',
  'CN-SH': 'Shanghai; 上海',
  'CN-SN': 'Shaanxi; 陕西',
  'CN-SX': 'Shanxi; 山西',
  'CN-TJ': 'Tianjin; 天津',
  'CN-XJ': 'Xinjiang; 新疆',
  'CN-YN': 'Yunnan; 云南',
  'CN-ZJ': 'Zhejiang; 浙江',
  'CN-CENTRAL': '华中',
  'CN-EAST': '华东',
  'CN-NORTH': '华北',
  'CN-NORTHEAST': '东北',
  'CN-NORTHWEST': '西北',
  'CN-SOUTH': '南方',
  'CN-SOUTHWEST': '西南',
  'US-AKGD': 'AKGD; ASCC Alaska Grid',
  'US-AKMS': 'AKMS; ASCC Miscellaneous',
  'US-AZNM': 'AZNM; WECC Southwest',
  'US-CAMX': 'CAMX; WECC California',
  'US-ERCT': 'ERCT; ERCOT All; ERCOT',
  'US-FRCC': 'FRCC; FRCC All',
  'US-HIMS': 'HIMS; HICC Miscellaneous',
  'US-HIOA': 'HIOA; HICC Oahu',
  'US-MROE': 'MROE; MRO East',
  'US-MROW': 'MROW; MRO West',
  'US-NEWE': 'NEWE; NPCC New England; New England',
  'US-NWPP': 'NWPP; WECC Northwest',
  'US-NYCW': 'NYCW; NPCC NYC/Westchester',
  'US-NYLI': 'NYLI; NPCC Long Island',
  'US-NYUP': 'NYUP; NPCC Upstate NY',
  'US-PRMS': 'PRMS; Puerto Rico Miscellaneous',
  'US-RFCE': 'RFCE; RFC East',
  'US-RFCM': 'RFCM; RFC Michigan',
  'US-RFCW': 'RFCW; RFC West',
  'US-RMPA': 'RMPA; WECC Rockies; Rockies',
  'US-SPNO': 'SPNO; SPP North',
  'US-SPSO': 'SPSO; SPP South',
  'US-SRMV': 'SRMV; SERC Mississippi Valley',
  'US-SRMW': 'SRMW; SERC Midwest',
  'US-SRSO': 'SRSO; SERC South',
  'US-SRTV': 'SRTV; SERC Tennessee Valley',
  'US-SRVC': 'SRVC; SERC Virginia/Carolina',
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^(?:the )?| (?:province|municipality|autonomous region|grid|all)$/g, '')
    .replace(/[省市]$/, '')
    .trim()

const CODES: ReadonlyMap<string, string> = new Map(
  Object.entries(GRID_NAMES).flatMap(([code, names]) =>
    names.split('; ').map((name) => [plain(name), code] as const),
  ),
)

/** The code of a grid that is named in words, such as `US-RMPA` for `RMPA` and `CN-SC` for `Sichuan`; else the text itself. */
export const gridCodeOf = (text: string): string => CODES.get(plain(text)) ?? text

/** The grids that lie in a state of the United States; most states have several, so that none of them is taken unasked. */
const GRIDS_OF_STATE: Readonly<Record<string, string>> = {
  CA: 'CAMX NWPP',
  CO: 'RMPA',
  FL: 'FRCC SRSO',
  IL: 'RFCW SRMW',
  MA: 'NEWE',
  MI: 'RFCM RFCW',
  MN: 'MROW',
  NY: 'NYUP NYCW NYLI',
  PA: 'RFCE RFCW',
  TX: 'ERCT SPSO SRMV AZNM',
  WA: 'NWPP',
}

/** The grids that a text may mean if it is the code of a state, such as `US-TX`. */
export const gridsOfState = (text: string): readonly string[] =>
  (GRIDS_OF_STATE[/^US-([A-Z]{2})$/.exec(text)?.[1] ?? ''] ?? '')
    .split(' ')
    .filter((code) => code !== '')
    .map((code) => `US-${code}`)
