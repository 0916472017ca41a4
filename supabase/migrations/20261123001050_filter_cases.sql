-- The filter of lists and maps as a condition on `c`: known keys only, every value quoted as a literal.

create function private.text_list(p_values jsonb) returns text
language sql immutable set search_path = ''
as $$
  select quote_literal(coalesce(array(select jsonb_array_elements_text(p_values)), '{}')::text) || '::text[]'
$$;

-- Which column of `cases` holds a grid of this level.
create function private.grid_column(p_level smallint) returns text
language sql immutable set search_path = ''
as $$
  select (array['', 'current_district', 'current_street', 'current_community', 'current_unit_grid'])[p_level]
$$;

create function private.case_grid_sql(p_grid_id bigint) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_level smallint;
begin
  select g.level into v_level from public.grids as g where g.grid_id = p_grid_id;
  if v_level is null then
    raise exception 'not_found' using errcode = 'WG003', detail = 'grid';
  elsif v_level = 1 then
    return 'true';
  end if;
  return format('c.%I = %s', private.grid_column(v_level), p_grid_id);
end
$$;

create function private.case_unit_sql(p_unit_id bigint) returns text
language sql stable security definer set search_path = ''
as $$
  with recursive tree as (
    select u.unit_id from public.units as u where u.unit_id = p_unit_id
    union
    select u.unit_id from tree join public.units as u on u.parent_unit_id = tree.unit_id
  )
  select 'c.unit_id = any (' || quote_literal(coalesce(array_agg(tree.unit_id), '{}')::text) || '::bigint[])' from tree
$$;

create function private.case_filter_key_sql(p_key text, p_value jsonb) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_text text := p_value #>> '{}';
begin
  return case p_key
    when 'state' then 'c.state = any (' || private.text_list(p_value) || ')'
    when 'open' then case when v_text::boolean then 'c.is_open' else 'not c.is_open' end
    when 'grid_id' then private.case_grid_sql(v_text::bigint)
    when 'unit_id' then private.case_unit_sql(v_text::bigint)
    when 'class_id' then format('c.class_id = %L', v_text)
    when 'class_major' then format(
      'c.class_id in (select k.class_id from public.case_classes as k where k.major_code = %L)', v_text)
    when 'source' then 'c.source = any (' || private.text_list(p_value) || ')'
    when 'overdue' then case when v_text::boolean then '' else 'not ' end
      || format('coalesce(private.is_overdue(c.is_open, c.suspended, c.deadline_at, %L), false)', private.now())
      || case when v_text::boolean then format(' and c.is_open and c.clock_at < %L', private.now()) else '' end
    when 'on_account' then format('c.on_account = %L', v_text::boolean)
    when 'urgent' then format('c.urgent = %L', v_text::boolean)
    when 'assign' then 'c.assign_method = any (' || private.text_list(p_value) || ')'
    when 'bbox' then format('c.x between %s and %s and c.y between %s and %s',
      (p_value ->> 0)::bigint, (p_value ->> 2)::bigint, (p_value ->> 1)::bigint, (p_value ->> 3)::bigint)
    when 'text' then format($f$(c.case_no || ' ' || c.address || ' ' || c.description) ilike %L$f$,
      '%' || replace(replace(replace(left(v_text, 100), '\', '\\'), '%', '\%'), '_', '\_') || '%')
    when 'since' then format('c.reported_at >= %L', v_text::timestamptz)
    when 'until' then format('c.reported_at < %L', v_text::timestamptz)
    when 'sort' then 'true'
  end;
exception when data_exception then
  raise exception 'bad_filter' using errcode = 'WG010', detail = p_key;
end
$$;

create function private.case_filter_sql(p_filter jsonb) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_key text;
  v_value jsonb;
  v_part text;
  v_parts text[] := array['true'];
begin
  for v_key, v_value in select e.key, e.value from jsonb_each(coalesce(p_filter, '{}')) as e loop
    if v_value <> 'null' then
      v_part := private.case_filter_key_sql(v_key, v_value);
      if v_part is null then
        raise exception 'bad_filter' using errcode = 'WG010', detail = v_key;
      end if;
      v_parts := v_parts || v_part;
    end if;
  end loop;
  return array_to_string(v_parts, ' and ');
end
$$;

-- Cursors are '<microseconds>_<case_id>' of the last row shown; 'none' where no clock runs.
create function private.case_cursor_sql(p_cursor text, p_by_deadline boolean) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  v_parts text[] := regexp_match(p_cursor, '^(-?[0-9]{1,18}|none)_([0-9]{1,18})$');
  v_at timestamptz;
begin
  if p_cursor is null then
    return 'true';
  elsif v_parts is null or (v_parts[1] = 'none' and not p_by_deadline) then
    raise exception 'bad_cursor' using errcode = 'WG010';
  elsif v_parts[1] = 'none' then
    return format('c.clock_at is null and c.case_id > %s', v_parts[2]);
  end if;
  v_at := timestamptz 'epoch' + v_parts[1]::bigint * interval '1 microsecond';
  if p_by_deadline then
    return format('((c.clock_at, c.case_id) > (%L::timestamptz, %s) or c.clock_at is null)', v_at, v_parts[2]);
  end if;
  return format('(c.reported_at, c.case_id) < (%L::timestamptz, %s)', v_at, v_parts[2]);
end
$$;
