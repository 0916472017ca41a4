import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "../domain/app-error.ts";
import { startI18n } from "../i18n/i18n.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { EmptyState, FailedState, LoadingLines } from "./states.tsx";

beforeAll(() => {
  startI18n("zh-CN");
});
beforeEach(() => void startI18n("zh-CN").changeLanguage("zh-CN"));

function Broken(): never {
  throw new Error("secret internals");
}

function failure(code: string): AppError {
  return new AppError({ code, reference: "K7QX2M", cause: new Error("relation does not exist") });
}

test("an error says what to do and the code to quote, and nothing of the database", async () => {
  const onRetry = vi.fn();
  render(<FailedState error={failure("unexpected")} onRetry={onRetry} />);
  expect(screen.getByRole("alert")).toHaveTextContent("K7QX2M");
  expect(screen.queryByText(/relation/)).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: /重\s*试/ }));
  expect(onRetry).toHaveBeenCalledOnce();
});

test("a code that no file knows still gets a sentence", () => {
  render(<FailedState error={failure("brand_new_code")} />);
  expect(screen.getByRole("alert")).toHaveTextContent("出现了意外问题");
});

test("no permission says whose it is and offers no retry", () => {
  render(<FailedState error={failure("not_allowed")} onRetry={() => {}} />);
  expect(screen.getByRole("status")).toHaveTextContent("其他岗位负责");
  expect(screen.queryByRole("button")).toBeNull();
});

test("every state speaks English when asked to", async () => {
  await startI18n("en").changeLanguage("en");
  render(
    <>
      <FailedState error={failure("offline")} />
      <LoadingLines lines={2} />
      <EmptyState title="Nobody" detail="Try other words" />
    </>,
  );
  expect(screen.getByRole("alert")).toHaveTextContent("cannot be reached");
  expect(screen.getByRole("status", { name: "Loading" })).toBeInTheDocument();
  expect(document.body.textContent).not.toMatch(/[\u4e00-\u9fff]/);
});

test("a bug below the boundary shows a code to quote, and another address gives a new chance", () => {
  const silence = vi.spyOn(console, "error").mockImplementation(() => {});
  const { rerender } = render(
    <ErrorBoundary onError={() => "AB2CD3"} resetKey="/map">
      <Broken />
    </ErrorBoundary>,
  );
  expect(screen.getByRole("alert")).toHaveTextContent("AB2CD3");
  expect(screen.queryByText(/secret/)).toBeNull();
  rerender(
    <ErrorBoundary onError={() => "AB2CD3"} resetKey="/audit">
      <p>audit</p>
    </ErrorBoundary>,
  );
  expect(screen.getByText("audit")).toBeInTheDocument();
  silence.mockRestore();
});
