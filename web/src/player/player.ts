import type Hls from 'hls.js';
import { isFinished, type PlaybackSession, type Title } from '../api';
import { h } from '../dom';
import { describeError } from '../problem';
import { icon } from '../ui/icons';
import { Controls } from './controls';
import type { EngineEvents, PlaybackEngine } from './engine';
import { HeartbeatMeter } from './heartbeatMeter';
import { HlsEngine } from './hlsEngine';
import { watchIdle } from './idleWatcher';
import { listenForKeys } from './keyboard';
import { Menu } from './menu';
import { NativeEngine } from './nativeEngine';
import { PlayerMessage } from './playerMessage';
import { SessionKeeper } from './playbackSession';
import { SeekBar } from './seekBar';
import type { Shortcut } from './shortcuts';
import { StatsOverlay } from './statsOverlay';
import { TrackMenus } from './trackMenus';
import { ThumbnailLoader } from './thumbnailLoader';
import { VideoCommands } from './videoCommands';

declare global {
  interface Window {
    /** What plays now, for tests and for the curious. */
    streamverse?: { readonly hls: Hls | null };
  }
}

/** The player: a video, an engine that feeds it, a session that permits it, and controls around it. */
export class Player {
  readonly element: HTMLElement;
  readonly #video = h('video', { class: 'video', playsinline: true, preload: 'auto', 'data-testid': 'video' });
  readonly #message = new PlayerMessage(() => void this.#restart());
  readonly #bigPlay = h('button', { class: 'big-play', type: 'button', 'aria-label': 'Play', hidden: true }, icon('play'));
  readonly #commands: VideoCommands;
  readonly #engine: PlaybackEngine;
  readonly #session: SessionKeeper;
  readonly #meter: HeartbeatMeter;
  readonly #menus: TrackMenus;
  readonly #seekBar: SeekBar;
  readonly #controls: Controls;
  readonly #stats: StatsOverlay;
  readonly #thumbnails: ThumbnailLoader;
  readonly #idle: ReturnType<typeof watchIdle>;
  readonly #abort = new AbortController();
  #title: Title;
  #renewing = false;
  /** Where playback began, or shall begin once the media is there. */
  #position = 0;

  constructor(title: Title) {
    this.#title = title;
    const video = this.#video;
    this.#commands = new VideoCommands(video, () => this.element, (message) => this.#message.flash(message));
    this.#session = new SessionKeeper(
      title.id,
      () => this.#meter.measure(this.#engine.activeQuality?.bitrate ?? 0),
      (session) => this.#moveTo(session),
      () => void this.#renew(),
    );
    this.#meter = new HeartbeatMeter(video, this.#abort.signal);
    this.#engine = this.#createEngine();
    this.#menus = new TrackMenus(video, this.#engine);
    this.#thumbnails = new ThumbnailLoader((thumbnails) => this.#seekBar.showThumbnails(thumbnails));
    this.#seekBar = new SeekBar((seconds) => this.#seek(seconds), () => this.#approachThumbnails());
    this.#stats = new StatsOverlay(video, this.#engine);
    this.#controls = new Controls(video, this.#seekBar, this.#menus, this.#commands);
    this.element = h(
      'div',
      { class: 'player', role: 'region', 'aria-label': 'Player' },
      video,
      this.#bigPlay,
      this.#message.element,
      this.#stats.element,
      this.#controls.element,
    );
    this.#idle = watchIdle(this.element, () => !video.paused && !this.#seekBar.isDragging && this.element.querySelector('[aria-expanded="true"]') === null);
    this.#listen();
  }

  /** Asks for a session and begins to play. */
  async start(): Promise<void> {
    this.#message.busy('');
    await this.#open(() => 0, true);
  }

  /** The title changed: more of it may be playable. */
  update(title: Title): void {
    this.#title = title;
    this.#render();
  }

  dispose(): void {
    this.#abort.abort();
    this.#idle.dispose();
    this.#stats.dispose();
    this.#session.close();
    this.#engine.destroy();
    delete window.streamverse;
  }

  #createEngine(): PlaybackEngine {
    const events: EngineEvents = {
      changed: () => this.#menus?.update(),
      expired: () => void this.#renew(),
      recovering: (message) => (message === null ? this.#message.settle() : this.#message.busy(message)),
      failed: (message) => this.#message.fail(message),
    };
    if (HlsEngine.isSupported || !NativeEngine.isSupported(this.#video)) {
      return new HlsEngine(this.#video, events, (hls) => (window.streamverse = { hls }));
    }
    window.streamverse = { hls: null };
    return new NativeEngine(this.#video, events);
  }

  async #open(startSeconds: () => number, play: boolean): Promise<void> {
    try {
      const session = await this.#session.open();
      if (this.#abort.signal.aborted) return;
      const url = addressOf(session);
      this.#thumbnails.reset(thumbnailsOf(session));
      this.#position = startSeconds();
      this.#engine.load(url, this.#position);
      // Not awaited: it settles only when media has come, and until then the session may have to be renewed again.
      if (play) void this.#commands.play().then(() => this.#render());
    } catch (error) {
      this.#message.fail(describeError(error));
    }
  }

  #moveTo(session: PlaybackSession): void {
    this.#engine.moveTo(addressOf(session));
    this.#thumbnails.reset(thumbnailsOf(session));
  }

  /** The session or its token ended: go on with a new one where this one stopped. */
  async #renew(): Promise<void> {
    if (this.#renewing || this.#abort.signal.aborted) return;
    if (!this.#session.mayRenew(performance.now())) {
      this.#message.fail('The server does not permit playback of this title any more.');
      return;
    }
    this.#message.busy('Renewing the session…');
    await this.#restart();
  }

  async #restart(): Promise<void> {
    this.#renewing = true;
    const { paused, playbackRate } = this.#video;
    // Where one is when the session has come: somebody may seek meanwhile. A video that never loaded has its own place to start.
    await this.#open(() => (this.#video.readyState > 0 ? this.#video.currentTime : this.#position), !paused || this.#message.isFailure);
    this.#video.playbackRate = playbackRate;
    this.#renewing = false;
  }

  #listen(): void {
    const video = this.#video;
    const { signal } = this.#abort;
    const render = (): void => this.#render();
    for (const type of ['timeupdate', 'durationchange', 'progress', 'play', 'pause', 'ended', 'volumechange', 'seeking', 'seeked', 'loadeddata']) {
      video.addEventListener(type, render, { signal });
    }
    video.addEventListener('ratechange', () => this.#menus.update(), { signal });
    video.addEventListener('waiting', () => this.#message.busy(this.#isAtEdge ? 'Waiting for the encoder…' : ''), { signal });
    for (const type of ['playing', 'canplay', 'seeked']) video.addEventListener(type, () => this.#message.settle(), { signal });
    video.addEventListener('click', (event) => {
      // A touch only brings the controls back, which the idle watcher has done already.
      const touched = event instanceof PointerEvent && event.pointerType === 'touch';
      if (!Menu.closeOpen() && !touched) this.#commands.toggle();
    }, { signal });
    video.addEventListener('dblclick', () => void this.#commands.toggleFullscreen(), { signal });
    this.#bigPlay.addEventListener('click', () => this.#commands.toggle(), { signal });
    document.addEventListener('fullscreenchange', render, { signal });
    document.addEventListener('pointerdown', (event) => {
      if (event.target instanceof Node && event.target !== video && !Menu.contains(event.target)) Menu.closeOpen();
    }, { signal });
    addEventListener('pagehide', () => this.#session.close(), { signal });
    addEventListener('pageshow', (event) => {
      if (event.persisted) location.reload(); // Back from the browser's page cache, without a session.
    }, { signal });
    listenForKeys((shortcut) => this.#obey(shortcut), signal);
  }

  #obey(shortcut: Shortcut): void {
    const video = this.#video;
    this.#idle.wake();
    switch (shortcut.action) {
      case 'toggle':
        return this.#commands.toggle();
      case 'mute':
        return this.#commands.toggleMute();
      case 'fullscreen':
        return void this.#commands.toggleFullscreen();
      case 'pictureInPicture':
        return void this.#commands.togglePictureInPicture();
      case 'stats':
        return this.#stats.toggle();
      case 'captions':
        return this.#engine.selectSubtitles(this.#engine.selectedSubtitles < 0 && this.#engine.subtitleTracks.length > 0 ? 0 : -1);
      case 'seekBy':
        return this.#seek(video.currentTime + shortcut.amount);
      case 'seekTo':
        return this.#seek(shortcut.fraction * this.#duration);
      case 'volumeBy':
        return this.#commands.setVolume(video.volume + shortcut.amount);
      case 'speedBy':
        return this.#menus.stepSpeed(shortcut.amount);
      case 'close':
        Menu.closeOpen();
    }
  }

  #seek(seconds: number): void {
    // A hair before the end: at the very end there is nothing to load, and a growing title has no end yet.
    const last = this.#playable - (isFinished(this.#title) ? 0.1 : 0.5);
    this.#position = Math.max(0, Math.min(seconds, last));
    this.#video.currentTime = this.#position;
  }

  #approachThumbnails(): void {
    // A title that is still being encoded has none yet, and asking would only fill the console with 404s.
    if (this.#title.state === 'published') void this.#thumbnails.load();
  }

  get #playable(): number {
    const { seekable, duration } = this.#video;
    if (Number.isFinite(duration)) return duration;
    return seekable.length > 0 ? seekable.end(seekable.length - 1) : 0;
  }

  get #duration(): number {
    return isFinished(this.#title) ? this.#playable : Math.max(this.#playable, this.#title.durationSeconds ?? 0);
  }

  get #isAtEdge(): boolean {
    return !isFinished(this.#title) && this.#video.currentTime > this.#playable - 2;
  }

  #render(): void {
    const video = this.#video;
    const position = video.currentTime;
    this.#controls.update(position, this.#duration);
    this.#seekBar.update({ position, duration: this.#duration, playable: this.#playable, buffered: video.buffered });
    this.#bigPlay.hidden = !video.paused || video.ended || this.#message.isShown;
    this.element.classList.toggle('is-paused', video.paused);
  }
}

const addressOf = (session: PlaybackSession): string => new URL(session.hlsUrl, location.origin).href;

const thumbnailsOf = (session: PlaybackSession): string => new URL(session.thumbnailsUrl ?? 'thumbnails.vtt', addressOf(session)).href;
