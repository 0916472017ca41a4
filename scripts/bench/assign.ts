import { parseArgs } from "node:util";
import { buildCellCover } from "../../web/src/domain/assignment/cell-cover.ts";
import { ownersOf } from "../../web/src/domain/assignment/cover-batch.ts";
import { buildReferenceIndex } from "../../web/src/domain/assignment/reference-index.ts";
import { snapAll } from "../../web/src/domain/lattice/lattice-point.ts";
import {
  cellCoverContender,
  postgisContender,
  turfContender,
  whichPolygonContender,
} from "./assign-contenders.ts";
import { benchMesh, measureSize, measureWire } from "./assign-size.ts";
import { compareOwners, referenceOwners } from "./find-disagreements.ts";
import { measureRounds } from "./measure.ts";
import { MESH_BOX } from "./noisy-mesh.ts";
import {
  loadProofGrids,
  openProofDatabase,
  ownersInSql,
  type ProofDatabase,
} from "./proof-database.ts";
import { edgeLngLats, uniformLngLats } from "./proof-points.ts";
import { meshSet, type ProofSet } from "./proof-sets.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    points: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "9" },
    polygons: { type: "string", default: "8858" },
    /** Leaves out 50,000 polygons and the wire sizes. */
    quick: { type: "boolean", default: false },
  },
});

const POSTGIS_COMPARED = 20_000;

type SpeedReport = {
  points: number;
  points_per_second: number;
  best_points_per_second: number;
  cpu_ns_per_point: Record<string, number>;
  ratio: { which_polygon: number; turf_flatbush: number; postgis: number | null };
};

type Options = { set: ProofSet; proof: ProofDatabase | undefined; rounds: number };

async function measureSpeed(
  lngLats: Float64Array,
  { set, proof, rounds }: Options,
): Promise<{ report: SpeedReport; disagreements: number }> {
  const cover = buildCellCover(set.grids.map(({ polygon }) => polygon));
  const index = buildReferenceIndex(set.grids);
  const contenders = [
    cellCoverContender(cover, lngLats),
    whichPolygonContender(set, lngLats),
    turfContender(index, lngLats),
    ...(proof === undefined ? [] : [await postgisContender(proof, lngLats)]),
  ];
  const results = await measureRounds(contenders, rounds, 2);
  const own = results.get("cell_cover") ?? { median: Number.NaN, best: Number.NaN };
  const ratio = (name: string): number =>
    Number(((results.get(name)?.median ?? Number.NaN) / own.median).toFixed(1));
  const points = snapAll(lngLats);
  const owners = ownersOf(cover, points);
  let disagreements = compareOwners(points, referenceOwners(index, points), owners).disagreements
    .length;
  if (proof !== undefined) {
    const some = points.subarray(0, 2 * POSTGIS_COMPARED);
    const inSql = (await ownersInSql(proof.db, some)).map((gridId) => gridId - 1);
    disagreements += compareOwners(some, inSql, owners).disagreements.length;
  }
  return {
    disagreements,
    report: {
      points: points.length / 2,
      points_per_second: Math.round(1e9 / own.median),
      best_points_per_second: Math.round(1e9 / own.best),
      cpu_ns_per_point: Object.fromEntries(
        [...results].map(([name, { median }]) => [name, Number(median.toFixed(1))]),
      ),
      ratio: {
        which_polygon: ratio("which_polygon"),
        turf_flatbush: ratio("turf_flatbush"),
        postgis: proof === undefined ? null : ratio("postgis"),
      },
    },
  };
}

async function main(): Promise<void> {
  const count = Number(values.points);
  const rounds = Number(values.rounds);
  const set = meshSet(benchMesh(Number(values.polygons)));
  const polygons = set.grids.map(({ polygon }) => polygon);
  const proof = await openProofDatabase("native");
  if (proof !== undefined) await loadProofGrids(proof.db, set.grids, set.kx);
  const options = { set, proof, rounds };
  const uniform = await measureSpeed(uniformLngLats(MESH_BOX, count, 31), options);
  const edges = await measureSpeed(edgeLngLats(polygons, MESH_BOX, count, 32), options);
  await proof?.close();
  const report = {
    polygons: set.grids.length,
    disagreements: uniform.disagreements + edges.disagreements,
    uniform: uniform.report,
    edges: edges.report,
    ...(values.quick
      ? {}
      : {
          sizes: [
            await measureSize(Number(values.polygons), count, rounds),
            await measureSize(50_625, count, rounds),
          ],
          wire: [measureWire(7088), measureWire(50_625)],
        }),
  };
  console.log(JSON.stringify(report, null, values.json ? undefined : 2));
}

await main();
