-- What must not be kept: reporters after their time, answers of commands that nobody retries any more.
-- Idempotent; a timer of the embedded server or pg_cron calls it.

create function private.tidy_up() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_now timestamptz := private.now();
  v_days integer := coalesce((private.setting_at('reporter_kept_days_after_closing', v_now))::integer, 180);
  v_reporters bigint;
  v_keys bigint;
begin
  delete from private.reporters as r using public.cases as c
  where c.case_id = r.case_id and not c.is_open and c.closed_at < v_now - v_days * interval '1 day';
  get diagnostics v_reporters = row_count;
  -- A phone may come back with its outbox after weeks without a signal.
  delete from private.command_keys as k where k.at < v_now - interval '60 days';
  get diagnostics v_keys = row_count;
  if v_reporters > 0 then
    perform private.audit('reporters_erased', 'days:' || v_days, jsonb_build_object('count', v_reporters));
  end if;
  return jsonb_build_object('reporters', v_reporters, 'command_keys', v_keys);
end
$$;
comment on function private.tidy_up is 'Erases reporters N days after closing (setting) and stored answers after 60 days.';
