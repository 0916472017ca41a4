import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

export type ListenOptions = {
  host: string;
  port: number;
  tls?: { certFile: string; keyFile: string } | undefined;
};

export class PortBusy extends Error {
  override name = "PortBusy";
}

export type Listener = { server: Server; url: string; close(): Promise<void> };

const HEADERS_TIMEOUT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 120_000;

/** Takes the port, or says in one line why it cannot. */
export async function listen(
  options: ListenOptions,
  onRequest: RequestListener,
): Promise<Listener> {
  const { host, port, tls } = options;
  const server = tls
    ? createTlsServer(
        { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) },
        onRequest,
      )
    : createServer(onRequest);
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen(port, host, resolve);
  });
  // A TCP server listening on a port has an AddressInfo; only pipes and closed servers have none.
  const address = server.address() as AddressInfo;
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  const name = shown.includes(":") ? `[${shown}]` : shown;
  return {
    server,
    url: `${tls ? "https" : "http"}://${name}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new PortBusy(
      `端口 ${port} 已被占用，请用 PORT=… 换一个。Port ${port} is in use; choose another with PORT=….`,
    );
  }
  if (error.code === "EACCES") {
    return new PortBusy(
      `没有权限使用端口 ${port}，请用 PORT=… 换一个。No permission for port ${port}; choose another with PORT=….`,
    );
  }
  return error;
}
