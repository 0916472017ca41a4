import { CoverEditor } from "../../web/src/domain/assignment/cell-cover.ts";
import { buildArcTopology } from "../../web/src/domain/lattice/arc-topology.ts";
import { encodeCoverage } from "../../web/src/domain/lattice/coverage-codec.ts";
import type { LatticeMultiPolygon } from "../../web/src/domain/lattice/lattice-polygon.ts";
import { cellCoverContender } from "./assign-contenders.ts";
import { cpuMilliseconds, measureRounds, median } from "./measure.ts";
import { MESH_BOX, makeNoisyMesh } from "./noisy-mesh.ts";
import { edgeLngLats, uniformLngLats } from "./proof-points.ts";
import { seededRandom } from "./seeded-random.ts";

export type SizeReport = {
  readonly polygons: number;
  readonly build_cpu_ms: number;
  readonly index_mb: number;
  readonly uniform_points_per_second: number;
  readonly edges_points_per_second: number;
  readonly patch_cpu_ms: { readonly median: number; readonly p95: number };
  readonly patch_identical: boolean;
};

const BUILDS = 3;
const PATCHES = 60;

/** Build, memory, speed and patches of one size. */
export async function measureSize(
  polygons: number,
  points: number,
  rounds: number,
): Promise<SizeReport> {
  const mesh = benchMesh(polygons);
  const builds: number[] = [];
  let editor = new CoverEditor([]);
  for (let i = 0; i < BUILDS; i++) {
    const from = cpuMilliseconds();
    editor = new CoverEditor(mesh);
    builds.push(cpuMilliseconds() - from);
  }
  const speed = async (lngLats: Float64Array): Promise<number> => {
    const results = await measureRounds([cellCoverContender(editor.cover, lngLats)], rounds, 2);
    return Math.round(1e9 / (results.get("cell_cover")?.median ?? Number.NaN));
  };
  const indexMegabytes = editor.toBytes().length / 1e6;
  const uniform = await speed(uniformLngLats(MESH_BOX, points, 21));
  const edges = await speed(edgeLngLats(mesh, MESH_BOX, points, 22));
  return {
    polygons,
    build_cpu_ms: Math.round(median(builds)),
    index_mb: Number(indexMegabytes.toFixed(1)),
    uniform_points_per_second: uniform,
    edges_points_per_second: edges,
    ...measurePatches(editor, mesh),
  };
}

export function benchMesh(polygons: number): LatticeMultiPolygon[] {
  return makeNoisyMesh({
    cells: polygons,
    seed: 7,
    box: MESH_BOX,
    stepsPerEdge: 8,
    islandEvery: 250,
  });
}

/** One vertex of one side moved, as a planner's edit would: the neighbour keeps its own for the moment. */
function measurePatches(
  editor: CoverEditor,
  mesh: LatticeMultiPolygon[],
): Pick<SizeReport, "patch_cpu_ms" | "patch_identical"> {
  const random = seededRandom(23);
  const edited = [...mesh];
  const times: number[] = [];
  for (let patch = 0; patch < PATCHES; patch++) {
    const rank = Math.floor(random() * mesh.length);
    const [shell, ...others] = mesh[rank]?.[0] ?? [];
    if (shell === undefined) continue;
    const moved = shell.slice();
    moved[0] = (moved[0] ?? 0) + 300;
    edited[rank] = [[moved, ...others], ...(mesh[rank]?.slice(1) ?? [])];
    const from = cpuMilliseconds();
    editor.replace(rank, edited[rank]);
    times.push(cpuMilliseconds() - from);
  }
  times.sort((a, b) => a - b);
  const fresh = new CoverEditor(edited);
  return {
    patch_cpu_ms: {
      median: Number(median(times).toFixed(2)),
      p95: Number((times[Math.floor(times.length * 0.95)] ?? Number.NaN).toFixed(2)),
    },
    patch_identical: Buffer.compare(fresh.toBytes(), editor.toBytes()) === 0,
  };
}

export type WireReport = {
  readonly polygons: number;
  readonly encoded_mb: number;
  /** The prototype's form of the same arcs: plain deltas as zig-zag varints, arcs named by index. */
  readonly plain_varints_mb: number;
  readonly geojson_mb: number;
};

export function measureWire(polygons: number): WireReport {
  const mesh = benchMesh(polygons);
  const encoded = encodeCoverage(mesh.map((polygon, id) => ({ id, polygon })));
  const topology = buildArcTopology(mesh);
  let plain = 0;
  for (const xy of topology.arcs) {
    for (let i = 2; i < xy.length; i++) plain += varintBytes((xy[i] ?? 0) - (xy[i - 2] ?? 0));
    plain += 8;
  }
  const uses = topology.polygons.flat(2).reduce((sum, ring) => sum + ring.length, 0);
  let coordinates = 0;
  for (const polygon of mesh) {
    for (const part of polygon) for (const ring of part) coordinates += ring.length + 2;
  }
  return {
    polygons,
    encoded_mb: Number((encoded.length / 1e6).toFixed(3)),
    plain_varints_mb: Number(((plain + uses * 3) / 1e6).toFixed(3)),
    // "121.1234567,": twelve characters a coordinate on average, brackets included.
    geojson_mb: Number(((coordinates * 12.5) / 1e6).toFixed(1)),
  };
}

function varintBytes(value: number): number {
  const code = value < 0 ? -2 * value - 1 : 2 * value;
  return Math.max(1, Math.ceil(Math.log2(code + 1) / 7));
}
