/** A small key–value shelf in IndexedDB. Where the browser refuses it (private windows), nothing is kept. */

export const DATABASE_NAME = "wangge";
const STORE = "kept";

let opening: Promise<IDBDatabase | null> | null = null;

function openShelf(): Promise<IDBDatabase | null> {
  opening ??= new Promise((resolve) => {
    if (typeof indexedDB === "undefined") return resolve(null);
    const request = indexedDB.open(DATABASE_NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
    request.onsuccess = () => {
      const database = request.result;
      // Another tab wipes or upgrades: let go at once, or it waits for ever.
      database.onversionchange = () => {
        database.close();
        opening = null;
      };
      resolve(database);
    };
  });
  return opening;
}

async function withStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  const database = await openShelf();
  if (database === null) return undefined;
  return new Promise((resolve) => {
    try {
      const request = work(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(undefined);
    } catch {
      // The connection was closed by a wipe in another tab: the shelf is a convenience, go without.
      resolve(undefined);
    }
  });
}

export function readKept(key: string): Promise<unknown> {
  return withStore<unknown>("readonly", (store) => store.get(key));
}

export async function keep(key: string, value: unknown): Promise<void> {
  await withStore("readwrite", (store) => store.put(value, key));
}

/** Deletes the whole database; resolves when it is gone or cannot be. */
export async function wipeKept(): Promise<void> {
  const database = await (opening ?? Promise.resolve(null));
  database?.close();
  opening = null;
  if (typeof indexedDB === "undefined") return;
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(DATABASE_NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    request.onblocked = () => resolve();
  });
}
