-- The proof of coverage on a small city with planted faults.
begin;
select extensions.plan(14);

-- Four squares of side 10 that meet in (10, 10), and their outline with every vertex of theirs.
create temporary table cell (id bigint primary key, geom extensions.geometry);
insert into cell values
  (1, 'POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))'),
  (2, 'POLYGON((10 0, 20 0, 20 10, 10 10, 10 0))'),
  (3, 'POLYGON((0 10, 10 10, 10 20, 0 20, 0 10))'),
  (4, 'POLYGON((10 10, 20 10, 20 20, 10 20, 10 10))');
create temporary table outline as
  select 'POLYGON((0 0, 10 0, 20 0, 20 10, 20 20, 10 20, 0 20, 0 10, 0 0))'::extensions.geometry as geom;

-- The faults when the cell p_id is replaced by p_geom (null: taken out; unknown id: put in).
create function pg_temp.faults_with(p_id bigint, p_geom text) returns table (kind text, cell_ids bigint[])
language sql as $$
  select f.kind, f.cell_ids
  from (
    select array_agg(c.id order by c.id) as ids, array_agg(c.geom order by c.id) as geoms
    from (
      select id, geom from cell where id <> p_id
      union all select p_id, p_geom::extensions.geometry where p_geom is not null
    ) as c
  ) as c, outline as o, private.chain_faults(c.ids, c.geoms, o.geom) as f
$$;

select extensions.is_empty($$ select * from pg_temp.faults_with(1, 'POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))') $$,
  'four squares partition their outline');
select extensions.is_empty($$ select * from pg_temp.faults_with(1, 'POLYGON((0 0, 0 10, 10 10, 10 0, 0 0))') $$,
  'the direction in which a ring is stored does not matter');
select extensions.is((select count(*)::integer from pg_temp.faults_with(4, null)), 4, 'a missing cell leaves its four edges');
select extensions.is((select count(*)::integer from pg_temp.faults_with(9, 'POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))')), 4,
  'a cell that is there twice is found by its four edges');
select extensions.set_eq($$ select distinct unnest(cell_ids) from pg_temp.faults_with(1, 'POLYGON((0 0, 10 0, 11 10, 0 10, 0 0))') $$,
  array[1, 2, 3]::bigint[], 'a corner moved by one unit names the cells on the torn edges');
select extensions.set_eq($$ select distinct unnest(cell_ids) from pg_temp.faults_with(1, 'POLYGON((0 0, 10 0, 10 5, 10 10, 0 10, 0 0))') $$,
  array[1, 2]::bigint[], 'a vertex that only one side has (a T-junction) is found, though no ground is lost');
select extensions.is((select count(*)::integer from pg_temp.faults_with(1, 'POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 4, 4 4))')), 3,
  'a slit inside a cell is found by its three edges');
select extensions.is((select kind from pg_temp.faults_with(1, 'POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (30 30, 30 32, 32 30, 30 30))') where kind = 'invalid_polygon'),
  'invalid_polygon', 'a hole outside its shell is invalid');

-- Folded on both sides: (10, 10) dragged over the far border by all four; chains and area stay right.
select extensions.results_eq($$
  select distinct f.kind from outline as o, private.chain_faults(array[1, 2, 3, 4]::bigint[], array[
    'POLYGON((0 0, 10 0, 25 5, 0 10, 0 0))', 'POLYGON((10 0, 20 0, 20 10, 25 5, 10 0))',
    'POLYGON((0 10, 25 5, 10 20, 0 20, 0 10))', 'POLYGON((25 5, 20 10, 20 20, 10 20, 25 5))'
  ]::extensions.geometry[], o.geom) as f $$, array['invalid_polygon'],
  'a shared vertex folded over on both sides is seen by validity alone');
select extensions.is((select kind from pg_temp.faults_with(1, 'POLYGON((0 0, 10 0, 10.5 10, 0 10, 0 0))') where kind = 'off_lattice'),
  'off_lattice', 'half a unit is off the lattice');
select extensions.is((select kind from pg_temp.faults_with(1, 'POLYGON EMPTY') where kind = 'empty_polygon'), 'empty_polygon',
  'an empty polygon is named');
select extensions.is((select kind from pg_temp.faults_with(1, 'POLYGON((0 0, 10 0, 10 0, 10 10, 0 10, 0 0))') where kind = 'repeated_vertex'),
  'repeated_vertex', 'a vertex given twice running is named');

-- Groups are kept apart: each parent is proved by its own children.
select extensions.is_empty($$
  select * from private.chain_faults(array[1, 2, 3, 4]::bigint[], array[8, 8, 9, 9]::bigint[],
    (select array_agg(geom order by id) from cell), array[8, 9]::bigint[], array[
    'POLYGON((0 0, 10 0, 20 0, 20 10, 10 10, 0 10, 0 0))', 'POLYGON((0 10, 10 10, 20 10, 20 20, 10 20, 0 20, 0 10))'
  ]::extensions.geometry[]) $$, 'children of two parents are proved in one call');
select extensions.set_eq($$
  select distinct group_id from private.chain_faults(array[1, 2, 3, 4]::bigint[], array[8, 9, 9, 9]::bigint[],
    (select array_agg(geom order by id) from cell), array[8, 9]::bigint[], array[
    'POLYGON((0 0, 10 0, 20 0, 20 10, 10 10, 0 10, 0 0))', 'POLYGON((0 10, 10 10, 20 10, 20 20, 10 20, 0 20, 0 10))'
  ]::extensions.geometry[]) $$, array[8, 9]::bigint[], 'a child under the wrong parent is a fault of both parents');

select * from extensions.finish();
rollback;
