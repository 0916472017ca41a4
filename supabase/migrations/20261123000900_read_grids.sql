-- What every screen starts from: who am I, the tree, the geometry of a level, the base map.

-- Body parsed at creation, so no search_path is set and the planner inlines it.
create function private.iso(p_at timestamptz) returns text
language sql stable
return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- Topics one joins: the widest of one's areas, one's units, oneself. What one may join is wider: may_join.
create function private.my_topics() returns setof text
language sql stable security definer set search_path = ''
as $$
  select 'area:' || p.grid_id from private.my_posts() as p join public.roles as r on r.role = p.role
  where r.scope = 'area' and r.capabilities && '{case.read,wall}' and p.grid_id is not null
  union
  select 'unit:' || p.unit_id from private.my_posts() as p
  where p.role in ('handling_unit', 'handler') and p.unit_id is not null
  union
  select 'person:' || private.me() where private.me() is not null
$$;

create function private.my_roles_json() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'role', p.role, 'grid_id', p.grid_id, 'grid_name', v.name, 'unit_id', p.unit_id, 'unit_name', u.name)
    order by r.sort, p.grid_id, p.unit_id), '[]')
  from (select distinct role, grid_id, unit_id from private.my_posts()) as p
  join public.roles as r on r.role = p.role
  left join public.grid_versions as v on v.grid_id = p.grid_id and v.valid @> private.now()
  left join public.units as u on u.unit_id = p.unit_id
$$;

create function private.city_json() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('code', c.code, 'name', c.name, 'name_en', c.name_en, 'timezone', c.timezone,
    'bbox', jsonb_build_array(c.min_x, c.min_y, c.max_x, c.max_y), 'kx', c.kx, 'is_demo', c.is_demo,
    'grid_id', private.city_grid_id())
  from public.city as c
  -- A city without geometry is none yet.
  where private.city_grid_id() is not null
$$;

-- The only function that answers before the first password is changed; then it tells no more than that.
create function public.me() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_caller record;
begin
  select * into v_caller from private.caller();
  if v_caller.person_id is null then
    raise exception 'not_signed_in' using errcode = 'WG007';
  end if;
  return jsonb_build_object(
    'person_id', v_caller.person_id,
    'name', (select p.name from public.people as p where p.person_id = v_caller.person_id),
    'login', v_caller.login,
    'must_change_password', v_caller.must_change_password,
    'roles', private.my_roles_json(),
    'home', (select r.home from private.my_posts() as p join public.roles as r on r.role = p.role
             order by p.own desc, r.sort limit 1),
    'capabilities', (select coalesce(jsonb_agg(distinct k), '[]')
                     from private.my_posts() as p join public.roles as r on r.role = p.role
                     cross join unnest(r.capabilities) as k),
    'city', private.city_json(),
    'centre_phone', (select s.value from public.settings as s
                     where s.key = 'centre_phone' and s.valid_from <= private.now()
                     order by s.valid_from desc limit 1),
    'topics', (select coalesce(jsonb_agg(t order by t), '[]') from private.my_topics() as t),
    'server_now', private.iso(private.now()));
end
$$;

create function public.grids_tree(p_levels smallint[] default '{1,2,3,4}') returns json
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer json;
begin
  perform private.require_me();
  select json_build_object('digest', md5(coalesce(string_agg(g.version_id::text, ',' order by g.level, g.code), '')),
    'grids', json_build_object(
      'grid_id', coalesce(json_agg(g.grid_id order by g.level, g.code), '[]'),
      'version_id', coalesce(json_agg(g.version_id order by g.level, g.code), '[]'),
      'parent_id', coalesce(json_agg(g.parent_grid_id order by g.level, g.code), '[]'),
      'level', coalesce(json_agg(g.level order by g.level, g.code), '[]'),
      'code', coalesce(json_agg(g.code order by g.level, g.code), '[]'),
      'name', coalesce(json_agg(g.name order by g.level, g.code), '[]'),
      'name_en', coalesce(json_agg(g.name_en order by g.level, g.code), '[]'),
      'initials', coalesce(json_agg(g.initials order by g.level, g.code), '[]'),
      'kind', coalesce(json_agg(g.kind order by g.level, g.code), '[]'),
      'label_x', coalesce(json_agg(g.label_x order by g.level, g.code), '[]'),
      'label_y', coalesce(json_agg(g.label_y order by g.level, g.code), '[]'),
      'min_x', coalesce(json_agg(g.min_x order by g.level, g.code), '[]'),
      'min_y', coalesce(json_agg(g.min_y order by g.level, g.code), '[]'),
      'max_x', coalesce(json_agg(g.max_x order by g.level, g.code), '[]'),
      'max_y', coalesce(json_agg(g.max_y order by g.level, g.code), '[]'),
      'area_m2', coalesce(json_agg(g.area_m2 order by g.level, g.code), '[]'),
      'unclean', coalesce(json_agg(g.unclean order by g.level, g.code), '[]')))
  into v_answer
  from (
    select v.version_id, v.grid_id, v.parent_grid_id, v.level, v.code collate "C" as code, v.name, v.name_en,
      v.initials, v.kind, v.label_x, v.label_y, v.area_m2, v.unclean,
      extensions.st_xmin(v.geom_e7)::bigint as min_x, extensions.st_ymin(v.geom_e7)::bigint as min_y,
      extensions.st_xmax(v.geom_e7)::bigint as max_x, extensions.st_ymax(v.geom_e7)::bigint as max_y
    from public.grid_versions as v
    where v.level = any (p_levels) and v.valid @> (select private.now())
    order by v.level, v.code collate "C"
  ) as g;
  return v_answer;
end
$$;

create function public.grid_coverage(p_level smallint) returns json
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer json;
begin
  perform private.require_me();
  select json_build_object('level', c.level, 'digest', c.digest, 'encoding', c.encoding,
    'body', translate(encode(c.body, 'base64'), E'\n', ''))
  into v_answer from public.grid_coverages as c where c.level = p_level;
  if v_answer is null then
    raise exception 'not_found' using errcode = 'WG003', detail = 'grid_coverage';
  end if;
  return v_answer;
end
$$;

create function public.base_layers() returns json
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer json;
begin
  perform private.require_me();
  select json_build_object(
    'digest', md5(coalesce(string_agg(b.digest, ',' order by b.sort, b.name), '')),
    'layers', coalesce(json_agg(json_build_object('name', b.name, 'sort', b.sort, 'geojson', b.geojson)
                                order by b.sort, b.name), '[]'))
  into v_answer from public.base_layers as b;
  return v_answer;
end
$$;

grant execute on function public.me(), public.grids_tree(smallint[]), public.grid_coverage(smallint),
  public.base_layers() to authenticated;
