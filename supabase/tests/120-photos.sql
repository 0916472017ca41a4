-- Photos: read with the case, added by those who work on it, never overwritten or removed.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(10);
grant select, insert, update, delete on storage.objects to authenticated, anon;
create function tests.add(p_path text) returns void language sql as $$
  insert into storage.objects (bucket_id, name) values ('case-photos', p_path)
$$;
create function tests.path(p_no text, p_end text default 'jpg') returns text language sql as $$
  select tests.case_id(p_no) || '/0b0e2f7e-1c1c-4c1c-8c1c-0123456789ab.' || p_end
$$;
grant execute on all functions in schema tests to authenticated, anon;
select is(public, false, 'the bucket is private') from storage.buckets where id = 'case-photos';
select tests.authenticate_as('handler1');
select lives_ok($$ select tests.add(tests.path('B')) $$, 'the squad adds a photo to what it holds');
select throws_ok($$ select tests.add(tests.path('A')) $$, '42501', null, 'not to what it does not');
select throws_ok($$ select tests.add(tests.path('B', 'html')) $$, '42501', null, 'nor anything but a photo');
select throws_ok($$ select tests.add('../' || tests.path('B')) $$, '42501', null, 'nor anywhere else');
select isnt_empty($$ select * from storage.objects where bucket_id = 'case-photos' $$, 'it reads it');
select tests.authenticate_as('handler2');
select is_empty($$ select * from storage.objects where bucket_id = 'case-photos' $$, 'another squad does not');
select tests.authenticate_as('planner');
select throws_ok($$ select tests.add(tests.path('A')) $$, '42501', null, 'who only reads cases adds none');
select tests.authenticate_as('street1');
select is_empty($$ with gone as (delete from storage.objects where bucket_id = 'case-photos' returning 1) select * from gone $$,
  'nobody removes one');
select tests.as_anon();
select is_empty($$ select * from storage.objects $$, 'who is not signed in sees none');
select * from finish();
rollback;
