/** First come, first served; `acquire` resolves to the function that gives the turn to the next. */
export class Mutex {
  private tail: Promise<void> = Promise.resolve();

  acquire(): Promise<() => void> {
    let release: () => void = () => {};
    const turn = this.tail;
    this.tail = new Promise<void>((resolve) => {
      release = resolve;
    });
    return turn.then(() => release);
  }
}
