import { AppError } from "../domain/app-error.ts";
import type { z } from "../domain/zod.ts";
import { supabase } from "./client.ts";
import { randomReference } from "./secure-context.ts";
import { toAppError } from "./to-app-error.ts";

type RpcCall<S extends z.ZodType> = {
  name: string;
  schema: S;
  args?: Record<string, unknown>;
  signal?: AbortSignal | undefined;
};

type SignalListener = (error: AppError) => void;
const listeners = new Set<SignalListener>();

/** Hears of every failed call: session loss and a forced password are handled in one place. */
export function onRpcFailure(listener: SignalListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls a function of the database and parses its answer; throws an AppError and nothing else. */
export async function callRpc<S extends z.ZodType>(call: RpcCall<S>): Promise<z.output<S>> {
  const request = supabase().rpc(call.name, call.args ?? {});
  if (call.signal) request.abortSignal(call.signal);
  const { data, error, status } = await request;
  call.signal?.throwIfAborted();
  if (error) throw announce(toAppError(error, status));
  const parsed = call.schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw announce(
    new AppError({
      code: "bad_answer",
      reference: randomReference(),
      detail: call.name,
      cause: parsed.error,
    }),
  );
}

function announce(error: AppError): AppError {
  for (const listener of listeners) listener(error);
  return error;
}
