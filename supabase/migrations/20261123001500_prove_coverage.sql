-- Proof that grids partition their parents without gap or overlap, vertex to vertex (R135, R136, R146, R225).
-- Winding numbers add up edge by edge: when every polygon is valid and all directed edges cancel against the
-- base's turned round, exactly as many polygons lie over each point as the base winds round it. So nothing is
-- compared pairwise, and a local edit is proved by its own cells alone. PostGIS 3.3 functions only.

-- Faults of cells against bases, per group (a parent, or one edit). Empty means an exact partition.
create function private.chain_faults(
  p_ids bigint[], p_cell_groups bigint[], p_cells extensions.geometry[],
  p_base_groups bigint[], p_bases extensions.geometry[]
) returns table (
  group_id bigint, kind text, cell_ids bigint[],
  from_x bigint, from_y bigint, to_x bigint, to_y bigint,
  forward integer, backward integer, detail text
)
language sql stable set search_path = '' set jit = off
as $$
  with polygon as materialized (
    select c.id, c.group_id, false as is_base, c.geom
    from unnest(p_ids, p_cell_groups, p_cells) as c (id, group_id, geom)
    union all
    select null, b.group_id, true, b.geom from unnest(p_base_groups, p_bases) as b (group_id, geom)
  ),
  vertex as (
    select p.id, p.group_id, v.at, v.next, v.is_whole
    from polygon as p
    cross join lateral (
      select
        -- Both lattice integers in one number; 2^31 keeps the lower half free of sign.
        (extensions.st_x(d.geom)::bigint << 32) + extensions.st_y(d.geom)::bigint + 2147483648 as at,
        lead((extensions.st_x(d.geom)::bigint << 32) + extensions.st_y(d.geom)::bigint + 2147483648)
          over (partition by d.path[1], d.path[2] order by d.path[3]) as next,
        extensions.st_x(d.geom) = floor(extensions.st_x(d.geom))
          and extensions.st_y(d.geom) = floor(extensions.st_y(d.geom)) as is_whole
      from extensions.st_dumppoints(extensions.st_multi(
        case when p.is_base then extensions.st_forcepolygoncw(p.geom)
          else extensions.st_forcepolygonccw(p.geom) end)) as d
    ) as v
  ),
  edge as (
    select v.group_id, least(v.at, v.next) as low, greatest(v.at, v.next) as high,
      count(*) filter (where v.at < v.next)::integer as forward,
      count(*) filter (where v.at > v.next)::integer as backward,
      count(*) filter (where v.at = v.next)::integer as standing,
      array_agg(distinct v.id) filter (where v.id is not null) as cell_ids
    from vertex as v
    where v.next is not null
    group by v.group_id, least(v.at, v.next), greatest(v.at, v.next)
    having count(*) filter (where v.at < v.next) <> count(*) filter (where v.at > v.next)
      or bool_or(v.at = v.next)
  )
  select e.group_id, case when e.standing > 0 then 'repeated_vertex' else 'unpaired_edge' end,
    coalesce(e.cell_ids, '{}'),
    e.low >> 32, (e.low & 4294967295) - 2147483648, e.high >> 32, (e.high & 4294967295) - 2147483648,
    e.forward, e.backward, ''
  from edge as e
  union all
  select p.group_id, 'invalid_polygon', array_remove(array[p.id], null),
    floor(extensions.st_x(v.location))::bigint, floor(extensions.st_y(v.location))::bigint, null, null,
    null, null, v.reason
  from polygon as p cross join lateral extensions.st_isvaliddetail(p.geom) as v
  where not v.valid
  union all
  select p.group_id, 'empty_polygon', array_remove(array[p.id], null), null, null, null, null, null, null, ''
  from polygon as p
  where p.geom is null or extensions.st_isempty(p.geom)
  union all
  select v.group_id, 'off_lattice', array_remove(array_agg(distinct v.id), null),
    null, null, null, null, null, null, count(*)::text
  from vertex as v
  where not v.is_whole
  group by v.group_id
$$;
comment on function private.chain_faults(bigint[], bigint[], extensions.geometry[], bigint[], extensions.geometry[]) is
  'Empty when, in every group, the cells are an exact partition of the base; else the exact faulty edges and polygons.';

-- One edit: the new cells against the old ones (or against an outline).
create function private.chain_faults(p_ids bigint[], p_cells extensions.geometry[], p_base extensions.geometry)
returns table (
  kind text, cell_ids bigint[], from_x bigint, from_y bigint, to_x bigint, to_y bigint,
  forward integer, backward integer, detail text
)
language sql stable set search_path = '' set jit = off
as $$
  select f.kind, f.cell_ids, f.from_x, f.from_y, f.to_x, f.to_y, f.forward, f.backward, f.detail
  from private.chain_faults(
    p_ids, array_fill(0::bigint, array[coalesce(array_length(p_ids, 1), 0)]), p_cells,
    array[0::bigint], array[p_base]) as f
$$;

-- A whole level as it stands: the children of every parent against that parent.
create function private.level_faults(p_level smallint)
returns table (
  parent_grid_id bigint, kind text, grid_ids bigint[],
  from_x bigint, from_y bigint, to_x bigint, to_y bigint, forward integer, backward integer, detail text
)
language sql stable set search_path = '' set jit = off
as $$
  select f.group_id, f.kind, f.cell_ids, f.from_x, f.from_y, f.to_x, f.to_y, f.forward, f.backward, f.detail
  from (
    select array_agg(v.grid_id) as ids, array_agg(v.parent_grid_id) as parents, array_agg(v.geom_e7) as geoms
    from public.grid_versions as v
    where v.level = p_level and upper_inf(v.valid)
  ) as child
  cross join (
    select array_agg(v.grid_id) as ids, array_agg(v.geom_e7) as geoms
    from public.grid_versions as v
    where v.level = p_level - 1 and upper_inf(v.valid)
  ) as parent
  cross join lateral private.chain_faults(child.ids, child.parents, child.geoms, parent.ids, parent.geoms) as f
  where child.ids is not null
$$;
comment on function private.level_faults(smallint) is
  'Where the grids of a level fail to cover their parents exactly; empty when nothing is left white and nothing twice.';

revoke all on function private.chain_faults(bigint[], bigint[], extensions.geometry[], bigint[], extensions.geometry[]) from public;
revoke all on function private.chain_faults(bigint[], extensions.geometry[], extensions.geometry) from public;
revoke all on function private.level_faults(smallint) from public;
