/** An open stream of events. */
export interface EventStream {
  close(): void;
}

export interface StreamHandlers {
  /** Something arrived: the stream is healthy. */
  readonly received: () => void;
  /** The stream broke and is closed; the scheduler opens it again later. */
  readonly failed: () => void;
}

export type OpenStream = (id: string, handlers: StreamHandlers) => EventStream;

/** Three of the six connections that a browser allows an HTTP/1.1 server; uploads, polling and media need the others. */
export const defaultMaximumStreams = 3;

const firstDelay = 1000;
const longestDelay = 30_000;

/** Decides which titles are watched live: the most important first, never too many at once, broken ones with back-off. */
export class EventScheduler {
  readonly #open = new Map<string, EventStream>();
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #failures = new Map<string, number>();
  #wanted: readonly string[] = [];
  #suspended = false;

  constructor(
    private readonly openStream: OpenStream,
    private readonly maximum = defaultMaximumStreams,
  ) {}

  /** The titles that have a stream now. */
  get live(): ReadonlySet<string> {
    return new Set(this.#open.keys());
  }

  /** Says which titles are worth watching, the most important first. */
  want(ids: readonly string[]): void {
    this.#wanted = ids;
    const wanted = new Set(ids);
    for (const id of [...this.#open.keys()]) if (!wanted.has(id)) this.#close(id);
    for (const [id, timer] of this.#waiting) {
      if (wanted.has(id)) continue;
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
    for (const id of [...this.#failures.keys()]) if (!wanted.has(id)) this.#failures.delete(id);
    this.#fill();
  }

  /** Closes all streams until `resume`: a page that nobody sees holds no connections. */
  suspend(): void {
    this.#suspended = true;
    for (const id of [...this.#open.keys()]) this.#close(id);
  }

  resume(): void {
    this.#suspended = false;
    this.#fill();
  }

  dispose(): void {
    this.want([]);
  }

  #fill(): void {
    if (this.#suspended) return;
    for (const id of this.#wanted) {
      if (this.#open.size >= this.maximum) return;
      if (!this.#open.has(id) && !this.#waiting.has(id)) this.#start(id);
    }
  }

  #start(id: string): void {
    const stream = this.openStream(id, {
      received: () => this.#failures.delete(id),
      failed: () => {
        if (this.#open.get(id) === stream) this.#retryLater(id);
      },
    });
    this.#open.set(id, stream);
  }

  #retryLater(id: string): void {
    this.#close(id);
    const failures = this.#failures.get(id) ?? 0;
    this.#failures.set(id, failures + 1);
    const delay = Math.min(longestDelay, firstDelay * 2 ** failures);
    this.#waiting.set(
      id,
      setTimeout(() => {
        this.#waiting.delete(id);
        this.#fill();
      }, delay),
    );
    this.#fill(); // Another title may use the connection meanwhile.
  }

  #close(id: string): void {
    this.#open.get(id)?.close();
    this.#open.delete(id);
  }
}
