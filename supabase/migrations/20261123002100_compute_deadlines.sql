-- Deadlines (architecture section 4, R24, R90). web/src/domain/clocks explains them on the screen with the same
-- rules; tests hold both to one table worked by hand and to each other.

-- Walks working minutes from a local minute; a walk that ends with a window stays at its end.
-- With p_minutes = 0 it answers the next opening.
create function private.walk_work_minutes(
  p_from bigint, p_minutes bigint, p_at timestamptz,
  out end_minutes bigint, out spans jsonb
)
language plpgsql stable set search_path = ''
as $$
declare
  v_windows integer[] := private.work_windows(p_at);
  v_day bigint := floor(p_from / 1440.0);
  v_last bigint := floor(p_from / 1440.0) + 400 + p_minutes / 60;
  v_left bigint := p_minutes;
  v_from bigint;
  v_take bigint;
begin
  spans := '[]';
  while v_day <= v_last loop
    if private.is_workday(date '1970-01-01' + v_day::integer, p_at) then
      for i in 1 .. array_length(v_windows, 1) loop
        v_from := greatest(p_from, v_day * 1440 + v_windows[i][1]);
        if v_from < v_day * 1440 + v_windows[i][2] then
          v_take := least(v_left, v_day * 1440 + v_windows[i][2] - v_from);
          if v_take > 0 then
            spans := spans || jsonb_build_array(jsonb_build_array(v_from, v_from + v_take));
          end if;
          v_left := v_left - v_take;
          if v_left = 0 then
            end_minutes := v_from + v_take;
            return;
          end if;
        end if;
      end loop;
    end if;
    v_day := v_day + 1;
  end loop;
  raise exception 'calendar_without_working_day' using errcode = 'WG020';
end
$$;

create function private.workday_after(p_day date, p_count integer, p_at timestamptz) returns date
language plpgsql stable set search_path = ''
as $$
declare
  v_day date := p_day;
  v_found integer := 0;
begin
  while v_found < p_count loop
    v_day := v_day + 1;
    if v_day > p_day + 400 + 7 * p_count then
      raise exception 'calendar_without_working_day' using errcode = 'WG020';
    end if;
    if private.is_workday(v_day, p_at) then
      v_found := v_found + 1;
    end if;
  end loop;
  return v_day;
end
$$;

-- Which days were skipped and which years are provisional, for the screen.
create function private.explain_days(p_from bigint, p_to bigint, p_at timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'skipped', coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'reason', coalesce(
        (select c.name from public.calendar_days as c
         where c.day = d.day and c.valid_from <= p_at order by c.valid_from desc limit 1), 'weekend'))
      order by d.day) filter (where not private.is_workday(d.day, p_at)), '[]'),
    'provisional_years', coalesce(jsonb_agg(distinct extract(year from d.day)::integer) filter (where not exists (
        select 1 from public.calendar_years as y
        where y.year = extract(year from d.day) and y.published)), '[]'))
  from (
    select g.day::date as day
    from generate_series(private.day_of(p_from), private.day_of(p_to), interval '1 day') as g(day)
  ) as d
$$;

-- The deadline of a limit that starts at p_start, to the minute: a started minute is given away, never taken.
-- p_at is the moment whose settings and calendar count; p_extends: p_start is a deadline that is extended, so
-- closing time counts as inside.
create function private.deadline_of(
  p_start timestamptz, p_value integer, p_unit text, p_at timestamptz,
  p_extends boolean default false, out deadline_at timestamptz, out derivation jsonb
)
language plpgsql stable set search_path = ''
as $$
declare
  v_zone text := (select c.timezone from public.city as c);
  v_start timestamptz := date_trunc('minute', p_start + interval '59.999999 seconds');
  v_local bigint;
  v_from bigint;
  v_end bigint;
  v_spans jsonb := jsonb_build_array();
begin
  if p_value is null or p_value < 1 then
    raise exception 'limit_not_whole' using errcode = 'WG021';
  end if;
  derivation := jsonb_build_object('value', p_value, 'unit', p_unit, 'counted_from', v_start,
    'spans', '[]'::jsonb, 'skipped', '[]'::jsonb, 'provisional_years', '[]'::jsonb);
  if p_unit in ('urgent_work_hour', 'urgent_work_day') then
    deadline_at := v_start + p_value * case p_unit when 'urgent_work_hour' then interval '1 hour' else interval '24 hours' end;
    return;
  end if;
  v_local := private.to_local_minutes(v_start, v_zone);
  if p_unit = 'natural_day' then
    v_end := case when p_extends then v_local + p_value * 1440
      else (floor(v_local / 1440.0)::bigint + p_value + 1) * 1440 end;
    deadline_at := private.to_instant(v_end, v_zone);
    return;
  end if;
  v_from := v_local;
  if p_unit = 'work_hour' then
    select w.end_minutes into v_from from private.walk_work_minutes(v_local, 0, p_at) as w;
    select w.end_minutes, w.spans into v_end, v_spans from private.walk_work_minutes(v_from, p_value * 60, p_at) as w;
  elsif p_unit = 'work_day' then
    if not p_extends then
      select w.end_minutes into v_from from private.walk_work_minutes(v_local, 0, p_at) as w;
    end if;
    v_end := (private.workday_after(private.day_of(v_from), p_value, p_at) - date '1970-01-01')::bigint * 1440
      + v_from - floor(v_from / 1440.0)::bigint * 1440;
  else
    raise exception 'unknown_limit_unit' using errcode = 'WG022', detail = p_unit;
  end if;
  deadline_at := private.to_instant(v_end, v_zone);
  derivation := derivation || jsonb_build_object('counted_from', private.to_instant(v_from, v_zone), 'spans', v_spans)
    || private.explain_days(v_local, v_end, p_at);
end
$$;

-- The deadline after a suspension (缓办): what was left when the clock stopped, in the clock's own time, is given
-- again from the moment it starts. A clock stopped after its deadline does not move.
create function private.deadline_after_pause(
  p_unit text, p_deadline timestamptz, p_paused timestamptz, p_resumed timestamptz, p_at timestamptz
) returns timestamptz
language plpgsql stable set search_path = ''
as $$
declare
  v_zone text := (select c.timezone from public.city as c);
  v_deadline bigint := private.to_local_minutes(p_deadline, v_zone);
  v_paused bigint := private.to_local_minutes(p_paused, v_zone);
  v_resumed bigint := private.to_local_minutes(p_resumed, v_zone);
begin
  if p_paused >= p_deadline then
    return p_deadline;
  elsif p_unit in ('urgent_work_hour', 'urgent_work_day') then
    return p_deadline + (p_resumed - p_paused);
  elsif p_unit = 'natural_day' then
    return private.to_instant(v_deadline + (floor(v_resumed / 1440.0) - floor(v_paused / 1440.0))::bigint * 1440, v_zone);
  end if;
  return private.to_instant(
    (select case when left_over.minutes = 0 then v_resumed else w.end_minutes end
     from (select private.work_minutes_between(v_paused, v_deadline, p_at) as minutes) as left_over,
       private.walk_work_minutes(v_resumed, left_over.minutes, p_at) as w), v_zone);
end
$$;

create function private.work_minutes_between(p_from bigint, p_to bigint, p_at timestamptz) returns bigint
language sql stable set search_path = ''
as $$
  with windows as (select private.work_windows(p_at) as w)
  select coalesce(sum(greatest(0,
    least(p_to, (g.day::date - date '1970-01-01')::bigint * 1440 + windows.w[i][2])
    - greatest(p_from, (g.day::date - date '1970-01-01')::bigint * 1440 + windows.w[i][1]))), 0)::bigint
  from windows,
    generate_series(private.day_of(p_from), private.day_of(p_to), interval '1 day') as g(day),
    generate_subscripts(windows.w, 1) as i
  where private.is_workday(g.day::date, p_at)
$$;
