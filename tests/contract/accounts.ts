import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import ws from "ws";
import type { Queryable } from "../../supabase/embedded/database.ts";
import type { RunningServer } from "../../supabase/embedded/start-server.ts";

export const PASSWORD = "Wangge-2026";

/** The insert of supabase/embedded/README.md. */
export async function makeAccount(db: Queryable, login: string): Promise<string> {
  const { rows } = await db.query<{ user_id: string }>(
    `with account as (
       insert into auth.users (
         instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
         confirmation_token, recovery_token, email_change_token_new, email_change_token_current, email_change,
         phone_change, phone_change_token, reauthentication_token,
         raw_app_meta_data, raw_user_meta_data, created_at, updated_at
       ) values (
         '00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'authenticated', 'authenticated',
         lower($1), extensions.crypt($2, extensions.gen_salt('bf', 4)), now(),
         '', '', '', '', '', '', '', '',
         '{"provider": "email", "providers": ["email"]}'::jsonb, '{}'::jsonb, now(), now()
       )
       returning id, email
     )
     insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at, created_at, updated_at)
     select gen_random_uuid(), 'email', account.id::text, account.id,
            jsonb_build_object('sub', account.id::text, 'email', account.email, 'email_verified', true, 'phone_verified', false),
            now(), now(), now()
     from account
     returning user_id`,
    [emailOf(login), PASSWORD],
  );
  const userId = rows[0]?.user_id;
  if (!userId) throw new Error(`No account was made for ${login}.`);
  return userId;
}

export function emailOf(login: string): string {
  return `${login}@wangge.local`;
}

/** An unmodified supabase-js, as a browser has it, on its own memory. */
export function clientOf(server: RunningServer): SupabaseClient {
  return createClient(server.url, server.stack.secrets.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    // Node 20 has no WebSocket of its own; the types of ws and of the DOM differ in events nobody uses here.
    realtime: { transport: ws as unknown as typeof WebSocket },
  });
}

export async function signedIn(server: RunningServer, login: string): Promise<SupabaseClient> {
  const client = clientOf(server);
  const { error } = await client.auth.signInWithPassword({
    email: emailOf(login),
    password: PASSWORD,
  });
  if (error) throw error;
  return client;
}
