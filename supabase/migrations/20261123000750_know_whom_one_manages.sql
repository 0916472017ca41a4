-- Whom one manages: a system administrator the people of the city or district, a street its own (R143).

create function private.my_managed_grids() returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select g.grid_id from private.grids_below(array(select private.my_areas('people.manage')), 5::smallint) as g;
end
$$;

-- People and units without an area are the city administrator's.
create function private.manages_city() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select exists (select from private.my_areas('people.manage') as a where a = private.city_grid_id()));
end
$$;

create function private.my_managed_people() returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select p.person_id from public.people as p
  where p.home_grid_id = any (array(select private.my_managed_grids()))
     or (p.home_grid_id is null and (select private.manages_city()));
end
$$;

-- Those one manages, and those of the area for which one appoints supervisors.
create function private.my_known_people() returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select private.my_managed_people()
  union
  select p.person_id from public.people as p
  where p.home_grid_id in (
    select g.grid_id from private.grids_below(array(select private.my_areas('supervisors.appoint')), 5::smallint) as g);
end
$$;

-- Communities whose supervisors one may know by name.
create function private.my_slot_grids() returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select g.grid_id
  from private.grids_below(array(
    select private.my_areas('case.read') union select private.my_areas('people.manage')), 4::smallint) as g
  where g.level = 4
  union
  select private.my_communities();
end
$$;

grant execute on function private.my_managed_grids(), private.manages_city(), private.my_managed_people(),
  private.my_slot_grids() to authenticated;
