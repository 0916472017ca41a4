-- One case with its history, its chain, its supervisors and why it lies where it lies.

create function private.case_supervisors_json(p_case_id bigint, p_phones boolean) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object('slot', n.slot, 'name', p.name, 'phone', case when p_phones then p.phone end,
    'vacant', p.person_id is null) order by n.slot)
  from public.case_supervisors as s
  cross join lateral (values (1, s.slot1), (2, s.slot2), (3, s.slot3)) as n (slot, person_id)
  left join public.people as p on p.person_id = n.person_id
  where s.case_id = p_case_id
$$;

create function private.case_events_json(p_case_id bigint, p_names boolean) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('event_id', e.event_id, 'at', private.iso(e.at), 'kind', e.kind,
    'actor_role', e.actor_role, 'actor_name', case when p_names then p.name end, 'imported', e.imported,
    'data', e.data) order by e.event_id), '[]')
  from public.case_events as e
  left join private.case_event_actors as a on a.event_id = e.event_id
  left join public.people as p on p.person_id = a.person_id
  where e.case_id = p_case_id
$$;

create function private.case_candidates_json(p_case_id bigint) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('grid_id', k.grid_id, 'name', v.name, 'code', v.code,
    'distance_m', k.distance_m) order by k.distance_m, v.code collate "C"), '[]')
  from public.case_candidates as k
  left join public.grid_versions as v on v.grid_id = k.grid_id and v.valid @> private.now()
  where k.case_id = p_case_id
$$;

-- As zoned at the report, and never rewritten.
create function private.reported_chain_json(c public.cases) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('grid_id', v.grid_id, 'level', v.level, 'name', v.name, 'code', v.code)
    order by v.level), '[]')
  from private.grid_path(coalesce(c.reported_unit_grid, c.reported_community), c.reported_at) as g
  join public.grid_versions as v on v.version_id = g.version_id
$$;

create function public.case_detail(p_case_id bigint) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  c public.cases;
  v_by_area boolean;
  v_grid bigint;
begin
  perform private.require_me();
  select * into c from public.cases as t where t.case_id = p_case_id;
  -- A case one may not see answers like one that is not there.
  if c.case_id is null or not private.sees_case(p_case_id) then
    raise exception 'not_found' using errcode = 'WG003', detail = 'case';
  end if;
  v_by_area := private.sees_case(p_case_id, 'area');
  v_grid := coalesce(case when v_by_area then c.current_unit_grid end, c.current_community);
  return jsonb_build_object(
    'case', private.case_row(c),
    'where', jsonb_build_object('raw_x', c.raw_x, 'raw_y', c.raw_y, 'raw_crs', c.raw_crs,
      'accuracy_m', c.accuracy_m, 'crs_suspect', c.crs_suspect),
    'chain', private.chain_json(v_grid, private.now(), 5::smallint, true, v_by_area and private.sees_phones(v_grid)),
    'reported_chain', private.reported_chain_json(c),
    'supervisors', case when v_by_area and private.has_capability('case.report')
      then private.case_supervisors_json(p_case_id, private.sees_phones(v_grid)) end,
    'why', jsonb_build_object('method', c.assign_method, 'border_distance_m', c.border_distance_m,
      'candidates', private.case_candidates_json(p_case_id), 'version_id', c.reported_version_id),
    'events', private.case_events_json(p_case_id, v_by_area),
    'asset', (select jsonb_build_object('asset_id', a.asset_id, 'code', a.code, 'name', a.name, 'state', a.state)
              from public.assets as a where a.asset_id = c.asset_id));
end
$$;

-- Reading a reporter is logged each time; the log entry and the answer stand or fall together.
create function public.case_reporter(p_case_id bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  perform private.require_me();
  if not private.has_capability('reporter.read') then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'case_reporter';
  elsif not private.sees_case(p_case_id, 'area') then
    raise exception 'not_found' using errcode = 'WG003', detail = 'case';
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('name', r.name, 'phone', r.phone, 'wants_callback', r.wants_callback)
    order by r.reporter_no), '[]')
  into v_answer from private.reporters as r where r.case_id = p_case_id;
  perform private.audit('reporter_read', 'case:' || p_case_id, '{}');
  return jsonb_build_object('reporters', v_answer);
end
$$;

create function public.classes_list() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_me();
  return (
    select coalesce(jsonb_agg(jsonb_build_object('class_id', k.class_id, 'kind', k.kind, 'code', k.code,
      'major_code', k.major_code, 'major_zh', k.major_zh, 'major_en', k.major_en, 'name_zh', k.name_zh,
      'name_en', k.name_en, 'initials', k.initials, 'urgent', k.urgent, 'local_extension', k.local_extension,
      'filing_condition_zh', k.filing_condition_zh, 'filing_condition_en', k.filing_condition_en)
      order by k.code, k.class_id), '[]')
    from public.case_classes as k where k.kind = 'matter' and k.active);
end
$$;

grant execute on function public.case_detail(bigint), public.case_reporter(bigint), public.classes_list()
  to authenticated;
