import type { Heartbeat } from '../api';

/** Counts, from one heartbeat to the next, what went wrong for the viewer. */
export class HeartbeatMeter {
  #stalledSince: number | null = null;
  #stalledMilliseconds = 0;
  #droppedBefore = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    signal: AbortSignal,
  ) {
    video.addEventListener('waiting', () => (this.#stalledSince ??= performance.now()), { signal });
    for (const type of ['playing', 'pause', 'ended']) video.addEventListener(type, () => this.#settle(), { signal });
  }

  /** The figures since the last call; `bitrate` is that of the rung that plays. */
  measure(bitrate: number): Heartbeat {
    const stalling = this.#stalledSince !== null;
    this.#settle();
    if (stalling) this.#stalledSince = performance.now();
    const dropped = this.video.getVideoPlaybackQuality().droppedVideoFrames;
    const heartbeat = {
      positionSeconds: this.video.currentTime,
      bitrate: Number.isFinite(bitrate) ? bitrate : 0,
      stallSeconds: this.#stalledMilliseconds / 1000,
      droppedFrames: Math.max(0, dropped - this.#droppedBefore),
    };
    this.#stalledMilliseconds = 0;
    this.#droppedBefore = dropped;
    return heartbeat;
  }

  #settle(): void {
    if (this.#stalledSince !== null) this.#stalledMilliseconds += performance.now() - this.#stalledSince;
    this.#stalledSince = null;
  }
}
