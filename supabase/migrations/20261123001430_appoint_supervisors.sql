-- Three slots a community. Who fills them: in urban streets the district's centre, in towns and functional zones
-- they themselves (R76–R80).

create function private.my_appointable_grids() returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with clock as materialized (select private.now() as at),
  posts as (
    select p.role, p.grid_id from private.my_posts() as p join public.roles as r on r.role = p.role
    where 'supervisors.appoint' = any (r.capabilities) and p.grid_id is not null
  ), streets as (
    select v.grid_id, v.kind in ('town', 'functional') as own, posts.role = 'street_official' as by_street
    from posts cross join clock
    cross join lateral private.grids_below(array[posts.grid_id], 3::smallint) as g
    join public.grid_versions as v on v.grid_id = g.grid_id and v.valid @> clock.at
    where v.level = 3
  )
  select distinct v.grid_id
  from streets cross join clock
  join public.grid_versions as v on v.parent_grid_id = streets.grid_id and v.level = 4 and v.valid @> clock.at
  where streets.own = streets.by_street;
end
$$;

create function private.require_appointable(p_grid_id bigint, p_person_id bigint, p_what text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.require_me() = p_person_id
    or not exists (select from private.my_appointable_grids() as g where g = p_grid_id) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = p_what;
  elsif p_person_id is not null and not coalesce(
    (select p.active from public.people as p where p.person_id = p_person_id), false) then
    raise exception 'conflict' using errcode = 'WG015', detail = 'person_inactive';
  end if;
end
$$;

-- All communities below a grid, vacancies included.
create function public.supervisor_board(p_grid_id bigint) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_now timestamptz := private.now();
  v_phones bigint[];
  v_appoint bigint[] := array(select private.my_appointable_grids());
  v_known bigint[] := array(select private.my_slot_grids());
  v_answer jsonb;
begin
  perform private.require_me();
  v_phones := array(
    select g.grid_id from private.grids_below(array(select private.my_areas('people.read_phone')), 4::smallint) as g
    where g.level = 4
    union select private.my_communities());
  select coalesce(jsonb_agg(jsonb_build_object('grid_id', v.grid_id, 'code', v.code, 'name', v.name,
      'name_en', v.name_en, 'street_id', v.parent_grid_id, 'street_name', s.name,
      'may_appoint', v.grid_id = any (v_appoint),
      'slots', private.slots_json(v.grid_id, v_now, v.grid_id = any (v_phones))) order by v.code collate "C"), '[]')
  into v_answer
  from private.grids_below(array[p_grid_id], 4::smallint) as g
  join public.grid_versions as v on v.grid_id = g.grid_id and v.valid @> v_now
  left join public.grid_versions as s on s.grid_id = v.parent_grid_id and s.valid @> v_now
  where g.level = 4 and g.grid_id = any (v_known);
  return jsonb_build_object('grids', v_answer);
end
$$;

create function private.slots_json(p_community_id bigint, p_at timestamptz, p_phones boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with shown as materialized (select private.supervisors_json(p_community_id, p_at, p_phones) as slots)
    select jsonb_agg((shown.slots -> (n.slot - 1)) || jsonb_build_object(
        'slot_id', s.slot_id, 'from', private.finite(lower(s.valid)),
        'substitute', case when b.substitute_id is not null then (shown.slots -> (n.slot - 1) -> 'substitute')
          || jsonb_build_object('substitute_id', b.substitute_id, 'person_id', b.person_id,
               'from', private.finite(lower(b.valid)), 'to', private.finite(upper(b.valid))) end) order by n.slot)
    from shown cross join (values (1), (2), (3)) as n (slot)
    left join public.supervisor_slots as s on s.grid_id = p_community_id and s.slot = n.slot and s.valid @> p_at
    left join public.supervisor_substitutes as b on b.grid_id = p_community_id and b.slot = n.slot and b.valid @> p_at);
end
$$;

create function public.supervisor_appoint(
  p_grid_id bigint, p_slot integer, p_person_id bigint, p_from timestamptz default null
) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  s public.supervisor_slots;
begin
  perform private.require_appointable(p_grid_id, p_person_id, 'supervisor_appoint');
  insert into public.supervisor_slots (grid_id, slot, person_id, valid, appointed_by)
  values (p_grid_id, p_slot, p_person_id, tstzrange(coalesce(p_from, private.now()), null), private.me())
  returning * into s;
  perform private.audit('supervisor_appointed', 'grid:' || p_grid_id, to_jsonb(s));
  return jsonb_build_object('slot_id', s.slot_id, 'grid_id', s.grid_id, 'slot', s.slot, 'person_id', s.person_id,
    'from', private.finite(lower(s.valid)), 'to', private.finite(upper(s.valid)));
exception
  when exclusion_violation then
    raise exception 'conflict' using errcode = 'WG015', detail = 'slot_taken';
  when check_violation or not_null_violation or numeric_value_out_of_range then
    raise exception 'bad_request' using errcode = 'WG010', detail = 'slot';
end
$$;

create function public.supervisor_release(p_slot_id bigint, p_at timestamptz default null, p_reason text default '')
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_valid tstzrange;
  s public.supervisor_slots;
begin
  select * into s from public.supervisor_slots as t where t.slot_id = p_slot_id for update;
  perform private.require_appointable(s.grid_id, null, 'supervisor_release');
  v_valid := private.cut_range(s.valid, p_at);
  if v_valid is null then
    delete from public.supervisor_slots as t where t.slot_id = p_slot_id;
  else
    update public.supervisor_slots as t set valid = v_valid where t.slot_id = p_slot_id;
  end if;
  perform private.audit('supervisor_released', 'grid:' || s.grid_id,
    to_jsonb(s) || jsonb_build_object('reason', left(coalesce(p_reason, ''), 500)));
  return jsonb_build_object('ok', true);
end
$$;

-- Who appoints may also send a substitute; so may the street, which approves the leave (R10).
create function private.require_substitutable(p_grid_id bigint, p_person_id bigint, p_what text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not exists (select from private.my_managed_grids() as g where g = p_grid_id) then
    perform private.require_appointable(p_grid_id, p_person_id, p_what);
  elsif private.require_me() = p_person_id then
    raise exception 'not_allowed' using errcode = 'WG002', detail = p_what;
  end if;
end
$$;

create function public.substitute_set(p_substitute jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_grid bigint := (p_substitute ->> 'grid_id')::bigint;
  v_person bigint := (p_substitute ->> 'person_id')::bigint;
  v_valid tstzrange := private.request_range(p_substitute);
  s public.supervisor_substitutes;
begin
  perform private.require_substitutable(v_grid, v_person, 'substitute_set');
  insert into public.supervisor_substitutes (grid_id, slot, person_id, valid, reason, note)
  values (v_grid, (p_substitute ->> 'slot')::smallint, v_person, v_valid,
    coalesce(p_substitute ->> 'reason', 'leave'), left(coalesce(p_substitute ->> 'note', ''), 500))
  returning * into s;
  perform private.audit('substitute_set', 'grid:' || v_grid, to_jsonb(s));
  return jsonb_build_object('substitute_id', s.substitute_id, 'grid_id', s.grid_id, 'slot', s.slot,
    'person_id', s.person_id, 'reason', s.reason, 'from', private.finite(lower(s.valid)), 'to', private.finite(upper(s.valid)));
exception
  when exclusion_violation then
    raise exception 'conflict' using errcode = 'WG015', detail = 'substituted_already';
  when check_violation or not_null_violation or foreign_key_violation or invalid_text_representation then
    raise exception 'bad_request' using errcode = 'WG010', detail = 'substitute';
end
$$;

create function public.substitute_end(p_substitute_id bigint, p_at timestamptz default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_valid tstzrange;
  s public.supervisor_substitutes;
begin
  select * into s from public.supervisor_substitutes as t where t.substitute_id = p_substitute_id for update;
  perform private.require_substitutable(s.grid_id, null, 'substitute_end');
  v_valid := private.cut_range(s.valid, p_at);
  if v_valid is null then
    delete from public.supervisor_substitutes as t where t.substitute_id = p_substitute_id;
  else
    update public.supervisor_substitutes as t set valid = v_valid where t.substitute_id = p_substitute_id;
  end if;
  perform private.audit('substitute_ended', 'grid:' || s.grid_id, to_jsonb(s));
  return jsonb_build_object('ok', true);
end
$$;

grant execute on function public.supervisor_board(bigint), public.supervisor_appoint(bigint, integer, bigint, timestamptz),
  public.supervisor_release(bigint, timestamptz, text), public.substitute_set(jsonb),
  public.substitute_end(bigint, timestamptz) to authenticated;
