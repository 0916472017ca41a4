-- Reading cases. These functions are security definer and put the caller's scope into the statement as
-- literals: the planner then knows it, and text search may use its index (ilike is not leakproof, so under a
-- policy it could not). The scope is the policy's, word for word; a test compares both for every role.

create function private.is_overdue(p_is_open boolean, p_suspended boolean, p_deadline timestamptz, p_now timestamptz)
returns boolean
language sql immutable
return p_is_open and not p_suspended and p_deadline < p_now;
comment on function private.is_overdue(boolean, boolean, timestamptz, timestamptz) is
  'Body parsed at creation, so no search_path is set: the planner can inline it.';

create function private.id_list(p_ids bigint[]) returns text
language sql immutable set search_path = ''
as $$ select quote_literal(p_ids::text) || '::bigint[]' $$;

-- The caller's cases as a condition on `c`. p_reach: 'area' – answered for by area, names may be shown;
-- 'read' – also what one's unit holds and candidates; 'points' – also what the wall may count and show as points.
create function private.case_scope_sql(p_reach text) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_areas bigint[] := array(select private.my_areas('case.read'));
  v_streets bigint[];
  v_centres bigint[];
  v_ids bigint[];
  v_arms text[] := array[]::text[];
begin
  if p_reach = 'points' then
    v_areas := v_areas || array(select private.my_areas('wall'));
  end if;
  if private.city_grid_id() = any (v_areas) then
    return 'true';
  end if;
  v_streets := array(select g.grid_id from private.grids_below(v_areas, 3::smallint) as g where g.level = 3);
  v_centres := array(select g.grid_id from private.grids_below(v_areas, 2::smallint) as g where g.level <= 2);
  if v_streets <> '{}' then
    v_arms := v_arms || ('c.current_street = any (' || private.id_list(v_streets) || ')');
  end if;
  if v_centres <> '{}' then
    v_arms := v_arms || ('c.intake_area = any (' || private.id_list(v_centres) || ')');
  end if;
  v_ids := array(select private.my_communities());
  if v_ids <> '{}' then
    v_arms := v_arms || ('c.current_community = any (' || private.id_list(v_ids) || ')');
  end if;
  if p_reach <> 'area' then
    v_ids := array(select private.my_units());
    if v_ids <> '{}' then
      v_arms := v_arms || ('c.unit_id = any (' || private.id_list(v_ids) || ')');
    end if;
    v_ids := array(select private.my_candidate_cases());
    if v_ids <> '{}' then
      v_arms := v_arms || ('c.case_id = any (' || private.id_list(v_ids) || ')');
    end if;
  end if;
  if cardinality(v_arms) = 0 then
    return 'false';
  end if;
  return '(' || array_to_string(v_arms, ' or ') || ')';
end
$$;

create function private.sees_case(p_case_id bigint, p_reach text default 'read') returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_sees boolean;
begin
  execute 'select exists (select from public.cases as c where c.case_id = $1 and '
    || private.case_scope_sql(p_reach) || ')' into v_sees using p_case_id;
  return v_sees;
end
$$;
grant execute on function private.sees_case(bigint, text) to authenticated;

-- The row every list and message of a case shows. p_bare leaves out what people wrote (for the wall).
create function private.case_row(c public.cases, p_bare boolean default false) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('case_id', c.case_id, 'case_no', c.case_no, 'state', c.state,
      'stage_version', c.stage_version, 'class_id', c.class_id, 'class_name', k.name_zh, 'class_name_en', k.name_en,
      'condition', c.condition, 'source', c.source, 'urgent', c.urgent, 'x', c.x, 'y', c.y,
      'address', case when p_bare then '' else c.address end,
      'description', case when p_bare then '' else c.description end,
      'reported_at', private.iso(c.reported_at), 'deadline_at', private.iso(c.deadline_at),
      'closed_at', private.iso(c.closed_at), 'on_account', c.on_account, 'suspended', c.suspended, 'round', c.round,
      'failures', c.failures, 'unit_id', c.unit_id, 'unit_name', u.name, 'unit_grid_id', c.current_unit_grid)
    || jsonb_build_object('community_id', c.current_community, 'street_id', c.current_street,
      'district_id', c.current_district, 'assign_method', c.assign_method,
      'border_distance_m', c.border_distance_m, 'xid', c.changed_xid::text)
    from (select 1) as one
    left join public.case_classes as k on k.class_id = c.class_id
    left join public.units as u on u.unit_id = c.unit_id);
end
$$;

create function public.cases_page(p_filter jsonb default '{}', p_cursor text default null, p_limit integer default 100)
returns json
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 100), 1), 500);
  v_by_deadline boolean := coalesce(p_filter ->> 'sort', 'newest') = 'deadline';
  v_after text := private.case_cursor_sql(p_cursor, v_by_deadline);
  v_rows json;
  v_count bigint;
  v_next text;
begin
  perform private.require_me();
  execute format($sql$
    with page as materialized (
      select c as row, c.case_id, c.reported_at, c.clock_at from public.cases as c
      where %1$s and %2$s and %3$s order by %4$s limit %5$s
    ), shown as (select * from page as c order by %4$s limit %6$s)
    select (select json_agg(private.case_row(c.row) order by %4$s) from shown as c),
           (select count(*) from page),
           (select case when %7$L::boolean
              then coalesce((extract(epoch from c.clock_at) * 1000000)::bigint::text, 'none')
              else (extract(epoch from c.reported_at) * 1000000)::bigint::text end || '_' || c.case_id
            from page as c order by %4$s offset %6$s - 1 limit 1)
    $sql$, private.case_scope_sql('read'), private.case_filter_sql(p_filter), v_after,
    case when v_by_deadline then 'c.clock_at nulls last, c.case_id' else 'c.reported_at desc, c.case_id desc' end,
    v_limit + 1, v_limit, v_by_deadline)
  into v_rows, v_count, v_next;
  return json_build_object('rows', coalesce(v_rows, '[]'), 'next_cursor', case when v_count > v_limit then v_next end);
end
$$;

-- Points for the map as columns; newest first when there are more than p_limit.
create function public.cases_points(p_filter jsonb default '{}', p_limit integer default 50000) returns json
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 50000), 1), 200000);
  v_answer json;
begin
  perform private.require_me();
  execute format($sql$
    with shown as materialized (
      select c.* from public.cases as c where %s and %s order by c.reported_at desc, c.case_id desc limit %s
    )
    select json_build_object('count', count(*), 'truncated', (select count(*) from shown) > %4$s,
      'as_of_xid', pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::text,
      'columns', json_build_object(
        'case_id', coalesce(array_to_json(array_agg(case_id)), '[]'),
        'x', coalesce(array_to_json(array_agg(x)), '[]'),
        'y', coalesce(array_to_json(array_agg(y)), '[]'),
        'state', coalesce(array_to_json(array_agg(state)), '[]'),
        'class_id', coalesce(array_to_json(array_agg(class_id)), '[]'),
        'deadline', coalesce(array_to_json(array_agg(floor(extract(epoch from deadline_at))::bigint)), '[]'),
        'reported', coalesce(array_to_json(array_agg(floor(extract(epoch from reported_at))::bigint)), '[]'),
        'flags', coalesce(array_to_json(array_agg(urgent::integer + 2 * on_account::integer
          + 4 * suspended::integer + 8 * (assign_method = 'unassigned')::integer)), '[]'),
        'street', coalesce(array_to_json(array_agg(current_street)), '[]'),
        'community', coalesce(array_to_json(array_agg(current_community)), '[]'),
        'unit_id', coalesce(array_to_json(array_agg(unit_id)), '[]')))
    from (select * from shown limit %4$s) as s
    $sql$, private.case_scope_sql('points'), private.case_filter_sql(p_filter), v_limit + 1, v_limit)
  into v_answer;
  return v_answer;
end
$$;

grant execute on function private.is_overdue(boolean, boolean, timestamptz, timestamptz),
  public.cases_page(jsonb, text, integer), public.cases_points(jsonb, integer) to authenticated;
