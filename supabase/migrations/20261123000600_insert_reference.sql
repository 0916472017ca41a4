-- Levels and roles. Permission hangs on these rows, so they come with the tables and not with the seed.

insert into public.grid_levels (level, key, code_length, name_zh, name_en) values
  (1, 'city', 4, '市', 'City'),
  (2, 'district', 6, '区县', 'District'),
  (3, 'street', 9, '街道', 'Street'),
  (4, 'community', 12, '社区', 'Community'),
  (5, 'unit', 15, '单元网格', 'Unit grid');

insert into public.roles (role, name_zh, name_en, scope, home, capabilities, grid_levels, unit_kinds, sort) values
  ('intake_operator', '受理员', 'Intake operator', 'area', 'cases',
   '{case.read,case.report,case.assign,case.unassigned,reporter.read,people.read_phone}', '{1,2}', '{}', 1),
  ('shift_leader', '值班长', 'Shift leader', 'area', 'cases',
   '{case.read,case.report,case.assign,case.unassigned,reporter.read,people.read_phone}', '{1,2}', '{}', 2),
  ('dispatcher', '派遣员', 'Dispatcher', 'area', 'cases',
   '{case.read,case.report,case.assign,case.unassigned,people.read_phone}', '{1,2}', '{}', 3),
  ('inspector', '督查员', 'Inspector', 'area', 'cases',
   '{case.read,case.report,case.unassigned,people.read_phone}', '{1,2}', '{}', 4),
  ('commander', '指挥长', 'Commander', 'area', 'command',
   '{case.read,case.report,case.assign,case.unassigned,reporter.read,people.read_phone,supervisors.appoint}',
   '{1,2}', '{}', 5),
  ('planner', '规划员', 'Planner', 'area', 'planning', '{case.read,planning}', '{1,2}', '{}', 6),
  ('street_official', '街道', 'Street official', 'area', 'street',
   '{case.read,case.report,people.read_phone,people.manage,accounts.manage,supervisors.appoint}', '{3}', '{}', 7),
  ('handling_unit', '处置单位', 'Handling unit', 'unit', 'field', '{case.read}', '{}',
   '{street_office,community_office,department,squad,mobile_squad,company,enterprise}', 8),
  ('handler', '处置人员', 'Handler', 'unit', 'field', '{case.read}', '{}',
   '{street_office,community_office,department,squad,mobile_squad,company,enterprise}', 9),
  ('supervisor', '监督员', 'Supervisor', 'slot', 'field', '{case.read,case.report}', '{4}', '{}', 10),
  ('assessor', '考评员', 'Assessor', 'area', 'assess', '{case.read}', '{1,2}', '{}', 11),
  ('system_admin', '系统管理员', 'System administrator', 'system', 'admin',
   '{people.manage,accounts.manage,supervisors.appoint,settings.manage,people.read_phone}', '{1,2}', '{}', 12),
  ('auditor', '安全审计员', 'Security auditor', 'system', 'audit', '{audit.read}', '{1}', '{}', 13),
  ('wall', '大屏', 'Wall screen', 'area', 'command', '{wall}', '{1,2,3}', '{}', 14);

insert into public.settings (key, value, reason) values
  ('centre_phone', '"12319"', 'default'),
  ('sign_in_failures_allowed', '5', 'default'),
  ('sign_in_lock_minutes', '15', 'default'),
  ('reporter_kept_days_after_closing', '180', 'default'),
  ('failures_to_expose', '3', 'default');
