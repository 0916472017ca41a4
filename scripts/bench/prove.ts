import { parseArgs } from "node:util";
import {
  type Comparison,
  compareAssignments,
  compareIndex,
  comparePostgis,
} from "./find-disagreements.ts";
import { loadProofGrids, openProofDatabase } from "./proof-database.ts";
import {
  alongEdges,
  boxAround,
  joinPoints,
  outsidePoints,
  type Points,
  uniformPoints,
  vertexPoints,
} from "./proof-points.ts";
import { cleanMesh, demoGrids, type ProofSet, uncleanMesh, usCounties } from "./proof-sets.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    /** Uniform points a set; a quarter as many along edges, a tenth outside, and every vertex. */
    points: { type: "string", default: "1000000" },
    /** Whole answers with candidates and distances, a set. */
    answers: { type: "string", default: "5000" },
    /** native, embedded, or none: without a database the index is held against the reference alone. */
    database: { type: "string", default: "native" },
  },
});

const sets: readonly ProofSet[] = [
  cleanMesh(2000),
  uncleanMesh(2000),
  usCounties(),
  demoGrids(4),
  demoGrids(5),
];

type SetReport = {
  set: string;
  polygons: number;
  index: { points: number; disagreements: number };
  postgis: { points: number; disagreements: number } | null;
  answers: { points: number; disagreements: number } | null;
};

const count = ({ points, disagreements }: Comparison) => ({
  points,
  disagreements: disagreements.length,
});

function say(text: string): void {
  if (!values.json) console.log(text);
}

function pointsOf(set: ProofSet): Points {
  const polygons = set.grids.map(({ polygon }) => polygon);
  const uniform = Number(values.points);
  return joinPoints(
    uniformPoints(boxAround(polygons, 0.05), uniform, 1),
    vertexPoints(polygons),
    alongEdges(polygons, Math.ceil(uniform / 4), 2),
    outsidePoints(polygons, Math.ceil(uniform / 10), 3),
  );
}

function answerPointsOf(set: ProofSet): Points {
  const polygons = set.grids.map(({ polygon }) => polygon);
  const each = Math.ceil(Number(values.answers) / 4);
  return joinPoints(
    uniformPoints(boxAround(polygons, 0.05), each, 4),
    alongEdges(polygons, each, 5),
    outsidePoints(polygons, 2 * each, 6),
  );
}

async function main(): Promise<void> {
  const kind = values.database === "embedded" ? "embedded" : "native";
  const proof = values.database === "none" ? undefined : await openProofDatabase(kind);
  if (proof === undefined) say("PostGIS: not at hand, skipped");
  const reports: SetReport[] = [];
  for (const set of sets) {
    const points = pointsOf(set);
    const report: SetReport = {
      set: set.name,
      polygons: set.grids.length,
      index: count(compareIndex(set, points)),
      postgis: null,
      answers: null,
    };
    if (proof !== undefined) {
      await loadProofGrids(proof.db, set.grids, set.kx);
      report.postgis = count(await comparePostgis(proof.db, set, points));
      report.answers = count(await compareAssignments(proof.db, set, answerPointsOf(set)));
    }
    reports.push(report);
    say(JSON.stringify(report));
  }
  await proof?.close();
  const disagreements = reports.reduce(
    (sum, { index, postgis, answers }) =>
      sum + index.disagreements + (postgis?.disagreements ?? 0) + (answers?.disagreements ?? 0),
    0,
  );
  const total = reports.reduce((sum, { index }) => sum + index.points, 0);
  console.log(
    JSON.stringify({ disagreements, points: total, postgis: proof?.kind ?? null, sets: reports }),
  );
  if (disagreements > 0) process.exitCode = 1;
}

await main();
