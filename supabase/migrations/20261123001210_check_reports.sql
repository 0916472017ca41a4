-- What a report must be before anything is written. Each refusal is one word and names the field.

create function private.refuse_field(p_field text) returns void
language plpgsql set search_path = ''
as $$
begin
  raise exception 'bad_request' using errcode = 'WG010', detail = p_field;
end
$$;

-- Inside the city's box: assigned or queued as unassigned. Up to 20 km outside (a bridge, the sea, a wrong pin
-- near the border): queued. Farther out it is another city, or degrees and systems mixed up: refused.
create function private.near_city(p_x bigint, p_y bigint) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce(bool_or(
    p_y between c.min_y - 1800000 and c.max_y + 1800000
    and p_x between c.min_x - 1800000::bigint * 65536 / c.kx and c.max_x + 1800000::bigint * 65536 / c.kx), false)
  from public.city as c
$$;

create function private.check_report_place(r jsonb) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_x bigint;
  v_y bigint;
  v_raw_x double precision;
  v_raw_y double precision;
  v_accuracy double precision;
begin
  -- In the body: what a declaration raises, the handler below would not see.
  v_x := (r ->> 'x')::bigint;
  v_y := (r ->> 'y')::bigint;
  v_raw_x := (r -> 'raw' ->> 'x')::double precision;
  v_raw_y := (r -> 'raw' ->> 'y')::double precision;
  v_accuracy := (r ->> 'accuracy_m')::double precision;
  if v_x is null or v_y is null then
    perform private.refuse_field('x');
  elsif not coalesce(v_accuracy between 0 and 100000, v_accuracy is null) then
    perform private.refuse_field('accuracy_m');
  elsif coalesce(r -> 'raw' ->> 'crs', '') not in ('WGS84', 'CGCS2000', 'GCJ02', 'BD09') then
    perform private.refuse_field('raw.crs');
  -- GCJ-02 and BD-09 lie within some 1.5 km of WGS 84: a pair farther off was not converted from this raw one.
  elsif not coalesce(abs(v_raw_x - v_x / 1e7::double precision) < 0.03
                 and abs(v_raw_y - v_y / 1e7::double precision) < 0.03, false) then
    perform private.refuse_field('raw');
  elsif not private.near_city(v_x, v_y) then
    raise exception 'outside_city' using errcode = 'WG011';
  end if;
exception
  when invalid_text_representation or numeric_value_out_of_range then
    raise exception 'bad_request' using errcode = 'WG010', detail = 'coordinates';
end
$$;

create function private.check_report_words(r jsonb) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if jsonb_typeof(r) is distinct from 'object' then
    perform private.refuse_field('request');
  elsif length(coalesce(r ->> 'description', '')) > 4000 then
    perform private.refuse_field('description');
  elsif length(coalesce(r ->> 'address', '')) > 256 then
    perform private.refuse_field('address');
  elsif length(coalesce(r ->> 'condition', 'A')) not between 1 and 20 then
    perform private.refuse_field('condition');
  elsif length(coalesce(r -> 'reporter' ->> 'name', '')) > 80 then
    perform private.refuse_field('reporter.name');
  elsif length(coalesce(r -> 'reporter' ->> 'phone', '')) > 40 then
    perform private.refuse_field('reporter.phone');
  elsif coalesce(jsonb_typeof(r -> 'urgent'), 'null') not in ('boolean', 'null')
    or coalesce(jsonb_typeof(r -> 'reporter' -> 'wants_callback'), 'null') not in ('boolean', 'null') then
    perform private.refuse_field('urgent');
  elsif octet_length(coalesce((r -> 'crs_suspect')::text, '')) > 2000 then
    perform private.refuse_field('crs_suspect');
  elsif not exists (select from public.case_classes as k
                    where k.class_id = r ->> 'class_id' and k.kind = 'matter' and k.active) then
    raise exception 'class_unknown' using errcode = 'WG013', detail = coalesce(left(r ->> 'class_id', 100), 'null');
  elsif r ->> 'asset_id' is not null
    and not exists (select from public.assets as a where a.asset_id::text = r ->> 'asset_id') then
    perform private.refuse_field('asset_id');
  end if;
end
$$;

-- A clock of a phone may run ahead by five minutes; what lies farther ahead has not happened.
create function private.report_time(r jsonb) returns timestamptz
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_at timestamptz;
begin
  v_at := coalesce((r ->> 'reported_at')::timestamptz, private.now());
  if v_at > private.now() + interval '5 minutes' then
    raise exception 'reported_in_future' using errcode = 'WG012';
  elsif v_at < private.now() - interval '10 years' then
    perform private.refuse_field('reported_at');
  end if;
  return least(v_at, private.now());
exception when datetime_field_overflow or invalid_datetime_format then
  raise exception 'bad_request' using errcode = 'WG010', detail = 'reported_at';
end
$$;

-- A supervisor's finding is told from a call or a video by its source; imports have a door of their own.
create function private.report_source(r jsonb, p_role text) returns text
language plpgsql set search_path = ''
as $$
declare
  v_source text := coalesce(r ->> 'source', case when p_role = 'supervisor' then 'supervisor' end);
begin
  if p_role = 'supervisor' and v_source <> 'supervisor' or coalesce(v_source, '') not in ('supervisor', 'video',
    'patrol', 'hotline', 'letter', 'visit', 'media', 'transferred', 'wechat', 'sensor') then
    perform private.refuse_field('source');
  end if;
  return v_source;
end
$$;

-- The centre that takes the report in: the caller's own, or for streets and supervisors the centre of their
-- district where it has one, else the city's.
create function private.intake_area_of_caller() returns bigint
language sql stable security definer set search_path = ''
as $$
  select g.grid_id
  from private.my_posts() as p
  join public.roles as r on r.role = p.role and 'case.report' = any (r.capabilities)
  cross join lateral private.grid_path(p.grid_id, private.now()) as g
  where g.level <= 2
    and (g.grid_id = p.grid_id or g.level = 1 or exists (
      select from public.units as u
      where u.kind = 'district_centre' and u.active and u.area_grid_id = g.grid_id))
  order by p.own desc, r.sort, g.level desc limit 1
$$;
