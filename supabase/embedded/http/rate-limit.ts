export type RateLimit = { burst: number; perSecond: number };

type Bucket = { tokens: number; atMs: number };

const SWEEP_AT = 10_000;

/** Token buckets by key; a key unused until its bucket is full again is forgotten. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();
  private readonly limit: RateLimit;
  private readonly now: () => number;

  constructor(limit: RateLimit, now: () => number = Date.now) {
    this.limit = limit;
    this.now = now;
  }

  /** True, and one token less, where the key has one left. */
  take(key: string): boolean {
    const atMs = this.now();
    const tokens = this.tokensAt(this.buckets.get(key), atMs);
    if (tokens < 1) return false;
    this.buckets.set(key, { tokens: tokens - 1, atMs });
    if (this.buckets.size > SWEEP_AT) this.sweep(atMs);
    return true;
  }

  private tokensAt(bucket: Bucket | undefined, atMs: number): number {
    if (!bucket) return this.limit.burst;
    const gained = ((atMs - bucket.atMs) / 1000) * this.limit.perSecond;
    return Math.min(this.limit.burst, bucket.tokens + gained);
  }

  private sweep(atMs: number): void {
    for (const [key, bucket] of this.buckets) {
      if (this.tokensAt(bucket, atMs) >= this.limit.burst) this.buckets.delete(key);
    }
  }
}
