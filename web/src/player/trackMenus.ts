import { formatBitrate, formatLanguage, formatResolution } from '../format';
import type { PlaybackEngine, Quality, Track } from './engine';
import { Menu } from './menu';

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** The menus for quality, audio, subtitles and speed. A menu without a choice is not shown. */
export class TrackMenus {
  readonly #quality: Menu;
  readonly #audio: Menu;
  readonly #subtitles: Menu;
  readonly #speed: Menu;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly engine: PlaybackEngine,
  ) {
    this.#quality = new Menu('quality', 'Quality', 'quality', (id) => engine.selectQuality(id));
    this.#audio = new Menu('audio', 'Audio', 'audio', (id) => engine.selectAudio(id));
    this.#subtitles = new Menu('subtitle', 'Subtitles', 'subtitles', (id) => engine.selectSubtitles(id));
    this.#speed = new Menu('speed', 'Speed', 'speed', (id) => (video.playbackRate = speeds[id] ?? 1));
    this.update();
  }

  get elements(): readonly HTMLElement[] {
    return [this.#subtitles, this.#audio, this.#speed, this.#quality].map((menu) => menu.element);
  }

  /** Goes up or down the list of speeds. */
  stepSpeed(steps: number): void {
    const at = speeds.findIndex((speed) => speed >= this.video.playbackRate);
    const next = Math.min(speeds.length - 1, Math.max(0, (at < 0 ? speeds.length - 1 : at) + steps));
    this.video.playbackRate = speeds[next] ?? 1;
  }

  update(): void {
    this.#updateQuality();
    const { engine, video } = this;
    const audio = engine.audioTracks;
    this.#audio.update(audio.length < 2 ? [] : audio.map((track) => trackOption(track, engine.selectedAudio)));
    const subtitles = engine.subtitleTracks;
    const off = { id: -1, label: 'Off', checked: engine.selectedSubtitles < 0, data: { language: 'off' } };
    this.#subtitles.update(subtitles.length === 0 ? [] : [off, ...subtitles.map((track) => trackOption(track, engine.selectedSubtitles))]);
    this.#speed.update(
      speeds.map((speed, id) => ({ id, label: speed === 1 ? 'Normal' : `${speed}×`, checked: speed === video.playbackRate, data: { speed } })),
      video.playbackRate === 1 ? '' : `${video.playbackRate}×`,
    );
  }

  #updateQuality(): void {
    const { qualities, selectedQuality, activeQuality } = this.engine;
    if (qualities.length === 0) {
      this.#quality.update([]);
      return;
    }
    const active = activeQuality === null ? '' : nameOf(activeQuality);
    const automatic = {
      id: -1,
      label: active === '' || selectedQuality >= 0 ? 'Auto' : `Auto (${active})`,
      checked: selectedQuality < 0,
      data: { height: 'auto' },
    };
    const descending = [...qualities].sort((a, b) => b.bitrate - a.bitrate);
    const rungs = descending.map((quality) => ({
      id: quality.id,
      label: nameOf(quality),
      hint: formatBitrate(quality.bitrate),
      checked: quality.id === selectedQuality,
      data: { height: quality.height },
    }));
    const chosen = qualities[selectedQuality];
    this.#quality.update([...rungs, automatic], chosen === undefined ? active : nameOf(chosen));
  }
}

const nameOf = (quality: Quality): string => formatResolution(quality.width, quality.height);

const trackOption = (track: Track, selected: number) => ({
  id: track.id,
  label: trackName(track),
  checked: track.id === selected,
  data: { language: track.language ?? 'und' },
});

/** The language, and the track's own name where that says more ("German · Commentary"). */
function trackName({ name, language }: Track): string {
  const spoken = formatLanguage(language);
  if (language === undefined || language === 'und') return name || spoken;
  const native = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? '';
  const known = [spoken, native, language].map((text) => text.toLowerCase());
  return name === '' || known.includes(name.toLowerCase()) ? spoken : `${spoken} · ${name}`;
}
