/** Addresses and descriptions as operators type them. */
import type { DemoCity, DemoGrid } from "../city-files.ts";
import type { Random } from "../random.ts";

interface NamedLine {
  readonly properties: { readonly name?: string };
  readonly geometry: {
    readonly type: string;
    readonly coordinates: readonly (readonly [number, number])[];
  };
}

function key(lng: number, lat: number): string {
  return `${Math.round(lng * 1e6)},${Math.round(lat * 1e6)}`;
}

/** Named roads at each unit: the road runs along its border, so it shares vertices with it. */
export function roadsByUnit(city: DemoCity): Map<string, string[]> {
  const layer = city.layers.find((l) => l.name === "roads");
  const { features } = JSON.parse(layer?.text ?? '{"features":[]}') as { features: NamedLine[] };
  const roadsAt = new Map<string, string[]>();
  for (const { properties, geometry } of features) {
    const { name } = properties;
    if (!name || geometry.type !== "LineString") continue;
    for (const [lng, lat] of geometry.coordinates) {
      const at = key(lng, lat);
      roadsAt.set(at, [...(roadsAt.get(at) ?? []), name]);
    }
  }
  const found = new Map<string, string[]>();
  for (const unit of city.grids) {
    if (unit.level !== 5) continue;
    const ring = unit.polygon[0]?.[0] ?? new Int32Array();
    const names = new Set<string>();
    for (let i = 0; i < ring.length; i += 2) {
      const lng = Math.round((ring[i] ?? 0) / 10) / 1e6;
      const lat = Math.round((ring[i + 1] ?? 0) / 10) / 1e6;
      for (const name of roadsAt.get(key(lng, lat)) ?? []) names.add(name);
    }
    if (names.size > 0) found.set(unit.code, [...names]);
  }
  return found;
}

const NEAR = [
  "路口",
  "公交站旁",
  "小区门口",
  "学校门口",
  "菜市场旁",
  "绿化带",
  "人行道",
  "便利店门前",
  "桥下",
  "停车场入口",
] as const;

export function addressOf(
  unit: DemoGrid,
  community: DemoGrid,
  roads: ReadonlyMap<string, string[]>,
  random: Random,
): string {
  const names = roads.get(unit.code);
  if (names && random.chance(0.85)) {
    const road = random.pick(names);
    return random.chance(0.6)
      ? `${road}${1 + random.index(380)}号附近`
      : `${road}${random.pick(NEAR)}`;
  }
  return `${community.name}${unit.name.slice(-4)}${random.pick(NEAR)}`;
}

const PHRASES: Readonly<Record<string, readonly string[]>> = {
  "07001": ["墙面、电杆上张贴非法小广告多处", "公交站牌贴有小广告，需清理", "楼道口外墙喷涂小广告"],
  "06010": ["路边有暴露垃圾，有异味", "垃圾袋散落在人行道上", "绿化带内有暴露垃圾一堆"],
  "06036": ["门前堆放杂物，影响通行", "人行道上乱堆纸箱、木板", "楼前空地堆放旧家具杂物"],
  "06012": ["路面不洁，有积尘落叶", "机动车道边有泥沙", "人行道污渍多，需冲洗"],
  "09009": ["机动车占用人行道停放", "机动车违停堵住路口", "路侧黄线内停放多辆机动车"],
  "09010": ["非机动车乱停放，占用盲道", "电动车停放杂乱，堵塞通道"],
  "09001": ["流动商贩占道售卖水果", "小吃推车无照经营，围观人多", "路口有游商摆摊"],
  "09006": ["占道摆摊经营，行人需绕行", "夜市摊位占用机动车道"],
  "09005": ["店铺出店经营，货物摆到人行道", "餐馆在店外摆放桌椅"],
  "09011": ["共享单车成片倒伏", "共享单车堆积在地铁口"],
  "06042": ["垃圾箱满溢，垃圾外溢", "垃圾站未及时清运"],
  "06011": ["积存建筑垃圾约两方", "渣土堆放无覆盖"],
  "06001": ["楼顶私搭彩钢棚", "小区内私自搭建围挡"],
  "06013": ["路面破损，有坑洞", "人行道砖松动缺失"],
  "06028": ["夜间噪声大，居民无法休息", "广场音响声音过大"],
  "06029": ["露天烧烤，烟尘扰民"],
  "99999": ["路面塌陷，约两平方米，请速围挡"],
  "99995": ["燃气管道疑似破裂，有明显气味"],
  "99997": ["排水管堵塞，污水漫上路面"],
  "99994": ["道路积水约二十厘米，车辆熄火"],
};

export function descriptionOf(code: string, name: string, random: Random): string {
  const phrases = PHRASES[code];
  return phrases ? random.pick(phrases) : `发现${name}，请派人处置`;
}
