import { Component, type ReactNode } from "react";
import { ErrorState } from "./states.tsx";

type ErrorBoundaryProps = {
  children: ReactNode;
  /** Keeps the error and returns the reference to quote. */
  onError: (error: unknown, where: string) => string;
  /** Another value (a new address) gives the children a new chance. */
  resetKey?: string;
};
type ErrorBoundaryState = { reference: string | null; resetKey: string | undefined };

/** A bug below this line costs this part of the screen, not the shift: it says so, with a code to quote. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { reference: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { reference: "" };
  }

  static getDerivedStateFromProps(
    props: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): Partial<ErrorBoundaryState> | null {
    if (props.resetKey === state.resetKey) return null;
    return { reference: null, resetKey: props.resetKey };
  }

  override componentDidCatch(error: unknown): void {
    this.setState({ reference: this.props.onError(error, "render") });
  }

  override render(): ReactNode {
    const { reference } = this.state;
    if (reference === null) return this.props.children;
    return (
      <ErrorState
        code="unexpected"
        reference={reference}
        onRetry={() => this.setState({ reference: null })}
      />
    );
  }
}
