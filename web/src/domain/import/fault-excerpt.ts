import { type LatticeMultiPolygon, polygonBox } from "../lattice/lattice-polygon.ts";
import { latticeAreaOf } from "./lattice-area.ts";

export type FaultPlace = { x: number; y: number; area_m2: number };

export type FaultExcerpt = {
  /** Half the side of the picture, in lattice units of latitude. */
  half: number;
  /** Radius of a circle that has the fault's area, at least a twentieth of the picture. */
  radius: number;
  /** Outlines that meet the picture: x grows east, y grows south, the fault in the middle. */
  shapes: readonly { gridId: number; path: string }[];
};

const leastHalf = 6_000;

/** The borders around a fault as paths of a small picture, scaled so that a metre is as long each way. */
export function faultExcerpt(
  polygons: ReadonlyMap<number, LatticeMultiPolygon>,
  fault: FaultPlace,
): FaultExcerpt {
  const latitude = fault.y / 1e7;
  const stretch = Math.cos((latitude * Math.PI) / 180);
  const radius = Math.sqrt((latticeAreaOf(fault.area_m2, latitude) * stretch) / Math.PI);
  const half = Math.max(leastHalf, radius * 4);
  const shapes: { gridId: number; path: string }[] = [];
  for (const [gridId, polygon] of polygons) {
    const box = polygonBox(polygon);
    const isNear =
      box !== null &&
      box.minX <= fault.x + half / stretch &&
      box.maxX >= fault.x - half / stretch &&
      box.minY <= fault.y + half &&
      box.maxY >= fault.y - half;
    if (isNear) shapes.push({ gridId, path: pathOf(polygon, fault, stretch) });
  }
  return { half, radius: Math.max(radius, half / 20), shapes };
}

function pathOf(polygon: LatticeMultiPolygon, fault: FaultPlace, stretch: number): string {
  return polygon
    .flat()
    .map((ring) => {
      const points: string[] = [];
      for (let i = 0; i + 1 < ring.length; i += 2) {
        const x = ((ring[i] ?? 0) - fault.x) * stretch;
        const y = fault.y - (ring[i + 1] ?? 0);
        points.push(`${Math.round(x)} ${Math.round(y)}`);
      }
      return `M${points.join("L")}Z`;
    })
    .join("");
}
