import { beforeAll, expect, test } from "vitest";
import { clientOf, emailOf, makeAccount, PASSWORD, signedIn } from "./accounts.ts";
import { onEveryBackend } from "./backends.ts";

onEveryBackend("accounts", (running) => {
  let userId = "";
  beforeAll(async () => {
    const { db } = running().server.stack;
    userId = await makeAccount(db, "shouli");
    await makeAccount(db, "suo");
    await makeAccount(db, "jin");
    await makeAccount(db, "tui");
  });

  test("an account made in SQL signs in and is who it says", async () => {
    const client = await signedIn(running().server, "shouli");
    const { data } = await client.auth.getUser();
    expect(data.user?.id).toBe(userId);
    const { data: me } = await client.rpc("whoami");
    expect(me).toEqual({
      uid: userId,
      role: "authenticated",
      current_role: "authenticated",
      zone: "UTC",
    });
  });

  test("a wrong password and an unknown name get the same refusal", async () => {
    const client = clientOf(running().server);
    for (const login of ["shouli", "nobody"]) {
      const { error } = await client.auth.signInWithPassword({
        email: emailOf(login),
        password: "wrong",
      });
      expect(error).toMatchObject({ status: 400, code: "invalid_credentials" });
      expect(error?.message).toBe("Invalid login credentials");
    }
  });

  test("signing up is refused and makes no account", async () => {
    const client = clientOf(running().server);
    const { error } = await client.auth.signUp({ email: "x@example.org", password: PASSWORD });
    expect(error).toMatchObject({ status: 422, code: "signup_disabled" });
    const { rows } = await running().server.stack.db.query(
      "select 1 from auth.users where email = 'x@example.org'",
    );
    expect(rows).toEqual([]);
  });

  test("a code by mail, which would make an account by itself, is not offered", async () => {
    const client = clientOf(running().server);
    const { error } = await client.auth.signInWithOtp({ email: "y@example.org" });
    expect(error).toMatchObject({ status: 422 });
    const { error: recovery } = await client.auth.resetPasswordForEmail(emailOf("shouli"));
    expect(recovery).toMatchObject({ status: 422 });
    const { rows } = await running().server.stack.db.query(
      "select 1 from auth.users where email = 'y@example.org'",
    );
    expect(rows).toEqual([]);
  });

  test("a session is refreshed, and an unknown refresh token is not", async () => {
    const client = await signedIn(running().server, "shouli");
    const { data, error } = await client.auth.refreshSession();
    expect(error).toBeNull();
    expect(data.session?.user.id).toBe(userId);
    const { error: refused } = await client.auth.refreshSession({ refresh_token: "abcdefghijkl" });
    expect(refused).toMatchObject({ status: 400 });
  });

  test("after signing out neither the refresh token nor the access token opens anything", async () => {
    const client = await signedIn(running().server, "tui");
    const { data } = await client.auth.getSession();
    const tokens = data.session;
    expect((await client.rpc("whoami")).error).toBeNull();
    await client.auth.signOut();
    const late = clientOf(running().server);
    const { error } = await late.auth.refreshSession({
      refresh_token: tokens?.refresh_token ?? "",
    });
    expect(error?.status).toBe(400);
    const answer = await fetch(`${running().server.url}/rest/v1/rpc/whoami`, {
      method: "POST",
      headers: {
        apikey: running().server.stack.secrets.publishableKey,
        authorization: `Bearer ${tokens?.access_token}`,
      },
    });
    expect(answer.status).toBe(401);
  });

  test("the fifth failure locks the account, also for the right password", async () => {
    const client = clientOf(running().server);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const { error } = await client.auth.signInWithPassword({
        email: emailOf("suo"),
        password: `wrong ${attempt}`,
      });
      expect(error?.message).toBe("Invalid login credentials");
    }
    const { error } = await client.auth.signInWithPassword({
      email: emailOf("suo"),
      password: PASSWORD,
    });
    expect(error).toMatchObject({ status: 400, code: "invalid_credentials", message: "locked" });
    const { rows } = await running().server.stack.db.query(
      "select s.id from auth.sessions s join auth.users u on u.id = s.user_id where u.email = $1",
      [emailOf("suo")],
    );
    expect(rows).toEqual([]);
  });

  test("a closed account neither signs in nor refreshes", async () => {
    const { db } = running().server.stack;
    const client = await signedIn(running().server, "jin");
    await db.query(
      "update auth.users set banned_until = now() + interval '1 day' where email = $1",
      [emailOf("jin")],
    );
    expect((await client.auth.refreshSession()).error).toMatchObject({ code: "user_banned" });
    const again = await clientOf(running().server).auth.signInWithPassword({
      email: emailOf("jin"),
      password: PASSWORD,
    });
    expect(again.error).toMatchObject({ status: 400, code: "user_banned" });
  });

  test("neither sign-in name nor password changes by Auth alone: an open session is not enough", async () => {
    await makeAccount(running().server.stack.db, "gai");
    const client = await signedIn(running().server, "gai");
    for (const change of [{ email: "else@example.org" }, { password: "Another-2026" }]) {
      expect((await client.auth.updateUser(change)).error).toMatchObject({ status: 422 });
    }
    await signedIn(running().server, "gai");
  });

  test("without an API key nothing is answered", async () => {
    const { url } = running().server;
    for (const path of ["/rest/v1/notes", "/rest/v1/rpc/whoami", "/storage/v1/bucket"]) {
      expect((await fetch(url + path)).status).toBe(401);
    }
  });
});
