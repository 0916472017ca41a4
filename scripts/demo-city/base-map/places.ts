/** Labels and points of interest. */

import type { Point } from "../mesh/plan-space.ts";
import type { CityModel, GridNode } from "../model.ts";
import { LAKE_NAME, RIVER_NAME } from "../names/place-names.ts";
import { romanized } from "../names/romanize.ts";
import { randomFor } from "../random.ts";
import { type BaseFeature, degrees, feature, type Position, position } from "./geojson.ts";
import type { Ground } from "./ground.ts";

const KINDS = [
  ["hospital", "医院", "Hospital"],
  ["school", "中学", "Middle School"],
  ["market", "农贸市场", "Market"],
  ["school", "小学", "Primary School"],
  ["station", "公交枢纽", "Bus Hub"],
  ["office", "便民服务中心", "Service Centre"],
] as const;

function point(at: Position, kind: string, name: string, nameEn: string): BaseFeature {
  return feature({ type: "Point", coordinates: at }, { class: kind, name, name_en: nameEn });
}

function streetPlaces(
  model: CityModel,
  ground: Ground,
  street: GridNode,
  seed: number,
): BaseFeature[] {
  const random = randomFor(seed, `places ${street.code}`);
  const cells = model.unitCodes
    .map((code, index) => ({ code, index }))
    .filter(
      ({ code, index }) =>
        code.startsWith(street.code) && ["town", "village"].includes(ground.cover[index] ?? ""),
    );
  const short = street.name.replace(/(街道|镇)$/, "");
  return KINDS.flatMap(([kind, suffix, suffixEn]) => {
    if (cells.length === 0 || random.chance(0.3)) return [];
    const cell = model.mesh.cells[random.pick(cells).index];
    if (!cell) return [];
    const x = cell.ring.reduce((sum, v) => sum + (model.mesh.x[v] ?? 0), 0) / cell.ring.length;
    const y = cell.ring.reduce((sum, v) => sum + (model.mesh.y[v] ?? 0), 0) / cell.ring.length;
    return [point(degrees(x, y), kind, short + suffix, `${romanized(short)} ${suffixEn}`)];
  });
}

export function drawPlaces(
  model: CityModel,
  ground: Ground,
  river: readonly Point[],
  lake: Position,
  seed: number,
): BaseFeature[] {
  const onRiver = [0.2, 0.45, 0.7]
    .map((share) => river[Math.floor(river.length * share)])
    .flatMap((p) =>
      p ? [point(position(p), "water", RIVER_NAME, `${romanized(RIVER_NAME)} River`)] : [],
    );
  const seaNames: readonly [string, Point][] = [
    ["云汀湾", { x: -9200, y: 9600 }],
    ["临屿湾", { x: -10400, y: -8200 }],
    ["望屿海峡", { x: 10900, y: -7900 }],
    ["映江口", { x: -2900, y: -10600 }],
  ];
  const seas = seaNames.map(([name, p]) => point(position(p), "water", name, romanized(name)));
  const streets = model.nodes.filter((node) => node.level === 3);
  return [
    point(lake, "water", LAKE_NAME, `${romanized(LAKE_NAME)} Lake`),
    point(position({ x: -7300, y: 5600 }), "mountain", "云麓山", "Mount Yunlu"),
    ...onRiver,
    ...seas,
    ...streets.flatMap((street) => streetPlaces(model, ground, street, seed)),
  ];
}
