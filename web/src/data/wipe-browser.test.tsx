import { afterEach, expect, test, vi } from "vitest";
import { onWipe, wipeBrowser } from "./wipe-browser.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

function stubStores() {
  const deletedDatabases: string[] = [];
  const deletedCaches: string[] = [];
  vi.stubGlobal("indexedDB", {
    deleteDatabase: (name: string) => {
      deletedDatabases.push(name);
      const request: { onsuccess?: () => void } = {};
      queueMicrotask(() => request.onsuccess?.());
      return request;
    },
  });
  vi.stubGlobal("caches", {
    keys: async () => ["pages"],
    delete: async (name: string) => {
      deletedCaches.push(name);
      return true;
    },
  });
  return { deletedDatabases, deletedCaches };
}

test("leaving wipes the session, the database, the caches and both storages, but not the habits", async () => {
  const { deletedDatabases, deletedCaches } = stubStores();
  localStorage.setItem("wangge.session", "token");
  localStorage.setItem("anything", "else");
  localStorage.setItem("wangge.theme", "dark");
  localStorage.setItem("wangge.language", "en");
  sessionStorage.setItem("draft", "of a case");
  await wipeBrowser();
  expect(Object.keys(localStorage).sort()).toEqual(["wangge.language", "wangge.theme"]);
  expect(sessionStorage.length).toBe(0);
  expect(deletedDatabases).toEqual(["wangge"]);
  expect(deletedCaches).toEqual(["pages"]);
});

test("whoever keeps something in memory is told to forget it", async () => {
  stubStores();
  const forget = vi.fn();
  const stop = onWipe(forget);
  await wipeBrowser();
  stop();
  await wipeBrowser();
  expect(forget).toHaveBeenCalledTimes(1);
});
