/** Where main roads of both banks reach the river near each other, a bridge joins them. */
import type { LatticeMesh } from "../mesh/lattice-mesh.ts";
import { distance, type Point } from "../mesh/plan-space.ts";
import { romanized } from "../names/romanize.ts";
import { type BaseFeature, degrees, feature } from "./geojson.ts";
import type { RoadNetwork } from "./road-network.ts";

const NAMES = [
  "云汀大桥",
  "映江一桥",
  "汀桥",
  "文昌桥",
  "江岚大桥",
  "安澜桥",
  "望江桥",
  "海口大桥",
  "新桥",
  "听涛桥",
  "锦帆桥",
  "百花桥",
];
const REACH_METRES = 620;

interface Head {
  readonly end: Point;
  /** One junction inland. */
  readonly inland: Point;
  readonly inlandVertex: number;
  readonly isEast: boolean;
}

function heads(mesh: LatticeMesh, network: RoadNetwork): Head[] {
  const metres = (v: number): Point => ({
    x: (mesh.x[v] ?? 0) * 0.0107034,
    y: (mesh.y[v] ?? 0) * 0.0110659,
  });
  const eastVertices = new Set<number>();
  for (const cell of mesh.cells) {
    if ([1, 2, 4].includes(mesh.plan.streets[cell.street]?.district ?? -1))
      for (const v of cell.ring) eastVertices.add(v);
  }
  return network.roads
    .filter((road) => road.roadClass !== "branch")
    .flatMap((road) => {
      const ids = road.vertices;
      return [
        [ids[0], ids[1]],
        [ids.at(-1), ids.at(-2)],
      ] as const;
    })
    .flatMap(([end, inland]): Head[] => {
      if (end === undefined || inland === undefined || !network.onRiver.has(end)) return [];
      return [
        {
          end: metres(end),
          inland: metres(inland),
          inlandVertex: inland,
          isEast: eastVertices.has(inland),
        },
      ];
    });
}

export function drawBridges(mesh: LatticeMesh, network: RoadNetwork): BaseFeature[] {
  const all = heads(mesh, network);
  const east = all.filter((head) => head.isEast);
  const pairs = all
    .filter((head) => !head.isEast)
    .flatMap((w) =>
      east.map((e) => ({ w, e, gap: distance(w.end, e.end), span: distance(w.inland, e.inland) })),
    )
    .filter(({ gap, span }) => gap < 260 && span < REACH_METRES)
    .sort((a, b) => a.gap - b.gap);
  const built: { w: Head; e: Head }[] = [];
  for (const { w, e } of pairs) {
    const isNear = built.some(
      (other) => distance(other.w.end, w.end) < 900 || distance(other.e.end, e.end) < 900,
    );
    if (!isNear) built.push({ w, e });
  }
  return built.map(({ w, e }, i) => {
    const at = (v: number): [number, number] => degrees(mesh.x[v] ?? 0, mesh.y[v] ?? 0);
    const name = NAMES[i % NAMES.length] ?? "";
    return feature(
      { type: "LineString", coordinates: [at(w.inlandVertex), at(e.inlandVertex)] },
      { class: "arterial", bridge: true, name, name_en: romanized(name) },
    );
  });
}
