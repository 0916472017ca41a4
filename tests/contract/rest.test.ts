import type { SupabaseClient } from "@supabase/supabase-js";
import { beforeAll, expect, test } from "vitest";
import { clientOf, makeAccount, signedIn } from "./accounts.ts";
import { onEveryBackend } from "./backends.ts";

onEveryBackend("tables and functions", (running) => {
  let anna: SupabaseClient;
  let bo: SupabaseClient;
  let annaId = "";
  beforeAll(async () => {
    const { db } = running().server.stack;
    annaId = await makeAccount(db, "anna");
    await makeAccount(db, "bo");
    anna = await signedIn(running().server, "anna");
    bo = await signedIn(running().server, "bo");
  });

  test("a row keeps its values: JSON arrays, microseconds, numbers, text arrays", async () => {
    const row = {
      owner_id: annaId,
      body: "井盖缺失",
      tags: [{ kind: "a" }, "b", 3, null],
      labels: ["一", 'with "quotes", commas'],
      weight: 12.5,
    };
    const { data, error } = await anna.from("notes").insert(row).select().single();
    expect(error).toBeNull();
    expect(data).toEqual({
      ...row,
      id: expect.any(Number),
      made_at: "2026-01-02T03:04:05.678901+00:00",
    });
  });

  test("row level security shows a row to its owner alone", async () => {
    expect((await anna.from("notes").select("body")).data).toEqual([{ body: "井盖缺失" }]);
    expect((await bo.from("notes").select("body")).data).toEqual([]);
  });

  test("a row for somebody else is refused with the code of PostgreSQL", async () => {
    const { error } = await bo.from("notes").insert({ owner_id: annaId, body: "x" });
    expect(error?.code).toBe("42501");
  });

  test("who is not signed in is refused the table, not shown it empty", async () => {
    const { error } = await clientOf(running().server).from("notes").select();
    expect(error?.code).toBe("42501");
  });

  test("a table without a grant stays closed, whatever its policies say", async () => {
    expect((await anna.from("closed").select()).error?.code).toBe("42501");
  });

  test("schemas outside public are not served", async () => {
    for (const schema of ["private", "auth", "storage", "realtime"]) {
      const { error } = await anna.schema(schema).from("users").select();
      expect(error?.code).toBe("PGRST106");
    }
  });

  test("a function gets its arguments as they were: objects, arrays, lists of numbers", async () => {
    const value = { list: [1, "two", { three: [3] }], text: "网格", none: null };
    const { data, error } = await anna.rpc("echo", {
      p_value: value,
      p_numbers: [1, 2],
      p_flag: true,
    });
    expect(error).toBeNull();
    expect(data).toEqual({ value, numbers: [1, 2], flag: true });
    expect((await anna.rpc("echo", { p_value: [1, 2, [3]] })).data).toMatchObject({
      value: [1, 2, [3]],
    });
    expect((await anna.rpc("echo", { p_value: "text" })).data).toMatchObject({ value: "text" });
  });

  test("a function's own refusal comes through with code, hint and detail", async () => {
    const { error } = await anna.rpc("refuse");
    expect(error).toMatchObject({
      code: "WG004",
      message: "stale_form",
      hint: "reload",
      details: '{"expected": 3}',
    });
  });

  test("a function that was granted to nobody is refused", async () => {
    expect((await anna.rpc("nothing_granted")).error?.code).toBe("42501");
  });

  test("many people asking at once each see with their own eyes", async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const client = index % 2 === 0 ? anna : bo;
        const { data } = await client.from("notes").select("owner_id");
        return data?.every((row) => index % 2 === 0 && row.owner_id === annaId);
      }),
    );
    expect(answers.every((right) => right === true)).toBe(true);
    const anonymous = await clientOf(running().server).rpc("whoami");
    expect(anonymous.error?.code).toBe("42501");
  });

  test("an answer not changed since is not sent again, and belongs to this caller alone", async () => {
    const { data } = await anna.auth.getSession();
    const headers = {
      apikey: running().server.stack.secrets.publishableKey,
      authorization: `Bearer ${data.session?.access_token}`,
      "accept-encoding": "br",
    };
    const url = `${running().server.url}/rest/v1/notes?select=body`;
    const first = await fetch(url, { headers });
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("vary")).toContain("Authorization");
    const etag = first.headers.get("etag") ?? "";
    const second = await fetch(url, { headers: { ...headers, "if-none-match": etag } });
    expect(second.status).toBe(304);
  });
});
