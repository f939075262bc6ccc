import { h, setAttribute, setText } from '../dom';
import { formatClock } from '../format';
import { type IconName, icon } from '../ui/icons';
import type { SeekBar } from './seekBar';
import type { TrackMenus } from './trackMenus';
import type { VideoCommands } from './videoCommands';

/** A button whose icon and label follow what it would do. */
class ControlButton {
  readonly element: HTMLButtonElement;
  #icon: IconName | null = null;

  constructor(testId: string, action: () => void) {
    this.element = h('button', { class: 'control', type: 'button', 'data-testid': testId });
    this.element.addEventListener('click', action);
  }

  show(name: IconName, label: string, key: string): void {
    setAttribute(this.element, 'aria-label', label);
    setAttribute(this.element, 'title', `${label} (${key})`);
    if (this.#icon === name) return;
    this.#icon = name;
    this.element.replaceChildren(icon(name));
  }
}

/** The bar at the foot of the player. */
export class Controls {
  readonly element: HTMLElement;
  readonly #play: ControlButton;
  readonly #mute: ControlButton;
  readonly #pictureInPicture: ControlButton;
  readonly #fullscreen: ControlButton;
  readonly #volume = h('input', { class: 'volume', type: 'range', min: 0, max: 1, step: 0.05, 'aria-label': 'Volume', 'data-testid': 'volume' });
  readonly #time = h('span', { class: 'time', 'data-testid': 'time' });

  constructor(
    private readonly video: HTMLVideoElement,
    seekBar: SeekBar,
    menus: TrackMenus,
    commands: VideoCommands,
  ) {
    this.#play = new ControlButton('play', () => commands.toggle());
    this.#mute = new ControlButton('mute', () => commands.toggleMute());
    this.#pictureInPicture = new ControlButton('picture-in-picture', () => void commands.togglePictureInPicture());
    this.#fullscreen = new ControlButton('fullscreen', () => void commands.toggleFullscreen());
    this.#pictureInPicture.element.classList.add('control-pip');
    this.#pictureInPicture.element.hidden = !document.pictureInPictureEnabled;
    this.#volume.addEventListener('input', () => commands.setVolume(this.#volume.valueAsNumber));
    this.element = h(
      'div',
      { class: 'controls' },
      seekBar.element,
      h(
        'div',
        { class: 'control-row' },
        this.#play.element,
        h('div', { class: 'volume-group' }, this.#mute.element, this.#volume),
        this.#time,
        h('span', { class: 'spacer' }),
        ...menus.elements,
        this.#pictureInPicture.element,
        this.#fullscreen.element,
      ),
    );
    this.update(0, 0);
  }

  update(position: number, duration: number): void {
    const { video } = this;
    if (video.ended) this.#play.show('replay', 'Play again', 'k');
    else if (video.paused) this.#play.show('play', 'Play', 'k');
    else this.#play.show('pause', 'Pause', 'k');
    const silent = video.muted || video.volume === 0;
    this.#mute.show(silent ? 'muted' : video.volume < 0.5 ? 'volumeLow' : 'volume', silent ? 'Unmute' : 'Mute', 'm');
    const volume = video.muted ? 0 : video.volume;
    if (this.#volume.valueAsNumber !== volume) this.#volume.value = String(volume);
    this.#volume.style.setProperty('--fraction', String(volume));
    setText(this.#time, `${formatClock(position)} / ${formatClock(Math.round(duration))}`);
    this.#pictureInPicture.show('pictureInPicture', 'Picture in picture', 'p');
    const full = document.fullscreenElement !== null;
    this.#fullscreen.show(full ? 'fullscreenExit' : 'fullscreen', full ? 'Leave full screen' : 'Full screen', 'f');
  }
}
