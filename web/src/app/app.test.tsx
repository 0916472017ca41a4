import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startClient, supabase } from "../data/client.ts";
import { loadConfig } from "../data/config.ts";
import { signOut, startSession, useSession } from "../data/session.ts";
import { startI18n } from "../i18n/i18n.ts";
import { App } from "./app.tsx";
import { ThemeProvider } from "./theme-provider.tsx";

/** The edge: what the server would answer, by the end of the path. */
type Answers = Record<string, (body: unknown) => { status?: number; body: unknown }>;

const me = {
  person_id: 7,
  name: "王宏珍",
  login: "admin",
  must_change_password: false,
  roles: [{ role: "auditor", grid_id: 1, grid_name: "云汀市", unit_id: null, unit_name: null }],
  home: "audit",
  capabilities: ["audit.read"],
  city: null,
  centre_phone: null,
  topics: [],
  server_now: "2026-11-23T08:00:00Z",
};

const claims = btoa(JSON.stringify({ sub: "u1", exp: 4_000_000_000, session_id: "s1" }));
const session = {
  access_token: `${btoa('{"alg":"HS256"}')}.${claims}.c2ln`,
  refresh_token: "refresh",
  token_type: "bearer",
  expires_in: 3600,
  expires_at: 4_000_000_000,
  user: { id: "u1", aud: "authenticated", app_metadata: {}, user_metadata: {}, created_at: "" },
};

function serverOf(answers: Answers): void {
  const known: Answers = {
    "/config.json": () => ({
      body: {
        url: "http://localhost:3000",
        publishableKey: "key",
        mode: "embedded",
        demo: true,
        demoAccounts: [{ login: "auditor", role: "auditor", password: "demo" }],
      },
    }),
    "/healthz": () => ({ body: { status: "ready" } }),
    "/auth/v1/token": () => ({ body: session }),
    "/auth/v1/logout": () => ({ status: 204, body: null }),
    "/rpc/me": () => ({ body: me }),
    "/rpc/session_started": () => ({ body: { ok: true } }),
    "/rpc/session_ended": () => ({ body: { ok: true } }),
    "/rpc/audit_page": () => ({ body: { rows: [], next_cursor: null } }),
    ...answers,
  };
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname } = new URL(
      String(input instanceof Request ? input.url : input),
      "http://localhost:3000",
    );
    const found = Object.entries(known).find(([path]) => pathname.endsWith(path));
    const { status = 200, body } = found?.[1](init?.body) ?? { status: 404, body: {} };
    return new Response(status === 204 ? null : JSON.stringify(body), {
      status,
      headers: { "content-type": "application/json" },
    });
  });
}

class SilentSocket {
  static readonly OPEN = 1;
  readonly readyState = 0;
  send(): void {}
  close(): void {}
}

// A whole application in jsdom: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let stopSession = () => {};

beforeEach(() => {
  vi.stubGlobal("WebSocket", SilentSocket);
  vi.stubGlobal("scrollTo", () => {});
  startI18n("zh-CN");
  window.history.replaceState(null, "", "/");
  useSession.setState({ session: { kind: "signed_out", reason: null } });
});
afterEach(async () => {
  stopSession();
  await supabase().removeAllChannels();
  localStorage.clear();
  vi.unstubAllGlobals();
});

async function openApp(answers: Answers = {}): Promise<void> {
  serverOf(answers);
  startClient(await loadConfig());
  stopSession = await startSession();
  render(
    <ThemeProvider nonce={undefined}>
      <App />
    </ThemeProvider>,
  );
  await screen.findByLabelText("登录名");
}

test("one click on a demo account opens the home of its role, with only what the role has", async () => {
  await openApp();
  await userEvent.click(screen.getByRole("button", { name: /安全审计员/ }));
  await screen.findByText("没有符合条件的记录", {}, { timeout: 15_000 });
  expect(window.location.pathname).toBe("/audit");
  const rail = screen.getByRole("navigation", { name: "功能" });
  expect(rail).toHaveTextContent("审计");
  expect(rail).not.toHaveTextContent("地图");
});

test("a wrong password says so, a locked account until when, and neither signs in", async () => {
  const refusals = ["Invalid login credentials", "account_locked"];
  await openApp({
    "/auth/v1/token": () => ({
      status: 400,
      body: { error_code: "invalid_credentials", msg: refusals.shift() },
    }),
  });
  await userEvent.type(screen.getByLabelText("登录名"), "operator");
  await userEvent.type(screen.getByLabelText("密码"), "guess");
  await userEvent.click(screen.getByRole("button", { name: /^登\s*录$/ }));
  expect(await screen.findByText(/登录名或密码不正确/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: /^登\s*录$/ }));
  expect(await screen.findByText(/账号已锁定，最迟 \d\d:\d\d:\d\d 解锁/)).toBeInTheDocument();
  expect(useSession.getState().session.kind).toBe("signed_out");
});

test("a one-time password leads to its change and nowhere else", async () => {
  await openApp({ "/rpc/me": () => ({ body: { ...me, must_change_password: true, home: null } }) });
  await userEvent.click(screen.getByRole("button", { name: /安全审计员/ }));
  expect(await screen.findByText(/请先设置自己的密码/)).toBeInTheDocument();
  expect(window.location.pathname).toBe("/change-password");
});

test("signing out wipes the session and says that the browser was wiped", async () => {
  await openApp();
  await userEvent.click(screen.getByRole("button", { name: /安全审计员/ }));
  await screen.findByText("没有符合条件的记录", {}, { timeout: 15_000 });
  localStorage.setItem("wangge.theme", "dark");
  expect(Object.keys(localStorage)).toContain("wangge.session");
  await act(() => signOut());
  expect(await screen.findByText(/本机保留的数据已清除/)).toBeInTheDocument();
  expect(Object.keys(localStorage)).toEqual(["wangge.theme"]);
});

test("a session that the server ended leads back to the door, and says why", async () => {
  await openApp({
    "/rpc/audit_page": () => ({ status: 400, body: { code: "WG007", message: "not_signed_in" } }),
  });
  await userEvent.click(screen.getByRole("button", { name: /安全审计员/ }));
  const notice = { selector: ".ant-alert-title, .ant-alert-message" };
  expect(await screen.findByText(/登录已失效/, notice, { timeout: 15_000 })).toBeInTheDocument();
  expect(window.location.pathname).toBe("/sign-in");
  expect(useSession.getState().session.kind).toBe("signed_out");
});
