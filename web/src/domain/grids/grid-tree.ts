/** The tree of grids as it stands, in columns (contract: `grids_tree`). Scope is this tree, never a code. */

export interface GridColumns {
  grid_id: readonly number[];
  parent_id: readonly (number | null)[];
  level: readonly number[];
  code: readonly string[];
  name: readonly string[];
  name_en: readonly string[];
  initials: readonly string[];
  label_x: readonly number[];
  label_y: readonly number[];
  min_x: readonly number[];
  min_y: readonly number[];
  max_x: readonly number[];
  max_y: readonly number[];
  area_m2: readonly number[];
}

export interface GridNode {
  gridId: number;
  parentId: number | null;
  level: number;
  code: string;
  name: string;
  nameEn: string;
  initials: string;
  /** Label point and box in degrees. */
  labelLng: number;
  labelLat: number;
  box: readonly [number, number, number, number];
  areaSquareMeters: number;
}

export class GridTree {
  readonly nodes: ReadonlyMap<number, GridNode>;
  readonly #children = new Map<number, GridNode[]>();
  readonly #levels = new Map<number, GridNode[]>();

  constructor(nodes: readonly GridNode[]) {
    const byId = new Map<number, GridNode>();
    for (const node of [...nodes].sort(byCode)) {
      byId.set(node.gridId, node);
      append(this.#levels, node.level, node);
      if (node.parentId !== null) append(this.#children, node.parentId, node);
    }
    this.nodes = byId;
  }

  static fromColumns(columns: GridColumns): GridTree {
    return new GridTree(columns.grid_id.map((_, row) => nodeAt(columns, row)));
  }

  get(gridId: number | null | undefined): GridNode | null {
    return gridId === null || gridId === undefined ? null : (this.nodes.get(gridId) ?? null);
  }

  children(gridId: number): readonly GridNode[] {
    return this.#children.get(gridId) ?? [];
  }

  siblings(gridId: number): readonly GridNode[] {
    const node = this.get(gridId);
    if (node === null) return [];
    return node.parentId === null ? [node] : this.children(node.parentId);
  }

  ofLevel(level: number): readonly GridNode[] {
    return this.#levels.get(level) ?? [];
  }

  levels(): readonly number[] {
    return [...this.#levels.keys()].sort((a, b) => a - b);
  }

  /** From the city down to the grid itself. */
  chain(gridId: number | null | undefined): readonly GridNode[] {
    const chain: GridNode[] = [];
    let node = this.get(gridId);
    while (node !== null && chain.length < 8) {
      chain.unshift(node);
      node = this.get(node.parentId);
    }
    return chain;
  }

  /** The ancestor of a level, the grid itself included. */
  ancestorOfLevel(gridId: number | null | undefined, level: number): GridNode | null {
    return this.chain(gridId).find((node) => node.level === level) ?? null;
  }

  isInside(gridId: number | null, ancestorId: number): boolean {
    return this.chain(gridId).some((node) => node.gridId === ancestorId);
  }
}

/** Name in the language of the reader; English falls back to Chinese where a city has none. */
export function gridName(grid: Pick<GridNode, "name" | "nameEn">, locale: string): string {
  return locale === "en" && grid.nameEn !== "" ? grid.nameEn : grid.name;
}

function nodeAt(columns: GridColumns, row: number): GridNode {
  const degrees = (column: readonly number[]) => (column[row] ?? 0) / 1e7;
  return {
    gridId: columns.grid_id[row] ?? 0,
    parentId: columns.parent_id[row] ?? null,
    level: columns.level[row] ?? 0,
    code: columns.code[row] ?? "",
    name: columns.name[row] ?? "",
    nameEn: columns.name_en[row] ?? "",
    initials: columns.initials[row] ?? "",
    labelLng: degrees(columns.label_x),
    labelLat: degrees(columns.label_y),
    box: [
      degrees(columns.min_x),
      degrees(columns.min_y),
      degrees(columns.max_x),
      degrees(columns.max_y),
    ],
    areaSquareMeters: columns.area_m2[row] ?? 0,
  };
}

const byCode = (a: GridNode, b: GridNode): number =>
  a.level - b.level || (a.code < b.code ? -1 : a.code > b.code ? 1 : a.gridId - b.gridId);

function append(groups: Map<number, GridNode[]>, key: number, node: GridNode): void {
  const group = groups.get(key);
  if (group) group.push(node);
  else groups.set(key, [node]);
}
