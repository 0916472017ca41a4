const NAMES: Record<string, string> = {
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

/** `mod+k` as key caps: ⌘ K on a Mac, Ctrl K elsewhere. */
export function KeyCaps({ keys }: { keys: string }) {
  const parts = keys === "+" ? ["+"] : keys.split("+");
  return (
    <span>
      {parts.map((part) => (
        <kbd key={part}>{keyName(part)}</kbd>
      ))}
    </span>
  );
}

function keyName(part: string): string {
  if (part === "mod") return isMac() ? "⌘" : "Ctrl";
  return NAMES[part] ?? part.toUpperCase();
}
