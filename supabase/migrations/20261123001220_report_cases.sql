-- Reports come in here, and the unassigned get their grid here.

create function private.nearby_cases(p_x bigint, p_y bigint, p_meters double precision) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_kx integer := (select c.kx from public.city as c);
  v_dy bigint := ceil(p_meters * 5893786 / 65536);
  v_dx bigint := ceil(p_meters * 5893786 / v_kx);
  v_answer jsonb;
begin
  execute format($sql$
    select coalesce(jsonb_agg(jsonb_build_object('case_id', f.case_id, 'case_no', f.case_no,
      'class_name', k.name_zh, 'class_name_en', k.name_en, 'state', f.state, 'distance_m', round(f.meters::numeric, 1),
      'reported_at', private.iso(f.reported_at)) order by f.meters), '[]')
    from (
      select c.*, sqrt(((c.x - %1$s)::float8 * %3$s) ^ 2 + ((c.y - %2$s)::float8 * 65536) ^ 2) / 5893786 as meters
      from public.cases as c
      where c.is_open and c.x between %4$s and %5$s and c.y between %6$s and %7$s and %8$s
      order by meters limit 10
    ) as f left join public.case_classes as k on k.class_id = f.class_id where f.meters <= %9$s
    $sql$, p_x, p_y, v_kx, p_x - v_dx, p_x + v_dx, p_y - v_dy, p_y + v_dy, private.case_scope_sql('read'), p_meters)
  into v_answer;
  return v_answer;
end
$$;

-- What case_report would decide, before anything is filed; and what lies open within 100 m already.
create function public.assign_preview(p_x bigint, p_y bigint, p_accuracy_m double precision default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  a record;
  v_unit_grid bigint;
begin
  perform private.require_me();
  if not private.has_capability('case.read') then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'assign_preview';
  elsif not private.near_city(p_x, p_y) then
    raise exception 'outside_city' using errcode = 'WG011';
  end if;
  select * into a from private.assign_point(p_x, p_y, p_accuracy_m, null, private.now());
  v_unit_grid := private.unit_grid_at(p_x, p_y, a.grid_id, private.now());
  return jsonb_build_object('method', a.method, 'grid_id', a.grid_id, 'unit_grid_id', v_unit_grid,
    'version_id', a.version_id, 'border_distance_m', a.border_distance_m, 'candidates', a.candidates,
    'chain', private.chain_for_caller(a.grid_id), 'supervisors', private.supervisors_for_caller(a.grid_id),
    'nearby', private.nearby_cases(p_x, p_y, 100));
end
$$;

create function private.insert_case(r jsonb, p_role text, p_at timestamptz) returns public.cases
language plpgsql security definer set search_path = ''
as $$
declare
  v_x bigint := (r ->> 'x')::bigint;
  v_y bigint := (r ->> 'y')::bigint;
  v_accuracy double precision := (r ->> 'accuracy_m')::double precision;
  a record;
  n record;
  v_then record;
  v_current record;
  c public.cases;
begin
  select * into a from private.assign_point(v_x, v_y, v_accuracy, null, p_at);
  n := a;
  if p_at < private.now() - interval '5 minutes' then
    select * into n from private.assign_point(v_x, v_y, v_accuracy, null, private.now());
  end if;
  select * into v_then from private.case_chain(coalesce(private.unit_grid_at(v_x, v_y, a.grid_id, p_at), a.grid_id), p_at);
  select * into v_current from private.case_chain(
    coalesce(private.unit_grid_at(v_x, v_y, n.grid_id, private.now()), n.grid_id), private.now());
  insert into public.cases (case_no, source, class_id, condition, asset_id, description, address, urgent, x, y,
    raw_x, raw_y, raw_crs, accuracy_m, crs_suspect, intake_area, assign_method, border_distance_m,
    reported_version_id, reported_unit_grid, reported_community, reported_street, reported_district,
    current_unit_grid, current_community, current_street, current_district, reported_at)
  values (private.next_case_no(p_at), private.report_source(r, p_role), r ->> 'class_id', coalesce(r ->> 'condition', 'A'),
    (r ->> 'asset_id')::bigint, coalesce(r ->> 'description', ''), coalesce(r ->> 'address', ''),
    coalesce((r ->> 'urgent')::boolean, false)
      or (select k.urgent from public.case_classes as k where k.class_id = r ->> 'class_id'),
    v_x, v_y, (r -> 'raw' ->> 'x')::double precision, (r -> 'raw' ->> 'y')::double precision, r -> 'raw' ->> 'crs',
    v_accuracy, nullif(r -> 'crs_suspect', 'null'), coalesce(private.intake_area_of_caller(), private.city_grid_id()),
    n.method, n.border_distance_m, a.version_id,
    v_then.unit_grid, v_then.community, v_then.street, v_then.district,
    v_current.unit_grid, v_current.community, v_current.street, v_current.district, p_at)
  returning * into c;
  perform private.put_case_supervisors(c.case_id, c.reported_community, p_at);
  perform private.put_case_candidates(c.case_id, n.candidates);
  perform private.add_event(c.case_id, 'reported', p_role, jsonb_build_object('source', c.source));
  perform private.add_event(c.case_id, case n.method when 'unassigned' then 'unassigned' else 'assigned' end, 'system',
    jsonb_build_object('method', n.method, 'grid_id', n.grid_id, 'border_distance_m', n.border_distance_m));
  return c;
end
$$;

create function public.case_report(p_request jsonb, p_key text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_role text;
  v_at timestamptz;
  c public.cases;
  v_answer jsonb := private.command_answer('case_report', p_key, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_role := private.acting_role('case.report');
  if v_role is null then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'case_report';
  end if;
  perform private.check_report_words(p_request);
  perform private.check_report_place(p_request);
  v_at := private.report_time(p_request);
  c := private.insert_case(p_request, v_role, v_at);
  if coalesce(p_request -> 'reporter' ->> 'name', '') <> '' or coalesce(p_request -> 'reporter' ->> 'phone', '') <> '' then
    insert into private.reporters (case_id, name, phone, wants_callback)
    values (c.case_id, coalesce(p_request -> 'reporter' ->> 'name', ''), coalesce(p_request -> 'reporter' ->> 'phone', ''),
      coalesce((p_request -> 'reporter' ->> 'wants_callback')::boolean, false));
  end if;
  return private.keep_answer('case_report', p_key, p_request, private.case_row(c));
end
$$;

grant execute on function public.assign_preview(bigint, bigint, double precision), public.case_report(jsonb, text)
  to authenticated;
