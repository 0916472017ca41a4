import type { Queryable } from "../../supabase/embedded/database.ts";

export type Outcome = { ok: true; answer: string } | { ok: false; code: string };
export type CaseHead = {
  case_id: number;
  state: string;
  stage_version: number;
  round: number;
  unit_id: number | null;
  community: number;
};

const userOf = (person: number): string =>
  `00000000-0000-4000-8000-${String(person).padStart(12, "0")}`;

/** A desk in the tiny city: speaks to the database as one person or another, at a time of its own. */
export class Desk {
  readonly #db: Queryable;
  #nowMs: number;
  #reported = 0;

  constructor(db: Queryable, startIso: string) {
    this.#db = db;
    this.#nowMs = Date.parse(startIso);
  }

  get nowIso(): string {
    return new Date(this.#nowMs).toISOString();
  }

  later(minutes: number): string {
    return new Date(this.#nowMs + minutes * 60_000).toISOString();
  }

  async begin(): Promise<void> {
    await this.#db.query("select set_config('wangge.now', $1, false)", [this.nowIso]);
  }

  /** Time passes and the clock is watched: `run_clocks` every five minutes. */
  async passTime(minutes: number): Promise<void> {
    for (let left = minutes; left > 0; left -= 5) {
      this.#nowMs += Math.min(left, 5) * 60_000;
      await this.begin();
      await this.#db.query("select private.run_clocks()");
    }
  }

  /** The server is off; then the clock runs once. */
  async passTimeUnwatched(minutes: number): Promise<void> {
    this.#nowMs += minutes * 60_000;
    await this.begin();
    await this.#db.query("select private.run_clocks()");
    await this.#db.query("select private.run_clocks()");
  }

  async report(square: number, classId: string): Promise<number> {
    this.#reported += 1;
    const { rows } = await this.#db.query<{ id: string }>(
      `with made as (
         insert into public.cases (case_no, source, class_id, x, y, raw_x, raw_y, raw_crs, assign_method, reported_at,
           current_district, current_street, current_community, intake_area)
         values ($1, 'hotline', $2, 1, 1, 1e-7, 1e-7, 'WGS84', 'inside', $3::timestamptz, 10, $4::bigint, $5::bigint, 1)
         returning case_id)
       select case_id::text as id from made`,
      [`T-${this.#reported}`, classId, this.nowIso, square === 2 ? 102 : 101, 1001 + square],
    );
    const id = Number(rows[0]?.id);
    await this.#db.query(
      `with told as (insert into public.case_events (case_id, at, kind, actor_role)
         values ($1, $2, 'reported', 'intake_operator') returning event_id)
       insert into private.case_event_actors (event_id, person_id) select event_id, 1 from told`,
      [id, this.nowIso],
    );
    return id;
  }

  async someCases(dice: number): Promise<CaseHead[]> {
    const { rows } = await this.#db.query<CaseHead>(
      `select case_id::integer, state, stage_version, round, unit_id::integer, current_community::integer as community
       from public.cases as c
       where case when $1 < 0.85 then is_open
         else c.state in ('written_off', 'force_closed', 'self_handled', 'rejected') and ($1 < 0.87 or c.failures > 0
           and not exists (select from public.case_requests q where q.case_id = c.case_id and q.kind = 'appeal'
             and q.status in ('granted', 'refused'))) end
       order by case_id desc limit 12`,
      [dice],
    );
    if (rows.length > 0) return rows;
    await this.report(0, "t:hour");
    return this.someCases(0);
  }

  async addPhoto(target: CaseHead, kind: string): Promise<void> {
    await this.#db.query(
      `insert into public.case_photos (photo_id, case_id, round, kind, path, width, height, added_at)
       select gen_random_uuid(), $1, round, $2, gen_random_uuid()::text, 1, 1, $3 from public.cases where case_id = $1`,
      [target.case_id, kind, this.nowIso],
    );
  }

  /** Calls a public function as a person; a refusal is its code word, anything else is thrown. */
  async call(person: number, verb: string, args: readonly unknown[]): Promise<Outcome> {
    const claims = JSON.stringify({ sub: userOf(person), role: "authenticated", iat: 4102444800 });
    const casts =
      args.length === 4
        ? "$1::bigint, $2::jsonb, $3::integer, $4::text"
        : "$1::bigint, $2::jsonb, $3::text";
    await this.#db.exec("begin");
    try {
      await this.#db.query(
        "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)",
        [claims],
      );
      const { rows } = await this.#db.query<{ answer: string }>(
        `select public.${verb}(${casts})::text as answer`,
        args.map((value) => (typeof value === "object" ? JSON.stringify(value) : value)),
      );
      await this.#db.exec("commit");
      return { ok: true, answer: rows[0]?.answer ?? "" };
    } catch (error) {
      await this.#db.exec("rollback");
      const { code, message } = error as { code?: string; message: string };
      if (!code?.startsWith("WG")) throw error;
      return { ok: false, code: message };
    }
  }

  /** Everything a repeated command must leave alone. */
  async fingerprint(): Promise<string> {
    const { rows } = await this.#db.query<{ print: string }>(
      `select concat_ws('/', (select count(*) from public.case_events), (select count(*) from public.deductions),
         (select sum(stage_version) from public.cases), (select count(*) from public.case_rounds)) as print`,
    );
    return rows[0]?.print ?? "";
  }
}
