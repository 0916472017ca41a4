import { readFileSync } from "node:fs";

/** CPU milliseconds of this process: other work on the machine disturbs it less than the clock. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const JIFFY_MILLISECONDS = 10;

/** CPU milliseconds of another process on Linux; undefined where /proc does not say. */
export function cpuMillisecondsOf(pid: number): number | undefined {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1] ?? "";
    const fields = afterName.split(" ");
    return (Number(fields[11]) + Number(fields[12])) * JIFFY_MILLISECONDS;
  } catch {
    return undefined;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** A round's work and how many points it answers. */
export type Contender = {
  readonly name: string;
  readonly points: number;
  /** Runs once and answers the CPU milliseconds it took. */
  run(): Promise<number>;
};

/** CPU nanoseconds a point, by contender: rounds interleaved, so that all meet the same weather. */
export async function measureRounds(
  contenders: readonly Contender[],
  rounds: number,
  warmUps: number,
): Promise<Map<string, { median: number; best: number }>> {
  const samples = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const { name, points, run } of contenders) {
      const nanoseconds = ((await run()) * 1e6) / points;
      if (round >= warmUps) samples.get(name)?.push(nanoseconds);
    }
  }
  return new Map(
    [...samples].map(([name, all]) => [name, { median: median(all), best: Math.min(...all) }]),
  );
}
