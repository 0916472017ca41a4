-- Every grant, sign-in, refusal and reading of a reporter leaves a line that nobody can change.

create function private.audit(p_action text, p_target text, p_detail jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.audit_log (at, actor_person_id, actor_role, action, target, detail)
  values (private.now(), private.me(),
    (select p.role from private.my_posts() as p join public.roles as r on r.role = p.role order by p.own desc, r.sort limit 1),
    p_action, p_target, coalesce(p_detail, '{}'));
end
$$;

-- A refused command raises and rolls back, its audit line with it. So the server that saw the refusal writes it
-- down in a transaction of its own; on hosted Supabase the log of PostgreSQL keeps it.
create function private.note_refusal(p_user_id uuid, p_action text, p_code text) returns void
language sql security definer set search_path = ''
as $$
  insert into public.audit_log (at, actor_person_id, action, target, detail)
  values (private.now(), (select a.person_id from public.accounts as a where a.user_id = p_user_id),
    'refused', left(p_action, 200), jsonb_build_object('code', left(p_code, 100)))
$$;
grant execute on function private.note_refusal(uuid, text, text) to service_role;
