-- The unassigned get their grid from a person, and a report near a border the neighbour it belongs to. Until it is
-- filed the place of a report is open: what is chosen here counts as of the report, supervisors included; the
-- event keeps what stood before. (Rezoning is another matter: it never touches reported_*.)

create function private.check_assignment(c public.cases, p_grid_id bigint, p_reason text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not private.has_capability('case.assign') then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'case_assign_grid';
  elsif not private.sees_case(c.case_id, 'area') then
    raise exception 'not_found' using errcode = 'WG003', detail = 'case';
  elsif not exists (
    select from private.grids_below(array(select private.my_areas('case.assign')), 4::smallint) as g
    where g.grid_id = p_grid_id and g.level = private.assignment_level(private.now())) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'grid';
  elsif c.state not in ('reported', 'verifying') then
    raise exception 'illegal_state' using errcode = 'WG014', detail = c.state;
  elsif length(btrim(coalesce(p_reason, ''))) not between 1 and 500 then
    perform private.refuse_field('reason');
  end if;
end
$$;

create function private.place_case(c public.cases, p_grid_id bigint) returns public.cases
language plpgsql security definer set search_path = ''
as $$
declare
  v_unit bigint := private.unit_grid_at(c.x, c.y, p_grid_id, private.now());
  k record;
  t record;
begin
  select * into k from private.case_chain(coalesce(v_unit, p_grid_id), private.now());
  -- A grid younger than the report has no chain of then: today's stands in.
  select * into t from private.case_chain(coalesce(v_unit, p_grid_id), c.reported_at);
  if t.community is null and t.street is null then
    t := k;
  end if;
  update public.cases as u set assign_method = 'manual', border_distance_m = null,
    reported_version_id = coalesce(
      (select v.version_id from public.grid_versions as v where v.grid_id = p_grid_id and v.valid @> c.reported_at),
      (select v.version_id from public.grid_versions as v where v.grid_id = p_grid_id and v.valid @> private.now())),
    reported_unit_grid = t.unit_grid, reported_community = t.community, reported_street = t.street,
    reported_district = t.district, current_unit_grid = k.unit_grid, current_community = k.community,
    current_street = k.street, current_district = k.district, stage_version = u.stage_version + 1
  where u.case_id = c.case_id returning u.* into c;
  perform private.put_case_supervisors(c.case_id, c.reported_community, c.reported_at);
  return c;
end
$$;

create function public.case_assign_grid(
  p_case_id bigint, p_grid_id bigint, p_reason text, p_stage_version integer, p_key text
) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_payload jsonb := jsonb_build_object('case_id', p_case_id, 'grid_id', p_grid_id, 'reason', p_reason);
  v_answer jsonb;
  v_before bigint;
  c public.cases;
begin
  perform private.require_me();
  select * into c from public.cases as t where t.case_id = p_case_id for update;
  v_answer := private.command_answer('case_assign_grid', p_key, v_payload);
  if v_answer is not null then
    return v_answer;
  elsif c.case_id is null then
    raise exception 'not_found' using errcode = 'WG003', detail = 'case';
  end if;
  perform private.check_assignment(c, p_grid_id, p_reason);
  if p_stage_version is distinct from c.stage_version then
    raise exception 'stale_form' using errcode = 'WG004', detail = c.stage_version::text;
  end if;
  v_before := c.current_community;
  perform set_config('wangge.event_kind', 'assigned', true);
  c := private.place_case(c, p_grid_id);
  perform set_config('wangge.event_kind', '', true);
  perform private.add_event(c.case_id, 'assigned', private.acting_role('case.assign'), jsonb_build_object(
    'method', 'manual', 'from', v_before, 'grid_id', p_grid_id, 'reason', btrim(p_reason)));
  return private.keep_answer('case_assign_grid', p_key, v_payload, private.case_row(c));
end
$$;
grant execute on function public.case_assign_grid(bigint, bigint, text, integer, text) to authenticated;
