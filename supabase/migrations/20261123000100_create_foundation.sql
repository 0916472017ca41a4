-- Schemas, extensions and the one clock. Everything later migrations lean on.

create schema if not exists extensions;
create schema if not exists private;
comment on schema private is 'Helpers of the database itself; not exposed by the API.';

create extension if not exists postgis with schema extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists pg_trgm with schema extensions;

revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;
grant usage on schema extensions to anon, authenticated, service_role;
-- Functions are callable by nobody until a migration says by whom.
-- Without `in schema`: a default of one schema can only add to the global one, never take from it.
alter default privileges revoke execute on functions from public;
-- Supabase grants new objects of `public` to the API roles by default; here every grant is written out.
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;

-- SQL takes time only from here. Tests move it through the role wangge_test_clock, which production lacks:
-- without that role the setting is ignored.
create function private.now() returns timestamptz
language sql stable set search_path = ''
as $$
  select case
    when coalesce(current_setting('wangge.now', true), '') <> ''
     and exists (select 1 from pg_catalog.pg_roles where rolname = 'wangge_test_clock')
    then current_setting('wangge.now', true)::timestamptz
    else pg_catalog.now()
  end
$$;
grant execute on function private.now() to authenticated, service_role;

create function private.raise_append_only() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'append_only' using errcode = 'WG001', detail = tg_table_name;
end
$$;
