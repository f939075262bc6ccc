import Hls, { type ErrorData, ErrorDetails, ErrorTypes, Events, type HlsConfig } from 'hls.js';
import type { EngineEvents, PlaybackEngine, Quality, Track } from './engine';
import { HlsSubtitles } from './hlsSubtitles';
import { MovableAddress } from './movableAddress';
import { preferences } from './preferences';
import { retryDelay } from './retryPolicy';
import { surroundTwins } from './surroundRungs';

const mostMediaRecoveries = 3;
const rememberBandwidthMilliseconds = 10_000;

/** Plays through Media Source Extensions, with hls.js. */
export class HlsEngine implements PlaybackEngine {
  #hls: Hls | null = null;
  readonly #subtitles: HlsSubtitles;
  #address: MovableAddress | null = null;
  #wantedHeight: number | null = null;
  #networkFailures = 0;
  #mediaRecoveries = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #bandwidthTimer: ReturnType<typeof setInterval>;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly events: EngineEvents,
    /** Told of each new hls.js instance. */
    private readonly created: (hls: Hls) => void,
  ) {
    this.#subtitles = new HlsSubtitles(video);
    this.#bandwidthTimer = setInterval(() => {
      if (!video.paused) this.#rememberBandwidth();
    }, rememberBandwidthMilliseconds);
  }

  static get isSupported(): boolean {
    return Hls.isSupported();
  }

  get qualities(): readonly Quality[] {
    return (this.#hls?.levels ?? []).map(({ width, height, bitrate }, id) => ({ id, width, height, bitrate }));
  }

  get selectedQuality(): number {
    return this.#hls === null || this.#hls.autoLevelEnabled ? -1 : this.#hls.manualLevel;
  }

  get activeQuality(): Quality | null {
    return this.qualities[this.#hls?.currentLevel ?? -1] ?? null;
  }

  get audioTracks(): readonly Track[] {
    return (this.#hls?.audioTracks ?? []).map(({ name, lang }, id) => ({ id, name, language: lang }));
  }

  get selectedAudio(): number {
    return this.#hls?.audioTrack ?? -1;
  }

  get subtitleTracks(): readonly Track[] {
    return (this.#hls?.subtitleTracks ?? []).map(({ name, lang }, id) => ({ id, name, language: lang }));
  }

  get selectedSubtitles(): number {
    return this.#hls?.subtitleTrack ?? -1;
  }

  get bandwidth(): number | null {
    const estimate = this.#hls?.bandwidthEstimate ?? Number.NaN;
    return Number.isFinite(estimate) ? estimate : null;
  }

  load(url: string, startSeconds: number): void {
    this.#drop();
    this.#networkFailures = 0;
    this.#mediaRecoveries = 0;
    const address = new MovableAddress(url);
    this.#address = address;
    const hls = new Hls(configuration(startSeconds, address));
    this.#hls = hls;
    this.created(hls);
    this.#subtitles.follow(hls);
    hls.on(Events.MANIFEST_PARSED, () => this.#applyChoices(hls));
    hls.on(Events.ERROR, (_, data) => this.#handle(hls, data));
    hls.on(Events.FRAG_BUFFERED, () => this.#healthy());
    for (const event of [
      Events.LEVELS_UPDATED,
      Events.LEVEL_SWITCHED,
      Events.AUDIO_TRACKS_UPDATED,
      Events.AUDIO_TRACK_SWITCHED,
      Events.SUBTITLE_TRACKS_UPDATED,
      Events.SUBTITLE_TRACK_SWITCH,
    ] as const) {
      hls.on(event, this.events.changed);
    }
    hls.attachMedia(this.video);
    hls.loadSource(url);
  }

  moveTo(url: string): void {
    this.#address?.moveTo(url);
  }

  selectQuality(id: number): void {
    if (this.#hls === null) return;
    this.#wantedHeight = this.qualities[id]?.height ?? null;
    // A chosen rung replaces what is buffered ahead; going back to automatic need not throw anything away.
    if (id >= 0) this.#hls.nextLevel = id;
    else this.#hls.loadLevel = -1;
    this.events.changed();
  }

  selectAudio(id: number): void {
    const track = this.audioTracks[id];
    if (this.#hls === null || track === undefined) return;
    preferences.audioLanguage = track.language ?? null;
    this.#hls.audioTrack = id;
    this.events.changed();
  }

  selectSubtitles(id: number): void {
    if (this.#hls === null) return;
    preferences.subtitleLanguage = id < 0 ? 'off' : (this.subtitleTracks[id]?.language ?? null);
    this.#hls.subtitleDisplay = id >= 0;
    this.#hls.subtitleTrack = id;
    this.events.changed();
  }

  destroy(): void {
    clearInterval(this.#bandwidthTimer);
    if (this.video.currentTime > 0) this.#rememberBandwidth(); // A short visit has measured something too.
    this.#drop();
  }

  #rememberBandwidth(): void {
    if (this.bandwidth !== null) preferences.bandwidth = this.bandwidth;
  }

  #drop(): void {
    clearTimeout(this.#retryTimer);
    this.#hls?.destroy();
    this.#hls = null;
  }

  #applyChoices(hls: Hls): void {
    // From the end: each removal moves those behind it.
    for (const at of [...surroundTwins(hls.levels)].reverse()) hls.removeLevel(at);
    const kept = hls.levels.findIndex((level) => level.height === this.#wantedHeight);
    if (kept >= 0) hls.loadLevel = kept;
    if (preferences.subtitleLanguage === 'off') hls.subtitleTrack = -1;
    this.events.changed();
  }

  #handle(hls: Hls, data: ErrorData): void {
    if (hls !== this.#hls) return;
    const status = data.response?.code ?? 0;
    if (data.type === ErrorTypes.NETWORK_ERROR && (status === 401 || status === 403)) {
      this.events.expired();
    } else if (!data.fatal) {
      return; // hls.js repairs these itself.
    } else if (data.type === ErrorTypes.NETWORK_ERROR) {
      this.#retryNetwork(hls, data, status);
    } else if (data.type === ErrorTypes.MEDIA_ERROR && this.#mediaRecoveries < mostMediaRecoveries) {
      this.#mediaRecoveries++;
      this.events.recovering('Repairing playback…');
      hls.recoverMediaError();
    } else {
      this.events.failed(
        data.details === ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR
          ? 'This browser can’t play the codecs of this title.'
          : `Playback stopped: ${data.error?.message ?? data.details}.`,
      );
    }
  }

  #retryNetwork(hls: Hls, data: ErrorData, status: number): void {
    const delay = status === 404 || status === 410 ? null : retryDelay(this.#networkFailures++);
    if (delay === null) {
      this.events.failed(status === 404 || status === 410 ? 'This title is not there any more.' : 'The server cannot be reached.');
      return;
    }
    this.events.recovering('Connection lost. Trying again…');
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      const nothingLoaded = hls.levels.length === 0;
      if (nothingLoaded && hls.url !== null) hls.loadSource(data.url ?? hls.url);
      else hls.startLoad(this.video.currentTime);
    }, delay);
  }

  #healthy(): void {
    this.#networkFailures = 0;
    this.events.recovering(null);
  }
}

function configuration(startSeconds: number, address: MovableAddress): Partial<HlsConfig> {
  const audio = preferences.audioLanguage;
  const subtitles = preferences.subtitleLanguage;
  return {
    // The segments are CMAF already: there is nothing to transmux, and the page's CSP needs no worker.
    enableWorker: false,
    renderTextTracksNatively: false, // See HlsSubtitles.
    enableCEA708Captions: false,
    xhrSetup: (xhr, url) => {
      const current = address.current(url);
      if (current !== url) xhr.open('GET', current, true);
    },
    startPosition: startSeconds, // Also in a title that is still growing, where hls.js would join at the end.
    testBandwidth: false,
    abrEwmaDefaultEstimate: preferences.bandwidth,
    abrEwmaDefaultEstimateMax: 50_000_000,
    capLevelToPlayerSize: true,
    maxBufferLength: 30,
    maxMaxBufferLength: 120,
    maxBufferSize: 80_000_000,
    backBufferLength: 60,
    ...(audio ? { audioPreference: { lang: audio } } : {}),
    ...(subtitles && subtitles !== 'off' ? { subtitlePreference: { lang: subtitles } } : {}),
  };
}
