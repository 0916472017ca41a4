-- What holds for every post, whoever writes it; and who hears that a person's rights changed.

-- The role says which level of grid and which kind of unit its post has (R76, R143).
create function private.check_membership() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  r public.roles;
begin
  select * into r from public.roles as t where t.role = new.role;
  if (cardinality(r.grid_levels) = 0) <> (new.grid_id is null)
    or new.grid_id is not null and not coalesce(
      (select g.level from public.grids as g where g.grid_id = new.grid_id) = any (r.grid_levels), false) then
    raise exception 'post_does_not_fit' using errcode = 'WG010', detail = 'grid_id';
  elsif cardinality(r.unit_kinds) > 0 and not coalesce(
    (select u.kind from public.units as u where u.unit_id = new.unit_id) = any (r.unit_kinds), false) then
    raise exception 'post_does_not_fit' using errcode = 'WG010', detail = 'unit_id';
  end if;
  -- Separation of powers: who administers is not audited by himself, at no time that overlaps.
  if new.role in ('auditor', 'system_admin') and exists (
    select from public.memberships as m
    where m.person_id = new.person_id and m.valid && new.valid
      and m.role = case new.role when 'auditor' then 'system_admin' else 'auditor' end) then
    raise exception 'powers_not_separated' using errcode = 'WG015', detail = new.role;
  end if;
  return new;
end
$$;
create trigger memberships_check before insert or update on public.memberships
  for each row execute function private.check_membership();

-- Our server re-authorises the channels of whoever is named here; on hosted Supabase the next token does.
create function private.notify_person(p_person_id bigint) returns void
language sql security definer set search_path = ''
as $$
  select pg_notify('wangge_membership', a.user_id::text) from public.accounts as a where a.person_id = p_person_id
$$;

-- Posts, slots and substitutes change one's own rights; a deputy's hang on the absence of another.
create function private.tell_rights_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_row jsonb;
begin
  if private.is_bulk() then
    return null;
  elsif tg_op = 'DELETE' then
    v_row := to_jsonb(old);
  else
    v_row := to_jsonb(new);
  end if;
  perform private.notify_person((v_row ->> 'person_id')::bigint);
  if tg_table_name = 'deputies' then
    perform private.notify_person((v_row ->> 'deputy_id')::bigint);
  elsif tg_table_name = 'absences' then
    perform private.notify_person(d.deputy_id) from public.deputies as d
    where d.person_id = (v_row ->> 'person_id')::bigint and d.valid @> private.now();
  end if;
  return null;
end
$$;
create trigger memberships_tell after insert or update or delete on public.memberships
  for each row execute function private.tell_rights_changed();
create trigger supervisor_slots_tell after insert or update or delete on public.supervisor_slots
  for each row execute function private.tell_rights_changed();
create trigger supervisor_substitutes_tell after insert or update or delete on public.supervisor_substitutes
  for each row execute function private.tell_rights_changed();
create trigger deputies_tell after insert or update or delete on public.deputies
  for each row execute function private.tell_rights_changed();
create trigger absences_tell after insert or update or delete on public.absences
  for each row execute function private.tell_rights_changed();
create trigger accounts_tell after update of active, must_change_password, sessions_valid_from or delete on public.accounts
  for each row execute function private.tell_rights_changed();
create trigger people_tell after update of active on public.people
  for each row execute function private.tell_rights_changed();

-- Who may give or take a post. An auditor's never: those come from the server's own command line (ADR 0020).
create function private.may_grant(p_role text, p_grid_id bigint, p_unit_id bigint) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_area bigint := coalesce(p_grid_id, (select u.area_grid_id from public.units as u where u.unit_id = p_unit_id));
  v_admin_areas bigint[] := array(
    select p.grid_id from private.my_posts() as p where p.role = 'system_admin' and p.own);
  v_streets bigint[] := array(
    select p.grid_id from private.my_posts() as p where p.role = 'street_official' and p.own);
begin
  if p_role = 'auditor' then
    return false;
  elsif private.city_grid_id() = any (v_admin_areas) then
    return true;
  end if;
  return exists (
    select from private.grid_path(v_area, private.now()) as g
    where g.grid_id = any (v_admin_areas)
       or g.grid_id = any (v_streets) and p_role in ('handling_unit', 'handler', 'supervisor'));
end
$$;

-- Whom one may deactivate, deputise or give a new password: someone of one's own area, not oneself, and holding
-- no post that one could not have given: a new password for the commander would be the commander's powers.
create function private.may_handle(p_person_id bigint) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select private.me() <> p_person_id
      and exists (select from private.my_managed_people() as m where m = p_person_id)
      and not exists (
        select from public.memberships as m
        where m.person_id = p_person_id and coalesce(upper(m.valid), 'infinity') > private.now()
          and not private.may_grant(m.role, m.grid_id, m.unit_id))
      and not exists (
        select from public.supervisor_slots as s
        where s.person_id = p_person_id and coalesce(upper(s.valid), 'infinity') > private.now()
          and not private.may_grant('supervisor', s.grid_id, null)));
end
$$;

create function private.require_handle(p_person_id bigint, p_capability text, p_what text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_me();
  if not private.has_capability(p_capability) or not coalesce(private.may_handle(p_person_id), false) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = p_what;
  end if;
end
$$;
