import { initialsOf } from "../demo-city/names/romanize.ts";
import { drawIds } from "./existing-city.ts";
import type { ImportDatabase, Statement } from "./import-database.ts";

/** The catalogue's major for classes that a city brought along; numbered backwards from 999 (standards 1.4). */
const localMajor = { code: "99", zh: "导入类别", en: "Imported classes" };

export type NamedCount = { name: string; cases: number };
export type PlannedClass = NamedCount & { classId: string; code: string; isNew: boolean };
export type PlannedUnit = NamedCount & { unitId: number; code: string; isNew: boolean };

type ClassRow = { class_id: string; code: string; name_zh: string; name_en: string };

/** Foreign class → ours by id, code or name; what stays unmapped is kept as a local class. */
export class ClassBook {
  private readonly byName = new Map<string, PlannedClass>();
  private readonly known: ReadonlyMap<string, ClassRow>;
  private nextNumber: number;

  private constructor(rows: readonly ClassRow[]) {
    const known = new Map<string, ClassRow>();
    for (const row of rows) {
      for (const key of [row.class_id, row.code, row.name_en, row.name_zh]) known.set(key, row);
    }
    this.known = known;
    const used = rows.map((row) => /^IMPORT:matter:99(\d{3})$/.exec(row.class_id)?.[1]);
    this.nextNumber = Math.min(1000, ...used.flatMap((number) => (number ? [Number(number)] : [])));
  }

  static async load(database: ImportDatabase): Promise<ClassBook> {
    return new ClassBook(
      await database.query<ClassRow>(
        "select class_id, code, name_zh, name_en from public.case_classes where kind = 'matter' and active",
      ),
    );
  }

  use(name: string): string {
    const entry = this.byName.get(name) ?? this.add(name);
    entry.cases += 1;
    return entry.classId;
  }

  private add(name: string): PlannedClass {
    const found = this.known.get(name);
    const code = found?.code ?? `${localMajor.code}${this.drawNumber()}`;
    const classId = found?.class_id ?? `IMPORT:matter:${code}`;
    const entry = { name, cases: 0, classId, code, isNew: !found };
    this.byName.set(name, entry);
    return entry;
  }

  private drawNumber(): string {
    this.nextNumber -= 1;
    return String(this.nextNumber).padStart(3, "0");
  }

  /** Foreign classes that have no counterpart in the catalogue, the most frequent first. */
  local(): PlannedClass[] {
    return [...this.byName.values()]
      .filter((entry) => entry.classId.startsWith("IMPORT:"))
      .sort((a, b) => b.cases - a.cases);
  }

  statements(): Statement[] {
    const rows = this.local()
      .filter((entry) => entry.isNew)
      .map((entry) => ({
        class_id: entry.classId,
        code: entry.code,
        name: entry.name,
        initials: initialsOf(entry.name),
      }));
    if (rows.length === 0) return [];
    const sql = `
      insert into public.case_classes (class_id, kind, code, standard, major_code, major_zh, major_en,
        name_zh, name_en, initials, local_extension, provenance)
      select r.class_id, 'matter', r.code, 'IMPORT', $2, $3, $4, r.name, r.name, r.initials, true,
        '{"source": "import"}'
      from jsonb_to_recordset($1::jsonb) as r(class_id text, code text, name text, initials text)`;
    return [{ sql, params: [JSON.stringify(rows), localMajor.code, localMajor.zh, localMajor.en] }];
  }
}

type UnitRow = { unit_id: number; code: string; name: string };

/** Departments as the source names them; a unit of that code or name is taken, others are made. */
export class UnitBook {
  private readonly byName = new Map<string, PlannedUnit>();
  private readonly known: ReadonlyMap<string, UnitRow>;

  private constructor(rows: readonly UnitRow[]) {
    const known = new Map<string, UnitRow>();
    for (const row of rows) {
      for (const key of [row.name, row.code]) known.set(key, row);
    }
    this.known = known;
  }

  static async load(database: ImportDatabase): Promise<UnitBook> {
    return new UnitBook(
      await database.query<UnitRow>("select unit_id, code, name from public.units where active"),
    );
  }

  use(name: string): PlannedUnit {
    const entry = this.byName.get(name) ?? this.add(name);
    entry.cases += 1;
    return entry;
  }

  private add(name: string): PlannedUnit {
    const found = this.known.get(name) ?? this.known.get(`DEPT-${name}`);
    const code = found?.code ?? `DEPT-${name}`;
    const entry = { name, cases: 0, unitId: found?.unit_id ?? 0, code, isNew: !found };
    this.byName.set(name, entry);
    return entry;
  }

  all(): PlannedUnit[] {
    return [...this.byName.values()].sort((a, b) => b.cases - a.cases);
  }

  /** Ids are drawn when the first case of a unit is staged. */
  async drawIds(database: ImportDatabase): Promise<void> {
    const waiting = this.all().filter((unit) => unit.unitId === 0);
    const ids = await drawIds(database, "public.units", "unit_id", waiting.length);
    waiting.forEach((unit, index) => {
      unit.unitId = ids[index] ?? 0;
    });
  }

  statements(cityGridId: number): Statement[] {
    const rows = this.all()
      .filter((unit) => unit.isNew)
      .map((unit) => ({
        unit_id: unit.unitId,
        code: unit.code,
        name: unit.name,
        initials: initialsOf(unit.name),
      }));
    if (rows.length === 0) return [];
    const sql = `
      insert into public.units (unit_id, kind, code, name, name_en, initials, area_grid_id)
      select r.unit_id, 'department', r.code, r.name, r.name, r.initials, $2
      from jsonb_to_recordset($1::jsonb) as r(unit_id bigint, code text, name text, initials text)`;
    return [{ sql, params: [JSON.stringify(rows), cityGridId] }];
  }
}
