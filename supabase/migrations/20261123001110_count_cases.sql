-- Counts of a grid and its children. The open ones come from the partial index alone, today's from the index
-- on reported_at: closed cases of the past are never touched.

create function private.today_began() returns timestamptz
language sql stable security definer set search_path = ''
as $$
  select date_trunc('day', private.now() at time zone c.timezone) at time zone c.timezone from public.city as c
$$;

create function private.grid_counts(p_grid_id bigint, p_level smallint, p_scope text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_where text := p_scope || ' and ' || private.case_grid_sql(p_grid_id);
  v_open jsonb;
  v_today bigint;
  v_unassigned bigint;
begin
  execute format($sql$
    select jsonb_build_object('open', count(*),
      'overdue', count(*) filter (where private.is_overdue(true, c.suspended, c.deadline_at, %L)),
      'on_account', count(*) filter (where c.on_account))
    from public.cases as c where c.is_open and %s
    $sql$, private.now(), v_where) into v_open;
  execute format('select count(*) from public.cases as c where c.reported_at >= %L and %s',
    private.today_began(), v_where) into v_today;
  -- What no grid took lies with the centre: it is counted for the city and the districts that took it in.
  if p_level <= 2 then
    execute format($sql$select count(*) from public.cases as c
      where c.assign_method = 'unassigned' and c.is_open and c.intake_area = any (%s) and %s$sql$,
      private.id_list(array(select g.grid_id from private.grids_below(array[p_grid_id], 2::smallint) as g)), p_scope)
    into v_unassigned;
  end if;
  return v_open || jsonb_build_object('today', v_today, 'unassigned', coalesce(v_unassigned, 0));
end
$$;

create function private.child_counts(p_grid_id bigint, p_scope text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_level smallint;
  v_where text := p_scope || ' and ' || private.case_grid_sql(p_grid_id);
  v_answer jsonb;
begin
  select min(v.level) into v_level from public.grid_versions as v
  where v.parent_grid_id = p_grid_id and v.valid @> private.now();
  if v_level is null then
    return jsonb_build_array();
  end if;
  execute format($sql$
    with open_now as (
      select c.%1$I as grid_id, count(*) as open,
        count(*) filter (where private.is_overdue(true, c.suspended, c.deadline_at, %2$L)) as overdue,
        count(*) filter (where c.on_account) as on_account
      from public.cases as c where c.is_open and %3$s group by 1
    ), come_today as (
      select c.%1$I as grid_id, count(*) as today
      from public.cases as c where c.reported_at >= %4$L and %3$s group by 1
    )
    select coalesce(jsonb_agg(jsonb_build_object('grid_id', v.grid_id, 'open', coalesce(o.open, 0),
      'overdue', coalesce(o.overdue, 0), 'on_account', coalesce(o.on_account, 0), 'today', coalesce(t.today, 0))
      order by v.code collate "C"), '[]')
    from public.grid_versions as v
    left join open_now as o on o.grid_id = v.grid_id
    left join come_today as t on t.grid_id = v.grid_id
    where v.parent_grid_id = %5$s and v.valid @> %2$L::timestamptz
    $sql$, private.grid_column(v_level), private.now(), v_where, private.today_began(), p_grid_id) into v_answer;
  return v_answer;
end
$$;

create function public.case_counts(p_grid_id bigint) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_scope text;
begin
  perform private.require_me();
  v_scope := private.case_scope_sql('points');
  return jsonb_build_object(
    'total', private.grid_counts(p_grid_id, (select g.level from public.grids as g where g.grid_id = p_grid_id), v_scope),
    'children', private.child_counts(p_grid_id, v_scope));
end
$$;
grant execute on function public.case_counts(bigint) to authenticated;
