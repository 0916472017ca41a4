import { expect, test, vi } from "vitest";

const shelf = new Map<string, unknown>();
vi.mock("./indexed-store.ts", () => ({
  readKept: async (key: string) => shelf.get(key),
  keep: async (key: string, value: unknown) => void shelf.set(key, value),
}));

const { cachedByDigest } = await import("./geometry-cache.ts");

test("what is kept under the same digest is not fetched again", async () => {
  const fetchFresh = vi.fn(async () => "borders");
  const input = { key: "coverage:1:4", fetchDigest: async () => "d1", fetchFresh };
  expect(await cachedByDigest(input)).toBe("borders");
  expect(await cachedByDigest(input)).toBe("borders");
  expect(fetchFresh).toHaveBeenCalledTimes(1);
});

test("another digest fetches anew and replaces what was kept", async () => {
  const fresh = {
    key: "coverage:1:4",
    fetchDigest: async () => "d2",
    fetchFresh: async () => "new borders",
  };
  expect(await cachedByDigest(fresh)).toBe("new borders");
});

test("offline, what is kept is shown; with nothing kept the failure is told", async () => {
  const offline = {
    fetchDigest: () => Promise.reject(new Error("offline")),
    fetchFresh: () => Promise.reject(new Error("offline")),
  };
  expect(await cachedByDigest({ key: "coverage:1:4", ...offline })).toBe("new borders");
  await expect(cachedByDigest({ key: "coverage:9:4", ...offline })).rejects.toThrow("offline");
});
