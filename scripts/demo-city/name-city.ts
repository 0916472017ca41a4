/** Codes and names: rows from north to south, in each row from west to east (standards 1.3). */

import type { BaseGrid } from "./mesh/communities.ts";
import type { LatticeMesh } from "./mesh/lattice-mesh.ts";
import type { Point } from "./mesh/plan-space.ts";
import { DISTRICTS } from "./mesh/streets.ts";
import { CITY_CODE, type CityModel, type GridNode } from "./model.ts";
import {
  CITY_NAME,
  communityNamePool,
  ENTERPRISE_NAMES,
  LAKE_NAME,
  STREET_NAMES,
  villageNamePool,
} from "./names/place-names.ts";
import { initialsOf, romanized } from "./names/romanize.ts";
import { type Random, randomFor } from "./random.ts";

/** Reading order: bands of the given height from the north, each from the west. */
export function readingOrder<T>(
  items: readonly T[],
  at: (item: T) => Point,
  bandMetres: number,
): T[] {
  return items
    .map((item) => ({ item, p: at(item) }))
    .sort((a, b) => {
      const band = Math.floor(-a.p.y / bandMetres) - Math.floor(-b.p.y / bandMetres);
      return band || a.p.x - b.p.x || b.p.y - a.p.y;
    })
    .map(({ item }) => item);
}

export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = random.index(i + 1);
    const a = copy[i];
    const b = copy[j];
    if (a !== undefined && b !== undefined) {
      copy[i] = b;
      copy[j] = a;
    }
  }
  return copy;
}

function padded(value: number): string {
  return String(value).padStart(3, "0");
}

interface Names {
  community(): string;
  village(): string;
  enterprise(): readonly [string, string];
}

function nameStock(seed: number): Names {
  const random = randomFor(seed, "names");
  const communities = shuffled(communityNamePool(), random);
  const villages = shuffled(villageNamePool(), random);
  const enterprises = shuffled(ENTERPRISE_NAMES, random);
  const take = (pool: string[]): string => pool.pop() ?? "无名";
  return {
    community: () => take(communities),
    village: () => take(villages),
    enterprise: () => enterprises.pop() ?? ["企业", "Enterprise"],
  };
}

class Namer {
  readonly nodes: GridNode[] = [];
  readonly unitCodes: string[];
  private readonly mesh: LatticeMesh;
  private readonly names: Names;

  constructor(mesh: LatticeMesh, seed: number) {
    this.mesh = mesh;
    this.names = nameStock(seed);
    this.unitCodes = mesh.cells.map(() => "");
  }

  private add(node: Omit<GridNode, "nameEn" | "initials">, nameEn: string): void {
    this.nodes.push({ ...node, nameEn, initials: initialsOf(node.name) });
  }

  city(): void {
    this.add(
      {
        level: 1,
        code: CITY_CODE,
        parentCode: null,
        name: CITY_NAME,
        kind: "standard",
        isRural: false,
      },
      `${romanized(CITY_NAME.slice(0, -1))} City`,
    );
    DISTRICTS.forEach((district, index) => {
      // 01 is kept for the "municipal districts" of the national list.
      const code = `${CITY_CODE}${String(index + 2).padStart(2, "0")}`;
      this.add(
        {
          level: 2,
          code,
          parentCode: CITY_CODE,
          name: district.name,
          kind: "standard",
          isRural: false,
        },
        `${romanized(district.name.slice(0, -1))} District`,
      );
      this.streets(index, code);
    });
  }

  private streets(district: number, districtCode: string): void {
    const { plan } = this.mesh;
    const mine = readingOrder(
      plan.streets.filter((s) => s.district === district),
      (s) => s.seed,
      2200,
    );
    const stock = STREET_NAMES[DISTRICTS[district]?.name ?? ""];
    const streetNames = [...(stock?.streets ?? [])];
    const townNames = [...(stock?.towns ?? [])];
    let streetNumber = 1;
    let townNumber = 100;
    for (const street of mine) {
      const short = this.shortName(street.index, street.isTown ? townNames : streetNames);
      const number = street.isTown ? townNumber++ : streetNumber++;
      const code = districtCode + padded(number);
      const name = `${short}${street.isTown ? "镇" : "街道"}`;
      const nameEn = `${romanized(short)} ${street.isTown ? "Town" : "Subdistrict"}`;
      this.add(
        {
          level: 3,
          code,
          parentCode: districtCode,
          name,
          kind: "standard",
          isRural: street.isTown,
        },
        nameEn,
      );
      this.baseGrids(street.index, code, street.isTown);
    }
  }

  private shortName(street: number, pool: string[]): string {
    const { plan } = this.mesh;
    if (plan.streets[street]?.isIsland) return takeNamed(pool, "望屿");
    if (street === plan.lakeStreet) return takeNamed(pool, "柳浪");
    return pool.find((name) => name !== "望屿" && name !== "柳浪" && remove(pool, name)) ?? "无名";
  }

  private baseGrids(street: number, streetCode: string, isTown: boolean): void {
    const { mesh } = this;
    const mine = mesh.baseGrids.filter((grid) => grid.street === street);
    const spacing = mesh.plan.streets[street]?.spacing ?? 150;
    const ordered = readingOrder(mine, (grid) => this.centre(grid), spacing * 4.2);
    let community = 1;
    let enterprise = 900;
    ordered.forEach((grid, index) => {
      const isEnterprise = grid.kind === "enterprise";
      const code = streetCode + padded(isEnterprise ? enterprise++ : community++);
      const isVillage = isTown && !isEnterprise && index % 4 !== 0;
      const { name, nameEn } = this.baseName(grid, isVillage);
      this.add(
        {
          level: 4,
          code,
          parentCode: streetCode,
          name,
          kind: isEnterprise ? "enterprise" : "standard",
          isRural: isVillage,
        },
        nameEn,
      );
      this.units(grid, code, name, nameEn, spacing);
    });
  }

  private baseName(grid: BaseGrid, isVillage: boolean): { name: string; nameEn: string } {
    if (grid.isLake)
      return { name: `${LAKE_NAME}风景区`, nameEn: `${romanized(LAKE_NAME)} Lake Scenic Area` };
    if (grid.kind === "enterprise") {
      const [name, nameEn] = this.names.enterprise();
      return { name, nameEn };
    }
    const short = isVillage ? this.names.village() : this.names.community();
    const suffixEn = isVillage ? "Village" : "Community";
    return {
      name: `${short}${isVillage ? "村" : "社区"}`,
      nameEn: `${romanized(short)} ${suffixEn}`,
    };
  }

  private units(grid: BaseGrid, code: string, name: string, nameEn: string, spacing: number): void {
    const ordered = readingOrder(
      grid.cells,
      (cell) => this.mesh.cells[cell]?.seed ?? { x: 0, y: 0 },
      spacing,
    );
    ordered.forEach((cell, index) => {
      const unit = code + padded(index + 1);
      const number = String(index + 1).padStart(2, "0");
      this.unitCodes[cell] = unit;
      this.add(
        {
          level: 5,
          code: unit,
          parentCode: code,
          name: `${name}${number}网格`,
          kind: "standard",
          isRural: false,
        },
        `${nameEn} unit ${number}`,
      );
    });
  }

  private centre(grid: BaseGrid): Point {
    let x = 0;
    let y = 0;
    for (const cell of grid.cells) {
      x += this.mesh.cells[cell]?.seed.x ?? 0;
      y += this.mesh.cells[cell]?.seed.y ?? 0;
    }
    return { x: x / grid.cells.length, y: y / grid.cells.length };
  }
}

function remove(pool: string[], name: string): boolean {
  const at = pool.indexOf(name);
  if (at >= 0) pool.splice(at, 1);
  return at >= 0;
}

function takeNamed(pool: string[], name: string): string {
  remove(pool, name);
  return name;
}

export function nameCity(mesh: LatticeMesh, seed: number): CityModel {
  const namer = new Namer(mesh, seed);
  namer.city();
  return { mesh, nodes: namer.nodes, unitCodes: namer.unitCodes };
}
