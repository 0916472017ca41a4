import { App, type EmailDriver, setExperimental } from "@supabase/lite";
import type { Database } from "./database.ts";
import { LiteConnection } from "./lite-connection.ts";
import type { Secrets } from "./secrets.ts";
import { storageFiles } from "./storage-files.ts";

/** Past it PostgREST cuts a list without a word; lists page by cursor. */
const MAX_ROWS = 1000;
const ACCESS_TOKEN_SECONDS = 3600;

/** Nothing here sends mail: accounts are made by the administrator, addresses are not real. */
const noMail: EmailDriver = {
  send: () => Promise.resolve(),
};

export type LiteApp = {
  fetch(request: Request): Promise<Response>;
  /** After a migration: the tables and functions it answers for are read once. */
  reloadSchema(): Promise<void>;
};

export async function openLite(options: {
  database: Database;
  secrets: Secrets;
  storageFolder: string;
}): Promise<LiteApp> {
  const { database, secrets, storageFolder } = options;
  setExperimental("storage", true);
  const connection = new LiteConnection(database);
  const app = new App({
    connection,
    api: { schemas: ["public"], extra_search_path: ["public", "extensions"], max_rows: MAX_ROWS },
    auth: {
      enabled: true,
      jwt_secret: secrets.jwtSecret,
      jwt_expiry: ACCESS_TOKEN_SECONDS,
      publishable_key: secrets.publishableKey,
      secret_key: secrets.secretKey,
      enable_signup: false,
      enable_anonymous_sign_ins: false,
      minimum_password_length: 8,
      enable_refresh_token_rotation: true,
      refresh_token_reuse_interval: 10,
      email: { enable_signup: false, enable_confirmations: true },
    },
    storage: { enabled: true },
    db: { migrations: { enabled: false } },
    options: { server: { admin: false }, drivers: { email: noMail } },
  });
  if (app.adminMode) throw new Error("The keyless admin mode must never be on.");
  app._storageAdapter = storageFiles(storageFolder);
  // Its start-up banner calls the storage experimental, which tells a city nothing.
  setExperimental("storage", false);
  await app.init();
  setExperimental("storage", true);
  await connection.introspect();
  return {
    // A null peer is no local peer: a second lock on the admin mode.
    fetch: async (request) => {
      const answer = await app.fetch(request, { peerAddress: null });
      return isSigning(request) ? withSignedUrl(answer) : answer;
    },
    async reloadSchema() {
      await connection.clearSchemaCache();
      await connection.introspect();
    },
  };
}

function isSigning(request: Request): boolean {
  return (
    request.method === "POST" &&
    new URL(request.url).pathname.startsWith("/storage/v1/object/sign/")
  );
}

/** storage-js wants `signedURL` below `/storage/v1`; @supabase/lite 0.10 answers `signedUrl` with it. */
async function withSignedUrl(answer: Response): Promise<Response> {
  if (!answer.ok) return answer;
  const body: unknown = await answer.json();
  return Response.json(Array.isArray(body) ? body.map(renameSigned) : renameSigned(body));
}

function renameSigned(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("signedUrl" in value)) return value;
  const { signedUrl, ...rest } = value;
  return { ...rest, signedURL: String(signedUrl).replace(/^\/storage\/v1/, "") };
}
