import type { DemoCity, DemoGrid } from "../city-files.ts";
import type { Random } from "../random.ts";
import { UNITS_PER_METRE } from "./placing.ts";

interface OffCoast {
  readonly share: number;
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly isFar: boolean;
}

/** Reports from piers, and from boats out at sea. */
const OFF_COAST: readonly OffCoast[] = [
  { share: 0.0007, fromMetres: 6, toMetres: 24, isFar: false },
  { share: 0.0008, fromMetres: 260, toMetres: 1500, isFar: true },
];

/** Which kind a uniform draw falls into, if any. */
export function drawOffCoast(draw: number): OffCoast | undefined {
  let left = draw;
  return OFF_COAST.find(({ share }) => {
    left -= share;
    return left < 0;
  });
}

export function coastalUnits(city: DemoCity): DemoGrid[] {
  const outline = new Set<string>();
  const [root] = city.grids;
  for (const ring of root?.polygon.flat() ?? [])
    for (let i = 0; i < ring.length; i += 2) outline.add(`${ring[i]},${ring[i + 1]}`);
  return city.grids.filter((g) => {
    const ring = g.polygon[0]?.[0];
    return g.level === 5 && ring !== undefined && outline.has(`${ring[0]},${ring[1]}`);
  });
}

/** A point seaward of the unit: from the city's middle through its label, beyond its first vertex. */
export function outside(
  unit: DemoGrid,
  fromMetres: number,
  toMetres: number,
  random: Random,
): { x: number; y: number } {
  const ring = unit.polygon[0]?.[0] ?? new Int32Array();
  const [x = 0, y = 0] = ring;
  const dx = (x - unit.label.x) / UNITS_PER_METRE.x;
  const dy = (y - unit.label.y) / UNITS_PER_METRE.y;
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const away = random.between(fromMetres, toMetres);
  return {
    x: Math.round(x + (dx / length) * away * UNITS_PER_METRE.x),
    y: Math.round(y + (dy / length) * away * UNITS_PER_METRE.y),
  };
}
