import type { Queryable } from "../../supabase/embedded/database.ts";

/** Laws of the closed loop, each a query that must answer no row. */
export const invariants: Readonly<Record<string, string>> = {
  "failures = misses + failed checks = deductions that stand": `
    select c.case_id from public.cases c
    where c.failures <> c.misses + c.failed_checks
       or c.failures <> (select count(*) from public.deductions d where d.case_id = c.case_id and d.counters is null)`,
  "a round has at most one deduction, and its cause is how the round ended": `
    select d.case_id from public.deductions d left join public.case_rounds r using (case_id, round)
    where d.counters is null and (r.ended_by is null or r.ended_by <> d.cause or r.unit_id <> d.unit_id)`,
  "every miss and failed check is deducted": `
    select r.case_id from public.case_rounds r
    where r.ended_by in ('miss', 'failed_check')
      and not exists (select from public.deductions d where d.case_id = r.case_id and d.round = r.round)`,
  "a miss is dated at its deadline and had no feedback": `
    select r.case_id from public.case_rounds r join public.deductions d using (case_id, round)
    where r.ended_by = 'miss' and d.counters is null
      and (d.happened_at <> r.deadline_at or r.ended_at <> r.deadline_at or r.feedback_at is not null)`,
  "rounds are numbered from one without a gap, at most one is open, the last one": `
    select case_id from public.case_rounds group by case_id
    having min(round) <> 1 or max(round) <> count(*) or count(*) filter (where ended_at is null) > 1
        or count(*) filter (where ended_at is null and round < (select max(x.round) from public.case_rounds x where x.case_id = case_rounds.case_id)) > 0`,
  "no round opens in the past": `
    select r.case_id from public.case_rounds r join public.case_rounds p on p.case_id = r.case_id and p.round = r.round - 1
    where r.notice_at < p.ended_at`,
  "on account from dispatch to the end, and never elsewhere": `
    select case_id from public.cases
    where (on_account and (round = 0 or not is_open)) or (not on_account and is_open and round > 0)`,
  "who holds the case holds the open round": `
    select c.case_id from public.cases c join public.case_rounds r on r.case_id = c.case_id and r.ended_at is null
    where c.unit_id is not null and (c.unit_id <> r.unit_id or c.round <> r.round or c.deadline_at <> r.deadline_at)`,
  "a terminal case has no open round, no open request and a closing time": `
    select c.case_id from public.cases c
    where not c.is_open and (c.closed_at is null
      or exists (select from public.case_rounds r where r.case_id = c.case_id and r.ended_at is null)
      or exists (select from public.case_requests q where q.case_id = c.case_id and q.kind <> 'appeal' and q.status in ('open', 'first_approved')))`,
  "three failures are in the exposure queue, fewer are not": `
    select c.case_id from public.cases c left join public.exposures x using (case_id)
    where (c.failures >= 3) <> (x.case_id is not null)`,
  "a void case costs nobody anything": `
    select d.case_id from public.deductions d join public.cases c using (case_id)
    where c.state = 'void' group by d.case_id having sum(d.points) <> 0`,
  "only a void case has counter-entries": `
    select d.case_id from public.deductions d join public.cases c using (case_id) where d.counters is not null and c.state <> 'void'`,
  // Who held the case then is read from the log: a round that passes on keeps its number and forgets its unit.
  "nobody decides on their own unit's work": `
    select e.case_id from public.case_events e join private.case_event_actors a using (event_id)
      cross join lateral (
        select (h.data ->> 'unit_id')::bigint as unit_id, h.at from public.case_events h
        where h.case_id = e.case_id and h.event_id < e.event_id and h.kind in ('dispatched', 're_accounted')
        order by h.event_id desc limit 1) as held
    where e.kind in ('checked', 'check_failed', 'written_off', 'extend_granted', 'extend_refused', 'return_granted',
        'return_refused', 'first_approved', 'suspend_granted', 'suspend_refused', 'force_closed', 'voided')
      and private.belongs_to_unit(a.person_id, held.unit_id, held.at)`,
  "an extension was approved by two persons": `
    select q.case_id from public.case_requests q
    where q.kind = 'extend' and q.status = 'granted' and q.first_decider is null`,
  "at most two extensions": `select case_id from public.cases where extensions_granted > 2`,
  "a suspended case shows its end and is held by a unit": `
    select case_id from public.cases where suspended and (suspended_until is null or state not in ('dispatched', 'handling'))`,
  "the event log replays to the state": `
    with last as (
      select distinct on (case_id) case_id, kind from public.case_events
      where kind in ('reported','verify_requested','verified','filed','rejected','self_handled','transferred','dispatched',
        'accepted','feedback','return_granted','re_accounted','check_requested','checked','re_accounted','written_off','voided','force_closed')
      order by case_id, event_id desc)
    select c.case_id from public.cases c join last l using (case_id)
    where c.state <> case l.kind when 'verify_requested' then 'verifying' when 'verified' then 'reported'
      when 'accepted' then 'handling' when 'feedback' then 'feedback_submitted' when 'return_granted' then 'filed'
      when 're_accounted' then 'dispatched' when 'check_requested' then 'checking'
      when 'checked' then 'checked' when 'voided' then 'void' else l.kind end`,
};

export async function brokenInvariants(db: Queryable): Promise<string[]> {
  const broken: string[] = [];
  for (const [law, sql] of Object.entries(invariants)) {
    const { rows } = await db.query<{ case_id: string }>(sql);
    if (rows.length > 0)
      broken.push(
        `${law}: cases ${rows
          .slice(0, 5)
          .map((row) => row.case_id)
          .join(", ")}`,
      );
  }
  return broken;
}
