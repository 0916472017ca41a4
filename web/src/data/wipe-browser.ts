import { wipeKept } from "./indexed-store.ts";
import { forgetErrors } from "./report-error.ts";

/** Habits of the desk, not data of the city: the theme and the language stay. */
export const KEPT_AFTER_SIGN_OUT: readonly string[] = ["wangge.theme", "wangge.language"];

const forgetters = new Set<() => void>();

/** Whoever keeps something in memory says how to forget it. */
export function onWipe(forget: () => void): () => void {
  forgetters.add(forget);
  return () => forgetters.delete(forget);
}

/** Forgets all that this browser kept of the city and of who was signed in. */
export async function wipeBrowser(): Promise<void> {
  for (const forget of forgetters) forget();
  forgetErrors();
  await wipeKept();
  if (typeof caches !== "undefined") {
    const names = await caches.keys();
    await Promise.all(names.map((name) => caches.delete(name)));
  }
  sessionStorage.clear();
  for (const key of Object.keys(localStorage)) {
    if (!KEPT_AFTER_SIGN_OUT.includes(key)) localStorage.removeItem(key);
  }
}
