/** The panels of the right side as a stack kept in the URL: `cases.grid.case`, the open one last. */

export function parsePanelStack(text: string | undefined): readonly string[] {
  return (text ?? "").split(".").filter((name) => name !== "");
}

/** Opens a panel above the others; one already in the stack comes up again and drops what lay on it. */
export function pushPanel(stack: readonly string[], name: string): readonly string[] {
  const at = stack.indexOf(name);
  return at < 0 ? [...stack, name] : stack.slice(0, at + 1);
}

/** The way back: the panel below, or an empty stack. */
export function popPanel(stack: readonly string[]): readonly string[] {
  return stack.slice(0, -1);
}

export function formatPanelStack(stack: readonly string[]): string | undefined {
  return stack.length === 0 ? undefined : stack.join(".");
}
