-- Units, settings, and the log that the auditor reads.

create function private.unit_json(u public.units) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('unit_id', u.unit_id, 'parent_unit_id', u.parent_unit_id, 'kind', u.kind, 'code', u.code,
    'name', u.name, 'name_en', u.name_en, 'area_grid_id', u.area_grid_id, 'phone', u.phone, 'active', u.active)
$$;

create function public.units_list() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_me();
  return (select coalesce(jsonb_agg(private.unit_json(u) order by u.code collate "C"), '[]') from public.units as u);
end
$$;

create function private.administers(p_grid_id bigint) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from private.grid_path(coalesce(p_grid_id, private.city_grid_id()), private.now()) as g
    where g.grid_id in (select p.grid_id from private.my_posts() as p where p.role = 'system_admin'))
$$;

create function public.unit_save(p_unit jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_id bigint := (p_unit ->> 'unit_id')::bigint;
  v_parent bigint := (p_unit ->> 'parent_unit_id')::bigint;
  v_name text := private.require_text(p_unit ->> 'name', 'name', 80);
  v_code text := private.require_text(p_unit ->> 'code', 'code', 40);
  u public.units;
begin
  perform private.require_me();
  if not private.administers((p_unit ->> 'area_grid_id')::bigint) or v_id is not null and not coalesce((
    select private.administers(t.area_grid_id) from public.units as t where t.unit_id = v_id), false) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'unit_save';
  elsif v_parent is not null and v_id is not null and exists (
    with recursive below as (
      select v_id as unit_id
      union
      select t.unit_id from below join public.units as t on t.parent_unit_id = below.unit_id)
    select from below where below.unit_id = v_parent) then
    perform private.refuse_field('parent_unit_id');
  end if;
  if v_id is null then
    insert into public.units (kind, code, name) values (p_unit ->> 'kind', v_code, v_name) returning unit_id into v_id;
  end if;
  update public.units as t set parent_unit_id = v_parent, kind = p_unit ->> 'kind', code = v_code, name = v_name,
    name_en = coalesce(p_unit ->> 'name_en', ''), area_grid_id = (p_unit ->> 'area_grid_id')::bigint,
    phone = nullif(btrim(p_unit ->> 'phone'), ''), active = coalesce((p_unit ->> 'active')::boolean, true)
  where t.unit_id = v_id returning * into u;
  perform private.audit('unit_saved', 'unit:' || v_id, private.unit_json(u));
  return private.unit_json(u);
exception
  when exclusion_violation or unique_violation then
    raise exception 'conflict' using errcode = 'WG015', detail = 'unit';
  when check_violation or not_null_violation or foreign_key_violation or invalid_text_representation then
    raise exception 'bad_request' using errcode = 'WG010', detail = 'unit';
end
$$;

create function public.settings_list() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_me();
  if not private.has_capability('settings.manage') then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'settings_list';
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'value', s.value, 'valid_from', private.finite(s.valid_from),
      'set_by_name', p.name, 'set_at', private.iso(s.set_at), 'reason', s.reason) order by s.key, s.valid_from desc), '[]')
    from public.settings as s left join public.people as p on p.person_id = s.set_by);
end
$$;

-- From now or later: a rule that held when a deadline was computed is not rewritten.
create function public.setting_set(p_key text, p_value jsonb, p_from timestamptz default null, p_reason text default '')
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_from timestamptz := coalesce(p_from, private.now());
  v_before jsonb;
begin
  perform private.require_me();
  -- Settings are the city's: a district's administrator reads them.
  if not private.administers(null) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'setting_set';
  end if;
  select s.value into v_before from public.settings as s
  where s.key = p_key and s.valid_from <= v_from order by s.valid_from desc limit 1;
  if v_before is null then
    perform private.refuse_field('key');
  elsif jsonb_typeof(p_value) is distinct from jsonb_typeof(v_before) then
    perform private.refuse_field('value');
  elsif v_from < private.now() - interval '5 minutes' then
    perform private.refuse_field('from');
  end if;
  insert into public.settings (key, value, valid_from, set_by, set_at, reason)
  values (p_key, p_value, v_from, private.me(), private.now(), private.require_text(p_reason, 'reason', 500))
  on conflict (key, valid_from) do update
    set value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at, reason = excluded.reason;
  perform private.audit('setting_set', 'setting:' || p_key,
    jsonb_build_object('from', v_from, 'before', v_before, 'value', p_value, 'reason', p_reason));
  return jsonb_build_object('key', p_key, 'value', p_value, 'valid_from', private.finite(v_from));
end
$$;

create function public.audit_page(p_filter jsonb default '{}', p_cursor text default null, p_limit integer default 100)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  f jsonb := coalesce(p_filter, '{}');
  v_limit integer := least(greatest(coalesce(p_limit, 100), 1), 500);
  v_text text := '%' || private.like_pattern(f ->> 'text') || '%';
  v_rows jsonb;
  v_last bigint;
begin
  perform private.require_me();
  if not private.has_capability('audit.read') then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'audit_page';
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('audit_id', r.audit_id, 'at', private.iso(r.at), 'actor_name', r.name,
      'actor_role', r.actor_role, 'action', r.action, 'target', r.target, 'detail', r.detail)
      order by r.audit_id desc) filter (where r.n <= v_limit), '[]'),
    case when count(*) > v_limit then min(r.audit_id) filter (where r.n <= v_limit) end
  into v_rows, v_last
  from (
    select k.*, row_number() over (order by k.audit_id desc) as n
    from (
      select g.*, p.name
      from public.audit_log as g left join public.people as p on p.person_id = g.actor_person_id
      where (nullif(p_cursor, '') is null or g.audit_id < p_cursor::bigint)
        and (f ->> 'action' is null or g.action = f ->> 'action')
        and (f ->> 'person_id' is null or g.actor_person_id = (f ->> 'person_id')::bigint)
        and (f ->> 'since' is null or g.at >= (f ->> 'since')::timestamptz)
        and (f ->> 'until' is null or g.at < (f ->> 'until')::timestamptz)
        and (f ->> 'text' is null or p.name ilike v_text or g.target ilike v_text or g.detail::text ilike v_text)
      order by g.audit_id desc limit v_limit + 1
    ) as k
  ) as r;
  return jsonb_build_object('rows', v_rows, 'next_cursor', v_last::text);
exception when invalid_text_representation or invalid_datetime_format then
  raise exception 'bad_filter' using errcode = 'WG010';
end
$$;

grant execute on function public.units_list(), public.unit_save(jsonb), public.settings_list(),
  public.setting_set(text, jsonb, timestamptz, text), public.audit_page(jsonb, text, integer) to authenticated;
