-- Accounts: opened by whoever manages the person, with a password that is told once and must be changed.

-- Twelve of 32 letters that are not mistaken for one another: 60 bits. One byte's low five bits choose a letter,
-- so each is equally likely.
create function private.one_time_password() returns text
language sql volatile security definer set search_path = ''
as $$
  select string_agg(substr('abcdefghijkmnpqrstuvwxyz23456789', (get_byte(b.bytes, n.n) & 31) + 1, 1)
    || case when n.n in (3, 7) then '-' else '' end, '' order by n.n)
  from (select extensions.gen_random_bytes(12) as bytes) as b cross join generate_series(0, 11) as n (n)
$$;

create function private.set_password(p_user_id uuid, p_password text, p_must_change boolean) returns void
language sql security definer set search_path = ''
as $$
  update auth.users as u set encrypted_password = extensions.crypt(p_password, extensions.gen_salt('bf', 10)),
    updated_at = now() where u.id = p_user_id;
  update public.accounts as a set must_change_password = p_must_change, failed_attempts = 0, locked_until = null
  where a.user_id = p_user_id;
$$;

-- The rows that @supabase/lite and GoTrue both sign in with; see supabase/embedded/README.md for the whys.
create function private.insert_user(p_login text, p_password text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_id uuid := gen_random_uuid();
  v_email text := lower(p_login) || '@wangge.local';
begin
  insert into auth.users (
    instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
    confirmation_token, recovery_token, email_change_token_new, email_change_token_current, email_change,
    phone_change, phone_change_token, reauthentication_token,
    raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
  values (
    '00000000-0000-0000-0000-000000000000', v_id, 'authenticated', 'authenticated', v_email,
    extensions.crypt(p_password, extensions.gen_salt('bf', 10)), now(), '', '', '', '', '', '', '', '',
    '{"provider": "email", "providers": ["email"]}', '{}', now(), now());
  insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at, created_at, updated_at)
  values (gen_random_uuid(), 'email', v_id::text, v_id, jsonb_build_object('sub', v_id::text, 'email', v_email,
    'email_verified', true, 'phone_verified', false), now(), now(), now());
  return v_id;
end
$$;

-- Answers the password, told once and kept nowhere.
create function private.open_account(p_person_id bigint, p_login text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_login text := lower(btrim(coalesce(p_login, '')));
  v_password text := private.one_time_password();
begin
  if v_login !~ '^[a-z0-9][a-z0-9._-]{1,39}$' then
    perform private.refuse_field('login');
  end if;
  insert into public.accounts (user_id, person_id, login)
  values (private.insert_user(v_login, v_password), p_person_id, v_login);
  return v_password;
exception when unique_violation then
  raise exception 'conflict' using errcode = 'WG015', detail = 'login';
end
$$;

-- At once: tokens issued before now are refused by private.caller(), refresh tokens go with the sessions.
create function private.end_sessions(p_user_id uuid) returns void
language sql security definer set search_path = ''
as $$
  delete from auth.sessions as s where s.user_id = p_user_id;
  update public.accounts as a set sessions_valid_from = private.now() where a.user_id = p_user_id;
$$;

-- banned_until keeps GoTrue from signing in and refreshing; it cannot read infinity.
create function private.close_account(p_user_id uuid) returns void
language sql security definer set search_path = ''
as $$
  update public.accounts as a set active = false where a.user_id = p_user_id;
  update auth.users as u set banned_until = timestamptz '2999-12-31' where u.id = p_user_id;
  select private.end_sessions(p_user_id);
$$;

create function private.account_of(p_person_id bigint) returns public.accounts
language plpgsql stable security definer set search_path = ''
as $$
declare
  a public.accounts;
begin
  select * into a from public.accounts as t where t.person_id = p_person_id;
  if a.user_id is null then
    raise exception 'not_found' using errcode = 'WG003', detail = 'account';
  end if;
  return a;
end
$$;

create function public.account_create(p_person_id bigint, p_login text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_password text;
begin
  perform private.require_handle(p_person_id, 'accounts.manage', 'account_create');
  if not (select p.active from public.people as p where p.person_id = p_person_id) then
    raise exception 'conflict' using errcode = 'WG015', detail = 'person_inactive';
  end if;
  v_password := private.open_account(p_person_id, p_login);
  perform private.audit('account_created', 'person:' || p_person_id, jsonb_build_object('login', lower(btrim(p_login))));
  return jsonb_build_object('login', lower(btrim(p_login)), 'one_time_password', v_password);
end
$$;

create function public.account_reset_password(p_person_id bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  a public.accounts;
  v_password text := private.one_time_password();
begin
  perform private.require_handle(p_person_id, 'accounts.manage', 'account_reset_password');
  a := private.account_of(p_person_id);
  perform private.set_password(a.user_id, v_password, true);
  perform private.end_sessions(a.user_id);
  perform private.audit('password_reset', 'person:' || p_person_id, jsonb_build_object('login', a.login));
  return jsonb_build_object('login', a.login, 'one_time_password', v_password);
end
$$;

create function public.account_set_active(p_person_id bigint, p_active boolean, p_reason text default '') returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  a public.accounts;
begin
  perform private.require_handle(p_person_id, 'accounts.manage', 'account_set_active');
  a := private.account_of(p_person_id);
  if p_active then
    update public.accounts as t set active = true, failed_attempts = 0, locked_until = null where t.user_id = a.user_id;
    update auth.users as u set banned_until = null where u.id = a.user_id;
  else
    perform private.close_account(a.user_id);
  end if;
  perform private.audit(case when p_active then 'account_opened' else 'account_closed' end, 'person:' || p_person_id,
    jsonb_build_object('login', a.login, 'reason', left(coalesce(p_reason, ''), 500)));
  return jsonb_build_object('ok', true);
end
$$;

create function public.account_end_sessions(p_person_id bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  a public.accounts;
begin
  perform private.require_handle(p_person_id, 'accounts.manage', 'account_end_sessions');
  a := private.account_of(p_person_id);
  perform private.end_sessions(a.user_id);
  perform private.audit('sessions_ended', 'person:' || p_person_id, jsonb_build_object('login', a.login));
  return jsonb_build_object('ok', true);
end
$$;

grant execute on function public.account_create(bigint, text), public.account_reset_password(bigint),
  public.account_set_active(bigint, boolean, text), public.account_end_sessions(bigint) to authenticated;
