/** Who answers for the demo city: units, about two thousand people, posts, slots, leaders, logins. */

import { CITY_DEPARTMENTS, type DepartmentPlan } from "./departments.ts";
import type { CityModel, GridNode } from "./model.ts";
import { personName, phoneNumber } from "./names/person-names.ts";
import { initialsOf, romanized, romanizedPerson } from "./names/romanize.ts";
import {
  LOGIN_NAMES,
  type Organisation,
  type PersonRow,
  type UnitRow,
} from "./organisation-file.ts";
import { type Random, randomFor } from "./random.ts";
import { CITY_TEAM, DISTRICT_TEAM } from "./teams.ts";

const SQUAD_DISTRICT = "990102";
/** Subjects that a street's deputy leaders divide among themselves (R72). */
const SUBJECTS = ["市容环境", "综合执法", "安全生产"] as const;

class Builder {
  readonly units: UnitRow[] = [];
  readonly people: PersonRow[] = [];
  readonly memberships: [number, string, string | null, string | null][] = [];
  readonly slots: [string, number, number][] = [];
  readonly leaders: [string, string, string, number, string | null][] = [];
  readonly deputies: [number, number, string][] = [];
  readonly logins: { login: string; role: string; person: number }[] = [];
  private readonly random: Random;
  private readonly model: CityModel;

  constructor(model: CityModel, seed: number) {
    this.model = model;
    this.random = randomFor(seed, "organisation");
  }

  unit(row: Omit<UnitRow, "initials" | "phone">): string {
    const phone = `0990-${String(5000000 + this.units.length * 13)}`;
    this.units.push({ ...row, initials: initialsOf(row.name), phone });
    return row.code;
  }

  person(grid: string, unit: string | null, sourceType: PersonRow["sourceType"] = "staff"): number {
    const name = personName(this.random);
    const phone = phoneNumber(this.people.length + 1);
    this.people.push({
      name,
      nameEn: romanizedPerson(name),
      initials: initialsOf(name),
      phone,
      sourceType,
      unit,
      grid,
    });
    return this.people.length - 1;
  }

  post(person: number, role: string, grid: string | null, unit: string | null): number {
    this.memberships.push([person, role, grid, unit]);
    return person;
  }

  login(login: string, role: string, person: number): void {
    if (!this.logins.some((known) => known.role === role))
      this.logins.push({ login, role, person });
  }

  nodes(level: number, parent?: string): GridNode[] {
    return this.model.nodes.filter(
      (n) => n.level === level && (parent === undefined || n.parentCode === parent),
    );
  }

  city(): void {
    const city = this.nodes(1)[0];
    if (!city) return;
    const centre = this.unit({
      code: `CC-${city.code}`,
      parent: null,
      kind: "city_centre",
      name: `${city.name}城市运行管理中心`,
      nameEn: `${city.nameEn} Operations Centre`,
      area: city.code,
    });
    this.leaders.push([city.code, "main_leader", "", this.person(city.code, null), null]);
    this.leaders.push([city.code, "leader_in_charge", "", this.person(city.code, null), centre]);
    for (const [role, count] of CITY_TEAM) {
      for (let i = 0; i < count; i += 1) {
        const person = this.post(this.person(city.code, centre), role, city.code, centre);
        this.login(LOGIN_NAMES[role] ?? role, role, person);
      }
    }
    for (const department of CITY_DEPARTMENTS) this.cityDepartment(department, city);
    for (const district of this.nodes(2)) this.district(district, centre);
  }

  private cityDepartment(department: DepartmentPlan, city: GridNode): void {
    const code = `D-${department.key}`;
    this.unit({
      code,
      parent: null,
      kind: department.kind,
      name: `${city.name}${department.name}`,
      nameEn: `${city.nameEn} ${department.nameEn}`,
      area: city.code,
    });
    this.staff(code, city.code, 1);
  }

  /** One who signs for the unit and some who do the work. */
  private staff(unit: string, grid: string, handlers: number): number {
    const head = this.post(this.person(grid, unit), "handling_unit", null, unit);
    for (let i = 0; i < handlers; i += 1) this.post(this.person(grid, unit), "handler", null, unit);
    return head;
  }

  private district(district: GridNode, cityCentre: string): void {
    const centre = this.unit({
      code: `DC-${district.code}`,
      parent: cityCentre,
      kind: "district_centre",
      name: `${district.name}网格化指挥中心`,
      nameEn: `${district.nameEn} Command Centre`,
      area: district.code,
    });
    this.leaders.push([district.code, "main_leader", "", this.person(district.code, null), null]);
    this.leaders.push([
      district.code,
      "leader_in_charge",
      "",
      this.person(district.code, null),
      centre,
    ]);
    for (const [role, count] of DISTRICT_TEAM) {
      for (let i = 0; i < count; i += 1)
        this.post(this.person(district.code, centre), role, district.code, centre);
    }
    for (const department of CITY_DEPARTMENTS.filter((d) => d.hasBranches)) {
      const code = `D-${department.key}-${district.code}`;
      this.unit({
        code,
        parent: `D-${department.key}`,
        kind: "department",
        name: `${district.name}${department.branch}`,
        nameEn: `${district.nameEn} ${department.nameEn}`,
        area: district.code,
      });
      const head = this.staff(code, district.code, 2);
      if (district.code === SQUAD_DISTRICT && department.key === "cg")
        this.login("unit", "handling_unit", head);
    }
    for (const street of this.nodes(3, district.code)) this.street(street, centre);
    if (district.code === SQUAD_DISTRICT) this.mobileSquad(district);
  }

  private street(street: GridNode, centre: string): void {
    const office = this.unit({
      code: `S-${street.code}`,
      parent: centre,
      kind: "street_office",
      name: `${street.name}${street.isRural ? "人民政府" : "办事处"}`,
      nameEn: `${street.nameEn} Office`,
      area: street.code,
    });
    const first = this.person(street.code, office);
    this.leaders.push([street.code, "first_responsible", "", first, office]);
    SUBJECTS.forEach((subject, index) => {
      const person = this.person(street.code, office);
      this.leaders.push([street.code, "main_responsible", subject, person, office]);
      if (index === 0)
        this.login(
          "street",
          "street_official",
          this.post(person, "street_official", street.code, office),
        );
    });
    if (street.code.startsWith(SQUAD_DISTRICT)) this.squad(street, office);
    this.communities(street, office);
  }

  /** R5–R7: the squad's leader is a deputy head of the street's city-management office too. */
  private squad(street: GridNode, office: string): void {
    const short = street.name.replace("街道", "");
    const code = this.unit({
      code: `Q-${street.code}`,
      parent: `D-cg-${SQUAD_DISTRICT}`,
      kind: "squad",
      name: `${short}执法中队`,
      nameEn: `${romanized(short)} Enforcement Squad`,
      area: street.code,
    });
    const leader = this.staff(code, street.code, 2 + this.random.index(6));
    this.post(leader, "street_official", street.code, office);
    this.login("handler", "handler", leader + 1);
  }

  private mobileSquad(district: GridNode): void {
    const code = this.unit({
      code: `Q-${district.code}-M`,
      parent: `D-cg-${SQUAD_DISTRICT}`,
      kind: "mobile_squad",
      name: `${district.name}机动执法中队`,
      nameEn: `${district.nameEn} Mobile Squad`,
      area: district.code,
    });
    this.staff(code, district.code, 8);
  }

  private communities(street: GridNode, office: string): void {
    const grids = this.nodes(4, street.code);
    const isDense = street.code.startsWith("990102") || street.code.startsWith("990103");
    let shared: number[] = [];
    grids.forEach((grid, index) => {
      const isEnterprise = grid.kind === "enterprise";
      const code = this.unit({
        code: `C-${grid.code}`,
        parent: office,
        kind: isEnterprise ? "enterprise" : "community_office",
        name: isEnterprise
          ? grid.name
          : `${grid.name}${grid.isRural ? "村民委员会" : "居民委员会"}`,
        nameEn: isEnterprise ? grid.nameEn : `${grid.nameEn} Committee`,
        area: grid.code,
      });
      const head = this.person(grid.code, code, isEnterprise ? "enterprise" : "staff");
      this.leaders.push([grid.code, "direct_responsible", "", head, code]);
      // Outside the dense districts two neighbouring grids share their supervisors.
      const isSharing = !isDense && !isEnterprise && index % 2 === 1 && shared.length === 3;
      const three = isSharing ? shared : this.threeSupervisors(grid, street, isEnterprise);
      shared = isEnterprise ? shared : three;
      this.fillSlots(grid, three, isSharing);
    });
  }

  private threeSupervisors(grid: GridNode, street: GridNode, isEnterprise: boolean): number[] {
    return [1, 2, 3].map((slot) => {
      const rural = slot === 1 ? "part_time" : this.random.chance(0.5) ? "militia" : "part_time";
      const source = isEnterprise ? "enterprise" : street.isRural ? rural : "coordinator";
      return this.person(grid.code, `S-${street.code}`, source);
    });
  }

  private fillSlots(grid: GridNode, three: readonly number[], isSharing: boolean): void {
    three.forEach((person, index) => {
      if (!isSharing) this.post(person, "supervisor", grid.code, null);
      // One slot in seventy stands empty.
      if (this.random.chance(1 / 70) && this.logins.some((l) => l.role === "supervisor")) return;
      this.slots.push([grid.code, index + 1, person]);
      this.login("supervisor", "supervisor", person);
    });
    const [a, b] = three;
    if (!isSharing && a !== undefined && b !== undefined && this.random.chance(0.06))
      this.deputies.push([a, b, "A"]);
  }
}

export function buildOrganisation(model: CityModel, seed: number): Organisation {
  const b = new Builder(model, seed);
  b.city();
  const { units, people, memberships, slots, leaders, deputies, logins } = b;
  return { units, people, memberships, slots, leaders, deputies, logins };
}
