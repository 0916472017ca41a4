import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test, vi } from "vitest";
import { startI18n } from "../i18n/i18n.ts";
import { PanelFrame, PanelLayout } from "./panel-layout.tsx";
import { nextSheet, snapSheet } from "./sheet.ts";

beforeAll(() => {
  startI18n("en");
});

test("the panel is made wider and narrower by keyboard within its bounds", async () => {
  render(<PanelLayout panel={<p>case</p>}>map</PanelLayout>);
  const handle = screen.getByRole("separator", { name: "Resize the panel" });
  handle.focus();
  await userEvent.keyboard("{ArrowLeft}");
  expect(handle).toHaveAttribute("aria-valuenow", "420");
  await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}");
  expect(handle).toHaveAttribute("aria-valuenow", "360");
});

test("without a panel the map has the whole room", () => {
  render(<PanelLayout panel={null}>map</PanelLayout>);
  expect(screen.queryByRole("complementary")).toBeNull();
});

test("a panel has a way back when one lies below it, and a way out", async () => {
  const onBack = vi.fn();
  const onClose = vi.fn();
  const { rerender } = render(
    <PanelFrame title="Case" onBack={onBack} onClose={onClose}>
      body
    </PanelFrame>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Back" }));
  await userEvent.click(screen.getByRole("button", { name: "Close the panel" }));
  expect(onBack).toHaveBeenCalledOnce();
  expect(onClose).toHaveBeenCalledOnce();
  rerender(<PanelFrame title="Case">body</PanelFrame>);
  expect(screen.queryByRole("button")).toBeNull();
});

test("a sheet rests at one of three heights", () => {
  expect([0.1, 0.29, 0.3, 0.69, 0.7, 0.95].map(snapSheet)).toEqual([
    "peek",
    "peek",
    "half",
    "half",
    "full",
    "full",
  ]);
  expect(nextSheet("full")).toBe("peek");
});
