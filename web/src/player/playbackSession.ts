import { endPlayback, type Heartbeat, type PlaybackSession, sendHeartbeat, startPlayback } from '../api';
import { ProblemError } from '../problem';

const renewalWindowMilliseconds = 60_000;
const mostRenewals = 3;

/** The right to play a title: started, kept alive by heartbeats, renewed when it ends early, and given back. */
export class SessionKeeper {
  #session: PlaybackSession | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #renewals: number[] = [];
  #closed = false;

  constructor(
    private readonly titleId: string,
    private readonly measure: () => Heartbeat,
    /** The server gave addresses that are good for longer. */
    private readonly refreshed: (session: PlaybackSession) => void,
    /** The server ended the session: play on with a new one. */
    private readonly lost: () => void,
  ) {}

  get current(): PlaybackSession | null {
    return this.#session;
  }

  /** Starts a session, in place of the one before it. */
  async open(): Promise<PlaybackSession> {
    this.#release();
    const session = await startPlayback(this.titleId);
    if (this.#closed) {
      void endPlayback(session.sessionId).catch(() => undefined); // Left meanwhile; the server ends it by itself otherwise.
      return session;
    }
    this.#session = session;
    const every = Math.min(300, Math.max(5, session.heartbeatSeconds)) * 1000;
    this.#timer = setInterval(() => void this.#beat(session), every);
    return session;
  }

  /** False where sessions were lost so often that a new one will not help. */
  mayRenew(now: number): boolean {
    this.#renewals = this.#renewals.filter((at) => now - at < renewalWindowMilliseconds);
    if (this.#renewals.length >= mostRenewals) return false;
    this.#renewals.push(now);
    return true;
  }

  close(): void {
    this.#closed = true;
    this.#release();
  }

  #release(): void {
    clearInterval(this.#timer);
    const session = this.#session;
    this.#session = null;
    if (session !== null) void endPlayback(session.sessionId).catch(() => undefined); // Unanswered: it ends by lack of heartbeats.
  }

  async #beat(session: PlaybackSession): Promise<void> {
    try {
      const fresh = await sendHeartbeat(session.sessionId, this.measure());
      if (fresh !== null && this.#session === session) this.refreshed(fresh);
    } catch (error) {
      const gone = error instanceof ProblemError && [401, 403, 404, 410].includes(error.status);
      if (gone && this.#session === session) {
        this.#session = null;
        clearInterval(this.#timer);
        this.lost();
      }
    }
  }
}
