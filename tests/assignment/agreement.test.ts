import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  compareAssignments,
  compareIndex,
  comparePostgis,
} from "../../scripts/bench/find-disagreements.ts";
import {
  loadProofGrids,
  openProofDatabase,
  type ProofDatabase,
} from "../../scripts/bench/proof-database.ts";
import {
  alongEdges,
  boxAround,
  joinPoints,
  outsidePoints,
  type Points,
  uniformPoints,
  vertexPoints,
} from "../../scripts/bench/proof-points.ts";
import {
  cleanMesh,
  demoGrids,
  type ProofSet,
  uncleanMesh,
  usCounties,
} from "../../scripts/bench/proof-sets.ts";
import { nativeSkipReason } from "../../scripts/test/native-cluster.ts";
import { preparedPglite } from "../fixtures/test-stack.ts";

/** Of the order of a minute in all; `npm run prove:assign` asks millions. */
const UNIFORM = 50_000;
const ALONG_EDGES = 40_000;
const OUTSIDE = 20_000;

function hardPoints(set: ProofSet): Points {
  const polygons = set.grids.map(({ polygon }) => polygon);
  return joinPoints(
    uniformPoints(boxAround(polygons, 0.05), UNIFORM, 1),
    vertexPoints(polygons),
    alongEdges(polygons, ALONG_EDGES, 2),
    outsidePoints(polygons, OUTSIDE, 3),
  );
}

/** Few enough for exact distances to neighbours, hard enough: borders and what lies just outside. */
function distancePoints(set: ProofSet): Points {
  const polygons = set.grids.map(({ polygon }) => polygon);
  return joinPoints(
    uniformPoints(boxAround(polygons, 0.05), 150, 4),
    alongEdges(polygons, 150, 5),
    outsidePoints(polygons, 600, 6),
  );
}

const sets = new Map(
  [
    cleanMesh(400),
    uncleanMesh(400),
    usCounties("06"),
    usCounties("37"),
    demoGrids(4),
    demoGrids(5),
  ].map((set) => [set.name, set]),
);

test.each([...sets.keys()])("index and reference agree on every point: %s", (name) => {
  const set = sets.get(name) as ProofSet; // named by its own key
  const { points, disagreements } = compareIndex(set, hardPoints(set));
  expect(points).toBeGreaterThan(UNIFORM + ALONG_EDGES + OUTSIDE);
  expect(disagreements.slice(0, 5)).toEqual([]);
});

const nativeMissing = nativeSkipReason();

describe.skipIf(nativeMissing !== undefined)(`native PostGIS ${nativeMissing ?? ""}`, () => {
  let proof: ProofDatabase | undefined;

  beforeAll(async () => {
    proof = await openProofDatabase("native");
  });
  afterAll(() => proof?.close());

  test.each([...sets.keys()])(
    "PostGIS agrees on every point and every answer: %s",
    async (name) => {
      if (proof === undefined) throw new Error("No database");
      const set = sets.get(name) as ProofSet; // named by its own key
      await loadProofGrids(proof.db, set.grids, set.kx);
      const owners = await comparePostgis(proof.db, set, hardPoints(set));
      expect(owners.disagreements.slice(0, 5)).toEqual([]);
      const answers = await compareAssignments(proof.db, set, distancePoints(set));
      expect(answers.disagreements.slice(0, 5)).toEqual([]);
    },
  );
});

test("PGlite gives the same answers on the demo city's communities", async () => {
  const proof = await openProofDatabase("embedded", {
    loadDataDir: await preparedPglite(),
  });
  if (proof === undefined) throw new Error("PGlite is always there");
  const set = demoGrids(4);
  await loadProofGrids(proof.db, set.grids, set.kx);
  const polygons = set.grids.map(({ polygon }) => polygon);
  const points = joinPoints(
    uniformPoints(boxAround(polygons, 0.05), 5000, 7),
    alongEdges(polygons, 10_000, 8),
  );
  const owners = await comparePostgis(proof.db, set, points);
  const answers = await compareAssignments(proof.db, set, distancePoints(set));
  await proof.close();
  expect(owners.disagreements.slice(0, 5)).toEqual([]);
  expect(answers.disagreements.slice(0, 5)).toEqual([]);
});
