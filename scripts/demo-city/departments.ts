/** The departments of 篇6 (R177–R181), the utilities, and what each of them handles. */
export interface DepartmentPlan {
  readonly key: string;
  readonly kind: "department" | "company";
  readonly name: string;
  readonly nameEn: string;
  /** Name of the district's branch. */
  readonly branch: string;
  readonly hasBranches: boolean;
}

export const CITY_DEPARTMENTS: readonly DepartmentPlan[] = [
  {
    key: "cg",
    kind: "department",
    name: "城市管理局",
    nameEn: "Urban Management Bureau",
    branch: "城管分局",
    hasBranches: true,
  },
  {
    key: "hw",
    kind: "department",
    name: "环境卫生中心",
    nameEn: "Sanitation Centre",
    branch: "环卫所",
    hasBranches: true,
  },
  {
    key: "js",
    kind: "department",
    name: "住房和城乡建设局",
    nameEn: "Construction Bureau",
    branch: "建设局",
    hasBranches: true,
  },
  {
    key: "jt",
    kind: "department",
    name: "公安交警支队",
    nameEn: "Traffic Police",
    branch: "交警大队",
    hasBranches: true,
  },
  {
    key: "yl",
    kind: "department",
    name: "园林绿化中心",
    nameEn: "Landscaping Centre",
    branch: "园林所",
    hasBranches: true,
  },
  {
    key: "sl",
    kind: "department",
    name: "水利局",
    nameEn: "Water Bureau",
    branch: "水利分局",
    hasBranches: true,
  },
  {
    key: "hb",
    kind: "department",
    name: "生态环境局",
    nameEn: "Environment Bureau",
    branch: "环保分局",
    hasBranches: true,
  },
  {
    key: "gs",
    kind: "department",
    name: "市场监督管理局",
    nameEn: "Market Authority",
    branch: "市场监管分局",
    hasBranches: true,
  },
  {
    key: "yj",
    kind: "department",
    name: "应急管理局",
    nameEn: "Emergency Bureau",
    branch: "",
    hasBranches: false,
  },
  {
    key: "gs-water",
    kind: "company",
    name: "水务集团",
    nameEn: "Water Company",
    branch: "",
    hasBranches: false,
  },
  {
    key: "rq",
    kind: "company",
    name: "燃气集团",
    nameEn: "Gas Company",
    branch: "",
    hasBranches: false,
  },
  {
    key: "rl",
    kind: "company",
    name: "热力公司",
    nameEn: "Heating Company",
    branch: "",
    hasBranches: false,
  },
  {
    key: "gd",
    kind: "company",
    name: "供电公司",
    nameEn: "Power Company",
    branch: "",
    hasBranches: false,
  },
  {
    key: "tx",
    kind: "company",
    name: "通信发展公司",
    nameEn: "Telecom Company",
    branch: "",
    hasBranches: false,
  },
];

/** By the wording of the class: who owns the thing comes first (R75). */
const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/供水|中水|水鹤|水井/, "gs-water"],
  [/燃气|液化气|加油|输油/, "rq"],
  [/热力|供热/, "rl"],
  [/电力|变压器|高压线|路灯|充电|电缆/, "gd"],
  [/通信|电视井|网络井|电话亭|基站|架空线缆/, "tx"],
  [/路面塌陷|道路积水/, "js"],
  [/河道|水域|防汛|堤岸|河/, "sl"],
  [/油烟|噪声|污水|废水|扬尘|医疗废物|焚烧/, "hb"],
  [/农贸市场|无证餐饮|出版物/, "gs"],
  [/绿地|绿化|树|花|园林|病虫害|公园/, "yl"],
  [/机动车|停车|信号灯|交通|消防通道/, "jt"],
  [/垃圾|道路不洁|遗撒|公厕|公共厕所|粪|保洁|满溢/, "hw"],
];
const BY_MAJOR: Readonly<Record<string, string>> = {
  "01": "js",
  "02": "jt",
  "03": "hw",
  "04": "yl",
  "05": "js",
  "06": "hw",
  "07": "cg",
  "08": "js",
  "09": "cg",
  "10": "js",
};

export function departmentKey(className: string, majorCode: string): string {
  return BY_WORD.find(([words]) => words.test(className))?.[1] ?? BY_MAJOR[majorCode] ?? "cg";
}

export function hasBranches(key: string): boolean {
  return CITY_DEPARTMENTS.some((department) => department.key === key && department.hasBranches);
}
