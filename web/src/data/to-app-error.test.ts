import { expect, test } from "vitest";
import { toAppError } from "./to-app-error.ts";

test("a code word of our functions is kept, with the word that narrows it", () => {
  const error = toAppError({ code: "WG015", message: "conflict", details: "held_already" }, 400);
  expect(error.code).toBe("conflict");
  expect(error.detail).toBe("held_already");
});

test("a sentence of the database never becomes a code", () => {
  const message = 'duplicate key value violates unique constraint "accounts_login_key"';
  expect(toAppError({ code: "23505", message }, 409).code).toBe("already_exists");
  expect(toAppError({ code: "XX000", message: "cache lookup failed" }, 500).code).toBe(
    "unexpected",
  );
});

test("no answer at all is offline, an old token is a lost session, a missing grant no permission", () => {
  expect(toAppError({ message: "TypeError: Failed to fetch" }, 0).code).toBe("offline");
  expect(toAppError({ message: "JWT expired", code: "PGRST303" }, 401).code).toBe("signed_out");
  expect(toAppError({ message: "permission denied", code: "42501" }, 403).code).toBe("not_allowed");
});

test("each failure has a reference that can be read out over a telephone", () => {
  expect(toAppError({ message: "x y" }, 500).reference).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
});
