-- Passwords of one's own, lock-out, and the first people of a city.

create function private.check_password_rules(p_login text, p_password text) returns void
language plpgsql stable set search_path = ''
as $$
declare
  v_word text;
begin
  v_word := case
    when length(coalesce(p_password, '')) < 10 then 'too_short'
    -- bcrypt reads 72 bytes: a longer password would promise more than it holds.
    when octet_length(p_password) > 72 then 'too_long'
    when strpos(lower(p_password), p_login) > 0 then 'contains_login'
    when (select count(distinct c) from regexp_split_to_table(p_password, '') as c) < 5 then 'too_simple'
  end;
  if v_word is not null then
    raise exception 'weak_password' using errcode = 'WG010', detail = v_word;
  end if;
end
$$;

-- Works before the first password is changed. A wrong current password counts as a failed sign-in; it is an
-- answer and no exception, because an exception would roll the count back.
create function public.change_my_password(p_current text, p_new text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_caller record;
  v_user uuid := (select auth.uid());
  v_verdict jsonb;
  v_valid boolean;
begin
  select * into v_caller from private.caller();
  if v_caller.person_id is null then
    raise exception 'not_signed_in' using errcode = 'WG007';
  end if;
  select extensions.crypt(coalesce(p_current, ''), u.encrypted_password) = u.encrypted_password into v_valid
  from auth.users as u where u.id = v_user;
  v_verdict := private.count_attempt(v_user, coalesce(v_valid, false), null);
  if v_verdict ->> 'decision' = 'reject' then
    return jsonb_build_object('ok', false, 'error', 'locked');
  elsif not coalesce(v_valid, false) then
    return jsonb_build_object('ok', false, 'error', 'wrong_password');
  end if;
  perform private.check_password_rules(v_caller.login, p_new);
  if p_new = p_current then
    raise exception 'weak_password' using errcode = 'WG010', detail = 'same';
  end if;
  perform private.set_password(v_user, p_new, false);
  -- Other devices sign in anew; this one goes on.
  delete from auth.sessions as s
  where s.user_id = v_user and s.id::text is distinct from (select auth.jwt()) ->> 'session_id';
  insert into public.audit_log (at, actor_person_id, action, target)
  values (private.now(), v_caller.person_id, 'password_changed', 'person:' || v_caller.person_id);
  return jsonb_build_object('ok', true);
end
$$;
grant execute on function public.change_my_password(text, text) to authenticated;

-- Five failures in a row lock for a quarter of an hour (settings); while locked the right password is refused too.
create function private.count_attempt(p_user_id uuid, p_valid boolean, p_signed_in text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_now timestamptz := private.now();
  a public.accounts;
  v_action text := p_signed_in;
begin
  select * into a from public.accounts as t where t.user_id = p_user_id for update;
  if a.user_id is null or not a.active or a.locked_until > v_now then
    v_action := case when a.user_id is null or not a.active then 'sign_in_closed' else 'sign_in_locked' end;
  elsif p_valid then
    update public.accounts as t set failed_attempts = 0, locked_until = null,
      last_sign_in_at = case when p_signed_in is null then t.last_sign_in_at else v_now end where t.user_id = p_user_id;
  elsif a.failed_attempts + 1 >= coalesce((private.setting_at('sign_in_failures_allowed', v_now))::integer, 5) then
    update public.accounts as t set failed_attempts = 0, locked_until = v_now
      + coalesce((private.setting_at('sign_in_lock_minutes', v_now))::integer, 15) * interval '1 minute'
    where t.user_id = p_user_id;
    v_action := 'account_locked';
  else
    update public.accounts as t set failed_attempts = t.failed_attempts + 1 where t.user_id = p_user_id;
    v_action := 'sign_in_failed';
  end if;
  if v_action is not null then
    insert into public.audit_log (at, actor_person_id, action, target, detail)
    values (v_now, a.person_id, v_action, coalesce('login:' || a.login, 'user:' || p_user_id), '{}');
  end if;
  if v_action in ('sign_in_closed', 'sign_in_locked', 'account_locked') then
    return jsonb_build_object('decision', 'reject', 'should_logout_user', false,
      'message', case v_action when 'sign_in_closed' then 'account_closed' else 'account_locked' end);
  end if;
  return jsonb_build_object('decision', 'continue');
end
$$;

-- The signature of Supabase's hook "password verification attempt"; the embedded server calls the same.
create function private.password_verification_attempt(event jsonb) returns jsonb
language sql security definer set search_path = ''
as $$
  select private.count_attempt((event ->> 'user_id')::uuid, coalesce((event ->> 'valid')::boolean, false), 'sign_in')
$$;
do $$
begin
  if exists (select from pg_catalog.pg_roles where rolname = 'supabase_auth_admin') then
    grant usage on schema private to supabase_auth_admin;
    grant execute on function private.password_verification_attempt(jsonb) to supabase_auth_admin;
  end if;
end
$$;

create function private.session_event(p_action text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_caller record;
begin
  select * into v_caller from private.caller();
  if v_caller.person_id is null then
    raise exception 'not_signed_in' using errcode = 'WG007';
  end if;
  insert into public.audit_log (at, actor_person_id, action, target)
  values (private.now(), v_caller.person_id, p_action, 'login:' || v_caller.login);
  return jsonb_build_object('ok', true);
end
$$;
create function public.session_started() returns jsonb
language sql security definer set search_path = ''
as $$ select private.session_event('session_started') $$;
create function public.session_ended() returns jsonb
language sql security definer set search_path = ''
as $$ select private.session_event('session_ended') $$;
grant execute on function public.session_started(), public.session_ended() to authenticated;

-- From the server's own command line only: no API role may execute these.
create function private.create_first(p_login text, p_name text, p_role text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_person bigint;
begin
  insert into public.people (name, home_grid_id) values (p_name, private.city_grid_id()) returning person_id into v_person;
  insert into public.memberships (person_id, role, grid_id, reason)
  values (v_person, p_role, private.city_grid_id(), 'command line');
  insert into public.audit_log (at, action, target, detail)
  values (private.now(), 'post_granted', 'person:' || v_person, jsonb_build_object('role', p_role, 'by', 'command line'));
  return private.open_account(v_person, p_login);
end
$$;

create function private.create_first_admin(p_login text, p_name text) returns text
language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from public.memberships as m where m.role = 'system_admin' and m.valid @> private.now()) then
    raise exception 'conflict' using errcode = 'WG015', detail = 'system_admin';
  end if;
  return private.create_first(p_login, p_name, 'system_admin');
end
$$;

-- Auditors come from here alone, so that no administrator makes himself or a friend one (ADR 0020).
create function private.create_auditor(p_login text, p_name text) returns text
language sql security definer set search_path = ''
as $$ select private.create_first(p_login, p_name, 'auditor') $$;
