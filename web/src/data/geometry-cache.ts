import { keep, readKept } from "./indexed-store.ts";

type Kept<T> = { digest: string; value: T };

/**
 * Large geometry is kept in the browser under its scope and digest: a second visit asks only for the digest.
 * When even that fails (offline), what is kept is better than an empty map.
 */
export async function cachedByDigest<T>(input: {
  key: string;
  fetchDigest: () => Promise<string>;
  fetchFresh: () => Promise<T>;
}): Promise<T> {
  // Only this function writes under these keys, and always this shape.
  const kept = (await readKept(input.key)) as Kept<T> | undefined;
  const digest = await input.fetchDigest().catch((error: unknown) => {
    if (kept) return kept.digest;
    throw error;
  });
  if (kept?.digest === digest) return kept.value;
  const value = await input.fetchFresh();
  await keep(input.key, { digest, value } satisfies Kept<T>);
  return value;
}
