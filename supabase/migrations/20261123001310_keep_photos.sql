-- Photos of cases: `<case_id>/<uuid>.jpg` in a private bucket, read by those who read the case, never overwritten.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('case-photos', 'case-photos', false, 10485760, '{image/jpeg,image/png,image/webp}')
on conflict (id) do nothing;

-- The case whose photo a path is, or null where the path is none of ours.
create function private.photo_case(p_path text) returns bigint
language sql immutable set search_path = ''
as $$
  select case when p_path ~ '^[0-9]{1,18}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(jpg|png|webp)$'
    then split_part(p_path, '/', 1)::bigint end
$$;

create function private.may_add_photo(p_case_id bigint) returns boolean
language sql stable security definer set search_path = ''
as $$
  select p_case_id is not null and private.sees_case(p_case_id)
    and (private.has_capability('case.report') or private.has_role('handling_unit') or private.has_role('handler'))
$$;
grant execute on function private.photo_case(text), private.may_add_photo(bigint) to authenticated;

create policy "case photos: those who read the case read" on storage.objects
  for select to authenticated
  using (bucket_id = 'case-photos' and private.sees_case(private.photo_case(name)));
create policy "case photos: those who work on the case add" on storage.objects
  for insert to authenticated
  with check (bucket_id = 'case-photos' and private.may_add_photo(private.photo_case(name)));
