import type { Database } from "../../supabase/embedded/database.ts";
import { type Assignment, assignPoint } from "../../web/src/domain/assignment/assign-point.ts";
import { buildCellCover } from "../../web/src/domain/assignment/cell-cover.ts";
import { ownersOf } from "../../web/src/domain/assignment/cover-batch.ts";
import {
  buildReferenceIndex,
  type ReferenceIndex,
} from "../../web/src/domain/assignment/reference-index.ts";
import { assignInSql, ownersInSql, type SqlAssignment } from "./proof-database.ts";
import type { Points } from "./proof-points.ts";
import type { ProofSet } from "./proof-sets.ts";
import { seededRandom } from "./seeded-random.ts";

export type Disagreement = {
  readonly x: number;
  readonly y: number;
  readonly reference: string;
  readonly other: string;
};

export type Comparison = {
  readonly points: number;
  readonly disagreements: readonly Disagreement[];
};

/** Ranks of the owners by the reference, -1 for none. */
export function referenceOwners(index: ReferenceIndex, points: Points): Int32Array {
  const owners = new Int32Array(points.length / 2);
  for (let i = 0; i < owners.length; i++) {
    owners[i] = index.ownersOf(points[2 * i] ?? 0, points[2 * i + 1] ?? 0)[0] ?? -1;
  }
  return owners;
}

export function compareOwners(
  points: Points,
  reference: Int32Array,
  other: Int32Array,
): Comparison {
  const disagreements: Disagreement[] = [];
  for (let i = 0; i < reference.length; i++) {
    if (reference[i] === other[i]) continue;
    disagreements.push({
      x: points[2 * i] ?? 0,
      y: points[2 * i + 1] ?? 0,
      reference: String(reference[i]),
      other: String(other[i]),
    });
  }
  return { points: reference.length, disagreements };
}

/** Reference against the cell-cover index. */
export function compareIndex(set: ProofSet, points: Points): Comparison {
  const index = buildReferenceIndex(set.grids);
  const cover = buildCellCover(set.grids.map(({ polygon }) => polygon));
  return compareOwners(points, referenceOwners(index, points), ownersOf(cover, points));
}

/** The cell-cover index (proved against the reference) against PostGIS; the set must be loaded. */
export async function comparePostgis(
  db: Database,
  set: ProofSet,
  points: Points,
): Promise<Comparison> {
  const cover = buildCellCover(set.grids.map(({ polygon }) => polygon));
  const inSql = await ownersInSql(db, points);
  return compareOwners(
    points,
    ownersOf(cover, points),
    inSql.map((gridId) => gridId - 1),
  );
}

const ACCURACIES_METERS = [null, 0, 12.5, 35, 120, 199.99, 500];

/** Whole answers (method, grid, candidates, distances) of `assignPoint` and `private.assign_points_bulk`. */
export async function compareAssignments(
  db: Database,
  set: ProofSet,
  points: Points,
): Promise<Comparison> {
  const index = buildReferenceIndex(set.grids);
  const random = seededRandom(3);
  const accuracies = Array.from(
    { length: points.length / 2 },
    () => ACCURACIES_METERS[Math.floor(random() * ACCURACIES_METERS.length)] ?? null,
  );
  const inSql = await assignInSql(db, points, accuracies);
  const disagreements: Disagreement[] = [];
  accuracies.forEach((accuracyMeters, i) => {
    const x = points[2 * i] ?? 0;
    const y = points[2 * i + 1] ?? 0;
    const reference = spell(assignPoint(index, { x, y, accuracyMeters }, set.kx));
    const other = spellSql(inSql[i]);
    if (reference !== other) disagreements.push({ x, y, reference, other });
  });
  return { points: accuracies.length, disagreements };
}

/** Distances are for display: a hundredth of a millimetre, tested apart from the choice. */
const rounded = (meters: number): string => meters.toFixed(4);

function spell(assignment: Assignment): string {
  if (assignment.method === "unassigned") return "unassigned";
  const candidates = assignment.candidates.map((c) => `${c.code}@${rounded(c.distanceMeters)}`);
  const { method, gridId, borderDistanceMeters } = assignment;
  return `${method} ${gridId} ${rounded(borderDistanceMeters)} ${candidates.join(" ")}`;
}

function spellSql(answer: SqlAssignment | undefined): string {
  if (answer === undefined || answer.method === "unassigned") return String(answer?.method);
  const candidates = answer.candidates.map((c) => `${c.code}@${rounded(c.distance_m)}`);
  return `${answer.method} ${answer.grid_id} ${rounded(answer.border_distance_m ?? -1)} ${candidates.join(" ")}`;
}
