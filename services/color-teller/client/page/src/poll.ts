/** Asks again and again, one request at a time. */

export interface Poll<A> {
  /** Never rejects; what it gives after `ended` goes nowhere. */
  readonly ask: (ended: AbortSignal) => Promise<A>;
  readonly heard: (answer: A) => void;
  /** From an answer to the next request. */
  readonly pauseMs: (answer: A) => number;
}

/** Asks at once. The function that it returns ends the polling, and the request that is on its way. */
export function poll<A>({ ask, heard, pauseMs }: Poll<A>): () => void {
  const ended = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const round = async (): Promise<void> => {
    const answer = await ask(ended.signal);
    if (ended.signal.aborted) return;
    heard(answer);
    timer = setTimeout(round, pauseMs(answer));
  };
  void round();
  return () => {
    ended.abort();
    clearTimeout(timer);
  };
}
