/** A shifted pair that came in as if it were not: near the coast it falls into the sea, and is suspected. */
import type { ReferenceIndex } from "../../../web/src/domain/assignment/reference-index.ts";
import { fromWgs84, type LngLat } from "../../../web/src/domain/geo/coordinate-systems.ts";
import { detectLikelyMixup, type LikelyMixup } from "../../../web/src/domain/geo/crs-mixup.ts";
import { snap } from "../../../web/src/domain/lattice/lattice-point.ts";
import type { DemoGrid } from "../city-files.ts";
import type { Random } from "../random.ts";

export interface MixedUp {
  readonly unit: DemoGrid;
  readonly x: number;
  readonly y: number;
  readonly raw: LngLat;
  readonly suspect: LikelyMixup;
}

/** Undefined where no shore of the city lies the right way. */
export function mixUp(
  coast: readonly DemoGrid[],
  index: ReferenceIndex,
  random: Random,
): MixedUp | undefined {
  const cityContains = ([lng, lat]: LngLat): boolean =>
    index.ownersOf(snap(lng), snap(lat)).length > 0;
  for (let tries = 0; tries < 80; tries += 1) {
    const unit = random.pick(coast);
    const raw = fromWgs84([unit.label.x / 1e7, unit.label.y / 1e7], "GCJ02");
    const point = { lng: raw[0], lat: raw[1], crs: "WGS84" } as const;
    const suspect = detectLikelyMixup({ point, cityContains });
    if (suspect) return { unit, x: snap(raw[0]), y: snap(raw[1]), raw, suspect };
  }
  return undefined;
}
