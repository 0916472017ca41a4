-- Working days and work windows as data: published by the State Council, editable, versioned.

create table public.calendar_years (
  year smallint primary key,
  published boolean not null,
  source text not null default ''
);
comment on table public.calendar_years is 'A year that is not published makes every deadline that touches it provisional.';

-- Days that differ from the plain week. The newest version that is valid at the moment of computing counts.
create table public.calendar_days (
  day date not null,
  valid_from timestamptz not null default '-infinity',
  workday boolean not null,
  name text not null default '',
  set_by bigint references public.people,
  primary key (day, valid_from)
);
create index calendar_days_set_by_idx on public.calendar_days (set_by);

alter table public.calendar_years enable row level security;
alter table public.calendar_days enable row level security;
grant select on public.calendar_years, public.calendar_days to authenticated;
create policy "calendar years: whoever is signed in reads" on public.calendar_years
  for select to authenticated using (true);
create policy "calendar days: whoever is signed in reads" on public.calendar_days
  for select to authenticated using (true);

-- A setting of the city as it stands at a moment.
create function private.setting_at(p_key text, p_at timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
  select s.value from public.settings as s
  where s.key = p_key and s.valid_from <= p_at
  order by s.valid_from desc limit 1
$$;

create function private.is_workday(p_day date, p_at timestamptz) returns boolean
language sql stable set search_path = ''
as $$
  select coalesce(
    (select d.workday from public.calendar_days as d
     where d.day = p_day and d.valid_from <= p_at order by d.valid_from desc limit 1),
    extract(isodow from p_day) < 6)
$$;

insert into public.settings (key, value, reason) values ('work_windows_minutes', '[[510, 720], [840, 1050]]', 'default');

-- Minutes of the day, half open, ascending: {{510,720},{840,1050}} for 08:30–12:00 and 14:00–17:30.
create function private.work_windows(p_at timestamptz) returns integer[]
language sql stable set search_path = ''
as $$
  select coalesce(
    (select array_agg(array[(w->>0)::integer, (w->>1)::integer] order by (w->>0)::integer)
     from jsonb_array_elements(private.setting_at('work_windows_minutes', p_at)) as w),
    array[array[510, 720], array[840, 1050]])
$$;

-- The wall clock in whole minutes since 1970-01-01 00:00 local; a day is 1440 of them.
create function private.to_local_minutes(p_at timestamptz, p_zone text) returns bigint
language sql stable set search_path = ''
as $$ select floor(extract(epoch from p_at at time zone p_zone) / 60)::bigint $$;

create function private.to_instant(p_minutes bigint, p_zone text) returns timestamptz
language sql stable set search_path = ''
as $$ select (timestamp 'epoch' + p_minutes * interval '1 minute') at time zone p_zone $$;

create function private.day_of(p_minutes bigint) returns date
language sql immutable set search_path = ''
as $$ select date '1970-01-01' + floor(p_minutes / 1440.0)::integer $$;
