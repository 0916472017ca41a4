import type { DemoAccount } from "../../supabase/embedded/client-config.ts";
import type { Phase } from "../../supabase/embedded/stack.ts";
import type { Settings } from "./settings.ts";

const PHASES: Readonly<Record<Phase, string>> = {
  open: "打开数据库 opening the database",
  bootstrap: "准备数据库 preparing the database",
  migrate: "更新结构 migrations",
  api: "启动接口 starting the API",
  populate: "生成演示城市 building the demo city",
  ready: "就绪 ready",
};

/** One line for each step, with the seconds since the start. */
export function phaseReporter(log: (line: string) => void): (phase: Phase, detail: string) => void {
  const startedMs = performance.now();
  return (phase, detail) => {
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1).padStart(5);
    log(`${seconds} s  ${PHASES[phase]}${detail ? `: ${detail}` : ""}`);
  };
}

/** What a person must know about the address: who can reach it, and what a browser refuses there. */
export function addressNotes({ listen }: Settings): string[] {
  if (listen.tls) return [];
  if (isLoopback(listen.host)) {
    return [
      "没有证书，只监听本机 127.0.0.1；局域网访问请设置 TLS_CERT 和 TLS_KEY。",
      "No certificate: only this machine (127.0.0.1) is served; set TLS_CERT and TLS_KEY for others.",
    ];
  }
  return [
    `警告：在 ${listen.host} 上以明文 HTTP 提供服务，密码可被窃听，摄像头和定位不可用；请设置 TLS_CERT 和 TLS_KEY。`,
    `Warning: plain http on ${listen.host}: passwords can be read on the way, camera and position are off; set TLS_CERT and TLS_KEY.`,
  ];
}

export function accountsTable(accounts: readonly DemoAccount[]): string[] {
  if (accounts.length === 0) return [];
  const width = Math.max(...accounts.map(({ login }) => login.length));
  return [
    "演示账号 demo accounts (login  password  role):",
    ...accounts.map(
      ({ login, password, role }) => `  ${login.padEnd(width)}  ${password}  ${role}`,
    ),
  ];
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}
