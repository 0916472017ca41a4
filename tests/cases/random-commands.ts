import { randomUUID } from "node:crypto";
import { caseActions } from "../../web/src/domain/cases/case-actions.ts";
import type { CaseHead, Desk, Outcome } from "./desk.ts";

/**
 * Random commands of all posts against the real functions. It says nothing of what should be accepted: the
 * invariants of `invariants.ts` do. Directed, so that rare commands come often enough to be counted.
 */
export type Counts = Record<string, { accepted: number; refused: Record<string, number> }>;

const people = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33];
const peopleOfRole: Readonly<Record<string, readonly number[]>> = {
  intake_operator: [1],
  shift_leader: [2, 6, 15],
  dispatcher: [3],
  inspector: [4],
  commander: [5, 33],
  street_official: [7, 8],
  assessor: [31],
};
// What every case passes; without a brake they would fill the run.
const early = new Set(["send_verify", "self_handle"]);
const beside = new Set(["urge", "supervise", "refer", "call_back", "ask_appeal", "decide_appeal"]);

/** Mulberry32: a seeded stream of numbers in [0, 1). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class RandomCommands {
  readonly counts: Counts = {};
  readonly #desk: Desk;
  readonly #random: () => number;
  readonly #answered: { person: number; verb: string; args: unknown[]; answer: string }[] = [];

  constructor(desk: Desk, seed: number) {
    this.#desk = desk;
    this.#random = randomOf(seed);
  }

  async step(): Promise<void> {
    const dice = this.#random();
    if (dice < 0.04) return this.#desk.passTime(Math.floor(this.#random() * 100) + 1);
    if (dice < 0.045) return this.#desk.passTimeUnwatched(60 * Math.floor(this.#random() * 200));
    if (dice < 0.06) return this.#repeatKey();
    const target = await this.#pickCase();
    const action = this.#pickAction(target.state);
    await this.#photos(target, action);
    await this.#try(target, action, this.#pickPerson(action, target));
  }

  #pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  async #pickCase(): Promise<CaseHead> {
    if (this.#random() < 0.08)
      await this.#desk.report(this.#pick([0, 1, 2]), this.#pick(["t:hour", "t:major", "t:none"]));
    const cases = await this.#desk.someCases(this.#random());
    return this.#pick(cases);
  }

  /** Mostly a legal action; now and then any. Closing ones are rarer, or nothing would live long enough. */
  #pickAction(state: string): string {
    const legal = caseActions.filter(
      ({ from, action }) => from.includes(state) && action !== "return",
    );
    if (this.#random() < 0.07 || legal.length === 0) return this.#pick(caseActions).action;
    const closing = ["void", "force_close", "reject", "transfer"];
    const weighted = legal.flatMap(({ action }) =>
      Array<string>(
        closing.includes(action)
          ? 1
          : early.has(action)
            ? 2
            : beside.has(action) && !action.includes("appeal")
              ? 1
              : 6,
      ).fill(action),
    );
    return this.#pick(weighted);
  }

  /** Mostly somebody who might: the action's roles, the unit that holds, the community's supervisor. */
  #pickPerson(action: string, target: CaseHead): number {
    const row = caseActions.find((candidate) => candidate.action === action);
    if (!row || this.#random() < 0.2) return this.#pick(people);
    if (row.side === "area")
      return this.#pick(row.roles.flatMap((role) => peopleOfRole[role] ?? []));
    if (row.side === "field") return this.#pick([target.community - 980, 4]);
    return target.unit_id === 11 && row.roles.includes("handler")
      ? this.#pick([11, 11, 14])
      : (target.unit_id ?? 11);
  }

  async #photos(target: CaseHead, action: string): Promise<void> {
    if (this.#random() < 0.15) return;
    if (action === "feed_back" || action === "self_handle") {
      await this.#desk.addPhoto(target, "before");
      await this.#desk.addPhoto(target, "after");
    }
    if (action === "check_pass" || action === "check_fail")
      await this.#desk.addPhoto(target, "check");
  }

  async #try(target: CaseHead, action: string, person: number): Promise<void> {
    const version = this.#random() < 0.95 ? target.stage_version : target.stage_version + 1;
    const key = randomUUID();
    const form = this.#form(action);
    const verb = `case_${action.replace(/^ask_(extend|return|suspend)$/, "ask").replace(/^check_.*/, "check")}`;
    const args = beside.has(action)
      ? [target.case_id, form, key]
      : [target.case_id, form, version, key];
    const outcome =
      action === "return"
        ? { ok: false as const, code: "no_such_verb" }
        : await this.#desk.call(person, verb, args);
    this.#count(action, outcome);
    if (outcome.ok) this.#answered.push({ person, verb, args, answer: outcome.answer });
  }

  #form(action: string): Record<string, unknown> {
    const until = this.#desk.later(this.#pick([30, 3000, 30000]));
    return {
      reason: "因为需要",
      text: "已处理完毕",
      note: "现场情况",
      result: this.#pick(["exists", "not_exists", "cannot_tell"]),
      granted: this.#random() < 0.7,
      passed: action === "check_pass",
      unit_id: this.#pick([11, 11, 12, 13, 1, 999]),
      ...(action.startsWith("ask_")
        ? { kind: action.slice(4), until: action === "ask_suspend" ? until : undefined }
        : {}),
      ...(action === "dispatch" && this.#random() < 0.6
        ? { limit: { value: 1, unit: this.#pick(["urgent_work_hour", "work_hour"]) } }
        : {}),
    };
  }

  #count(action: string, outcome: Outcome): void {
    const entry = this.counts[action] ?? { accepted: 0, refused: {} };
    this.counts[action] = entry;
    if (outcome.ok) entry.accepted += 1;
    else entry.refused[outcome.code] = (entry.refused[outcome.code] ?? 0) + 1;
  }

  /** The same key again gets the same answer; with another payload it is refused. Neither changes anything. */
  async #repeatKey(): Promise<void> {
    const last = this.#answered.at(
      -1 - Math.floor(this.#random() * Math.min(50, this.#answered.length)),
    );
    if (!last) return;
    const before = await this.#desk.fingerprint();
    const again = await this.#desk.call(last.person, last.verb, last.args);
    if (again.ok && again.answer !== last.answer)
      throw new Error(`${last.verb}: a repeated key got another answer`);
    if (!again.ok && again.code !== "not_found" && again.code !== "not_allowed")
      throw new Error(`${last.verb}: a repeated key was refused: ${again.code}`);
    const other = await this.#desk.call(
      last.person,
      last.verb,
      last.args.map((value, index) => (index === 1 ? { changed: true } : value)),
    );
    if (other.ok || (other.code !== "key_reused" && other.code !== "not_found"))
      throw new Error(`${last.verb}: a reused key was taken`);
    if ((await this.#desk.fingerprint()) !== before)
      throw new Error("a repeated key changed something");
  }
}
