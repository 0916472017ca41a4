-- What every command on a case shares. Order inside a command (architecture section 4): lock the row → key known
-- for this person and verb → role, area, state → expected stage_version.

-- Null for a new command; the stored answer for a retry; refused when the key served another payload.
create function private.command_answer(p_verb text, p_key text, p_payload jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me bigint := private.require_me();
  v_known private.command_keys;
begin
  if coalesce(length(p_key), 0) not between 8 and 100 then
    raise exception 'bad_request' using errcode = 'WG010', detail = 'key';
  end if;
  -- Two retries at once: the second waits for the first to commit and then reads its answer.
  perform pg_advisory_xact_lock(hashtextextended(v_me || ' ' || p_verb || ' ' || p_key, 0));
  select * into v_known from private.command_keys as k
  where k.person_id = v_me and k.verb = p_verb and k.key = p_key;
  if v_known.answer is not null and v_known.payload_hash <> sha256(convert_to(p_payload::text, 'UTF8')) then
    raise exception 'key_reused' using errcode = 'WG005', detail = p_verb;
  end if;
  return v_known.answer;
end
$$;

create function private.keep_answer(p_verb text, p_key text, p_payload jsonb, p_answer jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.command_keys (person_id, verb, key, payload_hash, answer, at)
  values (private.require_me(), p_verb, p_key, sha256(convert_to(p_payload::text, 'UTF8')), p_answer, private.now());
  return p_answer;
end
$$;

-- The role in which the caller acts: the first of the posts that give the capability.
create function private.acting_role(p_capability text) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select p.role from private.my_posts() as p join public.roles as r on r.role = p.role
    where p_capability = any (r.capabilities) order by p.own desc, r.sort limit 1);
end
$$;

-- The event names a role; who it was lies apart, where handling units cannot read.
create function private.add_event(p_case_id bigint, p_kind text, p_role text, p_data jsonb) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  v_event_id bigint;
begin
  insert into public.case_events (case_id, at, kind, actor_role, data)
  values (p_case_id, private.now(), p_kind, p_role, coalesce(p_data, '{}')) returning event_id into v_event_id;
  insert into private.case_event_actors (event_id, person_id)
  select v_event_id, private.me() where p_role <> 'system' and private.me() is not null;
  return v_event_id;
end
$$;

create function private.next_case_no(p_at timestamptz) returns text
language sql volatile security definer set search_path = ''
as $$
  select to_char(p_at at time zone coalesce((select c.timezone from public.city as c), 'UTC'), 'YYYYMMDD') || '-'
    || lpad(n.n::text, greatest(6, length(n.n::text)), '0')
  from (select nextval('public.case_number_seq') as n) as n
$$;

-- A grid's chain as columns of a case.
create function private.case_chain(
  p_grid_id bigint, p_at timestamptz,
  out unit_grid bigint, out community bigint, out street bigint, out district bigint
)
language sql stable security definer set search_path = ''
as $$
  select max(g.grid_id) filter (where g.level = 5), max(g.grid_id) filter (where g.level = 4),
    max(g.grid_id) filter (where g.level = 3), max(g.grid_id) filter (where g.level = 2)
  from private.grid_path(p_grid_id, p_at) as g
$$;

-- The unit grid of a point within its community; the tree says which may come into question.
create function private.unit_grid_at(p_x bigint, p_y bigint, p_community_id bigint, p_at timestamptz) returns bigint
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select v.grid_id from public.grid_versions as v
    where v.level = 5 and v.parent_grid_id = p_community_id and v.valid @> p_at
      and extensions.st_covers(v.geom_e7, extensions.st_makepoint(p_x, p_y))
    order by v.code collate "C" limit 1);
end
$$;

-- The three as of the report; an empty slot stays empty.
create function private.put_case_supervisors(p_case_id bigint, p_community_id bigint, p_at timestamptz) returns void
language sql security definer set search_path = ''
as $$
  insert into public.case_supervisors as t (case_id, slot1, slot2, slot3)
  select p_case_id, max(s.person_id) filter (where s.slot = 1), max(s.person_id) filter (where s.slot = 2),
    max(s.person_id) filter (where s.slot = 3)
  from public.supervisor_slots as s where s.grid_id = p_community_id and s.valid @> p_at
  on conflict (case_id) do update set slot1 = excluded.slot1, slot2 = excluded.slot2, slot3 = excluded.slot3
$$;

create function private.put_case_candidates(p_case_id bigint, p_candidates jsonb) returns void
language sql security definer set search_path = ''
as $$
  insert into public.case_candidates (case_id, grid_id, street_id, distance_m)
  select p_case_id, k.grid_id, s.grid_id, k.distance_m
  from jsonb_to_recordset(p_candidates) as k (grid_id bigint, distance_m double precision)
  cross join lateral private.grid_path(k.grid_id, private.now()) as s
  where s.level = 3
  on conflict do nothing
$$;
