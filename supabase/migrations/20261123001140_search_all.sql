-- One box: grids by name, code and pinyin initials, cases by number and words, people, places of the base map.

create function private.like_pattern(p_query text) returns text
language sql immutable set search_path = ''
as $$ select replace(replace(replace(p_query, '\', '\\'), '%', '\%'), '_', '\_') $$;

create function private.search_grids(p_query text, p_pattern text, p_limit integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('grid_id', f.grid_id, 'level', f.level, 'name', f.name,
    'name_en', f.name_en, 'code', f.code, 'parent_name', f.parent_name) order by f.rank, f.level, f.code), '[]')
  from (
    select v.grid_id, v.level, v.name, v.name_en, v.code collate "C" as code, p.name as parent_name,
      case when v.code = p_query or v.name = p_query then 0
           when v.name like p_pattern || '%' then 1 else 2 end as rank
    from public.grid_versions as v
    left join public.grid_versions as p on p.grid_id = v.parent_grid_id and p.valid @> (select private.now())
    where v.valid @> (select private.now())
      and (v.name ilike '%' || p_pattern || '%'
        or v.name_en ilike '%' || p_pattern || '%'
        or v.code like p_pattern || '%'
        or v.source_code = p_query
        or v.initials like lower(p_pattern) || '%')
    order by rank, v.level, 5 limit p_limit
  ) as f
$$;

create function private.search_cases(p_query text, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  execute format($sql$
    select coalesce(jsonb_agg(jsonb_build_object('case_id', f.case_id, 'case_no', f.case_no,
      'class_name', k.name_zh, 'class_name_en', k.name_en, 'state', f.state, 'address', f.address)
      order by f.reported_at desc), '[]')
    from (select c.* from public.cases as c where %s and %s order by c.reported_at desc limit %s) as f
    left join public.case_classes as k on k.class_id = f.class_id
    $sql$, private.case_scope_sql('read'), private.case_filter_key_sql('text', to_jsonb(p_query)), p_limit)
  into v_answer;
  return v_answer;
end
$$;

-- People one manages or may appoint, and supervisors of one's grids: nobody else is found by name.
create function private.search_people(p_pattern text, p_limit integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('person_id', f.person_id, 'name', f.name, 'unit_name', f.unit_name)
    order by f.name, f.person_id), '[]')
  from (
    select p.person_id, p.name, u.name as unit_name
    from public.people as p left join public.units as u on u.unit_id = p.home_unit_id
    where p.active
      and (p.name ilike '%' || p_pattern || '%'
        or p.initials like lower(p_pattern) || '%')
      and (p.person_id in (select private.my_known_people())
        or p.person_id in (
          select s.person_id from public.supervisor_slots as s
          where s.valid @> (select private.now()) and s.grid_id = any (array(select private.my_slot_grids()))))
    order by p.name, p.person_id limit p_limit
  ) as f
$$;

create function private.search_places(p_pattern text, p_limit integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(f.place), '[]')
  from (
    select jsonb_build_object('name', e -> 'properties' ->> 'name', 'name_en', e -> 'properties' ->> 'name_en',
      'lng', e -> 'geometry' -> 'coordinates' -> 0, 'lat', e -> 'geometry' -> 'coordinates' -> 1) as place
    from public.base_layers as b cross join jsonb_array_elements(b.geojson -> 'features') as e
    where b.name = 'places' and e -> 'geometry' ->> 'type' = 'Point'
      and (e -> 'properties' ->> 'name' ilike '%' || p_pattern || '%'
        or e -> 'properties' ->> 'name_en' ilike '%' || p_pattern || '%')
    limit p_limit
  ) as f
$$;

create function public.search_all(p_query text, p_limit integer default 8) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_query text := left(btrim(coalesce(p_query, '')), 100);
  v_pattern text := private.like_pattern(v_query);
  v_limit integer := least(greatest(coalesce(p_limit, 8), 1), 50);
begin
  perform private.require_me();
  if v_query = '' then
    return '{"grids": [], "cases": [], "people": [], "places": []}'::jsonb;
  end if;
  return jsonb_build_object('grids', private.search_grids(v_query, v_pattern, v_limit),
    'cases', private.search_cases(v_query, v_limit), 'people', private.search_people(v_pattern, v_limit),
    'places', private.search_places(v_pattern, v_limit));
end
$$;
grant execute on function public.search_all(text, integer) to authenticated;
