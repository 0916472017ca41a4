-- People: who they are, whom one may list, change and let go.

-- Ends of a range for the wire: an open end is null.
create function private.finite(p_at timestamptz) returns text
language sql stable
return case when isfinite(p_at) then private.iso(p_at) end;

create function private.require_text(p_value text, p_field text, p_most integer) returns text
language plpgsql set search_path = ''
as $$
begin
  if length(btrim(coalesce(p_value, ''))) not between 1 and p_most then
    perform private.refuse_field(p_field);
  end if;
  return btrim(p_value);
end
$$;

create function private.post_json(m public.memberships) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('membership_id', m.membership_id, 'person_id', m.person_id, 'role', m.role,
    'grid_id', m.grid_id, 'unit_id', m.unit_id, 'from', private.finite(lower(m.valid)), 'to', private.finite(upper(m.valid)),
    'grid_name', (select v.name from public.grid_versions as v where v.grid_id = m.grid_id and v.valid @> private.now()),
    'unit_name', (select u.name from public.units as u where u.unit_id = m.unit_id))
$$;

-- Posts that are over are history and not listed here.
create function private.person_json(p public.people) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('person_id', p.person_id, 'name', p.name, 'name_en', p.name_en, 'phone', p.phone,
    'source_type', p.source_type, 'unit_id', p.home_unit_id, 'grid_id', p.home_grid_id, 'active', p.active,
    'unit_name', (select u.name from public.units as u where u.unit_id = p.home_unit_id),
    'grid_name', (select v.name from public.grid_versions as v where v.grid_id = p.home_grid_id and v.valid @> private.now()),
    'login', (select a.login from public.accounts as a where a.person_id = p.person_id),
    'account_active', (select a.active from public.accounts as a where a.person_id = p.person_id),
    'posts', (select coalesce(jsonb_agg(private.post_json(m) order by lower(m.valid), m.membership_id), '[]')
              from public.memberships as m
              where m.person_id = p.person_id and coalesce(upper(m.valid), 'infinity') > private.now()),
    'slots', (select coalesce(jsonb_agg(jsonb_build_object('slot_id', s.slot_id, 'grid_id', s.grid_id,
                'grid_name', coalesce(v.name, ''), 'slot', s.slot, 'from', private.finite(lower(s.valid)),
                'to', private.finite(upper(s.valid))) order by s.slot_id), '[]')
              from public.supervisor_slots as s
              left join public.grid_versions as v on v.grid_id = s.grid_id and v.valid @> private.now()
              where s.person_id = p.person_id and coalesce(upper(s.valid), 'infinity') > private.now()),
    'deputies', (select coalesce(jsonb_agg(jsonb_build_object('deputy_row_id', d.deputy_row_id, 'deputy_id', d.deputy_id,
                   'name', q.name, 'rank', d.rank, 'from', private.finite(lower(d.valid)),
                   'to', private.finite(upper(d.valid))) order by d.rank), '[]')
                 from public.deputies as d join public.people as q on q.person_id = d.deputy_id
                 where d.person_id = p.person_id and coalesce(upper(d.valid), 'infinity') > private.now()))
$$;

create function public.people_page(p_filter jsonb default '{}', p_cursor text default null, p_limit integer default 100)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  f jsonb := coalesce(p_filter, '{}');
  v_limit integer := least(greatest(coalesce(p_limit, 100), 1), 500);
  v_text text := '%' || private.like_pattern(coalesce(f ->> 'text', '')) || '%';
  v_grids bigint[];
  v_rows jsonb;
  v_ids bigint[];
begin
  perform private.require_me();
  if not (private.has_capability('people.manage') or private.has_capability('supervisors.appoint')) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'people_page';
  end if;
  v_grids := array(select g.grid_id from private.grids_below(array[(f ->> 'grid_id')::bigint], 5::smallint) as g);
  v_ids := array(
    select p.person_id from public.people as p
    where p.person_id in (select private.my_known_people())
      and p.person_id > coalesce(nullif(p_cursor, ''), '0')::bigint
      and (p.name ilike v_text or p.initials ilike v_text or p.phone like v_text or exists (
        select from public.accounts as a where a.person_id = p.person_id and a.login ilike v_text))
      and (f ->> 'grid_id' is null or p.home_grid_id = any (v_grids))
      and (f ->> 'active' is null or p.active = (f ->> 'active')::boolean)
      and (f ->> 'unit_id' is null or p.home_unit_id = (f ->> 'unit_id')::bigint or exists (
        select from public.memberships as m where m.person_id = p.person_id and m.valid @> private.now()
          and m.unit_id = (f ->> 'unit_id')::bigint))
      and (f ->> 'role' is null or exists (
        select from public.memberships as m where m.person_id = p.person_id and m.valid @> private.now()
          and m.role = f ->> 'role')
        or f ->> 'role' = 'supervisor' and exists (
          select from public.supervisor_slots as s where s.person_id = p.person_id and s.valid @> private.now()))
    order by p.person_id limit v_limit + 1);
  select coalesce(jsonb_agg(private.person_json(p) order by p.person_id), '[]') into v_rows
  from public.people as p where p.person_id = any (v_ids[1:v_limit]);
  return jsonb_build_object('rows', v_rows,
    'next_cursor', case when cardinality(v_ids) > v_limit then v_ids[v_limit]::text end);
exception when invalid_text_representation or numeric_value_out_of_range then
  raise exception 'bad_filter' using errcode = 'WG010';
end
$$;

create function public.person_save(p_person jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_id bigint := (p_person ->> 'person_id')::bigint;
  v_grid bigint := (p_person ->> 'grid_id')::bigint;
  v_name text := private.require_text(p_person ->> 'name', 'name', 80);
  p public.people;
begin
  perform private.require_me();
  if not private.has_capability('people.manage')
    or v_id is not null and not exists (select from private.my_managed_people() as m where m = v_id)
    or not (exists (select from private.my_managed_grids() as g where g = v_grid)
            or v_grid is null and private.manages_city()) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'person_save';
  elsif length(p_person ->> 'phone') > 40 then
    perform private.refuse_field('phone');
  end if;
  if v_id is null then
    insert into public.people (name) values (v_name) returning person_id into v_id;
  end if;
  update public.people as u set name = v_name, name_en = coalesce(p_person ->> 'name_en', u.name_en),
    initials = coalesce(lower(p_person ->> 'initials'), u.initials), phone = nullif(btrim(p_person ->> 'phone'), ''),
    source_type = coalesce(p_person ->> 'source_type', u.source_type),
    home_unit_id = (p_person ->> 'unit_id')::bigint, home_grid_id = v_grid
  where u.person_id = v_id returning * into p;
  perform private.audit('person_saved', 'person:' || v_id, jsonb_build_object('name', v_name, 'grid_id', v_grid));
  return private.person_json(p);
exception when check_violation or foreign_key_violation or invalid_text_representation then
  raise exception 'bad_request' using errcode = 'WG010', detail = 'person';
end
$$;

-- Leaves every post and slot, closes the account, keeps the person: old cases still say who answered.
create function public.person_deactivate(p_person_id bigint, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_reason text := private.require_text(p_reason, 'reason', 500);
  v_now timestamptz := private.now();
  p public.people;
begin
  perform private.require_handle(p_person_id, 'people.manage', 'person_deactivate');
  delete from public.memberships as m where m.person_id = p_person_id and lower(m.valid) >= v_now;
  update public.memberships as m set valid = tstzrange(lower(m.valid), v_now)
  where m.person_id = p_person_id and m.valid @> v_now;
  delete from public.supervisor_slots as s where s.person_id = p_person_id and lower(s.valid) >= v_now;
  update public.supervisor_slots as s set valid = tstzrange(lower(s.valid), v_now)
  where s.person_id = p_person_id and s.valid @> v_now;
  delete from public.supervisor_substitutes as s where s.person_id = p_person_id and lower(s.valid) >= v_now;
  update public.supervisor_substitutes as s set valid = tstzrange(lower(s.valid), v_now)
  where s.person_id = p_person_id and s.valid @> v_now;
  perform private.close_account(a.user_id) from public.accounts as a where a.person_id = p_person_id;
  update public.people as u set active = false where u.person_id = p_person_id returning * into p;
  perform private.audit('person_deactivated', 'person:' || p_person_id, jsonb_build_object('reason', v_reason));
  return private.person_json(p);
end
$$;

grant execute on function public.people_page(jsonb, text, integer), public.person_save(jsonb),
  public.person_deactivate(bigint, text) to authenticated;
