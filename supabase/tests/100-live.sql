-- realtime.send only warns when it fails, so arrival is asserted; and who may listen.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(36);
create function tests.sent(p_no text) returns text[] language sql security definer as $$
  select coalesce(array_agg(topic order by topic), '{}') from realtime.messages
  where payload ->> 'case_no' = p_no and event = 'case' and private and extension = 'broadcast'
$$;
create function tests.topics(variadic p text[]) returns text[] language sql as $$ select array_agg(t order by t) from unnest(p) t $$;
create function tests.area(p_code text) returns text language sql security definer as $$ select 'area:' || tests.grid(p_code) $$;
grant execute on all functions in schema tests to authenticated;

select is(tests.sent('A'), tests.topics(tests.area('9901'), tests.area('990101'), tests.area('990101001'),
    'person:' || tests.person('sup1'), 'person:' || tests.person('stand_in')),
  'a case is told to city, district, street, its supervisors and the substitute, once each');
select is(tests.sent('B'), tests.topics(tests.area('9901'), tests.area('990101'), tests.area('990101001'),
    'person:' || tests.person('sup1'), 'person:' || tests.person('stand_in'),
    'unit:' || tests.unit('s1'), 'unit:' || tests.unit('dep')), 'and to the unit that holds it and those above');
select is(tests.sent('E'), array[tests.area('9901')], 'the unassigned go to the centre that took them in');
delete from realtime.messages;
update public.cases set current_community = tests.grid('990102001001'), current_street = tests.grid('990102001'),
  current_district = tests.grid('990102'), unit_id = tests.unit('s2') where case_no = 'B';
select ok(tests.sent('B') @> tests.topics(tests.area('990101001'), tests.area('990102001'), tests.area('990101'),
    tests.area('990102'), 'unit:' || tests.unit('s1'), 'unit:' || tests.unit('s2'), 'person:' || tests.person('sup1')),
  'a case that moves is told to where it was and where it is');
select is((select count(*) from realtime.messages where topic = tests.area('9901')), 1::bigint, 'once a topic');
select is((select array_agg(k order by k) from jsonb_object_keys((select payload from realtime.messages limit 1)) k),
  '{case_id,case_no,class_id,community_id,deadline_at,district_id,id,kind,on_account,reported_at,stage_version,state,street_id,suspended,unassigned,unit_id,urgent,x,xid,y}'::text[],
  'the payload is what is needed to draw: no word of people, no person');
select is((select bool_and(payload::text ~ '^[ -~]*$') from realtime.messages), true, 'and plain ASCII');
select isnt((select payload ->> 'xid' from realtime.messages limit 1), null, 'it carries the transaction to de-duplicate by');

delete from realtime.messages;
select set_config('wangge.bulk', 'on', true);
update public.cases set urgent = true;
select is_empty($$ select * from realtime.messages $$, 'a bulk load is silent');
select set_config('wangge.bulk', '', true);

-- Who may listen: through the policy, as the Realtime server asks.
create table tests.joins (name text, topic text, may boolean);
insert into tests.joins values
  ('operator', tests.area('9901'), true), ('operator', tests.area('990102002'), true),
  ('dispatcher1', tests.area('990101'), true), ('dispatcher1', tests.area('990101001'), true),
  ('dispatcher1', tests.area('990102'), false), ('dispatcher1', tests.area('9901'), false),
  ('street1', tests.area('990101001'), true), ('street1', tests.area('990101002'), false), ('street1', tests.area('990101'), false),
  ('wall', tests.area('9901'), true), ('handler1', tests.area('990101001'), false),
  ('handler1', 'unit:' || tests.unit('s1'), true), ('handler1', 'unit:' || tests.unit('s2'), false),
  ('handler1', 'unit:' || tests.unit('dep'), false), ('dephead', 'unit:' || tests.unit('s1'), true),
  ('operator', 'unit:' || tests.unit('s1'), false),
  ('sup1', 'person:' || tests.person('sup1'), true), ('sup1', 'person:' || tests.person('sup2'), false),
  ('sup1', tests.area('990101001'), false), ('admin', tests.area('9901'), false), ('auditor', tests.area('9901'), false),
  ('nobody', 'person:' || tests.person('sup1'), false), ('operator', 'area:x', false), ('operator', 'anything', false);
create function tests.joins(p_name text, p_topic text) returns boolean language plpgsql as $$
declare
  v_seen bigint;
begin
  perform tests.as_owner();
  perform realtime.send('{}', 'case', p_topic, true);
  perform tests.authenticate_as(p_name);
  perform set_config('realtime.topic', p_topic, true);
  select count(*) into v_seen from realtime.messages where topic = p_topic;
  perform tests.as_owner();
  return v_seen > 0;
end
$$;
select is(tests.joins(name, topic), may, name || case when may then ' joins ' else ' does not join ' end || topic) from tests.joins;
update public.memberships set valid = tstzrange('-infinity', now() - interval '1 day') where person_id = tests.person('street1');
select is(tests.joins('street1', tests.area('990101001')), false, 'who loses a post joins no more');
select tests.authenticate_as('operator');
select set_config('realtime.topic', tests.area('9901'), true);
select throws_ok($$ insert into realtime.messages (topic, extension, event, payload, private)
  values (tests.area('9901'), 'broadcast', 'case', '{}', true) $$, '42501', null, 'nobody but the database speaks');
select tests.as_anon();
select throws_ok($$ select realtime.send('{}', 'case', 'area:1', true) $$, '42501', null, 'nor sends');
select * from finish();
rollback;
