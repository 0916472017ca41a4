-- What changed since: numbers drawn before commit arrive out of order and lose events, transaction ids with the
-- oldest one still running do not. The caller passes the next_since of the last answer and de-duplicates by
-- (case_id, xid).

create function public.cases_changes(p_since text, p_limit integer default 1000) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  -- Read before the rows: every transaction below it has committed or gone, so none of theirs is missed.
  v_xmin text := pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::text;
  v_limit integer := least(greatest(coalesce(p_limit, 1000), 1), 5000);
  v_bare boolean;
  v_rows jsonb;
  v_count bigint;
  v_last text;
begin
  perform private.require_me();
  if p_since is null then
    return jsonb_build_object('next_since', v_xmin, 'rows', '[]'::jsonb, 'more', false, 'reload', false);
  elsif p_since !~ '^[0-9]{1,19}$' then
    raise exception 'bad_cursor' using errcode = 'WG010';
  end if;
  v_bare := not private.has_capability('case.read');
  execute format($sql$
    with changed as materialized (
      select c as row, c.changed_xid, c.case_id from public.cases as c
      where c.changed_xid >= %L::xid8 and %s order by c.changed_xid, c.case_id limit %s
    ), shown as (select * from changed as c order by c.changed_xid, c.case_id limit %s)
    select (select jsonb_agg(private.case_row(c.row, %L) order by c.changed_xid, c.case_id) from shown as c),
      (select count(*) from changed), (select max(c.changed_xid)::text from changed as c)
    $sql$, p_since, private.case_scope_sql('points'), v_limit + 1, v_limit, v_bare)
  into v_rows, v_count, v_last;
  if v_count <= v_limit then
    return jsonb_build_object('next_since', v_xmin, 'rows', coalesce(v_rows, '[]'), 'more', false, 'reload', false);
  elsif v_last::xid8 > p_since::xid8 then
    return jsonb_build_object('next_since', v_last, 'rows', v_rows, 'more', true, 'reload', false);
  end if;
  -- One transaction wrote more than a page (an import): reading everything again is cheaper than paging.
  return jsonb_build_object('next_since', v_xmin, 'rows', '[]'::jsonb, 'more', false, 'reload', true);
end
$$;
grant execute on function public.cases_changes(text, integer) to authenticated;
