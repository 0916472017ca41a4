import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Lease } from "../../supabase/embedded/database.ts";
import type { Stack } from "../../supabase/embedded/stack.ts";
import { caseActions } from "../../web/src/domain/cases/case-actions.ts";
import { nativeMissing, openTestStack } from "../fixtures/test-stack.ts";
import { Desk } from "./desk.ts";
import { brokenInvariants } from "./invariants.ts";
import { RandomCommands } from "./random-commands.ts";

/** `PROVE_ACCEPTED=1000` goes on until each kind was accepted so often; the suite takes what a minute allows. */
const ACCEPTED = Number(process.env.PROVE_ACCEPTED ?? 1);
const STEPS_BETWEEN_LOOKS = 250;
const MOST_STEPS = ACCEPTED === 1 ? 4_000 : 2_000_000;
/** Not a verb of its own: a granted return is carried out by `decide`. */
const WITHOUT_VERB = new Set(["return"]);

let stack: Stack;
let connection: Lease;
beforeAll(async () => {
  stack = await openTestStack(nativeMissing() === undefined ? "native" : "embedded");
  connection = await stack.db.lease();
  await connection.exec(
    readFileSync(new URL("../fixtures/tiny-city.sql", import.meta.url), "utf8"),
  );
});
afterAll(async () => {
  connection.release();
  await stack.close();
});

test("the screen's list of actions is the database's", async () => {
  const { rows } = await connection.query(
    "select action, from_state, to_state, side, roles from public.case_actions",
  );
  const mirrored = caseActions.flatMap(({ action, from, to, side, roles }) =>
    from.map((state) => ({ action, from_state: state, to_state: to ?? state, side, roles })),
  );
  const sorted = (items: unknown[]) => items.map((item) => JSON.stringify(item)).sort();
  expect(sorted(rows)).toEqual(sorted(mirrored));
});

test("every open state leads on, and terminal states lead nowhere", () => {
  const leads = new Set(caseActions.flatMap(({ from, to }) => (to ? from : [])));
  const reached = new Set(caseActions.flatMap(({ to }) => (to ? [to] : [])));
  expect([...reached].filter((state) => !leads.has(state)).sort()).toEqual([
    "force_closed",
    "rejected",
    "self_handled",
    "transferred",
    "void",
    "written_off",
  ]);
});

test("random commands of all posts leave every law of the closed loop standing", {
  timeout: 7_200_000,
}, async () => {
  const desk = new Desk(connection, "2026-11-23T01:00:00Z");
  await desk.begin();
  const commands = new RandomCommands(desk, 20261123);
  const kinds = caseActions
    .map(({ action }) => action)
    .filter((action) => !WITHOUT_VERB.has(action));
  const isDone = () => kinds.every((kind) => (commands.counts[kind]?.accepted ?? 0) >= ACCEPTED);
  for (let step = 0; step < MOST_STEPS && !isDone(); step += STEPS_BETWEEN_LOOKS) {
    for (let i = 0; i < STEPS_BETWEEN_LOOKS; i += 1) await commands.step();
    expect(await brokenInvariants(connection)).toEqual([]);
  }
  console.table(
    Object.fromEntries(
      Object.entries(commands.counts).map(([kind, { accepted, refused }]) => [
        kind,
        { accepted, refused: Object.values(refused).reduce((sum, count) => sum + count, 0) },
      ]),
    ),
  );
  expect(kinds.filter((kind) => (commands.counts[kind]?.accepted ?? 0) < ACCEPTED)).toEqual([]);
});
