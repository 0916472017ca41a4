import { expect, test } from "vitest";
import { signAccessToken, verifyAccessToken } from "./access-token.ts";

const jwtSecret = "0123456789abcdef0123456789abcdef";
const now = new Date("2026-03-01T00:00:00Z");
const claims = {
  sub: "0b7c8f4e-0d53-4a0e-9a53-5b7f5d1d2c3a",
  role: "authenticated" as const,
  exp: now.getTime() / 1000 + 60,
};

test("a token of ours is read back", () => {
  expect(verifyAccessToken(signAccessToken(claims, jwtSecret), { jwtSecret, now })).toEqual(claims);
});

test("a token past its time is nobody's", () => {
  const later = new Date(now.getTime() + 60_000);
  expect(
    verifyAccessToken(signAccessToken(claims, jwtSecret), { jwtSecret, now: later }),
  ).toBeNull();
});

test("a token signed by somebody else, unsigned or changed is refused", () => {
  const [header, , signature] = signAccessToken(claims, jwtSecret).split(".");
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const forged = [
    signAccessToken(claims, "another secret of at least 32 chars"),
    `${encode({ alg: "none", typ: "JWT" })}.${encode(claims)}.`,
    `${header}.${encode({ ...claims, role: "service_role" })}.${signature}`,
    "a.b.c",
    "",
  ];
  for (const token of forged) expect(verifyAccessToken(token, { jwtSecret, now })).toBeNull();
});

test("a role outside the three of the API is refused, even when signed", () => {
  const token = signAccessToken({ ...claims, role: "postgres" as "anon" }, jwtSecret);
  expect(verifyAccessToken(token, { jwtSecret, now })).toBeNull();
});
