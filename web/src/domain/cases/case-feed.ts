import type { LiveCase } from "../schemas/live-case.ts";
import { type CaseFilter, matchesFilter } from "./case-filter.ts";
import {
  type CasePoint,
  flagOnAccount,
  flagSuspended,
  flagUnassigned,
  flagUrgent,
  type PointColumns,
  PointStore,
} from "./point-store.ts";

export interface FeedScope {
  filter: CaseFilter;
  /** Whether the case belongs to the selected grid, by its chain. */
  isInGrid: (change: LiveCase) => boolean;
}

export interface FeedNews {
  /** Cases that were not on the map before this change. */
  arrivals: readonly number[];
  /** Something only the server can judge: ask again soon. */
  needsServer: boolean;
}

type Listener = (news: FeedNews) => void;

/** The cases of the map and who wants to know when they change. Lives outside React: a live city changes many times a second. */
export class CaseFeed {
  store = new PointStore();
  readonly #listeners = new Set<Listener>();

  replace(columns: PointColumns): void {
    const before = this.store;
    this.store = PointStore.fromColumns(columns);
    // Whoever compares revisions must see that this is another set.
    this.store.revision += before.revision;
    this.#tell({ arrivals: [], needsServer: false });
  }

  apply(
    changes: readonly LiveCase[],
    scope: FeedScope,
    time: { nowS: number; dayStartS: number },
  ): void {
    const arrivals: number[] = [];
    let needsServer = false;
    let changed = false;
    for (const change of changes) {
      const matches = scope.isInGrid(change)
        ? matchesFilter(scope.filter, toFilteredCase(change), time)
        : false;
      if (matches === false) changed = this.store.remove(change.case_id) || changed;
      else if (matches === null && this.store.rowOf(change.case_id) < 0) needsServer = true;
      else {
        if (this.store.upsert(toPoint(change))) arrivals.push(change.case_id);
        changed = true;
      }
    }
    if (changed || needsServer) this.#tell({ arrivals, needsServer });
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #tell(news: FeedNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}

const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);

function toFilteredCase(change: LiveCase) {
  return {
    state: change.state,
    suspended: change.suspended,
    reportedAtS: seconds(change.reported_at),
    deadlineAtS: change.deadline_at === null ? null : seconds(change.deadline_at),
    classId: change.class_id,
    onAccount: change.on_account,
    urgent: change.urgent,
    unassigned: change.unassigned,
  };
}

function toPoint(change: LiveCase): CasePoint {
  return {
    caseId: change.case_id,
    x: change.x,
    y: change.y,
    state: change.state,
    classId: change.class_id,
    deadlineS: change.deadline_at === null ? null : seconds(change.deadline_at),
    reportedS: seconds(change.reported_at),
    flags:
      (change.urgent ? flagUrgent : 0) |
      (change.on_account ? flagOnAccount : 0) |
      (change.suspended ? flagSuspended : 0) |
      (change.unassigned ? flagUnassigned : 0),
    street: change.street_id,
    community: change.community_id,
  };
}
