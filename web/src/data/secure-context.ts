/**
 * The one file that touches what browsers give to secure origins only (localhost, https). Over plain http on
 * another address Chromium has no randomUUID, clipboard or position: each has a fallback here or says clearly that
 * it is missing. Web Locks, which the session uses across tabs, supabase-js goes without by itself.
 */

export type Outcome<T> =
  | { ok: true; value: T }
  | { ok: false; kind: "insecure" | "refused" | "failed" };

export function isSecureOrigin(): boolean {
  return globalThis.isSecureContext === true;
}

/** A random UUID v4. `getRandomValues` exists on every origin. */
export function randomId(): string {
  if (typeof globalThis.crypto.randomUUID === "function") return globalThis.crypto.randomUUID();
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** Letters and digits that survive being read out over a telephone: no 0/O, 1/I/L. */
const SPOKEN = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

export function randomReference(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => SPOKEN[byte % SPOKEN.length]).join("");
}

/** Puts text on the clipboard; without the API, through a selected text area. */
export async function copyText(text: string): Promise<Outcome<true>> {
  const { clipboard } = globalThis.navigator;
  if (clipboard) {
    try {
      await clipboard.writeText(text);
      return { ok: true, value: true };
    } catch {
      return copyBySelection(text);
    }
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): Outcome<true> {
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const copied = typeof document.execCommand === "function" && document.execCommand("copy");
  area.remove();
  return copied ? { ok: true, value: true } : { ok: false, kind: "refused" };
}

export type DevicePosition = { longitude: number; latitude: number; accuracyM: number };

/** Where this device is, WGS 84. Plain http on another address is refused by the browser: say so. */
export function devicePosition(timeoutMs: number): Promise<Outcome<DevicePosition>> {
  const { geolocation } = globalThis.navigator;
  if (!isSecureOrigin() || !geolocation) return Promise.resolve({ ok: false, kind: "insecure" });
  return new Promise((resolve) => {
    geolocation.getCurrentPosition(
      ({ coords }) => {
        const { longitude, latitude, accuracy } = coords;
        resolve({ ok: true, value: { longitude, latitude, accuracyM: accuracy } });
      },
      (error) =>
        resolve({ ok: false, kind: error.code === error.PERMISSION_DENIED ? "refused" : "failed" }),
      { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: 10_000 },
    );
  });
}
