export type Shortcut =
  | { readonly action: 'toggle' | 'fullscreen' | 'mute' | 'captions' | 'stats' | 'pictureInPicture' | 'close' }
  | { readonly action: 'seekBy' | 'volumeBy' | 'speedBy'; readonly amount: number }
  | { readonly action: 'seekTo'; readonly fraction: number };

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** What has the focus: text fields take all keys, buttons take the space bar, menus the arrows. */
  readonly focus: 'text' | 'button' | 'menu' | 'other';
}

/** What a key means to the player, or null where it is not for the player. */
export function shortcutFor(press: KeyPress): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.focus === 'text') return null;
  const { key } = press;
  if (key === ' ') return press.focus === 'button' || press.focus === 'menu' ? null : { action: 'toggle' };
  if (press.focus === 'menu' && (key.startsWith('Arrow') || key === 'Home' || key === 'End')) return null;
  if (/^\d$/.test(key)) return { action: 'seekTo', fraction: Number(key) / 10 };
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'k':
      return { action: 'toggle' };
    case 'f':
      return { action: 'fullscreen' };
    case 'm':
      return { action: 'mute' };
    case 'c':
      return { action: 'captions' };
    case 'i':
      return { action: 'stats' };
    case 'p':
      return { action: 'pictureInPicture' };
    case 'Escape':
      return { action: 'close' };
    case 'ArrowLeft':
      return { action: 'seekBy', amount: -5 };
    case 'ArrowRight':
      return { action: 'seekBy', amount: 5 };
    case 'j':
      return { action: 'seekBy', amount: -10 };
    case 'l':
      return { action: 'seekBy', amount: 10 };
    case 'ArrowUp':
      return { action: 'volumeBy', amount: 0.05 };
    case 'ArrowDown':
      return { action: 'volumeBy', amount: -0.05 };
    case '<':
      return { action: 'speedBy', amount: -1 };
    case '>':
      return { action: 'speedBy', amount: 1 };
    case 'Home':
      return { action: 'seekTo', fraction: 0 };
    case 'End':
      return { action: 'seekTo', fraction: 1 };
    default:
      return null;
  }
}
