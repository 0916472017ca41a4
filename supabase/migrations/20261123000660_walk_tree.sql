-- Down and up the tree of grids. In plpgsql, which keeps its plans (see identify_caller).

-- Grids at or below the roots as the tree stands now, down to a level.
create function private.grids_below(p_roots bigint[], p_max_level smallint)
returns table (grid_id bigint, level smallint)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with recursive clock as materialized (select private.now() as at),
  tree as (
    select v.grid_id, v.level from clock join public.grid_versions as v
      on v.grid_id = any (p_roots) and v.valid @> clock.at
    union
    select v.grid_id, v.level from tree cross join clock
      join public.grid_versions as v on v.parent_grid_id = tree.grid_id
      -- coalesce keeps the planner from the GiST index on `valid`, whose selectivity it takes for tiny.
      and coalesce(v.valid @> clock.at, false)
    -- Not below the level asked for: thousands of unit grids would be fetched and thrown away.
    where tree.level < p_max_level and v.level <= p_max_level
  )
  select tree.grid_id, tree.level from tree;
end
$$;

-- A grid and all above it, as of a moment; the lowest first.
create function private.grid_path(p_grid_id bigint, p_at timestamptz)
returns table (grid_id bigint, level smallint, version_id bigint)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with recursive path as (
    select v.grid_id, v.level, v.version_id, v.parent_grid_id
    from public.grid_versions as v where v.grid_id = p_grid_id and v.valid @> p_at
    union
    select v.grid_id, v.level, v.version_id, v.parent_grid_id
    from path join public.grid_versions as v on v.grid_id = path.parent_grid_id and v.valid @> p_at
  )
  select path.grid_id, path.level, path.version_id from path order by path.level desc;
end
$$;
