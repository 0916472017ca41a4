// The face is shipped: a machine without a Chinese font shows no boxes. Subsets load as they are needed.
import "@fontsource/noto-sans-sc/400.css";
import "@fontsource/noto-sans-sc/600.css";
import "./app/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Boot } from "./app/boot.tsx";
import { giveStylesTheNonce, pageNonce } from "./app/csp-nonce.ts";
import { reportError } from "./data/report-error.ts";
import { startI18n } from "./i18n/i18n.ts";
import { usePreferences } from "./ui/preferences.ts";

const nonce = pageNonce();
if (nonce) giveStylesTheNonce(nonce);
startI18n(usePreferences.getState().language);
window.addEventListener("error", (event) => reportError(event.error ?? event.message, "window"));
window.addEventListener("unhandledrejection", (event) => reportError(event.reason, "promise"));

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Boot nonce={nonce} />
    </StrictMode>,
  );
}
