/** Invents the calls a hotline takes: where, what, who rings. Reads only what the public API gives. */
import { fromWgs84 } from "../../web/src/domain/geo/coordinate-systems.ts";
import { locate } from "../../web/src/domain/grids/ring-access.ts";
import type { LatticeMultiPolygon } from "../../web/src/domain/lattice/lattice-polygon.ts";
import type { CaseClass } from "../catalogue/case-class.ts";
import { buildClassMix, cumulative, drawIndex } from "../demo-city/case-plan/class-mix.ts";
import { descriptionOf } from "../demo-city/case-plan/wording.ts";
import { personName, phoneNumber } from "../demo-city/names/person-names.ts";
import { type Random, randomFor } from "../demo-city/random.ts";

export interface CallTarget {
  readonly gridId: number;
  readonly name: string;
  readonly polygon: LatticeMultiPolygon;
  readonly areaM2: number;
}

export interface Call {
  readonly className: string;
  readonly gridName: string;
  readonly request: {
    readonly class_id: string;
    readonly source: string;
    readonly description: string;
    readonly address: string;
    readonly x: number;
    readonly y: number;
    readonly accuracy_m: number;
    readonly raw: { readonly x: number; readonly y: number; readonly crs: string };
    readonly reporter: {
      readonly name: string;
      readonly phone: string;
      readonly wants_callback: boolean;
    };
  };
}

export type Caller = (month: number) => Call;

const SOURCES = ["hotline", "hotline", "hotline", "wechat"] as const;

function pointInside(polygon: LatticeMultiPolygon, random: Random): { x: number; y: number } {
  const shell = polygon[0]?.[0] ?? new Int32Array();
  const xs = shell.filter((_, i) => i % 2 === 0);
  const ys = shell.filter((_, i) => i % 2 === 1);
  const [minX, maxX, minY, maxY] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.min(...ys),
    Math.max(...ys),
  ];
  for (let tries = 0; tries < 200; tries += 1) {
    const x = Math.floor(random.between(minX, maxX));
    const y = Math.floor(random.between(minY, maxY));
    if (locate(x, y, shell) === 1) return { x, y };
  }
  return { x: shell[0] ?? 0, y: shell[1] ?? 0 };
}

/** Small communities are crowded ones: they ring as often as wide ones. */
export function buildCaller(
  targets: readonly CallTarget[],
  catalogue: readonly CaseClass[],
  seed: number,
): Caller {
  const random = randomFor(seed, "calls");
  const mix = buildClassMix(catalogue);
  const sums = cumulative(targets.map((t) => 1 / Math.sqrt(Math.max(t.areaM2, 10_000))));
  return (month) => {
    const { row } = mix.draw(month, random);
    const target = targets[drawIndex(sums, random)];
    if (!target) throw new Error("no grids to ring from");
    const { x, y } = pointInside(target.polygon, random);
    const source = random.pick(SOURCES);
    const crs = random.chance(0.6) ? "GCJ02" : random.chance(0.3) ? "BD09" : "WGS84";
    const [rawX, rawY] = fromWgs84([x / 1e7, y / 1e7], crs);
    return {
      className: row.name_zh,
      gridName: target.name,
      request: {
        class_id: row.class_id,
        source,
        description: descriptionOf(row.code, row.name_zh, random),
        address: `${target.name}${1 + random.index(200)}号附近`,
        x,
        y,
        accuracy_m: 10 + random.index(40),
        raw: { x: rawX, y: rawY, crs },
        reporter: {
          name: personName(random),
          phone: phoneNumber(5000 + random.index(4999)),
          wants_callback: random.chance(0.4),
        },
      },
    };
  };
}
