import type { SupabaseClient } from "@supabase/supabase-js";
import { beforeAll, expect, test } from "vitest";
import { clientOf, makeAccount, signedIn } from "./accounts.ts";
import { onEveryBackend } from "./backends.ts";

onEveryBackend("photos", (running) => {
  let anna: SupabaseClient;
  let bo: SupabaseClient;
  let path = "";
  const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  beforeAll(async () => {
    const { db } = running().server.stack;
    path = `${await makeAccount(db, "anna")}/现场 1.jpg`;
    await makeAccount(db, "bo");
    anna = await signedIn(running().server, "anna");
    bo = await signedIn(running().server, "bo");
  });

  test("a photo comes back byte for byte", async () => {
    const { error } = await anna.storage
      .from("photos")
      .upload(path, bytes, { contentType: "image/jpeg" });
    expect(error).toBeNull();
    const { data } = await anna.storage.from("photos").download(path);
    expect(data?.type).toBe("image/jpeg");
    expect(Buffer.from((await data?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(bytes);
  });

  test("somebody else's photo is not found, listed or overwritten", async () => {
    expect((await bo.storage.from("photos").download(path)).error).not.toBeNull();
    expect((await bo.storage.from("photos").list(path.split("/")[0])).data).toEqual([]);
    const { error } = await bo.storage.from("photos").upload(path, bytes, { upsert: true });
    expect(error).not.toBeNull();
    const { error: removal } = await bo.storage.from("photos").remove([path]);
    expect(removal).toBeNull();
    expect((await anna.storage.from("photos").download(path)).error).toBeNull();
  });

  test("who is not signed in uploads nothing", async () => {
    const { error } = await clientOf(running().server)
      .storage.from("photos")
      .upload("a.jpg", bytes);
    expect(error).not.toBeNull();
  });

  test("a name cannot climb out of the folder", async () => {
    const { error } = await anna.storage.from("photos").upload("../../keys.json", bytes);
    expect(error).not.toBeNull();
  });

  test("a file opened by its address cannot act as a page of ours", async () => {
    const { data } = await anna.storage.from("photos").createSignedUrl(path, 60);

    const answer = await fetch(data?.signedUrl ?? "");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });
});
