import { afterEach, expect, test, vi } from "vitest";
import { copyText, devicePosition, randomId } from "./secure-context.ts";

afterEach(() => vi.unstubAllGlobals());

/** A page over plain http on another address: no randomUUID, no clipboard, no position. */
function loseSecureContext(): void {
  const getRandomValues = crypto.getRandomValues.bind(crypto);
  vi.stubGlobal("crypto", { getRandomValues });
  vi.stubGlobal("isSecureContext", false);
  vi.stubGlobal("navigator", { userAgent: "test" });
}

test("ids are valid and different without randomUUID", () => {
  loseSecureContext();
  const ids = Array.from({ length: 50 }, randomId);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(new Set(ids).size).toBe(50);
});

test("text is copied by selection without a clipboard, and a refusal is told", async () => {
  loseSecureContext();
  const execCommand = vi.fn(() => true);
  Object.assign(document, { execCommand });
  expect(await copyText("abc-def")).toEqual({ ok: true, value: true });
  execCommand.mockReturnValue(false);
  expect(await copyText("abc-def")).toEqual({ ok: false, kind: "refused" });
  expect(document.querySelector("textarea")).toBeNull();
});

test("a position says that the address is not secure instead of failing silently", async () => {
  loseSecureContext();
  expect(await devicePosition(10)).toEqual({ ok: false, kind: "insecure" });
});
