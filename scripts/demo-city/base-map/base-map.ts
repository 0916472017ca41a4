/** Land, water, parks, roads and places of the fictional city: a base map that needs no network. */
import { dissolve } from "../../../web/src/domain/grids/dissolve.ts";
import { labelPoint } from "../../../web/src/domain/grids/label-point.ts";
import type { LatticeMesh } from "../mesh/lattice-mesh.ts";
import { distance, type Point } from "../mesh/plan-space.ts";
import { riverHalfWidth } from "../mesh/site.ts";
import type { CityModel } from "../model.ts";
import { shuffled } from "../name-city.ts";
import { LAKE_NAME, RIVER_NAME, roadNamePool } from "../names/place-names.ts";
import { romanized } from "../names/romanize.ts";
import { type Random, randomFor } from "../random.ts";
import { drawBridges } from "./bridges.ts";
import {
  type BaseFeature,
  type BaseLayer,
  degrees,
  feature,
  multiPolygon,
  type Position,
  position,
  ringPolygon,
} from "./geojson.ts";
import type { Ground } from "./ground.ts";
import { drawPlaces } from "./places.ts";
import { drawRoads, type Road, type RoadNetwork } from "./road-network.ts";
import { drawRiver } from "./water.ts";

export const LAYER_NAMES = ["land", "water", "parks", "roads", "places"] as const;
export type LayerName = (typeof LAYER_NAMES)[number];
export type BaseMap = Readonly<Record<LayerName, BaseLayer>>;

const PARK_NAMES = [
  "中央公园",
  "文昌公园",
  "百花园",
  "青石公园",
  "银杏园",
  "体育公园",
  "儿童公园",
  "劳动公园",
  "滨海公园",
  "樱花园",
  "竹园",
  "月季园",
  "植物园",
  "星河公园",
  "锦帆公园",
  "灯塔公园",
  "渔歌公园",
  "海棠园",
  "柳浪公园",
  "荷塘公园",
  "听涛公园",
  "安澜公园",
  "朝晖公园",
  "新桥公园",
  "书院公园",
  "槐荫园",
  "织锦园",
  "东津公园",
  "西园",
  "揽月公园",
];

function named(name: string): { name: string; name_en: string } {
  return { name, name_en: romanized(name) };
}

function parksLayer(mesh: LatticeMesh, ground: Ground): BaseLayer {
  const shape = { x: mesh.x, y: mesh.y, cells: mesh.cells.map((cell) => [cell.ring]) };
  const forests = ground.forests.map((cells, i) =>
    feature(multiPolygon(dissolve(shape, cells)), {
      class: "forest",
      ...(i === 0 ? named("云麓山") : {}),
    }),
  );
  const parks = ground.parks.map((cells, i) => {
    const name = cells.length > 2 ? (PARK_NAMES[i % PARK_NAMES.length] ?? "") : "";
    const label = i < PARK_NAMES.length && name ? named(name) : {};
    return feature(multiPolygon(dissolve(shape, cells)), { class: "park", ...label });
  });
  return { type: "FeatureCollection", features: [...forests, ...parks] };
}

/** The line as positions; ends on the river are pulled back to the bank. */
function roadPositions(mesh: LatticeMesh, network: RoadNetwork, road: Road): Position[] {
  const ids = road.vertices;
  const at = (i: number): Position => degrees(mesh.x[ids[i] ?? 0] ?? 0, mesh.y[ids[i] ?? 0] ?? 0);
  const line = ids.map((_, i) => at(i));
  const last = ids.length - 1;
  if (network.onRiver.has(ids[0] ?? -1)) line[0] = pulledBack(at(0), at(1));
  if (network.onRiver.has(ids[last] ?? -1)) line[last] = pulledBack(at(last), at(last - 1));
  return line;
}

/** Metres are good enough here: this is ink, not truth. */
function pulledBack(end: Position, before: Position): Position {
  const metres = { x: 107034, y: 110659 };
  const dx = (before[0] - end[0]) * metres.x;
  const dy = (before[1] - end[1]) * metres.y;
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const back = Math.min(
    0.85,
    (riverHalfWidth({ x: 0, y: (end[1] - 16) * metres.y }) + 34) / length,
  );
  return [
    Math.round((end[0] + (before[0] - end[0]) * back) * 1e6) / 1e6,
    Math.round((end[1] + (before[1] - end[1]) * back) * 1e6) / 1e6,
  ];
}

function lineLength(line: readonly Position[]): number {
  let metres = 0;
  line.forEach((b, i) => {
    const a = line[i - 1];
    if (!a) return;
    const d = (p: Position): Point => ({ x: p[0] * 107034, y: p[1] * 110659 });
    metres += distance(d(a), d(b));
  });
  return metres;
}

function roadFeatures(mesh: LatticeMesh, network: RoadNetwork, random: Random): BaseFeature[] {
  const avenues = shuffled(roadNamePool(["大道"]), random).sort((a, b) => a.length - b.length);
  const streets = shuffled(roadNamePool(["路", "街"]), random).sort((a, b) => a.length - b.length);
  const drawn = network.roads
    .map((road) => ({ road, line: roadPositions(mesh, network, road) }))
    .map((one) => ({ ...one, metres: lineLength(one.line) }))
    .filter(({ road, metres }) => road.roadClass !== "branch" || metres > 60)
    .sort((a, b) => b.metres - a.metres);
  return drawn.map(({ road, line, metres }) => {
    const { roadClass } = road;
    const pool = roadClass === "arterial" ? avenues : streets;
    const name = roadClass !== "branch" && metres > 900 ? pool.shift() : undefined;
    return feature(
      { type: "LineString", coordinates: line },
      { class: roadClass, ...(name ? named(name) : {}) },
    );
  });
}

export function drawBaseMap(model: CityModel, ground: Ground, seed: number): BaseMap {
  const { mesh } = model;
  const shape = { x: mesh.x, y: mesh.y, cells: mesh.cells.map((cell) => [cell.ring]) };
  const all = mesh.cells.map((_, i) => i);
  const lake = dissolve(
    shape,
    all.filter((i) => mesh.cells[i]?.isLake),
  );
  const river = drawRiver(mesh);
  const network = drawRoads(mesh, ground);
  const random = randomFor(seed, "roads");
  const banks = river.banks.map((line, i) =>
    feature(
      { type: "LineString", coordinates: line.map(position) },
      { class: "secondary", ...named(i === 0 ? "滨江东路" : "滨江西路") },
    ),
  );
  const lakeLabel = labelPoint(lake);
  return {
    land: {
      type: "FeatureCollection",
      features: [feature(multiPolygon(dissolve(shape, all)), { class: "land" })],
    },
    water: {
      type: "FeatureCollection",
      features: [
        feature(ringPolygon(river.ring), { class: "river", ...named(RIVER_NAME) }),
        feature(ringPolygon(river.source), { class: "lake", ...named("云源水库") }),
        feature(multiPolygon(lake), { class: "lake", ...named(LAKE_NAME) }),
      ],
    },
    parks: parksLayer(mesh, ground),
    roads: {
      type: "FeatureCollection",
      features: [...roadFeatures(mesh, network, random), ...banks, ...drawBridges(mesh, network)],
    },
    places: {
      type: "FeatureCollection",
      features: drawPlaces(model, ground, river.middle, degrees(lakeLabel.x, lakeLabel.y), seed),
    },
  };
}
