import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { startI18n } from "../../i18n/i18n.ts";
import { LocationField } from "./location-field.tsx";
import { locate, type ReportLocation } from "./report-location.ts";

startI18n("zh-CN");

function Harness({ onChange }: { onChange: (location: ReportLocation | null) => void }) {
  const [location, setLocation] = useState<ReportLocation | null>(null);
  return (
    <LocationField
      location={location}
      onSettled={() => {}}
      onChange={(next) => {
        setLocation(next);
        onChange(next);
      }}
    />
  );
}
const coordinate = () => screen.getByRole("textbox", { name: /位置/ });

test("a pasted pair becomes a lattice position, the raw pair kept", async () => {
  const onChange = vi.fn();
  render(<Harness onChange={onChange} />);
  await userEvent.click(coordinate());
  await userEvent.paste("131.0005, 16.02");
  const last = onChange.mock.lastCall?.[0];
  expect(last).toMatchObject({
    x: 1310005000,
    y: 160200000,
    raw: { x: 131.0005, y: 16.02, crs: "WGS84" },
  });
});

test("what cannot be read says what to write instead", async () => {
  render(<Harness onChange={() => {}} />);
  await userEvent.click(coordinate());
  await userEvent.paste("北街路口");
  expect(screen.getByText(/请填“经度, 纬度”/)).toBeInTheDocument();
});

test("latitude first is read, and said", async () => {
  render(<Harness onChange={() => {}} />);
  await userEvent.click(coordinate());
  await userEvent.paste("16.02, 131.0005");
  expect(screen.getByText(/纬度在前/)).toBeInTheDocument();
});

test("a GCJ-02 pair in China is converted once and lies hundreds of metres off", () => {
  const raw = { x: 118.0894, y: 24.4798, crs: "GCJ02" as const };
  const { lngLat, raw: kept } = locate(raw, null);
  expect(kept).toEqual(raw);
  expect(Math.abs(lngLat[0] - raw.x) * 1e5).toBeGreaterThan(200);
});
