import { h } from '../dom';
import { spriteOf } from '../player/thumbnails';
import { scene } from '../ui/scene';

const hues = 6;

/** The picture of a title: the server's, or a quiet drawing that is always the same for the same title. */
export function poster(id: string, url: string | null): HTMLElement {
  const seed = hash(id);
  const element = h('div', { class: `poster poster-hue-${seed % hues}` }, scene(seed));
  if (url !== null) showPicture(element, url);
  return element;
}

/** A whole picture, or a tile of a sprite sheet where the address ends in #xywh=. */
function showPicture(element: HTMLElement, url: string): void {
  const image = h('img', { class: 'poster-image', alt: '', loading: 'lazy', decoding: 'async' });
  const sprite = spriteOf(url);
  image.addEventListener('error', () => image.remove()); // The drawing underneath stays.
  if (sprite !== null) {
    image.classList.add('is-sprite');
    image.addEventListener('load', () => {
      image.style.setProperty('--sheet-width', `${(image.naturalWidth / sprite.width) * 100}%`);
      image.style.setProperty('--tile-x', `${(-sprite.x / image.naturalWidth) * 100}%`);
      image.style.setProperty('--tile-y', `${(-sprite.y / image.naturalHeight) * 100}%`);
    });
  }
  image.src = sprite?.url ?? url;
  element.append(image);
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
