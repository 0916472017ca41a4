-- The last import as those who plan and administer see it.

create function public.import_report_latest() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_me();
  if not (private.has_role('planner') or private.has_role('system_admin')) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'import_report_latest';
  end if;
  return (
    select jsonb_build_object('import_id', r.import_id, 'at', private.iso(r.at), 'report', r.report)
    from public.import_reports as r order by r.import_id desc limit 1);
end
$$;
grant execute on function public.import_report_latest() to authenticated;
