/** The committed demo city, read back: the tree with polygons, ids drawn from the order of the codes. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Topology } from "topojson-specification";
import { ancestorCode, compareCodes } from "../../web/src/domain/grids/codes.ts";
import { dissolve } from "../../web/src/domain/grids/dissolve.ts";
import { type LabelPoint, labelPoint } from "../../web/src/domain/grids/label-point.ts";
import { meshOf } from "../../web/src/domain/grids/mesh.ts";
import {
  type LatticeMultiPolygon,
  polygonArea2,
} from "../../web/src/domain/lattice/lattice-polygon.ts";
import { readLatticeTopoJson } from "../../web/src/domain/lattice/lattice-topojson.ts";
import { LAYER_NAMES } from "./base-map/base-map.ts";
import type { GridNode } from "./model.ts";
import type { Organisation } from "./organisation-file.ts";

export interface DemoGrid extends GridNode {
  readonly gridId: number;
  readonly parentId: number | null;
  readonly polygon: LatticeMultiPolygon;
  readonly label: LabelPoint;
  readonly areaM2: number;
}

export interface UnitGround {
  readonly cover: string;
  readonly urbanity: number;
}

export interface DemoCity {
  /** By level, then code; `gridId` is the place in this list, from 1. */
  readonly grids: readonly DemoGrid[];
  readonly byCode: ReadonlyMap<string, DemoGrid>;
  /** Ground of each unit by code. */
  readonly ground: ReadonlyMap<string, UnitGround>;
  readonly organisation: Organisation;
  readonly layers: readonly {
    readonly name: string;
    readonly text: string;
    readonly digest: string;
  }[];
}

const FOLDER = fileURLToPath(new URL("../../data/demo-city/", import.meta.url));
const read = (name: string): string => readFileSync(FOLDER + name, "utf8");
/** Square metres of one square lattice unit at 16° north. */
const M2_PER_UNIT2 = 0.0107034 * 0.0110659;

/** Files of our own making, checked by digest when they are generated: no schema is asked again. */
function readOwn<T>(name: string): T {
  return JSON.parse(read(name)) as T;
}

interface Cells {
  readonly codes: readonly string[];
  readonly polygons: readonly LatticeMultiPolygon[];
}

function unitNodes(codes: readonly string[], parents: ReadonlyMap<string, GridNode>): GridNode[] {
  return codes.map((code) => {
    const parentCode = ancestorCode(code, 4);
    const parent = parents.get(parentCode);
    const number = code.slice(-2);
    return {
      level: 5,
      code,
      parentCode,
      name: `${parent?.name ?? ""}${number}网格`,
      nameEn: `${parent?.nameEn ?? ""} unit ${number}`,
      initials: `${parent?.initials ?? ""}${number}wg`,
      kind: "standard",
      isRural: false,
    };
  });
}

/** A unit is small and nearly convex: its middle will do; the rest is looked for. */
function labelOf(node: GridNode, polygon: LatticeMultiPolygon): LabelPoint {
  const ring = polygon[0]?.[0];
  if (node.level < 5 || !ring) return labelPoint(polygon);
  let x = 0;
  let y = 0;
  for (let i = 0; i < ring.length; i += 2) {
    x += ring[i] ?? 0;
    y += ring[i + 1] ?? 0;
  }
  return { x: Math.round((2 * x) / ring.length), y: Math.round((2 * y) / ring.length) };
}

function buildGrids(nodes: readonly GridNode[], cells: Cells): DemoGrid[] {
  const mesh = meshOf(cells.polygons);
  const members = new Map<string, number[]>();
  cells.codes.forEach((code, cell) => {
    for (const level of [1, 2, 3, 4, 5] as const) {
      const key = ancestorCode(code, level);
      const list = members.get(key);
      if (list) list.push(cell);
      else members.set(key, [cell]);
    }
  });
  const sorted = [...nodes].sort((a, b) => a.level - b.level || compareCodes(a.code, b.code));
  const ids = new Map(sorted.map((node, index) => [node.code, index + 1]));
  return sorted.map((node, index) => {
    const cellsOf = members.get(node.code) ?? [];
    const own = cells.polygons[cellsOf[0] ?? -1];
    const polygon = node.level === 5 && own ? own : dissolve(mesh, cellsOf);
    return {
      ...node,
      gridId: index + 1,
      parentId: node.parentCode === null ? null : (ids.get(node.parentCode) ?? null),
      polygon,
      label: labelOf(node, polygon),
      areaM2: (Number(polygonArea2(polygon)) / 2) * M2_PER_UNIT2,
    };
  });
}

export function readDemoCity(): DemoCity {
  const { features } = readLatticeTopoJson(readOwn<Topology>("units.topojson"), "units");
  const cells: Cells = {
    codes: features.map((f) => String(f.id)),
    polygons: features.map((f) => f.polygon),
  };
  const upper = readOwn<GridNode[]>("grids.json");
  const nodes = [...upper, ...unitNodes(cells.codes, new Map(upper.map((n) => [n.code, n])))];
  const grids = buildGrids(nodes, cells);
  const file = readOwn<{ cover: string[]; urbanity: number[] }>("ground.json");
  const ground = new Map(
    cells.codes.map((code, i) => [
      code,
      { cover: file.cover[i] ?? "village", urbanity: file.urbanity[i] ?? 0 },
    ]),
  );
  return {
    grids,
    byCode: new Map(grids.map((grid) => [grid.code, grid])),
    ground,
    organisation: readOwn<Organisation>("organisation.json"),
    layers: LAYER_NAMES.map((name) => {
      const text = read(`base-map/${name}.json`);
      return { name, text, digest: createHash("sha256").update(text).digest("hex") };
    }),
  };
}
