-- A tiny schema for the contract suite: what REST, Auth, Storage and Realtime promise, apart from our own tables.

create schema private;
revoke all on schema private from public;
grant usage on schema private to authenticated;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke execute on functions from anon, authenticated;
-- Only without "in schema" does this take effect: the right of public is a default of the whole database.
alter default privileges revoke execute on functions from public;

create table public.notes (
  id bigint generated always as identity primary key,
  owner_id uuid not null,
  body text not null,
  tags jsonb not null default '[]',
  made_at timestamptz not null default '2026-01-02T03:04:05.678901Z',
  weight numeric not null default 0.1,
  labels text[] not null default '{}'
);
alter table public.notes enable row level security;
grant select, insert, update, delete on public.notes to authenticated;
create policy "notes: owner reads" on public.notes for select to authenticated using (owner_id = (select auth.uid()));
create policy "notes: owner writes" on public.notes for insert to authenticated with check (owner_id = (select auth.uid()));
create policy "notes: owner changes" on public.notes for update to authenticated using (owner_id = (select auth.uid()));
create policy "notes: owner deletes" on public.notes for delete to authenticated using (owner_id = (select auth.uid()));

-- Not granted to anyone: the blanket grants of @supabase/lite would open it.
create table private.secrets (id bigint primary key, word text);
alter table private.secrets enable row level security;

create table public.closed (id bigint primary key);
alter table public.closed enable row level security;
create policy "closed: a policy alone opens nothing" on public.closed for select to authenticated using (true);

create table private.members (user_id uuid not null, topic text not null, primary key (user_id, topic));
create function private.is_member(p_topic text) returns boolean
language sql stable security definer set search_path = ''
as $$ select exists (select from private.members where user_id = auth.uid() and topic = p_topic) $$;
revoke execute on function private.is_member(text) from public;
grant execute on function private.is_member(text) to authenticated;

create policy "messages: members read" on realtime.messages for select to authenticated
  using (realtime.messages.extension in ('broadcast', 'presence') and (select private.is_member(realtime.topic())));
create policy "messages: members say who they are" on realtime.messages for insert to authenticated
  with check (realtime.messages.extension in ('broadcast', 'presence') and (select private.is_member(realtime.topic())) and realtime.topic() like 'room:%');

create function private.membership_changed() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_notify('wangge_membership', old.user_id::text);
  return null;
end
$$;
create trigger membership_changed after delete on private.members
  for each row execute function private.membership_changed();

create function public.whoami() returns json
language sql stable set search_path = ''
as $$ select json_build_object('uid', auth.uid(), 'role', auth.role(), 'current_role', current_user, 'zone', current_setting('TimeZone')) $$;
grant execute on function public.whoami() to authenticated;

create function public.echo(p_value jsonb, p_numbers bigint[] default '{}', p_flag boolean default false) returns jsonb
language sql stable set search_path = ''
as $$ select jsonb_build_object('value', p_value, 'numbers', p_numbers, 'flag', p_flag) $$;
grant execute on function public.echo(jsonb, bigint[], boolean) to authenticated;

create function public.refuse() returns json
language plpgsql set search_path = ''
as $$
begin
  raise exception 'stale_form' using errcode = 'WG004', hint = 'reload', detail = '{"expected": 3}';
end
$$;
grant execute on function public.refuse() to authenticated;

create function public.say(p_topic text, p_body jsonb) returns void
language sql security definer set search_path = ''
as $$ select realtime.send(p_body, 'case', p_topic, true) $$;
grant execute on function public.say(text, jsonb) to authenticated;

create function public.nothing_granted() returns integer language sql as $$ select 1 $$;

create table private.password_failures (user_id uuid primary key, failures integer not null);
create function private.password_verification_attempt(event jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_user uuid := (event ->> 'user_id')::uuid;
  v_failures integer;
begin
  select failures into v_failures from private.password_failures where user_id = v_user;
  if v_failures >= 5 then
    return jsonb_build_object('decision', 'reject', 'message', 'locked');
  end if;
  if (event ->> 'valid')::boolean then
    delete from private.password_failures where user_id = v_user;
  else
    insert into private.password_failures values (v_user, 1)
    on conflict (user_id) do update set failures = private.password_failures.failures + 1;
  end if;
  return jsonb_build_object('decision', 'continue');
end
$$;
revoke execute on function private.password_verification_attempt(jsonb) from public;

insert into storage.buckets (id, name, public) values ('photos', 'photos', false);
create policy "photos: owner reads" on storage.objects for select to authenticated
  using (bucket_id = 'photos' and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy "photos: owner uploads" on storage.objects for insert to authenticated
  with check (bucket_id = 'photos' and (storage.foldername(name))[1] = (select auth.uid())::text);
