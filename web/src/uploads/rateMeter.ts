/** The speed of a transfer over its last seconds: steady enough to read, quick enough to notice a stall. */
export class RateMeter {
  readonly #samples: { readonly at: number; readonly bytes: number }[] = [];

  constructor(private readonly windowMilliseconds = 6000) {}

  /** Notes how many bytes were sent in total at a moment (milliseconds of any steady clock). */
  add(bytes: number, at: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && bytes < last.bytes) this.reset(); // The server took less than was sent: count anew.
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && at - (this.#samples[0]?.at ?? at) > this.windowMilliseconds) this.#samples.shift();
  }

  reset(): void {
    this.#samples.length = 0;
  }

  /** Bytes a second, or null where too little is known. */
  get bytesPerSecond(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < 500) return null;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }
}
