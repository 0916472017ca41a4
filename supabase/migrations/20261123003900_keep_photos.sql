-- Photos: the file lies in the private bucket, what it says of time and place in a row. The copy that is stored
-- carries no metadata; marks tell the checker what does not fit (taken far from the case, or long before).

-- The photo's own id is its key: saying it twice adds one.
create function public.case_photo_add(p_case_id bigint, p_photo jsonb) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_case public.cases;
  v_kind text := p_photo ->> 'kind';
  v_id uuid := (p_photo ->> 'photo_id')::uuid;
  v_at timestamptz := private.now();
  v_taken timestamptz := (p_photo ->> 'taken_at')::timestamptz;
  v_x bigint := (p_photo ->> 'x')::bigint;
  v_y bigint := (p_photo ->> 'y')::bigint;
  v_holds boolean;
  v_marks text[] := array[]::text[];
begin
  perform private.require_me();
  select * into v_case from public.cases as c where c.case_id = p_case_id for update;
  if v_case.case_id is null or not private.sees_case(p_case_id) then
    raise exception 'not_found' using errcode = 'WG003', detail = 'case';
  end if;
  -- Handling photos come from the unit, field photos from who is sent there; nobody adds to a closed case.
  v_holds := private.role_for_action(v_case, 'feed_back') is not null;
  if not v_case.is_open
    or v_kind in ('before', 'after') and not v_holds and v_case.state <> 'reported'
    or v_kind = 'check' and private.role_for_action(v_case, 'check_pass') is null
    or v_kind = 'verify' and private.role_for_action(v_case, 'verify') is null
    or v_kind in ('report', 'before', 'after') and v_case.state = 'reported' and not private.has_capability('case.report')
  then
    raise exception 'not_allowed' using errcode = 'WG002', detail = v_kind;
  end if;
  if v_taken is null then
    v_marks := v_marks || 'no_time'::text;
  elsif v_taken < v_at - (private.setting_at('photo_old_hours', v_at) #>> '{}')::integer * interval '1 hour' then
    v_marks := v_marks || 'taken_long_before'::text;
  elsif v_taken > v_at + interval '10 minutes' then
    v_marks := v_marks || 'taken_in_future'::text;
  end if;
  if v_x is null or v_y is null then
    v_marks := v_marks || 'no_position'::text;
  elsif private.meters_between(v_case.x, v_case.y, v_x, v_y) > (private.setting_at('photo_far_meters', v_at) #>> '{}')::numeric then
    v_marks := v_marks || 'far_from_case'::text;
  end if;
  insert into public.case_photos (photo_id, case_id, round, kind, path, width, height, taken_at, x, y, added_at, marks)
  values (v_id, p_case_id, v_case.round, v_kind, format('%s/%s.jpg', p_case_id, v_id),
    (p_photo ->> 'width')::integer, (p_photo ->> 'height')::integer, v_taken, v_x, v_y, v_at, v_marks)
  on conflict (photo_id) do nothing;                        -- a resumed upload says the same twice
  if found then
    perform private.add_event(p_case_id, 'photo_added', private.role_for_photo(v_case), jsonb_build_object('photo_id', v_id, 'kind', v_kind, 'marks', to_jsonb(v_marks)));
  elsif not exists (select from public.case_photos as f where f.photo_id = v_id and f.case_id = p_case_id and f.kind = v_kind) then
    raise exception 'key_reused' using errcode = 'WG005';
  end if;
  return (select json_build_object('photo_id', f.photo_id, 'path', f.path, 'kind', f.kind, 'marks', f.marks)
          from public.case_photos as f where f.photo_id = v_id);
end
$$;

create function private.role_for_photo(c public.cases) returns text
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    (select p.role from private.my_posts() as p where p.unit_id in (select private.units_above(c.unit_id)) limit 1),
    (select p.role from private.my_posts() as p order by p.role limit 1), 'system')
$$;

-- Metres on the lattice by the city's own scale; for marks and words, never for assignment.
create function private.meters_between(p_x1 bigint, p_y1 bigint, p_x2 bigint, p_y2 bigint) returns numeric
language sql stable security definer set search_path = ''
as $$
  select (0.0111319490793 * sqrt(power((p_x1 - p_x2) * (c.kx / 65536.0), 2) + power(p_y1 - p_y2, 2)))::numeric
  from public.city as c
$$;
grant execute on function public.case_photo_add(bigint, jsonb) to authenticated;
