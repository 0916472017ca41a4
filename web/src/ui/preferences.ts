import { create } from "zustand";

export type ThemeChoice = "auto" | "light" | "dark";
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The only keys that survive a sign-out: habits of the person at this desk, not data of the city. */
export const PREFERENCE_KEYS = { theme: "wangge.theme", language: "wangge.language" } as const;

type Preferences = {
  theme: ThemeChoice;
  language: Language;
  setTheme: (theme: ThemeChoice) => void;
  setLanguage: (language: Language) => void;
};

/** Storage may be refused by the browser's settings; then a choice lasts as long as the page. */
function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}

function storedTheme(): ThemeChoice {
  const stored = readStored(PREFERENCE_KEYS.theme);
  return stored === "light" || stored === "dark" ? stored : "auto";
}

function storedLanguage(): Language {
  return readStored(PREFERENCE_KEYS.language) === "en" ? "en" : "zh-CN";
}

export const usePreferences = create<Preferences>((set) => ({
  theme: storedTheme(),
  language: storedLanguage(),
  setTheme: (theme) => {
    writeStored(PREFERENCE_KEYS.theme, theme);
    set({ theme });
  },
  setLanguage: (language) => {
    writeStored(PREFERENCE_KEYS.language, language);
    set({ language });
  },
}));
