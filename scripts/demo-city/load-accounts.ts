/** One demo login a role. Accounts lie where both @supabase/lite and GoTrue look for them. */
import type { Queryable } from "../../supabase/embedded/database.ts";
import type { DemoCity } from "./city-files.ts";
import { personId } from "./load-organisation.ts";
import { DEMO_PASSWORD } from "./organisation-file.ts";

/** Token columns must be '' and not null, aud and role 'authenticated', the e-mail in lower case. */
const INSERT_ACCOUNT = `
  with account as (
    insert into auth.users (
      instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
      confirmation_token, recovery_token, email_change_token_new, email_change_token_current, email_change,
      phone_change, phone_change_token, reauthentication_token,
      raw_app_meta_data, raw_user_meta_data, created_at, updated_at
    ) values (
      '00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'authenticated', 'authenticated',
      lower($1::text || '@wangge.local'), $2::text, now(), '', '', '', '', '', '', '', '',
      '{"provider": "email", "providers": ["email"]}'::jsonb, '{}'::jsonb, now(), now()
    ) returning id, email
  ), identity as (
    insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at, created_at, updated_at)
    select gen_random_uuid(), 'email', account.id::text, account.id,
      jsonb_build_object('sub', account.id::text, 'email', account.email, 'email_verified', true, 'phone_verified', false),
      now(), now(), now()
    from account
  )
  insert into public.accounts (user_id, person_id, login, must_change_password)
  select account.id, $3::bigint, $1::text, false from account`;

export async function loadAccounts(db: Queryable, city: DemoCity): Promise<void> {
  // One hash for all: bcrypt is slow on purpose, and the password is printed anyway.
  const { rows } = await db.query<{ hash: string }>(
    "select extensions.crypt($1::text, extensions.gen_salt('bf', 10)) as hash",
    [DEMO_PASSWORD],
  );
  for (const { login, person } of city.organisation.logins) {
    await db.query(INSERT_ACCOUNT, [login, rows[0]?.hash ?? "", personId(person)]);
  }
}
