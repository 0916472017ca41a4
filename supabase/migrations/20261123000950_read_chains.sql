-- The chain of answerable people of a grid (R69–R74, R153, R164) and its three supervisors (R76).

-- Names and phones in one click for those whose area holds the grid, and for its own supervisors.
create function private.sees_phones(p_grid_id bigint) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select exists (
      select from private.grid_path(p_grid_id, private.now()) as g
      where g.grid_id in (select private.my_areas('people.read_phone') union select private.my_communities())));
end
$$;

create function private.leaders_json(p_grid_id bigint, p_at timestamptz, p_phones boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('post', l.post, 'subject', l.subject, 'name', p.name,
        'phone', case when p_phones then coalesce(p.phone, u.phone) end, 'unit_name', u.name)
      order by array_position(array['main_leader', 'leader_in_charge', 'first_responsible', 'main_responsible',
                                    'direct_responsible'], l.post), l.subject), '[]')
    from public.grid_leaders as l
    left join public.people as p on p.person_id = l.person_id
    left join public.units as u on u.unit_id = l.unit_id
    where l.grid_id = p_grid_id and l.valid @> p_at);
end
$$;

-- City first. p_leaders false: grids only (the wall shows no person).
create function private.chain_json(
  p_grid_id bigint, p_at timestamptz, p_max_level smallint, p_leaders boolean, p_phones boolean
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('grid_id', g.grid_id, 'level', g.level, 'name', v.name,
        'name_en', v.name_en, 'code', v.code, 'leaders',
        case when p_leaders then private.leaders_json(g.grid_id, p_at, p_phones) else '[]' end) order by g.level), '[]')
    from private.grid_path(p_grid_id, p_at) as g
    join public.grid_versions as v on v.version_id = g.version_id
    where g.level <= p_max_level);
end
$$;

create function private.community_of(p_grid_id bigint) returns bigint
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select g.grid_id from private.grid_path(p_grid_id, private.now()) as g where g.level = 4);
end
$$;

-- Always three rows: an empty slot is a vacancy and shown as one.
create function private.supervisors_json(p_community_id bigint, p_at timestamptz, p_phones boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object('slot', n.slot, 'person_id', p.person_id, 'name', p.name,
        'phone', case when p_phones then p.phone end, 'source_type', p.source_type,
        'status', case when p.person_id is null then 'vacant'
                       when sub.person_id is not null or exists (
                         select from public.absences as a where a.person_id = p.person_id and a.valid @> p_at)
                       then 'absent' else 'on_duty' end,
        'substitute', case when sub.person_id is not null then jsonb_build_object('name', q.name,
          'phone', case when p_phones then q.phone end, 'reason', sub.reason) end) order by n.slot)
    from (values (1), (2), (3)) as n (slot)
    left join public.supervisor_slots as s on s.grid_id = p_community_id and s.slot = n.slot and s.valid @> p_at
    left join public.people as p on p.person_id = s.person_id
    left join public.supervisor_substitutes as sub
      on sub.grid_id = p_community_id and sub.slot = n.slot and sub.valid @> p_at
    left join public.people as q on q.person_id = sub.person_id);
end
$$;

-- Null where the caller may not know them by name, or above the community.
create function private.supervisors_for_caller(p_grid_id bigint) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_community bigint := private.community_of(p_grid_id);
begin
  if v_community is null or not exists (select from private.my_slot_grids() as g where g = v_community) then
    return null;
  end if;
  return private.supervisors_json(v_community, private.now(), private.sees_phones(v_community));
end
$$;

-- Handling units and the wall see the chain down to the community only; the wall nobody by name.
create function private.chain_for_caller(p_grid_id bigint) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.chain_json(p_grid_id, private.now(),
    case when private.has_capability('case.report') or private.has_capability('planning') then 5 else 4 end::smallint,
    private.has_capability('case.read'), private.sees_phones(p_grid_id));
end
$$;

create function public.grid_card(p_grid_id bigint) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_grid jsonb;
begin
  perform private.require_me();
  select jsonb_build_object('grid_id', v.grid_id, 'version_id', v.version_id, 'level', v.level, 'code', v.code,
    'source_code', v.source_code, 'name', v.name, 'name_en', v.name_en, 'kind', v.kind, 'area_m2', v.area_m2,
    'residents', v.residents, 'unclean', v.unclean)
  into v_grid from public.grid_versions as v where v.grid_id = p_grid_id and v.valid @> private.now();
  if v_grid is null then
    raise exception 'not_found' using errcode = 'WG003', detail = 'grid';
  end if;
  return jsonb_build_object('grid', v_grid, 'chain', private.chain_for_caller(p_grid_id),
    'supervisors', private.supervisors_for_caller(p_grid_id),
    'counts', private.grid_counts(p_grid_id, (v_grid ->> 'level')::smallint, private.case_scope_sql('points')));
end
$$;
grant execute on function public.grid_card(bigint) to authenticated;
