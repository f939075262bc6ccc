import { h, setText } from '../dom';
import { formatBitrate } from '../format';
import type { PlaybackEngine } from './engine';

const refreshMilliseconds = 500;

/** Figures for those who want to know why it looks as it looks. */
export class StatsOverlay {
  readonly element = h('dl', { class: 'stats', hidden: true, 'data-testid': 'stats' });
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly engine: PlaybackEngine,
  ) {}

  toggle(): void {
    this.element.hidden = !this.element.hidden;
    clearInterval(this.#timer);
    if (this.element.hidden) return;
    this.#render();
    this.#timer = setInterval(() => this.#render(), refreshMilliseconds);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #render(): void {
    const { video, engine } = this;
    const frames = video.getVideoPlaybackQuality();
    const active = engine.activeQuality;
    const rows: readonly (readonly [string, string])[] = [
      ['Resolution', `${video.videoWidth} × ${video.videoHeight} in ${video.clientWidth} × ${video.clientHeight}`],
      ['Bitrate', formatBitrate(active?.bitrate ?? Number.NaN)],
      ['Network', formatBitrate(engine.bandwidth ?? Number.NaN)],
      ['Buffer', `${bufferAhead(video).toFixed(1)} s`],
      ['Frames', `${frames.totalVideoFrames} shown, ${frames.droppedVideoFrames} dropped`],
      ['Position', `${video.currentTime.toFixed(2)} s at ${video.playbackRate}×`],
    ];
    if (this.element.children.length !== rows.length * 2) {
      this.element.replaceChildren(...rows.flatMap(([name]) => [h('dt', {}, name), h('dd', {})]));
    }
    rows.forEach(([, value], index) => {
      const cell = this.element.children[index * 2 + 1];
      if (cell !== undefined) setText(cell, value);
    });
  }
}

/** How many seconds can be played without the network. */
export function bufferAhead(video: HTMLVideoElement): number {
  const { buffered, currentTime } = video;
  for (let index = 0; index < buffered.length; index++) {
    if (buffered.start(index) <= currentTime + 0.1 && currentTime < buffered.end(index)) return buffered.end(index) - currentTime;
  }
  return 0;
}
