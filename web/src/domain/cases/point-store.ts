/** Cases as the map draws them: columns of numbers, never an object a case. */

import { type CaseClock, type ClockState, clockState } from "./overdue.ts";
import { type CaseStage, caseStage, caseStages } from "./stages.ts";

export const flagUrgent = 1;
export const flagOnAccount = 2;
export const flagSuspended = 4;
export const flagUnassigned = 8;

export interface PointColumns {
  case_id: readonly number[];
  x: readonly number[];
  y: readonly number[];
  state: readonly string[];
  class_id: readonly (string | null)[];
  deadline: readonly (number | null)[];
  reported: readonly number[];
  flags: readonly number[];
  street: readonly (number | null)[];
  community: readonly (number | null)[];
}

export interface CasePoint {
  caseId: number;
  x: number;
  y: number;
  state: string;
  classId: string | null;
  deadlineS: number | null;
  reportedS: number;
  flags: number;
  street: number | null;
  community: number | null;
}

const noNumber = -1;

/** A growing set of case points. Removal moves the last row into the gap, so columns stay dense. */
export class PointStore {
  count = 0;
  /** Raised by every change; whoever draws compares it. */
  revision = 0;
  caseIds = new Float64Array(0);
  /** Degrees, lng and lat interleaved: what the GPU layer reads as it is. */
  positions = new Float64Array(0);
  xs = new Float64Array(0);
  ys = new Float64Array(0);
  deadlinesS = new Float64Array(0);
  reportedS = new Float64Array(0);
  flags = new Uint8Array(0);
  stages = new Uint8Array(0);
  streets = new Float64Array(0);
  communities = new Float64Array(0);
  readonly #rowOfCase = new Map<number, number>();

  static fromColumns(columns: PointColumns): PointStore {
    const store = new PointStore();
    store.#reserve(columns.case_id.length);
    columns.case_id.forEach((caseId, row) => {
      store.upsert({
        caseId,
        x: columns.x[row] ?? 0,
        y: columns.y[row] ?? 0,
        state: columns.state[row] ?? "void",
        classId: columns.class_id[row] ?? null,
        deadlineS: columns.deadline[row] ?? null,
        reportedS: columns.reported[row] ?? 0,
        flags: columns.flags[row] ?? 0,
        street: columns.street[row] ?? null,
        community: columns.community[row] ?? null,
      });
    });
    return store;
  }

  rowOf(caseId: number): number {
    return this.#rowOfCase.get(caseId) ?? noNumber;
  }

  /** True when the case was not there before. */
  upsert(point: CasePoint): boolean {
    const known = this.rowOf(point.caseId);
    const row = known >= 0 ? known : this.count;
    if (known < 0) {
      this.#reserve(this.count + 1);
      this.count += 1;
      this.#rowOfCase.set(point.caseId, row);
    }
    this.caseIds[row] = point.caseId;
    this.xs[row] = point.x;
    this.ys[row] = point.y;
    this.positions[row * 2] = point.x / 1e7;
    this.positions[row * 2 + 1] = point.y / 1e7;
    this.deadlinesS[row] = point.deadlineS ?? Number.NaN;
    this.reportedS[row] = point.reportedS;
    this.flags[row] = point.flags;
    this.stages[row] = caseStages.indexOf(caseStage(point.state));
    this.streets[row] = point.street ?? noNumber;
    this.communities[row] = point.community ?? noNumber;
    this.revision += 1;
    return known < 0;
  }

  remove(caseId: number): boolean {
    const row = this.rowOf(caseId);
    if (row < 0) return false;
    const last = this.count - 1;
    if (row !== last) this.#moveRow(last, row);
    this.#rowOfCase.delete(caseId);
    this.count = last;
    this.revision += 1;
    return true;
  }

  stageAt(row: number): CaseStage {
    return caseStages[this.stages[row] ?? 4] ?? "closed";
  }

  clockAt(row: number, nowS: number): ClockState {
    const deadline = this.deadlinesS[row] ?? Number.NaN;
    const clock: CaseClock = {
      state: stateOfStage[this.stageAt(row)],
      suspended: ((this.flags[row] ?? 0) & flagSuspended) !== 0,
      reportedAtS: this.reportedS[row] ?? 0,
      deadlineAtS: Number.isNaN(deadline) ? null : deadline,
    };
    return clockState(clock, nowS);
  }

  /** How many lie in a box of lattice integers, edges included. */
  countInBox(box: readonly [number, number, number, number]): number {
    let found = 0;
    for (let row = 0; row < this.count; row += 1) {
      if (this.isInBox(row, box)) found += 1;
    }
    return found;
  }

  isInBox(
    row: number,
    [minX, minY, maxX, maxY]: readonly [number, number, number, number],
  ): boolean {
    const x = this.xs[row] ?? Number.NaN;
    const y = this.ys[row] ?? Number.NaN;
    return x >= minX && x <= maxX && y >= minY && y <= maxY;
  }

  /** Cases on the very same lattice point, this one included. */
  coincidentWith(caseId: number): number[] {
    const row = this.rowOf(caseId);
    if (row < 0) return [];
    const found: number[] = [];
    for (let other = 0; other < this.count; other += 1) {
      if (this.xs[other] === this.xs[row] && this.ys[other] === this.ys[row]) {
        found.push(this.caseIds[other] ?? noNumber);
      }
    }
    return found;
  }

  #moveRow(from: number, to: number): void {
    for (const column of this.#columns()) column[to] = column[from] ?? 0;
    this.positions[to * 2] = this.positions[from * 2] ?? 0;
    this.positions[to * 2 + 1] = this.positions[from * 2 + 1] ?? 0;
    this.#rowOfCase.set(this.caseIds[to] ?? noNumber, to);
  }

  #columns(): (Float64Array | Uint8Array)[] {
    return [
      this.caseIds,
      this.xs,
      this.ys,
      this.deadlinesS,
      this.reportedS,
      this.flags,
      this.stages,
      this.streets,
      this.communities,
    ];
  }

  #reserve(rows: number): void {
    if (rows <= this.caseIds.length) return;
    const capacity = Math.max(rows, this.caseIds.length * 2, 1024);
    this.caseIds = growFloats(this.caseIds, capacity);
    this.positions = growFloats(this.positions, capacity * 2);
    this.xs = growFloats(this.xs, capacity);
    this.ys = growFloats(this.ys, capacity);
    this.deadlinesS = growFloats(this.deadlinesS, capacity);
    this.reportedS = growFloats(this.reportedS, capacity);
    this.streets = growFloats(this.streets, capacity);
    this.communities = growFloats(this.communities, capacity);
    this.flags = growBytes(this.flags, capacity);
    this.stages = growBytes(this.stages, capacity);
  }
}

const stateOfStage: Record<CaseStage, string> = {
  intake: "reported",
  dispatch: "dispatched",
  handling: "handling",
  check: "checking",
  closed: "void",
};

function growFloats(column: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(capacity);
  grown.set(column);
  return grown;
}

function growBytes(column: Uint8Array, capacity: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(capacity);
  grown.set(column);
  return grown;
}
