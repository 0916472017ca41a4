import { resolve } from "node:path";
import { compileFieldRule, fieldOf } from "../../web/src/domain/import/field-rule.ts";
import type { ImportIssue } from "../../web/src/domain/import/import-issue.ts";
import type { Manifest } from "../../web/src/domain/import/manifest-schema.ts";
import { initialsOf } from "../demo-city/names/romanize.ts";
import type { FinalGrid } from "./assignment-grids.ts";
import { drawIds } from "./existing-city.ts";
import type { ImportDatabase, Statement } from "./import-database.ts";
import { readTable } from "./read-table.ts";

type Post = {
  gridId: number;
  slot: 1 | 2 | 3;
  name: string;
  nameEn: string;
  phone: string | null;
  homeGridId: number | null;
};

export type PlannedSupervisors = {
  statements: Statement[];
  named: number;
  placeholders: number;
  rejected: ImportIssue[];
  read: number;
};

type Request = {
  database: ImportDatabase;
  manifest: Manifest;
  folder: string;
  grids: readonly FinalGrid[];
};

/** Three posts for each level-4 grid: named ones from a table, numbered placeholders for the rest. */
export async function planSupervisors(request: Request): Promise<PlannedSupervisors> {
  const wanted = request.manifest.supervisors;
  const communities = request.grids.filter((grid) => grid.level === 4);
  if (!wanted) return { statements: [], named: 0, placeholders: 0, rejected: [], read: 0 };
  const posts = new Map<string, Post>();
  const taken = await takenSlots(request.database);
  const table = wanted.file
    ? await readNamed(request, communities, { posts, taken, file: wanted.file })
    : { rejected: [], read: 0 };
  const named = posts.size;
  if (wanted.placeholders) {
    for (const grid of communities) addPlaceholders(grid, posts, taken);
  }
  const statements = await statementsOf(request.database, [...posts.values()]);
  return { statements, named, placeholders: posts.size - named, ...table };
}

function keyOf(gridId: number, slot: number): string {
  return `${gridId}/${slot}`;
}

async function takenSlots(database: ImportDatabase): Promise<Map<string, string>> {
  const rows = await database.query<{ grid_id: number; slot: number; name: string }>(
    `select s.grid_id, s.slot, p.name from public.supervisor_slots as s
     join public.people as p on p.person_id = s.person_id where s.valid @> private.now()`,
  );
  return new Map(rows.map((row) => [keyOf(row.grid_id, row.slot), row.name]));
}

function addPlaceholders(
  grid: FinalGrid,
  posts: Map<string, Post>,
  taken: ReadonlyMap<string, string>,
): void {
  for (const slot of [1, 2, 3] as const) {
    const key = keyOf(grid.gridId, slot);
    if (taken.has(key) || posts.has(key)) continue;
    posts.set(key, {
      gridId: grid.gridId,
      slot,
      name: `${grid.name} 监督员 ${slot}`.slice(-80),
      nameEn: `${grid.sourceCode ?? grid.code} supervisor ${slot}`,
      phone: null,
      homeGridId: grid.parentGridId,
    });
  }
}

type Table = { posts: Map<string, Post>; taken: ReadonlyMap<string, string>; file: string };

async function readNamed(
  { manifest, folder }: Request,
  communities: readonly FinalGrid[],
  { posts, taken, file }: Table,
): Promise<{ rejected: ImportIssue[]; read: number }> {
  const rules = manifest.supervisors;
  if (!rules) return { rejected: [], read: 0 };
  const take = {
    grid: compileFieldRule(rules.grid),
    slot: compileFieldRule(rules.slot),
    name: compileFieldRule(rules.name),
    phone: compileFieldRule(rules.phone),
  };
  const byCode = new Map(
    communities.flatMap((grid) => [
      [grid.code, grid] as const,
      [grid.sourceCode ?? grid.code, grid] as const,
    ]),
  );
  const rejected: ImportIssue[] = [];
  let read = 0;
  const needed = [fieldOf(rules.grid), fieldOf(rules.name)];
  const options = { file, encoding: rules.encoding, needed };
  for await (const { row, record } of readTable(resolve(folder, file), options)) {
    read += 1;
    const refuse = (code: ImportIssue["code"], params: ImportIssue["params"]) =>
      rejected.push({ code, file, row, params });
    const code = take.grid(record) ?? "";
    const name = take.name(record);
    const grid = byCode.get(code);
    if (!grid) refuse("supervisor_grid_unknown", { grid: code });
    else if (name === null) refuse("supervisor_name_missing", {});
    else {
      const slot = chooseSlot(grid.gridId, take.slot(record), { posts, taken, name });
      if (slot === "same") continue;
      if (typeof slot !== "number")
        refuse(slot, { grid: code, name, slot: take.slot(record) ?? "" });
      else posts.set(keyOf(grid.gridId, slot), postOf(grid, slot, name, take.phone(record)));
    }
  }
  return { rejected, read };
}

function postOf(grid: FinalGrid, slot: 1 | 2 | 3, name: string, phone: string | null): Post {
  return { gridId: grid.gridId, slot, name, nameEn: "", phone, homeGridId: grid.parentGridId };
}

type Choice =
  | 1
  | 2
  | 3
  | "same"
  | "fourth_supervisor"
  | "supervisor_slot"
  | "supervisor_slot_taken";

/** The slot that the row names, or the first free one; a fourth supervisor has none. */
function chooseSlot(
  gridId: number,
  stated: string | null,
  book: { posts: ReadonlyMap<string, Post>; taken: ReadonlyMap<string, string>; name: string },
): Choice {
  const holderOf = (slot: number) =>
    book.taken.get(keyOf(gridId, slot)) ?? book.posts.get(keyOf(gridId, slot))?.name;
  const slots = [1, 2, 3] as const;
  if (slots.some((slot) => book.taken.get(keyOf(gridId, slot)) === book.name)) return "same";
  const free = slots.filter((slot) => holderOf(slot) === undefined);
  if (free.length === 0 || stated === "4") return "fourth_supervisor";
  if (stated === null) return free[0] ?? "fourth_supervisor";
  const wanted = slots.find((slot) => String(slot) === stated);
  if (wanted === undefined) return "supervisor_slot";
  return free.includes(wanted) ? wanted : "supervisor_slot_taken";
}

async function statementsOf(
  database: ImportDatabase,
  posts: readonly Post[],
): Promise<Statement[]> {
  if (posts.length === 0) return [];
  const ids = await drawIds(database, "public.people", "person_id", posts.length);
  const rows = JSON.stringify(
    posts.map((post, index) => ({
      person_id: ids[index],
      name: post.name,
      name_en: post.nameEn,
      initials: initialsOf(post.name),
      phone: post.phone,
      home_grid_id: post.homeGridId,
      grid_id: post.gridId,
      slot: post.slot,
    })),
  );
  return [
    {
      sql: `insert into public.people (person_id, name, name_en, initials, phone, home_grid_id)
            select r.person_id, r.name, r.name_en, r.initials, r.phone, r.home_grid_id
            from jsonb_to_recordset($1::jsonb) as r(person_id bigint, name text, name_en text, initials text,
              phone text, home_grid_id bigint)`,
      params: [rows],
    },
    {
      sql: `insert into public.supervisor_slots (grid_id, slot, person_id, valid)
            select r.grid_id, r.slot, r.person_id, tstzrange('-infinity', null)
            from jsonb_to_recordset($1::jsonb) as r(person_id bigint, grid_id bigint, slot smallint)`,
      params: [rows],
    },
  ];
}
