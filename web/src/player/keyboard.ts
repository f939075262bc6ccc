import { type KeyPress, type Shortcut, shortcutFor } from './shortcuts';

/** Listens to the whole page: nobody should have to click the player before pressing a key. */
export function listenForKeys(obey: (shortcut: Shortcut) => void, signal: AbortSignal): void {
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const shortcut = shortcutFor({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        focus: focusOf(event.target),
      });
      if (shortcut === null) return;
      event.preventDefault();
      obey(shortcut);
    },
    { signal },
  );
}

function focusOf(target: EventTarget | null): KeyPress['focus'] {
  if (!(target instanceof Element)) return 'other';
  if (target.closest('[role="menu"]') !== null) return 'menu';
  if (target.closest('textarea, select, [contenteditable], input:not([type="range"])') !== null) return 'text';
  if (target.closest('input') !== null) return 'menu'; // A slider of its own takes the arrows.
  return target.closest('button, a') !== null ? 'button' : 'other';
}
