/** Word stock for invented places. Any likeness to a real place is chance. */
export const CITY_NAME = "云汀市";
export const RIVER_NAME = "映江";
export const LAKE_NAME = "镜湖";

export const STREET_NAMES: Readonly<
  Record<string, { readonly streets: readonly string[]; readonly towns: readonly string[] }>
> = {
  汀阳区: {
    streets: [
      "鼓楼",
      "文昌",
      "南门",
      "北关",
      "东津",
      "西园",
      "汀桥",
      "书院",
      "槐荫",
      "织锦",
      "青石",
      "朝晖",
      "百花",
      "新桥",
      "安澜",
      "望江",
      "听涛",
    ],
    towns: [],
  },
  江岚区: { streets: ["江岚", "揽月", "星河", "银杏", "锦帆", "春晓", "科苑"], towns: [] },
  望湖区: { streets: ["柳浪", "荷塘", "芦溪", "枫桥"], towns: ["东篱", "白鹭"] },
  云麓区: { streets: ["云麓", "松岭"], towns: ["石泉", "茶坞", "竹溪"] },
  清渚区: { streets: ["清渚", "渔歌", "海棠"], towns: ["盐坨", "沙洲", "望屿"] },
  临屿区: { streets: ["临港", "船坞", "灯塔"], towns: ["蚝湾"] },
};

/** Chinese and English. */
export const ENTERPRISE_NAMES: readonly (readonly [string, string])[] = [
  ["云汀大学", "Yunting University"],
  ["映江造船集团", "Yingjiang Shipyard"],
  ["云汀第一人民医院", "First People's Hospital"],
  ["云汀会展中心", "Exhibition Centre"],
  ["云汀高铁站", "High-speed Railway Station"],
  ["云汀热电集团", "Heat and Power Works"],
  ["映江水务一水厂", "Waterworks No. 1"],
  ["云汀体育中心", "Sports Centre"],
  ["蓝湾物流园", "Blue Bay Logistics Park"],
  ["云汀理工学院", "Institute of Technology"],
  ["汀阳纺织集团", "Tingyang Textile Works"],
  ["云汀港务集团", "Port Authority"],
  ["临屿石化", "Linyu Petrochemicals"],
  ["云汀客运总站", "Coach Station"],
  ["清渚渔业集团", "Qingzhu Fisheries"],
  ["云汀职业技术学院", "Vocational College"],
  ["云汀植物园", "Botanical Garden"],
  ["望湖科技园", "Lakeview Science Park"],
];

const FIRST =
  "春晨朝明清文永安康和平长福瑞吉金银玉翠青碧红紫云星月华锦秀景新东南西北上下花桃柳桂梅兰竹荷枫杏棠槐榆桐松柏鹤鹭鸿燕莺龙凤水泉石沙溪江海湖霞虹";
const SECOND =
  "晖苑园庭桥河塘湾滨溪泉井巷街坊门楼台亭阁林圃岸渡堤浦洲汀岭冈坡峰谷屏岩坪里居庐景安宁泰和兴盛丰乐悦荣昌瑞祥";
const SURNAMES_OF_VILLAGES =
  "沈陆顾钱施潘吕严戚谢邹柏窦章苏葛奚范彭鲁韦俞任柳鲍史费岑薛雷贺汤滕殷罗毕郝邬";
const VILLAGE_TAILS = [
  "家湾",
  "家坞",
  "家塘",
  "家埠",
  "家岙",
  "家桥",
  "家浜",
  "家圩",
  "家店",
  "家洼",
];

/** Every plausible community name once, in a fixed order that the caller shuffles. */
export function communityNamePool(): string[] {
  const skipped = new Set([
    "大小",
    "小大",
    "上下",
    "下上",
    "江河",
    "海湾",
    "水井",
    "水泉",
    "下流",
    "大楼",
    "小楼",
    "大街",
    "水门",
    "中和",
    "南宁",
    "长安",
    "长春",
    "长兴",
    "永安",
    "北海",
    "北岭",
  ]);
  const pool: string[] = [];
  for (const a of FIRST) {
    for (const b of SECOND) {
      const name = a + b;
      if (a !== b && !skipped.has(name)) pool.push(name);
    }
  }
  return [...new Set(pool)];
}

export function villageNamePool(): string[] {
  const pool: string[] = [];
  for (const surname of SURNAMES_OF_VILLAGES)
    for (const tail of VILLAGE_TAILS) pool.push(surname + tail);
  return pool;
}

const ROAD_FIRST = [
  "云汀",
  "映江",
  "鼓楼",
  "文昌",
  "朝阳",
  "人民",
  "建设",
  "和平",
  "解放",
  "学府",
  "滨海",
  "中山",
  "光明",
  "胜利",
  "长虹",
  "迎宾",
  "科技",
  "创业",
  "环湖",
  "麓山",
  "海关",
  "渔港",
  "灯塔",
  "船厂",
  "盐场",
  "望屿",
  "青石",
  "织锦",
  "百花",
  "书院",
  "银杏",
  "锦帆",
  "星河",
  "揽月",
  "春晓",
  "清渚",
  "海棠",
  "柳浪",
  "荷塘",
  "东篱",
  "白鹭",
  "松岭",
  "茶坞",
  "竹溪",
  "石泉",
  "临港",
  "蚝湾",
  "安澜",
  "听涛",
  "槐荫",
];
const ROAD_SECOND = ["东", "西", "南", "北", "中"];

export function roadNamePool(suffixes: readonly string[]): string[] {
  const pool = suffixes.flatMap((suffix) => ROAD_FIRST.map((first) => first + suffix));
  const halves = suffixes.flatMap((suffix) =>
    ROAD_SECOND.flatMap((second) => ROAD_FIRST.map((first) => first + second + suffix)),
  );
  return [...pool, ...halves];
}
