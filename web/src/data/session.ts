import { create } from "zustand";
import { AppError } from "../domain/app-error.ts";
import { supabase } from "./client.ts";
import { onRpcFailure } from "./rpc.ts";
import { randomReference } from "./secure-context.ts";
import { toAppError } from "./to-app-error.ts";
import { wipeBrowser } from "./wipe-browser.ts";

/** Why nobody is signed in; shown once on the sign-in screen. */
export type EndReason = "left" | "elsewhere" | "expired";

type SessionState =
  | { kind: "signed_out"; reason: EndReason | null }
  | { kind: "signed_in"; userId: string };

export const useSession = create<{ session: SessionState }>(() => ({
  session: { kind: "signed_out", reason: null },
}));

function set(session: SessionState): void {
  useSession.setState({ session });
}

/** People sign in with a login name; Auth knows addresses. */
export function loginToEmail(login: string): string {
  const name = login.trim().toLowerCase();
  return name.includes("@") ? name : `${name}@wangge.local`;
}

let leaving = false;

/** Reads the stored session and follows what happens to it, in this tab and in others; answers how to stop. */
export async function startSession(): Promise<() => void> {
  const { data } = await supabase().auth.getSession();
  if (data.session) set({ kind: "signed_in", userId: data.session.user.id });
  const { data: following } = supabase().auth.onAuthStateChange((event, session) => {
    if (event === "SIGNED_OUT" && !leaving) void endSession("elsewhere");
    if (event === "SIGNED_IN" && session) set({ kind: "signed_in", userId: session.user.id });
  });
  const stopHearing = onRpcFailure((error) => {
    if (error.code === "not_signed_in" || error.code === "signed_out") void endSession("expired");
  });
  return () => {
    following.subscription.unsubscribe();
    stopHearing();
  };
}

/** Signs in or throws an AppError: `wrong_password`, `locked_out`, `account_closed`, `offline` … */
export async function signIn(login: string, password: string): Promise<void> {
  const { data, error } = await supabase().auth.signInWithPassword({
    email: loginToEmail(login),
    password,
  });
  if (error) throw signInError(error);
  leaving = false;
  set({ kind: "signed_in", userId: data.user.id });
  // Only an entry in the audit log; signing in does not hang on it.
  await supabase().rpc("session_started");
}

function signInError(error: {
  message: string;
  status?: number | undefined;
  code?: string | undefined;
}): AppError {
  const reference = randomReference();
  if (error.message.includes("account_closed") || error.code === "user_banned") {
    return new AppError({ code: "account_closed", reference, cause: error });
  }
  if (error.message.includes("account_locked")) {
    return new AppError({ code: "locked_out", reference, cause: error });
  }
  if (error.status === 400 || error.status === 401 || error.status === 403) {
    return new AppError({ code: "wrong_password", reference, cause: error });
  }
  return toAppError({ message: error.message }, error.status ?? 0);
}

/** Signs out: tells the server, then wipes what this browser kept, then a clean page. */
export async function signOut(): Promise<void> {
  leaving = true;
  await supabase().rpc("session_ended").then(undefined, ignoreOffline);
  await endSession("left");
}

/** The server need not hear of it: the browser is wiped all the same. */
function ignoreOffline(): void {}

let ending = false;

async function endSession(reason: EndReason): Promise<void> {
  if (ending || useSession.getState().session.kind === "signed_out") return;
  ending = true;
  leaving = true;
  await supabase().auth.signOut({ scope: "local" }).catch(ignoreOffline);
  await wipeBrowser();
  ending = false;
  set({ kind: "signed_out", reason });
}
