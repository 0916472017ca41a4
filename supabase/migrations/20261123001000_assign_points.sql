-- Point to grid, the rule E7-min (architecture section 2, ADR 0010): the same answers as
-- web/src/domain/assignment, every vertex and edge included. All predicates run on lattice
-- integers (SRID 0); distances that decide are numeric, never floats.
-- Validity is asked by range_contains_elem(), not by @>: the planner takes the latter for selective and
-- reads a whole index on ranges for each point, where the one on geometry finds five rows.

create index grid_versions_of_level_idx on public.grid_versions (level);

create function private.snap_e7(p_degrees double precision) returns bigint
language sql immutable strict parallel safe set search_path = ''
as $$
  -- Never round(): halves differ between SQL and JavaScript.
  select pg_catalog.floor(p_degrees * 1e7::float8 + 0.5::float8)::int8
$$;
comment on function private.snap_e7 is 'Degrees to lattice integers, bit for bit as snap() in domain/lattice.';
grant execute on function private.snap_e7(double precision) to authenticated, service_role;

-- Scaled units of a metre; SCALED_PER_METER in domain/lattice/scaled-distance.ts.
create function private.scaled_limit(p_meters double precision) returns numeric
language sql immutable strict parallel safe set search_path = ''
as $$
  select pg_catalog.floor(p_meters * 5893786::float8)::numeric
$$;

-- floor(squared distance point–segment * 1e60) in the plane (x * kx, y * 65536). Two different
-- distances differ by more than 1e-52, so this key orders them exactly and equal ones are equal.
create function private.segment_distance_key(
  p_x numeric, p_y numeric, a_x numeric, a_y numeric, b_x numeric, b_y numeric, p_kx numeric)
returns numeric
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  e_x numeric := (b_x - a_x) * p_kx;
  e_y numeric := (b_y - a_y) * 65536;
  d_x numeric := (p_x - a_x) * p_kx;
  d_y numeric := (p_y - a_y) * 65536;
  v_dot numeric := d_x * e_x + d_y * e_y;
  v_length2 numeric;
begin
  if v_dot <= 0 then
    return (d_x * d_x + d_y * d_y) * 1e60;
  end if;
  v_length2 := e_x * e_x + e_y * e_y;
  if v_dot >= v_length2 then
    return ((d_x - e_x) * (d_x - e_x) + (d_y - e_y) * (d_y - e_y)) * 1e60;
  end if;
  return pg_catalog.div((d_x * e_y - d_y * e_x) * (d_x * e_y - d_y * e_x) * 1e60, v_length2);
end
$$;

-- Distance in scaled units by floats: off by less than one unit within a city. It may choose whom
-- to ask exactly, and it is shown; it decides nothing.
create function private.rough_border_distance(
  p_geom extensions.geometry, p_x bigint, p_y bigint, p_kx integer)
returns double precision
language sql immutable parallel safe set search_path = ''
as $$
  select extensions.st_distance(
    extensions.st_scale(
      extensions.st_translate(extensions.st_boundary(p_geom), -p_x::float8, -p_y::float8),
      p_kx::float8, 65536::float8),
    extensions.st_makepoint(0, 0))
$$;

-- Exact key of the distance to the border: numeric only for the edges that rough floats leave in question.
create function private.border_distance_key(
  p_geom extensions.geometry, p_x bigint, p_y bigint, p_kx integer)
returns numeric
language sql stable set search_path = ''
as $$
  with edges as materialized (
    select extensions.st_startpoint(s.geom) as a, extensions.st_endpoint(s.geom) as b,
      extensions.st_distance(
        extensions.st_scale(extensions.st_translate(s.geom, -p_x::float8, -p_y::float8),
          p_kx::float8, 65536::float8),
        extensions.st_makepoint(0, 0)) as rough
    from extensions.st_dumpsegments(p_geom) s
  ), least as (
    select pg_catalog.min(e.rough) as rough from edges e
  )
  select pg_catalog.min(private.segment_distance_key(
    p_x, p_y,
    extensions.st_x(e.a)::numeric, extensions.st_y(e.a)::numeric,
    extensions.st_x(e.b)::numeric, extensions.st_y(e.b)::numeric, p_kx))
  from edges e, least l
  where e.rough <= l.rough + 4 + l.rough * 1e-9
$$;

-- Grids of a level within a limit of scaled units, each with its exact key (0 when it covers the point).
create function private.grids_near(
  p_x bigint, p_y bigint, p_level smallint, p_at timestamptz, p_kx integer, p_limit numeric)
returns table (grid_id bigint, version_id bigint, code text, name text, distance_key numeric)
language sql stable set search_path = ''
as $$
  with reach as (
    select pg_catalog.ceil(p_limit / p_kx)::float8 as x, pg_catalog.ceil(p_limit / 65536)::float8 as y
  ), near as materialized (
    select v.grid_id, v.version_id, v.code, v.name, v.geom_e7,
      extensions.st_covers(v.geom_e7, extensions.st_makepoint(p_x, p_y)) as covers
    from reach r, public.grid_versions v
    where v.level = p_level
      and pg_catalog.range_contains_elem(v.valid, p_at)
      and v.geom_e7 operator(extensions.&&)
        extensions.st_makeenvelope(p_x - r.x, p_y - r.y, p_x + r.x, p_y + r.y)
  )
  select n.grid_id, n.version_id, n.code, n.name,
    case when n.covers then 0
      else private.border_distance_key(n.geom_e7, p_x, p_y, p_kx) end as distance_key
  from near n
  where n.covers
    or private.rough_border_distance(n.geom_e7, p_x, p_y, p_kx) <= p_limit::float8 + 4
$$;

-- The finest level, down to the community, that has grids at that time: the first row of the highest level answers.
create function private.assignment_level(p_at timestamptz) returns smallint
language sql stable set search_path = ''
as $$
  select v.level from public.grid_versions v
  where v.level <= 4 and pg_catalog.range_contains_elem(v.valid, p_at)
  order by v.level desc limit 1
$$;

create function private.distance_meters(p_key numeric) returns double precision
language sql immutable strict parallel safe set search_path = ''
as $$
  select pg_catalog.sqrt((p_key / 1e60)::float8) / 5893786::float8
$$;

-- Neighbours nearer than the accuracy, the assigned grid left out: at most eight, nearest first.
create function private.assignment_candidates(
  p_x bigint, p_y bigint, p_level smallint, p_at timestamptz, p_kx integer,
  p_accuracy_m double precision, p_grid_id bigint)
returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
      'grid_id', c.grid_id, 'version_id', c.version_id, 'code', c.code, 'name', c.name,
      'distance_m', private.distance_meters(c.distance_key))
    order by c.distance_key, c.code collate "C"), '[]'::jsonb)
  from (
    select n.* from private.scaled_limit(least(p_accuracy_m, 2000)) l,
      private.grids_near(p_x, p_y, p_level, p_at, p_kx, l) n
    where n.distance_key < l * l * 1e60 and n.grid_id <> p_grid_id
    order by n.distance_key, n.code collate "C"
    limit 8
  ) c
$$;

-- Whether the border is nearer than the accuracy: floats where a millimetre does not matter, else exactly.
create function private.is_border_nearer(
  p_geom extensions.geometry, p_x bigint, p_y bigint, p_kx integer,
  p_border_m double precision, p_accuracy_m double precision)
returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  v_limit numeric := private.scaled_limit(p_accuracy_m);
begin
  if pg_catalog.abs(p_border_m - p_accuracy_m) > 0.001 then
    return p_border_m < p_accuracy_m;
  end if;
  return private.border_distance_key(p_geom, p_x, p_y, p_kx) < v_limit * v_limit * 1e60;
end
$$;

create function private.assign_point(
  p_x bigint, p_y bigint, p_accuracy_m double precision,
  p_level smallint default null, p_at timestamptz default private.now())
returns table (grid_id bigint, version_id bigint, method text, border_distance_m double precision, candidates jsonb)
language plpgsql stable set search_path = ''
as $$
declare
  v_kx integer := (select c.kx from public.city c);
  v_level smallint := coalesce(p_level, private.assignment_level(p_at));
  v_accuracy double precision := greatest(coalesce(p_accuracy_m, 30), 0);
  v_limit numeric := private.scaled_limit(least(greatest(v_accuracy, 30), 200));
  v_key numeric;
  v_geom extensions.geometry;
begin
  select v.grid_id, v.version_id, 'inside', v.geom_e7,
      private.rough_border_distance(v.geom_e7, p_x, p_y, v_kx) / 5893786::float8
    into grid_id, version_id, method, v_geom, border_distance_m
    from public.grid_versions v
    where v.level = v_level and pg_catalog.range_contains_elem(v.valid, p_at)
      and extensions.st_covers(v.geom_e7, extensions.st_makepoint(p_x, p_y))
    order by v.code collate "C" limit 1;
  if grid_id is null then
    select n.grid_id, n.version_id, 'nearest', v.geom_e7, n.distance_key
      into grid_id, version_id, method, v_geom, v_key
      from private.grids_near(p_x, p_y, v_level, p_at, v_kx, v_limit) n
      join public.grid_versions v on v.version_id = n.version_id
      where n.distance_key <= v_limit * v_limit * 1e60
      order by n.distance_key, n.code collate "C" limit 1;
    border_distance_m := private.distance_meters(v_key);
  end if;
  candidates := '[]'::jsonb;
  if grid_id is null then
    method := 'unassigned';
  elsif private.is_border_nearer(v_geom, p_x, p_y, v_kx, border_distance_m, v_accuracy) then
    candidates := private.assignment_candidates(
      p_x, p_y, v_level, p_at, v_kx, v_accuracy, grid_id);
  end if;
  return next;
end
$$;
comment on function private.assign_point is
  'Lowest code among the grids of the level whose closed polygon covers the point; else the nearest within min(max(accuracy, 30), 200) m; else unassigned.';

-- The same for many points at once; answers carry the place in the arrays (from 1).
create function private.assign_points_bulk(
  p_x bigint[], p_y bigint[], p_accuracy_m double precision[] default null,
  p_at timestamptz[] default null, p_level smallint default null)
returns table (
  ord bigint, grid_id bigint, version_id bigint, method text,
  border_distance_m double precision, candidates jsonb)
language plpgsql stable set search_path = '' set jit = off
as $$
declare
  v_kx integer := (select c.kx from public.city c);
  v_now timestamptz := private.now();
  v_level smallint := coalesce(p_level, private.assignment_level(v_now));
begin
  return query
  with points as materialized (
    select t.ord, t.x, t.y, extensions.st_makepoint(t.x, t.y) as geom,
      coalesce(t.at, v_now) as at, t.accuracy as raw_accuracy,
      greatest(coalesce(t.accuracy, 30), 0) as accuracy
    from rows from (
      pg_catalog.unnest(p_x), pg_catalog.unnest(p_y),
      pg_catalog.unnest(p_accuracy_m), pg_catalog.unnest(p_at))
      with ordinality as t(x, y, accuracy, at, ord)
  ), inside as materialized (
    select p.*, o.grid_id, o.version_id, o.geom_e7,
      private.rough_border_distance(o.geom_e7, p.x, p.y, v_kx) / 5893786::float8 as border_m
    from points p
    left join lateral (
      select v.grid_id, v.version_id, v.geom_e7
      from public.grid_versions v
      where v.level = v_level and pg_catalog.range_contains_elem(v.valid, p.at) and extensions.st_covers(v.geom_e7, p.geom)
      order by v.code collate "C" limit 1
    ) o on true
  )
  select i.ord, i.grid_id, i.version_id, 'inside'::text, i.border_m,
    case when private.is_border_nearer(i.geom_e7, i.x, i.y, v_kx, i.border_m, i.accuracy)
      then private.assignment_candidates(i.x, i.y, v_level, i.at, v_kx, i.accuracy, i.grid_id)
      else '[]'::jsonb end
  from inside i where i.grid_id is not null
  union all
  select i.ord, a.grid_id, a.version_id, a.method, a.border_distance_m, a.candidates
  from inside i
  cross join lateral private.assign_point(i.x, i.y, i.raw_accuracy, v_level, i.at) a
  where i.grid_id is null;
end
$$;
comment on function private.assign_points_bulk is
  'private.assign_point for arrays of points; p_at and p_accuracy_m may be null or as long as the points.';
