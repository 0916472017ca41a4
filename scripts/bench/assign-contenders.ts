import { createRequire } from "node:module";
import type { FeatureCollection, MultiPolygon } from "geojson";
import type { CellCover } from "../../web/src/domain/assignment/cell-cover.ts";
import { ownersOfLngLats } from "../../web/src/domain/assignment/cover-batch.ts";
import type { ReferenceIndex } from "../../web/src/domain/assignment/reference-index.ts";
import { snapAll } from "../../web/src/domain/lattice/lattice-point.ts";
import { toGeoJson } from "../../web/src/domain/lattice/lattice-polygon.ts";
import { type Contender, cpuMilliseconds, cpuMillisecondsOf } from "./measure.ts";
import { ownersInSql, type ProofDatabase } from "./proof-database.ts";
import type { ProofSet } from "./proof-sets.ts";

/** The package comes without types. */
type WhichPolygon = (
  features: FeatureCollection<MultiPolygon, { rank: number }>,
) => (lngLat: [number, number]) => { rank: number } | null;

const require = createRequire(import.meta.url);
const whichPolygon = require("which-polygon") as WhichPolygon;

/** Points each peer answers in a round: enough for a steady figure, not so many that nobody waits. */
const PEER_POINTS = { whichPolygon: 50_000, turf: 20_000, postgis: 4000 };

/** Results are added up here, so that no optimiser drops the work. */
export const sink = { sum: 0 };

/** Snap, sort and answer: from degrees to ranks. */
export function cellCoverContender(cover: CellCover, lngLats: Float64Array): Contender {
  return {
    name: "cell_cover",
    points: lngLats.length / 2,
    async run() {
      const from = cpuMilliseconds();
      const owners = ownersOfLngLats(cover, lngLats);
      const spent = cpuMilliseconds() - from;
      sink.sum += owners[owners.length >> 1] ?? 0;
      return spent;
    },
  };
}

/** The first feature found in degrees: it does not know the rule, and is not asked to. */
export function whichPolygonContender(set: ProofSet, lngLats: Float64Array): Contender {
  const query = whichPolygon({
    type: "FeatureCollection",
    features: set.grids.map(({ polygon }, rank) => ({
      type: "Feature",
      properties: { rank },
      geometry: toGeoJson(polygon),
    })),
  });
  const points = Math.min(PEER_POINTS.whichPolygon, lngLats.length / 2);
  return {
    name: "which_polygon",
    points,
    async run() {
      const from = cpuMilliseconds();
      for (let i = 0; i < points; i++) {
        const found = query([lngLats[2 * i] ?? 0, lngLats[2 * i + 1] ?? 0]);
        sink.sum += found?.rank ?? 0;
      }
      return cpuMilliseconds() - from;
    },
  };
}

/** The reference itself. */
export function turfContender(index: ReferenceIndex, lngLats: Float64Array): Contender {
  const points = Math.min(PEER_POINTS.turf, lngLats.length / 2);
  const xy = snapAll(lngLats.subarray(0, 2 * points));
  return {
    name: "turf_flatbush",
    points,
    async run() {
      const from = cpuMilliseconds();
      for (let i = 0; i < points; i++) {
        sink.sum += index.ownersOf(xy[2 * i] ?? 0, xy[2 * i + 1] ?? 0)[0] ?? 0;
      }
      return cpuMilliseconds() - from;
    },
  };
}

/** ST_Covers with its GiST index, set-based; CPU of the server's process, the wire left out. */
export async function postgisContender(
  proof: ProofDatabase,
  lngLats: Float64Array,
): Promise<Contender> {
  const points = Math.min(PEER_POINTS.postgis, lngLats.length / 2);
  const xy = snapAll(lngLats.subarray(0, 2 * points));
  return {
    name: "postgis",
    points,
    async run() {
      return proof.db.transaction(async (tx) => {
        const { rows } = await tx.query<{ pid: number }>("select pg_backend_pid() as pid");
        const pid = rows[0]?.pid ?? 0;
        const fromWall = performance.now();
        const from = cpuMillisecondsOf(pid);
        await ownersInSql(tx, xy);
        const to = cpuMillisecondsOf(pid);
        return from === undefined || to === undefined ? performance.now() - fromWall : to - from;
      });
    },
  };
}
