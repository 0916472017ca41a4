-- Who asks, which posts they hold now, and which streets, communities, units and centres that opens.
-- All are security definer: they read the tables of people, which the caller may not. They tell the caller
-- nothing but what is theirs, so any signed-in role may execute them (policies run as the caller).
-- In plpgsql, which keeps its plans: a SQL function that is not inlined is planned anew at every call, and these
-- are called dozens of times in a request.

-- The account behind the token. No row: not signed in, switched off, or the session was ended.
-- A token lives on after its session: it counts only while its row in auth.sessions stands and when it was
-- issued (whole seconds) not before the moment from which sessions are valid.
create function private.caller()
returns table (person_id bigint, login text, must_change_password boolean)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select a.person_id, a.login, a.must_change_password
  from public.accounts as a
  join public.people as p on p.person_id = a.person_id
  where a.user_id = (select auth.uid())
    and a.active and p.active
    and coalesce(to_timestamp(((select auth.jwt()) ->> 'iat')::double precision), '-infinity')
        >= date_trunc('second', a.sessions_valid_from)
    and ((select auth.jwt()) ->> 'session_id' is null
         or exists (select from auth.sessions as s
                    where s.id = ((select auth.jwt()) ->> 'session_id')::uuid and s.user_id = a.user_id));
end
$$;

-- The person who asks; null while the first password is unchanged, so that every policy refuses.
create function private.me() returns bigint
language sql stable security definer set search_path = ''
as $$
  select c.person_id from private.caller() as c where not c.must_change_password
$$;

create function private.require_me() returns bigint
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_caller record;
begin
  select * into v_caller from private.caller();
  if v_caller.person_id is null then
    raise exception 'not_signed_in' using errcode = 'WG007';
  elsif v_caller.must_change_password then
    raise exception 'must_change_password' using errcode = 'WG006';
  end if;
  return v_caller.person_id;
end
$$;

create function private.is_absent(p_person_id bigint) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select exists (select from public.absences as a
                   where a.person_id = p_person_id and a.valid @> private.now()));
end
$$;

create function private.my_slots() returns table (grid_id bigint, slot smallint)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with clock as materialized (select private.now() as at, private.me() as me)
  select s.grid_id, s.slot from clock join public.supervisor_slots as s
    on s.person_id = clock.me and s.valid @> clock.at
  union
  select s.grid_id, s.slot from clock join public.supervisor_substitutes as s
    on s.person_id = clock.me and s.valid @> clock.at;
end
$$;

-- Posts held now: one's own, the slots one fills or substitutes, and those of an absent colleague whose
-- deputy one is (B only while A is away too). Posts of the system are never deputised.
create function private.my_posts()
returns table (role text, grid_id bigint, unit_id bigint, own boolean)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with clock as materialized (select private.now() as at, private.me() as me),
  whom as (
    select clock.me as person_id, true as own from clock where clock.me is not null
    union all
    select d.person_id, false
    from clock join public.deputies as d on d.deputy_id = clock.me and d.valid @> clock.at
    where private.is_absent(d.person_id)
      and (d.rank = 'A' or not exists (
        select from public.deputies as a
        where a.person_id = d.person_id and a.rank = 'A' and a.valid @> clock.at
          and not private.is_absent(a.deputy_id)))
  )
  select m.role, m.grid_id, m.unit_id, whom.own
  from whom cross join clock
  join public.memberships as m on m.person_id = whom.person_id and m.valid @> clock.at
  join public.roles as r on r.role = m.role
  where whom.own or (r.scope in ('area', 'unit') and m.role <> 'wall')
  union
  select 'supervisor', c.grid_id, null, true from private.my_slots() as c;
end
$$;

create function private.has_role(p_role text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select exists (select from private.my_posts() as p where p.role = p_role));
end
$$;

create function private.has_capability(p_capability text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select exists (select from private.my_posts() as p join public.roles as r on r.role = p.role
                   where p_capability = any (r.capabilities)));
end
$$;

-- The grids for which a post gives the capability.
create function private.my_areas(p_capability text) returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select distinct p.grid_id from private.my_posts() as p join public.roles as r on r.role = p.role
  where r.scope in ('area', 'system') and p_capability = any (r.capabilities) and p.grid_id is not null;
end
$$;

create function private.my_streets() returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select g.grid_id from private.grids_below(array(select private.my_areas('case.read')), 3::smallint) as g
  where g.level = 3;
end
$$;

create function private.my_districts() returns setof bigint
language sql stable security definer set search_path = ''
as $$
  select g.grid_id from private.grids_below(array(select private.my_areas('case.read')), 2::smallint) as g
  where g.level = 2
$$;

create function private.my_communities() returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select distinct s.grid_id from private.my_slots() as s;
end
$$;

-- One's unit and its sub-units.
create function private.my_units() returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with recursive held as (
    select p.unit_id from private.my_posts() as p where p.role in ('handling_unit', 'handler')
    union
    select u.unit_id from held join public.units as u on u.parent_unit_id = held.unit_id
  )
  select held.unit_id from held where held.unit_id is not null;
end
$$;

-- Centres whose intake one sees: one's city or district and the districts below.
create function private.my_intake_areas() returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select g.grid_id from private.grids_below(array(select private.my_areas('case.read')), 2::smallint) as g
  where g.level <= 2;
end
$$;

-- Not yet filed, and near enough to the border to be ours after all.
create function private.my_candidate_cases() returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select k.case_id
  from public.case_candidates as k join public.cases as c on c.case_id = k.case_id
  where k.street_id = any (array(select private.my_streets())) and c.state in ('reported', 'verifying');
end
$$;

grant execute on function
  private.caller(), private.me(), private.require_me(), private.my_posts(), private.my_slots(), private.has_role(text),
  private.has_capability(text), private.my_areas(text), private.my_streets(), private.my_districts(),
  private.my_communities(), private.my_units(), private.my_intake_areas(), private.my_candidate_cases()
to authenticated;
