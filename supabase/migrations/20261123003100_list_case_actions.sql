-- The actions of standards 2.4 as rows. Every open state leads on; terminal: written off, force-closed,
-- self-handled, rejected, void, transferred.

insert into public.case_actions (action, from_state, to_state, side, roles) values
  ('send_verify', 'reported', 'verifying', 'area', '{intake_operator,shift_leader}'),
  ('verify', 'verifying', 'reported', 'field', '{supervisor,inspector}'),
  ('file', 'reported', 'filed', 'area', '{shift_leader,commander}'),
  ('reject', 'reported', 'rejected', 'area', '{shift_leader,commander}'),
  ('self_handle', 'reported', 'self_handled', 'area', '{intake_operator,shift_leader}'),
  ('transfer', 'reported', 'transferred', 'area', '{shift_leader,commander}'),
  ('transfer', 'filed', 'transferred', 'area', '{shift_leader,commander}'),
  ('dispatch', 'filed', 'dispatched', 'area', '{dispatcher,commander}'),
  ('accept', 'dispatched', 'handling', 'holder', '{handling_unit,handler}'),
  ('feed_back', 'dispatched', 'feedback_submitted', 'holder', '{handling_unit,handler}'),
  ('feed_back', 'handling', 'feedback_submitted', 'holder', '{handling_unit,handler}'),
  ('ask_extend', 'dispatched', 'dispatched', 'holder', '{handling_unit}'),
  ('ask_extend', 'handling', 'handling', 'holder', '{handling_unit}'),
  ('ask_return', 'dispatched', 'dispatched', 'holder', '{handling_unit}'),
  ('ask_return', 'handling', 'handling', 'holder', '{handling_unit}'),
  ('ask_suspend', 'dispatched', 'dispatched', 'holder', '{handling_unit}'),
  ('ask_suspend', 'handling', 'handling', 'holder', '{handling_unit}'),
  ('decide', 'dispatched', 'dispatched', 'area', '{dispatcher,shift_leader,commander}'),
  ('decide', 'handling', 'handling', 'area', '{dispatcher,shift_leader,commander}'),
  ('return', 'dispatched', 'filed', 'area', '{dispatcher,commander}'),
  ('return', 'handling', 'filed', 'area', '{dispatcher,commander}'),
  ('resume', 'dispatched', 'dispatched', 'area', '{dispatcher,shift_leader,commander}'),
  ('resume', 'handling', 'handling', 'area', '{dispatcher,shift_leader,commander}'),
  ('reaccount', 'dispatched', 'dispatched', 'area', '{dispatcher,shift_leader,commander}'),
  ('reaccount', 'handling', 'dispatched', 'area', '{dispatcher,shift_leader,commander}'),
  ('send_check', 'feedback_submitted', 'checking', 'area', '{intake_operator,shift_leader}'),
  ('check_pass', 'checking', 'checked', 'field', '{supervisor,inspector}'),
  ('check_fail', 'checking', 'dispatched', 'field', '{supervisor,inspector}'),
  ('write_off', 'checked', 'written_off', 'area', '{shift_leader,commander}');

-- Until write-off a case can be voided (值班长) or closed by force (领导); both with a reason.
insert into public.case_actions (action, from_state, to_state, side, roles)
select 'void', s, 'void', 'area', '{shift_leader,commander}'::text[]
from unnest('{filed,dispatched,handling,feedback_submitted,checking,checked}'::text[]) as s
union all
select 'force_close', s, 'force_closed', 'area', '{commander}'::text[]
from unnest('{filed,dispatched,handling,feedback_submitted,checking,checked}'::text[]) as s;

-- Beside the state: they void nobody's form.
insert into public.case_actions (action, from_state, to_state, side, roles)
select a.action, s, s, 'area', a.roles
from (values
  ('supervise', '{inspector,shift_leader,commander}'::text[]),
  ('urge', '{intake_operator,dispatcher,inspector,shift_leader,commander,street_official}'::text[]),
  ('refer', '{commander}'::text[])) as a(action, roles),
  unnest('{reported,verifying,filed,dispatched,handling,feedback_submitted,checking,checked}'::text[]) as s;

insert into public.case_actions (action, from_state, to_state, side, roles)
select 'ask_appeal', s, s, 'holder', '{handling_unit}'::text[] from unnest('{written_off,force_closed}'::text[]) as s
union all
select 'decide_appeal', s, s, 'area', '{shift_leader,commander,assessor}'::text[] from unnest('{written_off,force_closed}'::text[]) as s
union all
select 'call_back', s, s, 'area', '{intake_operator,shift_leader}'::text[]
from unnest('{written_off,force_closed,self_handled,rejected}'::text[]) as s;
